"""Spreadsheets become checklists: columns guessed or said, and what is missing made."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from reviewtui.checklists import Checklist, check_checklist, load_checklist
from reviewtui.errors import InputError
from reviewtui.importing.columns import find_columns, letters, parse_columns
from reviewtui.importing.drafts import Draft, checklist_text, completed, slug
from reviewtui.importing.sources import Made, from_file, from_template
from reviewtui.importing.spreadsheets import UNPACKED_AT_MOST

TABLE = """\
ID,Domain,Title,Requirement,Priority,Notes,Articles,Keywords,Sample text
a1,Storage,Retention,Says how long data is kept.,Mandatory,A period.,GDPR 13; GDPR 14,\
"keep, retain",We keep it.
a2,Rights,Access,"Says how to get a copy,
and when.",Low,,,,
"""


def loaded(tmp_path: Path, made: Made) -> Checklist:
    """The checklist that was made, read as any other."""
    path = tmp_path / "made.toml"
    path.write_text(made.text, encoding="utf-8")
    assert check_checklist(path) == ()
    checklist = load_checklist(path)
    assert len(checklist.requirements) == made.requirements
    return checklist


def from_csv(tmp_path: Path, text: str | bytes, **more: Any) -> tuple[Checklist, Made]:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    made = from_file(path, "list", **more)
    return loaded(tmp_path, made), made


def test_every_column_is_known_by_its_header(tmp_path: Path) -> None:
    checklist, made = from_csv(tmp_path, TABLE)
    one, two = checklist.requirements
    assert (one.id, one.section, one.title) == ("a1", "Storage", "Retention")
    assert (one.text, one.severity, one.guidance) == (
        "Says how long data is kept.", "must", "A period."
    )  # fmt: skip
    assert (one.references, one.terms) == (("GDPR 13", "GDPR 14"), ("keep", "retain"))
    assert one.examples == ("We keep it.",)
    assert (two.text, two.severity) == ("Says how to get a copy,\nand when.", "may")
    (note,) = made.notes
    assert note.startswith(f"{tmp_path / 'list.csv'}: id=A (ID), section=B (Domain), ")
    assert note.endswith("row 1 is the header; other columns with --columns id=A,text=B")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    text = "No,Text\n1,Says a. b\n2,Says c. d\n".replace(",", delimiter)
    checklist, _ = from_csv(tmp_path, text)
    assert [(one.id, one.text) for one in checklist.requirements] == [
        ("1", "Says a. b"), ("2", "Says c. d")
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_of_excel(tmp_path: Path, encoding: str) -> None:
    text = "id;text\r\nz;Nennt die Löschfristen für Verträge.\r\n"
    checklist, _ = from_csv(tmp_path, text.encode(encoding))
    assert checklist.requirements[0].text == "Nennt die Löschfristen für Verträge."


def test_columns_can_be_said_by_letter_and_by_name(tmp_path: Path) -> None:
    table = "Says one.,x\nSays two.,y\n"
    checklist, made = from_csv(tmp_path, table, columns={"id": "B", "text": "a"})
    assert [(one.id, one.text) for one in checklist.requirements] == [
        ("x", "Says one."), ("y", "Says two.")
    ]  # fmt: skip
    assert "there is no header" in made.notes[0]
    table = "Requirement,Ask for,Code\nno,Says one.,x\n"
    checklist, made = from_csv(tmp_path, table, columns={"text": "ask FOR"})
    assert [(one.id, one.text) for one in checklist.requirements] == [("x", "Says one.")]
    assert "text=B (Ask for)" in made.notes[0]


def test_what_stands_above_the_header_is_no_requirement(tmp_path: Path) -> None:
    table = "Vendor matrix,,\n,,\nTitle and owner: legal,,\nNo,Requirement,Level\n7,Says a.,low\n"
    checklist, made = from_csv(tmp_path, table)
    assert [(one.id, one.severity) for one in checklist.requirements] == [("7", "may")]
    assert "row 4 is the header" in made.notes[0]


def test_what_is_missing_is_made(tmp_path: Path) -> None:
    table = (
        "Ref,Requirement,Priority\n"
        ",Collection,\n"
        "Art. 13(1)(a),Says who the controller is.,shall\n"
        "Art. 13(1)(a),Nennt die Empfänger der Daten.,odd\n"
        ",Storage,\n"
        f",Says {'very ' * 30}much.,\n"
    )
    checklist, made = from_csv(tmp_path, table)
    one, two, three = checklist.requirements
    assert [r.id for r in checklist.requirements][:2] == ["Art.-13-1-a", "Art.-13-1-a-2"]
    assert (one.title, two.section, three.section) == (
        "Says who the controller is", "Collection", "Storage"
    )  # fmt: skip
    assert three.title.endswith("very…")
    assert [str(r.severity) for r in checklist.requirements] == ["must", "must", "must"]
    assert made.notes[1].endswith(
        '2 ids changed to fit: "Art. 13(1)(a)" is "Art.-13-1-a", "Art. 13(1)(a)" is "Art.-13-1-a-2"'
    )
    assert made.notes[2].endswith('no severity that is known, so must: "odd" (row 4)')


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "empty"),
        ("a,b\nc,d\n", "no column is called text or requirement; say which is"),
        ("id,text\n,\n", "no requirement in it"),
        ("id,text\n" + "x,y\n" * 10_001, "more than 10000 rows"),
        (b"PK\x03\x04" + bytes(100), "list.csv"),
    ],
)
def test_what_is_no_table(tmp_path: Path, table: str | bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        from_csv(tmp_path, table)
    assert said in caught.value.lines[0]


@pytest.mark.parametrize("said", ["text", "text=", "=A", "colour=A", "id=A,,text=B"])
def test_columns_that_say_nothing(said: str) -> None:
    with pytest.raises(InputError, match=r"write part=column"):
        parse_columns(said)


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(InputError, match="it has A to B"):
        find_columns([("id", "text")], {"text": "C"}, "list.csv")


def workbook(tmp_path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = tmp_path / "list.xlsx"
    book.save(path)
    return path


def test_a_workbook(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [None, None], ["No.", "Statement"], [1, "Says one."], [2.0, "Says =two."], [True, "Says 3."]
    ]  # fmt: skip
    path = workbook(tmp_path, {"Cover": [["Our list"]], "Matrix": rows})
    made = from_file(path, "list", sheet="Matrix")
    checklist = loaded(tmp_path, made)
    assert [(one.id, one.text) for one in checklist.requirements] == [
        ("1", "Says one."), ("2", "Says =two."), ("yes", "Says 3.")
    ]  # fmt: skip
    assert 'sheet "Matrix": id=A (No.), text=B (Statement)' in made.notes[0]
    with pytest.raises(InputError, match='no sheet "Other"; it has "Cover", "Matrix"'):
        from_file(path, "list", sheet="Other")
    with pytest.raises(InputError, match='sheet "Cover": no column is called text'):
        from_file(path, "list")


def test_a_workbook_that_lies_about_its_size(tmp_path: Path) -> None:
    """Some programs write that a sheet is one cell large; others format all rows to the end."""
    import zipfile

    rows = [["id", "text"], ["a", "Says a."], [], ["b", "Says b."]]
    path = workbook(tmp_path, {"A": rows})
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                assert b'<dimension ref="A1:B4"' in data
                data = data.replace(b'<dimension ref="A1:B4"', b'<dimension ref="A1"')
                data = data.replace(b"</sheetData>", b'<row r="1048576"/></sheetData>')
            new.writestr(name, data)
    path.write_bytes(content.getvalue())
    checklist = loaded(tmp_path, from_file(path, "list"))
    assert [one.id for one in checklist.requirements] == ["a", "b"]


@given(st.binary(max_size=200))
def test_no_workbook(data: bytes) -> None:
    from reviewtui.importing.spreadsheets import xlsx_rows

    with pytest.raises(InputError, match="no spreadsheet, or a damaged one"):
        xlsx_rows(data, Path("list.xlsx"))


def test_a_damaged_workbook_and_one_that_unpacks_to_too_much(tmp_path: Path) -> None:
    import zipfile

    from reviewtui.importing.spreadsheets import xlsx_rows

    data = workbook(tmp_path, {"A": [["id", "text"], ["a", "Says a."]]}).read_bytes()
    for cut in range(50, len(data), 400):
        with pytest.raises(InputError):
            xlsx_rows(data[:cut], Path("list.xlsx"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * (UNPACKED_AT_MOST + 1))
    with pytest.raises(InputError, match="unpacks to more than 200 MB"):
        xlsx_rows(packed.getvalue(), Path("list.xlsx"))


def test_the_template_is_a_checklist(tmp_path: Path) -> None:
    checklist = loaded(tmp_path, from_template("our list", 'The "list" \\ of ours'))
    assert (checklist.id, checklist.title) == ("our-list", 'The "list" \\ of ours')
    assert loaded(tmp_path, from_template("…")).id == "checklist"


WORDS = st.text(max_size=30)
DRAFTS = st.builds(
    Draft,
    where=st.just("row 2"),
    id=WORDS,
    section=WORDS,
    title=WORDS,
    text=WORDS,
    guidance=WORDS,
    severity=WORDS,
    references=st.lists(WORDS, max_size=3).map(tuple),
    terms=st.lists(WORDS, max_size=3).map(tuple),
    examples=st.lists(WORDS, max_size=3).map(tuple),
)


@given(st.lists(DRAFTS, min_size=1, max_size=6), WORDS, WORDS)
def test_whatever_is_in_a_table_a_checklist_comes_of_it(
    tmp_path_factory: pytest.TempPathFactory, found: list[Draft], title: str, version: str
) -> None:
    done, notes = completed(found)
    text = checklist_text(done, id=slug(title) or "list", title=title, version=version)
    checklist = loaded(tmp_path_factory.mktemp("made"), Made(text, len(done), notes))
    assert all(one.title.strip() and one.text.strip() for one in checklist.requirements)


def test_letters_of_columns() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701)] == ["A", "Z", "AA", "AZ", "BA", "ZZ"]
