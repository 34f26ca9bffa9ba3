"""Lines of key paths, against tomllib: whatever tomllib reads, each value is where we say."""

import time
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.toml_lines import KeyPath, toml_lines


def paths(value: Any, above: KeyPath = ()) -> set[KeyPath]:
    """Every key path of what tomllib read."""
    found: set[KeyPath] = set()
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    for key, item in inner:
        found |= {(*above, key)} | paths(item, (*above, key))
    return found


EVERYTHING = '''\
# comment with = and [brackets] and "quotes
format = 1 # [[not]]
"quoted key" = 'single # no comment'
a.b . "c.d" = 1
long = """
[[requirement]]
id = "no"
ends in quotes ""\\""""""
after = 1

[[requirement]]
id = "x"
terms = [ "a", # ]
  'b', """c
d""",

  [1, {k = 2, l.m = 3}]
]
inline = { x = "}", y = [ "]" ] }

  [requirement.sub]
  key = 1979-05-27T07:32:00Z
[[requirement]]
raw = \'\'\'it\'s
 "3" \'\'\'\'
id = "y"
[[requirement.deep]]
n = 1
[[requirement.deep]]
n = 2
[table . sub]
last = true'''


def test_every_kind_of_toml_is_followed() -> None:
    lines = toml_lines(EVERYTHING)
    assert paths(tomllib.loads(EVERYTHING)) == set(lines)
    by_line = {
        ("format",): 2,
        ("quoted key",): 3,
        ("a", "b", "c.d"): 4,
        ("long",): 5,
        ("after",): 9,
        ("requirement", 0): 11,
        ("requirement", 0, "terms", 1): 14,
        ("requirement", 0, "terms", 2): 14,
        ("requirement", 0, "terms", 3, 1, "l", "m"): 17,
        ("requirement", 0, "inline", "y"): 19,
        ("requirement", 0, "sub", "key"): 22,
        ("requirement", 1): 23,
        ("requirement", 1, "id"): 26,
        ("requirement", 1, "deep", 1, "n"): 30,
        ("table", "sub", "last"): 32,
    }
    assert {path: lines[path] for path in by_line} == by_line


def test_windows_lines_count_as_lines() -> None:
    text = EVERYTHING.replace("\n", "\r\n")
    assert toml_lines(text) == toml_lines(EVERYTHING)


KEYS = st.one_of(
    st.text("abz019_-", min_size=1, max_size=3),
    st.text('é."#=[] ', max_size=3).map(lambda key: '"' + key.replace('"', '\\"') + '"'),
    st.text('é."#=[] ', max_size=3).map(lambda key: f"'{key}'"),
)
TEXT = st.text("ab\"'\\#=[]{},\n é", max_size=12)


def _basic(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _multiline(text: str) -> str:
    return '"""' + text.replace("\\", "\\\\").replace('"""', '""\\"') + '"""'


SCALARS = st.one_of(
    st.sampled_from(["1", "0x1f", "1.5e3", "true", "1979-05-27 07:32:00", "inf"]),
    TEXT.map(_basic),
    TEXT.map(_multiline),
    TEXT.filter(lambda text: "'" not in text and "\n" not in text).map(lambda text: f"'{text}'"),
    TEXT.filter(lambda text: "'''" not in text).map(lambda text: f"'''{text}'''"),
)
GAPS = st.sampled_from(["", " ", "\t", "\n", " # ]}\n  ", "\n\n"])


@st.composite
def arrays(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    items = [draw(GAPS) + item + draw(GAPS) for item in draw(st.lists(values, max_size=4))]
    comma = draw(st.sampled_from([",", ", # ]\n"])) if items else ""
    return f"[{draw(GAPS)}{','.join(items)}{comma}]"


@st.composite
def inline_tables(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    pairs = draw(st.lists(st.tuples(KEYS, values), max_size=3))
    return "{ " + ", ".join(f"{key} = {value}" for key, value in pairs) + " }"


VALUES = st.recursive(
    SCALARS, lambda values: st.one_of(arrays(values), inline_tables(values)), max_leaves=8
)
DOTTED = st.lists(KEYS, min_size=1, max_size=3).map(" . ".join)
LINES = st.one_of(
    st.tuples(DOTTED, VALUES).map(" = ".join),
    DOTTED.map(lambda key: f"[{key}]"),
    DOTTED.map(lambda key: f"[[ {key} ]] # comment"),
    st.just("[[requirement]]"),
    st.sampled_from(["", "# [a] = 'x", "   "]),
)


@given(st.lists(LINES, max_size=12))
def test_the_paths_are_those_that_tomllib_finds(lines: list[str]) -> None:
    kept: list[str] = []
    for line in lines:  # what tomllib takes so far
        try:
            tomllib.loads("\n".join([*kept, line]))
        except tomllib.TOMLDecodeError:
            continue
        kept.append(line)
    text = "\n".join(kept)
    found = toml_lines(text)
    assert set(found) == paths(tomllib.loads(text))
    starts = [1 + sum(line.count("\n") + 1 for line in kept[:i]) for i in range(len(kept) + 1)]
    tables: dict[str, Any] = {}
    for number, before in enumerate(kept):
        grown = tomllib.loads("\n".join(kept[: number + 1]))
        for path in paths(grown) - paths(tables):
            assert starts[number] <= found[path] < starts[number + 1], (before, path)
        tables = grown


@given(st.text("a.\"'[]{}=#,\n\\ ", max_size=60))
def test_what_is_no_toml_ends_too(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in toml_lines(text).values())


@pytest.mark.parametrize("piece", ['"', '"""', "'''", "[", "{a=", 'a="\\"', "a.", "[[", '"\\'])
def test_hostile_repetition_takes_no_time(piece: str) -> None:
    started = time.process_time()
    lines = toml_lines("a = " + piece * 100_000)
    assert lines[("a",)] == 1
    assert time.process_time() - started < 5
