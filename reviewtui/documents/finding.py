"""Which policies a folder or a list of files holds, and the id of each."""

from __future__ import annotations

import os
import stat
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.characters import has_hidden
from reviewtui.documents.decoding import SNIFF, refusal
from reviewtui.documents.readers import READERS
from reviewtui.errors import InputError, cannot_read, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

_ODD_NAME = "control or invisible characters in its name; rename it"
_NO_FILE = "not a regular file; copy its content to a file first"
# Documents that no reader knows: whoever put one into the folder expects it to be reviewed.
_UNREAD = frozenset(
    {
        ".doc", ".docm", ".dot", ".dotx", ".eml", ".epub", ".fodt", ".mht", ".mhtml", ".msg",
        ".ott", ".pages", ".ps", ".rtf", ".tex", ".wpd", ".wps", ".xps",
    }
)  # fmt: skip
_NAMES = ", ".join(sorted(READERS))


class PolicyFile(NamedTuple):
    """A file that can be read as a policy, before it is read."""

    id: str
    path: Path


class Listing(NamedTuple):
    """The policies found, by id, and a line for each file that was left out on purpose."""

    files: tuple[PolicyFile, ...]
    notes: tuple[str, ...] = ()


class _Named(NamedTuple):
    """A file with its path below what was given: `a/b.txt` in a folder, `b.txt` alone."""

    path: Path
    below: PurePosixPath


def find_policies(paths: Iterable[Path]) -> tuple[PolicyFile, ...]:
    """The policies that `paths` (files and folders) name, by id, each id once.

    Folders are searched through; hidden files and folders, and files of a kind that no reader
    knows, are passed over. One in a folder that is empty or binary is among them: loading it
    says why it cannot be read, and the others can. Raises InputError with a line for each path
    that is missing or holds no policy that can be read, and for each file named that is empty,
    binary, or no regular file.
    """
    return list_policies(paths).files


def list_policies(paths: Iterable[Path]) -> Listing:
    """As `find_policies`, with a note on each file of a folder that was left out: links that lead
    out of it, names with hidden characters, pipes and devices, documents of an unknown kind."""
    found: list[_Named] = []
    problems: list[str] = []
    notes: list[str] = []
    for path in paths:
        try:
            if path.is_dir():
                before = len(problems)
                left_out: list[str] = []
                unreadable: list[str] = []
                inside = _in_folder(path, problems, left_out, unreadable)
                if inside and len(unreadable) == len(inside):
                    problems += unreadable
                inside = _without_odd(path, inside, left_out)
                if not inside and len(problems) == before:
                    problems += left_out or [
                        f"{shown(path)}: no policy in this folder; put {_NAMES} files there"
                    ]
                found += inside
                notes += left_out
            else:
                _check_file(path, problems)
                found.append(_Named(path, PurePosixPath(path.name)))
        except OSError as error:
            problems += cannot_read(path, error).lines
        except ValueError:  # a NUL in the name
            problems.append(f"{shown(path)}: not a file name; check the name")
    files = () if problems else _with_ids(found)
    for file in files:
        if has_hidden(file.id):  # from the name of the folder above it
            problems.append(f"{shown(file.path.parent)}: {_ODD_NAME}")
    if problems:
        raise InputError(*dict.fromkeys(problems))
    return Listing(files, tuple(notes))


def _in_folder(
    folder: Path, problems: list[str], notes: list[str], unreadable: list[str]
) -> list[_Named]:
    """The policies in a folder and the folders below it, by their paths; `unreadable` gets a
    line for each of them that cannot be read."""
    root = os.path.realpath(folder)
    found: list[_Named] = []
    seen = {root}
    waiting = [(str(folder), PurePosixPath())]
    while waiting:
        place, below = waiting.pop()
        try:
            with os.scandir(place) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            problems += cannot_read(Path(place), error).lines
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path, inner = Path(entry.path), below / entry.name
            try:
                if entry.is_symlink() and not _is_inside(root, entry.path):
                    notes.append(
                        f"{shown(entry.path)}: leads out of its folder and was left out;"
                        " name it on the command line to read it"
                    )
                elif entry.is_dir():
                    real = os.path.realpath(entry.path)
                    if real not in seen:
                        seen.add(real)
                        waiting.append((entry.path, inner))
                elif _is_policy(path, unreadable, notes):
                    found.append(_Named(path, inner))
            except OSError as error:
                problems += cannot_read(path, error).lines
    return found


def _is_policy(path: Path, unreadable: list[str], notes: list[str]) -> bool:
    """Whether a file in a folder is one; a line for one that cannot be read, or only looks so.

    Raises OSError where nothing is known of it.
    """
    if path.suffix.lower() in READERS:
        if not (odd := _odd(path)):
            try:
                _check_file(path, unreadable)
            except OSError as error:
                unreadable += cannot_read(path, error).lines
            return True
    elif path.suffix.lower() in _UNREAD:
        odd = "no kind of file that is read; save it as DOCX, PDF or text"
    else:
        return False
    notes.append(f"{shown(path)}: left out, {odd}")
    return False


def _without_odd(folder: Path, found: list[_Named], notes: list[str]) -> list[_Named]:
    """`found` without what is in a folder whose name cannot be part of an id; a note for each."""
    odd: dict[str, None] = {}
    kept = []
    for named in found:
        parts = named.below.parent.parts
        depths = [depth for depth, part in enumerate(parts, 1) if has_hidden(part)]
        if depths:
            odd[shown(folder.joinpath(*parts[: depths[0]]))] = None
        else:
            kept.append(named)
    notes += [f"{name}: left out, {_ODD_NAME}" for name in odd]
    return kept


def _odd(path: Path) -> str:
    """Why a file in a folder can be no policy whatever it holds; "" for others.

    Raises OSError where it cannot be read.
    """
    if has_hidden(path.name):
        return _ODD_NAME
    return "" if stat.S_ISREG(path.stat().st_mode) else _NO_FILE


def _is_inside(root: str, link: str) -> bool:
    real = os.path.realpath(link)
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _check_file(path: Path, problems: list[str]) -> None:
    """Add a line where a file cannot be a policy; raises OSError where it cannot be read."""
    name = shown(path)
    if odd := _odd(path):
        problems.append(f"{name}: {odd}")
        return
    status = path.stat()
    if not status.st_size:
        problems.append(f"{name}: empty; nothing to review, remove it or give another file")
    else:
        with path.open("rb", buffering=0) as file:
            beginning = file.read(SNIFF)
        reads_text = READERS.get(path.suffix.lower(), "plain") in {"plain", "markdown"}
        if reads_text and (said := refusal(beginning)):
            problems.append(f"{name}: {said}")
        elif reads_text and len(beginning) == status.st_size and not beginning.strip():
            problems.append(f"{name}: holds only white space; remove it or give another file")


def _with_ids(found: list[_Named]) -> tuple[PolicyFile, ...]:
    """Each file once, with its id: see *Policies* in the design of the formats."""
    files = list({os.path.realpath(named.path): named for named in reversed(found)}.values())
    ids = [str(named.below.with_suffix("")) for named in files]
    for longer in (
        lambda named: str(named.below),
        lambda named: str(PurePosixPath(_parent(named)) / named.below),
        lambda named: os.path.realpath(named.path).lstrip(os.sep),
    ):
        counts = Counter(ids)
        if len(counts) == len(ids):
            break
        ids = [
            longer(named) if counts[own] > 1 else own for named, own in zip(files, ids, strict=True)
        ]
    pairs = sorted(zip(ids, files, strict=True), key=lambda pair: pair[0])
    return tuple(PolicyFile(policy_id, named.path) for policy_id, named in pairs)


def _parent(named: _Named) -> str:
    """The name of the folder that holds what was given."""
    return named.path.absolute().parents[len(named.below.parts) - 1].name
