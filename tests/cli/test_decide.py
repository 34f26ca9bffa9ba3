"""`reviewtui decide`: the rules, the lock and the file of the app, from a script."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from reviewtui.cli.decide import VERDICTS
from reviewtui.cli.program import main
from reviewtui.reviews import Review, Verdict, load_review, lock_review, locking, save_review
from tests.cli.program import POLICY, Ended, contents, folder_with_all, reviewtui

REVIEW = "reviews/small.toml"
NEW = ("-c", "checklists/small.toml", "--policies", "policies")
QUOTE = "We keep your order records for six years"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REVIEWTUI_REVIEWER", "ann")
    return folder_with_all(tmp_path / "project")


def decide(folder: Path, *more: str | Path, requirement: str = "retention") -> Ended:
    """Decides on kites; `more` are the other options."""
    named = ("--policy", "kites", "--requirement", requirement)
    return reviewtui("decide", REVIEW, *named, *more, cwd=folder)


def review_of(folder: Path) -> Review:
    return load_review(folder / REVIEW)


def refused(ended: Ended) -> str:
    """The one line that it ended with."""
    assert (ended.status, ended.output) == (2, "")
    (line,) = ended.error_lines
    return line


def test_a_review_is_begun_with_its_first_verdict(folder: Path) -> None:
    ended = decide(folder, "--verdict", "met", "--quote", QUOTE, "--note", "Long.", *NEW)
    assert (ended.status, ended.errors) == (0, "")
    assert ended.output.splitlines() == [
        "kites, retention: met, 1 quote, with a note",
        f"1 of 2 decided; saved in {REVIEW}",
    ]
    review = review_of(folder)
    entry = review.entries["kites", "retention"]
    assert (entry.verdict, entry.reviewer, entry.note) == (Verdict.MET, "ann", "Long.")
    (quote,) = entry.evidence
    assert (quote.exact, quote.start) == (QUOTE, POLICY.index(QUOTE))
    assert quote.heading == ("Retention",)
    assert entry.rejected == ()
    assert (review.checklist.id, [one.id for one in review.policies]) == ("small", ["kites"])
    assert reviewtui("status", REVIEW, cwd=folder).errors == ""


def test_every_verdict_can_be_given() -> None:
    assert tuple(Verdict) == VERDICTS


def test_without_checklist_and_policies_no_review_is_begun(folder: Path) -> None:
    for given in ((), NEW[:2], NEW[2:]):
        assert "to begin it, give -c CHECKLIST and --policies DIR" in refused(
            decide(folder, "--verdict", "met", *given)
        )
    assert not (folder / "reviews").exists()


def test_an_earlier_verdict_stays_in_the_history_and_undo_brings_it_back(folder: Path) -> None:
    decide(folder, "--verdict", "met", "--quote", QUOTE, *NEW)
    decide(folder, "--verdict", "missing")
    entry = review_of(folder).entries["kites", "retention"]
    assert (entry.verdict, entry.evidence) == (Verdict.MISSING, ())
    assert entry.searched  # what was looked for, as in the app
    assert [past.entry.verdict for past in entry.history] == [Verdict.MET]
    ended = reviewtui("decide", REVIEW, "--undo", cwd=folder)
    assert ended.output.splitlines()[0] == "kites, retention: met, 1 quote"
    assert review_of(folder).entries["kites", "retention"].evidence[0].exact == QUOTE
    assert reviewtui("decide", REVIEW, "--undo", cwd=folder).status == 0
    before = contents(folder)
    ended = reviewtui("decide", REVIEW, "--undo", cwd=folder)
    assert (ended.status, ended.output) == (1, "")
    assert ended.errors == f"{REVIEW}: nothing of ann to take back\n"
    assert contents(folder) == before


def test_nobody_takes_back_what_another_changed_since(folder: Path) -> None:
    decide(folder, "--verdict", "met", *NEW)
    decide(folder, "--verdict", "partial", "--reviewer", "bob")
    ended = reviewtui("decide", REVIEW, "--undo", cwd=folder)
    assert ended.status == 1
    assert "kites, retention: bob has changed it since" in ended.errors
    assert review_of(folder).entries["kites", "retention"].verdict is Verdict.PARTIAL


def test_a_verdict_that_should_cite_says_that_it_does_not(folder: Path) -> None:
    for verdict in Verdict:
        first = decide(folder, "--verdict", str(verdict), *NEW).output.splitlines()[0]
        should = verdict in {Verdict.MET, Verdict.PARTIAL, Verdict.CONTRADICTED}
        assert first.endswith(f"{verdict}, without evidence" if should else str(verdict))


def test_a_mark_and_a_note_without_a_verdict(folder: Path) -> None:
    ended = decide(folder, "--defer", "--note", "ask them", *NEW)
    assert ended.output.startswith("kites, retention: undecided, deferred, with a note\n0 of 2")
    ended = decide(folder, "--no-defer", "--note", "-")
    assert ended.output.startswith("kites, retention: undecided\n")


def test_a_note_from_standard_input(folder: Path) -> None:
    named = ("--policy", "kites", "--requirement", "retention", "--note", "-")
    ended = reviewtui("decide", REVIEW, *named, *NEW, cwd=folder, stdin="zwölf\nJahre\n".encode())
    assert ended.status == 0
    assert review_of(folder).entries["kites", "retention"].note == "zwölf\nJahre"
    assert "UTF-8" in refused(reviewtui("decide", REVIEW, *named, cwd=folder, stdin=b"\xff"))


@pytest.mark.parametrize(
    "typed",
    [
        QUOTE.replace(" ", "\n  "),
        f"“{QUOTE}”",
        QUOTE + ".",
        "We may share your address with",
        "• the carrier that brings the parcel",
    ],
)
def test_typography_does_not_matter(folder: Path, typed: str) -> None:
    ended = decide(folder, "--verdict", "met", "--quote", typed, *NEW)
    assert (ended.status, ended.errors) == (0, "")
    (quote,) = review_of(folder).entries["kites", "retention"].evidence
    assert quote.exact.strip(".") in POLICY
    assert len(quote.exact) > 25


def test_a_quote_that_is_not_there_is_refused_with_the_nearest(folder: Path) -> None:
    decide(folder, "--verdict", "unclear", *NEW)
    before = contents(folder)
    near = QUOTE.replace("six", "ten")
    line = refused(decide(folder, "--verdict", "met", "--quote", near))
    assert line == (
        f'policies/kites.txt: the quote "{near}" is not in it; nearest, line 5: '
        '"We keep your order records for [-ten-]{+six+} years"; quote it as it stands there'
    )
    line = refused(decide(folder, "--verdict", "met", "--quote", "a zebra in a \x1b[31mhat"))
    assert line.endswith(
        'the quote "a zebra in a ␛[31mhat" is not in it; nothing in it resembles that; '
        "look it up with: reviewtui text policies/kites.txt"
    )
    assert contents(folder) == before


def test_several_quotes_and_every_mistake_at_once(folder: Path) -> None:
    ended = decide(
        folder, "--verdict", "met", "--quote", "blue", "--quote", QUOTE, "--quote", "red", *NEW
    )
    assert ended.status == 2
    assert ['"blue"' in ended.error_lines[0], '"red"' in ended.error_lines[1]] == [True, True]
    both = ("--quote", QUOTE, "--quote", "We do not sell personal data to anyone.")
    assert decide(folder, "--verdict", "met", *both, *NEW).status == 0
    assert len(review_of(folder).entries["kites", "retention"].evidence) == 2


def test_words_in_several_places_need_a_span(folder: Path) -> None:
    line = refused(decide(folder, "--verdict", "met", "--quote", "the", *NEW))
    places = [at for at in range(len(POLICY)) if POLICY[at : at + 5].strip() == "the"]
    first = POLICY.index(" the ") + 1
    assert (
        f"stands there {POLICY.split().count('the')} times, at {first}-{first + 3} (line 5)" in line
    )
    assert places
    span = f"{first}-{first + 3}"
    assert decide(folder, "--verdict", "met", "--span", span, *NEW).status == 0
    (quote,) = review_of(folder).entries["kites", "retention"].evidence
    assert (quote.exact, quote.start) == ("the", first)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--verdict", "missing", "--quote", QUOTE), "--verdict missing: cites nothing"),
        (("--verdict", "met", "--span", "5-99999"), "no text from 5 to 99999"),
        (("--verdict", "met", "--span", "9-5"), "no text from 9 to 5"),
        (("--verdict", "met", "--span", "x"), "is not START-END"),
        (("--quote", QUOTE), "evidence goes with a verdict"),
        ((), "nothing to record"),
        (("--verdict", "mett"), "--verdict"),
        (("--undo",), "--undo: goes alone"),
        (("--verdict", "met", "--reviewer", "a\x07b"), "cannot be seen"),
    ],
)
def test_what_cannot_be_recorded(folder: Path, options: tuple[str, ...], said: str) -> None:
    assert said in refused(decide(folder, *options, *NEW))
    assert not (folder / "reviews").exists()


def test_ids_that_are_not_there(folder: Path) -> None:
    line = refused(decide(folder, "--verdict", "met", *NEW, requirement="retenton"))
    assert line == (
        '--requirement "retenton": not in the checklist "small"; did you mean "retention"?'
    )
    named = ("--policy", "boats", "--requirement", "retention", "--verdict", "met")
    line = refused(reviewtui("decide", REVIEW, *named, *NEW, cwd=folder))
    assert line == '--policy "boats": not in the review; it has kites'
    line = refused(reviewtui("decide", REVIEW, *named[2:], *NEW, cwd=folder))
    assert line.startswith("--policy: is missing")


def test_it_waits_for_another_that_is_about_to_end(folder: Path) -> None:
    decide(folder, "--verdict", "met", *NEW)
    lock = lock_review(folder / REVIEW, "bob")
    assert lock.writable
    threading.Timer(0.4, lock.release).start()
    assert decide(folder, "--verdict", "partial").status == 0
    assert review_of(folder).entries["kites", "retention"].verdict is Verdict.PARTIAL


def test_a_review_that_somebody_has_open_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    decide(folder, "--verdict", "met", *NEW)
    before = contents(folder)
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    monkeypatch.chdir(folder)
    ended = reviewtui_with_lock(folder)
    assert ended == 2
    assert "reviews/small.toml: bob on " in (said := capfd.readouterr().err)
    assert "close it there, or try again later" in said
    assert contents(folder) == before


def reviewtui_with_lock(folder: Path) -> int:
    """The status that a decision ends with while bob has the review open."""
    lock = lock_review(folder / REVIEW, "bob")
    try:
        named = ["--policy", "kites", "--requirement", "sharing", "--verdict", "met"]
        return main(["decide", REVIEW, *named])
    finally:
        lock.release()


def test_decisions_at_the_same_time_are_all_there(folder: Path) -> None:
    checklist = folder / "checklists/small.toml"
    more = "".join(
        f'\n[[requirement]]\nid = "r{n}"\ntitle = "R"\ntext = "Says {n}."\n' for n in range(6)
    )
    checklist.write_text(checklist.read_text() + more)
    names = [f"r{number}" for number in range(6)]
    threads = [
        threading.Thread(
            target=decide, args=(folder, "--verdict", "met", *NEW), kwargs={"requirement": name}
        )
        for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {pair[1] for pair in review_of(folder).entries} == set(names)


def test_a_damaged_review_stays_as_it_is(folder: Path) -> None:
    decide(folder, "--verdict", "met", *NEW)
    path = folder / REVIEW
    path.write_bytes(path.read_bytes()[:-200])
    before = path.read_bytes()
    ended = decide(folder, "--verdict", "partial")
    assert (ended.status, ended.output) == (2, "")
    assert path.read_bytes() == before


def test_what_the_review_knew_of_other_policies_stays(folder: Path) -> None:
    (folder / "policies/boats.txt").write_text(POLICY.replace("Kites", "Boats"))
    decide(folder, "--verdict", "met", *NEW)
    review = review_of(folder)
    assert [one.id for one in review.policies] == ["boats", "kites"]
    named = ("--policy", "boats", "--requirement", "retention", "--verdict", "met")
    assert reviewtui("decide", REVIEW, *named, cwd=folder).status == 0
    save_review(review_of(folder), folder / REVIEW)
    records = {one.id: one for one in review_of(folder).policies}
    assert records["boats"].title == "Privacy at Marrowby Boats"
    assert records["kites"].text_digest == next(
        one.text_digest for one in review.policies if one.id == "kites"
    )
