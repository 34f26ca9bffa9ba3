"""TOML from files that somebody else wrote: parsed, or what is wrong with it in a few words.

tomllib takes time and memory that grow with the square of a dotted key's parts, and Python
integers of any size, which it cannot write in decimal: both are refused here.
"""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF8
from typing import Any

KEY_PARTS = 100  # of one dotted key
_INTEGERS = range(-(2**63), 2**63)  # what TOML promises

_PATH = r"\('([^']*)'(?:, [^()]*)?,?\)"  # a table's name, as a tuple
_POSITION = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
# Every alternative takes all that it looks at (possessively), so that time is linear; a key is
# told from a string that looks like one by what stands before it being read as a whole.
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+')"""
_TOKEN = (  # with DOTALL
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:""""?"?)?'
    r"|'''(?:[^']++|'(?!''))*+(?:'''''?)?"
    rf"|(?P<key>(?:{_PART}[ \t]*+\.[ \t]*+)++)"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+"
    r"|[A-Za-z0-9_-]++"
)
_REMEDIES = {  # by how tomllib's message begins
    "Expected '=' after": "write key = value",
    "Cannot overwrite": "the key stands here twice; take one out",
    "Cannot declare": "the table stands here twice; put both together",
    "Cannot mutate": "the key stands here twice; take one out",
    "Invalid value": "strings need straight quotes, and true and false small letters",
    "Unterminated string": "close it with the quotes that it began with",
    "Unclosed array": "its values need commas between them and ] at the end",
    "Unclosed inline": "its values need commas between them and } at the end, on one line",
    "Invalid statement": "a line is key = value, [table] or a # comment",
    "Found invalid character '\\r'": "end lines with a line feed, or a carriage return and one",
    "Illegal character '\\n'": 'close the string on its line, or use """ for several lines',
    "Illegal character": "take it out",
    "Unescaped": r"write \\ for a backslash, or put the string in single quotes",
    "Expected newline": "one key = value a line, and quotes around what is no number",
}
_OF_KINDS = {  # the same where the kind of the file says more
    ("checklist", "Cannot declare"): "the table stands here twice; did you mean [[requirement]]?",
    ("review", "Cannot declare"): "the table stands here twice; did you mean [[verdict]]?",
    ("checklist", "Invalid statement"): "a line is key = value, [[requirement]] or a # comment",
}


class TomlError(Exception):
    """Why bytes are no TOML that can be used: `what`, the `remedy`, the `line` from 1 or None.

    Both are visible text. `cut` says that the text ends before something is complete.
    """

    def __init__(self, what: str, remedy: str, line: int | None = None, cut: bool = False) -> None:
        super().__init__(what, remedy, line, cut)
        self.what, self.remedy, self.line, self.cut = what, remedy, line, cut


def decode(content: bytes) -> str:
    """The text of a TOML file, without its byte order mark. Raises TomlError."""
    content = content.removeprefix(BOM_UTF8)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TomlError("not UTF-8", "save the file with that encoding", line) from None


def parse(text: str, kind: str) -> dict[str, Any]:
    """The tables in `text`, the text of a `kind` ("checklist", "review"). Raises TomlError."""
    if line := _endless_key(text):
        raise TomlError(f"a key of over {KEY_PARTS} parts", f"no {kind} has one", line)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _explained(str(error), text, kind) from None
    except RecursionError:
        raise TomlError("broken TOML: nested too deeply", f"no {kind} needs that") from None
    except ValueError:  # int() refuses more than 4,300 digits
        raise TomlError("broken TOML: a number of thousands of digits", "correct it") from None
    _check_integers(tables, text)
    return tables


def _endless_key(text: str) -> int | None:
    """The line of the first dotted key with more parts than any has."""
    if not any(line.count(".") >= KEY_PARTS for line in text.split("\n")):
        return None
    for token in re.finditer(_TOKEN, text, re.DOTALL):
        key = token["key"]
        if key and key.count(".") >= KEY_PARTS and len(re.findall(_PART, key)) >= KEY_PARTS:
            return text.count("\n", 0, token.start()) + 1
    return None


def _check_integers(tables: dict[str, Any], text: str) -> None:
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), tables)]
    while waiting:
        path, value = waiting.pop()
        inner = value.items() if type(value) is dict else enumerate(value)
        for key, one in inner:
            if type(one) is int:
                if one not in _INTEGERS:
                    raise _too_large((*path, key), text)
            elif type(one) is dict or type(one) is list:
                waiting.append(((*path, key), one))


def _too_large(path: tuple[str | int, ...], text: str) -> TomlError:
    from reviewtui.characters import visible
    from reviewtui.toml_lines import toml_lines

    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    line = toml_lines(text).get(path)
    what = f'"{visible(key[:60])}" is a number of more than 64 bits'
    return TomlError(what, "write a smaller one", line)


def _explained(message: str, text: str, kind: str) -> TomlError:
    """tomllib's message, parted into its place and what is wrong, and what to do."""
    from reviewtui.characters import visible

    position = re.search(_POSITION, message)
    said = re.sub(_POSITION, "", message)
    compare = "compare it with one that works"
    begin = next((words for words in _REMEDIES if said.startswith(words)), "")
    remedy = _OF_KINDS.get((kind, begin)) or _REMEDIES.get(begin, compare)
    said = visible(re.sub(_PATH, r"[\1]", said[:1].lower() + said[1:]))
    if position is not None and position[1]:
        what = f"broken TOML at column {position[2]}: {said}"
        return TomlError(what, remedy, int(position[1]))
    end = text.rstrip().count("\n") + 1
    return TomlError(f"broken TOML: {said}", remedy, end, cut=position is not None)
