"""One reader a format; `READERS` is where another is added.

A reader is a module with `read(data, name) -> Extract`: the bytes of a file and the name to
call it by in an error, to its text and structure. It raises InputError for bytes that it
cannot read. A format that is text itself also has `structure(text) -> Extract`. A reader is
imported when a file of its kind is read first.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from typing import Protocol

    from reviewtui.documents.model import Block

    class Reader(Protocol):
        """The module of one format."""

        def read(self, data: bytes, name: str) -> Extract:
            """The text and structure of a file's bytes; raises InputError."""

    class TextReader(Reader, Protocol):
        """The module of a format that is text itself."""

        def structure(self, text: str) -> Extract:
            """The structure of text that is already decoded."""


READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
}
# What is risky or slow to parse: it gets a process of its own, and its text is kept.
ISOLATED = frozenset({"pdf", "docx", "odt", "html"})
_TEXT = ".txt"  # what a file of an unknown suffix is read as


class Extract(NamedTuple):
    """What a reader makes of a file.

    `blocks` are in order, do not overlap, and leave out only white space and marks without
    words; `pages` are the positions in `text` where each page begins, empty where there are
    no pages; `unread` are the numbers of pages whose text is not in it; `language` is a code or
    `""`.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    language: str = ""
    pages: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()


def module_for(suffix: str, beginning: bytes = b"") -> str:
    """The module that reads files which end in `suffix`.

    Where none is known for it, that which the file's `beginning` (1 kB) asks for: PDF, a web
    page, else plain text.
    """
    known = READERS.get(suffix.lower())
    return f"{__name__}.{known or _sniffed(beginning)}"


def _sniffed(beginning: bytes) -> str:
    if beginning.startswith(b"%PDF-"):
        return "pdf"
    if b"<" in beginning:
        from reviewtui.documents.web.encoding import looks_like_html

        if looks_like_html(beginning):
            return "html"
    return READERS[_TEXT]


def is_isolated(module: str) -> bool:
    """Whether the reader in `module` runs in a process of its own."""
    return module.rpartition(".")[2] in ISOLATED


def reader_for(suffix: str) -> Reader:
    """The reader for files that end in `suffix`, that for plain text where none is known."""
    return cast("Reader", import_module(module_for(suffix)))


def text_reader_for(suffix: str) -> TextReader:
    """The reader for text at hand; raises ValueError where the format is not text."""
    reader = reader_for(suffix)
    if not hasattr(reader, "structure"):
        raise ValueError(f"{suffix} files are not text")
    return cast("TextReader", reader)
