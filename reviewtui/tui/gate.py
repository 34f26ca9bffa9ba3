"""Which verdict keys are a decision: nobody decides what they have not seen.

A terminal reports keys, not intentions. A key that was read before the requirement was
painted, a pasted text and the repeats of a key held down must not decide. Pure: times are
seconds of one monotonic clock, passed in.
"""

from __future__ import annotations

from enum import Enum

# Keyboards repeat a held key after 0.2 to 0.7 s, then every 20 to 100 ms; a slow line brings the
# repeats in lumps. Nobody reads a requirement in a fifth of a second.
REPEAT_DELAY = 0.75
REPEAT_GAP = 0.2
RUN_GAP = 0.4  # a run of repeats goes on until the key rests that long
RUN_MEMORY = 2.0  # and is held against the same key for a while


class Ruling(Enum):
    """What becomes of a verdict key."""

    DECIDE = "decide"
    WAIT = "wait"  # decide after REPEAT_GAP unless the same key comes again
    UNSEEN = "unseen"
    REPEATED = "repeated"


class KeyGate:
    """Judges the verdict keys of one screen, in the order in which they were read."""

    def __init__(self) -> None:
        self.painted_at: float | None = None
        self.count = 0  # keys judged so far: names the last one
        self.hidden = 0  # how often it was hidden: names what is about to be painted
        self._key = ""
        self._read_at = self._decided_at = self._repeated_at = float("-inf")

    def hide(self) -> None:
        """What would be decided has changed and is not on the screen yet."""
        self.painted_at = None
        self.hidden += 1

    def painted(self, at: float, hidden: int | None = None) -> None:
        """What would be decided is on the screen since `at`; not where it was hidden more often
        by now than when that painting began."""
        if self.painted_at is None and hidden in (None, self.hidden):
            self.painted_at = at

    def forget(self) -> None:
        """The last key is long past: for tests, which need not wait."""
        self._key = ""

    def judge(self, key: str, read_at: float) -> Ruling:
        """Whether `key`, read at that time, may decide."""
        same = key == self._key
        running = same and read_at - self._repeated_at < RUN_GAP
        gap = read_at - self._read_at
        self.count += 1
        self._key, self._read_at = key, read_at
        if running or (same and gap < REPEAT_GAP):
            self._repeated_at = read_at
            return Ruling.REPEATED
        if self.painted_at is None or read_at < self.painted_at:
            return Ruling.UNSEEN
        if same and (
            read_at - self._decided_at < REPEAT_DELAY or read_at - self._repeated_at < RUN_MEMORY
        ):
            # Perhaps a repeat of a held key: then the next one follows at once.
            return Ruling.WAIT
        self._decided_at = read_at
        return Ruling.DECIDE

    def waited(self, count: int) -> bool:
        """After REPEAT_GAP: whether the key that was judged as number `count` stood alone."""
        if self.count != count or self.painted_at is None or self._read_at < self.painted_at:
            return False
        self._decided_at = self._read_at
        return True
