"""PDF: reading order, columns, headings by size; without running heads, feet and page numbers.

PDFium (Google's, by pypdfium2; Apache-2.0 and BSD-3-Clause) gives the characters and their
places; what makes lines, columns and paragraphs of them is in `paper`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewtui.documents import progress
from reviewtui.documents.composing import Composer
from reviewtui.documents.limits import PAGE_LIMIT, PAGES_LIMIT, TEXT_LIMIT
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from reviewtui.documents.readers import Extract
    from reviewtui.documents.readers.paper.model import Line

_PICTURE, _DAMAGED = "only a picture, no text", "damaged, not read"
_LINES = 20_000  # on one page: a drawing made of letters


def read(data: bytes, name: str) -> Extract:
    """See `reviewtui.documents.readers`."""
    try:
        import pypdfium2
    except ImportError:
        raise InputError(
            f"{name}: reading PDF needs pypdfium2; install it: pip install 'reviewtui[pdf]'"
        ) from None
    document = _opened(pypdfium2, data, name)
    try:
        count = len(document)
        if count > PAGES_LIMIT:
            raise InputError(f"{name}: {count:,} pages, at most {PAGES_LIMIT:,} are read; split it")
        pages, without = _pages(document, count, name)
    finally:
        document.close()
    return _extract(pages, without, name)


def _opened(pypdfium2: Any, data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium tells of the last error that it had a name for, maybe in another file
        said = str(error).lower()
        if b"/Encrypt" in data and ("password" in said or "security" in said):
            raise InputError(f"{name}: protected with a password; save it without one") from None
        raise InputError(
            f"{name}: not a PDF, or damaged; open and save it anew, or save it as text"
        ) from None


def _pages(document: Any, count: int, name: str) -> tuple[list[list[Line]], dict[int, str]]:
    """The lines of every page, and for those that show more than their lines say, why."""
    import pypdfium2

    from reviewtui.documents.readers.paper.characters import lines_of
    from reviewtui.documents.readers.paper.drawn import drawn_on, with_bullets
    from reviewtui.documents.readers.paper.pictures import is_picture

    pages: list[list[Line]] = []
    without: dict[int, str] = {}
    length = 0
    progress.report(0, count)
    for number in range(count):
        lines: list[Line] = []
        try:
            page = document[number]
            text = page.get_textpage()
            characters = text.count_chars()
            length += characters
            _check(name, characters, length, number)
            things = drawn_on(page.raw)
            lines = with_bullets(lines_of(text.raw, characters, number, things), things)
            if is_picture(page, lines):
                without[number] = _PICTURE
            text.close()
            page.close()
        except pypdfium2.PdfiumError:
            without[number] = _DAMAGED
        pages.append(lines[:_LINES])
        progress.report(number + 1, count)
    return pages, without


def _extract(pages: list[list[Line]], without: dict[int, str], name: str) -> Extract:
    from reviewtui.documents.readers.paper.columns import in_order
    from reviewtui.documents.readers.paper.paragraphs import compose
    from reviewtui.documents.readers.paper.running import without_running

    out = Composer(name)
    lines = [line for page in without_running(pages) for line in in_order(page)]
    if not any(c.isalnum() for line in lines for c in line.text):
        raise _nothing_in(without, name)
    starts = compose(lines, without, len(pages), out)
    extract = out.finish(marked=False)
    unread = tuple(number + 1 for number in sorted(without))
    return extract._replace(pages=tuple(starts), unread=unread)


def _check(name: str, characters: int, length: int, number: int) -> None:
    """Raises InputError for a page, or pages up to it, with more `characters` than are read."""
    million = 1_000_000
    if characters > PAGE_LIMIT:
        raise InputError(
            f"{name}: more than {PAGE_LIMIT // million} million characters on page {number + 1}; "
            "save it as text"
        )
    if length > TEXT_LIMIT:
        raise InputError(
            f"{name}: more than {TEXT_LIMIT // million} million characters of text; split it"
        )


def _nothing_in(without: dict[int, str], name: str) -> InputError:
    """The error for a file without text; `without` says what its pages are instead."""
    if _PICTURE in without.values():
        reason = "no text in it, only pictures (a scan?)"
    elif _DAMAGED in without.values():
        return InputError(
            f"{name}: its pages are damaged; open and save it anew, or save it as text"
        )
    else:
        reason = "no text in it: its pages are empty, or their letters are drawn"
    return InputError(f"{name}: {reason}; run text recognition over it first (ocrmypdf, say)")
