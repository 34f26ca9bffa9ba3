"""The words of a line without its markup: what a heading or a menu line says."""

from __future__ import annotations

import re
from functools import lru_cache

# Bounded, so that a line of nothing but brackets costs no more than any other.
_LINK = r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}(?:\s\"[^\"\n]{0,200}\")?\)"
_AUTOLINK = r"<(https?://[^<>\s]{1,500})>"
_EDGE = " \t#>*_`|~"
_LINE = 200  # characters: what may be a heading or a menu line


def plain_words(text: str) -> str:
    """`text` on one line, links as their words, emphasis and heading marks taken off."""
    return _plain_line(text) if len(text) <= _LINE else _plain(text)


def _plain(text: str) -> str:
    if "](" in text:
        text = re.sub(_LINK, r"\1", text)
        text = re.sub(_LINK, r"\1", text)  # an image inside a link
    if "<http" in text:
        text = re.sub(_AUTOLINK, r"\1", text)
    if "\\" in text or "*" in text or "_" in text:
        text = text.replace("**", "").replace("__", "").replace("\\", "")
    return " ".join(text.split()).strip(_EDGE)


# Each line is asked for several times in a row, and repeated lines again and again.
_plain_line = lru_cache(maxsize=1024)(_plain)


def is_only_links(text: str) -> bool:
    """Whether a Markdown line is nothing but links (and marks between them)."""
    if "](" not in text:
        return False
    rest = re.sub(_LINK, "", re.sub(_LINK, "-", text))
    return not any(character.isalnum() for character in rest)
