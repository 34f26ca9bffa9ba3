"""A policy and its parts, as plain frozen data.

Positions are code points of `Policy.text`, everywhere: `text[start:end]`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from reviewtui.documents.quoting import Quote


class BlockKind(StrEnum):
    """What a block of a policy is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    MENU = "menu"  # navigation, banners, footers: shown, but nothing to cite


class Block(NamedTuple):
    """A heading, paragraph, list item or menu line; blocks are in order and do not overlap.

    `start` is the first character of its words (past a bullet's white space, not past the
    bullet itself); `level` is the depth of a heading or an item, from 1.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 1


class Passage(NamedTuple):
    """A piece of a policy that can stand as evidence: about 40 to 600 characters.

    A sentence or a few short ones, a list item, or a heading that nothing follows. `heading`
    is the path of headings above it, outermost first; `intro` the span of the words that
    introduce its list ("We may use it to:"); `page` counts from 1 where there are pages.
    """

    start: int
    end: int
    heading: tuple[str, ...] = ()
    page: int | None = None
    kind: BlockKind = BlockKind.PARAGRAPH
    intro: tuple[int, int] | None = None


class Policy(NamedTuple):
    """One document under review, read completely.

    `text` is the decoded file (see the design's *Policies*); the digests are
    `"sha256:<hex>"`, of `text` in UTF-8 and of the file's bytes; `language` is a code such as
    `"en"`, or `""` where it cannot be told. `unread` are the numbers of the pages that show
    more than their text, scans among others: what they say is not in `text`.
    """

    id: str
    title: str
    text: str
    passages: tuple[Passage, ...]
    blocks: tuple[Block, ...]
    path: Path
    file_digest: str
    text_digest: str
    language: str = ""
    unread: tuple[int, ...] = ()

    def quote(self, start: int, end: int) -> Quote:
        """The words from `start` to `end` as evidence that can be found again.

        Raises ValueError where that is not a non-empty span of the text.
        """
        from reviewtui.documents.quoting import quote

        return quote(self, start, end)
