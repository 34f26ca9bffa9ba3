"""One requirement across the policies: side by side, decided with the same keys."""

from pathlib import Path

from reviewtui.reviews import Verdict, load_review
from reviewtui.tui.messages import Shown
from reviewtui.tui.screens.across import AcrossScreen
from tests.tui.driving import Driven, running


def row(driven: Driven, words: str) -> str:
    return next(line for line in driven.screen() if words in line)


async def test_each_policy_shows_its_verdict_and_its_words(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("n", "m", "k", "A")
        assert driven.shows("Retention period")
        assert driven.shows("1 met, 1 undecided")
        assert "✓ acorn  met · ann" in row(driven, "acorn")
        cited = driven.desk.review.entries["acorn", "retention"].evidence[0].exact
        assert driven.shows(cited[:30])
        assert "undecided" in row(driven, "birch")
        assert driven.shows("Location traces are deleted after thirty days.")
        assert "1 of" in row(driven, "birch")


async def test_a_verdict_takes_what_is_shown_and_goes_to_the_next_policy(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A", "n")
        shown = driven.app.screen.across.candidate("acorn")  # type: ignore[attr-defined]
        await driven.press("p")
        assert driven.shows("◐ partial: acorn · Retention period · u undoes")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.PARTIAL
        assert [quote.exact for quote in entry.evidence] == [shown[1].text]
        assert len(entry.rejected) == 1, "the one above it was passed over"
        assert row(driven, "birch").startswith("▶")
        await driven.press("x")
        entry = (await driven.saved()).entries["birch", "retention"]
        assert entry.verdict is Verdict.MISSING
        assert entry.searched
        assert [one.start for one in entry.rejected][:1], "what was on the screen"
        assert driven.shows("l: next requirement")
        await driven.press("l")
        assert driven.shows("Explains what cookies are used for.")
        await driven.press("h", "u")
        assert row(driven, "birch").startswith("▶")
        assert "undecided" in row(driven, "birch")


async def test_deciding_again_keeps_what_is_cited(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("space", "n", "space", "m", "k", "A")
        assert driven.shows("✓ cited, 2")
        await driven.press("p")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.PARTIAL
        assert len(entry.evidence) == 2


async def test_marked_policies_get_one_verdict_each_on_its_own_words(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A", "b", "b", "m")
        assert driven.shows("✓ met: 2 policies · u undoes")
        entries = (await driven.saved()).entries
        assert {entry.policy: len(entry.evidence) for entry in entries.values()} == {
            "acorn": 1,
            "birch": 1,
        }
        assert len({entry.step for entry in entries.values()}) == 1
        await driven.press("u")
        assert all(e.verdict is None for e in (await driven.saved()).entries.values())


async def test_a_key_before_the_words_are_shown_decides_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.pilot.press("A")
        await driven.pilot.press("m", "m", "m", "m")
        await driven.settle()
        assert len([e for e in driven.desk.review.entries.values() if e.verdict]) <= 1
        await driven.press("l")
        before = dict(driven.desk.review.entries)
        await driven.pilot.press("l", "x")
        await driven.settle()
        new = [e for pair, e in driven.desk.review.entries.items() if pair not in before]
        assert all(entry.rejected or not entry.searched for entry in new)


async def test_what_was_ranked_for_an_older_verdict_is_ranked_again(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A")
        screen = driven.app.screen
        assert isinstance(screen, AcrossScreen)
        older = screen.across.known["acorn"]
        await driven.press("m")
        for there in ("j", "k"):  # at another policy, and at that one
            screen.post_message(Shown(older.pair, older))
            await driven.settle()
            assert screen.across.known["acorn"].entry is screen.across.entry("acorn")
            assert not screen.across.outdated
            await driven.press(there)


async def test_several_pieces_are_taken_and_shown(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A", "space")
        assert driven.shows("Taken: a verdict on acorn takes 1 passage.")
        assert "✓ 1 taken" in row(driven, "acorn")
        first, _, third = (one.text for one in driven.desk.candidates[:3])  # type: ignore[index]
        await driven.press("n", "n", "space")
        assert "✓ 2 taken" in row(driven, "acorn")
        assert row(driven, third[:30]).startswith("  ✓ ")
        assert row(driven, first[:30]).startswith("  ✓ "), "shown below the current one"
        await driven.press("w")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.UNCLEAR
        assert sorted(quote.exact for quote in entry.evidence) == sorted((first, third))
        assert len(entry.rejected) == 1, "the second was passed over"
        await driven.press("k")
        assert "✓ cited, 2" in row(driven, "acorn"), "what was taken is what is cited now"
        await driven.press("u")
        assert (await driven.saved()).entries["acorn", "retention"].verdict is None
        assert "taken" not in row(driven, "acorn")
        await driven.press("a")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.NOT_APPLICABLE
        assert not entry.evidence, "nothing was taken with space"


async def test_a_piece_is_dropped_again_and_what_is_cited_is_gone_on_from(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A", "space", "space")
        assert driven.shows("Dropped: a verdict on acorn takes nothing.")
        await driven.press("c", "k", "n", "space", "p")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.PARTIAL
        assert len(entry.evidence) == 2, "one cited before, and one more"


async def test_marked_rows_remember_what_was_taken(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A", "space", "n", "space", "b", "b", "m")
        entries = (await driven.saved()).entries
        assert len(entries["acorn", "retention"].evidence) == 2
        assert len(entries["birch", "retention"].evidence) == 1


async def test_missing_records_how_much_was_on_the_screen(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A", "j", "x")
        entry = (await driven.saved()).entries["birch", "retention"]
        assert entry.read is not None
        assert 0 < entry.read < 1, "the passage that was shown here, the policy was not"
        await driven.press("l", "j", "b", "escape")
        (mark,) = driven.desk.marks.values()
        assert mark.read is not None


async def test_escape_leads_back_to_where_one_came_from(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("j", "space", "A", "l", "j", "m", "u", "escape")
        assert driven.desk.pair == ("acorn", "cookies")
        assert len(driven.desk.pieces) == 1, "what was taken stays taken"
        assert not any(entry.verdict for entry in (await driven.saved()).entries.values())
        assert driven.shows("undone")
        await driven.press("A", "p", "escape")
        assert driven.desk.pair == ("acorn", "cookies"), "decided, and still there"
        assert driven.desk.entry is not None
        await driven.press("O", "c", "a", "escape")
        assert driven.desk.pair == ("acorn", "cookies")


async def test_the_last_verdict_of_all_shows_the_end(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A", "x", "x", "l", "x", "x", "l", "x", "x")
        assert driven.shows("Every requirement is decided: 6 of 6.")
        await driven.press("escape", "m")
        assert not driven.shows("Every requirement is decided"), "it was before"
        assert driven.shows("1 met, 1 missing")


async def test_to_the_policy_and_back(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A", "j", "enter")
        assert driven.desk.pair == ("birch", "retention")
        assert driven.app.screen is driven.app.review_screen
        await driven.press("O", "j", "A")
        assert driven.shows("Explains what cookies are used for.")
        await driven.press("m", "escape")
        assert "1/2" in row(driven, "Cookies"), "the table knows"
        await driven.press("escape")


async def test_a_policy_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        (tmp_path / "policies" / "birch.txt").unlink()
        await driven.press("A", "j")
        assert "birch.txt" in "".join(line.strip() for line in driven.screen())
        await driven.press("m")
        assert driven.shows("not read yet")
        assert not driven.path.exists() or not load_review(driven.path).entries


async def test_a_mark_that_is_taken_away_again_is_not_counted(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("A", "b")
        assert driven.shows("1 marked: a verdict key decides it.")
        await driven.press("k", "b")
        assert driven.shows("Nothing is marked any more.")
        assert not driven.desk.marks
