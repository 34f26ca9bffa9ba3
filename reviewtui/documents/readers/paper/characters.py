"""The characters of a page, as PDFium gives them, to lines of text with their places."""

from __future__ import annotations

import ctypes
from math import hypot, pi
from statistics import median
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from reviewtui.documents.readers.paper.drawn import WHITE, is_on_picture, is_on_white
from reviewtui.documents.readers.paper.gaps import Place, gaps_in
from reviewtui.documents.readers.paper.model import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewtui.documents.readers.paper.drawn import Drawn

_GAP = 0.95  # of the font's box: words that far apart may be in two columns
_SAMPLES = 5  # characters of a line that are looked at
_BOLD = 600  # weight of a font from which it counts as bold
_FLAT = 0.1  # radians that a line may slope from a quarter turn; else it is a stamp
_FARTHEST = 20_000.0  # points; the largest page that programs open has 14,400
_OPENED = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip
# Where the fonts of TeX, which say nothing of what their characters mean, have their ligatures
# (OT1 and T1, in "LaTeX font encodings" by the LaTeX Project) and marks.
_TEX = {
    0x0B: 0xFB00, 0x0C: 0xFB01, 0x0D: 0xFB02, 0x0E: 0xFB03, 0x0F: 0xFB04,
    0x1B: 0xFB00, 0x1C: 0xFB01, 0x1D: 0xFB02, 0x1E: 0xFB03, 0x1F: 0xFB04,
    0x10: 0x201C, 0x11: 0x201D, 0x13: 0xAB, 0x14: 0xBB, 0x15: 0x2013, 0x16: 0x2014,
}  # fmt: skip
# Bullets of symbol fonts, which have their own places for them.
_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF0A8, 0x25CF, 0x25AA), "•")
_BROKEN = 0x02  # what PDFium makes of a hyphen that ends a line, and of the line end
_HYPHENS = frozenset({_BROKEN, 0xAD, 0xFFFE})
_ENDS = frozenset({0x0A, 0x0D})
_SPACE = 0x20
_SPACES = frozenset({_SPACE, 0xA0, 0x09, 0x0C, 0x2002, 0x2003, 0x2009})
_WORD = 12  # characters: words with their space are shorter
_TINY = 2.0  # points: letters smaller than that cannot be read
_NOT_PAINTED = 3  # the mode of letters without colour
_NOTES = frozenset(map(ord, "0123456789*†‡§"))  # what notes are numbered with
_RAISED, _SMALLER = 0.15, 0.92  # of the size beside it: how a note's number is set
_LONGEST = 3  # characters of such a number
_UNITS = frozenset({"m", "mm", "cm", "dm", "km", "ft", "in"})  # raised after these: a power
_DROPPED = frozenset({0x00, 0xFFFF, 0xFEFF})


class _Page:
    """The calls to PDFium for one page; positions are of characters on it."""

    def __init__(self, handle: object, things: Sequence[Drawn]) -> None:
        self._handle = handle
        self._things = things
        self.hidden: list[Line] = []  # what nobody sees
        self._colours = [ctypes.c_uint() for _ in range(4)]
        self.turn = 0  # quarters that the line at hand is turned; its places are turned back
        self.spaced_by_place = False  # whether words stand apart without a space between them
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name, self._flags = ctypes.create_string_buffer(64), ctypes.c_int()

    def codes(self, count: int) -> list[int]:
        get, handle = pdfium.FPDFText_GetUnicode, self._handle
        codes = [get(handle, at) for at in range(count)]
        for at, code in enumerate(codes):
            if code in _TEX and pdfium.FPDFText_HasUnicodeMapError(handle, at) == 1:
                codes[at] = _TEX[code]
        return codes

    def is_made_up(self, at: int) -> bool:
        """Whether a character is PDFium's guess, as a space is where letters stand apart."""
        return bool(pdfium.FPDFText_IsGenerated(self._handle, at) == 1)

    def place(self, at: int) -> Place | None:
        box = self._box
        if not pdfium.FPDFText_GetLooseCharBox(self._handle, at, box):
            return None
        if self.turn == 0:
            return Place(box.left, box.right, abs(box.top - box.bottom))
        if self.turn == 1:
            return Place(-box.top, -box.bottom, abs(box.right - box.left))
        if self.turn == 2:
            return Place(-box.right, -box.left, abs(box.top - box.bottom))
        return Place(box.bottom, box.top, abs(box.right - box.left))

    def base(self, at: int) -> float:
        pdfium.FPDFText_GetCharOrigin(self._handle, at, self._x, self._y)
        x, y = self._x.value, self._y.value
        return (y, x, -y, -x)[self.turn]

    def size(self, at: int) -> float:
        """The size that a font is shown in: its own one, as the text's matrix scales it."""
        size = float(pdfium.FPDFText_GetFontSize(self._handle, at))
        matrix = self._matrix
        if pdfium.FPDFText_GetMatrix(self._handle, at, matrix):
            size *= hypot(matrix.c, matrix.d)
        return size

    def turned(self, at: int) -> int | None:
        """By how many quarters of a circle a character is turned; None if it is aslant."""
        angle = float(pdfium.FPDFText_GetCharAngle(self._handle, at))
        if not 0 <= angle < 7:
            return 0  # not known
        quarters = round(angle / (pi / 2))
        return quarters % 4 if abs(angle - quarters * pi / 2) <= _FLAT else None

    def is_hidden(self, at: int, line: Line) -> bool:
        """Whether a line that looks like the character at `at` cannot be seen: too small, not
        painted, or white on white."""
        if line.size < _TINY:
            return True
        thing = pdfium.FPDFText_GetTextObject(self._handle, at)
        if thing and pdfium.FPDFTextObj_GetTextRenderMode(thing) == _NOT_PAINTED:
            return not is_on_picture(line, self._things)
        if not pdfium.FPDFText_GetFillColor(self._handle, at, *self._colours):
            return False
        *colours, opacity = (one.value for one in self._colours)
        return opacity == 0 or (min(colours) >= WHITE and is_on_white(line, self._things))

    def is_bold(self, at: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._handle, at) >= _BOLD:
            return True
        pdfium.FPDFText_GetFontInfo(self._handle, at, self._name, 64, self._flags)
        name = self._name.value.lower()
        return b"bold" in name or b"black" in name


def lines_of(handle: object, count: int, page: int, things: Sequence[Drawn] = ()) -> list[Line]:
    """The lines of a page in the order of its content, parted where columns may be.

    `handle` is a FPDF_TEXTPAGE with `count` characters, `things` what is drawn on its page. A
    line aslant across the page is a stamp and left out, unless nothing else is there; and so
    are letters that nobody sees, unless they lie on a picture: text recognition puts its
    words like that behind the picture of a page.
    """
    source = _Page(handle, things)
    lines = list(_lines(source, count, page)) or source.hidden
    return lines or list(_lines(source, count, page, aslant=True))


def _lines(source: _Page, count: int, page: int, *, aslant: bool = False) -> Iterator[Line]:
    codes = source.codes(count)
    source.spaced_by_place = _is_spaced_by_place(source, codes)
    start = 0
    for at in range(count + 1):
        if at == count or codes[at] in _ENDS or codes[at] == _BROKEN:
            end = at + 1 if at < count and codes[at] == _BROKEN else at
            if end > start and _turn(source, codes, start, end, aslant):
                yield from _parts(source, codes, start, end, page)
            start = at + 1


def _is_spaced_by_place(source: _Page, codes: list[int]) -> bool:
    """Whether words of a page stand apart without spaces: PDFium guessed some, or few are there."""
    spaces = [at for at, code in enumerate(codes) if code == _SPACE]
    return len(spaces) * _WORD < len(codes) or any(map(source.is_made_up, spaces))


def _turn(source: _Page, codes: list[int], start: int, end: int, aslant: bool) -> bool:
    """Has `source` measure along a line; False for one that is `aslant` where none may be."""
    inner = [at for at in range(start, end) if codes[at] not in _SPACES]
    if not inner:
        return False
    turn = source.turned(inner[len(inner) // 2])
    if turn is None and (aslant or len(inner) == 1):
        turn = 0
    source.turn = turn or 0
    return turn is not None


def _parts(source: _Page, codes: list[int], start: int, end: int, page: int) -> Iterator[Line]:
    """A line between two line ends, cut at its wide gaps."""
    first = source.place(start)
    begin = start
    for at in range(start + 1, end - 1):
        if codes[at] not in _SPACES:
            continue
        before, after = source.place(at - 1), source.place(at + 1)
        if before is None or after is None or first is None:
            continue
        gap = after.left - before.right
        if gap > _GAP * max(before.height, first.height, 4.0) or gap < -2 * before.height:
            yield from _line(source, codes, begin, at, page)
            begin = at + 1
    yield from _line(source, codes, begin, end, page)


def _line(source: _Page, codes: list[int], start: int, end: int, page: int) -> Iterator[Line]:
    while start < end and codes[start] in _SPACES:
        start += 1
    while end > start and codes[end - 1] in _SPACES:
        end -= 1
    if start == end:
        return
    first, last = source.place(start), source.place(end - 1)
    notes = _notes(source, codes, start, end)
    # Bullets and words in another font are there too: what most of the line looks like counts.
    every = max(1, (end - start) // _SAMPLES)
    places = [at for at in range(start, end, every) if codes[at] not in _SPACES] or [start]
    sample = [at for at in places if not any(a <= at < b for a, b in notes)] or places
    middle = sample[len(sample) // 2]
    if first is None or last is None:
        return
    broken = codes[end - 1] in _HYPHENS
    shown = codes[start : end - 1] if broken else codes[start:end]
    size = median(map(source.size, sample))
    changes = _spacing(source, codes, start, end - broken, size)
    changes += [(begin, after, (0x5B, *codes[begin:after], 0x5D)) for begin, after in notes]
    for begin, after, instead in sorted(changes, reverse=True):
        shown[begin - start : after - start] = instead
    text = _text(shown)
    if text:
        bold = 2 * sum(map(source.is_bold, sample)) > len(sample)
        base = source.base(middle)
        # NaN is not within either; nor is what lies where no page can be
        if all(-_FARTHEST < place < _FARTHEST for place in (first.left, last.right, base, size)):
            line = Line(
                page, text, first.left, last.right, base, size or 1.0, bold, broken, source.turn
            )
            if source.is_hidden(middle, line):
                source.hidden.append(line)
            else:
                yield line


def _spacing(
    source: _Page, codes: list[int], start: int, end: int, size: float
) -> list[tuple[int, int, tuple[int, ...]]]:
    """What makes the spaces of a line those that are seen: from, to, what is put instead."""
    if not source.spaced_by_place:
        return []
    places = [None if codes[at] in _SPACES else source.place(at) for at in range(start, end)]
    gaps = gaps_in(places, size)
    missing: list[tuple[int, int, tuple[int, ...]]] = [
        (start + at, start + at, (_SPACE,)) for at in gaps.missing
    ]
    return missing + [(start + at, start + at + 1, ()) for at in gaps.covered]


def _notes(source: _Page, codes: list[int], start: int, end: int) -> list[tuple[int, int]]:
    """Where raised numbers and marks of notes are in a line: `30¹ days` is not 301."""
    found: list[tuple[int, int]] = []
    done = start
    for at in range(start, end):
        if codes[at] not in _NOTES or at < done:
            continue
        beside = at - 1 if at > start else _after_marks(codes, at, end)
        if beside == end or codes[beside] in _SPACES:
            continue
        base, size = source.base(beside), source.size(beside)
        done = at
        while done < end and codes[done] in _NOTES and _is_raised(source, done, base, size):
            done += 1
        if 0 < done - at <= _LONGEST and not _is_power(codes, start, at):
            found.append((at, done))
    return found


def _after_marks(codes: list[int], at: int, end: int) -> int:
    """Where the words of a note begin whose number a line begins with."""
    while at < end and (codes[at] in _NOTES or codes[at] in _SPACES):
        at += 1
    return at


def _is_raised(source: _Page, at: int, base: float, size: float) -> bool:
    """Whether a character stands higher than one with that base and size, and is smaller."""
    return source.base(at) - base > _RAISED * size and source.size(at) <= _SMALLER * size


def _is_power(codes: list[int], start: int, at: int) -> bool:
    """Whether what is raised is that of a unit, as in `20 m²`."""
    if codes[at] not in {0x32, 0x33}:
        return False
    before = "".join(map(chr, codes[max(start, at - 4) : at]))
    return (before.split() or [""])[-1].lstrip("0123456789/") in _UNITS


def _text(codes: list[int]) -> str:
    """Characters as text: ligatures opened, single spaces, no halves of pairs."""
    parts = [
        _OPENED.get(code) or _BULLETS.get(code) or ("-" if code in _HYPHENS else chr(code))
        for code in codes
        if code not in _DROPPED and code < 0x110000
    ]
    text = " ".join("".join(parts).split())
    if any(0xD800 <= code < 0xE000 for code in codes):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
