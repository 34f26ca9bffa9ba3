"""What can be answered at a prompt: letters of the app's keys, and whole words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from reviewtui.characters import visible


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to answer: `names` are what may be typed, a letter first; `id` is that of the
    app's action, where there is one. `argument` is what may follow, for the help."""

    id: str
    names: tuple[str, ...]
    help: str
    argument: str = ""


class Answer(NamedTuple):
    """A command and what stood behind it."""

    command: Command
    argument: str = ""


_NUMBERS = "[NUMBER]…"

COMMANDS = (
    Command("met", ("m", "met"), "met; takes the candidates with these numbers", _NUMBERS),
    Command("partial", ("p", "partial"), "partial: it says some of it", _NUMBERS),
    Command("missing", ("x", "missing"), "missing: it does not say it"),
    Command("contradicted", ("c", "contradicted"), "contradicted: it says otherwise", _NUMBERS),
    Command("unclear", ("w", "unclear"), "unclear", _NUMBERS),
    Command("not-applicable", ("a", "n/a", "not-applicable"), "not applicable", _NUMBERS),
    Command("defer", ("d", "defer"), "come back to it later; again: no longer"),
    Command(
        "confirm",
        ("y", "confirm"),
        "confirm a verdict that is stale or on moved evidence, as it stands",
    ),
    Command("note", ("o", "note"), "write the note; without TEXT the lines that follow", "[TEXT]"),
    Command("undo", ("u", "undo"), "take back your last decision"),
    Command("redo", ("redo",), "give it again"),
    Command("next-candidate", ("n", "more"), "the next candidates"),
    Command("to-candidate", ("z", "around"), "what stands around a candidate", "[NUMBER]"),
    Command("why", ("r", "why"), "what was looked for and where it stands; what was shown"),
    Command("find", ("/", "find"), "passages with these words, as more candidates", "WORDS"),
    Command("details", ("i", "info"), "guidance, references and terms of the requirement"),
    Command("next-requirement", ("j", "next"), "next requirement"),
    Command("previous-requirement", ("k", "previous", "back"), "previous requirement"),
    Command("next-undecided", ("tab", "undecided"), "next one not decided, or of the queue"),
    Command("next-stale", ("s", "stale"), "next stale verdict"),
    Command("next-moved", ("S", "moved"), "next verdict on moved evidence"),
    Command(
        "queues", ("Q", "queue"), "go through a queue, a part, one in the other", "[QUEUE in PART]"
    ),
    Command("way", ("t", "way"), "walk by policy, or by requirement across policies"),
    Command("next-policy", ("]", ">"), "next policy"),
    Command("previous-policy", ("[", "<"), "previous policy"),
    Command("go", ("g", "go"), "to a requirement, or another policy", "[POLICY] [REQUIREMENT]"),
    Command("list", ("l", "list"), "this policy's requirements and what was decided"),
    Command("learning", ("L", "learning"), "learn from earlier verdicts in the ranking, or not"),
    Command("again", (".", "again"), "this requirement once more"),
    Command("save-copy", ("W", "copy"), "save a copy elsewhere, where saving fails", "PATH"),
    Command("take-over", ("T", "take-over"), "begin to write a review somebody else had open"),
    Command("help", ("?", "help"), "these commands"),
    Command("quit", ("q", "quit"), "quit; everything decided is saved"),
)

_SPACED = ("/",)  # may be followed by its argument at once


def parse(line: str) -> Answer | str:
    """What was answered; a line that says why not, where it cannot be understood.

    A letter is what it is in the app, capitals included; words may be in any case.
    """
    word, _, rest = line.partition(" ")
    for command in COMMANDS:
        if word in command.names or (len(word) > 1 and word.lower() in command.names):
            return _checked(command, rest.strip())
        for name in command.names:
            if name in _SPACED and line.startswith(name):
                return _checked(command, line[len(name) :].strip())
    return f'"{visible(word[:20])}" is no command; ? lists them'


def _checked(command: Command, argument: str) -> Answer | str:
    if argument and not command.argument:
        return f"{command.names[-1]} takes nothing behind it"
    if not argument and command.argument and not command.argument.startswith("["):
        return f"{command.names[-1]} needs {command.argument} behind it"
    return Answer(command, argument)


def numbers(argument: str) -> tuple[int, ...] | None:
    """The numbers of candidates in `2 5` or `2, 5`, each once; None if it is anything else."""
    words = argument.replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() and len(word) <= 4 for word in words):
        return None
    return tuple(dict.fromkeys(int(word) for word in words))


def help_lines() -> list[str]:
    """A line for each command."""
    lines = []
    for command in COMMANDS:
        names = " or ".join(command.names[:2])
        wanted = f" {command.argument}" if command.argument else ""
        lines.append(f"{names}{wanted}: {command.help}")
    return lines
