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


def expanded(snippets: Mapping[str, str], text: str) -> str:
    """`text` with every `;name` of a snippet replaced by what it stands for."""
    return _NAMED.sub(lambda found: snippets.get(found[1], found[0]), text)


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
