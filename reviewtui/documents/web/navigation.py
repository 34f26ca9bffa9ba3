"""Which lines of a page are menus, banners and footers, by small rules.

A line is navigation where its part of the page is (an element, a role, a class name), where
it stands among links, or where it stands outside of the text. A part that holds much of the
page's prose is the document, whatever it is called.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, zip_longest

from reviewtui.documents.headings import is_upper
from reviewtui.documents.web.lines import Line, LineKind, Place, Region, is_prose, is_sentence

# The share of the page's prose from which on a part is no navigation, whatever it is called:
# by its element or role, and by a class or id alone.
_DOCUMENT = {True: 0.20, False: 0.10}
_OUTSIDE = 2  # times that share, for what is outside of the page's main part
_ASIDE = 0.5  # that share of consent tools and dialogs, which say much on short pages too
_MAIN = 0.6  # of the prose: what holds so much of it is the main part
_LINKED = 0.66  # of a line's characters: it is a link
_RUN = 3  # so many lines that are links, after each other
_SHORT = 90
_FEW = 30  # characters of a link that stands below each part of a document
_TEXT = 150  # characters of prose from which on a part may be text
# Characters of prose from which on a consent tool or a dialog declares more than a banner does:
# each cookie and its purpose, rights and how to use them. Its sentences and rows can be cited.
_DECLARATION = 1_500
_TOOLS = frozenset({Place.CONSENT, Place.POPUP})
_DECLARED = frozenset({LineKind.ROW, LineKind.HEADING})
_STATEMENT = 6  # words of a form's label from which on it says something to cite
_TITLE_WITHIN = 4  # lines of the document within which its own title stands
_DATES = 3  # lines above the title that may say when it was revised
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HIDDEN_PROSE = 200  # characters of prose that a hidden part must hold to be worth unfolding


def mark_navigation(lines: list[Line]) -> list[Line]:
    """The lines that a visitor can read, with `menu` set for navigation."""
    total = _count(lines)
    lines = [line for line in lines if not _is_hidden(line)]
    main = _main_region(lines, total)
    for line in lines:
        line.menu = _is_placed(line, total, main)
    _mark_links(lines)
    _mark_returning(lines)
    _mark_buttons(lines)
    _mark_edges(lines)
    if all(line.menu for line in lines):  # a page of fragments: what is not a link is its text
        for line in lines:
            line.menu = _is_linked(line)
    return lines


def _count(lines: list[Line]) -> int:
    """Count each region's characters; the characters of prose outside of sure navigation."""
    total = 0
    for line in lines:
        prose = len(line.words) if is_sentence(line) or _is_long_row(line) else 0
        total += prose
        region = line.region
        while region is not None:
            region.total += len(line.words)
            region.linked += line.linked
            region.prose += prose
            region = region.parent
    return total


def _is_long_row(line: Line) -> bool:
    return line.kind is LineKind.ROW and len(line.words) > 50 and line.linked * 2 < len(line.words)


def _is_hidden(line: Line) -> bool:
    """Whether a line is in a part that is not shown and that holds nothing worth unfolding."""
    region = line.region
    while region is not None:
        if region.place is Place.HIDDEN and region.prose < _HIDDEN_PROSE:
            return True
        region = region.parent
    return False


def _main_region(lines: list[Line], total: int) -> Region | None:
    """The innermost `main` or `article` that holds most of the prose."""
    best: Region | None = None
    for line in lines:
        region = line.region
        while region is not None:
            if (
                region.place is Place.MAIN
                and region.prose >= _MAIN * total
                and (best is None or region.depth > best.depth)
            ):
                best = region
            region = region.parent
    return best


def _is_placed(line: Line, total: int, main: Region | None) -> bool:
    """Whether a line is in a part of the page that is navigation."""
    region = line.region
    inside = _is_inside(region, main)
    while region is not None:
        share = _DOCUMENT[region.sure] * (1 if main is None or inside else _OUTSIDE)
        if region.place in _TOOLS:
            share = max(share, _ASIDE)
        is_document = region.prose >= share * max(total, 1)
        if not is_document and _is_navigation(line, region, inside=inside):
            return True
        region = region.parent
    return False


def _is_inside(region: Region | None, main: Region | None) -> bool:
    while region is not None and main is not None:
        if region is main:
            return True
        region = region.parent
    return False


def _is_navigation(line: Line, region: Region, *, inside: bool) -> bool:
    """Whether a line of a region of few words is navigation; `inside`: within the main part."""
    if not region.sure and region.place is not Place.CONSENT and _is_text(region):
        return False
    linked = region.linked > 0.5 * region.total
    outside = linked or not inside
    heading = line.kind is LineKind.HEADING
    declared = _is_declared(line)
    rules = {
        Place.MENU: region.sure or linked or (not inside and not is_prose(line)),
        Place.FOOTER: outside and not _is_text(region),
        Place.HEADER: not inside and not (heading and line.level == 1),
        Place.CONSENT: outside and not declared,
        Place.POPUP: (region.sure or outside) and not declared,
        Place.ASIDE: region.sure or outside,
        Place.FORM: not heading and not is_prose(line) and not (inside and _says_much(line)),
        Place.HIDDEN: linked and not is_prose(line),
        Place.MAIN: False,
    }
    return rules[region.place]


def _is_text(region: Region) -> bool:
    """Whether a part that only a class name calls navigation holds mostly text without links."""
    return region.prose >= _TEXT and region.prose * 2 > region.total > region.linked * 5


def _says_much(line: Line) -> bool:
    """Whether the label of a field is a statement: "I would like you to delete my account"."""
    words = line.words.split(maxsplit=_STATEMENT)
    return len(words) >= _STATEMENT and line.kind is not LineKind.BUTTON and not line.linked


def _mark_links(lines: list[Line]) -> None:
    """Runs of short lines that are nothing but links: menus, and tables of contents."""
    begin = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and _is_link(lines[at]):
            continue
        run = [line for line in lines[begin:at] if not line.menu]
        introduced = begin > 0 and lines[begin - 1].words.endswith(":")
        if len(run) >= _RUN and not introduced:
            for line in run:
                line.menu = True
        begin = at + 1


def _mark_returning(lines: list[Line]) -> None:
    """Links of the same few words at the end of part after part: "Back to top", "More"."""
    links = [
        line
        for line in lines
        if line.kind is LineKind.TEXT and len(line.words) <= _FEW and _is_linked(line)
    ]
    counts = Counter(line.words for line in links)
    for line in links:
        if counts[line.words] >= _RUN:
            line.menu = True


def _mark_buttons(lines: list[Line]) -> None:
    """Buttons over text unfold it and are its headings; others do something on the page."""
    shown = [line for line in lines if not line.menu]
    for line, following in zip_longest(shown, shown[1:]):
        if line.kind is LineKind.BUTTON:
            over_text = following is not None and (
                is_prose(following) or following.kind is LineKind.ITEM
            )
            line.menu = not over_text


def _is_link(line: Line) -> bool:
    """Whether a line is short and nothing but a link, or navigation already."""
    table = line.kind in {LineKind.ROW, LineKind.RULE}
    return len(line.words) <= _SHORT and not table and (line.menu or _is_linked(line))


def _is_linked(line: Line) -> bool:
    return line.linked > _LINKED * len("".join(line.words.split()))


def _mark_edges(lines: list[Line]) -> None:
    """What stands before the document's title and after its last words."""
    own = [line for line in lines if not _is_declared(line)]
    prose = [at for at, line in enumerate(own) if not line.menu and is_prose(line)]
    if not prose:
        return
    first, last = prose[0], prose[-1]
    title = _title_before(own, first)
    for line in own[:title]:
        line.menu = True
    lines = own
    for at in range(last + 1, len(lines)):
        line = lines[at]
        if _is_linked(line) or line.kind is LineKind.BUTTON or _is_imprint(line):
            line.menu = True


def own_title(lines: list[Line]) -> str:
    """The heading that the document begins with, where its markup has one; "" otherwise."""
    own = (line for line in lines if not line.menu and not _is_declared(line))
    for line in islice(own, _TITLE_WITHIN):
        if line.kind is LineKind.HEADING:
            return line.words.rstrip(" :")
    return ""


def _is_declared(line: Line) -> bool:
    """Whether a line can be cited, and is none of the document that the page is about."""
    region = line.region
    while region is not None and not line.menu:
        if region.place in _TOOLS and region.prose >= _DECLARATION:
            return is_sentence(line) or line.kind in _DECLARED
        region = region.parent
    return False


def _title_before(lines: list[Line], first: int) -> int:
    """Where the document begins: the heading of the highest level over its first words."""
    best, level = first, 7
    for at in range(first - 1, -1, -1):
        line = lines[at]
        if line.menu:
            continue
        if line.kind is LineKind.HEADING and line.level < level:
            best, level = at, line.level
    if best == first:  # no heading: a short line or two above may be one
        while best > 0 and first - best < 3 and _may_be_title(lines[best - 1]):
            best -= 1
    for at in range(best - 1, max(-1, best - 1 - _DATES), -1):
        line = lines[at]
        if not line.menu and len(line.words) <= _SHORT and _YEAR.search(line.words):
            best = at
    return best


def _may_be_title(line: Line) -> bool:
    short = len(line.words) <= _SHORT and not _is_linked(line)
    return short and not line.menu and (line.bold > 0 or is_upper(line.words) or line.apart)


def _is_imprint(line: Line) -> bool:
    words = line.words
    return len(words) <= 200 and (words[:1] == "©" or "©" in words[:40])
