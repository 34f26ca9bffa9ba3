"""One verdict for several: from any screen, through a worker, as one step of the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.documents import CancelledError
from reviewtui.errors import InputError
from reviewtui.reviews import Verdict, now
from reviewtui.reviews.bulk import count_words, decision_on, not_allowed
from reviewtui.tui.glyphs import DEFERRED, VERDICT_GLYPHS
from reviewtui.tui.messages import Gathered
from reviewtui.tui.wrapping import crop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewtui.documents import Policy
    from reviewtui.reviews import Decision
    from reviewtui.reviews.bulk import Marked
    from reviewtui.tui.app import ReviewApp

    Say = Callable[[str, str], None]


LONGEST = 22  # cells of a name: both fit into 80 columns, with the longest verdict


class Several:
    """Gives verdicts for marked pairs; one at a time."""

    def __init__(self, app: ReviewApp) -> None:
        self._app = app
        self._busy = False

    def give(self, action: str, marks: Sequence[Marked], say: Say, *, stay: bool = False) -> None:
        """Does what a verdict key asks, for all of `marks`; `say` hears what came of it. With
        `stay` the review's place stays, also where it is one of them."""
        app = self._app
        if app.lock is None:
            say("Not decided: it is not known yet who may write.", "warning")
        elif app.read_only:
            say(app.read_only, "warning")
        elif self._busy:
            say("Not decided: the last one is still under way.", "warning")
        elif action == "defer":
            app.desk.defer_several([mark.pair for mark in marks], now(), stay=stay)
            app.review_screen.changed()
            say(f"{DEFERRED} deferred: {self._name(marks)}{self._undoes()}", "good")
        elif refused := not_allowed(marks, Verdict(action)):
            unseen = "it was" if len(marks) == 1 else f"{len(refused)} of {len(marks)} were"
            a, d = (app.review_screen.key_of(key) for key in ("not-applicable", "defer"))
            how = self._how_to_read(marks)
            text = f"Not decided: {unseen} not read yet{how}. {a} and {d} need no reading."
            say(text, "warning")
        else:
            self._gather(Verdict(action), marks, say, stay=stay)

    def _gather(self, verdict: Verdict, marks: Sequence[Marked], say: Say, *, stay: bool) -> None:
        """Has a worker read what has to be read; what is cited is taken from there."""
        app, desk = self._app, self._app.desk
        self._busy = True

        def work() -> None:
            found: list[Decision] = []
            policies: dict[str, Policy] = {}
            left: list[str] = []
            try:
                for mark in marks:
                    name = mark.pair[0]
                    try:
                        policy = policies.get(name) or app.library.policy(name)
                    except InputError:
                        left.append(f"{visible(name)} cannot be read")
                        continue
                    policies[name] = policy
                    made = decision_on(mark, verdict, policy, desk.checklist)
                    if made is None:
                        left.append(f"{visible(name)} reads otherwise now")
                    else:
                        found.append(made)
            except CancelledError:
                return

            def done(said: str, tone: str) -> None:
                self._busy = False
                many = self._name([one for one in marks if one.pair in pairs])
                say(
                    said or f"{VERDICT_GLYPHS[verdict]} {verdict.words}: {many}{self._undoes()}",
                    tone,
                )

            pairs = {(one.policy, one.requirement.id) for one in found}
            read = [*policies.values()]
            app.review_screen.post_message(Gathered(found, read, left, done, stay=stay))

        app.run_worker(work, thread=True, group="several")

    def _how_to_read(self, marks: Sequence[Marked]) -> str:
        """Which key leads to what is not read yet."""
        app = self._app
        key_of = app.review_screen.key_of
        if app.desk.marks:
            return f"; {key} lists them" if (key := key_of("marks")) else ""
        return f"; {key} opens it" if (key := key_of("open-cell")) and len(marks) == 1 else ""

    def _name(self, marks: Sequence[Marked]) -> str:
        """What was decided: the one there is, or how many."""
        if len(marks) != 1:
            return count_words(marks)
        policy, requirement = marks[0].pair
        title = self._app.desk.checklist.by_id[requirement].title
        return f"{crop(policy, LONGEST)} · {crop(title, LONGEST)}"

    def _undoes(self) -> str:
        key = self._app.review_screen.key_of("undo")
        return f" · {key} undoes" if key else ""
