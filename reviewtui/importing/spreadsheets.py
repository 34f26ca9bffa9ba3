"""The rows of a spreadsheet, CSV or XLSX: every cell as text."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError, shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet as _Sheet

    from reviewtui.importing.columns import Row

ROWS_AT_MOST = 10_000
COLUMNS_AT_MOST = 200
EMPTY_AT_MOST = 500  # rows without a word, after which a sheet is over
UNPACKED_AT_MOST = 200_000_000  # bytes of an XLSX file's parts together
_DELIMITERS = ",;\t|"
_TRIED = 20  # rows that tell the delimiter


def csv_rows(data: bytes, path: Path) -> list[Row]:
    """The rows of a CSV file: commas, semicolons, tabs or bars, whichever part it best.

    Raises InputError for what is no table, and beyond the limits.
    """
    from reviewtui.documents.decoding import decode

    text = decode(data, shown(path))
    delimiter = max(_DELIMITERS, key=lambda one: _columns(text, one))
    rows: list[Row] = []
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append(tuple(row[:COLUMNS_AT_MOST]))
            _check(len(rows), path)
    except csv.Error as error:
        raise InputError(
            f"{shown(path)}:{reader.line_num}: {visible(str(error))}; save it as CSV again"
        ) from None
    return _square(rows, path)


def xlsx_rows(data: bytes, path: Path, sheet: str | None = None) -> tuple[list[Row], str]:
    """The rows of one sheet of an XLSX file, and its name: `sheet`, else the first one shown.

    Formulas are what they were last worked out to be. Raises InputError for what is no
    spreadsheet, for a sheet that is not there, and beyond the limits.
    """
    import warnings
    import zipfile

    from openpyxl import load_workbook

    broken = InputError(f"{shown(path)}: no spreadsheet, or a damaged one; save it as XLSX again")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED_AT_MOST:
                raise InputError(
                    f"{shown(path)}: unpacks to more than {UNPACKED_AT_MOST // 1_000_000} MB; "
                    "give a smaller one"
                )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            chosen = _sheet(book.worksheets, sheet, path)
            if hasattr(chosen, "reset_dimensions"):  # what a file says of its size may be wrong
                chosen.reset_dimensions()
            rows: list[Row] = []
            empty = 0
            for row in chosen.iter_rows(values_only=True):
                rows.append(tuple(map(_text, row[:COLUMNS_AT_MOST])))
                empty = 0 if any(cell.strip() for cell in rows[-1]) else empty + 1
                if empty == EMPTY_AT_MOST:
                    break
                _check(len(rows), path)
            return _square(rows, path), chosen.title
    except InputError:
        raise
    except Exception:  # openpyxl raises whatever its parts raise
        raise broken from None


def _sheet(sheets: Sequence[_Sheet], wanted: str | None, path: Path) -> _Sheet:
    names = [one.title for one in sheets]
    if wanted is not None:
        if wanted not in names:
            has = ", ".join(f'"{visible(name)}"' for name in names)
            raise InputError(f'{shown(path)}: no sheet "{visible(wanted)}"; it has {has}')
        return sheets[names.index(wanted)]
    shown_ones = [one for one in sheets if one.sheet_state == "visible"]
    return (shown_ones or sheets)[0]


def _text(value: object) -> str:
    """A cell as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _columns(text: str, delimiter: str) -> int:
    """How many columns most of the first rows have, if that is the delimiter."""
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            widths.append(len(row))
            if len(widths) == _TRIED:
                break
    except csv.Error:
        return 0
    return max(sorted(set(widths)), key=widths.count) if widths else 0


def _check(count: int, path: Path) -> None:
    if count > ROWS_AT_MOST:
        raise InputError(f"{shown(path)}: more than {ROWS_AT_MOST} rows; is it a checklist?")


def _square(rows: list[Row], path: Path) -> list[Row]:
    """The rows up to the last one with a word, all as wide as the widest."""
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise InputError(f"{shown(path)}: an empty table; check the file and the sheet")
    width = max(_filled(row) for row in rows)
    return [(*row[:width], *[""] * (width - len(row))) for row in rows]


def _filled(row: Row) -> int:
    """How many cells there are up to the last one with a word."""
    return max((number for number, cell in enumerate(row, 1) if cell.strip()), default=0)
