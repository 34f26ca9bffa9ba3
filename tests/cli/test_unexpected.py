"""An unexpected error leaves a line and a log, and nobody's words in either."""

from __future__ import annotations

import builtins
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from reviewtui.cli import text
from reviewtui.cli.program import main

CLAUSE = "the confidential clause"


def fail(_policy: Path, id: str | None = None) -> None:  # noqa: A002
    clause = CLAUSE
    try:
        raise KeyError(clause)
    except KeyError as error:
        raise RuntimeError(f"could not handle {clause}") from error


def test_one_line_and_a_private_log_without_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    monkeypatch.setattr("reviewtui.documents.load_policy", fail)
    assert text.command is not None
    status = main(["text", "policy.txt"])
    captured = capsys.readouterr()
    assert status == 70
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "RuntimeError" in captured.err
    assert CLAUSE not in captured.err
    found = re.search(r"(/\S+\.log)", captured.err)
    assert found is not None
    log = Path(found[1])
    assert log.is_relative_to(home)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    words = log.read_text()
    assert CLAUSE not in words
    assert "builtins.RuntimeError" in words
    assert "builtins.KeyError" in words
    assert re.search(r"test_unexpected\.py:\d+ fail", words)


def test_without_a_place_for_the_log_there_is_still_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    monkeypatch.setattr("reviewtui.documents.load_policy", fail)
    (home / "state").write_text("in the way")
    assert main(["text", "policy.txt"]) == 70
    assert "no log could be written" in capsys.readouterr().err


def test_without_memory_for_the_log_there_is_still_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reviewtui.documents.load_policy", fail)
    real = builtins.__import__

    def no_memory(name: str, *rest: Any) -> Any:
        if name == "reviewtui.cli.unexpected":
            raise MemoryError
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", no_memory)
    assert main(["text", "policy.txt"]) == 70
    assert capsys.readouterr().err == "reviewtui: unexpected error; no log could be written\n"


def test_an_interrupt_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_policy: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reviewtui.documents.load_policy", interrupt)
    assert main(["text", "policy.txt"]) == 130
    assert capsys.readouterr().err == ""
