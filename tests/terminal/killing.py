"""A reviewer with quick fingers, whose program is killed: what the screen had said is saved.

with Victim(session, random.Random(1)) as victim:
    victim.live_until_killed()
assert victim.losses(load_review(path)) == []
"""

from __future__ import annotations

import re
import signal
import time
from dataclasses import dataclass, field
from threading import Timer
from typing import TYPE_CHECKING

from reviewtui.reviews import Verdict

if TYPE_CHECKING:
    from random import Random

    from reviewtui.reviews import Pair, Review
    from tests.terminal.session import Session
    from tests.terminal.terminal import Terminal

KEYS = {
    "m": Verdict.MET,
    "p": Verdict.PARTIAL,
    "x": Verdict.MISSING,
    "c": Verdict.CONTRADICTED,
    "w": Verdict.UNCLEAR,
    "a": Verdict.NOT_APPLICABLE,
}
COLUMNS, ROWS = 120, 30  # the header has room for all sums
STARTED = 20.0  # seconds until the first screen, at most
QUIET = 0.02  # seconds without output: the screen is complete
LIFE = 2.5  # seconds, at most, from the first screen to the kill

_SUMS = re.compile(r"all (\d+)/\d+")
_PLACE = re.compile(r" (\d+) of \d+ *$", re.MULTILINE)


@dataclass
class Said:
    """What was done in this life, in order, and how much of it the screen called saved."""

    done: list[tuple[Pair, Verdict | None]] = field(default_factory=list)
    saved: int = 0


@dataclass(frozen=True)
class Look:
    """What a screen shows: the pair, how many verdicts there are, whether all is saved."""

    pair: Pair | None
    decided: int
    saved: bool
    undecided: bool = False


class Victim:
    """Reviews at random until it is killed."""

    def __init__(self, session: Session, random: Random, life: float = LIFE) -> None:
        self.session, self.random, self.life = session, random, life
        self.said = Said()
        self._decided = 0  # as the screen has it once the last key has taken effect
        self._certain = False  # whether what was done last is what the program did last
        self._last = ""

    def live_until_killed(self) -> None:
        """Starts the program, types, and has it killed at a random moment of its life."""
        with self.session.started(COLUMNS, ROWS) as terminal:
            if self.random.random() < 0.1:  # while it starts
                killer = Timer(self.random.uniform(0, 2), terminal.signal, [signal.SIGKILL])
            else:
                terminal.wait_until(lambda: self._look(terminal).pair is not None, "the screen")
                killer = Timer(self.random.uniform(0, self.life), terminal.signal, [signal.SIGKILL])
            killer.start()
            self._decided = self._look(terminal).decided
            while killer.is_alive() and terminal.alive:
                self._act(terminal)
            killer.join()
            terminal.wait_ended()
            self._note_saved(self._look(terminal))  # the last screen counts as well

    def losses(self, review: Review | None) -> list[str]:
        """What the screen called saved and the file does not hold, in the order it was done."""
        states: dict[Pair, list[Verdict | None]] = {}
        for pair, verdict in self.said.done[: self.said.saved]:
            states.setdefault(pair, []).append(verdict)
        lost = []
        for pair, expected in states.items():
            entry = review.entries.get(pair) if review is not None else None
            held = [past.entry.verdict for past in entry.history] if entry else []
            held += [entry.verdict] if entry else []
            if not _in_order(expected, held):
                last = max(i for i, (one, _) in enumerate(self.said.done) if one == pair)
                which = (
                    f"decision {last + 1} of {self.said.saved} saved, {len(self.said.done)} done"
                )
                lost.append(f"{pair}: {expected} not in {held} ({which})")
        return lost

    def _act(self, terminal: Terminal) -> None:
        quiet = time.monotonic() - terminal.last_output > QUIET
        before = self._look(terminal)
        self._note_saved(before)
        if before.pair is None or not quiet:
            time.sleep(0.003)  # half a screen names no requirement for sure
            return
        roll = self.random.random()
        if not before.undecided:
            self._move(terminal, "\t", before)  # to the next that is
        elif roll < 0.12 and self._certain and self.said.done[-1][1] is not None:
            terminal.type("u")
            self._took_effect(terminal, self.said.done[-1][0], None, before.decided - 1)
        elif roll < 0.25:
            self._move(terminal, self.random.choice("jk"), before)
        else:
            key = self.random.choice([key for key in KEYS if key != self._last])
            self._last = key
            terminal.type(key)
            self._took_effect(terminal, before.pair, KEYS[key], before.decided + 1)

    def _move(self, terminal: Terminal, key: str, before: Look) -> None:
        """Types a key that shows another pair, and waits for that: it names what is decided."""
        terminal.type(key)
        deadline = time.monotonic() + 1.0
        while terminal.alive and time.monotonic() < deadline:
            if self._look(terminal).pair not in {None, before.pair}:
                return
            time.sleep(0.003)

    def _took_effect(
        self, terminal: Terminal, pair: Pair, verdict: Verdict | None, decided: int
    ) -> None:
        """Waits for the key to be answered; one that came too early or changed no sum is not
        counted, for the screen did not say it was taken."""
        deadline = time.monotonic() + 1.0
        self._certain = False
        while (look := self._look(terminal)).decided != decided:
            if not terminal.alive or time.monotonic() > deadline:
                return
            time.sleep(0.003)
        if not self._names(terminal, pair, verdict):
            return  # the key came where the screen was no longer the one that was looked at
        self._certain = True
        self.said.done.append((pair, verdict))
        self._decided = decided
        self._note_saved(look)
        if self.random.random() < 0.5:
            return  # the next key comes before this is saved
        while terminal.alive and not look.saved and time.monotonic() < deadline:
            time.sleep(0.003)
            look = self._look(terminal)
            self._note_saved(look)

    def _names(self, terminal: Terminal, pair: Pair, verdict: Verdict | None) -> bool:
        """Whether the screen says that this was done: "✓ Retention period: met, 1 passage"."""
        title = self.session.checklist.by_id[pair[1]].title
        said = f" {title}: {verdict.value if verdict else 'undone'}"
        return any(said in line for line in terminal.text.split("\n")[-4:])

    def _note_saved(self, look: Look) -> None:
        if look.saved and look.decided == self._decided:
            self.said.saved = len(self.said.done)

    def _look(self, terminal: Terminal) -> Look:
        lines = terminal.text.split("\n")
        sums, place = _SUMS.search(lines[0]), _PLACE.search("\n".join(lines[1:3]))
        policies = [one for one in self.session.policy_ids if lines[0].startswith(f" {one}")]
        if sums is None:
            return Look(None, -1, saved=False)
        pair = None
        if place is not None and policies and "candidate" in terminal.text:
            pair = policies[0], self.session.requirement_ids[int(place[1]) - 1]
        undecided = any("undecided" in line for line in lines[1:8])
        return Look(pair, int(sums[1]), lines[0].endswith(" saved"), undecided)


def _in_order(expected: list[Verdict | None], held: list[Verdict | None]) -> bool:
    """Whether all of `expected` is among `held`, in that order."""
    rest = iter(held)
    return all(any(one == other for other in rest) for one in expected)
