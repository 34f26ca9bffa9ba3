"""Everything a user can get wrong is one clear line, status 2, and nothing is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.program import CHECKLIST, Ended, contents, folder_with_all, reviewtui


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_with_all(tmp_path)


def refused(folder: Path, *arguments: str | Path) -> Ended:
    """Runs a command that must be refused; checks what goes for all of them."""
    before = contents(folder)
    ended = reviewtui(*arguments, cwd=folder)
    assert ended.status == 2, ended
    assert ended.output == ""
    assert ended.errors
    assert "Traceback" not in ended.errors
    assert contents(folder) == before
    return ended


def one_line(folder: Path, *arguments: str | Path) -> str:
    ended = refused(folder, *arguments)
    assert len(ended.error_lines) == 1, ended.errors
    return ended.error_lines[0]


COMMANDS = [("review",), ("match",)]
each_command = pytest.mark.parametrize("command", COMMANDS, ids=["review", "match"])


@each_command
def test_no_such_policy(folder: Path, command: tuple[str]) -> None:
    line = one_line(folder, *command, "nowhere.txt", "-c", "checklists/small.toml")
    assert line.startswith("nowhere.txt: ")
    assert "no such file" in line


@each_command
def test_empty_folder(folder: Path, command: tuple[str]) -> None:
    (folder / "bare").mkdir()
    line = one_line(folder, *command, "bare", "-c", "checklists/small.toml")
    assert line.startswith("bare: ")


@each_command
@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\0\0\0\rIHDR\0\xff\xfe\0"])
def test_empty_and_binary_policies(folder: Path, command: tuple[str], content: bytes) -> None:
    (folder / "odd.txt").write_bytes(content)
    line = one_line(folder, *command, "odd.txt", "-c", "checklists/small.toml")
    assert line.startswith("odd.txt: ")


def test_a_policy_of_blanks_only(folder: Path) -> None:
    (folder / "odd.txt").write_bytes(b" \n\t\n")
    line = one_line(folder, "match", "odd.txt", "-c", "checklists/small.toml")
    assert line.startswith("odd.txt: ")
    assert "white space" in line


@each_command
def test_no_such_checklist(folder: Path, command: tuple[str]) -> None:
    line = one_line(folder, *command, "policies", "-c", "gone.toml")
    assert line.startswith("gone.toml: no such file")


BROKEN = {
    "broken": (CHECKLIST + "[[requirement", 14, "TOML"),
    "unknown key": (CHECKLIST + 'tems = ["keep"]\n', 14, 'did you mean "terms"?'),
    "no id": (CHECKLIST.replace('id = "sharing"\n', ""), 10, '"id"'),
    "an id twice": (CHECKLIST.replace('"sharing"', '"retention"'), 11, "taken already"),
    "a number for text": (CHECKLIST.replace('"Recipients"', "7"), 12, "string"),
    "no requirements": (CHECKLIST.split("[[")[0], None, "requirement"),
    "another format": (CHECKLIST.replace("format = 1", "format = 9"), 1, "format 9"),
    "no format": (CHECKLIST.replace("format = 1", ""), None, "format = 1"),
}


@each_command
@pytest.mark.parametrize("kind", BROKEN)
def test_broken_checklists(folder: Path, command: tuple[str], kind: str) -> None:
    text, line_number, words = BROKEN[kind]
    (folder / "checklists/small.toml").write_text(text, encoding="utf-8")
    line = one_line(folder, *command, "policies", "-c", "checklists/small.toml")
    place = "checklists/small.toml:" + (f"{line_number}:" if line_number else "")
    assert line.startswith(place), line
    assert words in line


def test_a_checklist_with_several_mistakes_has_a_line_for_each(folder: Path) -> None:
    text = CHECKLIST.replace('"Recipients"', "7") + 'tems = ["keep"]\n'
    (folder / "checklists/small.toml").write_text(text, encoding="utf-8")
    ended = refused(folder, "match", "policies", "-c", "checklists/small.toml")
    assert [line.split(":")[1] for line in ended.error_lines] == ["12", "14"]


REVIEW = """\
format = 1
id = "k3v9x2m7"
[checklist]
id = "small"
version = ""
path = "../checklists/small.toml"
digest = "sha256:00"
"""
REVIEWS = {
    "of another checklist": (REVIEW.replace('"small"', '"large"'), "large"),
    "of a newer format": (REVIEW.replace("format = 1", "format = 2"), "newer"),
    "broken": (REVIEW[:30], "review.toml"),
    "empty": ("", "empty"),
    "a checklist": (CHECKLIST, "checklist"),
}


@each_command
@pytest.mark.parametrize("kind", REVIEWS)
def test_reviews_that_cannot_be_used(folder: Path, command: tuple[str], kind: str) -> None:
    text, words = REVIEWS[kind]
    (folder / "review.toml").write_text(text, encoding="utf-8")
    line = one_line(
        folder, *command, "policies", "-c", "checklists/small.toml", "-r", "review.toml"
    )
    assert line.startswith("review.toml")
    assert words in line


def test_a_review_that_match_is_to_learn_from_must_be_there(folder: Path) -> None:
    line = one_line(folder, "match", "policies", "-c", "checklists/small.toml", "-r", "no.toml")
    assert line.startswith("no.toml: no such file")


@pytest.mark.parametrize("what", ["file", "folder", "below a file", "a folder itself"])
def test_a_review_that_cannot_be_written(folder: Path, what: str) -> None:
    (folder / "kept").mkdir()
    (folder / "kept/review.toml").write_text(REVIEW.replace("../", "../"), encoding="utf-8")
    name = {
        "file": "kept/review.toml",
        "folder": "kept/new/review.toml",
        "below a file": "checklists/small.toml/review.toml",
        "a folder itself": "kept",
    }[what]
    if what == "file":
        (folder / name).chmod(0o444)
    if what == "folder":
        (folder / "kept").chmod(0o555)
    try:
        line = one_line(folder, "review", "policies", "-c", "checklists/small.toml", "-r", name)
    finally:
        (folder / "kept").chmod(0o755)
    assert line.startswith(name)
    assert any(word in line for word in ("not writable", "not a folder", "is a folder"))


def test_without_a_terminal_the_remedy_is_match(folder: Path) -> None:
    line = one_line(folder, "policies", "-c", "checklists/small.toml")
    assert "needs a terminal" in line
    assert "reviewtui match" in line


def test_an_empty_place_says_what_to_type(tmp_path: Path) -> None:
    line = one_line(tmp_path)
    assert str(tmp_path) in line
    assert "reviewtui POLICY… -c CHECKLIST" in line


def test_status_of_what_is_no_review(folder: Path) -> None:
    assert one_line(folder, "status", "gone.toml").startswith("gone.toml: no such file")
    assert "checklist" in one_line(folder, "status", "checklists/small.toml")


@pytest.mark.parametrize(
    "arguments",
    [
        ("match", "--limit", "none"),
        ("match", "--limit", "0"),
        ("match", "--format", "xml"),
        ("match", "--no-such-option"),
        ("text",),
        ("lint",),
        ("completion", "tcsh"),
        ("--no-such-option",),
    ],
    ids=" ".join,
)
def test_usage_is_one_line_too(folder: Path, arguments: tuple[str, ...]) -> None:
    assert " --help" in one_line(folder, *arguments)


def test_a_misspelt_command_is_guessed(folder: Path) -> None:
    assert 'did you mean "reviewtui match"?' in one_line(folder, "mach", "policies")


def test_a_misspelt_requirement_is_guessed(folder: Path) -> None:
    line = one_line(
        folder, "match", "policies", "-c", "checklists/small.toml", "--requirement", "retenton"
    )
    assert 'did you mean "retention"?' in line


def test_a_reviewer_nobody_can_read_is_refused(folder: Path) -> None:
    line = one_line(folder, "policies", "-c", "checklists/small.toml", "--reviewer", "a\x1b[2Jb")
    assert line.startswith("--reviewer: ")
    assert "\x1b" not in line


def test_the_users_config_is_checked(folder: Path, home: Path) -> None:
    config = home / "config/reviewtui/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('# mine\nrewiever = "ann"\n', encoding="utf-8")
    line = one_line(folder, "policies", "-c", "checklists/small.toml")
    assert line.startswith(f"{config}:2: ")
    assert 'did you mean "reviewer"?' in line


def test_a_folder_may_not_say_who_reviews(folder: Path) -> None:
    (folder / "reviewtui.toml").write_text('reviewer = "mallory"\n', encoding="utf-8")
    line = one_line(folder)
    assert line.startswith("reviewtui.toml:1: ")


NASTY = "bad\x1b]0;title\x07\u202e.txt"


@each_command
def test_file_names_reach_the_terminal_as_visible_text(folder: Path, command: tuple[str]) -> None:
    line = one_line(folder, *command, NASTY, "-c", "checklists/small.toml")
    assert line.startswith("bad␛]0;title␇\\u202e.txt: ")


def test_names_that_are_not_utf8(folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    line = one_line(folder, "match", name, "-c", "checklists/small.toml")
    assert "caf" in line
