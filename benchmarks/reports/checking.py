"""What a report of each format has to be, whatever the words in it: read back with another library.

Each check raises AssertionError, or whatever the parser raises.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from functools import cache
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from benchmarks.reports.checking_html import check_html
from benchmarks.reports.gfm import every, parser
from benchmarks.reports.oscal_rules import check_oscal
from benchmarks.reports.sarif_rules import check_sarif
from reviewtui.characters import HIDDEN, visible
from reviewtui.reports.rows import COLUMNS, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jsonschema.protocols import Validator
    from markdown_it.token import Token

    from reviewtui.reports import Report

FORMULA = "=+-@\t\r\n＝＋－＠"
BEGINS = tuple(FORMULA)


def check_csv(report: Report, content: bytes) -> None:
    """Strict CSV; no cell begins a formula, nothing acts, nothing but that was changed."""
    text = content.decode("utf-8")
    read = list(csv.reader(StringIO(text, newline=""), strict=True))
    assert read[0] == list(COLUMNS)
    expected = list(rows(report))
    assert len(read) - 1 == len(expected)
    for found, row in zip(read[1:], expected, strict=True):
        for cell, value in zip(found, row, strict=True):
            assert not cell or cell[0] not in FORMULA, cell
            assert not HIDDEN.search(cell.replace("\r\n", "").replace("\n", "").replace("\t", ""))
            if isinstance(value, str):
                seen = visible(value.replace("\r\n", "\n"), keep="\n\t")
                assert cell.replace("\r\n", "\n") == ("'" if seen[:1] in BEGINS else "") + seen


def check_xlsx(report: Report, content: bytes) -> None:
    """A workbook of strings and numbers, with every word of every row in it."""
    from lxml import etree
    from openpyxl import load_workbook

    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
            assert "external" not in name.lower()
            assert b"relationships/hyperlink" not in archive.read(name)
    workbook = load_workbook(BytesIO(content))
    for sheet in workbook:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type in {"s", "n"}, (cell.coordinate, cell.data_type)
                assert cell.hyperlink is None
    found = list(workbook["Findings"].iter_rows(values_only=True))
    expected = list(rows(report))
    assert list(found[0]) == list(COLUMNS)
    assert len(found) - 1 == len(expected)
    for values, row in zip(found[1:], expected, strict=True):
        for held, value in zip(values, row, strict=True):
            assert held == _cell(value), (held, value)


def _cell(value: str | int) -> str | int | None:
    """What openpyxl finds of a value that is no longer than a cell.

    It takes every `x005F_` away, also one of the text, which Excel would show.
    """
    if isinstance(value, int):
        return value
    text = visible(value.replace("\r\n", "\n"), keep="\n\t")
    text = text.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    return text.replace("x005F_", "") if text else None


@cache
def _validator() -> Validator:
    from jsonschema import Draft202012Validator

    from reviewtui.cli.schema import schema_text

    schema = json.loads(schema_text("report"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def check_json(report: Report, content: bytes) -> None:
    """Valid by the schema, the same as the objects, and nothing in it acts."""
    from reviewtui.reports.json_document import as_json

    text = content.decode("utf-8")
    assert not HIDDEN.search(text.replace("\n", ""))
    document = json.loads(text, parse_constant=_no_constant)
    _validator().validate(document)
    assert document == as_json(report)


def _no_constant(name: str) -> Any:
    raise AssertionError(f"{name} is no JSON")


_OURS = (
    "heading paragraph list_item bullet_list blockquote table thead tbody tr th td inline text "
    "softbreak hardbreak code_inline link strong em"
)
OURS = frozenset(_OURS.split())


def check_md(report: Report, content: bytes) -> None:
    """No markup but the report's own, and every quote whole, with all its words."""
    text = content.decode("utf-8")
    assert not HIDDEN.search(text.replace("\n", ""))
    tokens = parser().parse(text)
    for token in every(tokens):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        assert kind in OURS, (token.type, token.content)
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith("#policy-"), token.attrs
    emphasised = Counter(token.type for token in every(tokens))
    cited = [one for finding in report.listed for one in finding.evidence]
    headed = sum(1 for one in cited if any(heading.split() for heading in one.quote.heading))
    assert emphasised["em_open"] == headed
    assert emphasised["hr"] == 0
    quotes = list(_quotes(tokens))
    for one in cited:
        assert _plain(visible(_lines(one.quote.exact))) in quotes, one.quote.exact
    assert emphasised["heading_open"] == len(list(_headings(report)))


def _lines(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return "".join(text.split())


def _quotes(tokens: list[Token]) -> Iterator[str]:
    """The words of each block quote, without white space."""
    words: list[str] = []
    for token in tokens:
        if token.type == "blockquote_open":
            words = []
        elif token.type == "inline":
            words += [child.content for child in token.children or []]
        elif token.type == "blockquote_close":
            yield _plain("".join(words))


def _headings(report: Report) -> Iterator[str]:
    """The headings that a report in Markdown has."""
    yield from ("title", "Summary", "Open", "Requirements")
    yield from (policy.id for policy in report.policies)
    before = None
    section = ""
    for finding in report.listed:
        if finding.policy != before:
            before, section = finding.policy, ""
        if finding.entry is None:
            continue
        yield finding.requirement
        if (now := report.requirement[finding.requirement].section) != section:
            yield now
            section = now
    section = ""
    for requirement in report.requirements:
        yield requirement.id
        if requirement.section != section:
            yield requirement.section
            section = requirement.section


CHECKS: dict[str, Callable[[Report, bytes], None]] = {
    "md": check_md,
    "html": check_html,
    "csv": check_csv,
    "xlsx": check_xlsx,
    "json": check_json,
    "oscal": check_oscal,
    "sarif": check_sarif,
}
