"""HTML: the text that a visitor reads; menus, banners and footers are kept, and marked."""

from __future__ import annotations

from itertools import islice

from reviewtui.documents.decoding import too_long
from reviewtui.documents.limits import TEXT_LIMIT
from reviewtui.documents.model import BlockKind
from reviewtui.documents.readers import Extract
from reviewtui.errors import InputError

_TITLE_WITHIN = 4  # blocks of the document within which its own title stands


def read(data: bytes, name: str) -> Extract:
    """See `reviewtui.documents.readers`."""
    from reviewtui.documents.lines import is_shredded
    from reviewtui.documents.structure import find_structure, structure_of
    from reviewtui.documents.web.encoding import decode_html
    from reviewtui.documents.web.navigation import mark_navigation, own_title
    from reviewtui.documents.web.parsing import parse
    from reviewtui.documents.web.writing import write

    page = parse(decode_html(data, name), name)
    lines = mark_navigation(page.lines)
    if not lines:
        raise InputError(
            f"{name}: no text in this page; save it again when it has loaded, or as text"
        )
    if is_shredded(len(lines), sum(len(line.words) for line in lines)):
        return find_structure("\n".join(line.words for line in lines) + "\n", markdown=False)
    text, pieces = write(lines)
    if len(text) > TEXT_LIMIT:
        raise too_long(name)
    extract = structure_of(text, pieces, menus=False)
    return extract._replace(title=own_title(lines) or _title(extract) or page.title)


def _title(extract: Extract) -> str:
    """The document's own title, which says more than the page's: "Privacy | Example, Inc."."""
    shown = (block for block in extract.blocks if block.kind is not BlockKind.MENU)
    for block in islice(shown, _TITLE_WITHIN):
        if block.kind is BlockKind.HEADING:
            return extract.text[block.start : block.end].rstrip(" :")
    return ""
