"""The review file as one process knows it: replaced only by what also holds what is in it."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewtui.errors import InputError, shown
from reviewtui.reviews.durable import write_durably
from reviewtui.reviews.file import Opened, bytes_digest, opened, review_file
from reviewtui.reviews.merging import Merged, merge
from reviewtui.reviews.writing import END, ReviewWriter

if TYPE_CHECKING:
    from pathlib import Path

    from reviewtui.reviews.holding import Hold
    from reviewtui.reviews.model import Pair, Review

SETTLED = 0.5  # seconds that a file that is gone, empty or cut off is to stay so

_Stat = tuple[int, int, int, int]


class ChangedMeanwhile(Exception):  # noqa: N818 - no fault: it is to be looked at again
    """Somebody wrote the file after it was compared and before it was replaced."""


@dataclass(frozen=True, slots=True)
class Version:
    """A review and the bytes of its file."""

    content: bytes
    review: Review


class HeldFile:
    """What the file `path` holds as far as known, and how it is replaced.

    `found` is what was in the file when it was looked at and is not from here: what was opened,
    and what others put there. Not for several threads at once.
    """

    def __init__(self, path: Path, opened_review: Opened | None) -> None:
        self.path = path
        self.found: Version | None = None
        self.damaged: bytes | None = None  # what was left of it, where it was cut off
        self._writer = opened_review.writer if opened_review else ReviewWriter()
        self._writer.get_ready()
        # what the file holds, and what of the submitted is in it
        self._held = opened_review.review if opened_review else None
        self._sent = self._held
        self._digest = opened_review.digest if opened_review else ""  # of what was opened
        self._content: bytes | None = None  # what was written
        self._stat: _Stat | None = None
        self._seen: _Stat | None = None  # when it was looked at last

    def replacement(
        self, review: Review, *, look_inside: bool = False
    ) -> tuple[Version, Merged | None]:
        """What the file is to hold so that `review` is in it, merged with what is new in it.

        `look_inside` reads the file even if its size and times are as they were. Raises
        InputError for what cannot be merged or written, OSError where it cannot be read.
        """
        if look_inside:
            self._stat = None
        self.damaged = None
        found = self._changed_underneath()
        target, merged = self._with_held(review), None
        if isinstance(found, Opened):
            same = self._held is not None and self._held.id == found.review.id
            try:
                merged = merge(self._held if same else None, target, found.review)
            except ValueError:
                raise InputError(
                    f"{shown(self.path)}: another review is there; move it away"
                ) from None
            merged = replace(merged, ours=review)
            target = merged.review
        elif found:
            merged = Merged(target, review, missing=found)
        return Version(self._writer.write(target), target), merged

    def touched(self) -> bool:
        """Whether the file is not the one that was read or written last, by size and times."""
        return self._stat is None or _stat(self.path) != self._stat

    def put(self, version: Version, review: Review, hold: Hold | None = None) -> None:
        """Replaces the file by `version`, which holds `review`, durably; `hold` goes with it.

        Raises ChangedMeanwhile, with the file as it is, if it is not the one that
        `replacement` saw, and OSError.
        """
        if hold is None:
            write_durably(self.path, version.content, last_look=self._look_again)
        else:
            from reviewtui.reviews.holding import locked_copy

            handles: list[int] = []
            with hold.passing_on(handles):
                write_durably(
                    self.path,
                    version.content,
                    last_look=self._look_again,
                    before_close=lambda handle: handles.append(locked_copy(handle)),
                )
        self._held, self._sent = version.review, review
        self._content, self._stat = version.content, _stat(self.path)

    def own(self, review: Review) -> Version:
        """`review` as it would be saved now, whatever has become of the file.

        Raises InputError for a lone surrogate.
        """
        review = self._with_held(review)
        return Version(self._writer.write(review), review)

    def _with_held(self, review: Review) -> Review:
        """`review` with what others had put into the file, if its owner did not take that up."""
        if self._held is None or self._held is self._sent:
            return review
        return merge(self._sent, review, self._held).review

    def _look_again(self) -> None:
        if _stat(self.path) != self._seen:
            raise ChangedMeanwhile

    def _changed_underneath(self) -> Opened | tuple[Pair, ...] | None:
        """What the file holds, if that is not what was read or written last; or the pairs that
        it lacks, if it is gone, empty, or only the beginning of what was.

        Raises ChangedMeanwhile where it was so only for a moment: git and editors write like
        that. InputError as `opened`.
        """
        self._seen = stat = _stat(self.path)
        if (stat is None and self._held is None) or (stat is not None and stat == self._stat):
            return None
        content = b"" if stat is None else review_file(self.path)
        if stat is not None and self._is_known(content):
            self._stat = stat
            if self._held is not None and self._held is self._sent:
                self.found = Version(content, self._held)
            return None
        lost = self._lost(content)
        if lost is not None:
            time.sleep(SETTLED)
            self._look_again()
            self.damaged = content
            return lost
        found = opened(content, self.path)
        self.found = Version(content, found.review)
        return found

    def _lost(self, content: bytes) -> tuple[Pair, ...] | None:
        """The pairs that the file lacks, if it was cut off somewhere; else None."""
        if self._held is None:
            return None
        pairs = tuple(sorted(self._held.entries))
        if not content.strip(b"\0 \t\r\n"):
            return pairs
        whole = self._content or self._writer.write(self._held)
        if len(content) < len(whole) and whole.startswith(content):
            begun = content.count(b"\n[[verdict]]\n")
            at_table = whole[len(content) :].lstrip().startswith((b"[[verdict]]", END.encode()))
            complete = begun if at_table else begun - 1
            return pairs[max(complete, 0) :]
        return None

    def _is_known(self, content: bytes) -> bool:
        """Whether this is what was written, or else opened: no digest where the bytes are here."""
        if self._content is not None:
            return content == self._content
        return bytes_digest(content) == self._digest


def _stat(path: Path) -> _Stat | None:
    with contextlib.suppress(FileNotFoundError):
        found = path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
    return None
