"""What a heading looks like where no markup says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewtui.languages import Language

_WORDS = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")
_CONTACT = re.compile(r"@|https?:|www\.|\d{3}[ .-]\d{3,4}|\b(?:19|20)\d\d\b")
_MOST_WORDS = 14
_MOST_CHARACTERS = 110


def is_upper(words: str) -> bool:
    """Whether all letters are capitals, and there are at least four of them."""
    return words.isupper() and sum(map(str.isalpha, words)) >= 4


def is_title(words: str, language: Language) -> bool:
    """Whether `words` (one line, no markup) are set as a title: `Use of Cookies`.

    Every word that says something begins with a capital or a digit; titles are at most 14
    words, and have no address, phone number or year in them.
    """
    if not words or len(words) > _MOST_CHARACTERS or _CONTACT.search(words):
        return False
    found = _WORDS.findall(words)
    if not found or len(found) > _MOST_WORDS or not found[0][0].isupper():
        return False
    content = 0
    for word in found:
        if word.lower() in language.stop_words:
            continue
        if word[0].islower():
            return False
        content += word[0].isalpha()
    return content > 0


def is_phrase(words: str) -> bool:
    """Whether `words` could be a heading written as a sentence is: `What we collect`."""
    if not words or len(words) > 80 or not words[0].isupper() or _CONTACT.search(words):
        return False
    return len(words.split()) <= 10
