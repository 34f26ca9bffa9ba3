"""Characters that act instead of being seen, and how they are made visible.

Escape sequences, bidirectional overrides, zero-width and tag characters in a policy, a
checklist, a file name or a review must never act: not in the terminal, not in a report.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

# Cc, Cf, Zl, Zp and Cs of Unicode 15, variation selectors and the Hangul fillers: all that
# takes no cell, moves the cursor or changes the order in which text is read. Line feed and
# tab are in it: where lines and tabs are wanted, the caller keeps them (`keep`).
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
if TYPE_CHECKING:
    HIDDEN: re.Pattern[str]


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(f"[{_HIDDEN}]")


def __getattr__(name: str) -> Any:
    """`HIDDEN`, a pattern for one such character; compiled, which takes a while, when needed."""
    if name != "HIDDEN":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _hidden()


def has_hidden(text: str) -> bool:
    """Whether any of these characters is in `text`."""
    return not (text.isascii() and text.isprintable()) and _hidden().search(text) is not None


def escape(character: str) -> str:
    r"""The character as TOML, JSON and Python spell it: `\u202e`, `\U000e0041`."""
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def picture(character: str) -> str:
    """What stands for one hidden character on a screen: `␛` for escape, else its escape."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else escape(character)


def visible(text: str, keep: str = "") -> str:
    """`text` with every hidden character but those of `keep` replaced by its picture."""
    if text.isascii() and text.isprintable():  # nearly all
        return text
    return _hidden().sub(lambda m: m[0] if m[0] in keep else picture(m[0]), text)
