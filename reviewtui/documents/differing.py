"""What differs between two texts, word by word, for a reader."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE = re.compile(r"\s+|[^\W_]+|[^\w\s]|_")
_READABLE = 4_000  # pieces of both texts; difflib's time grows with the square
_COMPARABLE = 30_000  # of both; the shortest edit takes memory with the square
_ALIKE = str.maketrans("‘’‛′“”„‟″«»‐‑‒–—―−\u00a0", "''''" + '"' * 7 + "-" * 7 + " ")

_Block = tuple[str, int, int, int, int]


class Kind(StrEnum):
    """What became of a run of words."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


class Run(NamedTuple):
    """Words that follow each other and have the same fate."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """The runs that lead from `old` to `new`, what was deleted before what was inserted for it.

    The equal and the inserted runs together are `new`; the equal and the deleted ones are
    `old` but for white space and the form of quotes and dashes, which make no difference.
    Ratcliff-Obershelp (difflib), which keeps long runs together; for texts of thousands of
    words the shortest edit (Indel, rapidfuzz), in less time; beyond that all is deleted and
    inserted.
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    runs: list[Run] = []
    for kind, text in _merged(_runs(before, after)):
        if runs and runs[-1].kind is kind:
            runs[-1] = Run(kind, runs[-1].text + text)
        elif text:
            runs.append(Run(kind, text))
    return tuple(runs)


def marked(runs: Iterable[Run], context: int = 0) -> str:
    """The runs on one line as `git diff --word-diff` marks them: `[-gone-]`, `{+new+}`.

    White space is one space. With `context`, of equal runs only so many words beside a change.
    """
    parts = list(runs)
    changed = any(run.kind is not Kind.EQUAL for run in parts)
    out = []
    for number, run in enumerate(parts):
        if run.kind is Kind.DELETED:
            out.append(_between("[-", run.text, "-]"))
        elif run.kind is Kind.INSERTED:
            out.append(_between("{+", run.text, "+}"))
        elif context and changed:
            out.append(_beside(run.text, context, number > 0, number < len(parts) - 1))
        else:
            out.append(run.text)
    return " ".join("".join(out).split())


def _between(begin: str, text: str, end: str) -> str:
    """The words between marks, the white space around them outside."""
    words = text.strip()
    if not words:
        return " "
    return " " * text[0].isspace() + begin + words + end + " " * text[-1].isspace()


def _beside(text: str, context: int, after_change: bool, before_change: bool) -> str:
    """The words of an equal run that stand nearest to the changes around it."""
    words = text.split(" ")
    room = context * (after_change + before_change)
    if len(words) <= room + 1:
        return text
    head = " ".join(words[: context + 1]) + " " if after_change else ""
    tail = " " + " ".join(words[-context - 1 :]) if before_change else ""
    return f"{head}…{tail}"


def _runs(before: list[str], after: list[str]) -> Iterator[Run]:
    keys = [_key(piece) for piece in before], [_key(piece) for piece in after]
    for tag, a, a_end, b, b_end in _blocks(*keys):
        if tag == "equal":
            yield Run(Kind.EQUAL, "".join(after[b:b_end]))
            continue
        if a_end > a:
            yield Run(Kind.DELETED, "".join(before[a:a_end]))
        if b_end > b:
            yield Run(Kind.INSERTED, "".join(after[b:b_end]))


def _key(piece: str) -> str:
    return " " if piece.isspace() else piece.translate(_ALIKE)


def _blocks(before: list[str], after: list[str]) -> Iterable[_Block]:
    if len(before) + len(after) <= _READABLE:
        return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    if len(before) + len(after) > _COMPARABLE:
        return [("replace", 0, len(before), 0, len(after))]
    from rapidfuzz.distance import Indel

    return [
        (op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Indel.opcodes(before, after)
    ]


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with nothing but a space left equal between two changes made part of both."""
    deleted = inserted = space = ""
    for run in runs:
        if run.kind is Kind.EQUAL:
            if (deleted or inserted) and run.text.isspace() and not space:
                space = run.text
                continue
            yield from _changed(deleted, inserted)
            yield Run(Kind.EQUAL, space + run.text)
            deleted = inserted = space = ""
            continue
        if space:
            deleted, inserted, space = deleted + space, inserted + space, ""
        if run.kind is Kind.DELETED:
            deleted += run.text
        else:
            inserted += run.text
    yield from _changed(deleted, inserted)
    if space:
        yield Run(Kind.EQUAL, space)


def _changed(deleted: str, inserted: str) -> Iterator[Run]:
    if deleted:
        yield Run(Kind.DELETED, deleted)
    if inserted:
        yield Run(Kind.INSERTED, inserted)
