"""The visible lines of a page, before anyone has decided which of them are the document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

REGION_DEPTH = 40  # regions inside each other that are told apart


class LineKind(Enum):
    """What the markup says of a line."""

    TEXT = 0
    HEADING = 1  # level 1 to 6
    TERM = 2  # of a definition list, or the summary of what can be unfolded
    ITEM = 3  # level is the depth of its list
    ROW = 4  # of a table: cells between bars
    RULE = 5  # below the row of the columns' names
    PRE = 6  # set with its own line breaks
    BUTTON = 7  # of a form, or what unfolds a section


class Place(StrEnum):
    """What kind of part of a page a region is, by its element, role, class or id."""

    MENU = "menu"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    CONSENT = "consent"  # cookie banners
    POPUP = "popup"  # dialogs, newsletters
    FORM = "form"
    HIDDEN = "hidden"
    MAIN = "main"


@dataclass(slots=True, eq=False)
class Region:
    """A part of a page; `prose`, `linked` and `total` count characters, once all is parsed.

    `sure` says whether the element or role says so, and not only a class or an id.
    """

    place: Place
    parent: Region | None
    depth: int
    sure: bool
    prose: int = 0
    linked: int = 0
    total: int = 0


@dataclass(slots=True, eq=False)
class Line:
    """One block of the page, its white space collapsed: what a visitor reads as one line.

    `linked` and `bold` count characters in links and in bold type, `bold_start` those of the
    bold words that it begins with; `apart` says whether it is a block of its own and does not
    merely follow a line break; `inner` that it belongs to the item or the cell above it.
    `menu` is set by `mark_navigation`.
    """

    words: str
    kind: LineKind = LineKind.TEXT
    level: int = 0
    marker: str = ""
    linked: int = 0
    bold: int = 0
    bold_start: int = 0
    apart: bool = True
    inner: bool = False
    region: Region | None = None
    menu: bool = False


def is_prose(line: Line) -> bool:
    """Whether a line is running text: long, not mostly links, with an end or many words."""
    words = line.words
    if len(words) < 50 or line.linked * 2 > len(words):
        return False
    ended = words[-1] in '.:;!?。：；！？"”’)' and any(c in ".,:;!?。，" for c in words)
    return ended or len(words) >= 140


def is_sentence(line: Line) -> bool:
    """Whether a line is running text or a short sentence: four words or more, and an end."""
    words = line.words
    return is_prose(line) or (
        words[-1] in ".!?;:。！？"
        and line.linked * 2 <= len(words)
        and len(words.split(maxsplit=3)) == 4
    )
