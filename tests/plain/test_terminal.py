"""The linear mode at a terminal: nothing but lines, nothing typed too early, nothing lost."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree

import pexpect
import pytest

from reviewtui.plain.reviewing import PROMPT
from reviewtui.reviews import lock_review
from tests.plain.driving import ARGUMENTS, PROGRAM, reviewed
from tests.tui.driving import write_project

PATIENCE = 30
ROOT = Path(__file__).parents[2]


def spawned(folder: Path, columns: int = 80, term: str = "xterm") -> "pexpect.spawn[str]":
    """The linear mode on the project in `folder`, at a terminal."""
    child = pexpect.spawn(
        "env",
        [f"TERM={term}", *PROGRAM, *ARGUMENTS],
        cwd=str(folder),
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(24, columns),
    )
    child.delaybeforesend = None  # it sends as soon as it has read what it waits for
    return child


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator["pexpect.spawn[str]"]:
    write_project(tmp_path)
    child = spawned(tmp_path)
    yield child
    child.close(force=True)


def ended(child: "pexpect.spawn[str]") -> int | None:
    child.expect(pexpect.EOF)
    child.wait()
    return int(child.exitstatus) if child.exitstatus is not None else None


def test_a_script_reviews_by_waiting_for_the_prompt(
    terminal: "pexpect.spawn[str]", tmp_path: Path
) -> None:
    said = ""
    for answer in ("m", "p 2", "x", "a", "d", "q"):
        terminal.expect_exact(PROMPT)
        said += terminal.before or ""
        terminal.sendline(answer)
    assert ended(terminal) == 0
    said += terminal.before or ""
    assert "\x1b" not in said, "nothing places a cursor or a colour"
    assert not re.search(r"[^\r]\r[^\r\n]", said), "no line is drawn over"
    verdicts = [str(e.verdict) for e in reviewed(tmp_path).entries.values() if e.verdict]
    assert sorted(verdicts) == ["met", "missing", "not-applicable", "partial"]


def test_what_was_typed_before_the_question_decides_nothing(
    terminal: "pexpect.spawn[str]", tmp_path: Path
) -> None:
    terminal.expect_exact(PROMPT)
    terminal.send("m\nm\nm\nm\n")  # pasted
    terminal.expect_exact("Ignored: what was typed before this was shown.")
    terminal.expect_exact(PROMPT)
    terminal.sendline("q")
    assert ended(terminal) == 0
    assert len(reviewed(tmp_path).entries) == 1


@pytest.mark.parametrize("how", ["interrupt", "hang-up", "term"])
def test_leaving_in_any_way_loses_nothing(
    terminal: "pexpect.spawn[str]", tmp_path: Path, how: str
) -> None:
    terminal.expect_exact(PROMPT)
    terminal.sendline("m")
    terminal.expect_exact("Saved.")
    terminal.expect_exact(PROMPT)
    if how == "interrupt":
        # Python does not hear of it until the next line where it comes just before the read
        terminal.sendintr()
        while terminal.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=3):
            terminal.sendintr()
    else:
        terminal.kill(signal.SIGHUP if how == "hang-up" else signal.SIGTERM)
    status = ended(terminal)
    assert status == {"interrupt": 130, "hang-up": 129, "term": 143}[how]
    assert len(reviewed(tmp_path).entries) == 1
    assert "Traceback" not in (terminal.before or "")


@pytest.mark.parametrize("broken", [False, True])
def test_a_review_that_became_free_is_taken_over(tmp_path: Path, broken: bool) -> None:
    write_project(tmp_path)
    path = tmp_path / "r.toml"
    lock = lock_review(path, "bob")
    child = pexpect.spawn(
        PROGRAM[0],
        [*PROGRAM[1:], *ARGUMENTS],
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=PATIENCE,
    )
    child.expect_exact("Read only: bob on")
    child.expect_exact(PROMPT)
    child.sendline("m")
    child.expect_exact("Read only: bob on")
    child.expect_exact(PROMPT)
    if broken:
        path.write_text("format = 1\nid = \n", encoding="utf-8")  # half of what they wrote
    lock.release()
    child.sendline("T")
    if broken:
        child.expect_exact("broken TOML")
    child.expect_exact("You may decide now.")
    child.expect_exact(PROMPT)
    if broken:
        path.unlink()
    child.sendline("m")
    child.expect_exact("Saved.")
    child.expect_exact(PROMPT)
    child.sendline("q")
    assert ended(child) == 0
    assert len(reviewed(tmp_path).entries) == 1


def test_a_line_that_the_terminal_cut_is_no_note(
    terminal: "pexpect.spawn[str]", tmp_path: Path
) -> None:
    terminal.expect_exact(PROMPT)
    terminal.sendline("o " + "word " * 2000)
    terminal.expect_exact("Ignored: a terminal's line ends at 4095 bytes")
    terminal.expect_exact(PROMPT)
    terminal.sendline("o " + "word " * 700)
    terminal.expect_exact("Note kept.")
    terminal.expect_exact(PROMPT)
    terminal.sendline("q")
    assert ended(terminal) == 0
    [entry] = reviewed(tmp_path).entries.values()
    assert entry.note == ("word " * 700).strip()


def test_the_end_of_the_input_behind_a_letter_answers_with_it(
    terminal: "pexpect.spawn[str]", tmp_path: Path
) -> None:
    terminal.expect_exact(PROMPT)
    terminal.send("m\x04")  # ctrl+d hands over what stands on the line, and again ends the input
    terminal.send("\x04")
    terminal.expect_exact(PROMPT)
    terminal.sendeof()
    assert ended(terminal) == 0
    assert len(reviewed(tmp_path).entries) == 1


def test_a_whole_review_by_a_script_that_never_waits(tmp_path: Path) -> None:
    copytree(ROOT / "policies", tmp_path / "policies")
    copy(ROOT / "checklists" / "vendor-privacy.toml", tmp_path / "small.toml")
    child = spawned(tmp_path)
    child.expect_exact(" of 264 decided.")
    for number in range(264):
        child.expect_exact(PROMPT)
        child.sendline("mxpwa"[number % 5])
    child.expect_exact("Every requirement is decided.")
    child.expect_exact(PROMPT)
    child.sendline("q")
    assert ended(child) == 0
    assert sum(one.verdict is not None for one in reviewed(tmp_path).entries.values()) == 264


@pytest.mark.parametrize("columns", [20, 11])
def test_lines_fit_a_narrow_window(tmp_path: Path, columns: int) -> None:
    write_project(tmp_path)
    child = spawned(tmp_path, columns=columns)
    child.expect_exact(PROMPT)
    said = child.before or ""
    assert max(len(line) for line in said.split("\r\n")) < columns
    child.sendline("q")
    assert ended(child) == 0


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_it_needs_nothing_of_the_terminal(tmp_path: Path, term: str) -> None:
    write_project(tmp_path)
    child = spawned(tmp_path, term=term)
    child.expect_exact(PROMPT)
    child.sendline("m")
    child.expect_exact("Saved.")
    child.expect_exact(PROMPT)
    child.sendline("q")
    assert ended(child) == 0
    assert len(reviewed(tmp_path).entries) == 1


def test_a_dumb_terminal_is_told_of_it(tmp_path: Path) -> None:
    write_project(tmp_path)
    arguments = [one for one in ARGUMENTS if one != "--plain"]
    child = pexpect.spawn(
        "env", ["TERM=dumb", *PROGRAM, *arguments], cwd=str(tmp_path), encoding="utf-8"
    )
    assert ended(child) == 2
    assert "reviewtui --plain" in str(child.before)
