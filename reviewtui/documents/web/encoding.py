"""From the bytes of a web page to its source text."""

from __future__ import annotations

import codecs
import re

from reviewtui.documents.decoding import BOMS, decode_unmarked, is_mostly_utf8, wide_without_mark
from reviewtui.errors import InputError

_DECLARED_WITHIN = 4096  # bytes; HTML asks for 1,024, saved pages put more before it
_META = re.compile(rb"<meta[^<>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.I)
_XML = re.compile(rb"<\?xml[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})", re.I)
_OPENS = re.compile(
    rb"\s{0,512}(?:<!--[^>]{0,512}-->\s{0,64})?(?:<!doctype\s{1,9}html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.I,
)
# HTML's encoding standard: what pages call these is read as the wider code page.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}


def looks_like_html(beginning: bytes) -> bool:
    """Whether a file that begins like that (1 kB is enough) is a web page."""
    return _OPENS.match(beginning.removeprefix(codecs.BOM_UTF8)) is not None


def decode_html(data: bytes, name: str) -> str:
    """The source of a page: by its byte order mark, UTF-8, what it declares, or by detection.

    UTF-8 comes before the declaration, which is often wrong where the bytes are UTF-8, but for a
    few perhaps; nor is UTF-8 believed that they are not.
    Bytes that fit nowhere become U+FFFD. Raises InputError for a file without any character.
    """
    if not data.strip():
        raise InputError(f"{name}: empty; nothing to review, remove it or give another file")
    for mark, code in BOMS:
        if data.startswith(mark):
            return _plain(data[len(mark) :].decode(code, "replace"))
    if wide := wide_without_mark(data):
        return _plain(data.decode(wide, "replace"))
    try:
        return _plain(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        declared = _declared(data)
        # A few stray bytes in a page of UTF-8, or a page cut within a character.
        if error.start > len(data) - 4 or is_mostly_utf8(data):
            return _plain(data.decode("utf-8", "replace"))
    if declared and declared != "utf-8":  # which it is not: the bytes say more
        return _plain(data.decode(declared, "replace"))
    return _plain(decode_unmarked(data))


def _plain(text: str) -> str:
    """Line ends as line feeds; NUL and lone surrogates, which no page may hold, as U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text.encode("utf-8", "replace").decode("utf-8") if not _is_scalar(text) else text


def _is_scalar(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _declared(data: bytes) -> str:
    """The encoding a page says it is in, as Python calls it; "" where it says none we know."""
    beginning = data[:_DECLARED_WITHIN]
    found = _META.search(beginning) or _XML.match(beginning)
    if found is None:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace"))
    except (LookupError, ValueError):
        return ""
    # Codecs such as "hex" or "zlib" are no character encodings; "idna" and "utf-7" are traps.
    if not getattr(name, "_is_text_encoding", False) or name.name in _TRAPS:
        return ""
    return "utf-8" if name.name.startswith("utf-16") else _WIDER.get(name.name, name.name)


_TRAPS = frozenset({"idna", "punycode", "utf-7", "undefined", "unicode-escape",
                    "unicode_escape", "raw-unicode-escape", "raw_unicode_escape"})  # fmt: skip
