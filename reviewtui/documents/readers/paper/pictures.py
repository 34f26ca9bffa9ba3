"""Pages that are pictures: of a scan nobody has run text recognition over."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents.readers.paper.model import Line

_LOGO = 0.05  # of the page: a smaller picture on an empty page says nothing
_WHOLE = 0.4  # of the page: with this, a page number or a stamp is not the page's text
_STAMP = 80  # letters
_OBJECTS = 500  # that are looked at on one page


def is_picture(page: Any, lines: Sequence[Line]) -> bool:
    """Whether what a page shows is a picture, and not the `lines` that were read of it.

    `page` is pypdfium2's. Raises its PdfiumError.
    """
    letters = sum(character.isalnum() for line in lines for character in line.text)
    if letters >= _STAMP:
        return False
    return _covered(page) >= (_WHOLE if letters else _LOGO)


def _covered(page: Any) -> float:
    """The share of the page that its largest picture takes, as far as it is on the page."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    width, height = page.get_size()
    if not width * height > 0:
        return 0.0
    largest = 0.0
    # filtered here: among a million other things a picture is not looked for to the end
    for one in islice(page.get_objects(max_depth=3), _OBJECTS):
        if one.type == FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = one.get_bounds()
            across = min(right, width) - max(left, 0.0)
            along = min(top, height) - max(bottom, 0.0)
            if across > 0 and along > 0:
                largest = max(largest, across * along / (width * height))
    return largest
