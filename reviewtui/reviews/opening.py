"""What a reviewer comes back to, as numbers and as one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reviewtui.reviews.changes import Changes
    from reviewtui.reviews.walking import Progress


class Opening(NamedTuple):
    """Counts: of policies that changed, stale verdicts, moved pieces of evidence in verdicts
    that stand, policies that came, went or were renamed, and pairs without a verdict of all."""

    policies_changed: int
    stale: int
    moved: int
    added: int
    removed: int
    renamed: int
    undecided: int
    total: int

    @property
    def anything(self) -> bool:
        """Whether anything changed since."""
        return any(self[:6])

    @property
    def line(self) -> str:
        """Such as `2 policies changed, 5 verdicts stale, 41 of 200 to go`, without what is 0."""
        return ", ".join(filter(None, (self.news, f"{self.undecided} of {self.total} to go")))

    @property
    def news(self) -> str:
        """The line without what is left to do; `""` where nothing changed."""
        parts = [
            _count(self.policies_changed, "policy changed", "policies changed"),
            _count(self.added, "policy added", "policies added"),
            _count(self.removed, "policy removed", "policies removed"),
            _count(self.renamed, "policy renamed", "policies renamed"),
            _count(self.stale, "verdict stale", "verdicts stale"),
            _count(self.moved, "piece of evidence moved", "pieces of evidence moved"),
        ]
        return ", ".join(part for part in parts if part)

    def fitting(self, room: int) -> str:
        """The line in at most `room` characters, if it can be: in fewer words, then without what
        came, went or moved; what is stale and to go stays to the last."""
        if len(self.line) <= room:
            return self.line
        parts = {
            "changed": self.policies_changed,
            "added": self.added,
            "removed": self.removed,
            "renamed": self.renamed,
            "stale": self.stale,
            "moved": self.moved,
        }
        known = {name: count for name, count in parts.items() if count}
        for least in ("", "added", "renamed", "moved", "removed", "changed", "stale"):
            known.pop(least, None)
            words = [f"{count} {name}" for name, count in known.items()]
            line = ", ".join([*words, f"{self.undecided} of {self.total} to go"])
            if len(line) <= room:
                break
        return line


def opening(changes: Changes, progress: Progress) -> Opening:
    """What changed since, and what is left to do."""
    listed = (changes.verdicts[pair] for pair in changes.moved)
    return Opening(
        policies_changed=len(changes.policies),
        stale=len(changes.stale),
        moved=sum(piece.listed for verdict in listed for piece in verdict.evidence),
        added=len(changes.files.added),
        removed=len(changes.files.removed),
        renamed=len(changes.files.renamed),
        undecided=progress.undecided,
        total=progress.total,
    )


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}" if number else ""
