"""Snippets: texts for notes that repeat, by names that stand behind a semicolon; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMED = re.compile(r"(?<![^\s(\[\"']);([\w-]{1,40})(?![\w-])")
_TOKEN = re.compile(r"(?<![^\s(\[\"'])(?:;)([\w-]{0,40})\Z")


class Token(NamedTuple):
    """`;name` before the cursor: where it begins on its line, and what is typed of the name."""

    start: int
    name: str


def token_before(line: str, column: int) -> Token | None:
    """The snippet's name that ends at `column` of `line`; None where none does."""
    found = _TOKEN.search(line[:column], max(0, column - 42))
    return Token(found.start(), found[1]) if found else None


def ends_name(character: str) -> bool:
    """Whether a character that is typed behind a name is none of it: space, punctuation."""
    return re.fullmatch(r"[\w-]", character) is None


def meant(snippets: Mapping[str, str], name: str) -> str | None:
    """The text that a whole `name` stands for; case does not matter where one alone is meant."""
    if name in snippets:
        return snippets[name]
    alike = [text for one, text in snippets.items() if one.casefold() == name.casefold()]
    return alike[0] if len(alike) == 1 else None


def expanded(snippets: Mapping[str, str], text: str) -> str:
    """`text` with every `;name` of a snippet replaced by what it stands for."""

    def replaced(found: re.Match[str]) -> str:
        said = meant(snippets, found[1])
        return found[0] if said is None else said

    return _NAMED.sub(replaced, text)


def matching(snippets: Mapping[str, str], name: str) -> list[str]:
    """The names that begin with `name`, in their order; case does not matter."""
    return [one for one in snippets if one.casefold().startswith(name.casefold())]


def completed(snippets: Mapping[str, str], name: str) -> str:
    """`name` as far as all names that begin with it go on in the same way."""
    names = matching(snippets, name)
    if not names:
        return name
    first, last = min(names), max(names)
    differing = (at for at, (one, two) in enumerate(zip(first, last, strict=False)) if one != two)
    return first[: next(differing, min(len(first), len(last)))] or name
