"""A reviewer finds words in the document: as they type, with typos, in long policies too."""

from pathlib import Path

from reviewtui.tui.screens.reading import AT_ONCE
from tests.tui.driving import running, write_project

LONG = "\n\n".join(f"Paragraph {n} says that we keep record number {n}." for n in range(4000))


async def test_hits_are_shown_while_the_query_is_typed(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("slash", *"bas")
        assert driven.shows("Hit 1 of 1.")
        await driven.press(*"ktet")
        assert driven.shows("Hit 1 of 1."), "a typo in the query still finds"
        await driven.press("x", "x", "x")
        assert driven.shows("Nothing like that in this policy.")
        await driven.press("enter")
        assert driven.app.review_screen.find_line is None


async def test_a_long_policy_is_gone_through_by_a_worker(tmp_path: Path) -> None:
    write_project(tmp_path)
    assert len(LONG) > AT_ONCE
    (tmp_path / "policies" / "acorn.txt").write_text(LONG, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("slash", *"record number 3999")
        assert driven.shows("Hit 1 of 1.")
        assert driven.shows("Paragraph 3999 says")
        await driven.press("enter", "e", "m")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert [quote.exact for quote in entry.evidence] == [
            "Paragraph 3999 says that we keep record number 3999."
        ]
        assert driven.desk.pair == ("acorn", "cookies")


async def test_another_policy_is_searched_for_the_same(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("slash", *"cookies", "enter", "right_square_bracket")
        assert driven.shows("Birch Maps")
        hits = driven.app.review_screen.finder.hits
        policy = driven.desk.policy
        assert policy is not None
        assert [policy.text[s:e] for s, e in hits] == ["cookies"]


async def test_all_hits_on_the_screen_are_marked(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies" / "acorn.txt").write_text(LONG, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("slash", *"record", "enter", "n", "n")
        screen = driven.app.review_screen
        first, last = screen.document.visible_span()
        shown = [hit for hit in screen.finder.hits if first <= hit[0] < last]
        policy = driven.desk.policy
        assert policy is not None
        assert len(screen.finder.marks(policy, (first, last))) == len(shown) >= 5
        assert len(screen.finder.hits) == 4000
        assert driven.shows("Hit 3 of 4000. space takes its sentence, e selects words.")
