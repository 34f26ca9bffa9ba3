"""Which policies, checklist and review a command line means in a folder."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewtui import InputError, load_checklist, load_policy
from reviewtui.projects import (
    Choice,
    Project,
    check_saveable,
    check_writable,
    files_since,
    resolve,
)
from reviewtui.projects.recorded import recorded
from reviewtui.reviews import (
    Decision,
    Verdict,
    decide,
    load_review,
    new_review,
    record_policies,
    save_review,
)
from tests.cli.program import CHECKLIST, POLICY, folder_with_all

TIME = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_with_all(tmp_path / "project")


def add_checklist(folder: Path, name: str) -> Path:
    path = folder / f"checklists/{name}.toml"
    path.write_text(CHECKLIST.replace('"small"', f'"{name}"'), encoding="utf-8")
    return path


def save_a_review(path: Path, checklist_path: Path, policy_paths: list[Path]) -> None:
    """A review with one verdict on the first policy; all policies are recorded."""
    checklist = load_checklist(checklist_path)
    policies = [load_policy(one) for one in policy_paths]
    review = record_policies(new_review(checklist, path), policies, path)
    decision = Decision(
        policy=policies[0].id,
        text_digest=policies[0].text_digest,
        requirement=checklist.requirements[0],
        verdict=Verdict.UNCLEAR,
    )
    save_review(decide(review, [decision], reviewer="ann", time=TIME), path)


def project(found: Project | Choice) -> Project:
    assert isinstance(found, Project)
    return found


def refused(*arguments: object, cwd: Path) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        resolve(*arguments, cwd=cwd)  # type: ignore[arg-type]
    return caught.value.lines


class TestAFolder:
    def test_with_one_checklist_opens_a_new_review(self, folder: Path) -> None:
        found = project(resolve(cwd=folder))
        assert [file.id for file in found.policies] == ["kites"]
        assert found.checklist.id == "small"
        assert found.review_path == folder / "reviews/small.toml"
        assert found.opened is None
        assert not (folder / "reviews").exists()

    def test_with_one_review_opens_it_with_policies_that_came_since(self, folder: Path) -> None:
        review = folder / "reviews/mine.toml"
        save_a_review(review, folder / "checklists/small.toml", [folder / "policies/kites.txt"])
        (folder / "policies/boats.txt").write_text(POLICY, encoding="utf-8")
        found = project(resolve(cwd=folder))
        assert found.review_path == review
        assert found.opened is not None
        assert [file.id for file in found.policies] == ["boats", "kites"]

    def test_a_policy_that_was_renamed_there_is_found_again(self, folder: Path) -> None:
        review = folder / "reviews/mine.toml"
        save_a_review(review, folder / "checklists/small.toml", [folder / "policies/kites.txt"])
        (folder / "policies/kites.txt").rename(folder / "policies/kites-2.txt")
        found = project(resolve(review=Path("reviews/mine.toml"), cwd=folder))
        assert [file.id for file in found.policies] == ["kites-2"]
        changed = files_since(found)
        assert changed is not None
        assert dict(changed.renamed) == {"kites": "kites-2"}

    def test_a_policy_that_was_not_named_this_time_is_not_gone(self, folder: Path) -> None:
        (folder / "policies/boats.txt").write_text(POLICY + "Boats.\n", encoding="utf-8")
        review = folder / "reviews/mine.toml"
        paths = [folder / f"policies/{name}.txt" for name in ("boats", "kites")]
        save_a_review(review, folder / "checklists/small.toml", paths)
        only = project(resolve([paths[1]], review=review, cwd=folder))
        assert [file.id for file in only.policies] == ["kites"]
        assert files_since(only) is None
        paths[0].unlink()
        gone = files_since(project(resolve([paths[1]], review=review, cwd=folder)))
        assert gone is not None
        assert gone.removed == ("boats",)

    def test_with_several_checklists_offers_them(self, folder: Path) -> None:
        add_checklist(folder, "other")
        found = resolve(cwd=folder)
        assert isinstance(found, Choice)
        assert [option.open().checklist.id for option in found.options] == ["other", "small"]
        assert all("reviews" in option.label for option in found.options)

    def test_with_several_reviews_offers_them_and_no_second_beginning(self, folder: Path) -> None:
        for name in ("small", "again"):
            save_a_review(
                folder / f"reviews/{name}.toml",
                folder / "checklists/small.toml",
                [folder / "policies/kites.txt"],
            )
        found = resolve(cwd=folder)
        assert isinstance(found, Choice)
        opened = [option.open().review_path.name for option in found.options]
        assert opened == ["again.toml", "small.toml"]

    def test_with_nothing_says_what_to_type(self, tmp_path: Path) -> None:
        (line,) = refused(cwd=tmp_path)
        assert "type: reviewtui POLICY… -c CHECKLIST" in line
        assert line.endswith("reviewtui new sample")

    def test_without_a_checklist_asks_for_one(self, folder: Path) -> None:
        (folder / "checklists/small.toml").unlink()
        (line,) = refused(cwd=folder)
        assert "-c CHECKLIST" in line

    def test_hidden_files_are_no_checklists(self, folder: Path) -> None:
        (folder / "checklists/.draft.toml").write_text("not TOML")
        assert project(resolve(cwd=folder)).checklist.id == "small"


class TestTheCommandLine:
    def test_names_everything(self, folder: Path) -> None:
        other = add_checklist(folder, "other")
        found = project(
            resolve([Path("policies/kites.txt")], other, Path("deep/r.toml"), cwd=folder)
        )
        assert found.checklist.id == "other"
        assert found.review_path == folder / "deep/r.toml"
        assert [file.id for file in found.policies] == ["kites"]

    def test_names_a_review_that_exists_and_nothing_else(self, folder: Path) -> None:
        add_checklist(folder, "other")
        review = folder / "r.toml"
        save_a_review(review, folder / "checklists/other.toml", [folder / "policies/kites.txt"])
        found = project(resolve(review=Path("r.toml"), cwd=folder))
        assert (found.checklist.id, [file.id for file in found.policies]) == ("other", ["kites"])

    def test_names_a_review_of_another_checklist(self, folder: Path) -> None:
        review = folder / "r.toml"
        save_a_review(review, add_checklist(folder, "other"), [folder / "policies/kites.txt"])
        (line,) = refused((), Path("checklists/small.toml"), Path("r.toml"), cwd=folder)
        assert "other" in line
        assert "small" in line

    def test_finds_the_review_of_a_checklist_that_is_named(self, folder: Path) -> None:
        review = folder / "reviews/small.toml"
        save_a_review(review, folder / "checklists/small.toml", [folder / "policies/kites.txt"])
        found = project(resolve(checklist=Path("checklists/small.toml"), cwd=folder))
        assert found.opened is not None

    def test_names_policies_where_the_folder_has_none(self, folder: Path, tmp_path: Path) -> None:
        empty = tmp_path / "empty"
        empty.mkdir()
        (line,) = refused((), folder / "checklists/small.toml", cwd=empty)
        assert "name the policies" in line
        found = project(resolve([folder / "policies"], folder / "checklists/small.toml", cwd=empty))
        assert found.review_path == empty / "reviews/small.toml"


class TestTheFoldersFile:
    def write(self, folder: Path, text: str) -> None:
        (folder / "reviewtui.toml").write_text(text, encoding="utf-8")

    def test_says_what_is_not_typed(self, folder: Path) -> None:
        add_checklist(folder, "other")
        self.write(
            folder,
            'checklist = "checklists/other.toml"\npolicies = ["policies/kites.txt"]\n'
            'review = "audit.toml"\ntheme = "dark"\n',
        )
        found = project(resolve(cwd=folder))
        assert (found.checklist.id, found.theme) == ("other", "dark")
        assert found.review_path == folder / "audit.toml"
        typed = project(resolve(checklist=Path("checklists/small.toml"), cwd=folder))
        assert typed.checklist.id == "small"

    @pytest.mark.parametrize("key", ["reviewer", "keys", "editor", "snippets"])
    def test_may_set_nothing_of_the_users(self, folder: Path, key: str) -> None:
        self.write(folder, f'theme = "dark"\n{key} = "x"\n')
        (line,) = refused(cwd=folder)
        assert line.startswith(f'{folder}/reviewtui.toml:2: "{key}" is not for this file; ')
        assert "your own config" in line

    def test_names_nothing_outside_the_folder(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text(POLICY)
        (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
        for name in ("../secret.txt", str(tmp_path / "secret.txt"), "link.txt"):
            self.write(folder, f'policies = "{name}"\n')
            (line,) = refused(cwd=folder)
            assert re.match(rf"{re.escape(str(folder))}/reviewtui\.toml:\d+: ", line)
            assert "outside the folder" in line

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('\nchecklist = "gone.toml"\n', '2: checklist "gone.toml": no such file or folder; '),
            ('\r\nchecklist = "gone.toml"\r\n', '2: checklist "gone.toml": no such file or'),
            ('checklist = "checklists"\n', '1: checklist "checklists" is a folder; name a file'),
            ('policies = "gone"\n', '1: policies "gone": no such file or folder; correct it, or'),
            ('policies = [\n"policies",\n"gone",\n]', '3: policies "gone": no such file or'),
            ('review = "policies"\n', '1: review "policies" is a folder; name a file'),
            (
                'review = "policies/kites.txt/r.toml"\n',
                '1: review "policies/kites.txt/r.toml": part of its path is not a folder; check',
            ),
            ('checklist = "a\\u001b[2J"\n', '1: checklist "a␛[2J": no such file or folder; '),
            (f'checklist = "{"a" * 300}"\n', '1: checklist "aaa'),
        ],
    )
    def test_says_where_it_names_what_is_not_there(
        self, folder: Path, text: str, said: str
    ) -> None:
        (folder / "reviewtui.toml").write_bytes(text.encode())
        (line,) = refused(cwd=folder)
        assert line.startswith(f"{folder}/reviewtui.toml:{said}")

    def test_names_nothing_that_is_looked_for_where_something_was_typed(self, folder: Path) -> None:
        self.write(folder, 'checklist = "gone.toml"\npolicies = "gone"\nreview = "policies"\n')
        small, review = Path("checklists/small.toml"), Path("r.toml")
        found = project(resolve((Path("policies"),), small, review, cwd=folder))
        assert found.checklist.id == "small"

    @pytest.mark.parametrize(
        ("text", "place"),
        [("theme = 1\n", ":1: "), ("\ntheme =\n", ":2: "), ('policies = ["a", 2]\n', ":1: ")],
    )
    def test_is_checked(self, folder: Path, text: str, place: str) -> None:
        self.write(folder, text)
        (line,) = refused(cwd=folder)
        assert f"reviewtui.toml{place}" in line


class TestWhatAReviewRecords:
    def test_is_found_from_anywhere(self, folder: Path) -> None:
        path = folder / "reviews/r.toml"
        save_a_review(path, folder / "checklists/small.toml", [folder / "policies/kites.txt"])
        found = recorded(load_review(path), path)
        assert found.problems == ()
        assert found.checklist is not None
        assert found.checklist.samefile(folder / "checklists/small.toml")
        assert [file.path for file in found.policies] == [folder / "policies/kites.txt"]

    def test_is_missed_with_a_line_each(self, folder: Path) -> None:
        path = folder / "reviews/r.toml"
        save_a_review(path, folder / "checklists/small.toml", [folder / "policies/kites.txt"])
        (folder / "checklists/small.toml").unlink()
        (folder / "policies/kites.txt").unlink()
        found = recorded(load_review(path), path)
        assert (found.checklist, found.policies) == (None, ())
        assert [
            word in line for line, word in zip(found.problems, ("-c", "--policies"), strict=True)
        ]

    def test_outside_the_project_is_not_opened(self, folder: Path, tmp_path: Path) -> None:
        outside = tmp_path / "elsewhere/kites.txt"
        outside.parent.mkdir()
        outside.write_text(POLICY)
        path = folder / "reviews/r.toml"
        save_a_review(path, folder / "checklists/small.toml", [outside])
        found = recorded(load_review(path), path)
        assert found.policies == ()
        assert "outside the project" in found.problems[0]
        (line,) = refused((), None, path, cwd=folder)
        assert "--policies DIR" in line
        given = recorded(load_review(path), path, policies=outside.parent)
        assert [file.path for file in given.policies] == [outside]

    def test_behind_a_link_that_leads_out_is_not_opened(self, folder: Path, tmp_path: Path) -> None:
        path = folder / "reviews/r.toml"
        save_a_review(path, folder / "checklists/small.toml", [folder / "policies/kites.txt"])
        (tmp_path / "secret.txt").write_text(POLICY)
        (folder / "policies/kites.txt").unlink()
        (folder / "policies/kites.txt").symlink_to(tmp_path / "secret.txt")
        assert recorded(load_review(path), path).policies == ()


def test_links_left_out_are_noted(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(POLICY)
    (folder / "policies/out.txt").symlink_to(tmp_path / "secret.txt")
    path = folder / "reviews/small.toml"
    for _ in range(2):  # without a review, and with one
        found = project(resolve(cwd=folder))
        assert [file.id for file in found.policies] == ["kites"]
        (note,) = found.notes
        assert note.startswith(f"{folder}/policies/out.txt: leads out of its folder")
        assert project(resolve([Path("policies")], cwd=folder)).notes == found.notes
        save_a_review(path, folder / "checklists/small.toml", [folder / "policies/kites.txt"])


@pytest.mark.parametrize("length", [300, 5000], ids=["a name", "a path"])
@pytest.mark.parametrize("what", ["policy", "checklist", "review", "all of the folder"])
def test_names_too_long_are_a_line(folder: Path, what: str, length: int) -> None:
    long = Path("n" * length)
    arguments = {
        "policy": ([long], Path("checklists/small.toml"), None),
        "checklist": ((), long, None),
        "review": ((), None, long),
        "all of the folder": ((), None, None),
    }[what]
    cwd = folder / long if what == "all of the folder" else folder
    (line,) = refused(*arguments, cwd=cwd)
    assert "the name is too long for a file" in line
    assert len(line) < 300


class TestSaveable:
    @pytest.mark.parametrize(
        "name", ["policies", "checklists", "review"], ids=["policies", "checklist", "review"]
    )
    @pytest.mark.parametrize("odd", [b"caf\xe9", b"two\nlines"], ids=["latin", "control"])
    def test_a_path_that_no_review_can_record_is_refused(
        self, folder: Path, name: str, odd: bytes
    ) -> None:
        other = folder / os.fsdecode(odd)
        other.mkdir()
        review = Path("r.toml")
        if name == "review":
            review = other / "r.toml"
        else:
            (folder / name).rename(other / name)
        found = project(
            resolve(
                [(other if name == "policies" else folder) / "policies"],
                (other if name == "checklists" else folder) / "checklists/small.toml",
                review,
                cwd=folder,
            )
        )
        with pytest.raises(InputError) as caught:
            check_saveable(found)
        (line,) = caught.value.lines
        assert line.isprintable()
        assert "not UTF-8" in line
        assert "rename" in line

    def test_what_lies_beside_such_a_folder_is_fine(self, tmp_path: Path) -> None:
        folder = folder_with_all(tmp_path / os.fsdecode(b"caf\xe9"))
        check_saveable(project(resolve(cwd=folder)))

    def test_it_is_asked_of_what_is_chosen_too(self, folder: Path) -> None:
        add_checklist(folder, "other")
        (folder / "policies").rename(folder / os.fsdecode(b"caf\xe9"))
        found = resolve([Path(os.fsdecode(b"caf\xe9"))], cwd=folder)
        assert isinstance(found, Choice)
        with pytest.raises(InputError, match="not UTF-8"):
            found.options[0].open()


class TestWritable:
    def test_a_new_file_in_new_folders_is(self, folder: Path) -> None:
        check_writable(folder / "a/b/c.toml")
        assert not (folder / "a").exists()

    def test_a_dangling_link_and_a_loop_are_not(self, folder: Path) -> None:
        (folder / "loop.toml").symlink_to("loop.toml")
        (folder / "dangling.toml").symlink_to("nowhere/r.toml")
        for name in ("loop.toml", "dangling.toml"):
            with pytest.raises(InputError) as caught:
                check_writable(folder / name)
            assert len(caught.value.lines) == 1

    def test_a_read_only_file_system_has_its_own_remedy(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "access", lambda *_: False)
        with pytest.raises(InputError, match="check its permissions"):
            check_writable(folder / "r.toml")
        monkeypatch.setattr("reviewtui.reviews.durable.is_read_only", lambda _: True)
        with pytest.raises(InputError, match="read-only file system; make it writable"):
            check_writable(folder / "r.toml")
