"""The tables of a review's text, parsed in parts, so that a long one shows how far it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reviewtui.toml_text import TomlError, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PART = 200_000  # characters that are parsed at once: 5 ms, 30 to 50 where tomllib has to
SHORT = 20_000  # characters that tomllib has parsed before anything else would be loaded

_VERDICT = re.compile(r"^\[\[verdict\]\]\n", re.MULTILINE)
_NOT_OF_A_VERDICT = re.compile(r"^[ \t]*\[(?!\[verdict[\].]|verdict\.)", re.MULTILINE)


def parse_review(text: str, progress: Callable[[float], object]) -> dict[str, Any]:
    """What `toml_text.parse` gives; `progress` gets the share that is done. Raises TomlError."""
    parts = list(_parts(text))
    if len(parts) < 2:
        return parse(text, "review")
    try:
        return _joined(text, parts, progress)
    except TomlError:
        return parse(text, "review")  # raises it with the line and the reason for the whole


def _joined(
    text: str, parts: list[tuple[int, int]], progress: Callable[[float], object]
) -> dict[str, Any]:
    from reviewtui.reviews.plain_tables import plain_verdicts

    (start, end), *rest = parts
    tables = parse(text[start:end], "review")
    if "verdict" in tables:  # of another kind: an error, or what came in by hand
        return parse(text, "review")
    verdicts: list[Any] = []
    for start, end in rest:
        progress(start / len(text))
        part = text[start:end]
        verdicts += plain_verdicts(part) or parse(part, "review")["verdict"]
    tables["verdict"] = verdicts
    return tables


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The head, then whole verdicts; the text in one where it cannot be cut for sure.

    It can where a line `[[verdict]]` is sure to begin a verdict, and nothing but verdicts follows.
    """
    first = _VERDICT.search(text)
    if (
        first is None
        or len(text) < SHORT
        or '"""' in text
        or "'''" in text
        or _NOT_OF_A_VERDICT.search(text, first.start())
    ):
        yield 0, len(text)
        return
    begin = first.start()
    yield 0, begin
    while begin < len(text):
        following = _VERDICT.search(text, begin + PART)
        end = following.start() if following else len(text)
        yield begin, end
        begin = end
