"""What may be answered at a prompt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.plain.commands import COMMANDS, Answer, help_lines, numbers, parse
from reviewtui.plain.reviewing import _READS, _VERDICTS, _WRITES
from reviewtui.tui.actions import ACTIONS, Where, shown_key


@pytest.mark.parametrize(
    ("line", "action", "argument"),
    [
        ("m", "met", ""),
        ("met 2 3", "met", "2 3"),
        ("MET", "met", ""),
        ("n/a", "not-applicable", ""),
        ("o It says so.", "note", "It says so."),
        ("/retention period", "find", "retention period"),
        ("/ retention", "find", "retention"),
        ("s", "next-stale", ""),
        ("S", "next-moved", ""),
        ("L", "learning", ""),
        ("l", "list", ""),
    ],
)
def test_letters_are_those_of_the_app_and_words_do_too(
    line: str, action: str, argument: str
) -> None:
    answer = parse(line)
    assert isinstance(answer, Answer)
    assert (answer.command.id, answer.argument) == (action, argument)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("zz", "no command"),
        ("M", "no command"),
        ("x 2", "takes nothing"),
        ("find", "needs WORDS"),
        ("\x1b[2J", "no command"),
    ],
)
def test_what_is_no_command_is_told(line: str, why: str) -> None:
    answer = parse(line)
    assert isinstance(answer, str)
    assert why in answer
    assert "\x1b" not in answer


def test_letters_mean_what_they_mean_in_the_app() -> None:
    keys = {
        shown_key(key): action.id
        for action in ACTIONS
        if Where.REVIEW in action.where
        for key in action.keys
    }
    own = {"next-undecided", "redo", "confirm", "go", "list", "again", "quit"}
    for command in COMMANDS:
        for name in command.names:
            if len(name) == 1 and command.id not in own:
                assert keys[name] == command.id, name


def test_every_command_can_be_done_and_is_in_the_help() -> None:
    ids = [command.id for command in COMMANDS]
    assert set(ids) == _READS.keys() | _WRITES.keys() | _VERDICTS
    names = [name for command in COMMANDS for name in command.names]
    assert len(names) == len(set(names))
    assert all(line.startswith(c.names[0]) for line, c in zip(help_lines(), COMMANDS, strict=True))


def test_numbers_of_candidates() -> None:
    assert numbers("2, 3 2") == (2, 3)
    assert numbers("") == ()
    assert numbers("two") is None
    assert numbers("²") is None


@given(st.text(max_size=60))
def test_any_line_is_a_command_or_a_reason(line: str) -> None:
    answer = parse(line)
    assert isinstance(answer, str | Answer)
