"""What the parts of the dialogue share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewtui.reviews import Queue
from reviewtui.reviews.walking import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewtui.plain.dialogue import Dialogue
    from reviewtui.plain.keeping import Keeper
    from reviewtui.reviews.taking import Span
    from reviewtui.reviews.walking import Scope
    from reviewtui.session.desk import Desk
    from reviewtui.session.library import Library


@dataclass(eq=False, repr=False)
class Talk:
    """One reviewer in dialogue with their desk.

    `snippets` are the user's texts for notes. `found` are passages that find brought, numbered
    behind the candidates; `show` is whether the requirement is to be shown before the next
    question.
    """

    desk: Desk
    library: Library
    keeper: Keeper
    dialogue: Dialogue
    snippets: Mapping[str, str] = field(default_factory=dict)
    found: list[Span] = field(default_factory=list)
    show: bool = True
    over: bool = False

    def say_ended(self, stayed: tuple[Queue, Scope]) -> None:
        """Says so where the queue that the walk stayed in has ended."""
        from reviewtui.session.queue_words import queue_name

        if stayed not in ((self.desk.queue, self.desk.scope), (Queue.UNDECIDED, EVERYTHING)):
            self.say(f"That was the last of the {queue_name(*stayed)}.")

    def say(self, text: str) -> None:
        """One paragraph."""
        self.dialogue.say(text)
