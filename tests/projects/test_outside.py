"""Files that a review records outside of its project: not opened before its reviewer says yes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reviewtui import InputError, load_checklist, load_policy
from reviewtui.projects import Choice, Project, resolve, standing_of
from reviewtui.projects.outside import OutsideError
from reviewtui.reviews import new_review, record_policies, save_review
from reviewtui.reviews.outside import allow, allowed
from tests.cli.program import CHECKLIST, POLICY, folder_with_all, reviewtui

HOSTILE = "else\x1b[31mwhere\n\u202e[@click=app.quit]"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_with_all(tmp_path / "project")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / HOSTILE / "kites.txt"
    path.parent.mkdir()
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture
def review_path(folder: Path, secret: Path) -> Path:
    """A review of the project's checklist over a policy that is not in the project."""
    path = folder / "reviews/small.toml"
    checklist = load_checklist(folder / "checklists/small.toml")
    review = record_policies(new_review(checklist, path), [load_policy(secret)], path)
    path.parent.mkdir()
    save_review(review, path)
    return path


def asked(folder: Path, review_path: Path) -> OutsideError:
    with pytest.raises(OutsideError) as caught:
        resolve((), None, review_path, cwd=folder)
    return caught.value


def opened(folder: Path, review_path: Path) -> Project:
    found = resolve((), None, review_path, cwd=folder)
    assert isinstance(found, Project)
    return found


def test_names_what_it_asks_for(folder: Path, review_path: Path, secret: Path) -> None:
    question = asked(folder, review_path)
    assert question.path == review_path
    assert [file.real for file in question.files] == [secret.resolve()]
    (line,) = question.lines
    assert "is outside the project and was not opened" in line
    assert line.isprintable()


def test_a_yes_holds_for_that_review_and_that_file(
    folder: Path, review_path: Path, secret: Path, home: Path
) -> None:
    before = review_path.read_bytes()
    assert allow(review_path, [secret.resolve()])
    (policy,) = opened(folder, review_path).policies
    assert policy.path.samefile(secret)
    assert review_path.read_bytes() == before, "nothing of it is in the review"
    (kept,) = [path for path in home.rglob("*.json") if path.is_file()]
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    other = folder / "reviews/other.toml"
    other.write_bytes(before)
    assert asked(folder, other)
    secret.rename(secret.with_name("boats.txt"))
    review_path.write_bytes(before.replace(b"kites.txt", b"boats.txt"))
    assert asked(folder, review_path)


def test_a_link_is_followed_before_it_is_judged(folder: Path, review_path: Path) -> None:
    elsewhere = folder.parent / "elsewhere.txt"
    elsewhere.write_text(POLICY, encoding="utf-8")
    link = folder / "policies/kites.txt"
    link.unlink()
    link.symlink_to(elsewhere)
    checklist = load_checklist(folder / "checklists/small.toml")
    review = record_policies(new_review(checklist, review_path), [load_policy(link)], review_path)
    save_review(review, review_path)
    (file,) = asked(folder, review_path).files
    assert (file.recorded, file.real) == ("../policies/kites.txt", elsewhere.resolve())
    assert allow(review_path, [file.real])
    assert opened(folder, review_path)
    link.unlink()
    another = folder.parent / "another.txt"
    another.write_text(POLICY, encoding="utf-8")
    link.symlink_to(another)
    assert asked(folder, review_path).files[0].real == another.resolve()


def test_a_checklist_elsewhere_is_asked_for_too(folder: Path, review_path: Path) -> None:
    path = folder / "checklists/small.toml"
    moved = folder.parent / "small.toml"
    path.rename(moved)
    text = review_path.read_text(encoding="utf-8")
    review_path.write_text(
        text.replace("../checklists/small.toml", "../../small.toml"), encoding="utf-8"
    )
    question = asked(folder, review_path)
    assert [file.is_checklist for file in question.files] == [True, False]
    with pytest.raises(OutsideError) as only_the_checklist:
        resolve([folder / "policies"], None, review_path, cwd=folder)
    assert [file.is_checklist for file in only_the_checklist.value.files] == [True]
    allow(review_path, (file.real for file in question.files))
    assert opened(folder, review_path).checklist.path


@pytest.mark.parametrize("what", ["nothing", "folder", "pipe"])
def test_what_is_no_file_is_not_asked_for(
    folder: Path, review_path: Path, secret: Path, what: str
) -> None:
    secret.unlink()
    if what == "folder":
        secret.mkdir()
    elif what == "pipe":
        os.mkfifo(secret)
    with pytest.raises(InputError) as caught:
        resolve((), None, review_path, cwd=folder)
    assert not isinstance(caught.value, OutsideError)
    assert "is outside the project" in caught.value.lines[0]


def test_what_was_kept_and_cannot_be_read_is_a_no(
    folder: Path, review_path: Path, secret: Path, home: Path
) -> None:
    from reviewtui.reviews import outside

    assert allow(review_path, [secret.resolve()])
    outside._said.clear()  # as in a new program
    assert allowed(review_path) == {str(secret.resolve())}
    (kept,) = [path for path in home.rglob("*.json") if path.is_file()]
    for content in ("", "{", "[[[", '{"a": 1}', "[1, null]", "[" * 100_000, "\udc80"):
        kept.write_text(content, encoding="utf-8", errors="surrogateescape")
        assert allowed(review_path) == frozenset()
    assert asked(folder, review_path)


def test_without_a_place_to_keep_it_a_yes_holds_until_the_end(
    folder: Path, review_path: Path, secret: Path, home: Path
) -> None:
    (home / "state").write_text("in the way", encoding="utf-8")
    assert not allow(review_path, [secret.resolve()])
    assert opened(folder, review_path)


def test_the_list_says_which_review_asks(folder: Path, review_path: Path) -> None:
    (folder / "checklists/small.toml").rename(folder.parent / "small.toml")
    for name in ("one", "two"):
        text = CHECKLIST.replace('"small"', f'"{name}"')
        (folder / f"checklists/{name}.toml").write_text(text, encoding="utf-8")
    text = review_path.read_text(encoding="utf-8")
    text = text.replace("../checklists/small.toml", "../../small.toml")
    review_path.write_text(text, encoding="utf-8")
    choice = resolve(cwd=folder)
    assert isinstance(choice, Choice)
    option = next(one for one in choice.options if one.path == review_path)
    standing = standing_of(option)
    assert standing.asks
    assert "is outside the project" in standing.fault
    with pytest.raises(OutsideError) as caught:
        option.open()
    allow(review_path, (file.real for file in caught.value.files))
    assert not standing_of(option).asks


@pytest.mark.parametrize("command", ["match", "status", "review"])
def test_commands_refuse_with_one_line_until_there_is_a_yes(
    folder: Path, review_path: Path, secret: Path, command: str
) -> None:
    options = {"match": ("-r", review_path), "status": (review_path, "--format", "json")}
    arguments = (command, *options.get(command, ("-r", review_path)))
    ended = reviewtui(*arguments, cwd=folder.parent)
    if command == "status":
        assert ended.status == 0
        (problem,) = json.loads(ended.output)["problems"]
        assert "is outside the project and was not opened" in problem
    else:
        assert (ended.status, ended.output, len(ended.error_lines)) == (2, "", 1)
    assert ended.errors.replace("\n", "").isprintable()
    if command == "match":
        allow(review_path, [secret.resolve()])
        assert "for six years" in reviewtui(*arguments, cwd=folder.parent).output


def test_a_folder_that_is_named_needs_no_yes(folder: Path, review_path: Path, secret: Path) -> None:
    ended = reviewtui("match", "-r", review_path, "--policies", secret.parent, cwd=folder.parent)
    assert (ended.status, ended.errors) == (0, "")
    assert allowed(review_path) == frozenset()
