"""The report as a workbook (Office Open XML): a summary, the findings, the requirements.

Every text is a string cell, never a formula, a number or a link. Text stays as it is, but that
characters which act instead of being seen are made visible, and that what Excel cannot hold is cut
where the cell says so.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.reports.model import DEFERRED, UNDECIDED, count
from reviewtui.reports.rows import COLUMNS, rows
from reviewtui.reports.wording import (
    STATUSES,
    scope_words,
    state_words,
    status_counts,
    status_words,
    time_words,
)
from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from reviewtui.reports.formats import Settings
    from reviewtui.reports.model import Counts, Finding, Report

# https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
LONGEST = 32_767  # UTF-16 units in a cell
ROWS = 1_048_576  # of a sheet
KEPT = 300  # characters of a text that may come again, and is not worked out anew
_CUT = "… [cut here: {} more characters, in the review]"
_NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_WIDTHS = {
    "policy": 22, "policy_title": 26, "section": 18, "requirement": 18, "title": 26, "text": 44,
    "references": 24, "severity": 9, "verdict": 14, "stale": 22, "deferred": 9, "piece": 6,
    "quote": 64, "heading": 26, "page": 6, "outcome": 11, "searched": 24,
    "note": 40, "reviewer": 18, "time": 21,
}  # fmt: skip
WIDTHS = tuple(_WIDTHS[name] for name in COLUMNS)
_LINE, _HIGHEST = 15.0, 409.0  # points: of a line of text, and of the highest row
_COLOURS = {  # background and ink: at least 7 to 1 (WCAG AAA)
    str(Verdict.MET): ("#D5EFD8", "#0B3D17"),
    str(Verdict.PARTIAL): ("#FFF0C2", "#4A3500"),
    str(Verdict.MISSING): ("#F9D6D5", "#5C0E0C"),
    str(Verdict.CONTRADICTED): ("#EBD3F2", "#4A125C"),
    str(Verdict.UNCLEAR): ("#FFE1CC", "#5C2600"),
    str(Verdict.NOT_APPLICABLE): ("#E6E6E6", "#333333"),
    DEFERRED: ("#D6E6F7", "#0C2F55"),
    UNDECIDED: ("#FFFFFF", "#333333"),
}


def write(report: Report, settings: Settings) -> Iterator[bytes]:
    """The file, in one piece. Raises InputError for more rows than a sheet holds."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    time = report.last_time or _NO_TIME
    workbook.set_properties(
        {
            "title": _text(report.checklist.title)[:250],
            "comments": f"Review {_text(report.review)}",
            "created": time.replace(tzinfo=None),
        }
    )
    book = _Book(workbook)
    _summary(book, report)
    _findings(book, report)
    _requirements(book, report)
    workbook.close()
    yield buffer.getvalue()


class Look(NamedTuple):
    """How the text of a cell looks; without colours `background` is `""`."""

    wrapped: bool = True
    background: str = ""
    ink: str = ""


WRAPPED, ONE_LINE = Look(), Look(wrapped=False)
_VERDICTS = {
    status: Look(ink=ink, background=background) for status, (background, ink) in _COLOURS.items()
}


class _Book:
    """A workbook with its formats, made once."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._looks: dict[tuple[Look, bool], Format] = {}
        self._texts: dict[str, str] = {}

    def style(self, **properties: Any) -> Format:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def sheet(self, name: str, head: Sequence[str] = (), row: int = 0) -> Worksheet:
        """A sheet with a header in `row`."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        for column, title in enumerate(head):
            sheet.write_string(row, column, title, self.head)
        return sheet

    @cached_property
    def head(self) -> Format:
        """The format of a header."""
        return self.style(bold=True, bottom=1, bg_color="#F2F2F2", font_color="#000000")

    def put(self, sheet: Worksheet, row: int, column: int, text: str, look: Look = WRAPPED) -> None:
        """Writes `text` as a string; nothing for `""`."""
        if not text:
            return
        known = self._texts.get(text)
        if known is None:
            known = _text(text)
            if len(text) <= KEPT:
                self._texts[text] = known
        # so that editing the cell makes no formula of it either
        guarded = known[:1] in _FORMULA
        sheet.write_string(row, column, known, self.look(look, guarded))

    def look(self, look: Look, guarded: bool) -> Format:
        """The format of a text cell."""
        made = self._looks.get((look, guarded))
        if made is None:
            properties: dict[str, Any] = {"valign": "top", "text_wrap": look.wrapped}
            if look.background:
                properties |= {"bg_color": look.background, "font_color": look.ink}
            if guarded:
                properties["quote_prefix"] = True
            made = self._looks[look, guarded] = self.workbook.add_format(properties)
        return made

    def number(self, sheet: Worksheet, row: int, column: int, number: int) -> None:
        """Writes a number."""
        sheet.write_number(row, column, number, self.style(valign="top", align="center"))


_FORMULA = tuple("=+-@＝＋－＠\t\n")


def _text(text: str) -> str:
    """`text` as a cell can hold it."""
    if not text.isascii() or not text.isprintable():
        text = visible(text.replace("\r\n", "\n"), keep="\n\t")
        text = _NOT_IN_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    if len(text) * 2 <= LONGEST or _units(text) <= LONGEST:
        return text
    kept = text[: LONGEST - 100]
    while _units(kept) > LONGEST - 100:
        kept = kept[: len(kept) - (_units(kept) - (LONGEST - 100) + 1) // 2]
    return kept + _CUT.format(len(text) - len(kept))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _summary(book: _Book, report: Report) -> None:
    sheet = book.sheet("Summary")
    checklist, counts = report.checklist, report.counts
    facts = [
        ("Checklist", checklist.title),
        ("Version", checklist.version),
        ("Review", f"{report.review} {report.review_file}".strip()),
        ("Reviewed by", ", ".join(report.reviewers)),
        ("Last touched", time_words(report.last_time)),
        ("Decided", f"{counts.decided} of {counts.total}"),
        *(("Note", sentence) for sentence in scope_words(report)),
    ]
    row = 0
    for name, value in facts:
        if value:
            sheet.write_string(row, 0, name, book.style(bold=True, valign="top"))
            book.put(sheet, row, 1, value, ONE_LINE)
            row += 1
    row += 1
    numbers = (*(status_words(status) for status in STATUSES), "stale")
    for column, title in enumerate(("policy", "title", *numbers)):
        sheet.write_string(row, column, title, _status_style(book, column - 2))
    by_policy: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_policy.setdefault(finding.policy, []).append(finding)
    for policy in report.policies:
        row += 1
        book.put(sheet, row, 0, policy.id)
        book.put(sheet, row, 1, policy.title)
        _numbers(book, sheet, row, count(by_policy.get(policy.id, [])))
        book.put(sheet, row, 2 + len(numbers), " ".join(state_words(policy)), ONE_LINE)
    row += 1
    sheet.write_string(row, 0, "all", book.style(bold=True))
    _numbers(book, sheet, row, counts)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 40)
    sheet.set_column(2, 1 + len(numbers), 13)


def _numbers(book: _Book, sheet: Worksheet, row: int, counts: Counts) -> None:
    for column, number in enumerate((*status_counts(counts).values(), counts.stale), 2):
        book.number(sheet, row, column, number)


def _status_style(book: _Book, number: int) -> Format:
    """The format of a header: the verdict's own for those of the verdicts."""
    if not 0 <= number < len(STATUSES):
        return book.head
    background, ink = _COLOURS[STATUSES[number]]
    return book.style(bold=True, bottom=1, bg_color=background, font_color=ink, align="center")


def _findings(book: _Book, report: Report) -> None:
    sheet = book.sheet("Findings", COLUMNS)
    last = 0
    for number, row in enumerate(rows(report), 1):
        last = number
        if number >= ROWS:
            raise InputError(
                f"xlsx: more than {ROWS:,} rows, which a sheet cannot hold; write a part with "
                "--policy, --section or --only gaps, or csv"
            )
        for column, (name, value) in enumerate(zip(COLUMNS, row, strict=True)):
            if isinstance(value, int):
                book.number(sheet, number, column, value)
            elif name == "verdict":
                book.put(sheet, number, column, value, _VERDICTS[value])
            elif value:
                book.put(sheet, number, column, value)
        sheet.set_row(number, _height(row, WIDTHS))
    _as_table(sheet, last, WIDTHS, frozen=4)


def _requirements(book: _Book, report: Report) -> None:
    head = ("requirement", "section", "title", "text", "guidance", "severity", "references")
    widths = (18, 18, 28, 56, 56, 9, 30)
    sheet = book.sheet("Requirements", head)
    for number, one in enumerate(report.requirements, 1):
        values = (
            one.id, one.section, one.title, one.text, one.guidance, one.severity,
            "; ".join(one.references),
        )  # fmt: skip
        for column, value in enumerate(values):
            book.put(sheet, number, column, value)
        sheet.set_row(number, _height(values, widths))
    _as_table(sheet, len(report.requirements), widths, frozen=1)


def _height(values: Sequence[str | int], widths: Sequence[int]) -> float:
    """How high a row is that shows its texts wrapped: not every program works that out."""
    most = 1
    for value, width in zip(values, widths, strict=True):
        if isinstance(value, str) and (len(value) > width or "\n" in value):
            lines = sum(1 + len(line) // width for line in value[:LONGEST].split("\n"))
            most = max(most, lines)
    return min(_HIGHEST, most * _LINE)


def _as_table(sheet: Worksheet, last: int, widths: Sequence[int], *, frozen: int) -> None:
    """The header and the first columns stay in sight and on paper; every column filters."""
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, max(last, 1), len(widths) - 1)
    sheet.repeat_rows(0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
