"""Signs: what a passage holds that answers a question without sharing a word with it."""

from __future__ import annotations

import re

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|eighteen|twenty"
    "|thirty|forty|forty-five|sixty|ninety"
)
# Every repetition is bounded, so that no text can make them slow.
_SIGNS = {
    "#email": re.compile(r"[\w.+-]@[\w-]{1,63}\.[a-z]"),
    "#web": re.compile(r"https?://|\bwww\.\w"),
    "#phone": re.compile(r"(?<![\w.])\+?\(?\d{1,4}\)?[ .\-]{1,2}\(?\d{2,4}\)?[ .\-]{1,2}\d{3,4}"),
    "#date": re.compile(
        rf"\b(?:{_MONTHS})\.?\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?\d{{2,4}}\b"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTHS})\b"
        r"|\b\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}\b"
    ),
    "#period": re.compile(
        rf"(?:\b(?:{_NUMBERS})|\d)\)?[\s-]{{1,3}}(?:\(\d{{1,3}}\)\s)?"
        r"(?:business |calendar |working |consecutive )?(?:hour|day|week|month|year)"
    ),
    "#money": re.compile(r"[$€£]\s?\d|\d\s(?:dollars|euros?|pounds)\b"),
    "#percent": re.compile(r"\d\s?%|\d\)?\spercent|\bpercent"),
    "#age": re.compile(
        r"\b(?:under|over|below|least|age of|ages of|younger than|older than)\s(?:the age of\s)?"
        r"(?:1[2-9]|2[01]|thirteen|fourteen|sixteen|eighteen)\b|\d\syears (?:of age|old)"
    ),
}
_ANY = re.compile(r"[\d@%]|www\.|https?:|days?\b|months?\b|years?\b|hours?\b|percent")

NAMES = {
    "#email": "an e-mail address",
    "#web": "a web address",
    "#phone": "a telephone number",
    "#date": "a date",
    "#period": "a period of time",
    "#money": "an amount of money",
    "#percent": "a percentage",
    "#age": "an age",
}


def signs(text: str) -> list[str]:
    """The names of the signs in `text`, each once."""
    low = text.lower()
    if not _ANY.search(low):
        return []
    return [name for name, pattern in _SIGNS.items() if pattern.search(low)]


def sign_spans(sign: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sign stands in `text[start:end]`, as spans of `text`."""
    low = text[start:end].lower()
    if len(low) != end - start:  # a letter whose lower case is longer moves the positions
        return []
    return [(start + m.start(), start + m.end()) for m in _SIGNS[sign].finditer(low)]
