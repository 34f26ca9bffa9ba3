"""Showing: the requirement, its candidates, what stands around them, what find brings."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLongError
from typing import TYPE_CHECKING

from reviewtui.errors import InputError
from reviewtui.plain import describing
from reviewtui.plain.commands import help_lines, numbers

if TYPE_CHECKING:
    from reviewtui.documents import Policy
    from reviewtui.plain.talk import Talk
    from reviewtui.reviews.taking import Span

PATIENCE = 1.0  # seconds before it is said that a policy is being read
PROGRESS = 5.0  # and between two words on how far that is
HITS = 10  # passages that find shows


def present(talk: Talk) -> None:
    """The requirement and its best candidates."""
    desk = talk.desk
    talk.found = []
    talk.say("")
    ready = _ready(talk)
    desk.recall()
    talk.dialogue.say_all(describing.requirement_lines(desk))
    if not ready:
        talk.say(desk.failures.get(desk.pair[0], ""))
        return
    _say_unread(talk)
    if desk.pieces:
        count = len(desk.pieces)
        talk.say(f"A verdict takes the {count} passages again that it cites.")
    _show_candidates(talk, 0)


def _ready(talk: Talk) -> bool:
    """Reads and ranks what is before the reviewer; says how far that is if it takes long."""
    desk, pair = talk.desk, talk.desk.pair
    desk.failures.pop(pair[0], None)  # it may have been mended
    if desk.ready:
        return True
    reader = ThreadPoolExecutor(1)
    try:
        asked = reader.submit(talk.library.prepare, pair, desk.review, learning=desk.learning)
        patience = PATIENCE
        while True:
            try:
                policy, candidates = asked.result(patience)
            except TooLongError:
                talk.say(f"Reading {pair[0]}… {talk.library.progress(pair[0])}")
                patience = PROGRESS
            except InputError as error:
                desk.failures[pair[0]] = error.lines[0]
                return False
            else:
                desk.keep_policy(policy)
                desk.keep_ranking(pair, candidates)
                return True
    finally:
        reader.shutdown(wait=False, cancel_futures=True)


def _say_unread(talk: Talk) -> None:
    policy = talk.desk.policy
    if policy is not None and policy.unread:
        from reviewtui.documents.unread import unread_note

        talk.say(f"{unread_note(policy)}.")


def _show_candidates(talk: Talk, first: int) -> None:
    desk, candidates = talk.desk, talk.desk.candidates or ()
    if desk.policy is None:
        return
    if not candidates:
        talk.say("No passage comes near this requirement.")
    for head, words in describing.shown_candidates(desk.policy, candidates, first):
        talk.say(head)
        talk.dialogue.say(words, indent=3)
    for candidate in candidates[first : first + describing.SHOWN]:
        desk.coverage.add(desk.policy, (candidate.start, candidate.end))
    desk.seen = max(desk.seen, min(len(candidates), first + describing.SHOWN))


def more(talk: Talk, _argument: str) -> None:
    """The candidates that follow those shown."""
    if talk.desk.candidates is None and talk.desk.policy is not None:
        talk.show = True
    elif talk.desk.seen >= len(talk.desk.candidates or ()):
        talk.say("There are no more candidates.")
    else:
        _show_candidates(talk, talk.desk.seen)


def again(talk: Talk, _argument: str) -> None:
    """All of it once more."""
    talk.show = True


def details(talk: Talk, _argument: str) -> None:
    """The whole wording of the requirement."""
    talk.dialogue.say_all(describing.detail_lines(talk.desk))


def listing(talk: Talk, _argument: str) -> None:
    """The requirements of this policy."""
    talk.dialogue.say_all(describing.list_lines(talk.desk))


def helping(talk: Talk, _argument: str) -> None:
    """The commands."""
    talk.dialogue.say_all(help_lines())


def around(talk: Talk, argument: str) -> None:
    """What stands around the current candidate, or those with these numbers."""
    spans = spans_of(talk, argument or str(talk.desk.current + 1))
    if spans is not None and talk.desk.policy is not None:
        for start, end in spans:
            talk.dialogue.say_all(describing.around_lines(talk.desk.policy, start, end))
            reach = start - describing.AROUND, end + describing.AROUND
            talk.desk.coverage.add(talk.desk.policy, reach)


def why(talk: Talk, _argument: str) -> None:
    """What was looked for and where it stands, the best there is, and what was shown."""
    desk = talk.desk
    if desk.policy is None:
        talk.say("This policy cannot be read.")
        return
    if desk.candidates is None:
        talk.say("Nothing is shown; . shows the requirement once more.")
        return
    from reviewtui.session.silence import rows_of, silence_of

    share, language = desk.coverage.share(desk.policy), desk.checklist.language
    found = silence_of(desk.policy, desk.requirement, desk.candidates, share, language)
    for _, key, text in rows_of(found, desk.requirement.title):
        talk.say(f"{key} {text}".strip())
    desk.seen = max(desk.seen, len(found.candidates))
    for candidate in found.candidates:
        desk.coverage.add(desk.policy, (candidate.start, candidate.end))


def find(talk: Talk, words: str) -> None:
    """Passages that hold these words, typos and all; a verdict can take them by their numbers."""
    policy = talk.desk.policy
    if policy is None:
        talk.say("This policy cannot be read.")
        return
    from reviewtui.documents.search import search_of

    passages = dict.fromkeys(_passage_of(policy, hit) for hit in search_of(policy.text).find(words))
    talk.found = list(passages)[:HITS]
    if not passages:
        talk.say("Nothing like that in this policy.")
    for number, (start, end) in enumerate(talk.found, len(talk.desk.candidates or ()) + 1):
        talk.say(f"{number}. found{describing.place_words(policy, start)}")
        talk.dialogue.say(policy.text[start:end], indent=3)
        talk.desk.coverage.add(policy, (start, end))
    if len(passages) > HITS:
        talk.say(f"And {len(passages) - HITS} more; give more words.")


def _passage_of(policy: Policy, hit: Span) -> Span:
    """The passage in which a hit begins; the hit itself where it is in none."""
    found = next((p for p in policy.passages if p.start <= hit[0] < p.end), None)
    return (found.start, max(found.end, hit[1])) if found is not None else hit


def spans_of(talk: Talk, argument: str) -> list[Span] | None:
    """The passages with these numbers, of those that were shown; None, and why is said, where
    one was not."""
    candidates, seen = talk.desk.candidates or (), talk.desk.seen
    asked = numbers(argument)
    if asked is None:
        talk.say(f"{argument[:20]}: numbers of candidates are expected here.")
        return None
    spans: list[Span] = []
    for number in asked:
        found = number - len(candidates) - 1
        if 0 < number <= min(seen, len(candidates)):
            spans.append((candidates[number - 1].start, candidates[number - 1].end))
        elif 0 <= found < len(talk.found):
            spans.append(talk.found[found])
        else:
            hint = "; n shows more" if seen < number <= len(candidates) else ""
            talk.say(f"No passage {number} was shown{hint}.")
            return None
    return spans
