"""One key decides, saves and moves on."""

from pathlib import Path
from time import monotonic

import pytest

from reviewtui.reviews import Pair, Verdict
from reviewtui.reviews.locking import lock_review
from reviewtui.tui.gate import Ruling
from tests.tui.driving import running


async def test_the_first_screen_is_the_first_undecided_requirement(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        assert driven.desk.pair == ("acorn", "retention")
        candidate = driven.desk.candidate
        assert candidate is not None
        assert "ten years" in candidate.text or "two years" in candidate.text
        assert driven.shows("Retention period")
        assert driven.shows("Says how long personal data is kept.")
        assert driven.shows("candidate 1 of")
        assert driven.shows("m met")
        assert not driven.path.exists(), "a review is made at the first decision"


async def test_met_takes_the_current_candidate_saves_and_goes_on(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        candidate = driven.desk.candidate
        assert candidate is not None
        await driven.press("m")
        assert driven.desk.pair == ("acorn", "cookies")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.MET
        assert entry.reviewer == "ann"
        assert [quote.exact for quote in entry.evidence] == [candidate.text]
        assert driven.shows("saved")


async def test_several_candidates_become_evidence(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        candidates = list(driven.desk.candidates or ())
        assert len(candidates) >= 2
        await driven.press("space", "n", "space")
        assert driven.shows("2 passages taken")
        await driven.press("p")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.PARTIAL
        assert {q.exact for q in entry.evidence} == {c.text for c in candidates[:2]}


async def test_what_is_taken_is_told_from_what_the_verdict_cites(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "k", "n", "space")
        assert driven.shows("passages taken · until now 1 passage · ann")
        await driven.press("p", "k")
        assert not driven.shows("until now")
        assert not driven.shows("taken")
        assert driven.shows("partial · 2 passages · ann")


async def test_a_lower_candidate_rejects_those_above(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        candidates = list(driven.desk.candidates or ())
        await driven.press("n", "m")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert [q.exact for q in entry.evidence] == [candidates[1].text]
        assert [r.exact for r in entry.rejected] == [candidates[0].text]


async def test_missing_records_what_was_looked_for_and_shown(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        shown = list(driven.desk.candidates or ())[:3]
        await driven.press("space", "x")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.MISSING
        assert entry.evidence == ()
        assert entry.searched == ("retain", "kept for")
        assert [r.exact for r in entry.rejected] == [c.text for c in shown]


async def test_unclear_and_not_applicable_cite_nothing_unasked(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("w", "a")
        entries = (await driven.saved()).entries
        assert entries["acorn", "retention"].verdict is Verdict.UNCLEAR
        assert entries["acorn", "cookies"].verdict is Verdict.NOT_APPLICABLE
        assert all(entry.evidence == () for entry in entries.values())


async def test_deferred_ones_come_back_after_the_rest_of_the_policy(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("d")
        assert driven.desk.pair == ("acorn", "cookies")
        await driven.press("m", "x")
        assert driven.desk.pair == ("acorn", "retention")
        assert driven.shows("missing · u undoes   only deferred left here: 1")
        await driven.press("m")
        assert driven.desk.pair == ("birch", "retention")
        assert driven.shows("acorn is done")
        assert not (await driven.saved()).entries["acorn", "retention"].deferred


@pytest.mark.parametrize("key", ["n", "space", "pagedown", "z", "j"])
async def test_what_was_done_is_said_until_the_next_key_does_something_else(
    tmp_path: Path, key: str
) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
        assert driven.shows("met, 1 passage · u undoes")
        await driven.press("question_mark", "escape")
        assert driven.shows("met, 1 passage · u undoes"), "nothing else was done"
        await driven.press(key)
        assert not driven.shows("u undoes")
        assert driven.screen()[-2].startswith(" space take e select"), "nothing stays in its place"


async def test_what_no_key_said_stays_while_candidates_are_looked_at(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        driven.app.review_screen.say("2 policies changed.")
        await driven.press("n", "space", "pagedown")
        assert driven.shows("2 policies changed.")
        await driven.press("j")
        assert not driven.shows("2 policies changed.")


async def test_what_does_not_hold_any_more_is_not_said(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("N")
        assert driven.shows("This is the best candidate.")
        await driven.press("n")
        assert not driven.shows("This is the best candidate.")
        await driven.press("9")
        assert driven.shows("There is no candidate 9.")
        await driven.press("space")
        assert not driven.shows("There is no candidate 9.")


async def test_tab_says_why_it_led_there(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("d", "m", "j", "k", "tab")
        assert driven.desk.pair == ("acorn", "retention")
        assert driven.shows("only deferred left here: 1")
        await driven.press("tab")
        assert driven.desk.pair == ("acorn", "children")
        assert driven.shows(" take e select"), "that is simply the next one"
        await driven.press("]", "j", "j", "m")
        assert driven.shows("from the top again: 2 left here")


async def test_every_policy_is_recorded_at_the_first_decision(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("d")
        records = (await driven.saved()).policies
        assert [record.id for record in records] == ["acorn", "birch"]
        assert all(record.file_digest and record.path for record in records)
        assert records[0].text_digest
        await driven.press("]", "d")
        opened = (await driven.saved()).policies
        assert all(record.text_digest and record.title for record in opened)
        assert [one.file_digest for one in opened] == [one.file_digest for one in records]


async def test_undo_and_redo(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "c", "u")
        assert driven.desk.pair == ("acorn", "cookies")
        entries = (await driven.saved()).entries
        assert entries["acorn", "cookies"].verdict is None
        assert entries["acorn", "retention"].verdict is Verdict.MET
        await driven.press("ctrl+r")
        assert (await driven.saved()).entries["acorn", "cookies"].verdict is Verdict.CONTRADICTED
        await driven.press("u", "u", "u")
        entries = (await driven.saved()).entries
        assert all(entry.verdict is None for entry in entries.values())
        assert driven.shows("Nothing of yours to undo.")


async def test_deciding_again_keeps_the_earlier_verdict(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "k", "p")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.PARTIAL
        assert [past.entry.verdict for past in entry.history] == [Verdict.MET]


async def test_going_back_takes_up_the_evidence_again(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("space", "n", "space", "m", "k")
        assert len(driven.desk.pieces) == 2
        await driven.press("p")
        assert len((await driven.saved()).entries["acorn", "retention"].evidence) == 2


async def test_going_back_to_one_passage_leaves_the_choice_of_another(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        first = driven.desk.candidate
        assert first is not None
        await driven.press("m", "k")
        assert driven.desk.pieces == []
        assert driven.desk.candidate is not None
        assert driven.desk.candidate.text == first.text
        await driven.press("n" if driven.desk.current == 0 else "N")
        other = driven.desk.candidate
        await driven.press("p")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert [quote.exact for quote in entry.evidence] == [other.text]


async def test_redo_brings_the_cited_passage_back_as_the_current_one(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("n")
        cited = driven.desk.candidate
        assert cited is not None
        await driven.press("m", "u", "ctrl+r")
        assert driven.desk.pair == ("acorn", "retention")
        assert driven.desk.pieces == []
        assert driven.desk.candidate is not None
        assert driven.desk.candidate.text == cited.text


async def test_a_whole_review_ends_in_its_sums(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "m", "x", "x", "c", "m")
        assert driven.desk.finished
        assert driven.shows("Every requirement is decided: 6 of 6.")
        await driven.press("escape", "u")
        assert driven.desk.pair == ("birch", "children")
        assert driven.desk.progress().decided == 5


async def test_a_verdict_key_decides_only_what_has_been_painted(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        driven.app.review_screen.gate.hide()
        await driven.pilot.press("m")
        assert driven.desk.pair == ("acorn", "retention")
        assert driven.shows("Not decided")


async def test_a_verdict_key_that_answers_what_is_displayed_counts(tmp_path: Path) -> None:
    """However late the app hears that all is painted: a script answers within a millisecond."""
    async with running(tmp_path) as driven:
        screen = driven.app.review_screen
        painted = screen._painted

        def hear_late(pair: Pair, hidden: int, asked_at: float) -> None:
            displayed = monotonic()
            while monotonic() < displayed + 0.05:
                pass
            painted(pair, hidden, asked_at)
            answered.append(screen.gate.judge("m", displayed))

        answered: list[Ruling] = []
        screen._painted = hear_late  # type: ignore[method-assign]
        await driven.press("j")
        assert answered == [Ruling.DECIDE]


async def test_a_read_only_review_is_not_changed(tmp_path: Path) -> None:
    bobs = lock_review(tmp_path / "r.toml", "bob")
    async with running(tmp_path) as driven:
        assert driven.shows("Read only: bob on ")
        await driven.press("m", "d", "u", "o")
        assert driven.desk.pair == ("acorn", "retention")
        assert driven.shows("Read only: bob on ")
        assert driven.desk.review.entries == {}
    bobs.release()
    async with running(tmp_path) as driven:
        await driven.press("m")
        assert (await driven.saved()).entries


async def test_what_cannot_be_saved_stays_and_is_said(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        driven.path.mkdir()
        await driven.press("m")
        assert not driven.saver.flush(10)
        await driven.settle()
        assert driven.shows("NOT SAVED")
        assert driven.desk.pair == ("acorn", "cookies")
        driven.path.rmdir()
        await driven.press("m")
        assert len((await driven.saved()).entries) == 2
        assert not driven.shows("NOT SAVED")


async def test_what_was_just_decided_is_marked_where_it_stands(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 40)) as driven:

        def beside(title: str) -> bool:
            return any(title in row and "u undoes" in row for row in driven.screen())

        await driven.press("m")
        assert driven.shows("✓ Retention period: met, 1 passage · u undoes")
        assert beside("Retention period")
        assert not beside("Cookies")
        await driven.press("j")
        assert not beside("Retention period"), "another key has led elsewhere"
        await driven.press("b", "b")
        assert any("+✓ Retention" in row or "+· Cookies" in row for row in driven.screen())
        await driven.press("x", "u")
        assert not driven.shows("u undoes")
