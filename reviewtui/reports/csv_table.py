"""The report as CSV (RFC 4180, UTF-8 without a byte order mark): see `rows`.

A spreadsheet takes a cell that begins like a formula for one, quoted or not: such a cell gets an
apostrophe in front (https://owasp.org/www-community/attacks/CSV_Injection). Characters that act
instead of being seen are made visible. Nothing else is changed, and with `raw` nothing at all.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reports.rows import COLUMNS, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reports.formats import Settings
    from reviewtui.reports.model import Report

# the last four are the full-width forms, which some spreadsheets take as well
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_LONE_RETURN = re.compile("\r(?!\n)")


class _Line:
    """A file for the csv module that remembers the line written last."""

    text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def write(report: Report, settings: Settings) -> Iterator[str]:
    """The pieces of the file, a line each."""
    line = _Line()
    table = csv.writer(line)
    table.writerow(COLUMNS)
    yield line.text
    for row in rows(report):
        table.writerow(
            row if settings.raw else [guarded(one) if isinstance(one, str) else one for one in row]
        )
        yield line.text


def guarded(value: str) -> str:
    """`value` for a cell that no spreadsheet takes for a formula, and that acts on no terminal."""
    text = visible(_LONE_RETURN.sub("␍", value), keep="\r\n\t")
    return f"'{text}" if _FORMULA.match(text) else text
