"""Small TOML files of known keys: read, or refused with lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.characters import HIDDEN
from reviewtui.errors import InputError
from reviewtui.settings import Settings, load_settings
from reviewtui.toml_keys import Kind, read_keys

KNOWN = {"reviewer": Kind.STRING, "policies": Kind.STRINGS, "snippets": Kind.TEXTS}


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("config") / "config.toml"


PIECES = st.sampled_from(
    [
        "reviewer",
        "rewiever",
        "policies",
        "snippets",
        " = ",
        '"a"',
        "[",
        "]",
        ",",
        "\n",
        "7",
        "#",
        "\\",
        "'",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.text())
def test_any_text_is_read_or_refused(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        keys = read_keys(path, KNOWN)
    except InputError as error:
        assert error.lines
        for line in error.lines:
            assert line.startswith(f"{path}:")
            assert not HIDDEN.search(line)
    else:
        assert set(keys) <= set(KNOWN)
        assert isinstance(keys.get("reviewer", ""), str)
        assert isinstance(keys.get("policies", ()), tuple)
        assert isinstance(keys.get("snippets", {}), dict)


def test_every_mistake_has_its_line(path: Path) -> None:
    path.write_text('\nrewiever = "ann"\npolicies = []\nreviewer = 1\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_keys(path, KNOWN)
    assert [line.removeprefix(f"{path}:") for line in caught.value.lines] == [
        '2: unknown key "rewiever"; did you mean "reviewer"?',
        '3: "policies" is empty; write what it is to be, or take the line out',
        '4: "reviewer" must be a string in quotes',
    ]


def test_every_mistake_in_a_table_has_its_line(path: Path) -> None:
    path.write_text(
        '[snippets]\nvague = "Vague."\n"no space" = "x"\nempty = " "\n\nlist = ["x"]\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        read_keys(path, KNOWN)
    assert [line.removeprefix(f"{path}:") for line in caught.value.lines] == [
        '3: "no space" in [snippets]: a name is letters, digits, - and _, 40 at most',
        '4: "empty" in [snippets] is empty; write what it is to be, or take the line out',
        '6: "list" in [snippets] must be a string in quotes',
    ]
    path.write_text('snippets = "vague"\n', encoding="utf-8")
    with pytest.raises(InputError, match='1: "snippets" must be a table of names'):
        read_keys(path, KNOWN)


def test_one_string_may_stand_for_an_array(path: Path) -> None:
    path.write_text('policies = "a"\n', encoding="utf-8")
    assert read_keys(path, KNOWN) == {"policies": ("a",)}


def test_the_users_settings(home: Path) -> None:
    config = home / "config/reviewtui/config.toml"
    assert load_settings() == Settings(path=config)
    config.parent.mkdir(parents=True)
    config.write_text(
        'reviewer = "Ann Example"\neditor = "vim -n"\n[snippets]\nvague = "Vague:\\nno period."\n',
        encoding="utf-8",
    )
    assert load_settings() == Settings(
        reviewer="Ann Example",
        editor="vim -n",
        snippets={"vague": "Vague:\nno period."},
        path=config,
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\n[keys]\n[keys]\n", ":3: broken TOML at column 6: cannot declare [keys] twice; the"),
        (b'# a\rtheme = "dark"\r', ":1: broken TOML at column 4: found invalid character '\\r';"),
        (b"\n= 1\n", ":2: broken TOML at column 1: invalid statement; a line is key = value"),
        (b'theme = "dark"\ntheme = "light"\n', ":2: broken TOML at column 16: cannot overwrite"),
        (b"\xef\xbb\xbf\r\ntheme = 3\r\n", ':2: "theme" must be a string in quotes'),
        (b'# a\ntheme = "\xff"\n', ":2: not UTF-8; save the file with that encoding"),
        (b'\nchecklist = "c.toml"\n', ':2: "checklist" is not for this file; it belongs into the'),
        (b'\neditor = "vim \'a"\n', ":2: editor: no closing quotation; close its quotes"),
        (b'\n[layout]\nchecklist = "yes"\n', ':3: "checklist" in [layout] must be true, false or'),
        (b"ascii = 1\n", ':1: "ascii" must be true or false'),
        (b'[keys]\nmet = ["m", ""]\n', ':2: "met" in [keys] must be a string in quotes, or an'),
        (b'templates = ["a"]\n', ':1: "templates" must be a string in quotes'),
    ],
)
def test_a_mistake_in_the_users_config_is_one_line(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        load_settings(path)
    [line] = caught.value.lines
    assert line.startswith(f"{path}{said}")


def test_an_editor_is_a_command_in_words(path: Path) -> None:
    command = "'/opt/my editor/ed' -n \"a b\""
    path.write_text(f"editor = {json.dumps(command)}\n", encoding="utf-8")
    assert load_settings(path).editor == command


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("folder", "is a folder, a file was expected"),
        ("dangling", "a link to nothing; mend it or remove it"),
        ("loop", "links that lead round; check them"),
        ("below a file", "part of its path is not a folder; check the name"),
    ],
)
def test_what_is_no_file_is_told(tmp_path: Path, kind: str, said: str) -> None:
    path = tmp_path / "reviewtui/config.toml"
    path.parent.mkdir()
    if kind == "folder":
        path.mkdir()
    elif kind == "below a file":
        path.parent.rmdir()
        path.parent.write_text("x", encoding="utf-8")
    else:
        path.symlink_to("nowhere" if kind == "dangling" else path.name)
    with pytest.raises(InputError) as caught:
        load_settings(path)
    assert caught.value.lines == (f"{path}: {said}",)
