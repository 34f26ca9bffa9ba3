"""Notes: written in place, and kept as drafts until they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reviews import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewtui.reviews import Pair
    from reviewtui.tui.app import ReviewApp

IGNORED = "What was typed after enter was ignored."

Draft = tuple[str, str, str]
"""Policy, requirement, text."""


class Notes:
    """The notes that were begun and not saved."""

    def __init__(self, app: ReviewApp, drafts: Iterable[Draft] = ()) -> None:
        self._app = app
        self._drafts: dict[Pair, str] = {(policy, one): text for policy, one, text in drafts}

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """All of them, to be kept with the place."""
        return tuple((*pair, text) for pair, text in self._drafts.items())

    def draft_of(self, pair: Pair) -> str:
        """The note of `pair` that was begun and not saved."""
        return self._drafts.get(pair, "")

    def write(self, pair: Pair) -> None:
        """Opens the note of `pair` with what is there, or the draft."""
        from reviewtui.tui.screens.note import NoteScreen

        app, screen, desk = self._app, self._app.review_screen, self._app.desk
        entry = desk.review.entries.get(pair)
        # a field shows what it holds as it is, so it holds nothing that acts
        saved = visible(entry.note, keep="\n\t") if entry is not None else ""
        title = desk.checklist.by_id[pair[1]].title

        def drafted(text: str) -> None:
            self._drafts[pair] = text
            app.remember_place()

        def closed(text: str | None) -> None:
            if text is not None:
                self._drafts.pop(pair, None)
                if text.strip() != saved:
                    desk.note(pair, text.strip(), now())
                    kept = "Note kept." if text.strip() else "Note removed."
                    screen.say(f"{kept} {IGNORED}" if writing.late else kept, "good")
                    screen.changed()
                    return
            elif self.draft_of(pair) == saved:
                self._drafts.pop(pair, None)
            else:
                screen.say("The note is kept as a draft: o goes on with it.")
            screen.present()

        def late() -> None:
            screen.say(IGNORED, "warning")
            screen.footer.repaint()

        begun = visible(self.draft_of(pair), keep="\n\t")
        writing = NoteScreen(title, begun or saved, drafted, late)
        app.push_screen(writing, closed)
