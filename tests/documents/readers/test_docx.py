"""Word files: what a reader of the document sees, and nothing that was deleted or commented."""

from pathlib import Path

import pytest

from reviewtui.documents import BlockKind
from reviewtui.documents.readers import Extract
from reviewtui.documents.readers.docx import read
from reviewtui.errors import InputError
from tests.documents.readers.making import NUMBERING, archive, docx, para, properties, run


def blocks(extract: Extract) -> list[tuple[BlockKind, int, str]]:
    return [(b.kind, b.level, extract.text[b.start : b.end]) for b in extract.blocks]


def text(body: str, **parts: str) -> str:
    return read(docx(body, **parts), "a.docx").text


def test_headings_have_the_level_of_their_style_or_what_it_is_based_on() -> None:
    extract = read(
        docx(
            para("Privacy", style="H1")
            + para("Storage", style="H2")
            + para("Backups", style="Own")
            + para("We keep backups for a week.")
        ),
        "a.docx",
    )
    assert blocks(extract) == [
        (BlockKind.HEADING, 1, "Privacy"),
        (BlockKind.HEADING, 2, "Storage"),
        (BlockKind.HEADING, 2, "Backups"),
        (BlockKind.PARAGRAPH, 1, "We keep backups for a week."),
    ]


def test_items_have_the_numbers_and_the_depth_that_word_shows() -> None:
    extract = read(
        docx(
            para("We ask for:")
            + para("a name", number="1")
            + para("an address", number="1")
            + para("at home", number="1", level=1)
            + para("at work", number="1", level=1)
            + para("the desk", number="1", level=2)
            + para("a number", number="1")
            + para("a bullet", number="2")
            + para("again from one", number="3")
        ),
        "a.docx",
    )
    assert extract.text.split("\n\n", 1)[1] == (
        "1. a name\n2. an address\n  (a) at home\n  (b) at work\n    2.2.1 the desk\n3. a number\n"
        "• a bullet\n1. again from one\n"
    )
    items = [(level, words) for kind, level, words in blocks(extract) if kind is BlockKind.ITEM]
    assert [level for level, _ in items] == [1, 1, 2, 2, 3, 1, 1, 1]


def test_the_cells_of_a_table_stay_in_their_rows() -> None:
    def cell(*words: str) -> str:
        return f"<w:tc>{''.join(map(para, words))}</w:tc>"

    body = (
        '<w:tbl><w:tblPr><w:tblLook w:firstRow="1"/></w:tblPr>'
        f"<w:tr>{cell('Data')}{cell('Kept for')}</w:tr>"
        f"<w:tr>{cell('Logs')}{cell('30 days,', 'then gone')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('Mail')}{cell('for ever')}</w:tr></w:tbl>"
    )
    assert text(body) == "| Data | Kept for |\n| --- | --- |\n| Logs | 30 days, then gone |\n"


def test_a_table_that_only_lays_out_the_page_is_read_cell_by_cell() -> None:
    cell = para("Storage", style="H1") + para("For a year.")
    body = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    assert text(body) == "Storage\n\nFor a year.\n"


def test_footnotes_stand_below_what_refers_to_them() -> None:
    reference = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = f"<w:p>{run('For ten years.')}{reference}</w:p>{para('Then it is gone.')}"
    notes = f'<w:footnote w:id="7">{para("As the tax law asks.")}</w:footnote>'
    assert text(body, footnotes=notes) == (
        "For ten years.[1]\n\n[1] As the tax law asks.\n\nThen it is gone.\n"
    )


def test_tracked_changes_are_taken_as_accepted_and_comments_left_out() -> None:
    body = (
        f"<w:p>{run('We keep it for ')}"
        '<w:del w:id="1"><w:r><w:delText>ten</w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{run("two")}</w:ins>{run(" years.")}'
        f"<w:moveFrom>{run(' Moved away.')}</w:moveFrom>"
        f"<w:moveTo>{run(' Moved here.')}</w:moveTo>"
        '<w:commentRangeStart w:id="3"/><w:r><w:commentReference w:id="3"/></w:r></w:p>'
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One para')}</w:p>{para('graph.')}"
    )
    comments = f'<w:comment w:id="3">{para("Is that so?")}</w:comment>'
    assert text(body, comments=comments) == (
        "We keep it for two years. Moved here.\n\nOne paragraph.\n"
    )


def test_hidden_text_is_not_read_and_breaks_and_fields_are() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("today")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        f"<w:p>{hidden}<w:hyperlink>{run('Write')}</w:hyperlink>{run(' to us ')}{field}"
        f"<w:r><w:br/></w:r>{run('Two Lane')}<w:r><w:tab/><w:noBreakHyphen/></w:r></w:p>"
    )
    assert text(body) == "Write to us today\nTwo Lane -\n"


def test_text_boxes_are_read_once() -> None:
    box = f"<w:drawing><a><w:txbxContent>{para('In a box.')}</w:txbxContent></a></w:drawing>"
    body = (
        f"<w:p>{run('Before it.')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box.replace('drawing', 'pict')}</mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>"
    )
    assert text(body) == "Before it.\n\nIn a box.\n"


def test_a_table_of_contents_is_folded() -> None:
    extract = read(
        docx(para("Storage 2", style="T1") + para("Storage", style="H1") + para("A year.")),
        "a.docx",
    )
    assert blocks(extract)[0] == (BlockKind.MENU, 1, "Storage 2")
    assert blocks(extract)[1][0] is BlockKind.HEADING


def test_a_file_that_python_docx_writes_is_read(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Harbour notice", 0)
    document.add_heading("Storage", 1)
    document.add_paragraph("We keep it for a year.")
    document.add_paragraph("names", style="List Bullet")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    table = document.add_table(2, 2)
    for row in range(2):
        for column in range(2):
            table.cell(row, column).text = f"r{row}c{column}"
    path = tmp_path / "a.docx"
    document.save(str(path))
    extract = read(path.read_bytes(), "a.docx")
    assert extract.text == (
        "Harbour notice\n\nStorage\n\nWe keep it for a year.\n\n• names\n1. first\n2. second\n\n"
        "| r0c0 | r0c1 |\n| --- | --- |\n| r1c0 | r1c1 |\n"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no archive at all", "no DOCX file, or damaged"),
        (archive({"other.txt": "x"}), "no DOCX file, or damaged"),
        (docx(para("Words."))[:-40], "no DOCX file, or damaged"),
        (archive({"word/document.xml": "<open>"}), "its XML is broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (docx(""), "no text"),
    ],
)
def test_what_cannot_be_read_is_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read(data, "odd.docx")
    (line,) = caught.value.lines
    assert line.startswith("odd.docx: ")
    assert ";" in line


def test_a_numbered_heading_keeps_its_number() -> None:
    numbered = f"<w:p>{properties('H1', '1')}{run('Storage')}</w:p>"
    extract = read(docx(numbered + para("For a year.")), "a.docx")
    assert blocks(extract)[0] == (BlockKind.HEADING, 1, "1. Storage")


def test_raised_marks_and_struck_words_stay_what_they_are() -> None:
    def styled(kind: str, words: str) -> str:
        return f'<w:r><w:rPr>{kind}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'

    up, out = '<w:vertAlign w:val="superscript"/>', "<w:strike/>"
    off = '<w:strike w:val="0"/>'
    body = (
        f"<w:p>{run('We keep logs for 30')}{styled(up, '1')}{run(' days, the 1')}{styled(up, 'st')}"
        f"{run(' of 10')}{styled(up, '2')}{run('.')}</w:p>"
        f"<w:p>{run('We ')}{styled(out, 'se')}{styled('<w:dstrike/>', 'll ')}{styled(off, 'share')}"
        f"{run(' data.')}</w:p>"
    )
    assert (
        text(body) == "We keep logs for 30[1] days, the 1st of 10^2.\n\nWe ~~sell~~ share data.\n"
    )


def test_strokes_and_raised_marks_by_a_style_are_read() -> None:
    def looking(name: str, kind: str, based: str = "") -> str:
        on = f'<w:basedOn w:val="{based}"/>' if based else ""
        kind_of = "character" if name.startswith("C") else "paragraph"
        return (
            f'<w:style w:type="{kind_of}" w:styleId="{name}"><w:name w:val="{name}"/>{on}'
            f"<w:rPr>{kind}</w:rPr></w:style>"
        )

    def named(name: str, words: str, more: str = "") -> str:
        return (
            f'<w:r><w:rPr><w:rStyle w:val="{name}"/>{more}</w:rPr>'
            f'<w:t xml:space="preserve">{words}</w:t></w:r>'
        )

    off = '<w:strike w:val="0"/>'
    styles = (
        looking("Cut", "<w:dstrike/>") + looking("Cuttoo", "<w:b/>", "Cut")
        + looking("Cback", off, "Cut") + looking("Cup", '<w:vertAlign w:val="superscript"/>')
        + looking("Cgone", "<w:vanish/>") + looking("Old", "<w:strike/>")
    )  # fmt: skip
    body = (
        f"<w:p>{run('We ')}{named('Cuttoo', 'sell')}{run(' share')}{named('Cup', '1')}"
        f"{named('Cback', ' data')}{named('Cut', ' of ours', off)}{named('Cgone', ' of yours')}"
        f"{run('.')}</w:p>"
        f'<w:p><w:pPr><w:pStyle w:val="Old"/></w:pPr>{run("We sell it.")}'
        f"{named('Cback', ' Never.')}</w:p>"
    )
    extract = read(docx(body, styles=styles), "a.docx")
    assert extract.text == ("We ~~sell~~ share[1] data of ours.\n\n~~We sell it.~~ Never.\n")


@pytest.mark.parametrize("heads", [1, 2])
def test_the_names_of_columns_stand_above_one_rule_and_are_read_once(heads: int) -> None:
    def row(*cells: str, head: bool = False) -> str:
        marked = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
        return f"<w:tr>{marked}{''.join(f'<w:tc>{para(cell)}</w:tc>' for cell in cells)}</w:tr>"

    top = [row("Of guests", "", head=True)] * (heads - 1) + [row("What", "How long", head=True)]
    rows = [*top, row("Names", "A year"), row("What", "How long"), row("Bills", "Ten years")]
    found = text(f"<w:tbl>{''.join(rows)}</w:tbl>").splitlines()
    above = ["| Of guests |  |"] * (heads - 1)
    assert found == [
        *above, "| What | How long |", "| --- | --- |", "| Names | A year |",
        "| Bills | Ten years |",
    ]  # fmt: skip


def test_levels_of_a_list_of_its_own_and_numbers_that_are_not_shown() -> None:
    """As LibreOffice writes them: levels in the list itself, headings numbered by nothing."""
    own = (
        NUMBERING + '<w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1">'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl></w:lvlOverride>'
        '</w:num><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="8">'
        '<w:abstractNumId w:val="8"/></w:num>'
    )
    body = (
        para("Of guests", style="H1", number="8")
        + para("Names", number="7")
        + para("of all", number="7", level=1)
        + para("Bills", number="7")
    )
    extract = read(docx(body, numbering=own), "a.docx")
    assert extract.text == "Of guests\n\n1. Names\n  • of all\n2. Bills\n"
