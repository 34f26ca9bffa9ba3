"""The dialogue: shows a requirement, asks, does what is answered; until the reviewer quits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.plain import deciding, moving, showing
from reviewtui.plain.commands import parse
from reviewtui.reviews import Queue, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.plain.talk import Talk

PROMPT = "m p x c w a d (m 2: the second), n more, ? help:"

_VERDICTS = frozenset(verdict.value for verdict in Verdict)
_WRITES: dict[str, Callable[[Talk, str], None]] = {
    "defer": deciding.defer,
    "confirm": deciding.confirm,
    "note": deciding.note,
    "undo": deciding.undo,
    "redo": deciding.redo,
}
_READS: dict[str, Callable[[Talk, str], None]] = {
    "next-candidate": showing.more,
    "to-candidate": showing.around,
    "why": showing.why,
    "find": showing.find,
    "details": showing.details,
    "list": showing.listing,
    "again": showing.again,
    "help": showing.helping,
    "next-requirement": lambda talk, _: moving.requirement(talk, 1),
    "previous-requirement": lambda talk, _: moving.requirement(talk, -1),
    "next-policy": lambda talk, _: moving.policy(talk, 1),
    "previous-policy": lambda talk, _: moving.policy(talk, -1),
    "next-undecided": moving.undecided,
    "next-stale": lambda talk, _: moving.through(talk, Queue.STALE),
    "next-moved": lambda talk, _: moving.through(talk, Queue.MOVED),
    "queues": moving.queues,
    "way": moving.way,
    "go": moving.go,
    "learning": moving.learning,
    "save-copy": moving.save_copy,
    "take-over": moving.take_over,
    "quit": moving.leave,
}


def review(talk: Talk) -> None:
    """Asks until the reviewer quits or the input ends."""
    while not talk.over:
        talk.dialogue.say_all(talk.keeper.news())
        if talk.show:
            talk.show = False
            showing.present(talk)
            talk.keeper.keep_place()
        line = talk.dialogue.ask(PROMPT)
        if line is None:
            return
        if line:
            _answer(talk, line)


def _answer(talk: Talk, line: str) -> None:
    answer = parse(line)
    if isinstance(answer, str):
        talk.say(f"{answer}.")
        return
    action = answer.command.id
    if action in _READS:
        _READS[action](talk, answer.argument)
    elif talk.keeper.read_only:
        talk.say(talk.keeper.read_only)
    elif action in _VERDICTS:
        deciding.decide(talk, Verdict(action), answer.argument)
    else:
        _WRITES[action](talk, answer.argument)
