"""Notes: written in place, and kept as drafts until they are saved."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reviews import now

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewtui.reviews import Pair
    from reviewtui.reviews.drafting import Leftover
    from reviewtui.tui.app import ReviewApp

FLUSH = 10.0  # seconds that an editor's file waits for the review to be saved
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
        """Opens the note of `pair` in place, with what is there, or the draft."""
        from reviewtui.tui.screens.note import NoteScreen

        app, screen, desk = self._app, self._app.review_screen, self._app.desk
        saved = self._saved(pair)
        title = desk.checklist.by_id[pair[1]].title

        def drafted(text: str) -> None:
            self._drafts[pair] = text
            app.remember_place()

        def closed(text: str | None) -> None:
            if text is not None:
                self._drafts.pop(pair, None)
                if self._keep(pair, text.strip(), f" {IGNORED}" if writing.late else ""):
                    return
            elif self.draft_of(pair) == saved:
                self._drafts.pop(pair, None)
            else:
                screen.say(f"The note is kept as a draft: {screen.key_of('note')} goes on with it.")
            screen.present()

        def late() -> None:
            screen.say(IGNORED, "warning")
            screen.footer.repaint()

        writing = NoteScreen(
            title, self._begun(pair), drafted, late, app.settings.snippets, keys=app.keys
        )
        app.push_screen(writing, closed)

    def _saved(self, pair: Pair) -> str:
        """The note of `pair`; a field shows what it holds as it is, so nothing in it acts."""
        entry = self._app.desk.review.entries.get(pair)
        return visible(entry.note, keep="\n\t") if entry is not None else ""

    def _begun(self, pair: Pair) -> str:
        """What one goes on from: the draft, else the note."""
        return visible(self.draft_of(pair), keep="\n\t") or self._saved(pair)

    def _keep(self, pair: Pair, text: str, more: str = "") -> bool:
        """Makes `text` the note of `pair`; False where it is that already."""
        screen = self._app.review_screen
        if text == self._saved(pair):
            return False
        self._app.desk.note(pair, text, now())
        screen.say(f"{'Note kept.' if text else 'Note removed.'}{more}", "good")
        screen.changed()
        return True

    # in an editor

    def edit(self, pair: Pair) -> None:
        """Opens the note of `pair` in the user's editor, which has the terminal meanwhile.

        An editor that fails leaves the note as it was, and what it wrote is a draft.
        """
        from textual.app import SuspendNotSupported

        from reviewtui.errors import InputError
        from reviewtui.reviews.drafting import begin_draft, read_draft
        from reviewtui.session.editor import editor_command, run_editor

        app, screen, begun = self._app, self._app.review_screen, self._begun(pair)
        as_it_was = "The note is as it was:"
        try:
            command = editor_command(app.settings.editor, os.environ)
            file = begin_draft(app.desk.review_path, app.desk.reviewer, pair, begun)
            with app.suspend(), app.renewing_lock():
                failure = run_editor(command, file)
            text = visible(read_draft(file), keep="\n\t")
        except InputError as error:
            screen.say(f"{as_it_was} {error.lines[0]}.", "bad")
        except OSError as error:
            why = error.strerror or type(error).__name__
            screen.say(f"{as_it_was} no file for the editor can be made ({why}).", "bad")
        except SuspendNotSupported:
            screen.say("An editor cannot have this terminal: o writes in place.", "warning")
        else:
            self._edited(pair, text, begun, failure)
            self._end_later(file)
        screen.present()

    def _edited(self, pair: Pair, text: str, begun: str, failure: str) -> None:
        """What an editor wrote, instead of `begun`; `failure` says how it failed."""
        screen = self._app.review_screen
        if failure and text != begun:
            self._drafts[pair] = text
            key = screen.key_of("note")
            screen.say(f"{failure}; what it wrote is kept as a draft: {key} goes on.", "warning")
        elif failure:
            screen.say(f"The note is as it was: {failure}.", "warning")
        else:
            self._drafts.pop(pair, None)
            if not self._keep(pair, text):
                screen.say("The note is as it was.")

    def _end_later(self, file: Path) -> None:
        """Removes an editor's file once the review and the drafts are on the disk."""
        app, store = self._app, self._app.place_storer()

        def work() -> None:
            from reviewtui.reviews.drafting import end_draft

            if app.saver.flush(FLUSH) and store():
                end_draft(file)

        app.run_worker(work, thread=True, group="draft")

    def found_again(self, leftovers: Iterable[Leftover]) -> int:
        """What an editor wrote before the app was killed becomes drafts; how many."""
        count = 0
        for one in leftovers:
            text = visible(one.text, keep="\n\t")
            if text and text not in (self._begun(one.pair), self._saved(one.pair)):
                self._drafts[one.pair] = text
                count += 1
            self._end_later(one.file)
        return count
