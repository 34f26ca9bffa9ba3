"""Policies that were added, removed or renamed: their verdicts follow them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents import Policy, load_policy
from reviewtui.errors import InputError
from reviewtui.reviews import (
    PolicyRecord,
    Review,
    Verdict,
    decide,
    load_review,
    merge,
    record_policies,
    redo,
    save_review,
    set_note,
    undo,
)
from reviewtui.reviews.renaming import (
    FileChanges,
    find_files_changes,
    follow_renames,
    rename_policy,
)
from reviewtui.reviews.texts import text_of
from tests.reviews.samples import IDS, at, decision, quote, review, reviews

TEXTS = {"mossgate": "We keep it.", "harbourline": "We sell it.", "tallow": "We share it."}


class Folder:
    """Policies on the disk, and a review that was written with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.review = review(folder / "review.toml")
        for name, text in TEXTS.items():
            (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
            self.review = record_policies(self.review, [self.load(name)], folder / "review.toml")
            made = decision(name, "retention", Verdict.MET, quote(text))
            made = made._replace(text=text_of(self.load(name)))
            made = made._replace(text_digest=self.load(name).text_digest)
            self.review = decide(self.review, [made], reviewer="ann", time=at(1))

    def load(self, policy_id: str) -> Policy:
        return load_policy(self.folder / f"{policy_id}.txt", id=policy_id)

    def rename(self, old: str, new: str) -> None:
        (self.folder / f"{old}.txt").rename(self.folder / f"{new}.txt")

    def write(self, name: str, text: str) -> None:
        (self.folder / f"{name}.txt").write_bytes(text.encode())

    def found(self) -> FileChanges:
        paths = {path.stem: path for path in self.folder.glob("*.txt")}
        return find_files_changes(self.review, paths, self.load)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_nothing_happened(folder: Folder) -> None:
    assert folder.found() == FileChanges()
    assert follow_renames(folder.review, folder.found()) is folder.review


def test_a_renamed_policy_is_known_by_its_bytes(folder: Folder) -> None:
    folder.rename("mossgate", "mossgate-2026")
    assert folder.found() == FileChanges(renamed={"mossgate": "mossgate-2026"})
    followed = follow_renames(folder.review, folder.found())
    entry = followed.entries["mossgate-2026", "retention"]
    assert (entry.policy, entry.verdict) == ("mossgate-2026", Verdict.MET)
    assert [record.id for record in followed.policies] == ["harbourline", "mossgate-2026", "tallow"]
    assert "mossgate-2026" in {text.policy for text in followed.texts}
    assert not any("mossgate" in pair for pair in followed.entries)


def test_or_by_its_text(folder: Folder) -> None:
    folder.rename("mossgate", "moss")
    folder.write("moss", "\ufeffWe keep it.\r\n")
    assert folder.found().renamed == {"mossgate": "moss"}


def test_what_is_new_or_gone_is_told(folder: Folder) -> None:
    folder.write("gull", "We eat it.\n")
    assert folder.found() == FileChanges(added=("gull",))
    (folder.folder / "tallow.txt").unlink()
    assert folder.found() == FileChanges(("gull",), ("tallow",))
    (folder.folder / "gull.txt").unlink()
    assert folder.found() == FileChanges(removed=("tallow",))


def test_where_two_could_be_it_none_is_taken_for_it(folder: Folder) -> None:
    folder.rename("mossgate", "one")
    folder.write("two", "We keep it.\n")
    assert folder.found()[:3] == (("one", "two"), ("mossgate",), {})


def test_a_new_policy_that_cannot_be_read_is_just_new(folder: Folder) -> None:
    (folder.folder / "tallow.txt").unlink()
    folder.write("gull", "")

    def refuse(_policy_id: str) -> Policy:
        raise InputError("empty")

    paths = {path.stem: path for path in folder.folder.glob("*.txt")}
    assert find_files_changes(folder.review, paths, refuse) == FileChanges(("gull",), ("tallow",))
    assert find_files_changes(folder.review, paths) == FileChanges(("gull",), ("tallow",))


def test_in_a_review_without_policies_nothing_is_new(folder: Folder) -> None:
    folder.review = review()
    assert folder.found() == FileChanges()


def test_undo_and_redo_go_on_after_a_renaming_and_a_restart(folder: Folder) -> None:
    made = folder.review
    made = decide(
        made, [decision("mossgate", "retention", Verdict.PARTIAL)], reviewer="ann", time=at(2)
    )
    renamed = rename_policy(made, "mossgate", "moss")
    save_review(renamed, folder.folder / "review.toml")
    reloaded = load_review(folder.folder / "review.toml")
    assert reloaded == renamed
    undone = undo(reloaded, reviewer="ann", time=at(3)).review
    assert undone.entries["moss", "retention"].verdict is Verdict.MET
    redone = redo(undone, reviewer="ann", time=at(4)).review
    assert redone.entries["moss", "retention"].verdict is Verdict.PARTIAL


def test_a_name_that_is_taken_is_refused(folder: Folder) -> None:
    with pytest.raises(ValueError, match="tallow"):
        rename_policy(folder.review, "mossgate", "tallow")
    taken = FileChanges(renamed={"mossgate": "tallow"})
    assert follow_renames(folder.review, taken) is folder.review


def test_a_record_that_was_made_for_the_new_name_gives_its_path(folder: Folder) -> None:
    fresh = PolicyRecord("moss", "new/moss.txt", "", "", "")
    records = tuple(sorted((*folder.review.policies, fresh), key=lambda record: record.id))
    renamed = rename_policy(replace(folder.review, policies=records), "mossgate", "moss")
    (record,) = [record for record in renamed.policies if record.id == "moss"]
    assert (record.path, record.title) == ("new/moss.txt", "mossgate")
    assert record.text_digest


def test_what_somebody_else_decided_meanwhile_is_not_lost(folder: Folder) -> None:
    ours = rename_policy(folder.review, "mossgate", "moss")
    theirs = set_note(folder.review, "mossgate", "retention", "hm", reviewer="bob", time=at(5))
    merged = merge(folder.review, ours, theirs)
    assert merged.review.entries["moss", "retention"].note == "hm"
    assert ("mossgate", "retention") not in merged.review.entries
    assert merged.review.entries["moss", "retention"].verdict is Verdict.MET
    assert merged.conflicts == ()


@given(reviews(), st.sampled_from(IDS), st.data())
def test_renaming_back_gives_the_same_review(made: Review, _id: str, data: st.DataObject) -> None:
    names = sorted({policy for policy, _ in made.entries} | {r.id for r in made.policies} | {"x"})
    old = data.draw(st.sampled_from(names))
    renamed = rename_policy(made, old, "never used before")
    assert len(renamed.entries) == len(made.entries)
    if any(pair[0] == old for pair in made.entries):
        again = rename_policy(renamed, "never used before", old)
        assert again == made


def test_two_that_swapped_their_names_keep_their_verdicts(folder: Folder) -> None:
    folder.rename("mossgate", "other")
    folder.rename("harbourline", "mossgate")
    folder.rename("other", "harbourline")
    found = folder.found()
    assert found.renamed == {"mossgate": "harbourline", "harbourline": "mossgate"}
    assert (found.added, found.removed, found.anything) == ((), (), True)
    moved = follow_renames(folder.review, found)
    assert moved.entries["harbourline", "retention"].evidence[0].exact == "We keep it."
    assert moved.entries["mossgate", "retention"].evidence[0].exact == "We sell it."
    assert {record.id: record.file_digest for record in moved.policies} == {
        name: folder.load(name).file_digest for name in TEXTS
    }


def test_a_chain_of_renames_is_followed(folder: Folder) -> None:
    folder.rename("tallow", "zephyr")
    folder.rename("mossgate", "tallow")
    found = folder.found()
    assert found == FileChanges(renamed={"tallow": "zephyr", "mossgate": "tallow"})
    moved = follow_renames(folder.review, found)
    assert {pair[0]: e.evidence[0].exact for pair, e in moved.entries.items()} == {
        "harbourline": "We sell it.",
        "tallow": "We keep it.",
        "zephyr": "We share it.",
    }


def test_a_name_that_is_taken_by_another_is_not_followed(folder: Folder) -> None:
    folder.rename("mossgate", "tallow")  # and what was tallow is gone
    found = folder.found()
    assert found == FileChanges(removed=("mossgate",))
    assert follow_renames(folder.review, found) is folder.review


def test_one_that_was_copied_and_taken_away_looks_like_both(folder: Folder) -> None:
    folder.write("aa", "We keep it.\n")
    folder.rename("mossgate", "zz")
    found = folder.found()
    assert (found.renamed, found.removed) == ({}, ("mossgate",))
    assert found.alike == {"mossgate": ("aa", "zz")}


def test_one_that_was_renamed_and_edited_is_named(folder: Folder) -> None:
    old = " ".join(f"We do the thing {n}." for n in range(10)) + "\n"
    folder.write("mossgate", old)
    loaded = folder.load("mossgate")
    folder.review = record_policies(folder.review, [loaded], folder.folder / "review.toml")
    made = decision("mossgate", "deletion")._replace(text=text_of(loaded))
    made = made._replace(text_digest=loaded.text_digest)
    folder.review = decide(folder.review, [made], reviewer="ann", time=at(2))
    folder.rename("mossgate", "mossgate-2026")
    folder.write("mossgate-2026", old + "One more line.\n")
    folder.write("new", "Nothing of it. Is here.\n")
    found = folder.found()
    assert (found.renamed, found.added) == ({}, ("mossgate-2026", "new"))
    assert found.alike == {"mossgate": ("mossgate-2026",)}
