"""From a file of any known kind to the checklist that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.characters import visible
from reviewtui.errors import InputError, cannot_read, shown
from reviewtui.files import read_bytes
from reviewtui.importing.drafts import Imported, checklist_text, completed, slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SIZE_LIMIT = 50_000_000  # bytes
CSV, XLSX, OSCAL = (".csv", ".tsv"), (".xlsx", ".xlsm"), (".json",)


class Made(NamedTuple):
    """A checklist file's text, how many requirements it has, and lines on what was made of its
    source."""

    text: str
    requirements: int
    notes: tuple[str, ...] = ()


def from_template(name: str, title: str | None = None) -> Made:
    """A checklist to write one's own from; `name` is that of its file, without suffix."""
    from importlib.resources import files

    known = slug(name) or "checklist"
    called = visible(title or _as_title(known)).replace("\\", "\\\\").replace('"', '\\"')
    text = files("reviewtui.importing").joinpath("template.toml").read_text("utf-8")
    text = text.replace('"ID"   ', f'"{known}"', 1).replace('"TITLE"', f'"{called}"', 1)
    return Made(text, text.count("[[requirement]]\n"))


def from_file(
    path: Path,
    name: str,
    *,
    title: str | None = None,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> Made:
    """The checklist of a CSV or XLSX table, or of an OSCAL catalog in JSON, by its suffix.

    Raises InputError for what cannot be read, or holds no requirement.
    """
    imported = _imported(path, columns or {}, sheet)
    drafts, notes = completed(imported.drafts)
    known = slug(name) or "checklist"
    text = checklist_text(
        drafts,
        id=known,
        title=title or imported.title or _as_title(known),
        version=imported.version,
    )
    told = (f"{shown(path)}: {note}" for note in notes)
    return Made(text, len(drafts), (*imported.notes, *told))


def _imported(path: Path, columns: Mapping[str, str], sheet: str | None) -> Imported:
    suffix = path.suffix.lower()
    if suffix not in (*CSV, *XLSX, *OSCAL):
        raise InputError(
            f"{shown(path)}: a checklist is made from CSV, XLSX or an OSCAL catalog (JSON); "
            "save it as one of these"
        )
    if suffix in OSCAL and columns:
        raise InputError("--columns: a catalog has none; leave it out")
    if suffix not in XLSX and sheet is not None:
        raise InputError("--sheet: only an XLSX file has sheets; leave it out")
    try:
        data = read_bytes(path, SIZE_LIMIT, "checklist")
    except OSError as error:
        raise cannot_read(path, error) from None
    if suffix in OSCAL:
        from reviewtui.importing.oscal import catalog

        return catalog(data, path)
    from reviewtui.importing import spreadsheets
    from reviewtui.importing.columns import describe, drafts, find_columns

    label = shown(path)
    if suffix in XLSX:
        rows, chosen = spreadsheets.xlsx_rows(data, path, sheet)
        label += f' sheet "{visible(chosen)}"'
    else:
        rows = spreadsheets.csv_rows(data, path)
    found = find_columns(rows, columns, label)
    imported = drafts(rows, found, label)
    return Imported(imported.drafts, (describe(found, rows, label),))


def _as_title(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    return f"{words[:1].upper()}{words[1:]}"
