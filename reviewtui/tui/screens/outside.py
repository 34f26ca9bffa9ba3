"""Files that a review records outside of its project: named, and opened if the reviewer says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from reviewtui.characters import visible
from reviewtui.tui.leaving import Attended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.projects.outside import OutsideError

KEYS = "j k choose   enter does it   pgup pgdn the files   q opens nothing"
ANSWERS = {"no": "No: open none of them", "yes": "Yes: open them, now and whenever it is reviewed"}


class OutsideApp(Attended[bool]):
    """Names the files, and gives True if they are to be opened. Nothing is opened by default."""

    CSS = """
    Screen { background: $background; color: $foreground; }
    #question { padding: 1 2 0 2; text-style: bold; height: auto; }
    VerticalScroll { padding: 0 2; margin-top: 1; height: 1fr; }
    #files { height: auto; }
    OptionList { dock: bottom; border: none; padding: 0 1; height: 2; margin-bottom: 2; }
    #keys { dock: bottom; padding: 0 2; height: 1; }
    """
    BINDINGS: ClassVar = [
        ("q,escape,n", "leave", "leave"),
        ("j", "cursor('down')", "down"),
        ("k", "cursor('up')", "up"),
        Binding("pagedown,ctrl+d", "page('down')", "down", priority=True),
        Binding("pageup,ctrl+u", "page('up')", "up", priority=True),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, outside: OutsideError) -> None:
        super().__init__()
        from reviewtui.tui.theme import wear

        self.animation_level = "none"
        wear(self)
        self._outside = outside

    def compose(self) -> ComposeResult:
        """The question, the files, the answers; the cursor is on the one that does nothing."""
        yield Static(Content(_question(self._outside)), id="question")
        with VerticalScroll(can_focus=False):
            yield Static(Content("\n".join(_lines(self._outside))), id="files")
        yield OptionList(*(Line(Content(f"  {said}"), id=name) for name, said in ANSWERS.items()))
        yield Static(Content(KEYS), id="keys")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The cursor moved: its mark goes with it, for where colours are not seen."""
        for name, said in ANSWERS.items():
            mark = "▶" if name == event.option_id else " "
            event.option_list.replace_option_prompt(name, Content(f"{mark} {said}"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chosen."""
        self.exit(event.option_id == "yes")

    def action_cursor(self, way: str) -> None:
        """Moves the cursor."""
        getattr(self.query_one(OptionList), f"action_cursor_{way}")()

    def action_page(self, way: str) -> None:
        """Shows more of the files."""
        getattr(self.query_one(VerticalScroll), f"scroll_page_{way}")(animate=False)

    def action_leave(self) -> None:
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
