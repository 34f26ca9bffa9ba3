"""What the elements, roles and class names of HTML mean for reading a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewtui.documents.web.lines import Place

if TYPE_CHECKING:
    from collections.abc import Mapping


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Nothing in these is text that a visitor reads.
UNREAD = _words("""
script style template noscript iframe object embed applet audio video canvas map svg math select
datalist textarea meter progress
""")
BLOCKS = _words("""
address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol
optgroup option p pre listing xmp plaintext search section summary table tbody td tfoot th thead tr
ul
""")
# These have no end.
VOID = _words("""
area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr
""")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
BOLD = frozenset({"b", "strong"})
STRUCK = frozenset({"del", "s", "strike"})
PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
CELLS = frozenset({"td", "th"})

_BY_TAG = {
    "nav": Place.MENU,
    "search": Place.MENU,
    "header": Place.HEADER,
    "footer": Place.FOOTER,
    "aside": Place.ASIDE,
    "dialog": Place.POPUP,
    "form": Place.FORM,
    "main": Place.MAIN,
    "article": Place.MAIN,
}
_BY_ROLE = {
    "navigation": Place.MENU,
    "menu": Place.MENU,
    "menubar": Place.MENU,
    "toolbar": Place.MENU,
    "search": Place.MENU,
    "banner": Place.HEADER,
    "contentinfo": Place.FOOTER,
    "complementary": Place.ASIDE,
    "dialog": Place.POPUP,
    "alertdialog": Place.POPUP,
    "main": Place.MAIN,
    "article": Place.MAIN,
}
# Whole words of class names and ids. Hints only: see `navigation`.
_HINT = re.compile(
    r"(?<![a-z])(?:"
    r"(?P<footer>footer|colophon|copyright)"
    r"|(?P<consent>cookies?|cookiebar|onetrust|cookiebot|consent)"
    r"|(?P<popup>banner|modal|popup|lightbox|overlay|dialog|toast|newsletter|subscribe|signup|promo|alert)"
    r"|(?P<menu>nav|navbar|navigation|menus?|submenu|megamenu|mega|dropdown|breadcrumbs?|offcanvas"
    r"|drawer|pagination|pager|skip|search|minicart|cart|toolbar|social|share|sharing|sharedaddy"
    r"|login|account|locale|language|currency|toc)"
    r"|(?P<header>header|masthead|topbar)"
    r"|(?P<aside>sidebar|widgets?|related|recommended|comments?|advert|ads?)"
    r")(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HINT_WITHIN = 300  # characters of class and id that are looked at
_STYLE_WITHIN = 1_000
_HIDDEN = re.compile(
    r"(?<![\w-])(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden"
    r"|(?:left|top)\s{0,9}:\s{0,9}-\d{4,6}(?:px|em|rem))",
    re.I,
)
# Also used to set out what is within, or for what appears later: only of words themselves.
_INVISIBLE = re.compile(
    r"(?<![\w-])(?:font-size\s{0,9}:\s{0,9}0(?![.\d])|opacity\s{0,9}:\s{0,9}0(?![.\d]))", re.I
)
_WORDS_ONLY = _words("p span font li h1 h2 h3 h4 h5 h6 a small big b i u em strong")
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s{0,9}:[^;]{0,60}?line-through", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:bold|[6-9]00)", re.I)


def place_of(tag: str, attributes: Mapping[str, str]) -> tuple[Place, bool] | None:
    """What part of the page an element begins, and whether it says so itself; None for none."""
    if not attributes:
        return (_BY_TAG[tag], True) if tag in _BY_TAG else None
    role = attributes.get("role", "")
    if role and (by_role := _BY_ROLE.get(role.strip().lower())):
        return by_role, True
    by_tag = _BY_TAG.get(tag)
    if by_tag is not None:
        return by_tag, True
    names = (
        f"{attributes.get('id', '')[:_HINT_WITHIN]} {attributes.get('class', '')[:_HINT_WITHIN]}"
    )
    if len(names) > 1 and tag not in {"body", "html"}:
        hint = _HINT.search(_CAMEL.sub("-", names).lower())
        if hint is not None and hint.lastgroup:
            return Place(hint.lastgroup), False
    return None


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element says of itself that it is not shown."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style", "")[:_STYLE_WITHIN]
    if not style:
        return False
    return _HIDDEN.search(style) is not None or (
        tag in _WORDS_ONLY and _INVISIBLE.search(style) is not None
    )


def is_bold(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element sets its text in bold type."""
    if tag in BOLD:
        return True
    style = attributes.get("style", "")
    return "font-weight" in style and _BOLD_STYLE.search(style[:_STYLE_WITHIN]) is not None


def is_struck(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element draws a stroke through its text."""
    if tag in STRUCK:
        return True
    style = attributes.get("style", "")
    return "line-through" in style and _STRUCK_STYLE.search(style[:_STYLE_WITHIN]) is not None
