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


def test_a_banner_over_printed_pages_is_left_out_and_its_short_words_too() -> None:
    """As browsers print what stays on the screen: on every page, over the text."""
    pdf = pdf_pages()
    kinds = ("names", "bills and cheques", "photographs of the house", "letters", "your lost keys")
    for kind in kinds:
        pdf.add_page()
        write(pdf, f"Of {kind}: {RETENTION}" * 8)
        for left, word in ((120, "Log in"), (160, "Contact us")):
            pdf.text(left, 32.3, word)
    asked = words(read(pdf_bytes(pdf), "a.pdf"))
    assert "Log in" not in asked
    assert "Contact us" not in asked
    assert asked == "".join(f"Of {kind}: {RETENTION}" * 8 for kind in kinds).strip()


@pytest.mark.parametrize("same", ["Cookie", "Third-party cookie"])
def test_what_is_the_same_in_a_table_on_every_page_stays(same: str) -> None:
    pdf = pdf_pages()
    for number in range(4):
        pdf.add_page()
        for row in range(30):
            for cell in (f"Kind {number}-{row}", same, f"{number}{row} days"):
                pdf.cell(50, 8, cell)
            pdf.ln(8)
    assert words(read(pdf_bytes(pdf), "a.pdf")).count(same) == 120


def test_short_pages_that_are_all_the_same_stay() -> None:
    pdf = pdf_pages()
    for _ in range(4):
        pdf.add_page()
        write(pdf, "None")
    assert words(read(pdf_bytes(pdf), "a.pdf")) == "None None None None"


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
    text = read(pdf_bytes(pdf), "a.pdf").text
    assert text.splitlines() == [f"| {' | '.join(row)} |" for row in rows]


def raised(pdf: FPDF, parts: list[str], size: float = 11) -> None:
    """A line whose every second part is set small and high."""
    for at, part in enumerate(parts):
        pdf.char_vpos = "SUP" if at % 2 else "LINE"
        pdf.set_font("helvetica", size=size)
        pdf.write(6, part)
    pdf.char_vpos = "LINE"
    pdf.ln(8)


@pytest.mark.parametrize("lift", [0.3, 0.4, 0.5])
@pytest.mark.parametrize("scale", [0.6, 0.7, 0.85])
def test_the_numbers_of_notes_are_set_apart(lift: float, scale: float) -> None:
    pdf = pdf_pages()
    pdf.add_page()
    pdf.sup_lift, pdf.sup_scale = lift, scale
    raised(
        pdf, ["We keep logs for 30", "1", " days and bills for 10", "2", " years.", "12", " Then"]
    )
    raised(pdf, ["that is over, of a room of 20 m", "2", " and a guest", "*", " of it."])
    raised(pdf, ["", "1", " Longer where a judge says so."])
    assert words(read(pdf_bytes(pdf), "a.pdf")) == (
        "We keep logs for 30[1] days and bills for 10[2] years.[12] Then that is over, of a room "
        "of 20 m2 and a guest[*] of it. [1] Longer where a judge says so."
    )


def test_a_raised_number_that_stands_alone_is_read() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, RETENTION)
    for at, number in enumerate("12"):
        pdf.set_font("helvetica", size=6)
        pdf.text(60 + 3 * at, 100, number)
    assert words(read(pdf_bytes(pdf), "a.pdf")).startswith(RETENTION)


class LargeFoot(FPDF):
    """Pages whose number is set larger than their text."""

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", size=12)
        self.cell(0, 8, f"Page {self.page_no()} of 4", align="C")


def test_page_numbers_larger_than_the_text_go() -> None:
    pdf = LargeFoot(format="A4")
    pdf.set_margins(20, 20)
    pdf.set_auto_page_break(True, margin=25)
    pdf.add_page()
    write(pdf, RETENTION * 118, size=9)
    assert pdf.page_no() >= 3
    assert words(read(pdf_bytes(pdf), "a.pdf")) == (RETENTION * 118).strip()


def test_lettered_items_begin_a_line_each() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    items = ["1. Second, we look at:", "a. a passport; or", "b. a letter, and", "c. a bill."]
    for at, item in enumerate(items):
        pdf.text(20 + 8 * (at > 0), 30 + 6 * at, item)
    lines = [line.strip() for line in read(pdf_bytes(pdf), "a.pdf").text.splitlines()]
    assert lines == items


def test_a_paragraph_below_a_heading_is_whole_beside_a_wider_one_above() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, SHARING * 2)
    write(pdf, "What we keep", size=15, bold=True)
    pdf.set_font("helvetica", size=11)
    pdf.multi_cell(65, 5.5, RETENTION * 2, align="L", new_x="LMARGIN", new_y="NEXT")
    lines = read(pdf_bytes(pdf), "a.pdf").text.splitlines()
    assert (RETENTION * 2).strip() in lines


def test_letters_that_nobody_sees_are_left_out() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, RETENTION)
    with pdf.local_context(text_mode="INVISIBLE"):
        write(pdf, "Not painted at all.")
    pdf.set_text_color(255, 255, 255)
    write(pdf, "White on white.")
    pdf.set_fill_color(0, 0, 90)
    pdf.rect(15, 95, 100, 12, style="F")
    pdf.text(20, 102, "White on blue.")
    pdf.set_text_color(0, 0, 0)
    pdf.set_font("helvetica", size=0.5)
    pdf.text(20, 120, "Far too small.")
    assert words(read(pdf_bytes(pdf), "a.pdf")) == f"{RETENTION}White on blue."


def test_words_behind_the_picture_of_a_page_are_read() -> None:
    """As text recognition leaves them."""
    from PIL import Image

    pdf = pdf_pages()
    pdf.add_page()
    pdf.image(Image.new("L", (60, 80), 200), 0, 0, 210)
    with pdf.local_context(text_mode="INVISIBLE"):
        write(pdf, RETENTION)
    pdf.text(100, 285, "AB 0012")
    assert RETENTION.strip() in words(read(pdf_bytes(pdf), "a.pdf"))


def test_drawn_bullets_are_bullets() -> None:
    pdf = pdf_pages()
    pdf.add_page()
    write(pdf, RETENTION)
    pdf.set_fill_color(0, 0, 0)
    items = [(25, "a name, and"), (25, "an address:"), (33, "at home, and"), (33, "at work")]
    for at, (left, item) in enumerate(items):
        pdf.ellipse(left - 5, 60 + 6 * at - 2.1, 1.4, 1.4, style="F")
        pdf.text(left, 60 + 6 * at, item)
    extract = read(pdf_bytes(pdf), "a.pdf")
    found = [line for line in extract.text.splitlines() if "•" in line]
    assert found == ["• a name, and", "• an address:", "  • at home, and", "  • at work"]
