"""Files that somebody else wrote: never waited for, never more than expected."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from reviewtui.errors import InputError, cannot_read, shown
from reviewtui.files import read_bytes


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(path, 2_000_000, "note")
    (line,) = caught.value.lines
    return line


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    content = os.urandom(1_500_000)
    (tmp_path / "a").write_bytes(content)
    assert read_bytes(tmp_path / "a", 2_000_000, "note") == content


def test_what_is_no_file_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("zero").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as own:
        own.bind("socket")
        for name in ("pipe", "zero", "socket"):
            assert refused(Path(name)) == f"{name}: is a device or pipe; a file was expected"


def test_a_file_that_becomes_a_pipe_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tmp_path / "before"
    before.touch()
    os.mkfifo(tmp_path / "pipe")
    found = before.stat()
    monkeypatch.setattr(Path, "stat", lambda self, **_: found)
    assert "is a device or pipe" in refused(tmp_path / "pipe")


def test_a_file_larger_than_expected_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "vast").open("wb") as file:
        file.truncate(10**12)
    assert refused(tmp_path / "vast").endswith(": larger than 2 MB; is it a note?")


def test_what_the_system_refuses_is_its_error(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to("round")
    for name, words in {
        "gone": "no such file",
        "round": "links that lead round; check them",
        "n" * 300: "the name is too long for a file",
        ".": "is a folder",
    }.items():
        with pytest.raises(OSError) as caught:
            read_bytes(tmp_path / name, 1000, "note")
        (line,) = cannot_read(tmp_path / name, caught.value).lines
        assert words in line
    assert "no such file" in refused(Path("a\0b"))


def test_a_very_long_path_is_shortened_in_the_middle() -> None:
    assert shown(Path("a/b")) == "a/b"
    line = shown(Path("begin/" + "x" * 5000 + "/end.toml"))
    assert len(line) <= 200
    assert line.startswith("begin/xx")
    assert "x…x" in line
    assert line.endswith("xx/end.toml")
