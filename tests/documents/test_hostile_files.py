"""Files made to harm: each is refused with one line, or read, in bounded time and memory."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewtui import load_policy
from reviewtui.documents.finding import find_policies, list_policies
from reviewtui.errors import InputError
from tests.documents.readers.making import archive, docx, odt, para, pdf_file

if TYPE_CHECKING:
    from collections.abc import Callable

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {c} "{f"&{p};" * 10}">' for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DEEP = 10_000


def tables(depth: int) -> str:
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return opened * depth + para("In the middle.") + closed * depth


def lists(depth: int) -> str:
    inside = "<text:p>In the middle.</text:p>"
    return "<text:list><text:list-item>" * depth + inside + "</text:list-item></text:list>" * depth


CATALOG = "<</Type /Catalog /Pages 2 0 R>>"
PAGE = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {}>>"

FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an archive that unpacks to 100 MB": (
        "a.docx", lambda: docx(para("a" * 100_000_000)), "unpacks to more than 60 MB",
    ),
    "many parts that unpack to 100 MB": (
        "a.docx",
        lambda: docx(para("a"), numbering="<w:num/>" + " " * 59_000_000, styles=" " * 50_000_000),
        "unpacks to more than 60 MB",
    ),
    "an archive of 100,000 files": (
        "a.docx",
        lambda: archive({f"{'n' * 50}{number}": "" for number in range(100_000)}),
        "too many files",
    ),
    "a billion laughs in DOCX": ("a.docx", lambda: docx(para("&i;"), head=LAUGHS), "document type"),
    "a billion laughs in ODT": (
        "a.odt", lambda: odt("<text:p>&i;</text:p>", head=LAUGHS), "document type",
    ),
    "an external entity": ("a.docx", lambda: docx(para("&x;"), head=OUTSIDE), "document type"),
    "10,000 nested tables": ("a.docx", lambda: docx(tables(DEEP)), "nested more than"),
    "10,000 nested lists": ("a.odt", lambda: odt(lists(DEEP)), "nested more than"),
    "nine million empty elements": (
        "a.docx", lambda: docx("<w:p/>" * 9_000_000), "elements; split it",
    ),
    "a page tree of a billion pages": (
        "a.pdf",
        lambda: pdf_file(
            CATALOG, "<</Type /Pages /Count 1000000000 /Kids [3 0 R]>>", PAGE.format("")
        ),
        "pages, at most|no text in it|damaged",
    ),
    "a page tree that leads round": (
        "a.pdf", lambda: pdf_file(CATALOG, "<</Type /Pages /Count 9 /Kids [2 0 R 2 0 R]>>"),
        "no text in it|damaged",
    ),
    "a table of objects that leads round": (
        "a.pdf",
        lambda: pdf_file(CATALOG, "<</Type /Pages /Count 1 /Kids [3 0 R]>>", PAGE.format(""),
                    trailer="/Root 1 0 R /Prev 9"),
        "no text in it|damaged",
    ),
    "a content that is its own form": (
        "a.pdf",
        lambda: pdf_file(
            CATALOG, "<</Type /Pages /Count 1 /Kids [3 0 R]>>",
            PAGE.format("/Resources <</XObject <</X 4 0 R>>>>"),
            "<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 4 0 R>>>>"
            " /Length 5>>\nstream\n/X Do\nendstream",
        ),
        "no text in it|damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_is_one_line_in_bounded_time(tmp_path: Path, case: str) -> None:
    name, make, reason = FILES[case]
    path = tmp_path / name
    path.write_bytes(make())
    begun = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match=reason) as caught:
        load_policy(path)
    (line,) = caught.value.lines
    assert line.startswith(f"{path}: ")
    assert ";" in line
    assert "\n" not in line
    assert time.monotonic() - begun < 40
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 400_000  # kB, in this process


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".docx", ".odt", ".other"])
def test_what_is_no_file_or_too_large_is_refused_unread(tmp_path: Path, suffix: str) -> None:
    huge, pipe = tmp_path / f"huge{suffix}", tmp_path / f"pipe{suffix}"
    with huge.open("wb") as file:
        file.truncate(2_000_000_000)
    os.mkfifo(pipe)
    device = tmp_path / f"device{suffix}"
    device.symlink_to("/dev/zero")
    for path, reason in (
        (huge, "at most 50 MB"),
        (pipe, "not a regular file"),
        (device, "not a regular file"),
    ):
        with pytest.raises(InputError, match=reason) as caught:
            load_policy(path)
        assert len(caught.value.lines) == 1


def test_a_folder_with_pipes_devices_and_links_out_of_it(tmp_path: Path) -> None:
    folder, outside = tmp_path / "policies", tmp_path / "outside.docx"
    folder.mkdir()
    outside.write_bytes(docx(para("Not of this folder.")))
    (folder / "good.docx").write_bytes(docx(para("Of this folder.")))
    (folder / "link.docx").symlink_to(outside)
    (folder / "device.pdf").symlink_to("/dev/zero")
    listing = list_policies([folder])
    assert [file.id for file in listing.files] == ["good"]
    assert len(listing.notes) == 2
    os.mkfifo(folder / "pipe.pdf")
    listing = list_policies([folder])
    assert [file.id for file in listing.files] == ["good"]
    assert len(listing.notes) == 3
    with pytest.raises(InputError, match="not a regular file"):
        find_policies([folder / "pipe.pdf"])


@pytest.mark.parametrize("name", ["two\nlines.docx", "\x1b[31mred.pdf", "over\u202efdp.odt"])
def test_a_name_that_acts_is_visible_in_its_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"no such thing")
    for read in (load_policy, lambda one: find_policies([one])):
        with pytest.raises(InputError) as caught:
            read(path)
        (line,) = caught.value.lines
        assert not any(c in line for c in "\n\x1b\u202e")
