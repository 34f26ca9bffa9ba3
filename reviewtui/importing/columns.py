"""Which column of a table is which part of a requirement: as said, or guessed by the header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.importing.drafts import Draft, Imported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Row = tuple[str, ...]

# What headers call each part, the surest first; a header is taken once, by the part it suits best.
NAMES = {
    "id": "id|identifier|ref|requirement id|control id|no|nr|number|#|code|key|item",
    "section": "section|category|domain|area|group|topic|theme|chapter|family|control family",
    "title": "title|name|short title|heading|control name|label|subject|summary|control",
    "text": "text|requirement text|requirement|description|statement|control text|criterion"
    "|criteria|question|obligation|what",
    "guidance": "guidance|implementation guidance|notes|note|comment|comments|help|explanation"
    "|remarks|how",
    "severity": "severity|priority|level|weight|importance|obligation level|must/should/may"
    "|mandatory|criticality|risk",
    "references": "references|reference|ref|refs|source|sources|article|articles|law|clause"
    "|citation|citations|standard|legal basis|mapping",
    "terms": "terms|keywords|key words|search terms|phrases|keyword|term",
    "examples": "examples|example|sample|sample text|example text|model clause",
}
PARTS = tuple(NAMES)
HEADING_AT_MOST = 60  # characters
HEADER_WITHIN = 10  # rows with words
_LETTERS = re.compile(r"[A-Za-z]{1,2}")
_LISTS = {"references": r"[;\n]+", "terms": r"[;,\n]+", "examples": r"\n+"}


class Columns(NamedTuple):
    """The number of each part's column, and of the first row that counts, from 0; and whether
    that row is a header."""

    at: Mapping[str, int]
    first: int
    header: bool


def find_columns(rows: Sequence[Row], said: Mapping[str, str], name: str) -> Columns:
    """The columns of the table `name`: those `said`, as letters or as in the header, and for
    what is not said those that the header calls so.

    Raises InputError where neither a title nor a text can be told, or a column is not there.
    """
    first = _header_row(rows, said)
    header = [_plain(cell) for cell in rows[first]]
    guessed = _guessed(header)
    at: dict[str, int] = {}
    named = False
    for part, column in said.items():
        at[part], by_name = _column(part, column, header, name)
        named = named or by_name
    has_header = named or bool(guessed)
    if not said:
        at = guessed
    elif has_header:
        used = set(at.values())
        at = {**{p: n for p, n in guessed.items() if p not in at and n not in used}, **at}
    if "title" not in at and "text" not in at:
        cells = ", ".join(
            f"{letters(n)} ({visible(c[:30])})" for n, c in enumerate(rows[first][:12])
        )
        raise InputError(
            f"{name}: no column is called text or requirement; say which is, such as "
            f"--columns id=A,text=B; it has {cells}"
        )
    return Columns({part: at[part] for part in PARTS if part in at}, first, has_header)


def describe(columns: Columns, rows: Sequence[Row], name: str) -> str:
    """The line that says which column was taken for what."""
    parts = []
    for part, number in columns.at.items():
        cell = rows[columns.first][number] if columns.header else ""
        called = f" ({visible(' '.join(cell.split())[:30])})" if cell.strip() else ""
        parts.append(f"{part}={letters(number)}{called}")
    first = f"row {columns.first + 1} is the header" if columns.header else "there is no header"
    return f"{name}: {', '.join(parts)}; {first}; other columns with --columns id=A,text=B"


def drafts(rows: Sequence[Row], columns: Columns, name: str) -> Imported:
    """The requirements of a table.

    Where there is no column for sections, a row with nothing but a few words in one cell is
    the heading of a section, if most rows have more.
    """
    found: list[Draft] = []
    section = ""
    counts = [sum(1 for cell in row if cell.strip()) for row in rows]
    headed = "section" not in columns.at and sum(n > 1 for n in counts) >= sum(
        n == 1 for n in counts
    )
    begin = columns.first + columns.header + 1
    for number, row in enumerate(rows, 1):
        if number < begin or not counts[number - 1]:
            continue
        values = dict(_values(row, columns))
        if headed:
            if counts[number - 1] == 1 and (heading := _heading(row)):
                section = heading
                continue
            values["section"] = section
        if values.get("title") or values.get("text"):
            found.append(Draft(f"row {number}", **values))  # type: ignore[arg-type]
    if not found:
        raise InputError(f"{name}: no requirement in it; check the columns and the sheet")
    return Imported(tuple(found))


def _heading(row: Row) -> str:
    """The words of the only cell that has some, if they read as a heading, else `""`."""
    words = " ".join(next(cell for cell in row if cell.strip()).split())
    return "" if len(words) > HEADING_AT_MOST or words[-1] in ".?!;" else words


def letters(number: int) -> str:
    """The column's letters, as spreadsheets have them: 0 is A, 26 is AA."""
    text = ""
    number += 1
    while number:
        number, left = divmod(number - 1, 26)
        text = chr(ord("A") + left) + text
    return text


def parse_columns(text: str) -> dict[str, str]:
    """What `--columns` says: `id=A,text=B` or `text=Requirement text`. Raises InputError."""
    said: dict[str, str] = {}
    for piece in text.split(","):
        part, equals, column = (one.strip() for one in piece.partition("="))
        if not (equals and column) or part not in NAMES:
            raise InputError(
                f'--columns "{visible(piece.strip()[:60])}": write part=column, such as '
                f"id=A,text=B; the parts are {', '.join(PARTS)}"
            )
        said[part] = column
    return said


def _header_row(rows: Sequence[Row], said: Mapping[str, str]) -> int:
    """The index of the row that reads most like a header, among the first with words: above it
    may stand what the table is about. The first of them where none does."""
    tried = [n for n, row in enumerate(rows) if any(cell.strip() for cell in row)][:HEADER_WITHIN]
    wanted = {_plain(column) for column in said.values()}

    def known(number: int) -> int:
        header = [_plain(cell) for cell in rows[number]]
        guessed = _guessed(header)
        tells = bool(wanted.intersection(header)) or "text" in guessed or "title" in guessed
        return (len(guessed) + len(wanted.intersection(header))) * tells

    return max(tried, key=lambda number: (known(number), -number))


def _values(row: Row, columns: Columns) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for part, number in columns.at.items():
        cell = row[number].strip() if number < len(row) else ""
        yield part, tuple(re.split(_LISTS[part], cell)) if part in _LISTS else cell


def _column(part: str, column: str, header: Sequence[str], name: str) -> tuple[int, bool]:
    """The number of a column that was said, and whether it was by its name in the header."""
    if _plain(column) in header:
        return header.index(_plain(column)), True
    if _LETTERS.fullmatch(column):
        number = 0
        for letter in column.upper():
            number = number * 26 + ord(letter) - ord("A") + 1
        if number <= len(header):
            return number - 1, False
    has = f"A to {letters(len(header) - 1)}"
    raise InputError(
        f"{name}: --columns {part}={visible(column[:40])}: no such column; it has {has}, "
        "and the names of its first row"
    )


def _guessed(header: Sequence[str]) -> dict[str, int]:
    """The columns by their names: the surest of all parts first."""
    at: dict[str, int] = {}
    names = {part: known.split("|") for part, known in NAMES.items()}
    for rank in range(max(map(len, names.values()))):
        for part, known in names.items():
            if part in at or rank >= len(known) or known[rank] not in header:
                continue
            number = header.index(known[rank])
            if number not in at.values():
                at[part] = number
    return at


def _plain(cell: str) -> str:
    """A header as it is compared."""
    return re.sub(r"[\s_*:.]+", " ", cell.casefold()).strip()
