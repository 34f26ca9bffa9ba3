"""The first run, in a folder with nothing to review: what reviewtui is, and a sample to try."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.projects.sample import CHECKLIST, make_sample, sample_files
from reviewtui.tui.leaving import Attended

if TYPE_CHECKING:
    from reviewtui.projects.sample import NothingToReviewError

KEYS = "j k choose   enter does it   pgup pgdn scroll   q leaves"
_WHAT = (
    "reviewtui audits policies against a checklist. It finds what answers a requirement, you "
    "decide with one key; each verdict keeps the words it stands on."
)
_EMPTY = (
    "There is nothing to review in {folder} yet: no policies/ with texts, web pages, PDF, DOCX or "
    "ODT, no checklists/. reviewtui new checklist makes a checklist; with files elsewhere type "
    "reviewtui POLICY… -c CHECKLIST"
)
_POLICIES = (
    "{folder} has policies/ and no checklist in checklists/ yet. You can begin with the one that "
    "comes along and change it as you like: what to look for in a vendor's privacy policy."
)


_MADE = (
    "To try it: {checklist} and policies/, {policy} and {more} "
    "more of invented companies. Verdicts go into reviews/; delete all three to be rid of it."
)
_THEN = (
    "Then the review opens. ▌ marks what may answer the requirement; m met, p partial, x missing, "
    "c contradicted, w unclear and a not applicable decide and go on, u takes back. ? lists all "
    "keys. q leaves, and reviewtui, typed here again, goes on where you stopped."
)


class WelcomeApp(Attended[str]):
    """Gives what was made, in words, once the sample is there; None where nothing was done."""

    CSS = """
    Screen { background: $background; color: $foreground; }
    Static { padding: 1 2 0 2; height: auto; }
    VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    #title { padding: 0 2; text-style: bold; }
    OptionList { border: none; padding: 0 1; margin-top: 1; height: auto; }
    #said { padding: 0 2; }
    #keys { padding: 0 2; height: 1; }
    """
    BINDINGS: ClassVar = [
        ("q,escape", "leave", "leave"),
        ("j", "cursor('down')", "down"),
        ("k", "cursor('up')", "up"),
        Binding("pagedown,ctrl+d", "page('down')", "down", priority=True),
        Binding("pageup,ctrl+u", "page('up')", "up", priority=True),
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
        with VerticalScroll(can_focus=False):
            yield Static(Content("Welcome to reviewtui"), id="title")
            yield Static(Content(_WHAT))
            yield Static(Content(missing))
            if not self._nothing.policies:
                yield Static(Content(_made()))
            yield Static(Content(_THEN))
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
            made = make_sample(self._nothing.folder, policies=not self._nothing.policies)
        except InputError as error:
            self.query_one("#said", Static).update(Content(f"Not made: {error.lines[0]}"))
        else:
            what = f"policies/ ({len(made) - 1}) and {CHECKLIST}" if made[1:] else CHECKLIST
            self.exit(f"Made here: {what}.")

    def action_cursor(self, way: str) -> None:
        """Moves the cursor."""
        getattr(self.query_one(OptionList), f"action_cursor_{way}")()

    def action_page(self, way: str) -> None:
        """Shows more of what is said."""
        getattr(self.query_one(VerticalScroll), f"scroll_page_{way}")(animate=False)

    def action_leave(self) -> None:
        """Nothing is made."""
        self.exit(None)


def _made() -> str:
    """What the sample consists of."""
    checklist, policy, *more = sample_files()
    return _MADE.format(
        checklist=checklist, policy=policy.removeprefix("policies/"), more=len(more)
    )
