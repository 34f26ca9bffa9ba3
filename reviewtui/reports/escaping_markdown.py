r"""Somebody else's words in Markdown, so that all of them are seen and none of them act.

CommonMark with GitHub's extensions: every ASCII punctuation character that can begin markup is
escaped with a backslash. GitHub makes links of addresses even where they are escaped
(https://github.github.com/gfm/#autolinks-extension-), and notifies people of `@name`: such words
become code spans, which nothing looks into.
"""

from __future__ import annotations

import re

from reviewtui.characters import visible

_ACTS = re.compile(r"[\\`*_\[\]<>~|$#]|&(?=[#\w])")
_AT_LINE_START = re.compile(r"[+=-]|\d{1,9}(?=[.)](?: |$))")
_LINKS = re.compile(r"@|//|www\.|mailto:|xmpp:", re.IGNORECASE)
_ENDS = " \t.,;:!?()[]{}<>\"'“”‘’*_~"
_BACKTICKS = re.compile("`+")


def inline(text: str) -> str:
    """`text` within a line, runs of white space as one space, without effect."""
    pieces = _split(visible(" ".join(text.split())))
    return "".join(_code(one) if isinstance(one, _Link) else _escaped(one) for one in pieces)


def line(text: str) -> str:
    """`text` as `inline` gives it, for the beginning of a line."""
    safe = inline(text)
    start = _AT_LINE_START.match(safe)
    if start is None:
        return safe
    if start[0].isdigit():
        return f"{start[0]}\\{safe[start.end() :]}"
    return f"\\{safe}"


def lines(text: str) -> list[str]:
    """The lines of `text`, without white space around them, each without effect."""
    return [line(one) for one in text.strip().split("\n")]


def quoted(text: str) -> str:
    """`text` as a block quote, ended by LF."""
    return "".join(f"> {one}".rstrip() + "\n" for one in lines(text))


def cell(text: str) -> str:
    """`text` for a cell of a table."""
    pieces = (_code(word, in_table=True) if isinstance(word, _Link) else _escaped(word)
              for word in _split(visible(" ".join(text.split()))))  # fmt: skip
    return "".join(pieces) or " "


def code(text: str) -> str:
    """`text` on one line as code."""
    return _code(visible(" ".join(text.split())))


class _Link(str):
    """A word that would become a link."""

    __slots__ = ()


def _split(text: str) -> list[str]:
    """`text` in pieces, those that would become links apart from the rest."""
    if not _LINKS.search(text):
        return [text]
    pieces: list[str] = []
    for number, word in enumerate(text.split(" ")):
        pieces.append(" " if number else "")
        if not _LINKS.search(word):
            pieces.append(word)
            continue
        core = word.strip(_ENDS) if _LINKS.search(word.strip(_ENDS)) else word
        before, _, after = word.partition(core)
        pieces += [before, _Link(core), after]
    return pieces


def _escaped(text: str) -> str:
    return _ACTS.sub(r"\\\g<0>", text)


def _code(text: str, *, in_table: bool = False) -> str:
    if not text:
        return ""
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(text)), default=0) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    if in_table:
        text = text.replace("|", "\\|")
    return f"{fence}{pad}{text}{pad}{fence}"
