"""What is drawn on a page besides its words: bullets of lists, grounds that words stand on."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents.readers.paper.model import Line

_OBJECTS = 5_000  # of a page that are looked at: a map has more
WHITE = 250  # of 255, of each colour
_DOT = (0.12, 0.7)  # of the size of its line: how wide and high a bullet is
_SQUARE = 1.7  # how many times as wide as high it may be, or the other way round
_APART = 3.0  # sizes that it stands before its line at most
_MANY = 200  # dots: a drawing or a dotted line


class Drawn(NamedTuple):
    """The box around something drawn, in points; `white` is a path filled with white."""

    left: float
    bottom: float
    right: float
    top: float
    white: bool
    path: bool


def drawn_on(page: object) -> list[Drawn]:
    """What a FPDF_PAGE holds that is no text, in the order it is painted in."""
    found: list[Drawn] = []
    box = [ctypes.c_float() for _ in range(4)]
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT or not pdfium.FPDFPageObj_GetBounds(thing, *box):
            continue
        path = kind == pdfium.FPDF_PAGEOBJ_PATH
        left, bottom, right, top = (one.value for one in box)
        found.append(Drawn(left, bottom, right, top, path and _is_white(thing), path))
    return found


def _is_white(thing: object) -> bool:
    colours = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *colours):
        return False
    return min(colour.value for colour in colours[:3]) >= WHITE


def is_on_white(line: Line, things: Sequence[Drawn]) -> bool:
    """Whether nothing that has a colour lies behind the words of an upright line."""
    return line.turn == 0 and not any(not one.white and _is_at(one, line) for one in things)


def is_on_picture(line: Line, things: Sequence[Drawn]) -> bool:
    """Whether a picture lies over the words of a line; a turned line is taken to be on one."""
    return any(not one.path and (line.turn != 0 or _is_at(one, line)) for one in things)


def _is_at(thing: Drawn, line: Line) -> bool:
    middle, height = (line.left + line.right) / 2, line.base + 0.3 * line.size
    return thing.left <= middle <= thing.right and thing.bottom <= height <= thing.top


def with_bullets(lines: list[Line], things: Sequence[Drawn]) -> list[Line]:
    """The lines, those that begin beside a drawn dot with a bullet."""
    dots = [thing for thing in things if thing.path and not thing.white and _is_round(thing)]
    if not dots or len(dots) > _MANY:
        return lines
    return [
        replace(line, text=f"• {line.text}", left=dot.left)
        if (dot := _dot_before(line, dots)) and not line.text.startswith(("•", "-", "–"))
        else line
        for line in lines
    ]


def _is_round(thing: Drawn) -> bool:
    width, height = thing.right - thing.left, thing.top - thing.bottom
    return 0 < width <= _SQUARE * height and height <= _SQUARE * width


def _dot_before(line: Line, dots: Sequence[Drawn]) -> Drawn | None:
    """The bullet that a line begins with, if one is drawn there."""
    for dot in dots:
        height = (dot.top + dot.bottom) / 2 - line.base
        if (
            line.turn == 0
            and 0 <= line.left - dot.right <= _APART * line.size
            and 0 < height < 0.75 * line.size
            and _DOT[0] * line.size <= dot.top - dot.bottom <= _DOT[1] * line.size
        ):
            return dot
    return None
