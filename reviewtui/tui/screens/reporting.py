"""Writing a report from the app: behind the screen, with how far it is, and Escape ends it."""

from __future__ import annotations

from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.tui.messages import Noticed
from reviewtui.tui.screens.desk import DeskPart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewtui.reports import Format

FLUSH = 10.0  # seconds that the last save may take
SAID_EVERY = 0.3  # seconds
_FOR = {  # what a format is good for, as far as its name does not say it
    "md": "Markdown, to read and for git",
    "html": "a page, to read and to print",
    "csv": "a table",
    "xlsx": "a spreadsheet",
    "json": "all of it, for programs",
    "oscal": "assessment results, for compliance tools",
    "sarif": "findings, for code hosts",
}


class _CancelledError(Exception):
    """The reviewer does not want it any more."""


class Reporting(DeskPart):
    """What a reviewer does to have a report."""

    _stop: Event | None = None  # of the report that is being written

    def _do_report(self) -> None:
        from reviewtui.reports import FORMATS
        from reviewtui.tui.widgets.picker import Choice, Picker

        if not self.desk.review.entries:
            self.say("There is nothing to report yet: nothing is decided.")
            self.footer.repaint()
            return
        choices = []
        for one in FORMATS.values():
            path = report_path(self.desk.review_path, one)
            note = f"{path.name}{', replaced' if path.exists() else ''}"
            words = f"{one.name}: {_FOR[one.name]}" if one.name in _FOR else one.name
            choices.append(Choice(words, visible(note), partial(self._begin, one, path)))
        self.app.show_over(Picker("Write a report beside the review, as", choices))

    def _begin(self, chosen: Format, path: Path) -> None:
        self.cancel_report()
        self._stop = Event()
        self.say(f"Writing the report…   {self.key_of('close')} ends it")
        self.footer.repaint()
        self.app.run_worker(
            partial(self._write, chosen, path, self._stop), thread=True, group="report"
        )

    def cancel_report(self) -> bool:
        """Ends a report that is being written; False where there is none."""
        stop, self._stop = self._stop, None
        if stop is None:
            return False
        stop.set()
        self.say("No report was written.")
        return True

    def _write(self, chosen: Format, path: Path, stop: Event) -> None:
        """In a worker: a report on what is saved, which is all."""
        said, ends = monotonic(), f"{self.key_of('close')} ends it"

        def progress(done: int, of: int) -> None:
            nonlocal said
            if stop.is_set():
                raise _CancelledError
            if monotonic() - said > SAID_EVERY:
                said = monotonic()
                self.post_message(Noticed(f"Writing the report: {done} of {of} policies.   {ends}"))

        try:
            written = self._written(chosen, path, progress)
        except _CancelledError:
            return
        except InputError as error:
            message = Noticed(f"No report: {error.lines[0]}", "bad")
        else:
            message = Noticed(f"The report is in {visible(str(written))}", "good")
        if not stop.is_set():
            self._stop = None
            self.post_message(message)

    def _written(self, chosen: Format, path: Path, progress: Callable[[int, int], object]) -> Path:
        from reviewtui.errors import shown
        from reviewtui.projects.reporting import report_on
        from reviewtui.reports import Settings, write_report
        from reviewtui.reviews.durable import write_durably
        from reviewtui.reviews.reasons import why

        if not self.app.saver.flush(FLUSH):
            raise InputError("the last decisions are not saved yet")
        report, _ = report_on(
            self.desk.review_path,
            with_text=chosen.needs_text,
            progress=progress,
        )
        how = Settings(templates=self.app.settings.templates_folder)
        content = b"".join(write_report(report, chosen.name, how))
        progress(1, 1)
        try:
            write_durably(path, content)
        except OSError as error:
            raise InputError(f"{shown(path)}: {why(error)}") from None
        return path


def report_path(review: Path, chosen: Format) -> Path:
    """Where the report on the review file goes: beside it, and it is no other file's name."""
    return review.with_name(f"{review.stem}-report{chosen.suffix}")
