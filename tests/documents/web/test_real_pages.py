"""Real pages, where they are at hand: answers come through, menus do not, everything opens."""

from pathlib import Path

import pytest

from benchmarks.documents import html, reading
from reviewtui.documents.web.parsing import parse
from tests.documents.web.pages import POLICY_PAGE


@pytest.mark.shared
def test_the_lines_of_experts_come_through(shared: Path) -> None:
    pages = sorted((shared / "bench" / "c3pa" / "html").glob("*.html"))[::4]
    tally = html.measure(html.ours, pages, shared / "bench" / "c3pa")
    assert tally.gold > 500
    assert tally.kept >= html.SURVIVE * tally.gold
    assert tally.unfolded >= html.SURVIVE * tally.gold
    assert tally.menu_lines <= html.MENU * tally.lines


@pytest.mark.shared
def test_all_that_is_found_in_the_wild_opens(shared: Path) -> None:
    assert reading.main([str(shared / "policies"), str(shared / "wild")]) == 0


def test_the_measure_finds_what_is_lost_and_what_is_left(tmp_path: Path) -> None:
    """The twin on a page of our own, whose answers and menus are known."""
    for folder in ("html", "docs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "html" / "ferries.html").write_text(POLICY_PAGE, encoding="utf-8")
    lines = [line.words for line in parse(POLICY_PAGE, "x").lines]
    answers = [n for n, line in enumerate(lines) if "crossing" in line or "gangway" in line]
    menus = {n: "menu" for n, line in enumerate(lines) if line in {"Home", "Contact", "Timetables"}}
    (tmp_path / "docs" / "ferries.txt").write_text("\n".join(lines), encoding="utf-8")
    query = f'{{"doc": "ferries", "gold_lines": {answers}}}\n'
    (tmp_path / "queries.jsonl").write_text(query, encoding="utf-8")
    pages = [tmp_path / "html" / "ferries.html"]

    ours = html.measure(html.ours, pages, tmp_path, {"ferries": menus})
    assert (ours.gold, ours.kept, ours.unfolded, ours.menu_lines) == (2, 2, 2, 0)

    def everything(data: bytes) -> tuple[str, str]:
        return "Home\nContact\n" + lines[answers[0]], "Home\nContact\n" + lines[answers[0]]

    other = html.measure(everything, pages, tmp_path, {"ferries": menus})
    assert (other.gold, other.kept, other.menu_lines, other.lines) == (2, 1, 2, 3)
