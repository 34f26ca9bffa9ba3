"""PDFs of which some pages are pictures: what is read is read, and the rest is named."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewtui import load_policy
from reviewtui.documents import cache
from reviewtui.documents.parsed import as_plain, from_plain, parsed
from reviewtui.documents.readers.pdf import read
from reviewtui.documents.unread import unread_note
from tests.cli.program import folder_with_all, reviewtui
from tests.documents.readers.making import pdf_bytes, pdf_pages, write
from tests.tui.driving import running, write_project

if TYPE_CHECKING:
    from fpdf import FPDF

WORDS = (
    "We keep the names and addresses of our guests for three years after their last stay, "
    "because the tax office may ask to see the bills."
)


def picture(pdf: FPDF, width: float, *, x: float = 0, y: float = 0) -> None:
    """A picture of that width in millimetres, as high as an A4 page is for its width."""
    from PIL import Image

    grey = BytesIO()
    Image.new("L", (60, 85), 200).save(grey, "PNG")
    pdf.image(grey, x, y, width)


def partly_scanned() -> bytes:
    """Text; a scan; text beside a picture; a scan with a page number; an empty page; text over a
    picture of the whole page, as text recognition leaves it; a small picture alone."""
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, WORDS)
    pdf.add_page()
    picture(pdf, 210)
    pdf.add_page()
    picture(pdf, 60, x=100, y=150)
    write(pdf, WORDS)
    pdf.add_page()
    picture(pdf, 200)
    pdf.text(100, 285, "Page 4 of 7")
    pdf.add_page()
    pdf.add_page()
    picture(pdf, 210)
    write(pdf, WORDS)
    pdf.add_page()
    picture(pdf, 10)
    return pdf_bytes(pdf)


def test_pages_that_are_pictures_are_named() -> None:
    extract = read(partly_scanned(), "a.pdf")
    assert extract.unread == (2, 4)
    assert " ".join(extract.text.split()).count("three years") == 3


def test_the_same_from_another_process_and_from_the_cache(tmp_path: Path) -> None:
    path = tmp_path / "guests.pdf"
    path.write_bytes(partly_scanned())
    first = load_policy(path)
    assert cache.load(first.file_digest, "reviewtui.documents.readers.pdf") is not None
    assert first.unread == load_policy(path).unread == (2, 4)


@pytest.mark.parametrize("pages", [[2, 2], [3, 1], [0], [-1], ["2"], 7, [10**9], None])
def test_pages_that_no_reader_would_name_are_not_taken(pages: object) -> None:
    plain = as_plain(parsed(read(partly_scanned(), "a.pdf")))
    assert from_plain(plain).unread == (2, 4)
    with pytest.raises(ValueError, match=r"."):
        from_plain({**plain, "unread": pages})


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ((3,), "Page 3 has no text (a scan?): not read"),
        ((2, 4), "Pages 2 and 4 have no text"),
        ((2, 3, 4, 9), "Pages 2 to 4 and 9 have no text"),
        ((1, 3, 5, 6, 8), "Pages 1, 3, 5 to 6 and 8 have no text"),
        ((1, 3, 5, 7, 9), "5 pages (the first is 1) have no text"),
        ((), ""),
    ],
)
def test_what_is_said(tmp_path: Path, pages: tuple[int, ...], said: str) -> None:

    path = tmp_path / "a.txt"
    path.write_text(WORDS, encoding="utf-8")
    assert unread_note(load_policy(path)._replace(unread=pages)).startswith(said)


@pytest.mark.parametrize("command", ["match", "text"])
def test_commands_say_it_beside_the_results(tmp_path: Path, command: str) -> None:
    folder = folder_with_all(tmp_path)
    (folder / "policies/guests.pdf").write_bytes(partly_scanned())
    arguments = ["policies/guests.pdf"] if command == "text" else []
    ended = reviewtui(command, *arguments, cwd=folder)
    assert ended.status == 0
    assert "three years" in " ".join(ended.output.split())
    assert ended.errors.endswith(
        "policies/guests.pdf: Pages 2 and 4 have no text (a scan?): not read; "
        "run text recognition over the file (ocrmypdf, say)\n"
    )
    assert len(ended.error_lines) == 1


async def test_the_app_says_it_on_coming_to_the_policy(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies/alder.pdf").write_bytes(partly_scanned())
    said = "Pages 2 and 4 have no text (a scan?): not read."
    async with running(tmp_path) as driven:
        assert not driven.shows(said)
        await driven.press("]")
        assert driven.desk.pair[0] == "alder"
        assert driven.shows(said)
        await driven.press("j")
        assert not driven.shows(said), "once for each visit"
        await driven.press("[", "]")
        assert driven.shows(said)
