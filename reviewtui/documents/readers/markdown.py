"""Markdown: the text stays as it is written, its markup tells the structure."""

from __future__ import annotations

from reviewtui.documents.decoding import decode
from reviewtui.documents.readers import Extract
from reviewtui.documents.structure import find_structure


def read(data: bytes, name: str) -> Extract:
    """See `reviewtui.documents.readers`."""
    return structure(decode(data, name))


def structure(text: str) -> Extract:
    """See `reviewtui.documents.readers`."""
    return find_structure(text, markdown=True)
