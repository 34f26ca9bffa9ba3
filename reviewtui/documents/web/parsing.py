"""From the source of a page to its visible lines, by lxml's event parser.

libxml2 tokenises and closes what is left open; events instead of a tree take no memory for
what is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewtui.documents.web.builder import DEEPEST, Builder, TooDeepError
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from reviewtui.documents.web.lines import Line

MOST_ATTRIBUTES = 1_000  # of one element: libxml2 takes quadratic time to tell them apart
_FED = 1 << 16  # bytes given to the parser at a time

_SELF_CLOSED = re.compile(
    r"<(script|style|title|iframe|textarea|a|div|span|p|i|b)\b([^<>]*)/>", re.I
)
_FRAMES = re.compile(r"</?(?:noframes|frameset|frame)\b[^<>]*>", re.IGNORECASE)
_FRAMES_WITHIN = 20_000  # characters
# Comments and scripts are passed over as a whole; a tag's attributes end at `>` outside quotes.
# Every alternative takes what it has looked at, so that one pass is all.
_MARKUP = re.compile(
    r"<!--(?:.*?-->|.*+)|<(?P<raw>script|style)\b(?:.*?</(?P=raw)|.*+)"
    r"|<[a-z](?P<within>(?:[^\"'=>]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|[\"'=])*+)",
    re.IGNORECASE | re.DOTALL,
)
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")


@dataclass(frozen=True, slots=True)
class Page:
    """The visible lines of a page in order, its title, and the language that it declares."""

    lines: list[Line]
    title: str
    language: str


def parse(source: str, name: str) -> Page:
    """The lines of a page.

    Raises InputError for too many attributes in an element, or elements inside each other.
    """
    from lxml import etree

    _check_attributes(source, name)
    if source.lstrip()[:5] == "<?xml":  # where `<script/>` is a whole element
        source = _SELF_CLOSED.sub(r"<\1\2></\1>", source)
    if "<frameset" in source[:_FRAMES_WITHIN].lower():
        source = _FRAMES.sub("", source)  # what is said to those who see no frames is all there is
    builder = Builder()
    parser = etree.HTMLParser(target=builder, huge_tree=True, encoding="utf-8")
    data = source.encode("utf-8")
    try:
        for start in range(0, len(data), _FED):
            parser.feed(data[start : start + _FED])
        parser.close()
    except TooDeepError:
        raise InputError(
            f"{name}: more than {DEEPEST:,} elements inside each other; save the page anew, or"
            " as text"
        ) from None
    except etree.LxmlError:  # no element at all
        builder.close()
    return Page(builder.lines, builder.title, builder.language)


def _check_attributes(source: str, name: str) -> None:
    for markup in _MARKUP.finditer(source):
        within = markup["within"]
        if within is not None and len(within) > 3 * MOST_ATTRIBUTES:
            count = len(_VALUE.sub("= ", within).replace("/", " ").split())
            if count > MOST_ATTRIBUTES:
                line = source.count("\n", 0, markup.start()) + 1
                raise InputError(
                    f"{name}:{line}: an element with more than {MOST_ATTRIBUTES} attributes;"
                    " save the page anew, or as text"
                )
