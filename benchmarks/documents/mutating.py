"""Files that are nearly right: good ones of every format, damaged by a seeded hand.

`FORMATS` has one entry a format: what makes good files, and what reads one. A reader may raise
InputError with one line a mistake; anything else it raises is a fault in the project.
"""

from __future__ import annotations

import tempfile
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

ROOT = Path(__file__).resolve().parents[2]
_PIECES = {
    "text": (
        b"\n\n", b"\r", b"# ", b"**", b"- ", b"1. ", b"(a) ", b"| a | b |\n|---|---|\n", b"```\n",
        b"\xff\xfe", b"\0", b"\xe2\x80\xae", b"\x1b[2J", b"[a](b)", b"....... 7", b"Section 1.1 ",
        b"\xc3", b"\xed\xa0\x80", b"   \t", b"* * *", b"=====\n", b"> > ", b"\\", b"\xef\xbb\xbf",
    ),
    "xml": (
        b"<w:p>", b"</w:p>", b"<w:tbl><w:tr><w:tc>", b"<w:r><w:t>", b"<w:numPr/>", b"<w:ins>",
        b"<w:del>", b'w:val="99999999999"', b'w:val="-1"', b"<text:list>", b"<text:list-item>",
        b"<text:h>", b"<table:table-row>", b"&amp;", b"&x;", b"<!DOCTYPE a>", b"<![CDATA[",
        b"<text:note>", b"<!--", b'w:numId="1"', b'text:level="0"', b"<w:txbxContent>", b"]]>",
        b'w:abstractNumId="1"', b"&#0;", b"&#xD800;", b"&#x202E;", b"%1%2%9", b"<a xmlns=''>",
    ),
    "pdf": (
        b" Tj", b" TJ", b" Tf", b" Tm", b" Td", b"BT ", b" ET", b"endobj", b"stream\n", b"<<",
        b">>",
        b" 0 R", b"/Kids [", b"/Count 99999999", b"-1", b"1e38", b"99999999999", b" cm", b" q ",
        b"/Length 0", b"/Length 9999999", b"/Filter /FlateDecode", b"(\\", b"<feff>", b"/Pages",
        b"/Type /Page", b" Do", b"/Encoding /Identity-H", b"/ToUnicode", b"/Rotate 90", b"0 0 0 0 ",
    ),
    "html": (
        b"<div>", b"</div>", b"<p", b"<table><tr><td>", b"<li>", b"<ul>", b"<script>", b"<!--",
        b"&nbsp;", b"&#xD800;", b"&#0;", b"<style>", b"<a href=x>", b"</", b"<h1>", b"<nav>",
        b"<br>", b"<pre>", b"<svg>", b"<template>", b"='", b'="', b"<![CDATA[", b"<option>", b"\0",
        b"<details>", b'<p style="display:none">', b"<meta charset=utf-16>", b"<b>", b"<footer>",
    ),
    "toml": (
        b"[[", b"]]", b"[", b"]", b" = ", b'"', b'"""', b"'", b"\n", b"{", b"}",
        b"1979-05-27T07:32:00Z",
        b"99999999999999999999", b"nan", b"true", b"0x", b"\\u0000", b"\\uD800", b"# ", b".", b",",
        b"[[requirement]]\n", b"[[verdict]]\n", b"[[verdict.history]]\n", b"format = 2\n", b"\xff",
        b"[verdict]\n", b'id = ""\n', b'verdict = "met"\n', b"\x7f", b"\r", b"[checklist]\n",
    ),
}  # fmt: skip

_VALUES = (
    "", "0", "1", "-1", "2", "9", "99999999999999", "true", "a", "Words of it.", "%1.%2.%3", "\n",
    "|", "• ", "1. ", "\u202e", "  ", "😀", ":", "For a year. And a day.", "none", "bullet", "H1",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its good files, the words of its markup, and what reads it."""

    seeds: Callable[[], tuple[bytes, ...]]
    pieces: str
    read: Callable[[bytes], object]
    packed: bool = False


def mutated(name: str, random: Random) -> bytes:
    """A damaged file of a format; the same for the same state of `random`."""
    one = FORMATS[name]
    seeds = one.seeds()
    data = random.choice(seeds)
    if one.packed and random.random() < 0.8:
        return _with_a_part_damaged(data, random, _PIECES[one.pieces])
    pieces = (b"PK\x05\x06", b"\xff\xff\xff\xff", b"\0") if one.packed else _PIECES[one.pieces]
    return _damaged(data, random.choice(seeds), random, pieces)


def _with_a_part_damaged(data: bytes, random: Random, pieces: tuple[bytes, ...]) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in random.sample(sorted(parts), k=min(len(parts), random.choice((1, 1, 2)))):
        if random.random() < 0.8 and parts[name].startswith(b"<"):
            parts[name] = _rearranged(parts[name], random)
        else:
            parts[name] = _damaged(parts[name], random.choice(list(parts.values())), random, pieces)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            if random.random() > 0.02:
                archive.writestr(name, content)
    return out.getvalue()


def _rearranged(data: bytes, random: Random) -> bytes:
    """XML that is well formed and not what it should be: elements moved, renamed, doubled."""
    root = ElementTree.fromstring(data)  # noqa: S314
    nodes = list(root.iter())
    for _ in range(random.choice((1, 2, 4, 8, 30))):
        node, other = random.choice(nodes), random.choice(nodes)
        kind = random.randrange(6)
        if kind == 0 and len(node):
            node.remove(random.choice(list(node)))
        elif kind == 1 and node not in other.iter():
            node.insert(random.randrange(len(node) + 1), deepcopy(other))
        elif kind == 2:
            node.tag = other.tag
        elif kind == 3 and other.attrib:
            name = random.choice(list(other.attrib))
            node.set(name, random.choice(_VALUES))
        elif kind == 4:
            node.text = random.choice(_VALUES) * random.choice((1, 1, 300))
        elif kind == 5 and node.attrib:
            del node.attrib[random.choice(list(node.attrib))]
    return ElementTree.tostring(root)


def _damaged(data: bytes, other: bytes, random: Random, pieces: tuple[bytes, ...]) -> bytes:
    for _ in range(random.choice((1, 1, 2, 3, 5, 8, 20))):
        at = random.randrange(len(data) + 1)
        to = min(len(data), at + random.choice((1, 2, 4, 16, 64, 256)))
        kind = random.randrange(8)
        if kind == 0:  # a bit
            flipped = bytes([data[at] ^ 1 << random.randrange(8)]) if at < len(data) else b""
            data = data[:at] + flipped + data[at + 1 :]
        elif kind == 1:  # some bytes gone
            data = data[:at] + data[to:]
        elif kind == 2:  # again
            data = data[:to] + data[at:to] * random.choice((1, 2, 50)) + data[to:]
        elif kind == 3:  # the rest gone
            data = data[:at] if random.random() < 0.2 else data
        elif kind == 4:  # a part of another file
            start = random.randrange(len(other) + 1)
            data = data[:at] + other[start : start + 200] + data[to:]
        elif kind == 5:  # any bytes
            data = data[:at] + random.randbytes(to - at) + data[to:]
        else:  # markup where none belongs
            piece = random.choice(pieces) * random.choice((1, 1, 1, 3, 400))
            data = data[:at] + piece + data[at if kind == 6 else to :]
    return data[:2_000_000]


def _document(module: str) -> Callable[[bytes], object]:
    def read(data: bytes) -> object:
        from reviewtui.documents.parsed import as_plain, from_plain, parse

        parsed = parse(data, "some file", f"reviewtui.documents.readers.{module}")
        if from_plain(as_plain(parsed)) != parsed:
            raise AssertionError("not the same after a journey as plain data")
        return parsed

    return read


def _checklist(data: bytes) -> object:
    from reviewtui.checklists import load_checklist

    path = _scratch()
    path.write_bytes(data)
    return load_checklist(path)


def _review(data: bytes) -> object:
    from reviewtui.reviews.file import opened, review_text

    review = opened(data, Path("/nowhere/some.toml")).review
    return review_text(review)


@cache
def _scratch() -> Path:
    folder = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())  # noqa: S108
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".toml", delete=False) as file:
        return Path(file.name)


@cache
def _texts() -> tuple[bytes, ...]:
    files = sorted((ROOT / "policies").glob("*.txt"))
    return tuple(file.read_bytes()[:6_000] for file in files)


@cache
def _markdown() -> tuple[bytes, ...]:
    files = sorted((ROOT / "policies").glob("*.md"))
    return tuple(file.read_bytes()[:6_000] for file in files)


@cache
def _pages() -> tuple[bytes, ...]:
    from tests.documents.web.pages import POLICY_PAGE

    return (POLICY_PAGE.encode(), POLICY_PAGE[2_000:].encode("utf-16"))


@cache
def _word_files() -> tuple[bytes, ...]:
    from tests.documents.readers.making import docx, para

    listed = "".join(para(f"point {n}", number=str(n % 3 + 1), level=n % 2) for n in range(6))
    cell = f"<w:tc>{para('Logs')}</w:tc><w:tc>{para('for 30 days')}</w:tc>"
    note = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = (
        para("Storage", style="H1") + para("We ask for:") + listed
        + '<w:tbl><w:tblPr><w:tblLook w:val="0020"/></w:tblPr>'
        + f"<w:tr>{cell}</w:tr>" * 3 + "</w:tbl>"
        + f"<w:p><w:r><w:t>Kept for a year.</w:t></w:r>{note}"
        "<w:ins><w:r><w:t> And</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
        f"<w:r><w:drawing><x><w:txbxContent>{para('A box.')}</w:txbxContent></x></w:drawing>"
        "</w:r></w:p>"
    )  # fmt: skip
    footnotes = f'<w:footnote w:id="7">{para("As the law asks.")}</w:footnote>'
    return (docx(body, footnotes=footnotes), docx(para("One line.")))


@cache
def _open_documents() -> tuple[bytes, ...]:
    from tests.documents.readers.making import odt
    from tests.documents.readers.test_odt import NUMBERED

    item = "<text:list-item><text:p>one</text:p></text:list-item>"
    row = (
        "<table:table-row><table:table-cell><text:p>Logs</text:p></table:table-cell>"
        "<table:table-cell><text:p>30 days</text:p></table:table-cell></table:table-row>"
    )
    body = (
        '<text:h text:outline-level="1">Storage</text:h>'
        f'<text:list text:style-name="L1">{item}<text:list-item><text:list>{item}</text:list>'
        f"</text:list-item></text:list><table:table><table:table-header-rows>{row}"
        f"</table:table-header-rows>{row}</table:table><text:p>For a year.<text:note>"
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>By law.</text:p>"
        "</text:note-body></text:note><text:s/><text:line-break/>Then gone.</text:p>"
    )
    return (odt(body, automatic=NUMBERED), odt("<text:p>One line.</text:p>"))


@cache
def _pdfs() -> tuple[bytes, ...]:
    from tests.documents.readers.making import pdf_bytes, pdf_pages, write

    made = []
    for packed in (False, False, True):
        pdf = pdf_pages()
        pdf.set_compression(packed)
        for page in range(3):
            pdf.add_page()
            write(pdf, f"{page}. Storage", size=14, bold=True)
            write(pdf, "We keep what guests write for three years, and not a day longer. " * 4)
            write(pdf, "- a name\n- an address, for in-\nstance")
        made.append(pdf_bytes(pdf))
    return tuple(made)


@cache
def _checklists() -> tuple[bytes, ...]:
    head, *tables = (ROOT / "checklists/vendor-privacy.toml").read_bytes().split(b"\n[[")
    return tuple(b"\n[[".join((head, *tables[:count])) for count in (1, 5))


@cache
def _reviews() -> tuple[bytes, ...]:
    from reviewtui.reviews import Verdict, decide, new_review, set_note
    from reviewtui.reviews.file import review_text
    from tests.reviews import samples

    review = new_review(samples.checklist(), Path("/nowhere/some.toml"))
    for number, verdict in enumerate((Verdict.MET, Verdict.MISSING, Verdict.PARTIAL)):
        one = samples.decision("mossgate", samples.IDS[number], verdict, samples.quote("words"))
        review = decide(review, [one], reviewer="ann", time=samples.at(number))
    again = samples.decision("mossgate", samples.IDS[0], Verdict.UNCLEAR)
    review = decide(review, [again], reviewer="bob", time=samples.at(9))
    review = set_note(
        review, "mossgate", samples.IDS[1], "a\nnote", reviewer="ann", time=samples.at(10)
    )
    return (review_text(review).encode(),)


FORMATS = {
    "plain": Format(_texts, "text", _document("plain")),
    "markdown": Format(_markdown, "text", _document("markdown")),
    "html": Format(_pages, "html", _document("html")),
    "pdf": Format(_pdfs, "pdf", _document("pdf")),
    "docx": Format(_word_files, "xml", _document("docx"), packed=True),
    "odt": Format(_open_documents, "xml", _document("odt"), packed=True),
    "checklist": Format(_checklists, "toml", _checklist),
    "review": Format(_reviews, "toml", _review),
}


READ, REFUSED = "read", "refused"


def outcome_of(name: str, data: bytes) -> str:
    """What reading a file ends with: READ, REFUSED in proper lines, else a fault's place."""
    try:
        FORMATS[name].read(data)
    except InputError as error:
        if not error.lines or any("\n" in line or not line for line in error.lines):
            return "InputError that is not one line a mistake"
        return REFUSED
    except Exception as error:
        trace, place = error.__traceback__, ""
        while trace is not None:
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
        return f"{type(error).__name__} in {place}"
    return READ
