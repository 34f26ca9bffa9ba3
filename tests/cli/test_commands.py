"""What the commands print, without a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import CHECKLIST, POLICY, PROGRAM, folder_with_all, reviewtui


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_with_all(tmp_path)


def matched(folder: Path, *more: str) -> list[dict[str, object]]:
    ended = reviewtui(
        "match", "policies", "-c", "checklists/small.toml", "--format", "json", *more, cwd=folder
    )
    assert (ended.status, ended.errors) == (0, "")
    return [json.loads(line) for line in ended.output.splitlines()]


def test_match_prints_a_line_for_every_policy_and_requirement(folder: Path) -> None:
    (folder / "policies/silent.txt").write_text("Our office is closed on Mondays.\n")
    lines = matched(folder)
    pairs = [(line["policy"], line["requirement"]) for line in lines]
    assert pairs == [
        ("kites", "retention"),
        ("kites", "sharing"),
        ("silent", "retention"),
        ("silent", "sharing"),
    ]


def test_match_gives_positions_of_the_policys_text(folder: Path) -> None:
    first = matched(folder)[0]["candidates"]
    assert isinstance(first, list)
    for candidate in first:
        assert set(candidate) == {
            "start", "end", "text", "score", "strength", "why", "highlights", "around"
        }  # fmt: skip
        assert POLICY[candidate["start"] : candidate["end"]] == candidate["text"]
        assert 0 <= candidate["score"] <= 1
        assert candidate["strength"] in {"strong", "likely", "weak"}
        for start, end in candidate["highlights"]:
            assert candidate["start"] <= start < end <= candidate["end"]
    assert "six years" in first[0]["text"]


def test_match_can_be_narrowed(folder: Path) -> None:
    lines = matched(folder, "--requirement", "sharing", "--limit", "1")
    assert [line["requirement"] for line in lines] == ["sharing"]
    candidates = lines[0]["candidates"]
    assert isinstance(candidates, list)
    assert len(candidates) == 1


def test_match_escapes_what_is_not_seen(folder: Path) -> None:
    nasty = POLICY.replace("six years", "six\u202e\u200b\x1b[31m\U000e0041 years “curly”")
    (folder / "policies/kites.txt").write_text(nasty, encoding="utf-8")
    ended = reviewtui(
        "match", "policies", "-c", "checklists/small.toml", "--format", "json", cwd=folder
    )
    assert not set(ended.output) & set("\u202e\u200b\x1b\U000e0041")
    assert r"\u202e\u200b\u001b[31m\udb40\udc41 years" in ended.output
    assert "“curly”" in ended.output
    texts = [c["text"] for c in json.loads(ended.output.splitlines()[0])["candidates"]]
    assert any("six\u202e\u200b\x1b[31m\U000e0041 years" in text for text in texts)


def test_match_for_eyes_shows_what_is_not_seen_and_fits(folder: Path) -> None:
    nasty = POLICY.replace("six years", "six\u202e\x1b[31m years")
    (folder / "policies/kites.txt").write_text(nasty, encoding="utf-8")
    ended = reviewtui(
        "match", "policies", "-c", "checklists/small.toml", cwd=folder,
        environment={**os.environ, "COLUMNS": "60"},
    )  # fmt: skip
    assert ended.status == 0
    assert "\x1b" not in ended.output
    assert "\u202e" not in ended.output
    assert "six\\u202e␛[31m years" in " ".join(ended.output.split())
    words = [line for line in ended.output.splitlines() if line.startswith("     ")]
    assert words
    assert max(map(len, words)) <= 60
    assert "kites  retention: Retention period" in ended.output


def test_match_learns_from_a_review(folder: Path) -> None:
    """An odd passage that was accepted once comes up first where it is said again."""
    from datetime import UTC, datetime

    from reviewtui import load_checklist, load_policy
    from reviewtui.reviews import Decision, Verdict, decide, new_review, save_review

    for name in ("kites", "boats"):
        text = POLICY + f"\nWhat the archivist of {name} burns in autumn is gone for good.\n"
        (folder / f"policies/{name}.txt").write_text(text, encoding="utf-8")
    checklist = load_checklist(folder / "checklists/small.toml")
    policy = load_policy(folder / "policies/boats.txt")
    start = policy.text.index("What the archivist")
    passage = next(one for one in policy.passages if one.start <= start < one.end)
    path = folder / "reviews/small.toml"
    decision = Decision(
        policy=policy.id,
        text_digest=policy.text_digest,
        requirement=checklist.by_id["retention"],
        verdict=Verdict.MET,
        evidence=(policy.quote(passage.start, passage.end),),
    )
    review = decide(
        new_review(checklist, path),
        [decision],
        reviewer="ann",
        time=datetime(2026, 1, 1, tzinfo=UTC),
    )
    save_review(review, path)

    def rank(*more: str) -> int:
        """The place of the accepted words among the candidates in the other policy."""
        lines = matched(folder, "--limit", "1000", *more)
        candidates = next(
            line["candidates"]
            for line in lines
            if (line["policy"], line["requirement"]) == ("kites", "retention")
        )
        assert isinstance(candidates, list)
        texts = [candidate["text"] for candidate in candidates]
        return next((n for n, text in enumerate(texts) if "archivist" in text), len(texts))

    cold, learned = rank(), rank("-r", "reviews/small.toml")
    assert learned < cold
    assert rank("-r", "reviews/small.toml", "--no-learning") == cold


@pytest.mark.parametrize(
    ("options", "printed"),
    [
        ((), "First\nsecond␛[1m “third” \\u202e\tend"),
        (("--raw",), "First\nsecond\x1b[1m “third” \u202e\tend"),
    ],
)
def test_text_is_visible_or_as_it_is(folder: Path, options: tuple[str, ...], printed: str) -> None:
    text = "First\r\nsecond\x1b[1m “third” \u202e\tend"
    (folder / "odd.txt").write_text(text, encoding="utf-8", newline="")
    ended = subprocess.run(
        [PROGRAM, "text", "odd.txt", *options], cwd=folder, capture_output=True, check=True
    )
    assert ended.stdout.decode() == printed


def test_text_can_list_passages(folder: Path) -> None:
    ended = reviewtui("text", "policies/kites.txt", "--passages", cwd=folder)
    assert ended.status == 0
    rows = [line.split("\t") for line in ended.output.splitlines()]
    assert all(len(row) == 4 for row in rows)
    for place, _kind, _headings, words in rows:
        start, end = map(int, place.split("-"))
        assert " ".join(POLICY[start:end].split()) == words
    assert any("six years" in row[3] and "Retention" in row[2] for row in rows)


def test_lint_says_fine_and_counts(folder: Path) -> None:
    ended = reviewtui("lint", "checklists/small.toml", cwd=folder)
    assert (ended.status, ended.errors) == (0, "")
    assert ended.output == "checklists/small.toml: fine, 2 requirements\n"


def test_lint_prints_every_mistake_of_every_file(folder: Path) -> None:
    (folder / "bad.toml").write_text(CHECKLIST.replace('"Recipients"', "7") + "tems = []\n")
    ended = reviewtui("lint", "bad.toml", "checklists/small.toml", "gone.toml", cwd=folder)
    assert (ended.status, ended.errors) == (2, "")
    places = [line.split(": ")[0] for line in ended.output.splitlines()]
    assert places == ["bad.toml:12", "bad.toml:14", "checklists/small.toml", "gone.toml"]


def test_the_shipped_checklists_are_fine(samples: Path) -> None:
    ended = reviewtui("lint", *sorted((samples / "checklists").glob("*.toml")), cwd=samples)
    assert ended.status == 0, ended.output


def test_version_and_help() -> None:
    from reviewtui import __version__

    here = Path.cwd()
    assert reviewtui("--version", cwd=here).output == f"reviewtui {__version__}\n"
    assert reviewtui("-h", cwd=here).output == reviewtui("--help", cwd=here).output
    module = subprocess.run(
        [sys.executable, "-m", "reviewtui", "--version"], capture_output=True, check=True
    )
    assert module.stdout.decode() == f"reviewtui {__version__}\n"


def test_a_file_with_a_commands_name_is_reached_with_a_dot(folder: Path) -> None:
    (folder / "status").write_text(POLICY)
    ended = reviewtui("./status", "-c", "checklists/small.toml", cwd=folder)
    assert "needs a terminal" in ended.errors
    assert "REVIEW" in reviewtui("status", "-c", "checklists/small.toml", cwd=folder).errors


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(folder: Path, shell: str) -> None:
    ended = reviewtui("completion", shell, cwd=folder)
    assert ended.status == 0
    assert "_REVIEWTUI_COMPLETE" in ended.output


def completed(folder: Path, *words: str) -> list[str]:
    ended = reviewtui(
        cwd=folder,
        environment={
            **os.environ,
            "_REVIEWTUI_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(("reviewtui", *words)),
            "COMP_CWORD": str(len(words)),
        },
    )
    assert ended.status == 0
    return ended.output.split()


def test_completion_knows_commands_and_options(folder: Path) -> None:
    assert completed(folder, "ma") == ["plain,match", "file,ma"]
    assert completed(folder, "match", "--no-l") == ["plain,--no-learning"]
    assert completed(folder, "policies", "--reviewe") == ["plain,--reviewer"]


def test_a_pipe_that_closes_is_quiet(folder: Path) -> None:
    (folder / "long.txt").write_text("A kite needs wind. " * 100_000)
    ended = subprocess.run(
        ["sh", "-c", f"{PROGRAM} text long.txt; echo status $? >&2"],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    assert ended.stderr == b"status 0\n"
    ended = subprocess.run(
        ["sh", "-c", f"({PROGRAM} text long.txt; echo status $? >&2) | head -c 10"],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    assert ended.stderr == b"status 141\n"


def test_a_full_disk_under_the_output_is_one_line(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [PROGRAM, "text", "policies/kites.txt"],
            cwd=folder,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 2
    assert ended.stderr.decode().count("\n") == 1
