"""Which policies a folder or a list of files holds, and the id of each."""

from __future__ import annotations

import os
import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.characters import HIDDEN
from reviewtui.documents.decoding import SNIFF, looks_binary
from reviewtui.documents.readers import READERS
from reviewtui.errors import InputError, cannot_read, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ODD_NAME = "control or invisible characters in its name; rename it"
_NAMES = ", ".join(sorted(READERS))


@dataclass(frozen=True, slots=True)
class PolicyFile:
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
    knows, are passed over. Raises InputError with a line for each path that is missing or
    holds no policy, and for each file that is empty, binary, or no regular file.
    """
    return list_policies(paths).files


def list_policies(paths: Iterable[Path]) -> Listing:
    """As `find_policies`, with notes on the links that lead out of their folder."""
    found: list[_Named] = []
    problems: list[str] = []
    notes: list[str] = []
    for path in paths:
        try:
            if path.is_dir():
                before = len(problems)
                inside = _in_folder(path, problems, notes)
                if not inside and len(problems) == before:
                    problems.append(
                        f"{shown(path)}: no policy in this folder; put {_NAMES} files there"
                    )
                found += inside
                problems += _odd_folders(path, inside)
            else:
                _check_file(path, problems)
                found.append(_Named(path, PurePosixPath(path.name)))
        except OSError as error:
            problems += cannot_read(path, error).lines
        except ValueError:  # a NUL in the name
            problems.append(f"{shown(path)}: not a file name; check the name")
    files = () if problems else _with_ids(found)
    for file in files:
        if HIDDEN.search(file.id):  # from the name of the folder above it
            problems.append(f"{shown(file.path.parent)}: {_ODD_NAME}")
    if problems:
        raise InputError(*dict.fromkeys(problems))
    return Listing(files, tuple(notes))


def _in_folder(folder: Path, problems: list[str], notes: list[str]) -> list[_Named]:
    """The policies in a folder and the folders below it, by their paths."""
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
                elif path.suffix.lower() in READERS:
                    _check_file(path, problems)
                    found.append(_Named(path, inner))
            except OSError as error:
                problems += cannot_read(path, error).lines
    return found


def _odd_folders(folder: Path, found: list[_Named]) -> Iterator[str]:
    """A line for each folder below `folder` whose name cannot be part of an id."""
    for below in dict.fromkeys(named.below.parent for named in found):
        for depth, part in enumerate(below.parts, 1):
            if HIDDEN.search(part):
                yield f"{shown(folder.joinpath(*below.parts[:depth]))}: {_ODD_NAME}"


def _is_inside(root: str, link: str) -> bool:
    real = os.path.realpath(link)
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _check_file(path: Path, problems: list[str]) -> None:
    """Add a line where a file cannot be a policy; raises OSError where it cannot be read."""
    name = shown(path)
    if HIDDEN.search(path.name):
        problems.append(f"{name}: {_ODD_NAME}")
        return
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        problems.append(f"{name}: not a regular file; copy its content to a file first")
    elif not status.st_size:
        problems.append(f"{name}: empty; nothing to review, remove it or give another file")
    else:
        with path.open("rb", buffering=0) as file:
            beginning = file.read(SNIFF)
        reads_text = READERS.get(path.suffix.lower(), "plain") in {"plain", "markdown"}
        if reads_text and looks_binary(beginning):
            problems.append(f"{name}: not a text file; save it as UTF-8 text or Markdown")
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
