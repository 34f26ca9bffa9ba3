"""Files that a review records outside of its project: named, and opened if the reviewer says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from reviewtui.characters import visible
from reviewtui.tui.screens.start import Lines, StartApp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.projects.outside import OutsideError
    from reviewtui.tui.actions import Keys

ANSWERS = {"no": "No: open none of them", "yes": "Yes: open them, now and whenever it is reviewed"}


class OutsideApp(StartApp[bool]):
    """Names the files, and gives True if they are to be opened. Nothing is opened by default."""

    CSS = """
    #question { padding: 1 2 0 2; text-style: bold; height: auto; }
    VerticalScroll { padding: 0 2; margin-top: 1; height: 1fr; }
    #files { height: auto; }
    OptionList { dock: bottom; border: none; padding: 0 1; height: 2; margin-bottom: 2; }
    #keys { dock: bottom; padding: 0 2; height: 1; }
    """

    def __init__(self, outside: OutsideError, keys: Keys | None = None) -> None:
        super().__init__(keys)
        self._outside = outside

    def compose(self) -> ComposeResult:
        """The question, the files, the answers; the cursor is on the one that does nothing."""
        yield Static(Content(_question(self._outside)), id="question")
        with VerticalScroll(can_focus=False):
            yield Static(Content("\n".join(_lines(self._outside))), id="files")
        yield Lines(*(Line(Content(f"  {said}"), id=name) for name, said in ANSWERS.items()))
        told = self.told(
            (("next-line", "previous-line"), "choose"),
            (("choose",), "does it"),
            (("lines-up", "lines-down"), "the files"),
            (("leave",), "opens nothing"),
            (("help",), "keys"),
        )
        yield Static(Content(told), id="keys")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The cursor moved: its mark goes with it, for where colours are not seen."""
        for name, said in ANSWERS.items():
            mark = "▶" if name == event.option_id else " "
            event.option_list.replace_option_prompt(name, Content(f"{mark} {said}"))

    def choose(self, line: str) -> None:
        """See `StartApp.choose`."""
        self.exit(line == "yes")

    def page(self, by: int) -> None:
        """Shows more of the files."""
        files = self.query_one(VerticalScroll)
        (files.scroll_page_down if by > 0 else files.scroll_page_up)(animate=False)

    def leave(self) -> None:
        """Nothing is opened."""
        self.exit(result=False)


def _question(outside: OutsideError) -> str:
    count = len(outside.files)
    files = "a file" if count == 1 else f"{count} files"
    those = "it" if count == 1 else "them"
    return (
        f"{visible(str(outside.path))} records {files} outside of its project. Open {those} "
        "only if you know why: who wrote the review chose what is read."
    )


def _lines(outside: OutsideError) -> Iterator[str]:
    """Where each really is; and as the review names it, where a link leads elsewhere."""
    for file in outside.files:
        kind = "checklist" if file.is_checklist else "policy"
        yield f"{kind}  {visible(str(file.real))}"
        if file.real.name != file.recorded.rsplit("/", 1)[-1]:
            yield f"{'':{len(kind)}}  recorded as {visible(file.recorded)}"
