"""Why nothing strong is found: what was looked for and where it stands, the best there is, and
how much of the policy has been on the screen; in words, without a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.documents.search import search_of
from reviewtui.reviews.taking import searched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.checklists import Requirement
    from reviewtui.documents import Policy
    from reviewtui.matching import Candidate

SHOWN = 5  # candidates
_WORDS = 4  # ways in which a term is written in the policy


class Looked(NamedTuple):
    """A term that was looked for: how often it stands in the policy, any near spelling
    included, and how it is written there, the most frequent first."""

    term: str
    times: int
    written: tuple[str, ...] = ()


class Silence(NamedTuple):
    """What there is to say before a policy is called silent."""

    looked: tuple[Looked, ...]
    candidates: tuple[Candidate, ...]  # the best, at most SHOWN
    share: float | None  # of the text's characters that were on the screen
    unread: tuple[int, ...] = ()  # pages that show more than their text

    @property
    def strong(self) -> bool:
        """Whether there is a strong candidate all the same."""
        return any(one.strength == "strong" for one in self.candidates)


def silence_of(
    policy: Policy,
    requirement: Requirement,
    candidates: Sequence[Candidate],
    share: float | None,
    language: str = "en",
) -> Silence:
    """What is known of `requirement` in `policy`; takes time linear in the text, once a text."""
    terms = searched(requirement, language)
    looked = tuple(_look(policy.text, term) for term in terms)
    return Silence(looked, tuple(candidates[:SHOWN]), share, policy.unread)


def _look(text: str, term: str) -> Looked:
    spans = search_of(text).find(term)
    written = Counter(" ".join(text[start:end].split()).casefold() for start, end in spans)
    return Looked(term, len(spans), tuple(words for words, _ in written.most_common(_WORDS)))


def rows_of(silence: Silence, title: str) -> list[tuple[str, str, str]]:
    """The rows of a list to read: style, key, text."""
    head = "What was looked for" if silence.strong else "Why nothing strong is found"
    rows = [("title", "", f"{head}: {title}")]
    if silence.share is not None:
        seen = f"On the screen: {int(silence.share * 100)} % of this policy so far."
        rows.append(("quiet", "", seen))
    if silence.unread:
        pages = ", ".join(map(str, silence.unread[:20]))
        rows.append(("warning", "", f"Pages that show more than their text: {pages}."))
    rows.append(("quiet", "", ""))
    rows += [("quiet", "", f'"{one.term}" {_often(one)}') for one in silence.looked if one.times]
    nowhere = ", ".join(f'"{one.term}"' for one in silence.looked if not one.times)
    if nowhere:
        rows.append(("quiet", "", f"Nowhere: {nowhere}."))
    rows += [("quiet", "", ""), ("title", "", "The best there is")]
    for number, one in enumerate(silence.candidates, start=1):
        why = f" ({'; '.join(one.why)})" if one.why else ""
        rows.append(("quiet", f"{number} {one.strength}", f"{' '.join(one.text.split())}{why}"))
    if not silence.candidates:
        rows.append(("quiet", "", "No passage comes near this requirement."))
    rows.append(("quiet", "", ""))
    rows.append(("quiet", "", "Missing records the terms, the candidates shown and this share."))
    return rows


def _often(one: Looked) -> str:
    times = "once" if one.times == 1 else f"{one.times} times"
    return f"{times}: {', '.join(one.written)}"
