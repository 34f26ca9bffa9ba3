"""Checklist files: what is read from good ones, and the line that each mistake gets."""

import os
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.checklists import Mistake, Severity, check_checklist, load_checklist
from reviewtui.checklists.building import build_checklist
from reviewtui.checklists.structure import REQUIREMENT_KEYS, find_faults
from reviewtui.errors import InputError

HEAD = 'format = 1\nid = "storage"\ntitle = "Storage"\n'
REQUIREMENT = '[[requirement]]\nid = "retention"\ntitle = "Retention"\ntext = "Says how long."\n'
GOOD = HEAD + REQUIREMENT


def mistakes(folder: Path, text: str | bytes) -> list[str]:
    """The lines for a file with that text, without its path; as load_checklist raises them."""
    path = folder / "list.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = [str(mistake) for mistake in check_checklist(path)]
    if found:
        with pytest.raises(InputError) as error:
            load_checklist(path)
        assert list(error.value.lines) == found
    else:
        load_checklist(path)
    return [line.removeprefix(str(path)) for line in found]


def test_everything_a_checklist_can_say_is_read(tmp_path: Path) -> None:
    path = tmp_path / "full.toml"
    text = """\
format = 1
id = "storage"
title = "Storage"
version = "2026.1"
language = "de"
synonyms = [["retain", "keep on file"], ["DPO", "privacy lead", "data steward"]]

[[requirement]]
id = "retention"
section = "How long"
title = "Retention"
text = "Says how long."
guidance = '''
Two
lines'''
severity = "may"
references = ["GDPR Art. 13"]
terms = ["retain", "kept for"]
examples = ["We keep it for a year."]

[[requirement]]
id = "art-5.1_e"
title = "Limits"
text = "Says what limits there are."
"""
    path.write_text(text)
    checklist = load_checklist(path)
    assert (checklist.id, checklist.title) == ("storage", "Storage")
    assert (checklist.version, checklist.language) == ("2026.1", "de")
    assert checklist.synonyms == (
        ("retain", "keep on file"),
        ("DPO", "privacy lead", "data steward"),
    )
    assert checklist.path == path
    assert checklist.digest == "sha256:" + sha256(text.encode()).hexdigest()
    first, second = checklist.requirements
    assert (first.section, first.guidance) == ("How long", "Two\nlines")
    assert first.severity is Severity.MAY
    assert first.references == ("GDPR Art. 13",)
    assert first.terms == ("retain", "kept for")
    assert first.examples == ("We keep it for a year.",)
    assert checklist.by_id["art-5.1_e"] is second
    assert (second.severity, second.terms, second.guidance) == (Severity.MUST, (), "")


def test_a_requirement_keeps_its_digest_when_only_terms_change(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text(GOOD)
    before = load_checklist(path)
    path.write_text('synonyms = [["retain", "hold"]]\n' + GOOD)
    assert load_checklist(path).requirements == before.requirements
    path.write_text(GOOD + 'terms = ["retain"]\nseverity = "may"\n')
    after = load_checklist(path)
    assert after.requirements[0].digest == before.requirements[0].digest
    assert after.digest != before.digest
    path.write_text(GOOD + 'guidance = "A period is best."\n')
    assert load_checklist(path).requirements[0].digest != before.requirements[0].digest


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    assert mistakes(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == []


def test_the_path_is_shown_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sub").mkdir()
    Path("sub/list.toml").write_text(GOOD + "tems = []\n")
    (mistake,) = check_checklist("sub/list.toml")
    assert mistake == Mistake(Path("sub/list.toml"), 8, mistake.message)
    assert str(mistake) == (
        'sub/list.toml:8: requirement "retention": unknown key "tems"; did you mean "terms"?'
    )


MISTAKES: list[tuple[str | bytes, str]] = [
    # keys
    (GOOD + "tems = []", ':8: requirement "retention": unknown key "tems"; did you mean "te'),
    (GOOD + "Severity = 1", '; did you mean "severity"?'),
    (GOOD + "colour = 1", 'unknown key "colour"; the keys here are id, title, text, section'),
    ("titel = 1\n" + GOOD, ':1: unknown key "titel"; did you mean "title"?'),
    (HEAD + REQUIREMENT.replace("requirement", "requirements"), 'did you mean "requirement"?'),
    ('"a\\u001bb" = 1\n' + GOOD, ':1: unknown key "a␛b"; the keys here are format, id, title'),
    (GOOD + "[[requirement.note]]\nx = 1", ':8: requirement "retention": unknown key "note"'),
    # what has to be there
    (GOOD.replace("format = 1", ""), ':1: no "format"; start the file with: format = 1'),
    (GOOD.replace('id = "storage"', ""), ':1: no "id"; add one, such as: id = "retention"'),
    (GOOD.replace('title = "Storage"', ""), ':1: no "title"; add one'),
    (GOOD.replace('id = "retention"', ""), ':4: requirement 1: no "id"; add one'),
    (GOOD.replace('text = "Says how long."', ""), ':4: requirement "retention": no "text"; ad'),
    (HEAD, ":1: no requirements; write at least one [[requirement]] with id, title and text"),
    (HEAD + "requirement = []", ':4: "requirement" is empty; write at least one [[requireme'),
    (HEAD + "requirement = 3", ':4: "requirement" must be [[requirement]] tables, not a nu'),
    (HEAD + 'requirement = ["a"]', ":4: requirement 1: must be a [[requirement]] table, not"),
    (GOOD.replace("[[requirement]]", "[requirement]"), ':4: "requirement" must be written [['),
    # ids
    (GOOD.replace('"storage"', '"my list"'), ':2: "id" "my list" is no id; an id is up to 80'),
    (GOOD.replace('"retention"', '"-x"'), ':5: requirement "-x": "id" "-x" is no id; an id'),
    (GOOD.replace('"retention"', '"é"'), 'letters, digits, ".", "-" and "_" without accents'),
    (GOOD.replace('"retention"', '"../x"'), '"../x" is no id'),
    (GOOD.replace('"retention"', '"' + "a" * 81 + '"'), '…" is no id'),
    (GOOD.replace('"retention"', '""'), ':5: requirement 1: "id" is empty; write what it sa'),
    (GOOD.replace('"retention"', "13"), ':5: requirement 1: "id" must be a string in quotes'),
    (GOOD + REQUIREMENT, ':9: requirement "retention": the id is taken already; give each'),
    (GOOD + REQUIREMENT, "give each requirement its own (line 5 has it)"),
    # values
    (GOOD.replace('"Retention"', '" \\t"'), ':6: requirement "retention": "title" is empty;'),
    (GOOD.replace('"Says how long."', '""'), ':7: requirement "retention": "text" is empty; w'),
    (GOOD.replace('"Storage"', '"a\\nb"'), ':3: "title" must be one line; take the line brea'),
    (GOOD + 'section = """\na\nb"""', '"section" must be one line'),
    (GOOD.replace('"Says how long."', "true"), '"text" must be a string in quotes, not true'),
    ("version = 2026.1\n" + GOOD, ':1: "version" must be a string in quotes, not a number'),
    ("version = 2026-01-01\n" + GOOD, "not a date or time"),
    ('language = "English"\n' + GOOD, ':1: "language" "English" is no language code; write'),
    (GOOD + 'severity = "Must"', ':8: requirement "retention": "severity" is "Must", but mus'),
    (GOOD + 'severity = "high"', 'must be one of "must", "should", "may"'),
    (GOOD + 'terms = "retain"', ':8: requirement "retention": "terms" must be an array, ["…"'),
    (GOOD + 'terms = [\n"a",\n3]', ':10: requirement "retention": "terms" 2 must be a string'),
    (GOOD + 'examples = ["a", " "]', '"examples" 2 is empty; take it out'),
    (GOOD + "references = {a = 1}", '"references" must be an array, ["…", "…"], not a table'),
    # synonyms
    ('synonyms = "a"\n' + GOOD, ':1: "synonyms" must be an array, ["…", "…"], not a string'),
    ('synonyms = ["a"]\n' + GOOD, ':1: "synonyms" 1 must be an array, ["…", "…"], not a s'),
    ('synonyms = ["a"]\n' + GOOD, 'write groups: synonyms = [["retain", "keep on file"]]'),
    ('synonyms = [\n["a", "b"],\n["c"]]\n' + GOOD, ':3: "synonyms" 2 needs two words or phra'),
    ('synonyms = [["a",\n" "]]\n' + GOOD, ':2: "synonyms" 1, part 2, is empty; take it out'),
    ('synonyms = [["a", 3]]\n' + GOOD, ':1: "synonyms" 1, part 2, must be a string in quotes'),
    (GOOD + 'synonyms = [["a", "b"]]', ':8: requirement "retention": the key "synonyms" is the'),
    (GOOD + 'language = "de"', '"language" is the checklist\'s; put it above the first [[requ'),
    # formats
    (GOOD.replace("format = 1", "format = 2"), ":1: format 2 is newer: this reviewtui reads"),
    (GOOD.replace("format = 1", "format = 2"), "reads format 1; update reviewtui"),
    (GOOD.replace("format = 1", "format = 0"), ":1: unknown format 0; write: format = 1"),
    (GOOD.replace("format = 1", 'format = "1"'), ':1: "format" must be a number; write: form'),
    (GOOD.replace("format = 1", "format = true"), ':1: "format" must be a number; write: for'),
    # broken TOML
    (GOOD + "terms = [\n'a'\n'b']", ":10: broken TOML at column 1: unclosed array; its values"),
    (GOOD + "guidance = “x”", ":8: broken TOML at column 12: invalid value; strings need str"),
    (GOOD + 'guidance = "a\nb"', ":8: broken TOML at column 14: illegal character"),
    (GOOD + 'guidance = "a\nb"', 'close the string on its line, or use """ for several line'),
    (GOOD + 'guidance = """a\n\n', ":8: broken TOML: unterminated string; close it with the q"),
    (GOOD + "terms: []", ":8: broken TOML at column 6: expected '=' after a key in a key/valu"),
    (GOOD + 'text = "a"\n', ":8: broken TOML at column 11: cannot overwrite a value; the key"),
    ("id = 1\nid = 2", ":2: broken TOML: cannot overwrite a value; the key stands here twic"),
    ("a = \x1b", ":1: broken TOML at column 5: invalid value"),
    ("[a]\n[a]", ":2: broken TOML at column 3: cannot declare [a] twice; the table stands"),
    ("a = " + "[" * 5000, ": broken TOML: nested too deeply; no checklist needs that"),
    ("a = " + "9" * 5000, ": broken TOML: a number of thousands of digits"),
    ("\n" + "a." * 3000 + "a = 1", ":2: a key of over 100 parts; no checklist has one"),
    # no text
    ("", ": is empty; a checklist begins with: format = 1"),
    (" \n\n", ": is empty; a checklist begins with"),
    (b"format = 1\n\xff", ":2: not UTF-8; save the file with that encoding"),
    (b"\x00\x01\x02" * 100, ":1: broken TOML at column 1: invalid statement"),
]


@pytest.mark.parametrize(("text", "line"), MISTAKES, ids=[line[:50] for _, line in MISTAKES])
def test_a_mistake_gets_one_line_with_place_and_remedy(
    tmp_path: Path, text: str | bytes, line: str
) -> None:
    found = mistakes(tmp_path, text)
    assert len(found) == 1, found
    assert line in found[0]
    assert found[0].startswith(line) or not line.startswith(":")
    assert found[0].isprintable()


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    (line,) = mistakes(tmp_path, b"# " + b"x" * 4_000_000)
    assert line == ": larger than 4 MB; is it a checklist?"


def test_of_very_many_mistakes_the_first_are_printed_and_the_rest_counted(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text(GOOD + "".join(f"x{number} = 1\n" for number in range(30)))
    with pytest.raises(InputError) as caught:
        load_checklist(path)
    *first, last = caught.value.lines
    assert list(first) == [str(mistake) for mistake in check_checklist(path)[:20]]
    assert last == f"{path}: and 10 more; reviewtui lint {path} lists them all"


def test_all_mistakes_come_at_once_and_in_order(tmp_path: Path) -> None:
    text = """\
format = 1
id = "st orage"
titel = "Storage"
version = 1

[[requirement]]
id = "retention"
title = ""
tems = ["a"]

[[requirement]]
text = 3
severity = "Must"
references = ["a",
  4]

[[requirement]]
id = "retention"
title = "Again"
text = "Says it again."
"""
    found = mistakes(tmp_path, text)
    assert [int(line.split(":")[1]) for line in found] == [2, 3, 4, 6, 8, 9, 11, 11, 12, 13, 15, 18]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("absent.toml", ": no such file or folder; check the name"),
        (".", ": is a folder, a file was expected"),
        ("file/below", ": part of its path is not a folder; check the name"),
        ("a\x1b[31m", "a␛[31m: no such file or folder; check the name"),
        ("nul\0", "nul␀: no such file or folder"),
    ],
)
def test_a_path_without_a_file_is_one_line(tmp_path: Path, name: str, line: str) -> None:
    (tmp_path / "file").touch()
    (mistake,) = check_checklist(tmp_path / name)
    assert mistake.line is None
    assert line in str(mistake)
    with pytest.raises(InputError, match=r"\A[^\n]+\Z"):
        load_checklist(str(tmp_path / name))


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (mistake,) = check_checklist(tmp_path / "pipe")
    assert mistake.message == "is a device or pipe; a file was expected"


def test_a_file_that_may_not_be_read_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.toml"
    path.write_text(GOOD)

    def refuse(*_: object, **__: object) -> None:  # what the system does for others than root
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    (mistake,) = check_checklist(path)
    assert mistake.message == "not readable; check its permissions"


@given(data=st.data())
def test_whatever_the_values_are_there_is_a_checklist_or_lines(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    values = st.sampled_from(
        [
            '"a"',
            '""',
            "1",
            "true",
            "[]",
            '["a"]',
            "[1]",
            "{}",
            "{a = 1}",
            "[{}]",
            '[["a", "b"]]',
            "1979-05-27",
        ]
    )
    keys = st.sampled_from(
        ["format", "id", "title", "language", "synonyms", *REQUIREMENT_KEYS, "tems"]
    )
    table = st.dictionaries(keys, values, max_size=6).map(
        lambda pairs: "".join(f"{key} = {value}\n" for key, value in pairs.items())
    )
    text = (
        "# list\n"
        + data.draw(table)
        + "".join(f"[[requirement]]\n{pairs}" for pairs in data.draw(st.lists(table, max_size=3)))
    )
    tomllib.loads(text)
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text)
    found = check_checklist(path)
    lines = [mistake.line for mistake in found]
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert all(line and line <= text.count("\n") + 1 for line in lines)
    assert len(set(map(str, found))) == len(found)
    if not found:
        assert load_checklist(path).requirements


@given(st.binary(max_size=60))
def test_whatever_the_bytes_are_there_are_lines(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.toml"
    path.write_bytes(noise)
    found = check_checklist(path)
    assert found
    assert all(str(mistake).isprintable() for mistake in found)


def test_what_is_not_built_is_explained_and_nothing_else(tmp_path: Path) -> None:
    for change in ("", 'severity = "Must"', "terms = [1]", 'id2 = "x"', 'section = "a\\nb"'):
        text = GOOD + change + "\n"
        tables = tomllib.loads(text)
        assert (build_checklist(tables) is None) == bool(find_faults(tables)), change
