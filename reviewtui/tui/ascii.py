"""ASCII in place of signs, lines and typographic characters, where a terminal has no others.

Done where the app writes to the terminal, so that nothing can be forgotten: screens, lists and
fields, and what a policy brings along. Each character becomes as many as it takes cells. Letters
stay as they are as long as the terminal's encoding has them.
"""

from __future__ import annotations

import re
import sys

from reviewtui.tui.terminal import Terminal

_SIGNS = {
    # verdicts and strengths
    "✓": "v", "◐": "o", "✗": "x", "≠": "#", "·": ".", "»": ">", "●": "*", "○": ".",
    # where one is
    "▲": "^", "▼": "v", "◀": "<", "▶": ">", "▌": ">", "▐": "<", "›": ">", "‹": "<", "«": "<",
    "→": ">", "←": "<", "↑": "^", "↓": "v", "↵": "<", "⏎": "<",
    # typography
    "…": "~", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "×": "x", "÷": "/",
    "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "′": "'", "″": '"',
    "•": "*", "‣": "*", "▪": "*", "◦": "-", "■": "#", "□": "o", "☐": "o", "☑": "v", "☒": "x",
    "\ufffd": "?", "✔": "v", "✘": "x", "\xa0": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip
_BOXES = {
    **dict.fromkeys("─━═╌╍┄┅┈┉╴╶╸╺", "-"),
    **dict.fromkeys("│┃║╎╏┆┇┊┋╵╷╹╻▏▕▎▍", "|"),
    **dict.fromkeys(map(chr, range(0x2580, 0x2590)), "#"),
    **dict.fromkeys("░▒▓█", "#"),
}
_SHAPES = {chr(code): "*" for code in range(0x25A0, 0x25FD)}
_CORNERS = {chr(code): "+" for code in range(0x250C, 0x2580)}
_PICTURES = {chr(code): "^" for code in range(0x2400, 0x2427)}  # of control characters
TABLE = str.maketrans({**_SHAPES, **_CORNERS, **_BOXES, **_PICTURES, **_SIGNS})
_OTHERS = re.compile(r"[^\x00-\x7f]")


def in_ascii(text: str, encoding: str = "utf-8") -> str:
    """`text` as such a terminal shows it; what `encoding` lacks is `?`, one for each cell."""
    text = text.translate(TABLE)
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _OTHERS.sub(lambda found: _encodable(found[0], encoding), text)
    return text


def _encodable(character: str, encoding: str) -> str:
    from rich.cells import get_character_cell_size

    try:
        character.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return "?" * get_character_cell_size(character)
    return character


def _encoding() -> str:
    return (getattr(sys.__stderr__, "encoding", None) or "utf-8").lower()


class AsciiDriver(Terminal):
    """The same driver, but for what it writes."""

    def write(self, data: str) -> None:
        """Writes to the terminal."""
        super().write(in_ascii(data, _encoding()))
