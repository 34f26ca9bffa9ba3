"""A damaged review file: the good versions that are kept of it, to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.session.wording import local, name_of
from reviewtui.tui.screens.start import Lines, StartApp

if TYPE_CHECKING:
    from reviewtui.reviews.backups import Kept
    from reviewtui.reviews.damage import Damaged
    from reviewtui.tui.actions import Keys


class RestoreApp(StartApp[str]):
    """Restores the chosen version; gives "restored", "as it is" for a file that is to be opened
    although it is suspect, None where everything is left as it was."""

    CSS = """
    #fault { padding: 1 2 0 2; text-style: bold; }
    #question { padding: 1 2; }
    OptionList { border: none; padding: 0 1; height: 1fr; }
    #said { dock: bottom; padding: 0 2; height: auto; margin-bottom: 1; }
    #keys { dock: bottom; padding: 0 2; height: 1; }
    """

    def __init__(self, damaged: Damaged, reviewer: str, keys: Keys | None = None) -> None:
        super().__init__(keys)
        self._damaged, self._reviewer = damaged, reviewer
        self._words: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """What is wrong, the versions, the keys."""
        damaged = self._damaged
        yield Static(Content("\n".join(damaged.faults)), id="fault")
        words = "These versions of it are kept."
        if not damaged.gone:
            words += " The damaged file is kept beside them, too."
        yield Static(Content(words if damaged.kept else ""), id="question")
        self._words = {str(number): _line(kept) for number, kept in enumerate(damaged.kept)}
        if damaged.readable:
            self._words["as it is"] = (
                "none of these: a new review"
                if damaged.gone
                else "the file as it is: it can be read"
            )
        lines = (Line(Content(f"  {words}"), id=name) for name, words in self._words.items())
        yield Lines(*lines)
        yield Static(id="said")
        told = self.told(
            (("next-line", "previous-line"), "choose"),
            (("choose",), "restores the one marked"),
            (("leave",), "leaves all as it is"),
            (("help",), "keys"),
        )
        yield Static(Content(told), id="keys")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The cursor moved: its mark goes with it, for where colours are not seen."""
        for name, words in self._words.items():
            mark = "▶" if name == event.option_id else " "
            event.option_list.replace_option_prompt(name, Content(f"{mark} {words}"))

    def choose(self, line: str) -> None:
        """See `StartApp.choose`."""
        if line == "as it is":
            self.exit("as it is")
        else:
            kept = self._damaged.kept[int(line)]
            self.run_worker(lambda: self._restore(kept), thread=True, exclusive=True)

    def _restore(self, kept: Kept) -> None:
        """In a worker: only while nobody else has the review open."""
        from reviewtui.reviews.backups import restore
        from reviewtui.reviews.locking import lock_review

        path = self._damaged.path
        lock = lock_review(path, self._reviewer)
        if lock.owner is not None:
            said = (
                f"Not restored: {name_of(lock.owner)} has it open since {local(lock.owner.since)}."
            )
            self.call_from_thread(self._say, said)
            return
        try:
            restore(path, kept)
        except InputError as error:
            self.call_from_thread(self._say, error.lines[0])
        else:
            self.call_from_thread(self.exit, "restored")
        finally:
            lock.release()

    def _say(self, line: str) -> None:
        self.query_one("#said", Static).update(Content(visible(line)))


def _line(kept: Kept) -> str:
    size = f"{kept.size / 1000:,.0f} kB" if kept.size >= 1000 else f"{kept.size} bytes"
    count = f"{kept.decided} verdict{'' if kept.decided == 1 else 's'}"
    return f"{kept.time.astimezone():%Y-%m-%d %H:%M}   {count:>14}   {size:>10}"
