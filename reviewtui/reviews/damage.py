"""Review files that a crash or a disk has damaged: noticed, and what can be had instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.errors import InputError, shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reviewtui.reviews.backups import Kept

ELSEWHERE = "restore it from git or a backup"


class Damaged(InputError):  # noqa: N818 - what the file is; a kind of InputError
    """A review file that cannot be read, or that lacks what was in it; and the versions kept.

    `kept` are those of `path`, the newest first. `readable` says that the file can be opened as
    it is, should it be meant to be so.
    """

    def __init__(
        self,
        *faults: str,
        path: Path,
        kept: tuple[Kept, ...] = (),
        readable: bool = False,
        remedy: str = ELSEWHERE,
        gone: bool = False,
    ) -> None:
        """`faults` are lines; the last one is completed with the `remedy`, if there is one."""
        self.faults, self.path, self.kept, self.readable = faults, path, kept, readable
        self.gone = gone
        link = " " if faults[-1].endswith("?") else "; "
        last = f"{faults[-1]}{link}{remedy}" if remedy else faults[-1]
        super().__init__(*faults[:-1], last)

    def with_kept(self, kept: tuple[Kept, ...]) -> Damaged:
        """The same, with the versions that can take its place."""
        if not kept:
            return self
        named = "" if self.gone else f"-r {shown(self.path)} "  # -r needs a checklist for it then
        return Damaged(
            *self.faults,
            path=self.path,
            kept=kept,
            readable=self.readable,
            gone=self.gone,
            remedy=f"{described(kept[0])} is kept: reviewtui {named}offers it",
        )


def find_gone(path: Path) -> Damaged | None:
    """What is to be said where there is no file `path`, but versions of it are kept."""
    from reviewtui.reviews.backups import kept_versions

    if path.exists() or not (kept := kept_versions(path)):
        return None
    return Damaged(f"{shown(path)}: gone", path=path, readable=True, gone=True).with_kept(kept)


def described(kept: Kept) -> str:
    """A version in a few words, its time as the clock on the wall has it."""
    count = f"{kept.decided} verdict{'' if kept.decided == 1 else 's'}"
    return f"the version of {kept.time.astimezone():%Y-%m-%d %H:%M} with {count}"


def suspicion(content: bytes, versions: Sequence[Kept]) -> str:
    """Why readable `content` is no version that anybody wrote, or `""`.

    A file that is the beginning of the newest version was cut between two tables; one that
    differs from it in a single bit was changed by the disk. A version that was kept is itself.
    """
    from reviewtui.reviews.backups import content_of, short_digest

    if not versions or short_digest(content) in {kept.digest for kept in versions}:
        return ""
    newest = versions[0]
    if len(content) > newest.size:
        return ""
    try:
        good = content_of(newest)
    except InputError:
        return ""
    if len(content) < len(good):
        whole = good.startswith(content.rstrip(b"\n"))
        return f"cut short: the beginning only of {described(newest)}" if whole else ""
    if _one_bit(content, good):
        return f"one bit is not as in {described(newest)}"
    return ""


def _one_bit(one: bytes, other: bytes) -> bool:
    """Whether two values of the same length differ in exactly one bit."""
    difference = int.from_bytes(one, "big") ^ int.from_bytes(other, "big")
    return difference.bit_count() == 1
