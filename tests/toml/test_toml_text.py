"""TOML that somebody else wrote: parsed as tomllib does, or refused soon and in a few words."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.characters import HIDDEN
from reviewtui.toml_text import TomlError, decode, parse

PIECES = st.sampled_from(
    ["a", "b.c", ".", " ", '"', "'", '"""', "'''", "\\", "#", "\n", "=", "[", "]", "{", "}", ",",
     "1", "é", '"x y"', "a." * 60, '"x y".' * 60, "\x1b"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=15).map("".join))
def test_what_is_accepted_is_what_tomllib_reads(text: str) -> None:
    try:
        tables = parse(text, "list")
    except TomlError as error:
        assert not HIDDEN.search(error.what + error.remedy)
        assert error.line is None or 1 <= error.line <= text.count("\n") + 1
    else:
        assert tables == tomllib.loads(text)


ENDLESS = [
    ".".join("a" * 101) + " = 1",
    " . ".join("a" * 20_000) + " = 1",
    '"x y".' * 200 + "a = 1",
    "'x.y'." * 200 + "a = 1",
    "[" + "a." * 200 + "b]",
    "[[" + "a." * 200 + "b]]",
    "x = {" + "a." * 200 + "b = 1}",
    'x = """\n"""\n' + "a." * 200 + "b = 1",
    'x = "\\""\n' + "a." * 200 + "b = 1",
    "# it's\n" + "a." * 200 + "b = 1",
]


@pytest.mark.parametrize("text", ENDLESS, ids=[text[:12] for text in ENDLESS])
def test_an_endless_key_is_refused_wherever_it_stands(text: str) -> None:
    with pytest.raises(TomlError) as caught:
        parse("first = 1\n" + text, "list")
    assert caught.value.what == "a key of over 100 parts"
    assert caught.value.line == 2 + text.count("\n")


DOTS = "a." * 5000
HARMLESS = [
    ".".join("a" * 100) + " = 1",
    f'x = "{DOTS}"',
    f"x = '{DOTS}'",
    f'x = "\\"{DOTS}"',
    f'x = """\n{DOTS}"\\"""\n{DOTS}"""',
    f"x = '''\n{DOTS}'\n{DOTS}'''",
    f"# {DOTS}",
    f'x = ["{DOTS}", {{ y = "{DOTS}" }}]',
    "x = [" + "1.5, " * 500 + "]",
    f'"{DOTS}" = 1',
]


@pytest.mark.parametrize("text", HARMLESS, ids=[text[:12] for text in HARMLESS])
def test_dots_elsewhere_are_no_endless_key(text: str) -> None:
    assert parse(text, "list") == tomllib.loads(text)


@pytest.mark.parametrize(
    "piece",
    ["a", "a ", ".", '"', "'", '"""', '"""\\', '"\\', "'''", "#", "a.", '"a" ', "a\\", "\\"],
)
def test_time_is_linear_in_the_length(piece: str) -> None:
    # a quadratic scan of these would take minutes
    text = "." * 200 + piece * (1_000_000 // len(piece))
    with pytest.raises(TomlError):
        parse(text, "list")


@pytest.mark.parametrize("value", ["9" * 5000, "0x" + "f" * 6000, "0b" + "1" * 64, str(2**63)])
def test_numbers_beyond_64_bits(value: str) -> None:
    with pytest.raises(TomlError):
        parse(f"x = {value}", "list")
    with pytest.raises(TomlError, match="number of"):
        parse(f"a = 1\nb = [1, {{c = {value}}}]", "list")


def test_the_line_of_a_number_beyond_64_bits() -> None:
    with pytest.raises(TomlError) as caught:
        parse(f"a = 1\n[[b]]\n[[b]]\nc = [1,\n{2**64}]", "list")
    assert (caught.value.line, caught.value.what[:3]) == (5, '"c"')


def test_bytes_that_are_no_text_have_a_line() -> None:
    assert decode(b"\xef\xbb\xbfa = 1") == "a = 1"
    with pytest.raises(TomlError) as caught:
        decode(b"a = 1\n\xff")
    assert (caught.value.what, caught.value.line) == ("not UTF-8", 2)


def test_a_text_that_ends_too_soon_is_known_as_cut() -> None:
    for text, cut in (('a = "x', True), ("a = [1,\n", True), ("a = b", False)):
        with pytest.raises(TomlError) as caught:
            parse(text, "list")
        assert caught.value.cut is cut, text
