"""Somebody else's words in HTML, so that all of them are seen and none of them act."""

from __future__ import annotations

import re
from html import escape

from reviewtui.characters import escape as spelled
from reviewtui.characters import visible

# A parse error wherever they stand: https://html.spec.whatwg.org/#parse-errors.
_NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr(0x10000 * plane + 0xFFFE + last) for plane in range(17) for last in (0, 1))
    + "]"
)


def prose(text: str) -> str:
    """`text` with its lines and tabs, for an element or an attribute in double quotes."""
    return escape(shown(text), quote=True)


def shown(text: str) -> str:
    """What a reader of the page sees of `text`, with its lines and tabs."""
    seen = visible(text.replace("\r\n", "\n"), keep="\n\t")
    return _NONCHARACTERS.sub(lambda m: spelled(m[0]), seen)


def inline(text: str) -> str:
    """`text` on one line, runs of white space as one space."""
    return prose(" ".join(text.split()))
