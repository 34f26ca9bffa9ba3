"""Whether the same words are also spelt the same, but for what is known to be typography.

Words are found by their tokens (`reviewtui.documents.tokens`), which are lenient. This decides:
white space, the shapes of quotes and dashes, soft hyphens, a hyphen at a line's end, Markdown's
emphasis and the marks at a line's beginning may differ. All else counts: the sign before a
number, a raised digit, money, comparison, an arrow, a tick box, a hyphen within a word.

Some marks may be there or not (a line may end within "third-party", or in "par-ty"), so that
being alike is not transitive, and no normal form could say it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.documents.normalising import ALIKE

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRINGE = 8  # characters beyond the words in which a sign of theirs may stand
_SEEN_AS_NOTHING = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
_BULLETS = "-+*•·▪◦‣⁃–—|"
_END_MARKS = frozenset(",;:.!?…()[]\"'")
_STOPS = tuple(",;:.!?…")
_CLOSING = (*_STOPS, "~~", "-->")  # what ends right before the words is none of theirs
_OPENING = ("~~", "<")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_FOLDED = frozenset({"<wide>", "<narrow>", "<font>", "<compat>", "<initial>", "<medial>",
                     "<final>", "<isolated>", "<noBreak>"})  # fmt: skip

_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}|`+|\n[ \t]*\n")
_LINE_START = re.compile(rf"[ \t]*(?:>+|#{{1,6}}|[{_BULLETS}])(?=[ \t\n]|\Z)")
_PIECE = re.compile(
    r"(?P<soft>\xad(?:[ \t]{0,4}\n\s*+)?)"
    r"|(?P<broken>(?<=[^\W\d_])[-‐‑][ \t]{0,4}\n\s*+(?=[^\W\d_]))"
    r"|(?P<space>\s++)"
    r"|(?P<other>[\s\S][\u0300-\u036f]*+)"
)

_Sign = tuple[str, bool]
"""A character, and whether it may as well be absent."""


class Cited(NamedTuple):
    """Words and up to 64 characters on each side of them."""

    before: str
    words: str
    after: str


def same_spelling(old: Cited, new: Cited) -> bool:
    """Whether the words of both, whose tokens agree, differ in typography alone."""
    if (
        old.words.split() == new.words.split()
        and _left(old.before) == _left(new.before)
        and _right(old.after) == _right(new.after)
    ):
        return True
    return _agree(list(_signs(old)), list(_signs(new)))


def signs_beside(cited: Cited) -> tuple[int, int]:
    """How many characters before and after the words belong to them."""
    return len(_left(cited.before)), len(_right(cited.after))


def _agree(one: list[_Sign], other: list[_Sign]) -> bool:
    a = b = 0
    while a < len(one) or b < len(other):
        if a < len(one) and b < len(other) and one[a][0] == other[b][0]:
            a, b = a + 1, b + 1
        elif a < len(one) and one[a][1]:
            a += 1
        elif b < len(other) and other[b][1]:
            b += 1
        else:
            return False
    return True


def _is_word(character: str) -> bool:
    """Letters and decimal digits; a raised digit or a fraction is a sign."""
    return character.isalpha() or character.isdecimal()


def _left(before: str) -> str:
    """The signs right before the words, in their line, after the last mark of punctuation."""
    at = len(before)
    while at and len(before) - at < _FRINGE:
        character = before[at - 1]
        if character == "\n" or _is_word(character):
            break
        if character.isspace() and before[:at].rstrip().endswith(_CLOSING):
            break
        at -= 1
    fringe = before[at:]
    tag = fringe.rfind(">") if before[:at][-1:].isalpha() and "<" in before[-80:] else -1
    return fringe[tag + 1 :].lstrip()


def _right(after: str) -> str:
    """The signs right behind the words, up to where a mark of punctuation ends."""
    at = 0
    while at < min(len(after), _FRINGE):
        character = after[at]
        if character == "\n" or _is_word(character):
            break
        if character.isspace() and (
            after[:at].endswith(_STOPS) or after[at:].lstrip().startswith(_OPENING)
        ):
            break
        at += 1
    fringe = after[:at]
    tag = fringe.find("<") if after[at : at + 1].isalpha() and ">" in after else -1
    return (fringe[:tag] if tag >= 0 else fringe).rstrip()


def _signs(cited: Cited) -> Iterator[_Sign]:
    """The characters that count, of the words and of the signs beside them."""
    found = list(_read(cited))
    for number, (character, optional) in enumerate(found):
        beside = (found[n][0] for n in (number - 1, number + 1) if 0 <= n < len(found))
        at_edge = number in (0, len(found) - 1)
        sets_off = character == " " and (at_edge or not all(_is_word(c) for c in beside))
        yield character, optional or sets_off


def _read(cited: Cited) -> Iterator[_Sign]:
    """The same, with the spaces as they are."""
    text, emphasis = "".join(cited), _emphasis("".join(cited))
    left, right = signs_beside(cited)
    at, end = len(cited.before) - left, len(cited.before) + len(cited.words) + right
    inner = [n for n in range(at, end) if _is_word(text[n])] or [end, at]
    line_start = _starts_line(text, at)
    while at < end:
        mark = _LINE_START.match(text, at, end) if line_start else None
        if mark is not None:
            yield from ((character, True) for character in f" {mark[0].strip()} ")
            at = mark.end()
            continue
        line_start = False
        piece = _PIECE.match(text, at, end)
        if at in emphasis or piece is None:
            at = emphasis.get(at, end)
            continue
        if piece.lastgroup == "broken":
            yield "-", True
        elif piece.lastgroup == "space":
            yield " ", False
            line_start = "\n" in piece[0]
        elif piece.lastgroup == "other":
            at_end = not inner[0] <= at <= inner[-1]
            for character in _folded(piece[0]):
                yield character, _may_go(text, at, character, at_end=at_end)
        at = piece.end()


def _starts_line(text: str, at: int) -> bool:
    return not text[:at] or text[:at].rstrip(" \t")[-1:] in ("", "\n")


def _may_go(text: str, at: int, character: str, *, at_end: bool) -> bool:
    """Whether a mark only sets the words off: a column's line, or punctuation at their ends."""
    spaced = text[at - 1 : at].isspace() and (at + 1 == len(text) or text[at + 1].isspace())
    if character == "|":
        return spaced
    if character == "\\":
        return text[at + 1 : at + 2] in _ESCAPABLE  # Markdown's, before a mark
    if not at_end:
        return False
    if character == "-":
        return not any(c.isdecimal() for c in (text[at - 1 : at], text[at + 1 : at + 2]))
    return character in _END_MARKS or (spaced and character in _BULLETS)


def _folded(piece: str) -> str:
    """One spelling of a character: its compatible form, unless that would make it a digit."""
    if piece.isascii():
        return piece
    if piece in _SEEN_AS_NOTHING:
        return ""
    form = unicodedata.normalize("NFC", piece)
    if unicodedata.decomposition(form[0]).split(" ")[0] in _FOLDED:
        compatible = unicodedata.normalize("NFKC", form)
        if len(compatible) == 1 or compatible.isalpha() or compatible.strip(".") == "":
            form = compatible
    return form.translate(ALIKE)


def _emphasis(text: str) -> dict[int, int]:
    """Where Markdown's emphasis begins and ends: the spans of its marks.

    A mark between two letters or digits is none (`2**3`, `snake_case`), nor is one that has no
    partner in its paragraph, but for two or three of them beside a letter: the partner may be
    further away than the text reaches.
    """
    marks: dict[int, int] = {}
    opened: dict[str, re.Match[str]] = {}
    for mark in _EMPHASIS.finditer(text):
        if mark[0][0] == "\n":
            opened = {}
            continue
        sign = mark[0][0]
        before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
        if _is_word(before or " ") and _is_word(after or " "):
            continue
        if sign in opened and before.strip() and not _is_word(after or " "):
            partner = opened.pop(sign)
            marks[partner.start()], marks[mark.start()] = partner.end(), mark.end()
        elif after.strip() and not _is_word(before or " "):
            opened[sign] = mark
        if len(mark[0]) > 1 and (before.isalpha() or after.isalpha()):
            marks.setdefault(mark.start(), mark.end())
    return marks
