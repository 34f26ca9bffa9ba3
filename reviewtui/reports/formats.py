"""The formats a report can be written in; `FORMATS` is where another is added.

A writer is a module with `write(report, settings)`, which gives the pieces of the file one after
the other: str, which become UTF-8, or bytes. It is imported when its format is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Protocol

    from reviewtui.reports.model import Report

    class Writer(Protocol):
        """The module of one format."""

        def write(self, report: Report, settings: Settings) -> Iterable[str | bytes]:
            """The pieces of the file, in order."""

    class FolderWriter(Protocol):
        """The module of a format that can be split."""

        def write_folder(
            self, report: Report, settings: Settings
        ) -> Iterator[tuple[str, Iterator[str]]]:
            """The names of the files, and the pieces of each."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a report is written.

    `raw` leaves text as it is where a format would guard it (CSV); `templates` is a folder with
    a company's own templates, of which the one for the format is used where there is one.
    """

    raw: bool = False
    templates: Path | None = None


PLAIN = Settings()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its writer's module and the suffix of its files.

    `binary` formats are not written to a terminal. `needs_policies` says that every policy has to
    be read for it, also if it did not change: it tells the lines of evidence, other languages or
    pages without text; `needs_text` that it shows the policies' texts or blocks. `splits` says
    that it can be a folder with a file for each policy.
    """

    name: str
    module: str
    suffix: str
    binary: bool = False
    needs_policies: bool = True
    needs_text: bool = False
    splits: bool = False


FORMATS = {
    one.name: one
    for one in (
        Format("md", "reviewtui.reports.markdown", ".md"),
        Format("html", "reviewtui.reports.webpage", ".html", needs_text=True, splits=True),
        Format("csv", "reviewtui.reports.csv_table", ".csv", needs_policies=False),
        Format("xlsx", "reviewtui.reports.spreadsheet", ".xlsx", binary=True),
        Format("json", "reviewtui.reports.json_document", ".json"),
        Format("oscal", "reviewtui.reports.oscal", ".oscal.json"),
        Format("sarif", "reviewtui.reports.sarif", ".sarif"),
    )
}

TEMPLATED = ("md", "html")  # formats that a company can write templates for


def write_report(report: Report, name: str, settings: Settings = PLAIN) -> Iterator[bytes]:
    """The pieces of the file of that format. A lone surrogate becomes its escape."""
    template = template_for(name, settings)
    if template is not None:
        from reviewtui.reports import templating

        yield from _encoded(templating.write(report, name, template))
        return
    writer = cast("Writer", import_module(FORMATS[name].module))
    yield from _encoded(writer.write(report, settings))


def template_for(name: str, settings: Settings) -> Path | None:
    """The user's template for a format; None where there is none."""
    if settings.templates is None or name not in TEMPLATED:
        return None
    template = settings.templates / f"report{FORMATS[name].suffix}"
    return template if template.is_file() else None


def write_folder(
    report: Report, name: str, settings: Settings = PLAIN
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The names of the files of that format's folder, and the pieces of each; `index` first."""
    writer = cast("FolderWriter", import_module(FORMATS[name].module))
    for file, pieces in writer.write_folder(report, settings):
        yield file, _encoded(pieces)


def _encoded(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")
