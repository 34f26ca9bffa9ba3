"""The review file: opened, checked, read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewtui.characters import visible
from reviewtui.errors import InputError, cannot_read, shown
from reviewtui.files import read_bytes
from reviewtui.reviews.damage import ELSEWHERE, Damaged
from reviewtui.reviews.parsing import parse_review
from reviewtui.reviews.reading import Mistakes, read_review
from reviewtui.reviews.writing import FORMAT, ReviewWriter, is_cut_off, review_bytes
from reviewtui.toml_text import TomlError, decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewtui.checklists import Checklist
    from reviewtui.reviews.backups import Kept
    from reviewtui.reviews.model import Review
    from reviewtui.reviews.reading import KeyPath

MISTAKES_AT_MOST = 20
SIZE_LIMIT = 100_000_000  # bytes; 5,000 verdicts with their evidence and history are 10 MB
_PARSED, _READ = 0.7, 0.85  # how much of the time of opening has gone by then


class Opened(NamedTuple):
    """A review as its file holds it; `digest` is `"sha256:<hex>"` of the file's bytes.

    `writer` remembers the file's text, so that saving formats only what changed.
    """

    review: Review
    path: Path
    digest: str
    writer: ReviewWriter


def open_review(
    path: str | Path,
    checklist: Checklist | None = None,
    *,
    progress: Callable[[float], object] | None = None,
    as_it_is: bool = False,
) -> Opened:
    """The review in the file `path`; `progress` gets how much is done, from 0 to 1.

    Raises InputError: no such file, of a newer format, or, where `checklist` is given, a review
    of another checklist. Raises Damaged, with the versions that are kept: empty, broken, with
    mistakes (a line each), or, unless it is to be taken `as_it_is`, only the beginning of what
    was written, or one bit different from the version kept last.
    """
    from reviewtui.reviews.backups import kept_versions
    from reviewtui.reviews.damage import suspicion

    path = Path(path)
    content = review_file(path)
    try:
        found = opened(content, path, checklist, progress)
    except Damaged as damaged:
        raise damaged.with_kept(kept_versions(path) or _kept_elsewhere(path, content)) from None
    if not as_it_is and (fault := suspicion(content, kept := kept_versions(path)) or _cut(content)):
        line = f"{shown(path)}: {fault}"
        raise Damaged(line, path=path, readable=True).with_kept(kept)
    return found


def _cut(content: bytes) -> str:
    return "cut short: its last line is missing" if is_cut_off(content) else ""


def _kept_elsewhere(path: Path, content: bytes) -> tuple[Kept, ...]:
    """What was kept of a damaged review before its file was moved to `path`."""
    from reviewtui.reviews.backups import kept_versions
    from reviewtui.reviews.moving import follow, id_in

    known = id_in(content)
    return kept_versions(path) if known and follow(path, known) else ()


def review_file(path: Path) -> bytes:
    """The bytes of the review file `path`. Raises InputError where they cannot be read."""
    try:
        return read_bytes(path, SIZE_LIMIT, "review")
    except OSError as error:
        raise cannot_read(path, error) from None


def load_review(path: str | Path, checklist: Checklist | None = None) -> Review:
    """The review in the file `path`; errors as in `open_review`."""
    return open_review(path, checklist).review


def opened(
    content: bytes,
    path: Path,
    checklist: Checklist | None = None,
    progress: Callable[[float], object] | None = None,
) -> Opened:
    """The review in `content`, the bytes of the file `path`; errors as in `open_review`."""

    def parsed(done: float) -> None:
        if progress is not None:
            progress(done * _PARSED)

    text, tables = _parsed(content, path, parsed)
    _check_format(tables, path)
    mistakes = Mistakes()
    review, entries = read_review(tables, mistakes)
    if mistakes.found:
        raise Damaged(*_lines(mistakes.found, text, path), path=path, remedy="")
    if progress is not None:
        progress(_READ)
    if checklist is not None and review.checklist.id != checklist.id:
        raise _other_checklist(review, checklist, path)
    writer = ReviewWriter()
    writer.adopt(text, entries)
    if progress is not None:
        progress(1.0)
    return Opened(review, path, bytes_digest(content), writer)


def bytes_digest(content: bytes) -> str:
    """`"sha256:<hex>"` of the bytes."""
    return "sha256:" + sha256(content).hexdigest()


def review_text(review: Review) -> str:
    """The text of a review's file. Raises InputError for a lone surrogate."""
    return review_bytes(review).decode()


def review_schema() -> dict[str, Any]:
    """The JSON Schema of a review file, for editors and other programs."""
    import json
    from importlib.resources import files

    text = files("reviewtui.reviews").joinpath("schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _parsed(
    content: bytes, path: Path, progress: Callable[[float], object]
) -> tuple[str, dict[str, Any]]:
    name = shown(path)
    if not content.strip(b"\0 \t\r\n"):  # a crash can leave a file of zeros
        raise Damaged(f"{name}: empty", path=path, remedy=f"{ELSEWHERE}, or remove it")
    try:
        text = decode(content)
    except TomlError as fault:
        raise Damaged(f"{name}:{fault.line}: {fault.what}, so no review", path=path) from None
    try:
        return text, parse_review(text, progress)
    except TomlError as fault:
        raise _broken(text, fault, path) from None


def _broken(text: str, fault: TomlError, path: Path) -> InputError:
    name = shown(path)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            return InputError(f"{name}:{number}: git left two versions in it; keep one of each")
    place = f":{fault.line}" if fault.line else ""
    if fault.cut:
        return Damaged(f"{name}{place}: {fault.what}; cut short?", path=path)
    either = "; " if fault.remedy.startswith("no review") else ", or "
    return Damaged(
        f"{name}{place}: {fault.what}", path=path, remedy=f"{fault.remedy}{either}{ELSEWHERE}"
    )


def _check_format(tables: dict[str, Any], path: Path) -> None:
    name = shown(path)
    number = tables.get("format")
    if number is None:
        raise InputError(f"{name}: no format, so no review; name a file that reviewtui wrote")
    if type(number) is not int or number < 1:
        raise InputError(f"{name}: format is to be {FORMAT}")
    if number > FORMAT:
        raise InputError(
            f"{name}: format {number} is newer than this reviewtui reads ({FORMAT}); update it"
        )
    if "checklist" not in tables and "title" in tables:
        raise InputError(f"{name}: this is a checklist, not a review; give it with -c")


def _other_checklist(review: Review, checklist: Checklist, path: Path) -> InputError:
    return InputError(
        f'{shown(path)}: a review of the checklist "{visible(review.checklist.id)}", '
        f'not of "{visible(checklist.id)}"; give that checklist with -c, or another review with -r'
    )


def _lines(found: list[tuple[KeyPath, str]], text: str, path: Path) -> list[str]:
    from reviewtui.toml_lines import toml_lines

    numbers = toml_lines(text)
    lines = []
    for key_path, message in found[:MISTAKES_AT_MOST]:
        while key_path and key_path not in numbers:
            key_path = key_path[:-1]  # noqa: PLW2901 - up to the nearest table that has a line
        place = f":{numbers[key_path]}" if key_path else ""
        lines.append(f"{shown(path)}{place}: {message}")
    if len(found) > MISTAKES_AT_MOST:
        lines.append(f"{shown(path)}: and {len(found) - MISTAKES_AT_MOST} more mistakes")
    return lines
