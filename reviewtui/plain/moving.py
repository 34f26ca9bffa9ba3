"""Moving: to another requirement, another policy, through a queue; and the rest of the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.reviews import Queue

if TYPE_CHECKING:
    from reviewtui.plain.talk import Talk

# All but the queue of weak candidates, for which every policy has to be ranked.
_QUEUES = tuple(queue for queue in Queue if queue is not Queue.WEAK)


def requirement(talk: Talk, by: int) -> None:
    """To the requirement `by` further."""
    talk.desk.step_requirement(by)
    talk.show = True


def policy(talk: Talk, by: int) -> None:
    """To the policy `by` further."""
    talk.desk.step_policy(by)
    talk.show = True


def through(talk: Talk, queue: Queue) -> None:
    """To the next of a queue, which decisions go on in."""
    if talk.desk.go_through(queue):
        left, _ = talk.desk.queue_place()
        talk.say(f"{queue}: {left} left.")
        talk.show = True
    elif queue is Queue.UNDECIDED:
        talk.say("Every requirement is decided.")
    else:
        talk.say(f"Nothing is {queue}.")


def queues(talk: Talk, name: str) -> None:
    """Goes through the queue with this name; without one says which there are."""
    chosen = next((queue for queue in _QUEUES if queue.value == name.lower()), None)
    if chosen is not None:
        through(talk, chosen)
    else:
        talk.say(f"Queues: {', '.join(_QUEUES)}; undecided leads back to the walk.")


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
