"""OpenDocument texts: what a reader of the document sees."""

import pytest

from reviewtui.documents import BlockKind
from reviewtui.documents.readers import Extract
from reviewtui.documents.readers.odt import read
from reviewtui.errors import InputError
from tests.documents.readers.making import archive, odt

NUMBERED = """<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="("
  style:num-suffix=")" text:start-value="3"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>
<style:style style:name="Hidden" style:family="text">
  <style:text-properties text:display="none"/></style:style>
<style:style style:name="P1" style:parent-style-name="Title"/>"""


def p(words: str) -> str:
    return f"<text:p>{words}</text:p>"


def item(*inside: str) -> str:
    return f"<text:list-item>{''.join(inside)}</text:list-item>"


def text(body: str) -> str:
    return read(odt(body, automatic=NUMBERED), "a.odt").text


def blocks(extract: Extract) -> list[tuple[BlockKind, int, str]]:
    return [(b.kind, b.level, extract.text[b.start : b.end]) for b in extract.blocks]


def test_headings_and_their_numbers() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        "</text:outline-style>"
    )
    body = (
        '<text:p text:style-name="P1">Harbour notice</text:p>'
        '<text:h text:outline-level="1">Storage</text:h>'
        '<text:h text:outline-level="2">Backups</text:h>' + p("For a week.")
    )
    extract = read(odt(body, styles=outline, automatic=NUMBERED), "a.odt")
    assert blocks(extract) == [
        (BlockKind.HEADING, 1, "Harbour notice"),
        (BlockKind.HEADING, 1, "1 Storage"),
        (BlockKind.HEADING, 2, "1.1 Backups"),
        (BlockKind.PARAGRAPH, 1, "For a week."),
    ]


def test_lists_within_lists() -> None:
    body = (
        '<text:list text:style-name="L1">'
        + item(p("a name"), p("More of it."))
        + item(p("an address"), f"<text:list>{item(p('home'))}{item(p('work'))}</text:list>")
        + "</text:list>"
        + f'<text:list text:style-name="L2">{item(p("a bullet"))}</text:list>'
        + '<text:list text:style-name="L1" text:continue-numbering="true">'
        + f"{item(p('on'))}</text:list>"
    )
    assert text(body) == (
        "1. a name\n\n  More of it.\n\n2. an address\n  (c) home\n  (d) work\n• a bullet\n3. on\n"
    )


def test_the_cells_of_a_table_stay_in_their_rows() -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{p(one)}</table:table-cell>" for one in cells)
        return f'<table:table-row table:number-rows-repeated="900000000">{inside}</table:table-row>'

    body = (
        f"<table:table><table:table-header-rows>{row('Data', 'Kept')}</table:table-header-rows>"
        f"{row('Logs', '30 days')}</table:table>"
    )
    assert text(body) == "| Data | Kept |\n| --- | --- |\n| Logs | 30 days |\n"


def test_notes_changes_comments_and_hidden_text() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{p('As the law asks.')}</text:note-body></text:note>"
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{p('ten')}</text:deletion></text:changed-region></text:tracked-changes>"
        f'<text:p>For <text:change text:change-id="c"/>two<text:s text:c="999999999"/>years.{note}'
        f"<office:annotation>{p('Is that so?')}</office:annotation>"
        '<text:span text:style-name="Hidden">unseen</text:span>'
        "<text:line-break/>Then it is gone.</text:p>"
    )
    assert text(body) == "For two years.[1]\nThen it is gone.\n\n[1] As the law asks.\n"


def test_a_table_of_contents_is_folded() -> None:
    body = (
        f"<text:table-of-content><text:index-body>{p('Storage 2')}</text:index-body>"
        f"</text:table-of-content>{p('We keep it for a year.')}"
    )
    extract = read(odt(body), "a.odt")
    assert blocks(extract)[0] == (BlockKind.MENU, 1, "Storage 2")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 but no archive", "no ODT file, or damaged"),
        (archive({"content.xml": "<a/>"}), "no ODT file, or damaged"),
        (archive({"META-INF/manifest.xml": "<encryption-data/>"}), "password"),
        (odt(""), "no text"),
    ],
)
def test_what_cannot_be_read_is_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read(data, "odd.odt")
    (line,) = caught.value.lines
    assert line.startswith("odd.odt: ")
    assert ";" in line


def test_raised_marks_and_struck_words_stay_what_they_are() -> None:
    styles = (
        '<style:style style:name="Up"><style:text-properties style:text-position="super 58%"/>'
        '</style:style><style:style style:name="Out">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="Gone" style:parent-style-name="Out"/>'
    )

    def span(style: str, words: str) -> str:
        return f'<text:span text:style-name="{style}">{words}</text:span>'

    body = (
        p(
            f"We keep logs for 30{span('Up', '1')} days, the 1{span('Up', 'st')}"
            f" of 10{span('Up', '2')}."
        )
        + p(f"We {span('Out', 'sell ' + span('Gone', 'or rent'))} share data.")
        + '<text:p text:style-name="Gone">We sell data.</text:p>'
    )
    assert read(odt(body, automatic=styles), "a.odt").text == (
        "We keep logs for 30[1] days, the 1st of 10^2.\n\nWe ~~sell or rent~~ share data.\n\n"
        "~~We sell data.~~\n"
    )


def test_strokes_by_a_style_based_on_a_later_one_are_read() -> None:
    def style(name: str, look: str = "", parent: str = "") -> str:
        based = f' style:parent-style-name="{parent}"' if parent else ""
        return (
            f'<style:style style:name="{name}" style:family="text"{based}>'
            f"<style:text-properties {look}/></style:style>"
        )

    styles = (
        style("T3", 'style:text-line-through-style="none"', "T1") + style("T2", "", "T1")
        + style("T1", 'style:text-line-through-style="solid"') + style("R1", "", "R2")
        + style("R2", "", "R1")
    )  # fmt: skip
    spans = "".join(
        f'<text:span text:style-name="{name}">{words}</text:span>'
        for name, words in (("T2", "sell"), ("T3", " share"), ("R1", " it"))
    )
    extract = read(odt(f"<text:p>We {spans}.</text:p>", styles=styles), "a.odt")
    assert extract.text == "We ~~sell~~ share it.\n"


def test_the_names_of_columns_stand_above_one_rule_and_are_read_once() -> None:
    def row(*cells: str) -> str:
        inner = "".join(
            f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells
        )
        return f"<table:table-row>{inner}</table:table-row>"

    heads = row("Of guests", "") + row("What", "How long")
    rows = row("Names", "A year") + row("What", "How long") + row("Bills", "Ten years")
    named = f"<table:table-header-rows>{heads}</table:table-header-rows>"
    assert read(odt(f"<table:table>{named}{rows}</table:table>"), "a.odt").text.splitlines() == [
        "| Of guests |  |", "| What | How long |", "| --- | --- |", "| Names | A year |",
        "| Bills | Ten years |",
    ]  # fmt: skip
