"""What reviewtui knows of a language: one data file each, read when it is first asked for.

Adding a language is adding `<code>.toml` beside this module.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_FALLBACK = "en"
SAMPLE = 40_000  # characters are enough to tell a language
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Language:
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
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


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

    The language whose stop words make up the largest share of the words
    if that share is at least 15 % and a fifth above the next: running text of any of these
    languages has 30 to 50 % stop words of its own and few of another.
    """
    counts = Counter(word.lower() for word in _WORD.findall(text[:SAMPLE]))
    total = counts.total()
    if total < 8:
        return ""

    def share(code: str) -> float:
        stop_words = load_language(code).stop_words
        return sum(n for word, n in counts.items() if word in stop_words) / total

    if share(_FALLBACK) >= 0.3:
        return _FALLBACK
    ranked = sorted(((share(code), code) for code in language_codes()), reverse=True)
    best, code = ranked[0]
    return code if best >= 0.15 and best >= 1.2 * ranked[1][0] else ""
