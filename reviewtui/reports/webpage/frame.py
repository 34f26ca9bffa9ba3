"""What stands around a page: its head, which lets nothing in from anywhere, and its landmarks."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reviewtui.reports.webpage.escaping import inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OURS = '<meta name="generator" content="reviewtui">'  # by which a page is known again


@cache
def style() -> str:
    """The style of every page."""
    return _part("style.css")


@cache
def script() -> str:
    """The script of every page: the filter by verdict, and nothing else."""
    return _part("filter.js")


def _part(name: str) -> str:
    return files("reviewtui.reports.webpage").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def head(title: str) -> str:
    """All of the `head` element: the policy in it allows our own style and script, nothing else.

    https://www.w3.org/TR/CSP3/: no address is ever fetched, and no other script runs.
    """
    allowed = (
        f"default-src 'none'; style-src {_digest(style())}; script-src {_digest(script())}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{OURS}\n"
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{inline(title)}</title>\n<style>{style()}</style>\n</head>\n"
    )


def page(
    title: str, opening: Iterable[str], contents: Iterable[str], main: Iterable[str]
) -> Iterator[str]:
    """A whole page: a header, a list of what is in it, and the main part."""
    yield f'<!DOCTYPE html>\n<html lang="en">\n{head(title)}<body>\n'
    yield from body(opening, contents, main)
    yield "</body>\n</html>\n"


def body(opening: Iterable[str], contents: Iterable[str], main: Iterable[str]) -> Iterator[str]:
    """What is in the `body` element."""
    yield '<a class="skip" href="#main">Skip to the verdicts</a>\n<header>\n'
    yield from opening
    yield '</header>\n<nav aria-label="Contents">\n<ul>\n'
    yield from contents
    yield '</ul>\n</nav>\n<main id="main" tabindex="-1">\n'
    yield from main
    yield f"</main>\n<script>{script()}</script>\n"


def item(link: str, words: str) -> str:
    """A line of the list of contents."""
    return f'<li><a href="{link}">{inline(words)}</a></li>\n'
