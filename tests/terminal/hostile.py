"""Policies, checklists and reviews that are full of what acts on a terminal, in every format.

`ACTING` names each kind; `acting(raw)` says what of it is in bytes that reached a terminal.
"""

from __future__ import annotations

import re
from base64 import b64decode
from html import escape
from pathlib import Path

from reviewtui.characters import HIDDEN
from tests.cli.program import CHECKLIST
from tests.documents.readers.making import docx, odt, para, pdf_file

ACTING = {
    "window title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;https://evil.example/\x1b\\a link\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "colour": "\x1b[31;46;7mred",
    "clearing": "\x1b[2J\x1b[666;666Hcleared",
    "mode": "\x1b[?1049l\x1b[?1000h",
    "device control": "\x1bP$q666\x1b\\",
    "application command": "\x1b_666\x1b\\",
    "reset": "\x1bc",
    "C1 sequence": "\x9b31;46;7mred",
    "C1 string": "\x9d0;owned\x9c",
    "C1 device control": "\x90$q666\x9c",
    "bell and backspaces": "a\x07b\x08\x08\x08c\x7f",
    "shift out": "\x0equx\x0f",
    "carriage return": "good\rbad",
    "vertical": "up\x0b\x0cdown\x85next\u2028line\u2029paragraph",
    "bidirectional override": "\u202elanigiro\u202c",
    "isolates": "\u2066one\u2067two\u2068three\u2069",
    "marks": "\u200eleft\u200fright\u061cletter",
    "zero width": "ze\u200bro\u200c wi\u200ddth\u2060 \ufeff",
    "soft hyphen": "hy\xadphen",
    "tags": "\U000e0001\U000e0041\U000e0042\U000e007f",
    "variation selectors": "a\ufe0fb\U000e0100",
    "fillers": "\u115f\u1160\u3164\uffa0",
    "interlinear": "\ufff9a\ufffab\ufffb",
    "musical": "\U0001d173\U0001d17a",
}
MARKUP = (
    "[@click=app.quit]CLICK[/] [bold red]BOLD[/bold red] [link=https://evil.example]LINK[/link]"
)
EVERYTHING = " ".join(ACTING.values())

SENTENCE = "We keep your order records for six years {} and then we delete them."
_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# What a Textual app sends by itself: placing, colours, modes, questions to the terminal.
_OWN = re.compile(
    rb"\x1b\[(?:[0-9;]*[Hm]|\?[0-9;]*[hl]|\?[0-9]+\$p|[012]?[JK]|[<>=][0-9]*u|\?u|[0-9]*n"
    rb"|>[0-9]*q|[0-9]+ q|[0-9]*t|c)"
    rb"|\x1b\]22;[a-z-]*\x07|\x1b_G[ -~]*\x1b\\|\x1b[78=>]|\x1b\]52;c;[A-Za-z0-9+/=]+\x07"
)
_EVIL = re.compile(rb"666|owned|evil\.example/\x1b|31;46;7m")


def acting(raw: bytes, *, keep: str = "\r\n") -> list[str]:
    """The hidden characters in `raw` that are not part of what the app itself sends, and its
    sequences that are not its own; `keep` are those that are wanted."""
    found = [one for one in _OWN.findall(raw) if _EVIL.search(one) or _copies_evil(one)]
    rest = _OWN.sub(b"", raw).decode("utf-8", "surrogateescape")
    found += [
        rest[max(0, one.start() - 20) : one.end() + 20].encode("utf-8", "replace")
        for one in HIDDEN.finditer(rest)
        if one[0] not in keep
    ]
    return [repr(one) for one in found]


def _copies_evil(sequence: bytes) -> bool:
    """Whether it puts into the clipboard what nobody asked for, or what acts where it is pasted."""
    if not sequence.startswith(b"\x1b]52;c;"):
        return False
    copied = b64decode(sequence[7:-1]).decode()
    return copied == "owned" or HIDDEN.search(copied.replace("\n", "")) is not None


def text(words: str = EVERYTHING) -> str:
    """A policy full of `words`: in its title, a heading, sentences, an item, a table's cell."""
    sentence = SENTENCE.format(words)
    return (
        f"Privacy {words}\n\n# Retention {words}\n\n{sentence}\n\n{MARKUP} {sentence}\n\n"
        f"We may share your address with:\n\n- the carrier {words} that brings the parcel,\n"
        f"- the bank {words}.\n\n| data | kept |\n| --- | --- |\n| orders {words} | {words} |\n"
    )


def page() -> bytes:
    """A web page with the same, as itself and as numbered characters."""
    numbered = "".join(f"&#{ord(c)};" for c in EVERYTHING)
    words = escape(EVERYTHING)
    body = (
        f"<title>Privacy {words}</title><h1>Retention {words} {numbered}</h1>"
        f"<p>{SENTENCE.format(words)}</p><p>{SENTENCE.format(numbered)} &#xD800; &#x1b;]0;owned&#7;"
        f"</p><p>{MARKUP}</p><ul><li>the carrier {words}</li><li title='{numbered}'>the bank "
        f"{numbered}</li></ul><table><tr><td>orders {words}</td><td>{numbered}</td></tr></table>"
    )
    return f"<html><body>{body}</body></html>".encode()


def word_file() -> bytes:
    """A Word file with as much of it as XML can hold."""
    words = escape(_XML.sub("", EVERYTHING))
    return docx(
        para(f"Retention {words}", style="H1")
        + para(SENTENCE.format(words))
        + para(f"{MARKUP} {words}")
        + para(f"the carrier {words}", number="1")
    )


def open_document() -> bytes:
    """The same as OpenDocument text."""
    words = escape(_XML.sub("", EVERYTHING))
    return odt(
        f'<text:h text:outline-level="1">Retention {words}</text:h>'
        f"<text:p>{SENTENCE.format(words)}</text:p><text:p>{MARKUP} {words}</text:p>"
    )


def paper() -> bytes:
    """A PDF whose letters are drawn as `a` to `z` and mean all of it."""
    meant = sorted(set(EVERYTHING))[:200]
    codes = {character: code for code, character in enumerate(meant, 32)}
    rows = [f"<{code:02X}> <{c.encode('utf-16-be').hex()}>" for c, code in codes.items()]
    blocks = "\n".join(
        f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar"
        for part in (rows[at : at + 90] for at in range(0, len(rows), 90))
    )
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def\n"
        "/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{blocks}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
    hostile = "".join(f"{codes[c]:02X}" for c in EVERYTHING)
    lines = [
        "BT /F1 18 Tf 40 780 Td (Retention of records) Tj ET",
        f"BT /F1 11 Tf 40 750 Td ({SENTENCE.format('long')}) Tj ET",
        f"BT /F1 11 Tf 40 720 Td ({MARKUP.replace('(', '')}) Tj ET",
        *(
            f"BT /F2 11 Tf 40 {690 - 14 * n} Td <{hostile[at : at + 120]}> Tj ET"
            for n, at in enumerate(range(0, len(hostile), 120))
        ),
    ]
    content = "\n".join(lines)
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding"
    return pdf_file(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        f"{font}>>",
        f"{font}/ToUnicode 7 0 R>>",
        f"<</Length {len(mapping)}>>stream\n{mapping}\nendstream",
    )


def policies(folder: Path) -> None:
    """A hostile policy in every format that is read."""
    folder.mkdir(parents=True)
    everywhere = text()
    (folder / "a.txt").write_text(everywhere, encoding="utf-8")
    (folder / "b-utf16.txt").write_bytes(b"\xff\xfe" + everywhere.encode("utf-16-le"))
    (folder / "c-latin.txt").write_bytes(
        text("\x9b31m \x1b[31;46;7m caf\xe9 \xad \x07\x7f").encode("latin-1")
    )
    (folder / "d.md").write_text(everywhere, encoding="utf-8")
    (folder / "e.html").write_bytes(page())
    (folder / "f.docx").write_bytes(word_file())
    (folder / "g.odt").write_bytes(open_document())
    (folder / "h.pdf").write_bytes(paper())
    (folder / "i [@click=app.quit]x[bold].txt").write_text(everywhere, encoding="utf-8")


def _string(words: str) -> str:
    r"""As a TOML string, with what it cannot hold as `\uXXXX`."""
    return HIDDEN.sub(
        lambda m: f"\\u{ord(m[0]):04x}" if ord(m[0]) < 0x10000 else f"\\U{ord(m[0]):08x}",
        words.replace("\\", "\\\\").replace('"', '\\"'),
    )


def checklist() -> str:
    """A checklist with it in every field that a person writes words into."""
    words = _string(f"{EVERYTHING} {MARKUP}")
    made = CHECKLIST.replace(
        'title = "A small checklist"', f'title = "Small {words}"\nversion = "1 {words}"'
    )
    return made.replace(
        'title = "Retention period"',
        f'title = "Retention {words}"\nsection = "Storage {words}"\nguidance = "Guide {words}"\n'
        f'references = ["Art. {words}"]\nterms = ["order records", "kept {words}"]\n'
        f'examples = ["We keep {words}."]',
    ).replace('text = "Says how long personal data is kept."', f'text = "Says how long {words}"')
