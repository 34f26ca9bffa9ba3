"""PDF: where words begin and end, whatever the program that set them wrote for a space."""

import random

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents.readers.paper.gaps import Place, gaps_in
from reviewtui.documents.readers.pdf import read
from tests.documents.readers.making import pdf_bytes, pdf_pages, raw_pdf
from tests.documents.readers.test_pdf import RETENTION, SHARING, words

HELVETICA = "/F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def set_in_pieces(line: str, space: int, kern: int = 20) -> str:
    """A line as TeX and troff set it: the letters moved, no spaces; in thousandths of the size."""
    pieces = []
    for word in line.split():
        half = len(word) // 2
        pieces.append(f"({word[:half]}) {kern * (half > 0)} ({word[half:]}) {-space}")
    return f"[{' '.join(pieces)}] TJ"


@pytest.mark.parametrize("space", [180, 250, 400])
@pytest.mark.parametrize("kern", [-30, 40, 90])
def test_words_apart_without_spaces_are_words(space: int, kern: int) -> None:
    lines = ["Guests we keep for ten years in a book.", "A judge may ask to see it, no one else."]
    shown = " T* ".join(set_in_pieces(line, space, kern) for line in lines)
    pdf = raw_pdf(f"BT /F 10 Tf 14 TL 20 300 Td {shown} ET", HELVETICA)
    assert words(read(pdf, "a.pdf")) == " ".join(lines)


def test_letters_placed_one_by_one_are_words() -> None:
    """As printer drivers write them; the widths of the spaces are between the letters."""
    pdf = pdf_pages()
    pdf.add_page()
    pdf.set_font("helvetica", size=10)
    chance = random.Random(1)  # noqa: S311 - the same spaces each time
    for at in range(12):
        left = 20.0
        for word in (RETENTION if at % 2 else SHARING).split()[:14]:
            for letter in word:
                pdf.text(left, 30 + 5 * at, letter)
                left += pdf.get_string_width(letter)
            left += pdf.get_string_width(" ") * chance.uniform(0.8, 1.6)
    text = words(read(pdf_bytes(pdf), "a.pdf"))
    one, other = (" ".join(part.split()[:14]) for part in (SHARING, RETENTION))
    assert text == " ".join([one, other] * 6)


def test_a_space_that_the_next_letter_covers_is_none() -> None:
    shown = "[(W) 0 (e) -300 (wor ) 278 (k) -300 (for ) 278 (ms)] TJ"
    pdf = raw_pdf(f"BT /F 10 Tf 20 300 Td {shown} ET", HELVETICA)
    assert words(read(pdf, "a.pdf")) == "We work forms"


def test_a_title_whose_letters_stand_apart_is_read_by_words() -> None:
    pdf = raw_pdf("BT /F 10 Tf 2 Tc 20 300 Td [(WHAT) -500 (WE) -500 (KEEP)] TJ ET", HELVETICA)
    assert words(read(pdf, "a.pdf")) == "WHAT WE KEEP"


def test_ligatures_of_fonts_that_do_not_name_them_are_opened() -> None:
    """As in the bitmap fonts of TeX."""
    glyphs = {28: "a28", **{ord(c): f"a{ord(c)}" for c in "ofcerds"}}
    differences = " ".join(f"{code} /{name}" for code, name in sorted(glyphs.items()))
    procs = " ".join(f"/{name} 6 0 R" for name in glyphs.values())
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] "
        f"/CharProcs << {procs} >> /Encoding << /Type /Encoding /Differences [{differences}] >> "
        f"/FirstChar 0 /LastChar 127 /Widths [{' '.join(['0.5'] * 128)}] >>"
    )
    glyph = "0.5 0 0 0 0.4 0.4 d1 0 0 0.4 0.4 re f"
    stream = f"<< /Length {len(glyph)} >>\nstream\n{glyph}\nendstream"
    content = "BT /F 10 Tf 20 300 Td [(o\\034) -300 (records)] TJ ET"
    assert words(read(raw_pdf(content, "/F 5 0 R", font, stream), "a.pdf")) == "ofi records"


def lines_set(lines: list[str]) -> FPDF:
    pdf = pdf_pages()
    pdf.add_page()
    pdf.set_font("helvetica", size=10)
    for at, line in enumerate(lines):
        pdf.text(20, 30 + 5 * at, line)
    return pdf


def test_compounds_keep_their_hyphen_where_no_program_broke_words() -> None:
    lines = [
        *[f"House {n} keeps the names of its guests and nothing else at all," for n in range(150)],
        "because a judge may ask us for it in writing, and we answer within forty-",
        "five days. What we then hand out is a list of the stays, in a machine-",
        "readable form, and nothing else about the guests themselves, for 12-",
        "month periods.",
    ]
    pdf = pdf_pages()
    pdf.add_page()
    pdf.set_font("helvetica", size=10)
    for line in lines:
        pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    text = words(read(pdf_bytes(pdf), "a.pdf"))
    assert "within forty-five days" in text
    assert "in a machine-readable form" in text
    assert "for 12-month periods" in text


def test_parts_of_broken_words_are_no_words() -> None:
    """`agree` is a word, but `ments` is none because it was broken off."""
    lines = [
        "We agree on it, and all of our guests have signed long agree-",
        "ments with us that forbid them to tell anybody what we pay our GUAR-",
        "DIANS for it.",
    ]
    text = words(read(pdf_bytes(lines_set(lines)), "a.pdf"))
    assert "long agreements with us" in text
    assert "our GUARDIANS for" in text


def test_a_web_address_over_two_lines_is_one() -> None:
    lines = [
        "More about this is at https://www.example.org/houses/our-",
        "guests/rooms?kept=ten and https://www.example.org/privacy/",
        "notice-of-2024.html with us. Or see https://www.example.org/",
        "where it is told.",
    ]
    text = words(read(pdf_bytes(lines_set(lines)), "a.pdf"))
    assert "https://www.example.org/houses/our-guests/rooms?kept=ten and" in text
    assert "https://www.example.org/privacy/notice-of-2024.html with" in text
    assert "https://www.example.org/ where" in text


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=12),
    st.floats(0.26, 0.9),
    st.floats(-0.1, 0.1),
    st.floats(4, 40),
)
def test_the_words_of_a_line_are_found_by_their_gaps(
    lengths: list[int], space: float, kern: float, size: float
) -> None:
    """Words of some letters, the space between them and the move of each letter in sizes."""
    places: list[Place | None] = []
    begins: list[int] = []
    left = 0.0
    for length in lengths:
        begins.append(len(places))
        for at in range(length):
            move = kern * size if at % 3 == 2 else 0.0
            places.append(Place(left + move, left + move + size / 2, size))
            left += move + size / 2
        left += space * size
    if max(lengths) >= 3 or len(lengths) == 1:
        usual = [1 for length in lengths for _ in range(length - 1)]
        if len(usual) > len(lengths):  # most letters stand beside one of their word
            assert gaps_in(places, size).missing == begins[1:]
