"""A reviewer comes back, and the vendors have edited their policies meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from reviewtui.checklists import Checklist, Requirement
from reviewtui.documents import Policy, load_policy
from reviewtui.errors import InputError
from reviewtui.matching import Candidate, Matcher
from reviewtui.reviews import (
    Changes,
    PolicyState,
    Reason,
    Rejected,
    Review,
    Verdict,
    collect,
    compare,
    confirm,
    decide,
    new_review,
    record_policies,
    set_note,
)
from reviewtui.reviews.changes import wording_diff
from reviewtui.reviews.opening import Opening, opening
from reviewtui.reviews.taking import decision
from reviewtui.reviews.walking import progress
from tests.reviews.samples import at

OLD = """# Kittiwake Boats: privacy

## What we keep

We keep invoices for six years after the voyage. The harbour master sees your arrival time.

Photographs of the crew stay on the boat.

## Your choices

You can ask us to delete your account. We answer within thirty days of your letter.
"""
KEPT = "We keep invoices for six years after the voyage."
MASTER = "The harbour master sees your arrival time."
DELETE = "You can ask us to delete your account."
SOLD = "We sell personal data of our guests to others, namely to brokers, for money."

SALE = Requirement(
    "sale",
    "Sale of data",
    "Says whether personal data is sold to others for money.",
    terms=("sell personal data",),
)
RETENTION = Requirement("retention", "Retention", "Says how long invoices are kept.")
ERASURE = Requirement("erasure", "Erasure", "Says how to ask for an account to be deleted.")
CHECKLIST = Checklist("boats", "Boats", (SALE, RETENTION, ERASURE), digest="sha256:1")


@dataclass
class Vendor:
    """A policy on the disk, a review of it, and what comparing finds."""

    folder: Path
    checklist: Checklist = CHECKLIST
    review: Review = field(init=False)
    loads: int = 0

    def __post_init__(self) -> None:
        self.path = self.folder / "kittiwake.md"
        self.write(OLD)
        self.review = new_review(self.checklist, self.folder / "review.toml")
        self.review = record_policies(self.review, [self.policy], self.folder / "review.toml")

    @property
    def policy(self) -> Policy:
        return load_policy(self.path, id="kittiwake")

    def write(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")

    def edit(self, *changes: tuple[str, str]) -> None:
        text = self.path.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.write(text)

    def cite(self, requirement: Requirement, words: str, verdict: Verdict = Verdict.MET) -> None:
        start = self.policy.text.index(words)
        pieces = [(start, start + len(words))]
        made = decision(self.policy, requirement, verdict, [], pieces=pieces)
        self.review = decide(self.review, [made], reviewer="ann", time=at(1))

    def miss(self, requirement: Requirement = SALE) -> None:
        shown = self.rank(self.policy, requirement.id)
        made = decision(self.policy, requirement, Verdict.MISSING, shown, seen=len(shown))
        self.review = decide(self.review, [made], reviewer="ann", time=at(1))

    def load(self, _policy_id: str) -> Policy:
        self.loads += 1
        return self.policy

    def rank(
        self,
        policy: Policy,
        requirement: str,
        /,
        *,
        explain: bool | Callable[[Candidate], bool] = True,
    ) -> list[Candidate]:
        return Matcher(self.checklist).rank(policy, requirement, explain=explain)

    def changes(self, checklist: Checklist | None = None) -> Changes:
        paths = {"kittiwake": self.path}
        found = compare(self.review, checklist or self.checklist, paths, self.load, self.rank)
        return collect(self.review, found)

    def reasons(self, requirement: Requirement) -> tuple[Reason, ...]:
        return self.changes().stale.get(("kittiwake", requirement.id), ())


@pytest.fixture
def vendor(tmp_path: Path) -> Vendor:
    return Vendor(tmp_path)


def test_a_clause_that_the_vendor_adds_makes_missing_stale(vendor: Vendor) -> None:
    vendor.miss()
    assert vendor.reasons(SALE) == ()
    vendor.edit((MASTER, f"{MASTER} {SOLD}"))
    found = vendor.changes()
    assert found.stale == {("kittiwake", "sale"): (Reason.NEW_TEXT,)}
    change = found.verdicts["kittiwake", "sale"]
    text = vendor.policy.text
    assert any(SOLD in text[start:end] for start, end in change.new_text)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("voyage. The", "voyage.\nThe"),
        lambda text: text.replace("six years", "**six years**"),
        lambda text: text.replace("six years", "six\u00a0years"),
        lambda text: text.replace(MASTER, ""),
        lambda text: text.replace(f" {MASTER}", "") + f"\n{MASTER}\n",
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_text_that_is_set_otherwise_moved_or_gone_does_not(
    vendor: Vendor, edit: Callable[[str], str]
) -> None:
    vendor.miss()
    vendor.miss(ERASURE)
    vendor.path.write_bytes(edit(OLD).encode())
    assert dict(vendor.changes().stale) == {}


def test_a_new_sentence_beside_what_matches_is_no_answer(vendor: Vendor) -> None:
    vendor.edit(("Photographs of the crew stay on the boat.", SOLD))
    vendor.review = record_policies(vendor.review, [vendor.policy], vendor.folder / "review.toml")
    made = decision(vendor.policy, SALE, Verdict.MISSING, [])
    vendor.review = decide(vendor.review, [made], reviewer="ann", time=at(1))
    vendor.edit((SOLD, f"It rains. {SOLD}"))
    shown = vendor.rank(vendor.policy, "sale")
    assert any("It rains." in candidate.text for candidate in shown)
    assert vendor.reasons(SALE) == ()
    vendor.edit(("guests", "young guests"))
    assert vendor.reasons(SALE) == (Reason.NEW_TEXT,)


def test_new_text_that_was_shown_and_passed_over_before_does_not(vendor: Vendor) -> None:
    passed = Rejected(SOLD, 0, len(SOLD), 0.5)
    made = decision(vendor.policy, SALE, Verdict.MISSING, [])._replace(rejected=(passed,))
    vendor.review = decide(vendor.review, [made], reviewer="ann", time=at(1))
    vendor.edit((MASTER, f"{MASTER} {SOLD}"))
    assert vendor.reasons(SALE) == ()


def test_a_likely_passage_in_new_text_makes_a_verdict_with_evidence_stale(vendor: Vendor) -> None:
    vendor.cite(SALE, "Photographs of the crew stay on the boat.", Verdict.PARTIAL)
    vendor.edit(("## Your choices", "## Your choices\n\nThe pier is painted green."))
    assert vendor.reasons(SALE) == ()
    vendor.edit(("The pier is painted green.", SOLD))
    assert vendor.rank(vendor.policy, "sale")[0].strength != "weak"
    assert vendor.reasons(SALE) == (Reason.NEW_TEXT,)


def test_a_review_that_kept_no_text_is_as_cautious_as_it_can_be(vendor: Vendor) -> None:
    vendor.miss()
    vendor.cite(ERASURE, DELETE)
    vendor.review = replace(vendor.review, texts=())
    vendor.edit((MASTER, f"{MASTER} {SOLD}"))
    assert dict(vendor.changes().stale) == {("kittiwake", "sale"): (Reason.NEW_TEXT,)}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("six years", "nine years"), Reason.CHANGED),
        ((KEPT, "Nothing of it."), Reason.LOST),
        (
            ("## What we keep\n", f"## Duties\n\n{KEPT} Or so.\n\n## Rights\n\n{KEPT}\n"),
            Reason.AMBIGUOUS,
        ),
        (("## Your choices", f"## Duties\n\n{KEPT}\n\n## Your choices"), None),
    ],
)
def test_what_became_of_evidence(
    vendor: Vendor, change: tuple[str, str], reason: Reason | None
) -> None:
    vendor.cite(RETENTION, KEPT)
    vendor.edit(change)
    assert vendor.reasons(RETENTION) == ((reason,) if reason else ())


def test_evidence_keeps_its_old_words_beside_the_new_ones(vendor: Vendor) -> None:
    vendor.cite(RETENTION, KEPT)
    vendor.edit(("six years", "nine years"))
    (piece,) = vendor.changes().verdicts["kittiwake", "retention"].evidence
    assert piece.quote.exact == KEPT
    assert piece.words == KEPT.replace("six", "nine")
    assert not piece.listed


def test_evidence_beside_another_sentence_is_listed_and_stands(vendor: Vendor) -> None:
    vendor.cite(RETENTION, KEPT)
    vendor.edit((KEPT, f"This is for guests of the north pier only. {KEPT}"))
    found = vendor.changes()
    assert found.moved == (("kittiwake", "retention"),)
    change = found.verdicts["kittiwake", "retention"]
    assert (change.stale, change.listed) == (False, True)
    assert change.evidence[0].found.differs == ("before",)
    confirmed = confirm(vendor.review, vendor.policy, RETENTION, reviewer="ann", time=at(2))
    vendor.review = confirmed
    assert vendor.changes().moved == ()


def test_the_whole_neighbouring_sentence_counts_beyond_what_a_quote_holds(vendor: Vendor) -> None:
    long = "On every island and at every pier of the northern route that our boats call at in May"
    vendor.edit((KEPT, f"{long} there is a locker. {KEPT}"))
    vendor.review = record_policies(vendor.review, [vendor.policy], vendor.folder / "review.toml")
    vendor.cite(RETENTION, KEPT)
    assert vendor.changes().moved == ()
    vendor.edit(("On every island", "On no island"))
    assert vendor.changes().verdicts["kittiwake", "retention"].evidence[0].found.differs == (
        "before",
    )


def test_a_newer_reader_of_the_same_bytes_makes_stale_only_what_it_lost(vendor: Vendor) -> None:
    vendor.miss()
    vendor.cite(RETENTION, KEPT)
    vendor.cite(ERASURE, DELETE)
    same = vendor.policy

    def reread(text: str) -> Changes:
        read = load_text(text, vendor)._replace(file_digest=same.file_digest)
        paths = {"kittiwake": vendor.folder / "other.md"}
        paths["kittiwake"].write_text("other bytes than recorded", encoding="utf-8")
        found = list(compare(vendor.review, CHECKLIST, paths, lambda _: read, vendor.rank))
        assert [one.state for one in found] == [PolicyState.REREAD]
        return collect(vendor.review, found)

    assert dict(reread(OLD.replace("six years", "si x years") + SOLD).stale) == {}
    assert dict(reread(OLD.replace(DELETE, "")).stale) == {("kittiwake", "erasure"): (Reason.LOST,)}
    assert reread(OLD.replace(MASTER, "")).policies == ()
    # the record of another reading does not hide it
    vendor.review = record_policies(
        vendor.review, [load_text(OLD + SOLD, vendor)], vendor.folder / "review.toml"
    )
    assert dict(reread(OLD + SOLD).stale) == {}


def load_text(text: str, vendor: Vendor) -> Policy:
    path = vendor.folder / "read.md"
    path.write_text(text, encoding="utf-8")
    return load_policy(path, id="kittiwake")._replace(file_digest=vendor.policy.file_digest)


def test_in_another_language_any_change_of_cited_text_counts(tmp_path: Path) -> None:
    german = replace(CHECKLIST, language="de")
    for checklist, stale in ((CHECKLIST, False), (german, True)):
        vendor = Vendor(tmp_path, checklist)
        assert vendor.policy.language == "en"
        vendor.cite(RETENTION, KEPT)
        vendor.edit(("six years", "**six** years"))
        assert bool(vendor.reasons(RETENTION)) is stale
        vendor.write(OLD)
        vendor.edit(("six years", "six\nyears"))
        assert vendor.reasons(RETENTION) == ()


def test_a_reworded_requirement_shows_how_it_read(vendor: Vendor) -> None:
    vendor.cite(RETENTION, KEPT)
    newer = replace(RETENTION, text="Says for how many days invoices are kept.")
    changed = replace(CHECKLIST, requirements=(SALE, newer, ERASURE))
    change = vendor.changes(changed).verdicts["kittiwake", "retention"]
    assert change.reasons == (Reason.WORDING,)
    assert change.wording is not None
    ((part, runs),) = wording_diff(change.wording, newer)
    assert part == "text"
    assert "".join(run.text for run in runs if run.kind != "inserted") == RETENTION.text
    assert "".join(run.text for run in runs if run.kind != "deleted") == newer.text


def test_each_policy_in_turn_and_no_more_than_is_asked_for(tmp_path: Path) -> None:
    vendor = Vendor(tmp_path)
    vendor.cite(RETENTION, KEPT)
    vendor.edit(("six", "nine"))
    paths = {"aardwolf": tmp_path / "a.md", "kittiwake": vendor.path, "zebra": tmp_path / "z.md"}
    turns = compare(vendor.review, CHECKLIST, paths, vendor.load, vendor.rank)
    assert next(turns).policy == "aardwolf"
    assert vendor.loads == 0
    second = next(turns)
    assert (second.policy, second.state, second.news) == ("kittiwake", PolicyState.CHANGED, True)
    assert [one.policy for one in turns] == ["zebra"]


def test_policies_that_are_gone_or_cannot_be_read_are_no_changes(vendor: Vendor) -> None:
    vendor.cite(RETENTION, KEPT)
    (absent,) = compare(vendor.review, CHECKLIST, {}, vendor.load)
    assert (absent.state, absent.verdicts) == (PolicyState.ABSENT, ())

    def refuse(_policy_id: str) -> Policy:
        raise InputError("no")

    vendor.edit(("six", "nine"))
    paths = {"kittiwake": vendor.path}
    (unreadable,) = compare(vendor.review, CHECKLIST, paths, refuse)
    assert (unreadable.state, unreadable.verdicts) == (PolicyState.UNREADABLE, ())


def test_a_change_that_the_review_was_written_with_is_no_news_any_more(vendor: Vendor) -> None:
    vendor.cite(RETENTION, KEPT)
    vendor.edit(("within thirty days", "within ten days"))
    assert vendor.changes().policies == ("kittiwake",)
    vendor.review = record_policies(vendor.review, [vendor.policy], vendor.folder / "review.toml")
    vendor.review = set_note(
        vendor.review, "kittiwake", "sale", "later", reviewer="ann", time=at(2)
    )
    assert vendor.changes().policies == ()
    assert dict(vendor.changes().stale) == {}


def test_the_line_that_a_reviewer_comes_back_to(vendor: Vendor) -> None:
    vendor.miss()
    vendor.cite(RETENTION, KEPT)
    vendor.edit((KEPT, f"Please note. {KEPT} {SOLD}"))
    found = opening(vendor.changes(), progress(vendor.review, ["kittiwake"], ["sale", "retention"]))
    assert found.line == (
        "1 policy changed, 1 verdict stale, 1 piece of evidence moved, 0 of 2 to go"
    )
    assert found.anything
    nothing = Opening(0, 0, 0, 0, 0, 0, 41, 200)
    assert (nothing.line, nothing.anything) == ("41 of 200 to go", False)
    assert Opening(2, 5, 3, 1, 2, 1, 41, 200).line == (
        "2 policies changed, 1 policy added, 2 policies removed, 1 policy renamed, "
        "5 verdicts stale, 3 pieces of evidence moved, 41 of 200 to go"
    )
