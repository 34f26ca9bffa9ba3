"""Small TOML files of known keys: read, or refused with lines."""

from __future__ import annotations

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
        '3: "policies" must be a string in quotes, or an array of them',
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
        '4: "empty" in [snippets] must be a string in quotes',
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
