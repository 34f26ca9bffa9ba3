"""No words of a review, a checklist or a policy act in a report, and none are lost."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from benchmarks.reports.checking import CHECKS, FORMULA
from benchmarks.reports.hostile import FRAGMENTS, random_report
from reviewtui.characters import HIDDEN, visible
from reviewtui.reports import FORMATS, write_report
from reviewtui.reports.csv_table import guarded
from reviewtui.reports.escaping_markdown import cell, code, inline, lines

words = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text()), max_size=6).map("".join)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("name", CHECKS)
def test_every_format_of_a_random_review_reads_back(name: str, seed: int) -> None:
    report = random_report(seed)
    CHECKS[name](report, b"".join(write_report(report, name)))


def test_every_format_is_checked() -> None:
    assert set(CHECKS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_is_the_same_bytes(name: str) -> None:
    once, again = (b"".join(write_report(random_report(7), name)) for _ in range(2))
    assert once == again


def shown(markdown: str) -> str:
    """What a reader sees of Markdown, without white space; fails on markup that acts."""
    parser = MarkdownIt("gfm-like", {"html": True})
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False})
    seen = ""
    for token in parser.parse(markdown):
        assert token.type in {"paragraph_open", "paragraph_close", "inline"}, token.type
        for child in token.children or []:
            assert child.type in {"text", "text_special", "code_inline", "softbreak"}, child.type
            seen += child.content
    return "".join(seen.split())


@given(words)
def test_text_in_markdown_is_seen_whole_and_is_nothing_but_text(text: str) -> None:
    expected = "".join(visible(" ".join(text.split())).split())
    assert shown(f"x {inline(text)}") == "x" + expected
    assert shown(f"x {code(text)}") == "x" + expected


@given(words)
def test_lines_in_markdown_begin_nothing(text: str) -> None:
    expected = "".join(
        "".join(visible(" ".join(line.split())) for line in text.split("\n")).split()
    )
    for line in lines(text):
        assert shown(line) in expected


@given(words)
def test_a_cell_in_markdown_ends_no_column(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {cell(text)} | end |\n"
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(table)
    cells = [token.content for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    assert cells[-1] == "end"


@given(words)
def test_a_cell_of_csv_begins_no_formula_and_is_else_the_same(text: str) -> None:
    safe = guarded(text)
    assert safe[:1] not in tuple(FORMULA)
    assert not HIDDEN.search(safe.replace("\r\n", "").replace("\n", "").replace("\t", ""))
    expected = visible(text.replace("\r\n", "\n"), keep="\n\t")
    without = safe.replace("\r\n", "\n")
    assert without in (expected, f"'{expected}")
    line = StringIO(newline="")
    csv.writer(line).writerow([safe])
    assert next(csv.reader(StringIO(line.getvalue(), newline=""), strict=True), [""]) == [safe]
