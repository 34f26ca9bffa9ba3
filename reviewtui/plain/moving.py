"""Moving: to another requirement, another policy, through a queue; and the rest of the program."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.reviews import Queue
from reviewtui.reviews.queues import count_queues, count_scopes, scopes, what_next
from reviewtui.reviews.walking import EVERYTHING, Scope
from reviewtui.session.queue_words import NAMES, empty, scope_name

if TYPE_CHECKING:
    from reviewtui.plain.talk import Talk

PATIENCE = 2.0  # seconds between two lines on how many policies are ranked


def requirement(talk: Talk, by: int) -> None:
    """To the requirement `by` further."""
    talk.desk.step_requirement(by)
    talk.show = True


def policy(talk: Talk, by: int) -> None:
    """To the policy `by` further."""
    talk.desk.step_policy(by)
    talk.show = True


def through(talk: Talk, queue: Queue, scope: Scope = EVERYTHING) -> None:
    """To the next of a queue, in a part of the review, which decisions go on in."""
    desk = talk.desk
    if queue is Queue.WEAK:
        weigh(talk)
    if queue is Queue.UNDECIDED and scope == EVERYTHING:
        desk.leave_queue()
    if desk.go_through(queue, scope):
        talk.show = True
        return
    listed = {one: desk.listed(one) for one in (Queue.STALE, Queue.MOVED)}
    counts = count_queues(desk.review, desk.checklist, desk.policy_ids, listed)
    to_undecided = "Q undecided" if desk.in_queue else "undecided"
    hints = {"queues": "Q", "next-undecided": to_undecided, "next-stale": "s"}
    then = what_next(counts, queue if scope == EVERYTHING else Queue.WEAK)
    talk.say(empty(queue, scope, then, hints))


def undecided(talk: Talk, _argument: str) -> None:
    """To the next that is not decided, or the next one of the queue."""
    desk, stayed = talk.desk, talk.desk.stays_in
    desk.advance()
    if desk.finished:
        desk.finished = False
        talk.say("Every requirement is decided.")
    else:
        talk.say_ended(stayed)
        talk.show = True


def weigh(talk: Talk) -> None:
    """Ranks what is undecided in all policies, to know which has weak candidates only; says how
    far that is where it takes long. Ctrl+C stops it: then some are known."""
    desk, weighing = talk.desk, talk.desk.weighing
    if weighing.complete and not weighing.outdated:
        return
    weighing.begin(len(desk.policy_ids))
    said = monotonic() + PATIENCE
    try:
        for found in talk.library.weigh(
            lambda: desk.review, learning=desk.learning, first=desk.pair[0]
        ):
            weighing.add(found)
            if monotonic() > said:
                said = monotonic() + PATIENCE
                talk.say(f"Ranking: {weighing.done} of {weighing.total} policies; Ctrl+C stops.")
                talk.dialogue.flush()
    except KeyboardInterrupt:
        weighing.cancelled = True
        talk.say(f"Stopped: {weighing.done} of {weighing.total} policies are ranked.")


def queues(talk: Talk, argument: str) -> None:
    """Goes through a queue, a part of the review, or a queue in a part (`missing in must`);
    without a name says which there are."""
    found = _named(talk, argument)
    if found is not None:
        through(talk, *found)
        return
    if argument:
        talk.say(f"{visible(argument[:40])}: no such queue, nor such a part.")
    desk = talk.desk
    listed = {one: desk.listed(one) for one in (Queue.STALE, Queue.MOVED)}
    counts = count_queues(desk.review, desk.checklist, desk.policy_ids, listed)
    names = (f"{one} {counts[one]}" if one in counts else str(one) for one in Queue)
    talk.say(f"Queues: {', '.join(names)}; Q undecided leads back to the walk.")
    parts = (
        f"{scope_name(scope)} {known.undecided}"
        for scope, known in count_scopes(desk.review, desk.checklist, desk.policy_ids).items()
    )
    if told := ", ".join(parts):
        talk.say(f"Parts, with what is undecided: {told}; Q missing in must is what is in both.")


def _named(talk: Talk, argument: str) -> tuple[Queue, Scope] | None:
    """The queue and the part of the review that are meant, however they are written."""
    desk = talk.desk
    parts = {scope_name(one).casefold(): one for one in scopes(desk.checklist, desk.policy_ids)}
    for one in [*parts.values()]:
        parts.setdefault(one.name.casefold(), one)
    names = {name.casefold(): queue for queue in Queue for name in (queue.value, NAMES[queue])}
    written = " ".join(argument.split()).casefold()
    if written in names:
        return names[written], EVERYTHING
    if written in parts:
        return Queue.UNDECIDED, parts[written]
    queue, _, part = written.partition(" in ")
    return (names[queue], parts[part]) if queue in names and part in parts else None


def way(talk: Talk, _argument: str) -> None:
    """Walks the other way from here on."""
    talk.desk.switch_way()
    talk.say(f"Walking {talk.desk.way}.")


def go(talk: Talk, argument: str) -> None:
    """To what is named: a requirement or a policy by its id, or both, the policy first."""
    desk = talk.desk
    if not argument:
        talk.say(f"Policies: {', '.join(desk.policy_ids)}.")
        talk.say(f"Requirements: {', '.join(desk.requirement_ids)}.")
        return
    there, wanted = desk.pair
    if argument in desk.policy_ids:
        there = argument
    elif argument in desk.requirement_ids:
        wanted = argument
    else:
        there, _, wanted = argument.rpartition(" ")
    if there.strip() not in desk.policy_ids or wanted not in desk.requirement_ids:
        talk.say(f'There is no "{argument[:60]}"; g alone lists what there is.')
        return
    desk.go_to((there.strip(), wanted))
    talk.show = True


def learning(talk: Talk, _argument: str) -> None:
    """Ranks with or without what was learned."""
    talk.desk.switch_learning()
    talk.say(f"Learning is {'on' if talk.desk.learning else 'off'}.")
    talk.show = True


def save_copy(talk: Talk, argument: str) -> None:
    """Saves a copy elsewhere, as long as the review itself cannot be saved."""
    if talk.keeper.saver.saved:
        talk.say("There is nothing that could not be saved.")
        return
    place = Path(argument).expanduser()
    try:
        talk.keeper.saver.save_copy(place)
    except InputError as error:
        talk.say(f"No copy: {error.lines[0]}.")
    else:
        talk.say(f"A copy is in {visible(str(place))}, and kept up to date.")


def take_over(talk: Talk, _argument: str) -> None:
    """Begins to write a review that somebody else had open."""
    if not talk.keeper.read_only:
        talk.say("The review is yours already.")
        return
    talk.keeper.take_lock(take_over=True)
    if talk.keeper.read_only:
        talk.say(talk.keeper.read_only)
        return
    try:
        talk.keeper.read_again()
    except InputError as error:
        talk.say(f"{error.lines[0]}. What is shown here is as it was; saving joins both.")
    talk.say("You may decide now.")
    talk.show = True


def leave(talk: Talk, _argument: str) -> None:
    """Ends the dialogue; where something is not saved it is said first."""
    if not talk.keeper.saver.saved and not talk.keeper.warned:
        talk.keeper.warned = True
        talk.say("NOT saved: W PATH saves a copy elsewhere; q again quits.")
        return
    talk.over = True
