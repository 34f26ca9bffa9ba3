"""What reviewtui knows of a language: one data file each, read when it is first asked for.

Adding a language is adding `<code>.toml` beside this module.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent
_FALLBACK = "en"
SAMPLE = 40_000  # characters are enough to tell a language
_SURE = 0.3  # the share of a language's frequent words from which on no other is thought of
_OTHERS = "others.toml"
_FEW = 8  # letters of a script that are no mere name or example
_SCRIPTS = {  # the first and the last letters of each, a range after the other
    "ja": "\u3040\u30ff",
    "zh": "\u3400\u4dbf\u4e00\u9fff",
    "ko": "\uac00\ud7af",
    "ru": "\u0400\u04ff",  # or another that is written so
    "el": "\u0370\u03ff",
    "ar": "\u0600\u06ff",
    "he": "\u0590\u05ff",
    "hi": "\u0900\u097f",
    "th": "\u0e00\u0e7f",
}
# A consonant alone is a word where it is elided ("l'accès"), and else a point of a list, or U.S.
_WORD = re.compile(r"(?![cdjlmnst](?![^\W\d_]|['’]))[^\W\d_]+", re.IGNORECASE)


class Language(NamedTuple):
    """The words of one language, all in lower case.

    `abbreviations` do not end a sentence, `closing_abbreviations` may ("Inc."), and
    `numbered_abbreviations` do not before a number ("No. 5"); all without their last full
    stop. `introducing` are words of a sentence that announces a list, `navigation` whole
    lines that belong to a web page and not to the document on it. `stemmer` is the name of
    the Snowball algorithm.
    """

    code: str
    name: str
    stemmer: str
    stop_words: frozenset[str]
    negations: frozenset[str]
    modals: frozenset[str]
    abbreviations: frozenset[str]
    closing_abbreviations: frozenset[str]
    numbered_abbreviations: frozenset[str]
    introducing: frozenset[str]
    navigation: frozenset[str]


def language_codes() -> tuple[str, ...]:
    """The codes of the languages there is a data file for, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("??.toml")))


@cache
def load_language(code: str) -> Language:
    """The language `code` ("de", "de-CH"); English where there is no data file for it."""
    import tomllib

    base = re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]
    path = _FOLDER / f"{base}.toml"
    if not (base.isascii() and base.isalpha() and path.is_file()):
        return load_language(_FALLBACK)
    data = tomllib.loads(path.read_text(encoding="utf-8"))

    def words(key: str) -> frozenset[str]:
        value = data.get(key, "")
        return frozenset(value.split() if isinstance(value, str) else value)

    return Language(
        code=base,
        name=data["name"],
        stemmer=data["stemmer"],
        stop_words=words("stop_words"),
        negations=words("negations"),
        modals=words("modals"),
        abbreviations=words("abbreviations"),
        closing_abbreviations=words("closing_abbreviations"),
        numbered_abbreviations=words("numbered_abbreviations"),
        introducing=words("introducing"),
        navigation=words("navigation"),
    )


def guess_language(text: str) -> str:
    """The code of the language that `text` looks to be in, `""` where it cannot be told.

    By its letters where they are not Latin. Else the language whose frequent words make up the
    largest share of all words, if that is at least 15 % and a fifth above the next that there
    is a data file for: running text of any of these languages has 30 to 50 % of its own and few
    of another. Languages without a data file are told as well.
    """
    text = text[:SAMPLE]
    words = _WORD.findall(text)
    if written := _by_letters(text):
        return written
    counts = Counter(word.lower() for word in words)
    total = counts.total()
    if total < 8:
        return ""

    def share(frequent: frozenset[str]) -> float:
        return sum(n for word, n in counts.items() if word in frequent) / total

    if share(load_language(_FALLBACK).stop_words) >= 0.3:
        return _FALLBACK
    shares = {code: share(load_language(code).stop_words) for code in language_codes()}
    if max(shares.values()) < _SURE:  # none that is known well, or none so far
        shares |= {code: share(frequent) for code, frequent in _other_languages().items()}
    code = max(sorted(shares), key=lambda code: shares[code])
    known = max(shares[other] for other in language_codes() if other != code)
    return code if shares[code] >= 0.15 and shares[code] >= 1.2 * known else ""


def is_in_another(text: str, code: str) -> bool:
    """Whether `text`, a sentence or more, looks to be in another language than `code`."""
    guessed = guess_language(text)
    return bool(guessed) and guessed != re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]


def _by_letters(text: str) -> str:
    """The language of a text that is mostly in a script of its own; `""` for Latin."""
    others = [letter for letter in set(text) if letter >= "\u0370"]
    for code, script in _SCRIPTS.items():
        own = [letter for letter in others if _is_in(letter, script)]
        found = sum(text.count(letter) for letter in own)
        if found < _FEW:
            continue
        letters = sum(map(len, _WORD.findall(text)))
        if found * 2 > letters:
            return code
        if code == "ja" and found * 10 > letters:
            return code  # written in Chinese characters, with Japanese letters between them
    return ""


def _is_in(letter: str, script: str) -> bool:
    return any(script[at] <= letter <= script[at + 1] for at in range(0, len(script), 2))


@cache
def _other_languages() -> dict[str, frozenset[str]]:
    import tomllib

    data = tomllib.loads((_FOLDER / _OTHERS).read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in data.items()}
