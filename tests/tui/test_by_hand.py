"""Evidence by hand: a reviewer walks through the document, selects words and takes them."""

from pathlib import Path

from reviewtui.reviews import Verdict
from tests.tui.driving import Driven, running, write_project

LONG = "\n\n".join(f"Paragraph {n} has a sentence. It has another one." for n in range(40))


def selected(driven: Driven) -> str:
    selecting = driven.app.review_screen.selecting
    assert selecting is not None
    return " ".join(selecting.policy.text[slice(*selecting.span)].split())


def exacts(driven: Driven) -> list[str]:
    policy = driven.desk.policy
    assert policy is not None
    return [" ".join(policy.text[s:e].split()) for s, e in sorted(driven.desk.pieces)]


async def test_a_sentence_that_no_candidate_is_becomes_the_evidence(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("e", "g", "j", "j")
        await driven.press(*["k"] * 8, "j", "j")
        words = selected(driven)
        assert any(row.startswith((" >", "1>", "▌>")) for row in driven.screen())
        await driven.press("m")
        assert driven.desk.pair == ("acorn", "cookies")
        assert driven.app.review_screen.selecting is None
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.MET
        assert [" ".join(quote.exact.split()) for quote in entry.evidence] == [words]


async def test_it_begins_at_the_candidate_and_goes_on_sentence_by_sentence(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        candidate = driven.desk.candidate
        assert candidate is not None
        await driven.press("e")
        assert selected(driven) == " ".join(candidate.text.split())
        assert driven.shows("characters selected; a verdict takes them")
        await driven.press("J", "K", "}", "{")
        assert selected(driven)
        await driven.press("escape", "m")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert [quote.exact for quote in entry.evidence] == [candidate.text]


async def test_how_to_leave_is_shown_where_there_is_little_room(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 24)) as driven:
        for key in ("e", "slash"):
            await driven.press(key)
            assert driven.shows("escape close")
            await driven.press("escape")
            assert not driven.shows("escape close")


async def test_several_passages_are_taken_and_a_verdict_takes_those(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("e", "space")
        first = selected(driven)
        await driven.press("k", "k", "space")
        second = selected(driven)
        await driven.press("j")
        assert driven.shows("a verdict takes the 2 passages taken")
        assert exacts(driven) == sorted([first, second], key=[second, first].index)
        assert sum(row.startswith("✓") for row in driven.screen()) == 2
        await driven.press("w")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.UNCLEAR
        assert len(entry.evidence) == 2


async def test_space_drops_what_was_taken(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("e", "space", "space")
        assert driven.desk.pieces == []
        assert driven.shows("Dropped: 0 passages now")


async def test_extending_widening_and_single_words(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("e", *["k"] * 9)
        await driven.press("J")
        begin = selected(driven)
        await driven.press("v", "j")
        both = selected(driven)
        assert both.startswith(begin)
        assert len(both) > len(begin)
        await driven.press("k")
        assert selected(driven) == begin, "what was extended is given back"
        await driven.press("j", "v", "h", "h")
        assert selected(driven) == " ".join(both.split()[:-2])
        await driven.press("L", "l")
        assert selected(driven) == " ".join(both.split()[1:-1])
        await driven.press("H", "l")
        assert selected(driven) == both
        await driven.press("e")
        assert len(selected(driven)) > len(both)
        await driven.press("E")
        assert selected(driven) == both


async def test_what_a_find_shows_is_taken(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("slash", *"basket", "enter", "space")
        assert exacts(driven) == [
            "We use cookies to remember your basket and to count visits to the shop."
        ]
        await driven.press("space")
        assert driven.desk.pieces == []
        await driven.press("e", "E")
        assert selected(driven) == "basket"
        await driven.press("space", "escape", "escape", "p")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert [quote.exact for quote in entry.evidence] == ["basket"]


async def test_hits_are_gone_through_while_selecting(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies" / "acorn.txt").write_text(LONG, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("slash", *"another", "enter", "e")
        assert selected(driven) == "It has another one."
        before = driven.app.review_screen.selecting
        assert before is not None
        place = before.span
        await driven.press("n")
        assert selected(driven) == "It has another one."
        assert driven.app.review_screen.selecting is not None
        assert driven.app.review_screen.selecting.span > place
        await driven.press("c")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert [quote.exact for quote in entry.evidence] == ["It has another one."]


async def test_after_a_page_key_one_goes_on_from_what_is_on_the_screen(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies" / "acorn.txt").write_text(LONG, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("e", "G", "j")
        first, last = driven.app.review_screen.document.visible_span()
        assert driven.app.review_screen.selecting is not None
        assert first <= driven.app.review_screen.selecting.span[0] < last
        for _ in range(12):
            await driven.press("j")
        assert any(">" in row[:2] for row in driven.screen()), "what moves is in view"


async def test_missing_takes_nothing_and_another_requirement_ends_it(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("e", "x")
        assert (await driven.saved()).entries["acorn", "retention"].evidence == ()
        await driven.press("e", "tab")
        assert driven.app.review_screen.selecting is None


async def test_keys_that_are_not_of_the_mode_work_as_ever(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("e", "question_mark")
        assert driven.shows("While evidence is selected by hand")
        await driven.press("escape")
        assert driven.app.review_screen.selecting is not None
        await driven.press("2")
        assert driven.desk.current == 1
        await driven.press("u")
        assert driven.shows("Nothing of yours to undo.")


async def test_a_number_goes_to_the_candidate_with_it(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        candidates = list(driven.desk.candidates or ())
        await driven.press("2")
        assert driven.desk.candidate == candidates[1]
        await driven.press("9")
        assert driven.shows("There is no candidate 9.")
        await driven.press("1", "2", "m")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert [quote.exact for quote in entry.evidence] == [candidates[1].text]
