"""A user's own keys: read as people write keys, refused with both names where they clash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.errors import InputError
from reviewtui.settings import Settings, load_settings
from reviewtui.tui.actions import ACTIONS, Where, meanings
from reviewtui.tui.own_keys import key_named, keys_with
from tests.tui.driving import running

if TYPE_CHECKING:
    from pathlib import Path


def config(folder: Path, text: str) -> Settings:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def refusal(folder: Path, text: str) -> list[str]:
    settings = config(folder, text)
    assert settings.path is not None
    with pytest.raises(InputError) as caught:
        keys_with(settings.keys, settings.path)
    return [line.removeprefix(f"{settings.path}:") for line in caught.value.lines]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("?", "question_mark"),
        ("]", "right_square_bracket"),
        ("+", "plus"),
        ("-", "minus"),
        (" ", "space"),
        (",", "comma"),
        ("G", "G"),
        ("é", "é"),
        ("ctrl+r", "ctrl+r"),
        ("Ctrl-R", "ctrl+r"),
        ("pgdn", "pagedown"),
        ("esc", "escape"),
        ("shift+tab", "shift+tab"),
        ("alt+x", "alt+x"),
        ("f5", "f5"),
        ("", ""),
        ("gg", ""),
        ("\x1b", ""),
        ("hyper+x", ""),
        ("ctrl+", ""),
        ("+x", ""),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    assert key_named(written) == key


@given(st.text(max_size=12))
def test_any_text_is_a_key_or_none(written: str) -> None:
    assert key_named(written) == key_named(written).strip()


async def test_a_key_of_ones_own_decides_and_stands_in_footer_and_help(tmp_path: Path) -> None:
    settings = config(tmp_path, '[keys]\nmet = ["é", "f5"]\nlearning = []\n')
    async with running(tmp_path, settings=settings) as driven:
        assert driven.shows(" é met")
        await driven.press("m")
        assert driven.desk.progress().decided == 0
        await driven.press("é")
        assert driven.desk.progress().decided == 1
        await driven.press("question_mark")
        assert driven.shows("é f5")


def test_what_is_not_named_keeps_its_keys(tmp_path: Path) -> None:
    keys = keys_with({"quit": ("Z",)}, tmp_path / "config.toml")
    for action in ACTIONS:
        assert keys[action.id] == (("Z",) if action.id == "quit" else action.keys)


def test_mistakes_have_their_lines_and_a_remedy(tmp_path: Path) -> None:
    found = refusal(
        tmp_path,
        'reviewer = "ann"\n[keys]\nmett = "y"\nundo = "gg"\nhelp = ["?", "ctrl+q"]\n',
    )
    assert found == [
        '3: unknown action "mett"; did you mean "met"?',
        '4: "gg" is no key; write one character, "space", "enter", "pgdn", "ctrl+r" and the like',
        '5: "ctrl+q" cannot be used: it is Textual\'s own, and it quits always',
    ]


def test_a_key_that_would_mean_two_things_is_an_error_with_both_names(tmp_path: Path) -> None:
    assert refusal(tmp_path, '[keys]\nmet = "x"\n') == [
        '2: key "x" would be both "met" and "missing" (reviewing); give one of them another key'
    ]
    swapped = config(tmp_path, '[keys]\nmet = "x"\nmissing = "m"\n')
    assert swapped.path is not None
    keys = keys_with(swapped.keys, swapped.path)
    meant = meanings(ACTIONS, keys, Where.REVIEW)
    assert (meant["x"], meant["m"]) == ("met", "missing")


def test_the_same_key_in_two_places_is_no_conflict(tmp_path: Path) -> None:
    settings = config(tmp_path, '[keys]\nnext-hit = "j"\n')
    assert settings.path is not None
    keys = keys_with(settings.keys, settings.path)
    assert meanings(ACTIONS, keys, Where.FIND)["j"] == "next-hit"
    assert meanings(ACTIONS, keys, Where.REVIEW)["j"] == "next-requirement"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[keys]\nmet = 1\n", '2: "met" in [keys] must be a string in quotes, or an array of them'),
        ('keys = "m"\n', '1: "keys" must be a table of names, each with a string in quotes'),
    ],
)
def test_values_of_a_wrong_kind_are_refused(tmp_path: Path, text: str, line: str) -> None:
    with pytest.raises(InputError) as caught:
        config(tmp_path, text)
    assert str(caught.value.lines[0]).startswith(f"{tmp_path / 'config.toml'}:{line}")


async def test_what_the_screen_says_of_keys_follows_too(tmp_path: Path) -> None:
    settings = config(tmp_path, '[keys]\nnote = "ö"\ndetails = "ä"\nlist-close = "ü"\n')
    async with running(tmp_path, settings=settings) as driven:
        assert driven.shows("ä: more")
        await driven.press("ö", *"late", "escape")
        assert driven.shows("ö: unfinished note")
        await driven.press("V")
        assert driven.shows("ü closes")
        await driven.press("ü")
        assert driven.app.review_screen.over is None


def test_where_one_writes_a_character_is_text(tmp_path: Path) -> None:
    faults = refusal(tmp_path, '[keys]\nnote-save = "s"\npick = ["enter", "space"]\n')
    assert faults == [
        '2: "s" is text there (while a note is written); write a key that is none, such as '
        '"ctrl+o"',
        '3: "space" is text there (in a list to pick from, or a line to type); write a key that is '
        'none, such as "ctrl+o"',
    ]


async def test_a_note_is_written_with_keys_of_ones_own(tmp_path: Path) -> None:
    keys = '[keys]\nnote-save = "ctrl+x"\nnote-line = "enter"\nnote-aside = "ctrl+g"\n'
    async with running(tmp_path, settings=config(tmp_path, keys)) as driven:
        await driven.press("o")
        assert driven.shows("ctrl+x saves  enter new line  ctrl+g keeps a draft")
        await driven.press(*"one", "enter", *"two", "ctrl+g")
        assert driven.shows("The note is kept as a draft")
        await driven.press("o", "ctrl+x")
        assert (await driven.saved()).entries["acorn", "retention"].note == "one\ntwo"
        await driven.press("?", *"new line")
        assert driven.shows("begin a new line")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("leave = []", ['2: no key would lead out (in a list to choose from); give "leave" a key']),
        (
            'list-close = "q"\nlist-enter = "e"',
            [
                '2: no key would lead out (in a list to read); give "list-close" or "list-enter" a '
                'key that types nothing, such as "escape"'
            ],
        ),
        (
            "filter-close = []\nfilter-done = []",
            ["2: no key would lead out (while words are typed that filter the overview)"],
        ),
        ('filter-close = "ctrl+u"', ["2: no key would lead out (while words are typed that"]),
        ("note-save = []\nnote-aside = []", ["2: no key would lead out (while a note is written)"]),
        ("pick-nothing = []", ["2: no key would lead out (in a list to pick from, or a line to"]),
        ("quit = []\ncommands = []", ["2: no key would lead out (reviewing); give "]),
        ("quit = []", []),
        ('leave = "Z"\nlist-close = "escape"', []),
        ('close = "Z"\nfind-done = "tab"', []),
        ('drop-piece = ["escape", "q"]', ["2: no key would lead out (in the list of a verdict's"]),
    ],
)
def test_no_place_is_without_a_way_out(tmp_path: Path, text: str, lines: list[str]) -> None:
    settings = config(tmp_path, f"[keys]\n{text}\n")
    if not lines:
        assert settings.path is not None
        keys_with(settings.keys, settings.path)
        return
    found = refusal(tmp_path, f"[keys]\n{text}\n")
    for line in lines:
        assert any(one.startswith(line) for one in found), found


async def test_the_overviews_filter_has_keys_of_its_own(tmp_path: Path) -> None:
    keys = '[keys]\nfilter-done = "tab"\nfilter-close = "ctrl+g"\nopen-cell = "o"\nleave = "Z"\n'
    async with running(tmp_path, settings=config(tmp_path, keys)) as driven:
        await driven.press("O", "slash", *"coo")
        assert driven.shows("tab: to what is left of the table")
        assert driven.shows("ctrl+g back")
        await driven.press("enter", "escape", *"k", "tab", "o")
        assert driven.desk.requirement.id == "cookies"
        await driven.press("O", "slash", "ctrl+g", "Z")
        assert driven.app.screen is driven.app.review_screen


async def test_what_lists_say_of_keys_follows_while_one_types_too(tmp_path: Path) -> None:
    keys = (
        '[keys]\nlist-close = ["q", "ctrl+g"]\npick = "tab"\npick-nothing = "ctrl+g"\n'
        'pick-next = "ctrl+n"\nfind-done = "tab"\nclose = "ctrl+g"\n'
    )
    async with running(tmp_path, settings=config(tmp_path, keys)) as driven:
        await driven.press("?")
        assert driven.shows("↑ ↓ scroll   ctrl+g closes")
        await driven.press("ctrl+g", ":")
        assert driven.shows("↑ ctrl+n choose   tab picks   ctrl+g back")
        await driven.press("ctrl+g", "slash")
        assert driven.shows("Type what to find; tab, then n and N go through the hits, ctrl+g")
