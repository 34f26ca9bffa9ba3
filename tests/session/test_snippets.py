"""Names behind a semicolon, and the user's editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewtui.errors import InputError
from reviewtui.session.editor import editor_command
from reviewtui.session.snippets import (
    completed,
    ends_name,
    expanded,
    matching,
    meant,
    token_before,
)

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
    with pytest.raises(InputError, match="no editor"):
        editor_command("", {"VISUAL": "''", "EDITOR": " "})


def test_a_program_whose_path_has_spaces_needs_no_quotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "my editor" / "ed"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert editor_command(str(program), {}) == [str(program)]
    assert editor_command("", {"VISUAL": "~/my editor/ed"}) == [str(program)]
    assert editor_command("", {"VISUAL": f"'{program}' -w"}) == [str(program), "-w"]
    assert editor_command("", {"VISUAL": "~/nowhere -w"}) == [f"{tmp_path}/nowhere", "-w"]


def test_a_whole_name_is_one_alone() -> None:
    assert meant(SNIPPETS, "vague") == meant(SNIPPETS, "VAGUE") == "Vague."
    assert meant(SNIPPETS, "vag") is None
    two = {"a": "1", "A": "2"}
    assert (meant(two, "a"), meant(two, "A")) == ("1", "2")
    assert meant({"ab": "1", "AB": "2"}, "Ab") is None
    assert [one for one in " ,.;:!?)]'\"ab1-_ü" if not ends_name(one)] == list("ab1-_ü")


def test_every_whole_name_in_a_text_is_replaced() -> None:
    text = ";vague, (;ASK) ;vag a;vague\n;value-added"
    assert expanded(SNIPPETS, text) == "Vague., (Ask.) ;vag a;vague\nAdded."
