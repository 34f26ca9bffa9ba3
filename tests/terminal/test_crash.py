"""What an unexpected error leaves behind: one line, a restored terminal, no word of a policy."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.cli.program import folder_with_all
from tests.terminal.terminal import Terminal

FAULTY = """
import sys
from reviewtui.session.library import Library

def fail(self, pair, review, **options):
    secret = "words of a confidential policy"
    raise RuntimeError(secret)

Library.prepare = fail
from reviewtui.cli import run
sys.argv[0] = "reviewtui"
run()
"""


def test_an_unexpected_error_is_one_line_and_a_log_without_words(
    tmp_path: Path, home: Path
) -> None:
    folder = folder_with_all(tmp_path)
    with Terminal([sys.executable, "-c", FAULTY], cwd=folder) as terminal:
        assert terminal.wait_ended() not in (0, 2)
        said = terminal.raw.decode()
    assert "confidential" not in said
    assert "Traceback" not in said
    assert said.count("\x1b[?1049h") == said.count("\x1b[?1049l"), "the first screen is back"
    logs = list(home.rglob("*.log"))
    assert len(logs) == 1
    log = logs[0].read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert " fail\n" in log, "where it happened"
    assert "confidential" not in log
    assert logs[0].stat().st_mode & 0o777 == 0o600
