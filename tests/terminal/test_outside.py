"""A review that records a file outside of its project, opened with the installed program."""

from __future__ import annotations

from pathlib import Path

from reviewtui import load_checklist, load_policy
from reviewtui.reviews import new_review, record_policies, save_review
from tests.cli.program import POLICY, contents, folder_with_all
from tests.terminal.terminal import PROGRAM, Terminal

HOSTILE = "else\x1b]0;owned\x07where\n\u202e[@click=app.quit]"


def recording(folder: Path, name: str) -> Path:
    """A review in the project `folder` of a policy in a folder `name` beside the project."""
    secret = folder.parent / name / "secret.txt"
    secret.parent.mkdir()
    secret.write_text(POLICY.replace("Marrowby", "Confidential"), encoding="utf-8")
    path = folder / "reviews/small.toml"
    path.parent.mkdir()
    checklist = load_checklist(folder / "checklists/small.toml")
    save_review(record_policies(new_review(checklist, path), [load_policy(secret)], path), path)
    return path


def test_asked_once_and_never_opened_unasked(tmp_path: Path) -> None:
    folder = folder_with_all(tmp_path / "project")
    path = recording(folder, "elsewhere")
    before = contents(folder)
    command = [PROGRAM, "--reviewer", "ann", "-r", str(path)]
    with Terminal(command, cwd=tmp_path) as terminal:
        terminal.wait_for("outside of its project", "▶ No: open none of them")
        terminal.type("\r")
        assert terminal.wait_ended() == 2
        assert "is outside the project and was not opened" in terminal.text.replace("\n", "")
        assert b"Confidential" not in terminal.raw
    with Terminal(command, cwd=tmp_path) as terminal:
        terminal.wait_for("▶ No: open none of them")
        terminal.type("j")
        terminal.wait_for("▶ Yes: open them")
        terminal.type("\r")
        terminal.wait_for("Confidential", "─ candidate ")
        terminal.type("q")
        assert terminal.wait_ended() == 0
    with Terminal(command, cwd=tmp_path) as terminal:
        terminal.wait_for("Confidential", "─ candidate ")
        assert b"outside of its project" not in terminal.raw
        terminal.type("q")
        assert terminal.wait_ended() == 0
    assert contents(folder) == before


def test_a_hostile_path_is_shown_and_never_acts(tmp_path: Path) -> None:
    folder = folder_with_all(tmp_path / "project")
    path = recording(folder, HOSTILE)
    with Terminal([PROGRAM, "-r", str(path)], columns=240, rows=40, cwd=tmp_path) as terminal:
        terminal.wait_for("▶ No: open none of them")
        terminal.wait_for("[@click=app.quit]")
        terminal.type("q")
        assert terminal.wait_ended() == 2
        raw = terminal.raw
    for bad in ("\x1b]0;owned", "owned\x07", "\u202e"):
        assert bad.encode() not in raw
    assert "␛]0;owned␇where␊\\u202e[@click=app.quit]".encode() in raw
