"""From characters to the stems that matching counts.

A word becomes its Snowball stem (M. F. Porter, https://snowballstem.org/, by PyStemmer) after
case, ligatures, apostrophes, hyphenation at line ends and British spelling are levelled. Words
that carry no meaning become nothing; negations stay.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import Stemmer

from reviewtui.languages import load_language

Span = tuple[int, int]

# A word, apostrophes and soft hyphens inside it and a hyphenation at a line's end included.
_WORD = re.compile(r"[^\W_]+(?:(?:['’\xad]|-[ \t]{0,3}\n[ \t]{0,8})[^\W_]+)*")
_JOINT = r"\xad|-\s+"
_EMAIL = re.compile(r"\be-(?=mail)")
_MAIL = re.compile(r"-mail", re.IGNORECASE)

_SPELLINGS = (
    (re.compile(r"isation(s?)$"), r"ization\1"),
    (re.compile(r"(?<=[^aeiou]{1}..)is(e|ed|es|ing|er|ers|able)$"), r"iz\1"),
    (re.compile(r"(?<=l)ys(e|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"^(behavi|col|endeav|fav|harb|hon|hum|lab|neighb|rum)our"), r"\1or"),
    (re.compile(r"(?<=[aeiou])ll(?=(ed|ing|er|ers|ation)$)"), "l"),
    (re.compile(r"(?<=en)c(?=e(s|d|e|es|ing)?$)"), "s"),
    (re.compile(r"(?<=..)tre(s?)$"), r"ter\1"),
    (re.compile(r"(?<=gram)mes?$"), ""),
)
# What every word holds that one of these changes: most words are spared their patterns.
_MAYBE_BRITISH = re.compile("is[aei]|ys[ei]|our|ll[aei]|enc|tre|mme")
# Forms that no stemmer of endings brings together: irregular verbs, and nouns of verbs.
_FORMS = {
    form: base
    for base, forms in {
        "bring": "brought",
        "buy": "bought",
        "choose": "chose chosen",
        "complain": "complaint complaints",
        "erase": "erasure",
        "find": "found",
        "forget": "forgot forgotten",
        "give": "gave given",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "pay": "paid",
        "remove": "removal",
        "renew": "renewal renewals",
        "retain": "retention",
        "seek": "sought",
        "send": "sent",
        "show": "shown",
        "store": "storage",
        "take": "took taken",
        "tell": "told",
        "transmit": "transmission transmissions",
        "understand": "understood",
        "withdraw": "withdrawal withdrew withdrawn",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}


@lru_cache(maxsize=4096)
def american(word: str) -> str:
    """`word` in American spelling, by its form alone.

    A word that a rule takes for another ("promise") is changed alike wherever it stands.
    """
    if len(word) >= 5 and _MAYBE_BRITISH.search(word):
        for pattern, replacement in _SPELLINGS:
            word = pattern.sub(replacement, word)
    return word


class Words:
    """The words of one language: where they stand in a text, and their stems."""

    _bound = 200_000  # words remembered; far beyond any language's, so only junk fills it

    def __init__(self, code: str) -> None:
        language = load_language(code)
        self.code = language.code
        self.negations = language.negations
        self.stop_words = language.stop_words - language.negations
        self._stem = Stemmer.Stemmer(language.stemmer, 0).stemWord
        self._known: dict[str, str] = {}

    def tokens(self, text: str) -> list[str]:
        """The words of `text` in order, in lower case, as they are written."""
        low = text.lower()
        return _WORD.findall(_EMAIL.sub("e", low) if "e-mail" in low else low)

    def stem(self, token: str) -> str:
        """The stem of one token; empty where it carries no meaning."""
        known = self._known.get(token)
        if known is None:
            if len(self._known) >= self._bound:
                self._known.clear()
            known = self._known[token] = self._find(token)
        return known

    def stems(self, text: str) -> list[str]:
        """The stems of the words of `text` in order, those without meaning left out."""
        return [stem for token in self.tokens(text) if (stem := self.stem(token))]

    def _find(self, token: str) -> str:
        word = plain(token)
        if word.endswith("n't"):
            return "not"
        if word in self.stop_words:
            return ""
        word = word.removesuffix("'s").replace("'", "")
        if word in self.stop_words or (len(word) == 1 and not word.isdigit()):
            return ""
        if self.code == "en":
            word = american(_FORMS.get(word, word))
        stem: str = self._stem(word)
        return stem


@cache
def words_of(code: str) -> Words:
    """The words of the language `code`; English where there is no data for it."""
    return Words(code)


def spans(text: str, start: int, end: int) -> list[tuple[str, Span]]:
    """The tokens of `text[start:end]`, each with where it stands in `text`."""
    matches = _WORD.finditer(text, start, end)
    if not _MAIL.search(text, start, end):
        return [(match[0].lower(), match.span()) for match in matches]
    found: list[tuple[str, Span]] = []
    begin = -1  # of an "e" before "-mail", which tokens take for one word
    for match in matches:
        word = match[0].lower()
        if word == "e" and _MAIL.match(text, match.end(), end):
            begin = match.start()
        elif begin >= 0:
            found.append(("e" + word, (begin, match.end())))
            begin = -1
        else:
            found.append((word, match.span()))
    return found


def plain(token: str) -> str:
    """A token without ligatures, curly apostrophes and what joins the halves of a word."""
    word = token if token.isascii() else unicodedata.normalize("NFKC", token).casefold()
    if "-" in word or "\xad" in word:
        word = re.sub(_JOINT, "", word)
    return word.replace("’", "'")
