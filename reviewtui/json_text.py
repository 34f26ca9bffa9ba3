"""JSON that can be read and acts on no terminal."""

from __future__ import annotations

from json import dumps
from typing import Any

from reviewtui import characters


def json_line(value: Any) -> str:
    """`value` as JSON on one line, readable, with hidden characters as `\\uXXXX`."""
    text = dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return characters.HIDDEN.sub(lambda match: dumps(match[0])[1:-1], text)
