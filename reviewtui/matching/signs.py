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

_ADDRESSES = frozenset({"#email", "#web"})
_IN_ADDRESS = r"[^\s()<>\[\]\"'’“”]"
_IN_NUMBER = r"[^\W_]|[.,](?=\d)"
_REACH = 64  # characters of an address on either side of what tells it

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


def sign_spans(sign: str, text: str) -> list[tuple[int, int]]:
    """Where the sign stands in `text`, whole words and whole addresses, apart from each other."""
    low = text.lower()
    if len(low) != len(text):  # a letter whose lower case is longer moves the positions
        return []
    joins = re.compile(_IN_ADDRESS if sign in _ADDRESSES else _IN_NUMBER).match
    found: list[tuple[int, int]] = []
    for match in _SIGNS[sign].finditer(low):
        start, end = match.span()
        first, last = max(start - _REACH, found[-1][1] if found else 0), min(end + _REACH, len(low))
        while start > first and joins(low, start - 1):
            start -= 1
        while end < last and joins(low, end):
            end += 1
        end -= len(low[start:end]) - len(low[start:end].rstrip(".,;:)"))
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found
