"""Somebody else's words in messages of SARIF, so that all are seen and none act."""

from __future__ import annotations

from reviewtui.characters import visible


def message(text: str) -> str:
    """`text` for a plain text message, hidden characters made visible, its lines kept.

    `[words](address)` is a link in every message (3.11.6): the brackets are set apart by a space,
    which is all that parts a link from words. Braces are doubled, as 3.11.5 wants literal ones.
    """
    seen = visible(text.replace("\r\n", "\n"), keep="\n").strip()
    return seen.replace("](", "] (").replace("{", "{{").replace("}", "}}")


def snippet(text: str) -> str:
    """`text` as it stands in a file, where nothing is looked into; hidden characters visible."""
    return visible(text.replace("\r\n", "\n"), keep="\n\t")


def cut(text: str, length: int) -> str:
    """`text` with at most `length` characters; what is longer ends with an ellipsis."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
