"""The first run, in a folder with nothing to review: what reviewtui is, and a sample to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.projects.sample import CHECKLIST, make_sample, sample_files
from reviewtui.tui.screens.start import Lines, StartApp

if TYPE_CHECKING:
    from reviewtui.projects.sample import NothingToReviewError
    from reviewtui.tui.actions import Keys

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


class WelcomeApp(StartApp[str]):
    """Gives what was made, in words, once the sample is there; None where nothing was done."""

    CSS = """
    Static { padding: 1 2 0 2; height: auto; }
    VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    #title { padding: 0 2; text-style: bold; }
    OptionList { border: none; padding: 0 1; margin-top: 1; height: auto; }
    #said { padding: 0 2; }
    #keys { padding: 0 2; height: 1; }
    """

    def __init__(self, nothing: NothingToReviewError, keys: Keys | None = None) -> None:
        super().__init__(keys)
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
        yield Lines(*(Line(Content(f"  {said}"), id=name) for name, said in self._answers.items()))
        yield Static(id="said")
        told = self.told(
            (("next-line", "previous-line"), "choose"),
            (("choose",), "does it"),
            (("lines-up", "lines-down"), "scroll"),
            (("leave",), "leaves"),
            (("help",), "keys"),
        )
        yield Static(Content(told), id="keys")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The cursor moved: its mark goes with it, for where colours are not seen."""
        for name, said in self._answers.items():
            mark = "▶" if name == event.option_id else " "
            event.option_list.replace_option_prompt(name, Content(f"{mark} {said}"))

    def choose(self, line: str) -> None:
        """See `StartApp.choose`."""
        if line != "make":
            self.exit(None)
            return
        try:
            made = make_sample(self._nothing.folder, policies=not self._nothing.policies)
        except InputError as error:
            self.query_one("#said", Static).update(Content(f"Not made: {error.lines[0]}"))
        else:
            what = f"policies/ ({len(made) - 1}) and {CHECKLIST}" if made[1:] else CHECKLIST
            self.exit(f"Made here: {what}.")

    def page(self, by: int) -> None:
        """Shows more of what is said."""
        said = self.query_one(VerticalScroll)
        (said.scroll_page_down if by > 0 else said.scroll_page_up)(animate=False)


def _made() -> str:
    """What the sample consists of."""
    checklist, policy, *more = sample_files()
    return _MADE.format(
        checklist=checklist, policy=policy.removeprefix("policies/"), more=len(more)
    )
