"""From bytes to text: which encoding a file is in, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from reviewtui.documents.limits import TEXT_LIMIT
from reviewtui.errors import InputError

SIZE_LIMIT = 50_000_000  # bytes; the longest policies seen are below 1 MB
SNIFF = 8192

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins like that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that no text file has; escape (ANSI colours) may occur.
_BINARY = bytes(set(range(0x20)) - {0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B})


def looks_binary(beginning: bytes) -> bool:
    """Whether a file that begins like that (8 kB are enough) holds no text."""
    if any(beginning.startswith(mark) for mark, _ in BOMS) or wide_without_mark(beginning):
        return False
    if b"\0" in beginning or beginning.startswith((b"%PDF-", b"PK\x03\x04")):
        return True
    acting = len(beginning) - len(beginning.translate(None, _BINARY))
    return acting * 50 > len(beginning)


# What other programs' files begin with, and what to do about one that is called text.
_OTHERS = (
    (b"%PDF-", "a PDF; rename it so that it ends in .pdf"),
    (b"PK\x03\x04", "a Word or OpenDocument file, or a ZIP archive; rename it as what it is"),
    (b"\xd0\xcf\x11\xe0", "a file of an older office program; save it as DOCX, PDF or text"),
    (b"{\\rtf", "Rich Text (RTF); save it as DOCX, PDF or text"),
)


def refusal(beginning: bytes) -> str:
    """Why a file that begins like that is not read as text, and what to do; "" if it is."""
    for mark, said in _OTHERS:
        if beginning.startswith(mark):
            return said
    if looks_binary(beginning):
        return "not a text file; save it as UTF-8 text or Markdown"
    return ""


def wide_without_mark(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` where bytes without a byte order mark look like that, else ""."""
    beginning = data[:64]
    if len(beginning) < 8:
        return ""
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if not even and odd * 4 > len(beginning):
        return "utf-16-le"
    return "utf-16-be" if not odd and even * 4 > len(beginning) else ""


def decode(data: bytes, name: str) -> str:
    """The text of `data`: no byte order mark, every line end a line feed, else unchanged.

    UTF-8, UTF-16 and UTF-32 by their marks, UTF-16 by its looks, UTF-8, also with a few bad bytes,
    which become U+FFFD, else what charset-normalizer finds, else Windows-1252. Raises
    InputError, naming the file as `name`, for bytes that are no text, for text without any
    word in it and for text beyond the limit.
    """
    if not data:
        raise InputError(f"{name}: empty; nothing to review, remove it or give another file")
    encoding = next((code for mark, code in BOMS if data.startswith(mark)), None)
    if encoding is None:
        if said := refusal(data[:SNIFF]):
            raise InputError(f"{name}: {said}")
        encoding = wide_without_mark(data) or None
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding is not None:
            raise InputError(
                f"{name}: begins as {encoding.upper()} but is not; save it as UTF-8"
            ) from None
        text = decode_unmarked(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(f"{name}: holds only white space; remove it or give another file")
    if len(text) > TEXT_LIMIT:
        raise too_long(name)
    return text


def too_long(name: str) -> InputError:
    """The one line for a policy of more characters than are read."""
    most = f"{TEXT_LIMIT // 1_000_000} million"
    return InputError(f"{name}: more than {most} characters of text; split it")


# In Windows-1252 a sign inside a word: what the letters of other code pages turn into.
_MISREAD = r"[A-Za-zÀ-ÿ][¡-¦¨ª¬¯-¶¸-¿×÷ƒˆ˜†‡‰][A-Za-zÀ-ÿ]"


def _is_western(data: bytes) -> bool:
    """Whether bytes read well as Windows-1252, by far the most frequent code page."""
    beyond = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    try:
        return beyond * 6 < len(data) and not re.search(_MISREAD, data.decode("cp1252"))
    except UnicodeDecodeError:
        return False


# A capital or a sign within a word of small letters: what Mac Roman's ä é ü ß á â à ’ turn into.
_MAC = r"[a-z][ŠŽŸ§‡‰ˆÕ][a-z]"


def is_mostly_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few: other encodings seldom form its sequences."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return beyond - bad > 4 * bad


def decode_unmarked(data: bytes) -> str:
    """The text of bytes that are not valid UTF-8 and do not say what they are."""
    if is_mostly_utf8(data):
        return data.decode("utf-8", "replace")
    if len(re.findall(_MAC, data.decode("cp1252", "replace"))) > 1:
        return data.decode("mac_roman")
    if _is_western(data):
        return data.decode("cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65_536]).best()
    if best is not None and best.encoding != "ascii":
        try:
            return data.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    # Five bytes mean nothing in Windows-1252; Latin-1 has a character for every byte.
    return "".join(
        chr(byte) if character == "\ufffd" else character
        for byte, character in zip(data, data.decode("cp1252", "replace"), strict=True)
    )
