"""Where each reviewer stopped, and the note they were writing; beside the review, not in it.

Kept in the user's state folder, a small file for each review file and reviewer. Nothing here
disturbs a review: what cannot be kept is not kept, what cannot be read is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reviewtui.reviews.state import (
    name_key,
    path_key,
    read_private_json,
    state_folder,
    write_private,
)

if TYPE_CHECKING:
    from pathlib import Path

    from reviewtui.reviews.model import Pair


class Place(NamedTuple):
    """Where a reviewer stopped.

    `candidate` is the index of the current candidate, `scroll` the position in the policy's
    text with that digest of the first row on the screen, `queue` what was being gone through, in
    the part of the review of that `scope` (kind and name), and in which `way`,
    `drafts` the notes that were not finished: policy, requirement, text. `others` are the
    verdicts of other reviewers that were there: name, how many, the time of the newest.
    `conflicts` are the pairs that somebody else decided too, and that were not settled. `read`
    is what was on the screen: policy, digest of its text, spans as in `0-120 300-450`. `marked`
    is how many pairs waited for one verdict (`reviewtui.reviews.kept_marks` has them).
    """

    policy: str = ""
    requirement: str = ""
    candidate: int = 0
    scroll: int = 0
    drafts: tuple[tuple[str, str, str], ...] = ()
    text_digest: str = ""
    queue: str = ""
    scope: tuple[str, ...] = ()
    way: str = ""
    others: tuple[tuple[str, int, str], ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    read: tuple[tuple[str, str, str], ...] = ()
    marked: int = 0

    @property
    def pair(self) -> Pair:
        """The policy and the requirement."""
        return self.policy, self.requirement


def save_place(path: str | Path, reviewer: str, place: Place) -> bool:
    """Keeps where `reviewer` stopped in the review file `path`; False where it cannot be kept."""
    import json

    try:
        write_private(_file(path, reviewer), json.dumps(place._asdict()), flush=True)
    except (OSError, ValueError):
        return False
    return True


def load_place(path: str | Path, reviewer: str) -> Place | None:
    """Where `reviewer` stopped in the review file `path`, if that is known."""
    try:
        values = read_private_json(_file(path, reviewer))
    except (OSError, ValueError):
        return None
    if not isinstance(values, dict):
        return None
    values["drafts"] = _rows(values.get("drafts"), (str, str, str))
    values["read"] = _rows(values.get("read"), (str, str, str))
    values["conflicts"] = _rows(values.get("conflicts"), (str, str))
    scope = values.get("scope")
    is_scope = isinstance(scope, list) and [type(one) for one in scope] == [str, str]
    values["scope"] = tuple(scope) if is_scope and scope else ()
    values["others"] = _rows(values.get("others"), (str, int, str))
    known: dict[str, Any] = {
        name: values[name]
        for name, default in Place()._asdict().items()
        if type(values.get(name)) is type(default)
    }
    return Place(**known)


def _rows(found: Any, types: tuple[type, ...]) -> tuple[tuple[Any, ...], ...]:
    """The rows of a list that have values of these types, no others."""
    return tuple(
        tuple(row)
        for row in (found if isinstance(found, list) else ())
        if isinstance(row, list) and tuple(type(value) for value in row) == types
    )


def _file(path: str | Path, reviewer: str) -> Path:
    return state_folder("places") / f"{path_key(path)}-{name_key(reviewer)}.json"
