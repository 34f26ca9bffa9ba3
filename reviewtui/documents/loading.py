"""From a file to a policy: bytes, text, blocks, passages."""

from __future__ import annotations

import stat
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.documents.decoding import SIZE_LIMIT
from reviewtui.documents.markup import plain_words
from reviewtui.documents.model import BlockKind, Policy
from reviewtui.documents.passages import split_passages
from reviewtui.documents.readers import reader_for, text_reader_for
from reviewtui.errors import InputError, cannot_read, shown
from reviewtui.languages import load_language

if TYPE_CHECKING:
    from reviewtui.documents.readers import Extract

_TITLE = 120
_TITLE_WITHIN = 4  # blocks that may come first: a date, a line about cookies


def load_policy(path: str | Path, id: str | None = None) -> Policy:  # noqa: A002
    """The policy in the file `path`; its id is `id`, else the file's stem.

    A suffix that no reader knows is read as plain text. Raises InputError: no such file, not
    a regular file, not readable, larger than 50 MB, empty, or binary.
    """
    path = Path(path)
    data = _read_bytes(path)
    name = shown(path)
    extract = reader_for(path.suffix).read(data, name)
    return _policy(extract, data, path, path.stem if id is None else id)


def policy_from_text(text: str, id: str = "policy", suffix: str = ".txt") -> Policy:  # noqa: A002
    """A policy from text at hand, read as a file with that suffix would be.

    Raises ValueError for a suffix whose files are not text.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    extract = text_reader_for(suffix).structure(text)
    return _policy(extract, _encoded(text), Path(f"{id}{suffix}"), id)


def _policy(extract: Extract, data: bytes, path: Path, policy_id: str) -> Policy:
    language = load_language(extract.language)
    return Policy(
        id=policy_id,
        title=extract.title or _title(extract) or policy_id,
        text=extract.text,
        passages=split_passages(extract.text, extract.blocks, language, extract.pages),
        blocks=extract.blocks,
        path=path,
        file_digest=_digest(data),
        text_digest=_digest(_encoded(extract.text)),
        language=extract.language,
    )


def _title(extract: Extract) -> str:
    """The first heading as one line, if it stands near the beginning and on its own."""
    text = extract.text
    shown = (block for block in extract.blocks if block.kind is not BlockKind.MENU)
    for block in islice(shown, _TITLE_WITHIN):
        alone = text.find("\n", block.end) in range(block.end, block.end + 8)
        if block.kind is BlockKind.HEADING and alone:
            return plain_words(text[block.start : block.end])[:_TITLE].rstrip(" :")
    return ""


def _read_bytes(path: Path) -> bytes:
    name = shown(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{name}: not a regular file; copy its content to a file first")
        if status.st_size > SIZE_LIMIT:
            raise InputError(
                f"{name}: {status.st_size / 1e6:.0f} MB, at most {SIZE_LIMIT / 1e6:.0f} MB are"
                " read; split it"
            )
        return path.read_bytes()
    except OSError as error:
        raise cannot_read(path, error) from None
    except ValueError:  # a NUL in the name
        raise InputError(f"{name}: not a file name; check the name") from None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _digest(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"
