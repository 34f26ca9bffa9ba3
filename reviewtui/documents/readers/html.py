"""HTML: the text that a visitor reads; menus, banners and footers are kept, and marked."""

from __future__ import annotations

from reviewtui.documents.readers import Extract
from reviewtui.errors import InputError


def read(data: bytes, name: str) -> Extract:
    """See `reviewtui.documents.readers`."""
    from reviewtui.documents.structure import structure_of
    from reviewtui.documents.web.encoding import decode_html
    from reviewtui.documents.web.navigation import mark_navigation
    from reviewtui.documents.web.parsing import parse
    from reviewtui.documents.web.writing import write

    page = parse(decode_html(data, name), name)
    lines = mark_navigation(page.lines)
    if not lines:
        raise InputError(
            f"{name}: no text in this page; save it again when it has loaded, or as text"
        )
    text, pieces = write(lines)
    return structure_of(text, pieces)
