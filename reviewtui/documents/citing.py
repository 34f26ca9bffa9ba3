"""From words that somebody typed to the one place of a policy where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError, shown

if TYPE_CHECKING:
    from reviewtui.documents.model import Policy

Span = tuple[int, int]

SHOWN = 200  # characters of a quote in a message
PLACES = 5  # places in a message
_CONTEXT = 8  # words beside what differs


def cite(policy: Policy, words: str) -> Span:
    """Where `words` stand in the policy's text, compared as evidence is.

    Raises InputError where they are not in it, with the passage that resembles them most and
    how it differs, and where they stand in several places, with these.
    """
    from reviewtui.documents.anchoring import occurrences

    spans = occurrences(words, policy)
    if len(spans) == 1:
        return spans[0]
    if spans:
        where = ", ".join(
            f"{start}-{end} ({place(policy, start)})" for start, end in spans[:PLACES]
        )
        more = f" and {len(spans) - PLACES} more" if len(spans) > PLACES else ""
        raise InputError(
            f"{shown(policy.path)}: {_quoted(words)} stands there {len(spans)} times, at "
            f"{where}{more}; quote more of the words around it, or give one with --span"
        )
    raise InputError(
        f"{shown(policy.path)}: {_quoted(words)} is not in it; {_nearest(policy, words)}"
    )


def span_in(policy: Policy, start: int, end: int) -> Span:
    """The span, if it is one of the policy's text with a word in it. Raises InputError if not."""
    name = shown(policy.path)
    if not 0 <= start < end <= len(policy.text):
        raise InputError(
            f"{name}: no text from {start} to {end}, it has {len(policy.text)} characters; "
            "take start and end as reviewtui match --format json gives them"
        )
    if not policy.text[start:end].strip():
        raise InputError(f"{name}: nothing but white space from {start} to {end}; cite words")
    return start, end


def place(policy: Policy, position: int) -> str:
    """A position as people look it up: `line 5`, `page 3`, or `character 812`."""
    from reviewtui.documents.locating import has_lines, line_and_column

    if has_lines(policy.path):
        return f"line {line_and_column(policy.text, position)[0]}"
    page = policy.quote(position, position + 1).page
    return f"page {page}" if page is not None else f"character {position}"


def _nearest(policy: Policy, words: str) -> str:
    from reviewtui.documents.differing import marked, word_diff
    from reviewtui.documents.normalising import normalise
    from reviewtui.documents.resembling import resembling

    look = f"look it up with: reviewtui text {shown(policy.path)}"
    normal = normalise(words).text
    found = resembling(normal, policy) if len(normal) <= LONG else None
    if found is None or found.start is None or found.end is None:
        return f"nothing in it resembles that; {look}"
    near = policy.text[found.start : found.end]
    diff = _cut(visible(marked(word_diff(words, near), _CONTEXT)))
    return f'nearest, {place(policy, found.start)}: "{diff}"; quote it as it stands there'


LONG = 20_000  # characters of a quote that is compared with what resembles it


def _quoted(words: str) -> str:
    return f'the quote "{_cut(visible(" ".join(words.split())))}"'


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
