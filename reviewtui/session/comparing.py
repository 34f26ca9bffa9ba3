"""Then and now of a verdict, as text with marks: for a pane of a few rows and for a screen.

What was deleted stands in `[-…-]`, what was inserted in `{+…+}`, as in `git diff --word-diff`:
marks that survive where there is no colour. Pure; the text is not made visible here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.documents.differing import Kind, word_diff
from reviewtui.reviews.staleness import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewtui.checklists import Requirement
    from reviewtui.documents import Policy
    from reviewtui.documents.differing import Run
    from reviewtui.matching import Candidate
    from reviewtui.reviews.changes import EvidenceChange, VerdictChange

CONTEXT = 48  # characters of unchanged text kept on each side of a change
OPEN, CLOSE = {Kind.DELETED: "[-", Kind.INSERTED: "{+"}, {Kind.DELETED: "-]", Kind.INSERTED: "+}"}
STYLES = {Kind.DELETED: "deleted", Kind.INSERTED: "inserted"}
_NAMES = {"changed": "changed", "ambiguous": "not certain, its best guess", "lost": "gone"}


class Marked(NamedTuple):
    """A span of a text and the name of its style."""

    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that changed: what it is, and its words with what was deleted and inserted."""

    label: str
    text: str
    marks: tuple[Marked, ...] = ()


def sections(
    change: VerdictChange,
    requirement: Requirement,
    policy: Policy | None,
    candidates: Sequence[Candidate],
    *,
    context: int | None = CONTEXT,
) -> list[Section]:
    """All that changed under a verdict: evidence, wording, new text; then its note.

    `policy` is that of today, if it is read. `context` is how much unchanged text is kept
    around a change, None for all.
    """
    found = [*_evidence(change.evidence, policy, context)]
    if Reason.WORDING in change.reasons:
        found += _wording(change, requirement, context)
    found += _new_text(change, policy, candidates, context)
    if change.entry.note:
        found.append(Section("note", _folded(change.entry.note).strip()))
    return found


def _evidence(
    changes: Sequence[EvidenceChange], policy: Policy | None, context: int | None
) -> Iterable[Section]:
    several = len(changes) > 1
    for number, one in enumerate(changes, start=1):
        name = f"evidence {number} of {len(changes)}" if several else "evidence"
        outcome = str(one.found.outcome)
        if outcome in _NAMES:
            runs = word_diff(one.quote.exact, one.words)
            yield marked(f"{name} {_NAMES[outcome]}", runs, context)
        elif one.listed and policy is not None:
            yield from _neighbours(name, one, policy, context)


def _neighbours(
    name: str, one: EvidenceChange, policy: Policy, context: int | None
) -> Iterable[Section]:
    """What stands around words that are the same: only what is another than it was."""
    if one.found.start is None or one.found.end is None:
        return
    now = policy.quote(one.found.start, one.found.end)
    if "heading" in one.found.differs:
        old, new = (" › ".join(heading) for heading in (one.quote.heading, now.heading))
        yield marked(f"{name}, heading", word_diff(old, new), context)
    if "before" in one.found.differs:
        old, new = _whole_words_before(one.quote.prefix), _whole_words_before(now.prefix)
        yield marked(f"{name}, before it", word_diff(old, new), context)
    if "after" in one.found.differs:
        old, new = _whole_words_after(one.quote.suffix), _whole_words_after(now.suffix)
        yield marked(f"{name}, after it", word_diff(old, new), context)


def _wording(
    change: VerdictChange, requirement: Requirement, context: int | None
) -> Iterable[Section]:
    from reviewtui.reviews.changes import wording_diff

    if change.wording is None:
        yield Section("requirement reworded", "how it read when it was decided is not known")
        return
    for part, runs in wording_diff(change.wording, requirement):
        yield marked(f"requirement reworded, {part}", runs, context)


def _new_text(
    change: VerdictChange,
    policy: Policy | None,
    candidates: Sequence[Candidate],
    context: int | None,
) -> Iterable[Section]:
    for start, end in change.new_text:
        place = next(
            (
                f", candidate {rank} ({one.strength})"
                for rank, one in enumerate(candidates, start=1)
                if one.start < end and start < one.end
            ),
            "",
        )
        if policy is not None:
            words = _shortened(_folded(policy.text[start:end]).strip(), context)
            text = f"{{+{words}+}}"
            yield Section(f"new text{place}", text, (Marked(0, len(text), "inserted"),))


def marked(label: str, runs: Iterable[Run], context: int | None = CONTEXT) -> Section:
    """A word diff as one text; of what did not change at most `context` characters a side."""
    ordered = list(runs)
    text, marks = "", list[Marked]()
    for index, run in enumerate(ordered):
        words = _folded(run.text)
        if run.kind is Kind.EQUAL:
            text += _elided(words, context, index > 0, index < len(ordered) - 1)
            continue
        inner = _shortened(words.strip(), context)
        if not inner:
            text += words
            continue
        text += words[: len(words) - len(words.lstrip())]
        start = len(text)
        text += f"{OPEN[run.kind]}{inner}{CLOSE[run.kind]}"
        marks.append(Marked(start, len(text), STYLES[run.kind]))
        text += words[len(words.rstrip()) :]
    return _trimmed(Section(label, text, tuple(marks)))


def _shortened(words: str, context: int | None) -> str:
    """Words that are all new or all gone: beginning and end are enough to know them by."""
    if context is None or len(words) <= 4 * context:
        return words
    return _elided(words, 3 * context // 2, left=True, right=True)


def _elided(words: str, context: int | None, left: bool, right: bool) -> str:
    """Unchanged words without their middle; `left` and `right` say where changes follow."""
    sides = left + right
    if context is None or not sides or len(words) <= context * sides + 8:
        return words
    head = words[:context].rsplit(" ", 1)[0] if left else ""
    tail = words[-context:].split(" ", 1)[-1] if right else ""
    return f"{head}{' ' if head else ''}…{' ' if tail else ''}{tail}"


def _trimmed(section: Section) -> Section:
    """Without white space at the beginning and the end."""
    cut = len(section.text) - len(section.text.lstrip())
    return replace(
        section,
        text=section.text.strip(),
        marks=tuple(Marked(s - cut, e - cut, style) for s, e, style in section.marks),
    )


def _folded(text: str) -> str:
    return re.sub(r"\s", " ", text)


def _whole_words_before(prefix: str) -> str:
    """A quote's prefix without the word that its length may have cut."""
    return prefix.split(None, 1)[-1] if len(prefix.split(None, 1)) > 1 else prefix


def _whole_words_after(suffix: str) -> str:
    return suffix.rsplit(None, 1)[0] if len(suffix.rsplit(None, 1)) > 1 else suffix
