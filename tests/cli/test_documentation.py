"""docs/commands.md says all that the commands take, and nothing that they do not."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from reviewtui.cli.commands import COMMANDS
from reviewtui.cli.group import program
from reviewtui.cli.program import BAD_INPUT, BROKEN_PIPE, INTERRUPTED, UNEXPECTED


def chapter(samples: Path, command: str) -> str:
    """What docs/commands.md says about a command."""
    text = (samples / "docs/commands.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {command}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no chapter on {command}"
    return found[1]


def options(command: str) -> set[str]:
    """The options that a command takes, besides --help."""
    loaded = program.get_command(click.Context(program), command)
    assert loaded is not None
    taken: set[str] = set()
    for one in with_subcommands(loaded):
        for parameter in one.params:
            if isinstance(parameter, click.Option):
                taken |= {*parameter.opts, *parameter.secondary_opts}
    return taken


def with_subcommands(command: click.Command) -> list[click.Command]:
    """A command, and those below it."""
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return [command, *below]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented_and_every_documented_option_is_there(
    samples: Path, command: str
) -> None:
    table = [line for line in chapter(samples, command).splitlines() if line.startswith("| `-")]
    documented = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", "\n".join(
        line.split("|")[1] for line in table)))  # fmt: skip
    assert documented == options(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_list_and_has_help(samples: Path, command: str) -> None:
    text = (samples / "docs/commands.md").read_text(encoding="utf-8")
    assert re.search(rf"^reviewtui \[?{command}\b", text, re.MULTILINE)
    loaded = program.get_command(click.Context(program), command)
    assert loaded is not None
    for one in with_subcommands(loaded):
        assert one.help
        for parameter in one.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, parameter.name


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_shows_an_example(command: str) -> None:
    loaded = program.get_command(click.Context(program), command)
    assert loaded is not None
    helps = [one.help or "" for one in with_subcommands(loaded) if not isinstance(one, click.Group)]
    for text in helps:
        example = text.rpartition("\b\n")[2]
        assert f"reviewtui {command}" in example or (command == "review" and "reviewtui" in example)


def test_every_status_is_documented(samples: Path) -> None:
    text = (samples / "docs/commands.md").read_text(encoding="utf-8")
    table = set(map(int, re.findall(r"^\| (\d+) \|", text, re.MULTILINE)))
    assert table == {0, 1, BAD_INPUT, UNEXPECTED, INTERRUPTED, BROKEN_PIPE}
