"""PDF: tables, whose cells stay in their rows however many lines they have."""

import time
from typing import Any

import pytest
from fpdf import FPDF
from fpdf.enums import VAlign

from reviewtui.documents.readers.paper.model import Line
from reviewtui.documents.readers.paper.tables import with_tables
from reviewtui.documents.readers.pdf import read
from tests.documents.readers.making import pdf_bytes, pdf_pages, write
from tests.documents.readers.test_pdf import RETENTION, SHARING

HEAD = ("Records", "Why we keep them", "How long")
ROWS = (
    ("Names and addresses of our guests, and of those who come along with them",
     "The tax office may ask to see the bills; then we need both of them", "10 years"),
    ("Letters", "To answer them", "One year after the last of them was answered by us"),
    ("Keys and cards", "Nobody else is to open a room, and we want to know who did",
     "Until the guest leaves"),
)  # fmt: skip


def table(
    pdf: FPDF, rows: tuple[tuple[str, ...], ...], *, head: bool = False, **looks: Any
) -> None:
    pdf.set_font("helvetica", size=10)
    with pdf.table(first_row_as_headings=head, **looks) as made:
        for row in rows:
            cells = made.row()
            for cell in row:
                cells.cell(cell)


def piped(row: tuple[str, ...]) -> str:
    return f"| {' | '.join(row)} |"


@pytest.mark.parametrize("lines", [4.2, 5, 7])
@pytest.mark.parametrize("borders", ["ALL", "NONE", "HORIZONTAL_LINES"])
@pytest.mark.parametrize("where", [VAlign.T, VAlign.M])
def test_cells_of_several_lines_stay_in_their_rows(
    lines: float, borders: str, where: VAlign
) -> None:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, RETENTION * 2)
    table(pdf, (HEAD, *ROWS), head=True, line_height=lines, borders_layout=borders, v_align=where)
    pdf.ln(5)
    write(pdf, SHARING * 2)
    extract = read(pdf_bytes(pdf), "a.pdf")
    assert extract.text.splitlines() == [
        (RETENTION * 2).strip(), "",
        piped(HEAD), "| --- | --- | --- |", *map(piped, ROWS), "",
        (SHARING * 2).strip(),
    ]  # fmt: skip


def test_narrow_rows_with_no_space_between_them_are_rows() -> None:
    """The second line of a cell is as near as the next row."""
    pdf = pdf_pages()
    pdf.add_page()
    table(pdf, ROWS * 2, line_height=4, borders_layout="NONE", col_widths=(2, 3, 2))
    assert read(pdf_bytes(pdf), "a.pdf").text.splitlines() == [piped(row) for row in ROWS * 2]


def test_a_row_that_takes_most_of_a_page_is_a_row() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    rows = (("Letters", (RETENTION * 5).strip(), "Ten years, or as long as the law says"),)
    table(pdf, rows, v_align=VAlign.M, col_widths=(1, 4, 2), line_height=5)
    assert read(pdf_bytes(pdf), "a.pdf").text.splitlines() == [piped(rows[0])]


@pytest.mark.parametrize("pages", [2, 4])
def test_the_names_of_columns_are_read_once_and_rows_are_on_their_pages(pages: int) -> None:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, "What we keep", size=18)
    rows = tuple(
        (f"House {n} and the guests of house {n} who stay", f"Law {n} asks for it", f"{n} years")
        for n in range(pages * 19)
    )
    table(pdf, (HEAD, *rows), head=True, line_height=5)
    assert pdf.page_no() == pages
    extract = read(pdf_bytes(pdf), "a.pdf")
    _, *lines = [line for line in extract.text.splitlines() if line]
    assert lines == [piped(HEAD), "| --- | --- | --- |", *map(piped, rows)]
    assert len(set(extract.pages)) == pages


def test_columns_with_a_paragraph_each_are_no_table() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    top = pdf.get_y()
    for left, text in ((20, RETENTION * 4), (110, SHARING * 4)):
        pdf.set_xy(left, top)
        pdf.set_font("helvetica", "B", 10)
        pdf.multi_cell(80, 5, "What we do here", new_x="LEFT", new_y="NEXT")
        pdf.set_font("helvetica", size=10)
        pdf.multi_cell(80, 5, text, align="L", new_x="LEFT", new_y="NEXT")
    text = read(pdf_bytes(pdf), "a.pdf").text
    assert "|" not in text
    assert (RETENTION * 4).strip() in text
    assert (SHARING * 4).strip() in text


def test_items_whose_marks_stand_apart_are_no_table() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    items = [f"{n}. House {n} keeps the names of its guests for {n} years." for n in range(1, 6)]
    for at, item in enumerate(items):
        mark, _, words = item.partition(" ")
        pdf.text(20, 30 + 6 * at, mark)
        pdf.text(32, 30 + 6 * at, words)
    lines = read(pdf_bytes(pdf), "a.pdf").text.splitlines()
    assert [line.strip() for line in lines] == items


def test_nested_items_before_a_table_are_no_row_of_it() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    for at, (left, mark, words) in enumerate([(20, "-", "names"), (28, "-", "first names")]):
        pdf.text(left, 30 + 6 * at, mark)
        pdf.text(left + 8, 30 + 6 * at, words)
    pdf.set_y(50)
    table(pdf, ROWS, line_height=5)
    lines = read(pdf_bytes(pdf), "a.pdf").text.splitlines()
    assert [line.strip() for line in lines] == ["• names", "• first names", "", *map(piped, ROWS)]


@pytest.mark.parametrize("high", [0.0, 12.0, 30.0])
def test_a_page_of_letters_strewn_about_takes_linear_time(high: float) -> None:
    lines = [
        Line(
            0, "a word or two", at % across * 60, at % across * 60 + 50, -(at // across) * high, 10
        )
        for across in (2, 100, 10_000)
        for at in range(10_000)
    ]
    begun = time.process_time()
    with_tables(lines)
    assert time.process_time() - begun < 30  # 2 seconds here, minutes where it is quadratic
