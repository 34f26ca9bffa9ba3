"""`reviewtui forget`: nothing is left of a review but the review."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewtui import load_policy
from reviewtui.reviews import Place, load_review, lock_review, save_place
from reviewtui.reviews.backups import KeptKind, keep
from reviewtui.reviews.moving import note_path
from reviewtui.reviews.outside import allow
from tests.cli.program import contents, folder_with_all, reviewtui
from tests.cli.test_lightness import save_a_review

PAGE = "<html><body><h1>Privacy</h1><p>We keep orders for {} years, then we delete them.</p></body>"
REVIEW = "reviews/small.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = folder_with_all(tmp_path)
    save_a_review(folder)
    return folder


def add_page(folder: Path, name: str, years: int) -> None:
    (folder / "policies" / name).write_text(PAGE.format(years), encoding="utf-8")


def keep_everything(folder: Path, review: str = REVIEW) -> None:
    """Leaves a trace of every kind, and one of another review."""
    path = folder / review
    content = path.read_bytes()
    for reviewer in ("ann", "bob"):
        drafts = (("kites", "retention", "half a note"),)
        save_place(path, reviewer, Place("kites", "retention", drafts=drafts))
    keep(path, content, 1)
    keep(path, content + b"# \n", 1, KeptKind.UNSAVED)
    keep(path, content + b"## \n", 1, KeptKind.DAMAGED)
    allow(path, [folder.parent / "elsewhere.txt"])
    note_path(path, load_review(path).id)
    lock_review(path, "ann").release()


def traces(home: Path) -> list[str]:
    """What is kept outside of the review; the key of the cache is random and says nothing."""
    held = (name for name, held in contents(home).items() if held)
    return sorted(name for name in held if not name.endswith("/cache-key"))


def test_removes_every_trace_and_says_which(folder: Path, home: Path) -> None:
    add_page(folder, "page.html", 7)
    assert reviewtui("match", cwd=folder).status == 0
    assert any("cache" in name for name in traces(home))
    keep_everything(folder)
    before = contents(folder)
    ended = reviewtui("forget", REVIEW, cwd=folder)
    assert (ended.status, ended.errors) == (0, "")
    lines = [line.strip() for line in ended.output.splitlines()]
    assert lines[0] == f"{REVIEW}: removed"
    assert lines[1:8] == [
        "places of reviewers, with their unfinished notes: 2",
        "earlier versions: 1",
        "versions that could not be saved: 1",
        "damaged versions: 1",
        "answers on files outside of the project: 1",
        "policies as they were parsed: 1",
        "notes of where its file is: 1",
    ]
    assert traces(home) == []
    assert contents(folder) == before
    again = reviewtui("forget", REVIEW, cwd=folder)
    assert (again.status, again.output) == (0, f"{REVIEW}: nothing was kept of it\n")


def test_leaves_other_reviews_alone(folder: Path, home: Path) -> None:
    other = "reviews/other.toml"
    text, own = (folder / REVIEW).read_text(encoding="utf-8"), load_review(folder / REVIEW).id
    (folder / other).write_text(text.replace(own, "another9"), encoding="utf-8")
    keep_everything(folder, other)
    others = traces(home)
    keep_everything(folder)
    assert reviewtui("forget", REVIEW, cwd=folder).status == 0
    assert traces(home) == others


def test_works_where_the_review_is_gone(folder: Path, home: Path) -> None:
    """What its policies were is known from the versions that are kept of it."""
    add_page(folder, "page.html", 7)
    assert reviewtui("match", cwd=folder).status == 0
    policy = load_policy(folder / "policies/page.html")
    text = (folder / REVIEW).read_text(encoding="utf-8")
    kites = load_review(folder / REVIEW).policies[0]
    (folder / REVIEW).write_text(text.replace(kites.file_digest, policy.file_digest))
    keep_everything(folder)
    for path in (REVIEW, "policies/page.html"):
        (folder / path).unlink()
    ended = reviewtui("forget", REVIEW, cwd=folder)
    assert "policies as they were parsed: 1" in ended.output
    assert traces(home) == []
    assert not (folder / REVIEW).exists()
    ended = reviewtui("forget", REVIEW, cwd=folder)
    assert (ended.status, ended.output) == (2, "")
    assert ended.errors == f"{REVIEW}: no such review, and nothing is kept of it; check the name\n"


def test_a_damaged_review_can_be_forgotten(folder: Path, home: Path) -> None:
    keep_everything(folder)
    (folder / REVIEW).write_text('format = 1\nid = "cut', encoding="utf-8")
    assert reviewtui("forget", REVIEW, cwd=folder).status == 0
    assert traces(home) == []


def test_while_it_is_open_nothing_is_removed(folder: Path, home: Path) -> None:
    keep_everything(folder)
    lock = lock_review(folder / REVIEW, "ann\x1b[31m")
    before = contents(home)
    ended = reviewtui("forget", REVIEW, cwd=folder)
    after = contents(home)
    lock.release()
    assert (ended.status, ended.output) == (2, "")
    assert ended.errors.startswith(f"{REVIEW}: ann␛[31m has it open on ")
    assert ended.errors.count("\n") == 1
    assert after == before


def test_without_anything_kept_no_folder_of_policies_is_made(folder: Path, home: Path) -> None:
    assert reviewtui("forget", REVIEW, cwd=folder).status == 0
    assert not list(home.rglob("policies"))


def test_what_cannot_be_removed_is_one_line(folder: Path, home: Path) -> None:
    keep_everything(folder)
    (places,) = home.rglob("places")
    (kept, *_) = sorted(places.iterdir())
    kept.unlink()
    kept.mkdir()  # what no unlink removes, whoever asks
    ended = reviewtui("forget", REVIEW, cwd=folder)
    assert (ended.status, ended.output, len(ended.error_lines)) == (2, "", 1)
    assert "not removed" in ended.errors
