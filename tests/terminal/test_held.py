"""A held key on a line of 9.6 kB/s: few screenfuls, and the last one is what is seen."""

from __future__ import annotations

import time
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.terminal.session import Session
from tests.terminal.terminal import PROGRAM, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RATE = 9600  # bytes a second
HELD = 20  # steps
MOST = 6  # documents that they may send


@contextmanager
def slow_line(samples: Path, folder: Path) -> Iterator[tuple[Session, Terminal]]:
    """The sample review at the end of such a line."""
    checklist = samples / "checklists/vendor-privacy.toml"
    session = Session(samples / "policies", checklist, folder / "held.toml")
    command = [
        PROGRAM, "review", str(session.policies), "-c", str(checklist),
        "-r", str(session.review_path), "--reviewer", "ann",
    ]  # fmt: skip
    with Terminal(command, rate=RATE) as terminal:
        session._terminal = terminal
        session.wait_at(0)
        terminal.wait_quiet(0.5)
        yield session, terminal


def sent(terminal: Terminal, *keys: str, gap: float = 0.0) -> int:
    """How many bytes come for keys that are typed with gaps, until all is painted."""
    before = len(terminal.raw)
    for key in keys:
        terminal.type(key)
        time.sleep(gap)  # how a keyboard repeats
    terminal.wait_quiet(0.5)
    return len(terminal.raw) - before


@pytest.mark.parametrize("gap", [0.033, 0.07])
def test_twenty_held_steps_send_few_documents_and_show_the_last(
    samples: Path, tmp_path: Path, gap: float
) -> None:
    with slow_line(samples, tmp_path) as (session, terminal):
        one = median(sent(terminal, "j") for _ in range(5))
        assert sent(terminal, *["j"] * HELD, gap=gap) <= MOST * one
        session.wait_at((5 + HELD) % len(session.requirement_ids))
        number = (5 + HELD) % len(session.requirement_ids)
        session.decide("m", then=(number + 1) % len(session.requirement_ids))
        assert session.entry(number).verdict == "met"


def test_twenty_held_pages_send_few_documents_and_show_the_last(
    samples: Path, tmp_path: Path
) -> None:
    with slow_line(samples, tmp_path) as (_, terminal):
        terminal.type("g")
        terminal.wait_quiet(0.5)
        one = sent(terminal, "\x04")
        sent(terminal, "g")
        assert sent(terminal, *["J"] * HELD, gap=0.033) <= MOST * one
        last = terminal.text
        terminal.type("g")
        terminal.wait_until(lambda: terminal.text != last, "the beginning")
        terminal.wait_quiet(0.5)
        for _ in range(HELD):
            sent(terminal, "J")
        assert terminal.text == last


@pytest.mark.parametrize(
    ("enter", "key"),
    [("O", "j"), ("O", "l"), ("A", "l"), ("A", "j"), ("'", "\x1b[B"), ("?", "\x1b[B")],
)
def test_twenty_held_steps_elsewhere_send_few_screens_and_show_the_last(
    samples: Path, tmp_path: Path, enter: str, key: str
) -> None:
    with slow_line(samples, tmp_path) as (_, terminal):
        whole = sent(terminal, enter)
        assert sent(terminal, *[key] * HELD, gap=0.033) <= MOST * whole
        last = terminal.text
        sent(terminal, "\x1b")
        sent(terminal, enter)
        sent(terminal, *[key] * HELD, gap=0.16)  # each by itself
        assert terminal.text == last
