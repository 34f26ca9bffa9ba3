"""Everything a user can get wrong is one clear line, status 2, and nothing is written."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import CHECKLIST, PROGRAM, Ended, contents, folder_with_all, reviewtui


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


@pytest.mark.parametrize(
    "arguments",
    [
        ("",),
        ("match", "", "-c", "checklists/small.toml"),
        ("policies", "-c", ""),
        ("policies", "-c", "checklists/small.toml", "-r", ""),
        ("match", "--policies", "", "-c", "checklists/small.toml"),
        ("match", "policies", "--checklist="),
        ("status", ""),
        ("lint", ""),
        ("text", ""),
    ],
    ids=" ".join,
)
def test_an_empty_argument_is_not_the_current_folder(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    assert "is empty; give a name, or leave it out" in one_line(folder, *arguments)


NO_FILE = "is a device or pipe; a file was expected"


@pytest.mark.parametrize("kind", ["a pipe", "an endless device"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("r.toml", ("status", "r.toml")),
        ("r.toml", ("match", "-r", "r.toml")),
        ("r.toml", ("review", "-r", "r.toml")),
        ("c.toml", ("match", "policies", "-c", "c.toml")),
        ("c.toml", ("review", "policies", "-c", "c.toml")),
        ("reviewtui.toml", ("review",)),
        ("reviewtui.toml", ("match",)),
    ],
    ids=["status", "match", "review", "checklist", "checklist in the app", "folder", "match there"],
)
def test_what_is_no_file_is_refused_at_once(
    folder: Path, name: str, arguments: tuple[str, ...], kind: str
) -> None:
    if kind == "a pipe":
        os.mkfifo(folder / name)
    else:
        (folder / name).symlink_to("/dev/zero")
    before = sorted(folder.rglob("*"))
    ended = reviewtui(*arguments, cwd=folder)
    assert (ended.status, ended.output, ended.errors) == (2, "", f"{name}: {NO_FILE}\n")
    assert sorted(folder.rglob("*")) == before


def test_a_pipe_for_the_users_config(folder: Path, home: Path) -> None:
    config = home / "config/reviewtui/config.toml"
    config.parent.mkdir(parents=True)
    os.mkfifo(config)
    assert one_line(folder) == f"{config}: {NO_FILE}"


@pytest.mark.parametrize("length", [300, 5000], ids=["a name", "a path"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("review", "LONG"),
        ("LONG",),
        ("review", "policies", "-c", "LONG"),
        ("review", "policies", "-c", "checklists/small.toml", "-r", "LONG"),
        ("review", "--policies", "LONG"),
        ("match", "LONG", "-c", "checklists/small.toml"),
        ("status", "LONG"),
        ("text", "LONG"),
    ],
    ids=" ".join,
)
def test_names_that_no_file_can_have(folder: Path, arguments: tuple[str, ...], length: int) -> None:
    line = one_line(folder, *("n" * length if one == "LONG" else one for one in arguments))
    assert "the name is too long for a file" in line
    assert len(line) < 300


def test_a_folder_in_latin_1_is_refused_before_the_app_opens(folder: Path) -> None:
    odd = folder / "policies" / os.fsdecode(b"caf\xe9")
    odd.mkdir()
    (folder / "policies/kites.txt").rename(odd / "kites.txt")
    assert "invisible characters in its name; rename it" in one_line(folder)
    odd.rename(folder / os.fsdecode(b"caf\xe9"))
    line = one_line(folder, os.fsdecode(b"caf\xe9"), "-c", "checklists/small.toml")
    assert "not UTF-8" in line
    assert "rename" in line


def run_by_a_shell(folder: Path, redirected: str) -> subprocess.CompletedProcess[str]:
    command = f"'{PROGRAM}' {redirected}"
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


PRINTING = ["--help", "--version", "text policies/kites.txt", "completion bash",
            "match --format json", "lint checklists/small.toml"]  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("command", PRINTING)
def test_a_full_disk_under_standard_output(
    folder: Path, command: str, unbuffered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    ended = run_by_a_shell(folder, f"{command} >/dev/full")
    assert ended.stderr == "standard output: no space left on the disk; make room and start again\n"
    assert ended.returncode == 2


@pytest.mark.parametrize("command", PRINTING)
def test_a_closed_standard_output(folder: Path, command: str) -> None:
    ended = run_by_a_shell(folder, f"{command} >&-")
    assert ended.stderr == "standard output: is closed; give it a file, a pipe or a terminal\n"
    assert ended.returncode == 2


@pytest.mark.parametrize("elsewhere", ["2>&-", "2>/dev/full", "2>&- >&- <&-"])
def test_errors_that_nobody_can_read_leave_their_status(folder: Path, elsewhere: str) -> None:
    for command in ("text nowhere.txt", "match nowhere -c checklists/small.toml", "review"):
        ended = run_by_a_shell(folder, f"{command} {elsewhere}")
        assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", "")
