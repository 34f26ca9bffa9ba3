"""Names behind a semicolon, and the user's editor."""

from __future__ import annotations

import pytest

from reviewtui.errors import InputError
from reviewtui.session.editor import editor_command
from reviewtui.session.snippets import completed, matching, token_before

SNIPPETS = {"vague": "Vague.", "value-added": "Added.", "ask": "Ask."}


@pytest.mark.parametrize(
    ("line", "column", "name"),
    [
        (";va", 3, "va"),
        ("so ;va and", 6, "va"),
        ("(;ask", 5, "ask"),
        (";", 1, ""),
        ("a;va", 4, None),
        ("va", 2, None),
        (";va ", 4, None),
        ("", 0, None),
    ],
)
def test_a_name_stands_behind_a_semicolon(line: str, column: int, name: str | None) -> None:
    token = token_before(line, column)
    assert (token.name if token else None) == name
    if token is not None:
        assert line[token.start] == ";"


def test_names_are_completed_as_far_as_they_agree() -> None:
    assert matching(SNIPPETS, "VA") == ["vague", "value-added"]
    assert completed(SNIPPETS, "v") == "va"
    assert completed(SNIPPETS, "vag") == "vague"
    assert completed(SNIPPETS, "x") == "x"


def test_the_config_comes_before_visual_and_visual_before_editor() -> None:
    both = {"VISUAL": "vim -n", "EDITOR": "ed"}
    assert editor_command("nano -w", both) == ["nano", "-w"]
    assert editor_command(" ", both) == ["vim", "-n"]
    assert editor_command("", {"VISUAL": "", "EDITOR": "'my editor' x"}) == ["my editor", "x"]
    with pytest.raises(InputError, match="no editor"):
        editor_command("", {})
    with pytest.raises(InputError, match="VISUAL: No closing quotation"):
        editor_command("", {"VISUAL": "vim 'x"})
