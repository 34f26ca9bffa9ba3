"""A reviewer looks at what a verdict cites, drops pieces of it, and copies words."""

from pathlib import Path

import pytest

from reviewtui.reviews import Verdict
from reviewtui.tui.app import ReviewApp
from tests.tui.driving import running


async def test_pieces_of_a_verdict_are_seen_and_dropped_one_by_one(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        candidates = list(driven.desk.candidates or ())
        await driven.press("space", "n", "space", "m", "k", "D")
        assert driven.shows("Evidence cited by met: Retention period")
        assert sum("✓" in row for row in driven.screen()) == 2
        await driven.press("space")
        assert sum("✗" in row for row in driven.screen()) == 1
        await driven.press("escape")
        assert driven.shows("1 passage dropped; 1 passage left.")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.MET
        assert len(entry.evidence) == 1
        assert entry.evidence[0].exact in {one.text for one in candidates[:2]}
        assert len(entry.history[-1].entry.evidence) == 2
        await driven.press("u")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert len(entry.evidence) == 2


async def test_what_is_taken_and_not_decided_on_is_dropped(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("D")
        assert driven.shows("No evidence yet")
        await driven.press("space", "n", "space", "D", "x", "x", "j", "j", "j", "x", "escape")
        assert len(driven.desk.pieces) == 1
        assert driven.desk.review.entries == {}


@pytest.mark.parametrize(
    "keys",
    [("j", "k"), ("]", "["), ("d", "k"), ("d", "u"), ("x", "u"), ("p", "u"), ("p", "u", "j", "k")],
)
async def test_what_was_taken_is_taken_still_on_coming_back_to_no_verdict(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with running(tmp_path) as driven:
        candidates = list(driven.desk.candidates or ())
        await driven.press("n", "space", "e", "k", "k", "space", "escape", *keys)
        assert driven.desk.pair == ("acorn", "retention")
        assert driven.shows("2 passages taken")
        assert driven.desk.candidate == candidates[1]
        await driven.press("m")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert len(entry.evidence) == 2
        assert candidates[1].text in {quote.exact for quote in entry.evidence}


async def test_what_was_dropped_again_stays_dropped(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("n", "space", "space", "j", "k")
        assert not driven.shows("taken")
        assert driven.desk.current == 0


async def test_missing_says_what_it_leaves_of_what_was_taken(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 40)) as driven:
        await driven.press("space", "x")
        assert driven.shows("missing, cites nothing of the 1 passage taken")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.evidence == ()


async def test_selecting_says_that_missing_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("e")
        assert driven.shows("selected; a verdict takes them; x none.")


async def test_enter_shows_a_piece_in_the_policy(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("e", "g", "J", "space", "escape", "G", "D", "enter")
        (piece,) = driven.desk.pieces
        first, last = driven.app.review_screen.document.visible_span()
        assert first <= piece[0] < last


async def test_a_review_that_is_only_read_keeps_its_evidence(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "k")
        driven.app.read_only = "Read only: bob has it open."
        await driven.press("D", "space", "escape")
        assert driven.shows("Read only: bob")
        assert len(driven.desk.review.entries["acorn", "retention"].evidence) == 1


async def test_words_are_sent_to_the_terminals_clipboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(ReviewApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    monkeypatch.delenv("TMUX", raising=False)
    async with running(tmp_path) as driven:
        candidate = driven.desk.candidate
        assert candidate is not None
        await driven.press("y")
        assert driven.shows("characters sent to the terminal's clipboard.")
        await driven.press("slash", *"basket", "enter", "y", "e", "y")
        monkeypatch.setenv("TMUX", "default")
        await driven.press("y")
        assert driven.shows("; tmux needs set-clipboard on.")
    assert copied[:2] == [candidate.text, "basket"]
    assert copied[2].startswith("We use cookies")
    assert copied[3] == copied[2]
