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

KNOWN = {"reviewer": Kind.STRING, "policies": Kind.STRINGS}


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("config") / "config.toml"


PIECES = st.sampled_from(
    [
        "reviewer",
        "rewiever",
        "policies",
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


def test_every_mistake_has_its_line(path: Path) -> None:
    path.write_text('\nrewiever = "ann"\npolicies = []\nreviewer = 1\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_keys(path, KNOWN)
    assert [line.removeprefix(f"{path}:") for line in caught.value.lines] == [
        '2: unknown key "rewiever"; did you mean "reviewer"?',
        '3: "policies" must be a string in quotes, or an array of them',
        '4: "reviewer" must be a string in quotes',
    ]


def test_one_string_may_stand_for_an_array(path: Path) -> None:
    path.write_text('policies = "a"\n', encoding="utf-8")
    assert read_keys(path, KNOWN) == {"policies": ("a",)}


def test_the_users_settings(home: Path) -> None:
    assert load_settings() == Settings()
    config = home / "config/reviewtui/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('reviewer = "Ann Example"\n', encoding="utf-8")
    assert load_settings().reviewer == "Ann Example"
