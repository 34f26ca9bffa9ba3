"""What type says beside its letters, written so that it survives as text: raised marks, strokes.

Without it `30¹ days` would become `301 days`, and words that were struck out would be valid.
"""

from __future__ import annotations

import re

STROKE = "~~"  # as Markdown has it
_MARK = re.compile(r"\d{1,3}(?:[ ,;–-]{1,3}\d{1,3}){0,9}", re.ASCII)
# 10² is a power and m² a unit; a number that is raised after any other is the mark of a note.
_BASE = re.compile(r"(?:^|[^\w.,])(?:10|[2e]|[a-z]|[kcmd]?m|ft|in|yd)$", re.IGNORECASE)
_BEFORE = 12  # characters before a mark that tell what it is


def raised(before: str, mark: str) -> str:
    """How raised characters are written that stand after `before`.

    Numbers as marks of notes, `[1]`, or as powers, `10^2`; others (1st, 2nd, signs) as they are.
    """
    words = mark.strip()
    if not _MARK.fullmatch(words):
        return mark
    power = words.isdigit() and len(words) < 3 and _BASE.search(before[-_BEFORE:])
    written = f"^{words}" if power else f"[{words}]"
    head, _, tail = mark.partition(words)
    return f"{head}{written}{tail}"


def struck(words: str) -> str:
    """Words with a stroke through them: `~~so~~`, the white space around them outside."""
    inner = words.strip()
    if not inner:
        return words
    head, _, tail = words.partition(inner)
    return f"{head}{STROKE}{inner}{STROKE}{tail}"
