"""Plain text, as it is scraped from the web or exported from a word processor."""

from __future__ import annotations

from reviewtui.documents.decoding import decode
from reviewtui.documents.readers import Extract
from reviewtui.documents.structure import find_structure


def read(data: bytes, name: str) -> Extract:
    """See `reviewtui.documents.readers`."""
    return structure(decode(data, name))


def structure(text: str) -> Extract:
    """See `reviewtui.documents.readers`."""
    return find_structure(text, markdown=False)
