"""What a report in HTML has to be: strict, whole, and nothing in it that it did not put there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import html5lib

from reviewtui.characters import HIDDEN
from reviewtui.reports.webpage.escaping import shown
from reviewtui.reports.webpage.frame import script, style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.reports import Report

_ELEMENTS = (
    "html head meta title style body a header h1 h2 h3 h4 dl dt dd p code nav ul li main form "
    "fieldset legend label input span section div table caption thead tbody tr th td b article i "
    "blockquote mark script"
)
ELEMENTS = frozenset(_ELEMENTS.split())
_ATTRIBUTES = (
    "lang charset http-equiv content name class href id aria-label aria-labelledby aria-hidden "
    "tabindex hidden type value checked role scope colspan dir"
)
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
LINK = re.compile(r"([0-9a-z-]+\.html)?#([a-z0-9-]+)")


def check_html(report: Report, content: bytes) -> None:
    """One page: what `check_page` says, every link within it, and every word of the report."""
    root = check_page(content)
    ids = {element.get("id") for element in root.iter()}
    for link in root.iter("a"):
        assert link.get("href", "")[1:] in ids, link.get("href")
    check_words(report, [root])
    headings = Counter(element.tag for element in root.iter())
    assert headings["h1"] == 1
    assert headings["h2"] == 3 + len(report.policies)
    assert headings["h4"] == len(report.listed) + len(report.requirements)


def check_page(content: bytes) -> ET.Element:
    """The tree of a page that parses strictly, and in which nothing of the input acts."""
    text = content.decode("utf-8")
    assert not HIDDEN.search(text.replace("\n", "").replace("\t", ""))
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: ET.Element = parser.parse(text)
    names = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert not [name for name, times in names.items() if times > 1]
    for element in root.iter():
        assert element.tag in ELEMENTS, element.tag
        assert set(element.keys()) <= ATTRIBUTES, element.attrib
        if (link := element.get("href")) is not None:
            assert LINK.fullmatch(link), link
    assert [element.text for element in root.iter("script")] == [script()]
    assert [element.text for element in root.iter("style")] == [style()]
    return root


def check_words(report: Report, pages: list[ET.Element]) -> None:
    """Every quote, note and policy stands in the pages word for word."""
    quotes = {_text(one) for page in pages for one in page.iter("blockquote")}
    notes = {_text(one) for page in pages for one in page.iter("p") if one.get("class") == "note"}
    texts = [list(_lines(one)) for page in pages for one in page.iter("div") if _is_text(one)]
    for finding in report.listed:
        for one in finding.evidence:
            assert shown(one.quote.exact) in quotes, one.quote.exact
        if finding.note:
            assert f"Note: {shown(finding.note)}" in notes
    expected = [
        [shown(line) for line in policy.text.split("\n")]
        for policy in report.policies
        if policy.text is not None
    ]
    assert [_filled(lines) for lines in texts] == [_filled(lines) for lines in expected]


def _filled(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _is_text(element: ET.Element) -> bool:
    return element.get("class") == "text"


def _text(element: ET.Element) -> str:
    return "".join(element.itertext())


def _lines(text: ET.Element) -> Iterator[str]:
    """The lines of a policy, without the numbers of its evidence."""
    for line in text.iter("p"):
        words = line.text or ""
        for piece in line:
            words += ("" if piece.tag == "a" else _text(piece)) + (piece.tail or "")
        yield words
