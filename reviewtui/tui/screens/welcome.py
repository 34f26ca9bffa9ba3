"""The first run, in a folder with nothing to review: what reviewtui is, and a sample to try."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.projects.sample import make_sample
from reviewtui.tui.leaving import Attended

if TYPE_CHECKING:
    from reviewtui.projects.sample import NothingToReviewError

KEYS = "j k choose   enter does it   q leaves everything as it is"
_WHAT = (
    "reviewtui audits policies against a checklist. It finds the passages of each policy that "
    "answer a requirement, you decide with one key, and every verdict is kept with the words "
    "that it stands on, in a file that you can read."
)
_EMPTY = (
    "There is nothing to review in {folder} yet. It takes two folders: policies/ with the "
    "policies (text, Markdown, HTML, PDF, DOCX, ODT), and checklists/ with a checklist."
)
_POLICIES = (
    "{folder} has policies/ and no checklist in checklists/ yet. You can begin with the one that "
    "comes along and change it as you like: what to look for in a vendor's privacy policy."
)


class WelcomeApp(Attended[str]):
    """Gives "made" once the sample is there, None where nothing was to be done."""

    CSS = """
    Screen { background: ansi_default; }
    Static { padding: 1 2 0 2; height: auto; }
    #title { text-style: bold; }
    OptionList { border: none; padding: 0 1; margin-top: 1; height: auto; }
    #said { dock: bottom; margin-bottom: 1; }
    #keys { dock: bottom; padding: 0 2; height: 1; }
    """
    BINDINGS: ClassVar = [
        ("q,escape", "leave", "leave"),
        ("j", "cursor('down')", "down"),
        ("k", "cursor('up')", "up"),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, nothing: NothingToReviewError) -> None:
        super().__init__()
        from reviewtui.tui.theme import wear

        self.animation_level = "none"
        wear(self)
        self._nothing = nothing
        make = (
            "Copy that checklist to checklists/, and begin"
            if nothing.policies
            else "Make a sample review here: six policies and a checklist, to try it"
        )
        self._answers = {"make": make, "no": "Leave everything as it is"}

    def compose(self) -> ComposeResult:
        """What this is, what is missing, what can be done."""
        folder = visible(str(self._nothing.folder.resolve()))
        missing = (_POLICIES if self._nothing.policies else _EMPTY).format(folder=folder)
        yield Static(Content("Welcome to reviewtui"), id="title")
        yield Static(Content(_WHAT))
        yield Static(Content(missing))
        yield Static(Content("Elsewhere: reviewtui POLICY… -c CHECKLIST"))
        yield OptionList(
            *(Line(Content(f"  {said}"), id=name) for name, said in self._answers.items())
        )
        yield Static(id="said")
        yield Static(Content(KEYS), id="keys")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The cursor moved: its mark goes with it, for where colours are not seen."""
        for name, said in self._answers.items():
            mark = "▶" if name == event.option_id else " "
            event.option_list.replace_option_prompt(name, Content(f"{mark} {said}"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chosen."""
        if event.option_id != "make":
            self.exit(None)
            return
        try:
            make_sample(self._nothing.folder, policies=not self._nothing.policies)
        except InputError as error:
            self.query_one("#said", Static).update(Content(f"Not made: {error.lines[0]}"))
        else:
            self.exit("made")

    def action_cursor(self, way: str) -> None:
        """Moves the cursor."""
        getattr(self.query_one(OptionList), f"action_cursor_{way}")()

    def action_leave(self) -> None:
        """Nothing is made."""
        self.exit(None)
