"""PDFs that cannot be read: a clear line each, in bounded time."""

import time
from io import BytesIO
from pathlib import Path

import pytest

from reviewtui import load_policy
from reviewtui.documents.readers.pdf import read
from reviewtui.errors import InputError
from tests.documents.readers.making import pdf_bytes, pdf_file, pdf_pages, raw_pdf, write
from tests.documents.readers.test_pdf import RETENTION, words
from tests.documents.readers.test_pdf_words import HELVETICA

CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] >>"


def encrypted() -> bytes:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, RETENTION)
    pdf.set_encryption("one", user_password="two")  # noqa: S106 - of a test
    return pdf_bytes(pdf)


def scanned() -> bytes:
    from PIL import Image

    pdf = pdf_pages()
    pdf.add_page()
    picture = BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "PNG")
    pdf.image(picture, 20, 20, 100)
    return pdf_bytes(pdf)


def good() -> bytes:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, RETENTION)
    return pdf_bytes(pdf)


def empty() -> bytes:
    pdf = pdf_pages()
    pdf.add_page()
    return pdf_bytes(pdf)


def no_pages() -> bytes:
    return pdf_file(CATALOG, "<< /Type /Pages /Kids [] /Count 0 >>")


def tree_of_a_billion(count: str = "/Count") -> bytes:
    """Ten times the same branch in each branch, nine levels deep."""
    levels = [
        f"<< /Type /Pages /Kids [{f'{3 + level} 0 R ' * 10}] {count} {10 ** (9 - level)} >>"
        for level in range(9)
    ]
    return pdf_file(CATALOG, *levels, PAGE)


def counted_as_a_billion() -> bytes:
    return pdf_file(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>", PAGE)


def page_within_itself() -> bytes:
    return pdf_file(CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 3 >>")


def forms(levels: int, times: int) -> bytes:
    """A page with words, and `times` to the power of `levels` times the same words in forms."""
    paint = "BT /F 10 Tf 20 200 Td (More words of it.) Tj ET"
    objects = ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for level in range(levels):
        last = level == levels - 1
        inner = "/Font << /F 5 0 R >>" if last else f"/XObject << /X {7 + level} 0 R >>"
        content = paint if last else "/X Do " * times
        objects.append(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 400 400] "
            f"/Resources << {inner} >> /Length {len(content)} >>\nstream\n{content}\nendstream"
        )
    content = "BT /F 10 Tf 20 300 Td (We keep it for a year.) Tj ET /X Do"
    return raw_pdf(content, "/F 5 0 R", *objects, more="/XObject << /X 6 0 R >>")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (encrypted, "protected with a password"),
        (scanned, "no text in it, only pictures"),
        (empty, "no text in it: its pages are empty"),
        (no_pages, "not a PDF, or damaged"),
        (tree_of_a_billion, "damaged|pages, at most"),
        (lambda: tree_of_a_billion("/C"), "damaged|pages, at most"),
        (counted_as_a_billion, "no text in it|pages, at most"),
        (page_within_itself, "no text in it|damaged"),
        (lambda: good()[:300], "not a PDF, or damaged"),
        (lambda: b"%PDF-1.7\n", "not a PDF, or damaged"),
        (lambda: b"plain words", "not a PDF, or damaged"),
    ],
)
def test_what_cannot_be_read_is_one_line(make: object, reason: str) -> None:
    assert callable(make)
    begun = time.monotonic()
    with pytest.raises(InputError, match=reason) as caught:
        read(make(), "odd.pdf")
    assert time.monotonic() - begun < 20
    (line,) = caught.value.lines
    assert line.startswith("odd.pdf: ")
    assert ";" in line


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, RETENTION)
    pdf.set_encryption("one")
    assert words(read(pdf_bytes(pdf), "a.pdf")) == RETENTION.strip()


def test_a_table_of_objects_that_leads_round_is_read_once() -> None:
    content = "BT /F 10 Tf 20 300 Td (We keep it.) Tj ET"
    data = raw_pdf(content, HELVETICA)
    round_trip = f"/Prev {data.rindex(b'xref', 0, -20)} >>".encode()
    looped = data.replace(b"/Root 1 0 R >>", b"/Root 1 0 R " + round_trip)
    assert words(read(looped, "a.pdf")) == "We keep it."


def test_a_page_with_forms_in_forms_is_read_while_it_is_a_page() -> None:
    assert words(read(forms(3, 4), "a.pdf")).count("More words of it.") > 1


@pytest.mark.parametrize(("levels", "times"), [(18, 2), (8, 8), (35, 2)])
def test_forms_that_multiply_are_refused_in_bounded_time(
    tmp_path: Path, levels: int, times: int
) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(forms(levels, times))
    begun = time.monotonic()
    with pytest.raises(InputError, match=r"on page 1; save it as text|damaged, or needs more"):
        load_policy(path, cache=False)
    assert time.monotonic() - begun < 40  # 5 seconds here


def test_pages_that_are_all_damaged_are_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    def fails(*_: object) -> object:
        raise pypdfium2.PdfiumError("no such page")

    data = good()
    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", fails)
    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", fails)
    with pytest.raises(InputError, match=r"^odd.pdf: its pages are damaged; open and save"):
        read(data, "odd.pdf")


def test_without_the_library_the_line_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(InputError, match=r"pip install 'reviewtui\[pdf\]'"):
        read(good(), "a.pdf")
