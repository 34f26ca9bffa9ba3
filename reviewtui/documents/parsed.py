"""What parsing a file gives, as plain data: from a worker process and from the cache.

Neither is trusted: `from_plain` takes nothing whose shape, order or positions are not those
of a policy.
"""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from reviewtui.documents.markup import plain_words
from reviewtui.documents.model import Block, BlockKind, Passage
from reviewtui.documents.passages import split_passages
from reviewtui.languages import load_language

if TYPE_CHECKING:
    from reviewtui.documents.readers import Extract, Reader

_KINDS = tuple(BlockKind)
_INDEX = {kind: number for number, kind in enumerate(_KINDS)}
_DEEPEST = 1_000  # level of a block, parts of a heading path
_PAGES = 10_000  # that may be named; no reader reads as many
_TITLE = 120
_TITLE_WITHIN = 4  # blocks that may come first: a date, a line about cookies


class Parsed(NamedTuple):
    """The text of a file with its blocks and passages; `title` and `language` may be ``""``.

    `unread` are the numbers of the pages whose text is not in it, in order.
    """

    text: str
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    title: str = ""
    language: str = ""
    unread: tuple[int, ...] = ()


def parse(data: bytes, name: str, module: str, *, split: bool = True) -> Parsed:
    """The bytes of a file, read by the reader in `module` and, with `split`, cut into passages.

    `name` is what an error calls the file. Raises InputError as the reader does.
    """
    reader = cast("Reader", import_module(module))
    return parsed(reader.read(data, name), split=split)


def parsed(extract: Extract, *, split: bool = True) -> Parsed:
    """What a reader made of a file; with `split` its passages, else none."""
    language = load_language(extract.language)
    passages: tuple[Passage, ...] = ()
    if split:
        passages = split_passages(extract.text, extract.blocks, language, extract.pages)
    title = (extract.title or _title(extract))[:_TITLE].rstrip(" :")
    return Parsed(extract.text, extract.blocks, passages, title, extract.language, extract.unread)


def _title(extract: Extract) -> str:
    """The first heading as one line, if it stands near the beginning and on its own."""
    text = extract.text
    shown = [block for block in extract.blocks[:200] if block.kind is not BlockKind.MENU]
    for block in shown[:_TITLE_WITHIN]:
        alone = text.find("\n", block.end) in range(block.end, block.end + 8)
        if block.kind is BlockKind.HEADING and alone:
            return plain_words(text[block.start : block.end])
    return ""


def as_plain(one: Parsed) -> dict[str, Any]:
    """As what JSON knows; `from_plain` reads it again."""
    headings: dict[tuple[str, ...], int] = {}
    passages = [
        [
            passage.start,
            passage.end,
            headings.setdefault(passage.heading, len(headings)),
            passage.page,
            _INDEX[passage.kind],
            list(passage.intro) if passage.intro else None,
        ]
        for passage in one.passages
    ]
    return {
        "text": one.text,
        "title": one.title,
        "language": one.language,
        "blocks": [[b.start, b.end, _INDEX[b.kind], b.level] for b in one.blocks],
        "headings": [list(path) for path in headings],
        "passages": passages,
        "unread": list(one.unread),
    }


def from_plain(values: object) -> Parsed:
    """What `as_plain` wrote. Raises ValueError for anything that it would not have written."""
    if not isinstance(values, dict):
        raise ValueError("not an object")
    text = _string(values.get("text"))
    headings = tuple(
        tuple(_string(part) for part in _list(path, _DEEPEST))
        for path in _list(values.get("headings"), len(text) + 1)
    )
    return Parsed(
        text=text,
        title=_string(values.get("title"))[:_TITLE],
        language=_string(values.get("language"))[:40],
        blocks=tuple(_blocks(_list(values.get("blocks"), len(text)), len(text))),
        passages=tuple(_passages(_list(values.get("passages"), len(text)), len(text), headings)),
        unread=_unread(_list(values.get("unread"), _PAGES)),
    )


def _unread(pages: list[Any]) -> tuple[int, ...]:
    if any(_number(page, _PAGES) <= before for before, page in pairwise([0, *pages])):
        raise ValueError("pages out of order")
    return tuple(pages)


def _blocks(rows: list[Any], length: int) -> list[Block]:
    blocks: list[Block] = []
    before = 0
    for row in rows:
        start, end, kind, level = _list(row, 4)
        _span(start, end, before, length)
        blocks.append(Block(start, end, _KINDS[_number(kind, len(_KINDS) - 1)], _level(level)))
        before = end
    return blocks


def _passages(rows: list[Any], length: int, headings: tuple[tuple[str, ...], ...]) -> list[Passage]:
    passages: list[Passage] = []
    before = 0
    for row in rows:
        start, end, heading, page, kind, intro = _list(row, 6)
        _span(start, end, before, length)
        if intro is not None:
            first, last = _list(intro, 2)
            _span(first, last, 0, length)
            intro = (first, last)
        if page is not None and not _number(page, length + 1_000_000):
            raise ValueError("a page before the first")
        path = headings[_number(heading, len(headings) - 1)]
        kind = _KINDS[_number(kind, len(_KINDS) - 1)]
        passages.append(Passage(start, end, path, page, kind, intro))
        before = end
    return passages


def _string(value: object) -> str:
    if type(value) is not str:
        raise ValueError("not a string")
    return value


def _list(value: object, at_most: int) -> list[Any]:
    if type(value) is not list or len(value) > at_most:
        raise ValueError("not a list of that length")
    return value


def _number(value: object, at_most: int) -> int:
    if type(value) is not int or not 0 <= value <= at_most:
        raise ValueError("not a number of that range")
    return value


def _level(value: object) -> int:
    return max(1, _number(value, _DEEPEST))


def _span(start: object, end: object, least: int, length: int) -> None:
    if not least <= _number(start, length) < _number(end, length):
        raise ValueError("not a span of the text")
