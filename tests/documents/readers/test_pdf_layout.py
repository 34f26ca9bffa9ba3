"""PDF pages as their authors laid them out: turned pages, justified columns."""

import pytest
from fpdf import FPDF

from reviewtui.documents.readers.pdf import read
from tests.documents.readers.making import pdf_bytes, pdf_pages, write
from tests.documents.readers.test_pdf import RETENTION, SHARING, words

LAST = "Call the house at any time."


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_read_in_their_place(turn: int) -> None:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, RETENTION)
    pdf.add_page()
    with pdf.rotation(turn, pdf.w / 2, pdf.h / 2):
        write(pdf, SHARING)
    pdf.add_page()
    write(pdf, LAST)
    extract = read(pdf_bytes(pdf), "a.pdf")
    assert words(extract) == f"{RETENTION}{SHARING}{LAST}"
    assert len(set(extract.pages)) == 3


def test_a_turned_line_beside_the_text_stands_after_it() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    with pdf.rotation(90, 12, 150):
        pdf.text(12, 150, "Filed with the registry of houses")
    write(pdf, RETENTION)
    assert words(read(pdf_bytes(pdf), "a.pdf")) == (f"{RETENTION}Filed with the registry of houses")


def test_a_stamp_across_a_page_is_left_out_unless_it_is_all_there_is() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    with pdf.rotation(40, 100, 150):
        pdf.text(60, 150, "Copy for the files")
    write(pdf, RETENTION)
    pdf.add_page()
    with pdf.rotation(20, 100, 150):
        pdf.text(60, 150, LAST)
    assert words(read(pdf_bytes(pdf), "a.pdf")) == f"{RETENTION}{LAST}"


def test_pages_that_are_only_a_picture_are_told() -> None:
    from PIL import Image

    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, RETENTION)
    pdf.add_page()
    pdf.image(Image.new("L", (60, 80), 200), 20, 20, 100)
    pdf.add_page()
    pdf.add_page()
    write(pdf, LAST)
    text = words(read(pdf_bytes(pdf), "a.pdf"))
    assert text == f"{RETENTION}[page 2: only a picture, no text] {LAST}"


def justified(pdf: FPDF, columns: list[str], width: float, gap: float, size: float) -> None:
    """Columns beside each other whose lines are stretched to their width, in millimetres."""
    top = pdf.get_y()
    pdf.set_font("helvetica", size=size)
    for at, column in enumerate(columns):
        pdf.set_xy(20 + at * (width + gap), top)
        pdf.multi_cell(width, size * 0.45, column, align="J")


@pytest.mark.parametrize(("count", "gap"), [(2, 5), (2, 8), (3, 5)])
def test_justified_columns_are_read_one_after_the_other(count: int, gap: float) -> None:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, "A title that stands over all of the columns of this notice", size=18)
    write(pdf, SHARING * 2)
    long = "Telecommunications undertakings' representatives notwithstanding: "
    columns = [(RETENTION + long + SHARING) * 4, (SHARING + long) * 5, (long + RETENTION) * 5]
    justified(pdf, columns[:count], (170 - gap * (count - 1)) / count / (4 - count), gap, 10)
    text = words(read(pdf_bytes(pdf), "a.pdf"))
    assert text.endswith((SHARING * 2 + "".join(columns[:count])).strip())


def test_a_table_with_long_cells_stays_in_its_rows() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    rows = [(f"Kind of records, number {n}", f"Kept for {n} years or so", "Law") for n in range(9)]
    for row in rows:
        for cell in row:
            pdf.cell(55, 8, cell)
        pdf.ln(8)
    assert words(read(pdf_bytes(pdf), "a.pdf")) == " ".join(" ".join(row) for row in rows)
