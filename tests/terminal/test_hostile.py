"""What reaches a terminal from hostile policies, checklists and reviews, byte for byte.

In a real pty: no sequence, no character that is not seen, but what the app itself sends.
"""

from __future__ import annotations

import html
import os
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from reviewtui import load_checklist, load_policy
from reviewtui.characters import HIDDEN
from reviewtui.documents import find_policies
from reviewtui.reports.formats import FORMATS
from reviewtui.reviews import (
    Decision,
    Place,
    Verdict,
    decide,
    new_review,
    now,
    record_policies,
    save_place,
    save_review,
    set_note,
)
from tests.cli.program import reviewtui
from tests.terminal.hostile import ACTING, EVERYTHING, MARKUP, acting, checklist, policies
from tests.terminal.terminal import PROGRAM, Terminal

ESC = "\x1b"  # ends what is pasted, if a terminal let it through
REVIEWER = "ann [@click=app.quit]CLICK[/] [bold red]x"


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that is hostile throughout; not to be written to."""
    folder = tmp_path_factory.mktemp("hostile")
    policies(folder / "policies")
    (folder / "checklists").mkdir()
    (folder / "checklists/small.toml").write_text(checklist(), encoding="utf-8")
    return folder


@pytest.fixture
def folder(material: Path, tmp_path: Path) -> Path:
    for name in ("policies", "checklists"):
        (tmp_path / name).symlink_to(material / name)
    return tmp_path


def test_the_material_is_hostile(material: Path) -> None:
    """Each kind is really in the texts that are read, or this file tests nothing."""
    for file in find_policies([material / "policies"]):
        text = load_policy(file.path).text
        found = {character for character in EVERYTHING if HIDDEN.match(character)} & set(text)
        assert len(found) >= 3, file.id
        assert "[@click=app.quit]" in text
    text = load_policy(material / "policies/a.txt").text
    for kind, words in ACTING.items():
        assert words.replace("\r", "\n") in text, kind
    assert acting(EVERYTHING.encode())
    assert acting(b"\x1b[31;46;7mred")
    assert acting("\u202e".encode())
    assert acting(b"\x9b31m")


ALL_SCREENS = ("+", "\x1b", "J", "K", "/red\r", "n", "\x1b", "?", "\x1b", ":", "\x1b", "V", "\x1b")
OF_A_POLICY = ("J", "/red\r", "\x1b")


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_nothing_acts_in_the_app(folder: Path, size: tuple[int, int]) -> None:
    ids = [file.id for file in find_policies([folder / "policies"])]
    command = [PROGRAM, "--reviewer", REVIEWER]
    with Terminal(command, columns=size[0], rows=size[1], cwd=folder) as terminal:
        for number, policy in enumerate(ids):
            terminal.wait_for(policy[:8], "─ candidate ")
            terminal.wait_quiet(0.1)
            for keys in OF_A_POLICY if number else ALL_SCREENS:
                terminal.type(keys)
                # what follows an escape at once would be one key with it
                terminal.wait_quiet(0.3 if keys == "\x1b" else 0.1)
                assert terminal.alive, (policy, keys)
            if number == 0:
                terminal.type("o")
                terminal.wait_for("Note")
                terminal.type(f"\x1b[200~pasted {MARKUP} \u202e\u200b\x9b31;46;7m\x1b[201~")
                terminal.wait_for("pasted")
                terminal.type("\r")
                terminal.wait_quiet(0.2)
                terminal.type("m")
                terminal.wait_for(" saved")
            terminal.type("]")
            terminal.wait_quiet(0.1)
        terminal.wait_for(ids[0][:8])
        _click_on_markup(terminal)
        terminal.type("q")
        assert terminal.wait_ended() == 0
        raw = terminal.raw
    assert acting(raw) == []
    assert "␛]0;owned␇".encode() in raw
    review = (folder / "reviews/small.toml").read_text(encoding="utf-8")
    assert HIDDEN.sub("", review) == review.replace("\n", "")


def _click_on_markup(terminal: Terminal) -> None:
    """With the mouse, on what would quit the app if it were read as markup."""
    terminal.type("/CLICK\r")
    terminal.wait_quiet(0.3)
    for row, line in enumerate(terminal.text.split("\n"), 1):
        for found in re.finditer("CLICK", line):
            at = f"{found.start() + 2};{row}"
            terminal.type(f"\x1b[<0;{at}M\x1b[<0;{at}m")
            terminal.wait_quiet(0.2)
            assert terminal.alive, line
    terminal.type("\x1b")
    terminal.wait_quiet(0.2)


def hostile_review(folder: Path) -> Path:
    """A review in which all that a person can write is hostile, with a draft beside it."""
    path = folder / "reviews/small.toml"
    known = load_checklist(folder / "checklists/small.toml")
    policy = load_policy(folder / "policies/a.txt")
    start = policy.text.index("We keep your order")
    decision = Decision(
        policy=policy.id,
        text_digest=policy.text_digest,
        requirement=known.by_id["retention"],
        verdict=Verdict.MET,
        evidence=(policy.quote(start, policy.text.index("delete them.", start)),),
        searched=(EVERYTHING,),
    )
    review = record_policies(new_review(known, path), [policy], path)
    review = decide(review, [decision], reviewer=f"bob {EVERYTHING}", time=now())
    review = set_note(review, "a", "retention", f"note {EVERYTHING}", reviewer="bob", time=now())
    path.parent.mkdir()
    save_review(review, path)
    drafts = (("a", "sharing", f"draft {EVERYTHING}"),)
    save_place(path, "ann", Place("a", "retention", drafts=drafts))
    return path


def test_nothing_acts_from_a_review_and_a_draft(folder: Path) -> None:
    hostile_review(folder)
    with Terminal([PROGRAM, "--reviewer", "ann"], columns=120, rows=40, cwd=folder) as terminal:
        terminal.wait_for("─ candidate ")
        terminal.wait_quiet(0.5)
        assert "bob" in terminal.text
        for key in ("V", "\x1b", "j", "o", "\x1b", "k", "o", "\x1b", "u", "?", "\x1b", ":"):
            terminal.type(key)
            terminal.wait_quiet(0.2)
            assert terminal.alive
        terminal.type(f"\x1b[200~{EVERYTHING.replace(ESC, '')}\x1b[201~")
        terminal.wait_quiet(0.2)
        assert "note ␛]0;owned␇".encode() in terminal.raw
        assert "draft ␛]0;owned␇".encode() in terminal.raw
        assert acting(terminal.raw) == []


def test_a_note_that_is_only_looked_at_stays_as_it_is(folder: Path) -> None:
    path = hostile_review(folder)
    before = path.read_bytes()
    with Terminal([PROGRAM, "--reviewer", "ann"], cwd=folder) as terminal:
        terminal.wait_for("─ candidate ")
        terminal.wait_quiet(0.5)
        terminal.type("o")
        terminal.wait_for("enter saves")
        terminal.type("\r")
        terminal.wait_gone("enter saves")
        terminal.type("q")
        assert terminal.wait_ended() == 0
    assert path.read_bytes() == before


COMMANDS = {
    "match": ["match"],
    "match json": ["match", "--format", "json"],
    "match learning": ["match", "-r", "reviews/small.toml"],
    "status": ["status", "reviews/small.toml"],
    "status json": ["status", "reviews/small.toml", "--format", "json"],
    "lint": ["lint", "checklists/small.toml"],
    "a wrong requirement": ["match", "--requirement", f"x{EVERYTHING}"],
    "a wrong file": [
        "match",
        f"none{EVERYTHING}".replace("/", "")[:100],
        "-c",
        "checklists/small.toml",
    ],
    "a wrong option": ["match", f"--{EVERYTHING}"],
    "a hostile reviewer": ["review", "--reviewer", f"ann {EVERYTHING}"],
    "a wrong format": ["status", "reviews/small.toml", "--format", EVERYTHING],
    "forget": ["forget", "reviews/small.toml"],
    "check": ["check", "reviews/small.toml"],
    "check json": ["check", "reviews/small.toml", "--format", "json"],
    "check junit": ["check", "reviews/small.toml", "--format", "junit"],
    "check colours": ["check", "reviews/small.toml", "--strict"],
    "decide": ["decide", "reviews/small.toml", "--policy", "a", "--requirement", "sharing",
               "--verdict", "met", "--note", f"{MARKUP} {EVERYTHING}", "--reviewer", "ann"],
    "decide what is not there": ["decide", "reviews/small.toml", "--policy", EVERYTHING,
                                 "--requirement", "retention", "--verdict", "met"],
    "decide on words that are not there": [
        "decide", "reviews/small.toml", "--policy", "a", "--requirement", "retention",
        "--verdict", "met", "--quote", EVERYTHING],
    "schema": ["schema", EVERYTHING],
    "report nothing": ["report", "reviews/small.toml", "--format", "md", "--policy", EVERYTHING],
    **{
        f"report {name}": ["report", "reviews/small.toml", "--format", name]
        for name, one in FORMATS.items() if not one.binary  # see below
    },
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_acts_in_a_commands_output(folder: Path, command: str) -> None:
    hostile_review(folder)
    ended = reviewtui(*COMMANDS[command], cwd=folder)
    assert ended.output or ended.errors
    output = ended.output.replace("\r\n", "\n")  # as CSV ends its lines
    assert acting(output.encode(), keep="\n") == []
    assert acting(ended.errors.encode(), keep="\n") == []
    assert "\x1b" not in ended.output + ended.errors
    for environment in ({"NO_COLOR": "1"}, {}):
        with Terminal(
            [PROGRAM, *COMMANDS[command]], cwd=folder, environment=environment
        ) as terminal:
            terminal.wait_ended()
            raw = terminal.raw
            if not environment:
                raw = re.sub(rb"\x1b\[(?:0|1|31|32|33|36)m", b"", raw)  # our own colours
            assert b"\x1b" not in raw
            assert acting(raw) == []


def test_nothing_acts_in_a_workbook(folder: Path) -> None:
    hostile_review(folder)
    made = reviewtui("report", "reviews/small.toml", "--format", "xlsx", "-o", "r.xlsx", cwd=folder)
    assert made.status == 0
    with ZipFile(folder / "r.xlsx") as book:
        parts = [html.unescape(book.read(name).decode()) for name in book.namelist()]
    assert any("␛]0;owned␇" in part for part in parts)
    for part in parts:
        assert acting(part.encode(), keep="\r\n\t") == []


@pytest.mark.parametrize("name", ["a.txt", "b-utf16.txt", "c-latin.txt", "d.md", "e.html", "f.docx",
                                  "g.odt", "h.pdf"])  # fmt: skip
def test_nothing_acts_in_a_text(folder: Path, name: str) -> None:
    for arguments in (["text", f"policies/{name}"], ["text", "--passages", f"policies/{name}"]):
        with Terminal([PROGRAM, *arguments], cwd=folder) as terminal:
            assert terminal.wait_ended() == 0
            assert acting(terminal.raw, keep="\r\n\t") == []
            assert b"\x1b" not in terminal.raw


def test_a_broken_review_and_checklist_say_why_and_nothing_acts(folder: Path) -> None:
    for name, content in {
        "review.toml": f'format = 1\nid = "{EVERYTHING}',
        "checklist.toml": f"format = 1\n{EVERYTHING} = 1\n",
        "keys.toml": checklist().replace("section =", '"x\\u001b]0;owned\\u0007" ='),
    }.items():
        (folder / name).write_text(content, encoding="utf-8")
        for command in (["status", name], ["lint", name], ["match", "-c", name], ["-r", name]):
            with Terminal([PROGRAM, *command], cwd=folder) as terminal:
                assert terminal.wait_ended() == 2
                assert b"\x1b" not in terminal.raw
                assert acting(terminal.raw) == []


def test_a_name_that_acts_is_told_and_left_out(folder: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    odd.mkdir()
    for name in ("a\x1b]0;owned\x07.txt", "b\u202etxt.txt", "c\nd.txt", "e\udc9b31m.txt"):
        (odd / os.fsencode(name).decode("utf-8", "surrogateescape")).write_text("We keep it.")
    (odd / "fine.txt").write_text("We keep orders for two years.", encoding="utf-8")
    with Terminal([PROGRAM, "match", "odd"], cwd=folder) as terminal:
        terminal.wait_ended()
        assert acting(terminal.raw) == []
        assert "␛]0;owned␇" in terminal.raw.decode()
