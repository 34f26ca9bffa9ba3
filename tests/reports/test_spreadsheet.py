"""The workbook: made for eyes and filters, and what Excel cannot hold is cut where it is said."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from reviewtui.reports import Report, write_report
from reviewtui.reports.rows import COLUMNS
from tests.reports.samples import KEPT, make_project, report


@pytest.fixture
def made(tmp_path: Path) -> Report:
    """The report on a small project."""
    return report(make_project(tmp_path / "project"))


def opened(made: Report) -> Workbook:
    return load_workbook(BytesIO(b"".join(write_report(made, "xlsx"))))


def test_the_header_stays_and_every_column_filters(made: Report) -> None:
    sheet = opened(made)["Findings"]
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.column_dimensions["M"].width > 40  # the quote


def test_two_pieces_of_evidence_are_two_rows_with_numbers(made: Report) -> None:
    rows = list(opened(made)["Findings"].iter_rows(min_row=2, values_only=True))
    piece, quote = COLUMNS.index("piece"), COLUMNS.index("quote")
    boats = [row for row in rows if row[0] == "boats" and row[3] == "retention"]
    assert [row[piece] for row in boats] == [1, 2]
    assert next(row for row in rows if row[0] == "kites")[quote] == KEPT


def test_a_row_is_as_high_as_its_longest_text(made: Report) -> None:
    sheet = opened(made)["Findings"]
    kites = next(row for row in range(2, 9) if sheet.cell(row, 1).value == "kites")
    assert sheet.row_dimensions[kites].height == 2 * 15  # the quote has 91 letters, in 64
    note = next(row for row in range(2, 9) if sheet.cell(row, 9).value == "missing")
    assert sheet.row_dimensions[note].height == 2 * 15  # two lines


def test_verdicts_have_colours_of_their_own(made: Report) -> None:
    sheet = opened(made)["Findings"]
    column = COLUMNS.index("verdict") + 1
    colours = {
        str(sheet.cell(row, column).value): str(sheet.cell(row, column).fill.fgColor.rgb)
        for row in range(2, sheet.max_row + 1)
    }
    assert set(colours) == {"met", "partial", "missing", "deferred", "undecided"}
    assert len(set(colours.values())) == len(colours)


def test_the_summary_counts_by_policy(made: Report) -> None:
    rows = list(opened(made)["Summary"].iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == "policy")
    kites = dict(zip(head, next(row for row in rows if row[0] == "kites"), strict=True))
    assert (kites["met"], kites["missing"], kites["deferred"], kites["stale"]) == (1, 1, 1, 0)
    assert next(row for row in rows if row[0] == "all")[2] == 1


@pytest.mark.parametrize(("length", "cut"), [(32_767, False), (32_768, True), (90_000, True)])
@pytest.mark.parametrize("letter", ["a", "🙂"])
def test_what_a_cell_cannot_hold_is_cut_where_it_says_so(
    made: Report, length: int, cut: bool, letter: str
) -> None:
    if letter == "🙂":
        length //= 2  # two units each
    note = letter * length
    findings = [
        replace(one, entry=replace(one.entry, note=note)) if one.entry else one
        for one in made.findings
    ]
    sheet = opened(replace(made, findings=tuple(findings)))["Findings"]
    value = str(sheet.cell(2, COLUMNS.index("note") + 1).value)
    assert len(value.encode("utf-16-le")) // 2 <= 32_767
    if cut and length * (2 if letter == "🙂" else 1) > 32_767:
        kept = value.count(letter) - ("[cut here" in value and letter == "a") * value[
            value.index("…") :
        ].count("a")
        assert f"cut here: {length - kept} more characters" in value
        assert kept > length * 0.3
    else:
        assert value == note


def test_it_was_made_when_the_review_was_touched_last(made: Report) -> None:
    content = b"".join(write_report(made, "xlsx"))
    workbook = load_workbook(BytesIO(content))
    assert str(workbook.properties.created) == "2026-03-05 08:00:00"
    with ZipFile(BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_text_that_begins_a_formula_is_text_when_it_is_edited_too(made: Report) -> None:
    first = made.findings[0]
    assert first.entry is not None
    edited = replace(first, entry=replace(first.entry, note="=1+1"))
    sheet = opened(replace(made, findings=(edited, *made.findings[1:])))["Findings"]
    cell = sheet.cell(2, COLUMNS.index("note") + 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
