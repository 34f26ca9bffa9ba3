"""`reviewtui match`: which review it learns from, what it says beside its results."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reviewtui import load_policy
from tests.cli.program import POLICY, folder_with_all, reviewtui

CHECKLIST = ("-c", "checklists/small.toml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_with_all(tmp_path / "project")


def policies(output: str) -> list[str]:
    return list(dict.fromkeys(json.loads(line)["policy"] for line in output.splitlines()))


def test_policies_as_arguments_and_in_the_folder_both_count(folder: Path) -> None:
    (folder / "boats.txt").write_text(POLICY, encoding="utf-8")
    (folder / "late").mkdir()
    (folder / "late/new.txt").write_text(POLICY, encoding="utf-8")
    json_lines = ("--format", "json", "--limit", "1")
    ended = reviewtui(
        "match", "boats.txt", "--policies", "late", *CHECKLIST, *json_lines, cwd=folder
    )
    assert (ended.status, ended.errors) == (0, "")
    assert policies(ended.output) == ["boats", "new"]


def test_a_link_that_leads_out_is_told_beside_the_results(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(POLICY)
    (folder / "policies/linked.txt").symlink_to(tmp_path / "outside.txt")
    ended = reviewtui("match", "policies", *CHECKLIST, "--format", "json", cwd=folder)
    assert ended.status == 0
    assert policies(ended.output) == ["kites"]
    (line,) = ended.error_lines
    assert line.startswith("policies/linked.txt: leads out of its folder")


def test_one_that_cannot_be_read_keeps_nobody_from_the_others(folder: Path) -> None:
    (folder / "policies/empty.txt").touch()
    (folder / "policies/binary.txt").write_bytes(b"\x7fELF\0\0\0")
    (folder / "policies/broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "policies/bad.txt").write_bytes(POLICY.encode() + b" Caf\xe9 \xff\xfe\x81.\n" * 2)
    ended = reviewtui("match", "policies", *CHECKLIST, "--format", "json", cwd=folder)
    assert ended.status == 2
    assert policies(ended.output) == ["bad", "kites"]
    assert [line.split(":")[0] for line in ended.error_lines[-3:]] == [
        "policies/binary.txt", "policies/broken.pdf", "policies/empty.txt",
    ]  # fmt: skip
    named = reviewtui("match", "policies", "policies/empty.txt", *CHECKLIST, cwd=folder)
    assert (named.status, named.output) == (2, "")


@pytest.mark.parametrize("name", ["gone.toml", "x" * 300 + ".toml", "policies/kites.txt/r.toml"])
def test_the_review_to_learn_from_must_be_there(folder: Path, name: str) -> None:
    ended = reviewtui("match", "policies", *CHECKLIST, "-r", name, cwd=folder)
    assert (ended.status, ended.output) == (2, "")
    (line,) = ended.error_lines
    assert line.startswith(name[:50])


def test_its_help_says_what_a_review_is_for(folder: Path) -> None:
    words = " ".join(reviewtui("match", "--help", cwd=folder).output.split())
    assert "-r, --review REVIEW Learn from that review; it must exist." in words
    assert "made when it is new" not in words


def test_the_example_in_the_documentation_is_real(samples: Path) -> None:
    text = (samples / "docs/commands.md").read_text(encoding="utf-8")
    found = re.search(
        r"^reviewtui (match policies/\S+ [^\n]*)\n.*?```json\n(.*?)```", text, re.M | re.S
    )
    assert found is not None
    arguments, example = found[1].split(), json.loads(found[2])
    ended = reviewtui(*arguments, cwd=samples)
    assert (ended.status, ended.errors) == (0, "")
    (line,) = ended.output.splitlines()
    printed = json.loads(line)
    assert example.keys() == printed.keys()
    (shown,), (candidate,) = example["candidates"], printed["candidates"]
    assert shown.keys() == candidate.keys()
    policy = load_policy(samples / arguments[1])
    # scores and the choice of words may be tuned; what the example says must hold of the file
    assert policy.text[shown["start"] : shown["end"]] == shown["text"] == candidate["text"]
    assert all(shown["start"] <= a < b <= shown["end"] for a, b in shown["highlights"])
    assert shown["strength"] in {"strong", "likely", "weak"}
