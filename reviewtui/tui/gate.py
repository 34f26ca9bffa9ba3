"""Which verdict keys are a decision: nobody decides what they have not seen.

A terminal reports keys, not intentions. A key that was read before the requirement was
painted, a pasted text and the repeats of a key held down must not decide. Pure: times are
seconds of one monotonic clock, passed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# Keyboards repeat a held key after 0.2 to 0.7 s, then every 20 to 90 ms.
REPEAT_DELAY = 0.75
REPEAT_GAP = 0.12


class Ruling(Enum):
    """What becomes of a verdict key."""

    DECIDE = "decide"
    WAIT = "wait"  # decide after REPEAT_GAP unless the same key comes again
    UNSEEN = "unseen"
    REPEATED = "repeated"


@dataclass(slots=True)
class KeyGate:
    """Judges the verdict keys of one screen, in the order in which they were read."""

    painted_at: float | None = None
    _key: str = ""
    _read_at: float = float("-inf")
    _decided_at: float = float("-inf")

    def hide(self) -> None:
        """What would be decided has changed and is not on the screen yet."""
        self.painted_at = None

    def painted(self, at: float) -> None:
        """What would be decided is on the screen since `at`."""
        if self.painted_at is None:
            self.painted_at = at

    def forget(self) -> None:
        """The last key is long past: for tests, which need not wait."""
        self._key = ""

    def judge(self, key: str, read_at: float) -> Ruling:
        """Whether `key`, read at that time, may decide."""
        same, gap = key == self._key, read_at - self._read_at
        self._key, self._read_at = key, read_at
        if same and gap < REPEAT_GAP:
            return Ruling.REPEATED
        if self.painted_at is None or read_at < self.painted_at:
            return Ruling.UNSEEN
        if same and read_at - self._decided_at < REPEAT_DELAY:
            # Perhaps the first repeat of a held key: the next one would follow at once.
            return Ruling.WAIT
        self._decided_at = read_at
        return Ruling.DECIDE

    def waited(self, read_at: float) -> bool:
        """After REPEAT_GAP: whether the key read at `read_at` was pressed on its own."""
        if self._read_at != read_at or self.painted_at is None or read_at < self.painted_at:
            return False
        self._decided_at = read_at
        return True
