"""Random edits of a policy, of which it is known what became of every passage.

The policy is cut into its passages and what is between them; edits change, drop, move and copy
these pieces. So the truth about each passage comes from how the new text was made, and not
from looking for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from benchmarks.anchoring.judging import VALID, Judgement, line_of, quotes_of
from reviewtui.documents import load_policy, policy_from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewtui.documents import Found, Policy, Quote

_Thing = TypeVar("_Thing")

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MODAL = re.compile(r"\b(may|must|will|can|shall|should)\b")
_NOT = re.compile(r"\b(?:not|never|no) ")
_LINE = re.compile(r"\A(?!.*~)[^\s#>*+|-].*[\w.]\Z")  # a passage of one line
_SPACE = re.compile(r"(?<=\S) (?=\S)")

_FRESH = ("Pelicans nest on the roof of our third depot.", "Elm and ash are what we plant.",
          "We count the herons each spring and tell the council.")  # fmt: skip


@dataclass
class _Piece:
    """A part of the new text: of the passage `source`, a copy of one, or between two."""

    text: str
    source: int | None = None
    copy_of: int | None = None
    beside: bool = False  # new words stand right before or behind it
    altered: bool = False  # it says something else, though its letters and digits may be the same
    start: int = 0

    @property
    def original(self) -> int | None:
        """The passage that this is, or is a copy of."""
        return self.copy_of if self.source is None else self.source

    def covers(self, found: Found) -> bool:
        """Whether what was found stands in this piece, at least in part."""
        assert found.start is not None and found.end is not None
        return found.start < self.start + len(self.text) and self.start < found.end

    @property
    def between(self) -> bool:
        return self.source is None and not _WORD.search(self.text)


class Edited:
    """An old policy, the new one, and the pieces of the new one; `names` are those of the edits."""

    def __init__(self, old: Policy, pieces: list[_Piece], names: list[str]) -> None:
        self.old, self.pieces, self.names = old, pieces, names
        at = 0
        for piece in pieces:
            piece.start = at
            at += len(piece.text)
        text = "".join(piece.text for piece in pieces)
        self.new = policy_from_text(text, old.id, old.path.suffix)

    def __repr__(self) -> str:
        changed = [piece.text for piece in self.pieces if piece.text not in self.old.text]
        return f"{self.old.id}: {', '.join(self.names)}: {changed}"

    @property
    def quotes(self) -> list[Quote]:
        """Every passage of the old policy as evidence."""
        return quotes_of(self.old)

    def judge(self, number: int, quote: Quote, found: Found) -> Judgement:
        """Whether `found` is right about the passage with that number, of which `quote` is."""
        own = next((piece for piece in self.pieces if piece.source == number), None)
        cited = line_of(quote.exact)
        same = own is not None and not own.altered and line_of(own.text) == cited
        if found.outcome not in VALID:
            unique = all(line_of(text).count(cited) == 1 for text in (self.old.text, self.new.text))
            return Judgement(needless=same and unique)
        assert found.start is not None and found.end is not None
        if line_of(self.new.text[found.start : found.end]) != cited:
            return Judgement(wrong="words")
        if any(piece.altered and piece.covers(found) for piece in self.pieces):
            return Judgement(wrong="signs")
        copies = (piece for piece in self.pieces if piece.copy_of == number)
        # A copy beside the same neighbour is told by nothing, and one that is left was moved.
        alike = own is None or (len(found.differs) < 2 and "heading" not in found.differs)
        if alike and any(copy.covers(found) for copy in copies):
            return Judgement()
        if own is None or not own.covers(found):
            return Judgement(wrong="place")
        beside = own.beside or not same  # lengthened at an end, the cited words are still there
        return Judgement(wrong="neighbour" if beside and found.outcome == "intact" else "")


@st.composite
def edits(draw: st.DrawFn, paths: Sequence[Path], most: int = 5) -> Edited:
    """One to `most` edits of one of the policies in `paths`."""
    old = _policy(draw(st.sampled_from(paths)))
    pieces = _cut(old)
    names = draw(st.lists(st.sampled_from(sorted(_EDITS)), min_size=1, max_size=most))
    for name in names:
        _EDITS[name](draw, pieces)
    return Edited(old, pieces, names)


@cache
def _policy(path: Path) -> Policy:
    return load_policy(path)


def _cut(policy: Policy) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    for number, passage in enumerate(policy.passages):
        pieces.append(_Piece(policy.text[at : passage.start]))
        pieces.append(_Piece(policy.text[passage.start : passage.end], number))
        at = passage.end
    pieces.append(_Piece(policy.text[at:]))
    return pieces


def _some(draw: st.DrawFn, pieces: list[_Piece], pattern: re.Pattern[str]) -> _Piece | None:
    """A passage in which the pattern is found."""
    fit = [piece for piece in pieces if piece.source is not None and pattern.search(piece.text)]
    return _one(draw, fit) if fit else None


def _one(draw: st.DrawFn, things: Sequence[_Thing]) -> _Thing:
    """One of `things`, by its number: their text would fill a failure's report."""
    return things[draw(st.integers(0, len(things) - 1))]


def _change(pattern: re.Pattern[str], into: Callable[[str], str]) -> Callable[..., None]:
    """An edit that changes one thing within a passage."""

    def edit(draw: st.DrawFn, pieces: list[_Piece]) -> None:
        _change_one(draw, pieces, pattern, into)

    return edit


def _change_one(
    draw: st.DrawFn, pieces: list[_Piece], pattern: re.Pattern[str], into: Callable[[str], str]
) -> _Piece | None:
    """Changes one place where `pattern` is found; the passage that it is in."""
    piece = _some(draw, pieces, pattern)
    if piece is not None:
        match = _one(draw, list(pattern.finditer(piece.text)))
        piece.text = piece.text[: match.start()] + into(match[0]) + piece.text[match.end() :]
    return piece


def _respelled(pattern: re.Pattern[str], into: str) -> Callable[..., None]:
    """An edit that sets a passage otherwise and changes no word."""

    def edit(draw: st.DrawFn, pieces: list[_Piece]) -> None:
        piece = _some(draw, pieces, pattern)
        if piece is not None:
            piece.text = pattern.sub(into, piece.text, count=draw(st.integers(1, 4)))

    return edit


def _drop(draw: st.DrawFn, pieces: list[_Piece]) -> None:
    piece = _some(draw, pieces, _WORD)
    if piece is not None:
        pieces.remove(piece)


def _insert(draw: st.DrawFn, pieces: list[_Piece]) -> None:
    """A new sentence before or behind a passage."""
    piece = _some(draw, pieces, _WORD)
    if piece is None:
        return
    at, fresh = pieces.index(piece), draw(st.sampled_from(_FRESH))
    if draw(st.booleans()):
        pieces.insert(at, _Piece(f"{fresh} "))
    else:
        pieces.insert(at + 1, _Piece(f" {fresh}"))
    piece.beside = True


def _exempt(draw: st.DrawFn, pieces: list[_Piece]) -> None:
    """Words before a passage that take back what it says, for some."""
    piece = _some(draw, pieces, _WORD)
    if piece is not None:
        pieces.insert(pieces.index(piece), _Piece("Except in the north, "))
        piece.beside = True


def _enclosed(before: str, after: str) -> Callable[..., None]:
    """An edit that takes back what a passage says, by what stands around it."""

    def edit(draw: st.DrawFn, pieces: list[_Piece]) -> None:
        piece = _some(draw, pieces, _LINE)
        if piece is None or piece.altered:  # twice would mean something else
            return
        at = pieces.index(piece)
        pieces[at : at + 1] = [_Piece(before), piece, _Piece(after)]
        piece.altered = True

    return edit


def _altered(pattern: re.Pattern[str], into: Callable[[str], str]) -> Callable[..., None]:
    """An edit of a sign, which judges by words alone would not see."""

    def edit(draw: st.DrawFn, pieces: list[_Piece]) -> None:
        piece = _change_one(draw, pieces, pattern, into)
        if piece is not None:
            piece.altered = True

    return edit


def _blocks(pieces: list[_Piece]) -> list[list[_Piece]]:
    """The pieces by paragraphs: what is between blank lines."""
    blocks: list[list[_Piece]] = [[]]
    for piece in pieces:
        blocks[-1].append(piece)
        if piece.between and "\n\n" in piece.text:
            blocks.append([])
    return [block for block in blocks if block]


def _move(draw: st.DrawFn, pieces: list[_Piece]) -> None:
    blocks = _blocks(pieces)
    if len(blocks) > 2:
        block = blocks.pop(draw(st.integers(0, len(blocks) - 2)))
        blocks.insert(draw(st.integers(0, len(blocks) - 1)), block)
        pieces[:] = [piece for block in blocks for piece in block]


def _copy(draw: st.DrawFn, pieces: list[_Piece]) -> None:
    blocks = _blocks(pieces)
    if len(blocks) > 2:
        block = _one(draw, blocks[:-1])
        copied = [replace(piece, source=None, copy_of=piece.original) for piece in block]
        blocks.insert(draw(st.integers(0, len(blocks) - 1)), copied)
        pieces[:] = [piece for block in blocks for piece in block]


_EDITS: dict[str, Callable[..., None]] = {
    "number": _change(_NUMBER, lambda number: str(int(number) + 7)),
    "word": _change(_WORD, lambda word: "heron" if word != "heron" else "stork"),
    "insert a word": _change(_WORD, lambda word: f"{word} gladly"),
    "drop a word": _change(re.compile(r"(?<=[a-z] )[a-z]{3,} (?=[a-z])"), lambda _: ""),
    "modal": _change(_MODAL, lambda word: "must not" if word != "must" else "may"),
    "drop a negation": _change(_NOT, lambda _: ""),
    "sign": _altered(_NUMBER, lambda number: f"-{number}"),
    "about": _altered(_NUMBER, lambda number: f"≈ {number}"),
    "raised": _altered(_NUMBER, lambda number: f"{number}²"),
    "money": _altered(_NUMBER, lambda number: f"{number} ₹"),
    "arrow": _altered(_SPACE, lambda _: " ← "),
    "join": _altered(re.compile(r"(?<=[a-z]{3})(?=[a-z]{3})"), lambda _: "-"),
    "strike": _enclosed("~~", "~~"),
    "delete": _enclosed("<del>", "</del>"),
    "comment": _enclosed("<!-- ", " -->"),
    "deny": _enclosed("It is not true that ", ""),
    "unless": _altered(re.compile(r"(?<=[a-z])\.\Z"), lambda _: " unless paid."),
    "drop": _drop,
    "insert": _insert,
    "exempt": _exempt,
    "move": _move,
    "copy": _copy,
    "reflow": _respelled(_SPACE, "\n"),
    "no-break space": _respelled(_SPACE, "\u00a0"),
    "apostrophe": _respelled(re.compile("'"), "’"),
    "soft hyphen": _respelled(re.compile(r"(?<=[a-z]{4})(?=[a-z]{4})"), "\u00ad"),
}
