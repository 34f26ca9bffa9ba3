"""A report as a web page: what is in it, and how its parts link to each other."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks.reports.checking_html import check_page, check_words
from benchmarks.reports.hostile import random_report
from reviewtui.documents import Block, BlockKind
from reviewtui.reports import Only, Report, Scope, write_folder, write_report
from reviewtui.reports.webpage.marking import Mark, marked_lines
from tests.reports.samples import KEPT, POLICY, make_project, report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A review of two policies."""
    return make_project(tmp_path / "project")


def page(made: Report) -> ET.Element:
    """The page of a report, read strictly."""
    return check_page(b"".join(write_report(made, "html")))


def words(element: ET.Element) -> str:
    """All that a reader sees in it, on one line."""
    return " ".join("".join(element.itertext()).split())


def by_id(root: ET.Element, name: str) -> ET.Element:
    """What is called so."""
    (found,) = [one for one in root.iter() if one.get("id") == name]
    return found


def test_a_cell_of_the_grid_leads_to_the_verdict_with_its_evidence(path: Path) -> None:
    root = page(report(path))
    cells = [cell for cell in root.iter("td") if cell.get("class")]
    assert [cell.get("class") for cell in cells] == [
        "partial", "met", "undecided", "missing", "undecided", "deferred",
    ]  # fmt: skip
    link = cells[1].find("a")
    assert link is not None
    verdict = by_id(root, link.get("href", "")[1:])
    assert words(verdict).startswith(
        "Retention period: ✓ met must · Law Art. 1 · Law Art. 2 · by Ann"
    )
    quote = verdict.find("blockquote")
    assert quote is not None
    assert words(quote) == KEPT


def test_evidence_and_its_place_in_the_policy_lead_to_each_other(path: Path) -> None:
    root = page(report(path))
    boats = by_id(root, "p1")
    there = [a.get("href", "")[1:] for a in boats.iter("a") if "in the policy" in words(a)]
    assert len(there) == 2
    for name in there:
        back = by_id(root, name)
        assert back.get("href") == f"#{name[:-1]}"
        assert by_id(root, name[:-1]).tag == "blockquote"
    marks = [words(mark) for mark in boats.iter("mark")]
    assert marks == [KEPT[:10], "We do not sell personal data to anyone."]


def test_what_is_left_out_is_no_link(path: Path) -> None:
    root = page(report(path, Scope(only=Only.GAPS)))
    cells = [cell for cell in root.iter("td") if cell.get("class")]
    assert [cell.find("a") is not None for cell in cells] == [
        True,
        False,
        False,
        True,
        False,
        False,
    ]
    assert "Only gaps" in words(root)


def test_a_policy_that_is_gone_is_told_of_without_a_text(path: Path) -> None:
    (path.parent.parent / "policies/kites.txt").unlink()
    root = page(report(path))
    kites = by_id(root, "p2")
    assert "The policy was not there" in words(kites)
    assert not list(kites.iter("mark"))
    assert not [a for a in kites.iter("a") if "in the policy" in words(a)]
    assert KEPT in words(kites)


def test_changed_evidence_is_told_of(path: Path) -> None:
    policy = path.parent.parent / "policies/kites.txt"
    policy.write_text(POLICY.replace("six years", "seven years"))
    verdict = by_id(page(report(path)), "p2r1")
    assert verdict.get("class") == "finding met stale"
    assert "Evidence changed; today it reads:" in words(verdict)


def test_the_policy_of_the_page_allows_its_own_style_and_script_only(path: Path) -> None:
    root = page(report(path))
    (policy,) = [one.get("content", "") for one in root.iter("meta") if one.get("http-equiv")]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    for kind in ("style", "script"):
        (element,) = root.iter(kind)
        digest = hashlib.sha256((element.text or "").encode()).digest()
        assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert not re.search("unsafe|http|data:|\\*", policy)


def lines(text: str, marks: list[Mark], blocks: tuple[Block, ...] = ()) -> list[str]:
    """The marked lines, without the words on each mark."""
    return [re.sub(' aria-label="[^"]*"', "", one) for one in marked_lines(text, blocks, marks)]


def test_marks_that_overlap_and_go_over_lines() -> None:
    marks = [Mark(6, 12, "b", "#B", "x"), Mark(2, 8, "a", "#A", "x")]
    assert lines("0 <345\n\n8 & 12 14", marks) == [
        '<p>0 <a class="cite" id="a" href="#A">1</a><mark>&lt;345</mark>'
        '<a class="cite" id="b" href="#B">2</a></p>\n',
        "<p><mark>8 &amp; </mark>12 14</p>\n",
    ]


def test_headings_and_menus_are_told_apart() -> None:
    blocks = (
        Block(0, 4, BlockKind.HEADING),
        Block(5, 9, BlockKind.MENU),
        Block(10, 15, BlockKind.ITEM),
    )
    assert lines("Head\nMenu\n- one\n  on", [], blocks) == [
        '<p class="b"><b>Head</b></p>\n',
        '<p class="b menu">Menu</p>\n',
        '<p class="b">- one</p>\n',
        "<p>  on</p>\n",
    ]


@pytest.mark.parametrize("seed", range(20))
def test_a_folder_has_every_word_and_no_link_without_an_end(seed: int) -> None:
    made = random_report(seed)
    pages = {name: check_page(b"".join(pieces)) for name, pieces in write_folder(made, "html")}
    assert len(pages) == 1 + len(made.policies)
    check_words(made, list(pages.values()))
    ids = {name: {one.get("id") for one in root.iter()} for name, root in pages.items()}
    for name, root in pages.items():
        for link in root.iter("a"):
            file, _, place = link.get("href", "").partition("#")
            assert place in ids[file or name]


def test_a_line_that_goes_on_behind_a_heading_is_not_all_heading() -> None:
    blocks = (Block(0, 5, BlockKind.HEADING), Block(6, 13, BlockKind.PARAGRAPH))
    assert lines("Head: we keep", [Mark(3, 8, "a", "#A", "x")], blocks) == [
        '<p class="b"><b>Hea</b><a class="cite" id="a" href="#A">1</a>'
        "<mark><b>d:</b></mark><mark> we</mark> keep</p>\n"
    ]
