"""Deciding: what changes the review; each decision is on the disk before the next question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.plain import describing
from reviewtui.plain.showing import spans_of
from reviewtui.reviews import Verdict, now
from reviewtui.session.arrival import arrival
from reviewtui.session.snippets import expanded
from reviewtui.session.wording import came_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.plain.talk import Talk
    from reviewtui.reviews import Pair, Queue, Undone
    from reviewtui.reviews.taking import Span
    from reviewtui.reviews.walking import Scope


def decide(talk: Talk, verdict: Verdict, argument: str) -> None:
    """Gives a verdict; the numbers in `argument` say which passages it takes."""
    desk = talk.desk
    if not desk.ready:
        unread = desk.pair[0] in desk.failures
        why = "this policy cannot be read" if unread else "nothing is shown; . shows it once more"
        talk.say(f"Not decided: {why}.")
        return
    if argument:
        spans = spans_of(talk, argument)
        if spans is None:
            return
        _pick(talk, spans)
    pair, title, stayed = desk.pair, desk.requirement.title, desk.stays_in
    decided = desk.decide(verdict, now())
    cited = describing.passages(len(decided.evidence)) if decided.evidence else "no evidence"
    if decided.searched:
        cited = f"{describing.passages(len(decided.rejected))} shown"
    _decided(talk, f"{title}: {verdict}, {cited}.", pair, stayed)


def _pick(talk: Talk, spans: Sequence[Span]) -> None:
    """Takes these passages; a single candidate only becomes the current one."""
    desk = talk.desk
    candidates = [(one.start, one.end) for one in desk.candidates or ()]
    if len(spans) == 1 and spans[0] in candidates and not desk.pieces:
        desk.step_candidate(candidates.index(spans[0]) - desk.current)
    else:
        desk.picked, desk.pieces = True, list(spans)


def defer(talk: Talk, _argument: str) -> None:
    """Puts the requirement off, or no longer."""
    pair, title, stayed = talk.desk.pair, talk.desk.requirement.title, talk.desk.stays_in
    deferred = talk.desk.defer(now())
    _decided(talk, f"{title}: {'deferred' if deferred else 'no longer deferred'}.", pair, stayed)


def confirm(talk: Talk, _argument: str) -> None:
    """Lets a verdict that is stale or moved stand as it is."""
    if talk.desk.change is None:
        talk.say("There is nothing to confirm here.")
        return
    pair, title, stayed = talk.desk.pair, talk.desk.requirement.title, talk.desk.stays_in
    dropped = talk.desk.confirm(now())
    without = f" without {describing.passages(len(dropped))} that are gone" if dropped else ""
    _decided(talk, f"{title}: confirmed{without}.", pair, stayed)


def note(talk: Talk, text: str) -> None:
    """Sets the note: `text`, or the lines that are asked for."""
    if not text:
        talk.say("Write the note; a line with nothing but a full stop ends it.")
        lines = []
        while (line := talk.dialogue.ask("note:")) not in {None, "."}:
            lines.append(str(line))
        text = "\n".join(lines).strip()
    talk.desk.note(talk.desk.pair, expanded(talk.snippets, text), now())
    talk.say(f"{'Note kept' if text else 'No note now'}. {talk.keeper.save()}")


def undo(talk: Talk, _argument: str) -> None:
    """Takes back this reviewer's last decision."""
    _went_back(talk, talk.desk.undo(now()), "undone", "Nothing of yours to undo.")


def redo(talk: Talk, _argument: str) -> None:
    """Gives it again."""
    _went_back(talk, talk.desk.redo(now()), "given again", "Nothing to redo.")


def _went_back(talk: Talk, undone: Undone, done: str, nothing: str) -> None:
    for other in undone.blocked:
        when = f"{other.time:%Y-%m-%d %H:%M}"
        talk.say(f"{_title(talk, other.pair)} stays: {other.reviewer} changed it on {when}.")
    if undone.pairs:
        said = f"{_title(talk, undone.pairs[0])}: {came_back(undone, done)}."
        _decided(talk, said, talk.desk.pair, talk.desk.stays_in)
        talk.show = True
    elif not undone.blocked:
        talk.say(nothing)


def _title(talk: Talk, pair: Pair) -> str:
    """A requirement by its title, and its policy where that is another than the current one."""
    known = talk.desk.checklist.by_id.get(pair[1])
    title = known.title if known else pair[1]
    return title if pair[0] == talk.desk.pair[0] else f"{pair[0]}, {title}"


def _decided(talk: Talk, said: str, before: Pair, stayed: tuple[Queue, Scope]) -> None:
    """The review changed: saves it, says both, and goes on to where the desk is now; says so where
    the queue in which it `stayed` has ended."""
    talk.say(f"{said} {talk.keeper.save()}")
    talk.say_ended(stayed)
    if talk.desk.finished:
        talk.say("Every requirement is decided.")
        talk.dialogue.say_all(describing.sum_lines(talk.desk))
        talk.say(". j and k look again, u takes back, q quits.")
        talk.desk.finished = False
    elif talk.desk.pair != before:
        talk.show = True
        if stayed == talk.desk.stays_in and (why := arrival(talk.desk, before, *stayed)):
            talk.say(f"{why.removesuffix('.')}.")
