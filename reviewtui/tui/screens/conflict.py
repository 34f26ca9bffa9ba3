"""Two people gave the same verdict: both versions, to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.screen import ModalScreen

from reviewtui.tui.glyphs import entry_glyph
from reviewtui.tui.screens.help import ListPane
from reviewtui.tui.widgets.pane import STYLES

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reviewtui.reviews import Entry
    from reviewtui.reviews.merging import Conflict

Rows = list[tuple[str, str, str]]


class ConflictScreen(ModalScreen[bool | None]):
    """Gives True where the other version is to hold, False for one's own, None to leave it.

    One's own holds until then, and whatever is chosen the other stays in the history.
    """

    COMPONENT_CLASSES: ClassVar = STYLES
    BINDINGS: ClassVar = [
        Binding("escape,q", "choose('')", "later"),
        Binding("enter,1", "choose('own')", "keep"),
        Binding("t,2", "choose('theirs')", "take the other"),
        Binding("j,down", "scroll_list(1)"),
        Binding("k,up", "scroll_list(-1)"),
        Binding("pagedown,ctrl+d", "scroll_list(10)"),
        Binding("pageup,ctrl+u", "scroll_list(-10)"),
    ]

    def __init__(self, conflict: Conflict, ours: Entry | None, title: str, read_only: str) -> None:
        """`ours` is what holds now; `read_only` says why nothing can be chosen."""
        super().__init__()
        self._read_only = read_only
        keys = "enter keeps what holds   t takes the other   Escape: later"
        self.list = ListPane(conflict_rows(conflict, ours, title), read_only or keys)

    def compose(self) -> ComposeResult:
        """Nothing but the lines."""
        yield self.list

    def action_choose(self, which: str) -> None:
        """Closes with the choice."""
        self.dismiss(which == "theirs" if which and not self._read_only else None)

    def action_scroll_list(self, by: int) -> None:
        """Scrolls by rows."""
        self.list.scroll(by)


def conflict_rows(conflict: Conflict, ours: Entry | None, title: str) -> Rows:
    """Both versions below each other, with who and when."""
    policy = conflict.pair[0]
    rows: Rows = [("title", "", f"{policy}: {title}")]
    rows.append(("quiet", "", "Two people decided this without knowing of each other."))
    for name, entry in (("HOLDS NOW", ours), ("THE OTHER", conflict.theirs)):
        rows += [("quiet", "", ""), ("title", "", name), *entry_rows(entry)]
    return rows


def entry_rows(entry: Entry | None) -> Rows:
    """A verdict in rows: what, who, when, on which words, with which note."""
    if entry is None:
        return [("quiet", "", "no entry")]
    glyph, style = entry_glyph(entry)
    verdict = entry.verdict.value if entry.verdict else "undecided"
    marks = ", deferred" if entry.deferred else ""
    rows: Rows = [
        (style, "", f"{glyph} {verdict}{marks}"),
        ("quiet", "by", f"{entry.reviewer}, {entry.time.astimezone():%Y-%m-%d %H:%M}"),
    ]
    rows += [("quiet", "evidence", " ".join(quote.exact.split())) for quote in entry.evidence]
    if entry.searched:
        rows.append(("quiet", "looked for", ", ".join(entry.searched)))
    if entry.note:
        rows.append(("quiet", "note", " ".join(entry.note.split())))
    return rows
