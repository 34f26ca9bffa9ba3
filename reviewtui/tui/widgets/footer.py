"""The two lines below: what just happened, and the keys that matter now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.tui.actions import BY_ID, shown_key
from reviewtui.tui.widgets.pane import Pane, Part, line
from reviewtui.tui.wrapping import width_of, wrap_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.strip import Strip

DECIDING = (
    "met", "partial", "missing", "contradicted", "unclear", "not-applicable",
    "next-candidate", "defer", "take", "undo", "note", "next-requirement", "next-policy",
)  # fmt: skip
COMPARING = ("confirm", *DECIDING[:6], "next-stale", "compare", "next-candidate", "undo", "close")
FINDING = ("next-hit", "previous-hit", "take", "hand", "copy", "close")
FINDING_NOTHING = ("find", "next-policy", "hand", "close")
TYPING = ("find-done", "find-next", "find-previous", "close")
SELECTING = (
    "hand-take", "hand-next", "hand-previous", "hand-next-paragraph", "hand-wider", "hand-extend",
    "hand-end-earlier", "met", "close",
)  # fmt: skip
MORE = (
    "take", "hand", "find", "note", "undo", "next-requirement", "next-undecided", "next-policy",
    "details", "why", "overview", "queues", "quit",
)  # fmt: skip
ACROSS = (
    "met", "partial", "missing", "contradicted", "unclear", "not-applicable", "across-next",
    "next-candidate", "take", "next-line", "open-cell", "mark", "defer", "leave",
)  # fmt: skip
OVERVIEW = (
    "open-cell", "across", "next-line", "next-column", "filter", "only", "mark", "not-applicable",
    "defer", "leave",
)  # fmt: skip
OVERVIEW_READ = (*OVERVIEW[:6], *DECIDING[:6], "mark", "defer", "leave")  # words were on the screen
READING = ("next-policy", "previous-policy", "quit")
FILTERING = ("filter-close",)
_WRITTEN = (TYPING, FILTERING)  # where ? is a letter
_IN_FULL = {
    "contradicted": "contradicted",
    "not-applicable": "not applicable",
    "take": "take as evidence",
    "next-candidate": "next candidate",
    "next-requirement": "next requirement",
    "next-undecided": "next undecided",
    "next-policy": "next policy",
    "hand": "select by hand",
}  # labels where there is room
BROAD = 120  # cells: there is
_IMPORTANT = ("warning", "bad")  # tones of messages that are not cut
_LEAVING = ("close", "leave", "filter-close")  # how one gets out of a mode is never left out
GAP = 3  # cells between a message and the keys beside it

NOTHING = " means nothing here"


class Footer(Pane):
    """The last message above the keys; both one line."""

    DEFAULT_CSS = "Footer { height: 2; }"

    def __init__(self, keys: Mapping[str, Sequence[str]]) -> None:
        super().__init__("footer")
        self.keys = keys
        self.actions: Sequence[str] = DECIDING
        self.stands = ""  # the verdict that stands, by its action
        self.message = ""
        self.tone = "quiet"
        self.passing = False  # it is of the last key, and goes with the next

    def say(self, message: str, tone: str = "quiet", *, passing: bool = False) -> None:
        """Replaces the message; does not repaint."""
        self.message, self.tone, self.passing = message, tone, passing

    def let_pass(self) -> bool:
        """Takes away what the last key had to say; False where that is not what stands there. Does
        not repaint."""
        passes = self.passing and bool(self.message)
        if passes:
            self.say("")
        return passes

    def means_nothing(self, character: str) -> None:
        """Says so of a key, unless something else stands there to be read."""
        if self.message and NOTHING not in self.message:
            return
        keys = self.keys.get("help") or ()
        more = f"; {shown_key(keys[0])} lists the keys" if keys else ""
        self.say(f"{visible(character)}{NOTHING}{more}.", passing=True)
        self.repaint()

    def draw(self, width: int, height: int) -> list[Strip]:
        """See `Pane.draw`."""
        last = [part for one in _LEAVING if one in self.actions for part in self._part(one)]
        last += [] if self.actions in _WRITTEN else self._part("help")
        room = width - sum(len(text) for text, _ in last) - 2
        actions = [action for action in self.actions if action not in _LEAVING]
        keys, shown = self._parts(actions, room)
        more = MORE if self.actions is DECIDING else ()
        rest = [one for one in dict.fromkeys((*more, *actions)) if one not in shown]
        if not self.message:
            said = line(width, self._parts(rest, width)[0])
        else:
            message = " " + self.message
            if width_of(message) > width and self.tone in _IMPORTANT:
                return self._at_length(width, last)
            beside = self._beside(rest, width - width_of(message) - GAP)
            said = line(width, [(message, self.named(self.tone))], beside)
        return [said, line(width, keys, last)]

    def _at_length(self, width: int, last: list[Part]) -> list[Strip]:
        """A message that has to be read to its end takes the line of the keys, too."""
        tone = self.named(self.tone)
        first, *others = wrap_words(self.message, width - 2)
        more = " ".join(others)
        return [
            line(width, [(f" {first}", tone)]),
            line(width, [(f" {more}", tone)], last),
        ]

    def _parts(self, actions: Sequence[str], room: int) -> tuple[list[Part], set[str]]:
        """As many of `actions` as fit into `room` cells, and which they are."""
        parts: list[Part] = []
        shown: set[str] = set()
        for action in actions:
            added = self._part(action)
            if sum(len(text) for text, _ in [*parts, *added]) <= room:
                parts += added
                shown.add(action)
        return parts, shown

    def _beside(self, actions: Sequence[str], room: int) -> list[Part]:
        """The first of `actions`, in short, as many as fit behind a message."""
        parts: list[Part] = []
        for action in actions:
            added = self._part(action, in_full=False)
            room -= sum(len(text) for text, _ in added)
            if room < 0:
                break
            parts += added
        return parts

    def _part(self, action: str, *, in_full: bool = True) -> list[Part]:
        keys = self.keys.get(action) or ()
        if not keys:
            return []
        label = BY_ID[action].label
        if in_full and self.size.width >= BROAD:
            label = _IN_FULL.get(action, label)
        return [
            (f" {shown_key(keys[0])}", self.named("key")),
            (" ", None),
            (label, self.named("selected") if action == self.stands else None),
        ]
