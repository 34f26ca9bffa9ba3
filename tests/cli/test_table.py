"""Tables stand in columns, in the width there is."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
import termios
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.characters import visible
from reviewtui.cli.table import NAME_AT_LEAST, aligned, cells, shortened
from tests.cli.program import POLICY, PROGRAM, folder_with_all, reviewtui

NAMES = st.text(max_size=60).map(visible)


@given(st.lists(st.tuples(NAMES, st.integers(0, 10**6).map(str), st.just("·")), min_size=1))
def test_columns_stand_below_each_other(rows: list[tuple[str, str, str]]) -> None:
    assert len({cells(line) for line in aligned(rows)}) == 1


@given(st.lists(st.tuples(NAMES, st.integers(0, 999).map(str)), min_size=1), st.integers(0, 90))
def test_a_table_takes_the_room_there_is(rows: list[tuple[str, str]], room: int) -> None:
    most = max(room, NAME_AT_LEAST + 4)
    assert all(cells(line) <= most for line in aligned(rows, room))


@given(st.text().map(visible), st.integers(3, 40))
def test_a_name_keeps_its_ends(text: str, room: int) -> None:
    short = shortened(text, room)
    assert cells(short) <= room
    head, gap, tail = short.rpartition("…")
    assert short == text or (gap and text.startswith(head) and text.endswith(tail))


def on_a_terminal(folder: Path, columns: int, *arguments: str, **environment: str) -> str:
    """What the program prints on a terminal of that width."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [PROGRAM, *arguments], cwd=folder, stdout=theirs, env={**os.environ, **environment}
    ) as running:
        os.close(theirs)
        output = b""
        try:
            while piece := os.read(ours, 65536):
                output += piece
        except OSError:  # the other side is closed
            pass
        os.close(ours)
        running.wait()
    return output.decode().replace("\r\n", "\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A review of policies with long names, one stale."""
    folder = folder_with_all(tmp_path / "project")
    name = "an-exceedingly-long-name-of-a-vendor-who-sells-kites-and-boats"
    (folder / f"policies/{name}.txt").write_text(POLICY, encoding="utf-8")
    (folder / "policies/東京の会社のプライバシーポリシー.txt").write_text(POLICY, encoding="utf-8")
    ended = reviewtui(
        *("decide", "reviews/small.toml", "-c", "checklists/small.toml", "--policies", "policies"),
        *("--policy", "kites", "--requirement", "retention", "--verdict", "met"),
        *("--quote", "We keep your order records for six years"),
        cwd=folder,
    )
    assert ended.status == 0
    (folder / "policies/kites.txt").write_text(POLICY.replace("six years", "nine years"))
    return folder


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_status_fits_its_terminal(folder: Path, columns: int) -> None:
    plain = on_a_terminal(folder, columns, "status", "reviews/small.toml", NO_COLOR="1")
    assert "\x1b" not in plain
    assert max(map(cells, plain.splitlines())) <= columns
    assert ("…" in plain) == (columns < 120)
    piped = reviewtui("status", "reviews/small.toml", cwd=folder).output
    assert "an-exceedingly-long-name-of-a-vendor-who-sells-kites-and-boats" in piped


@pytest.mark.parametrize("command", ["status", "check"])
def test_colours_are_for_terminals_that_want_them(folder: Path, command: str) -> None:
    arguments = (command, "reviews/small.toml")
    assert "\x1b[" in on_a_terminal(folder, 80, *arguments)
    for without in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = on_a_terminal(folder, 80, *arguments, **without)
        assert "\x1b" not in plain
        assert max(map(cells, plain.splitlines())) <= 80
    assert "\x1b" not in reviewtui(*arguments, cwd=folder).output
