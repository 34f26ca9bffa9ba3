"""How each option of a choice stands, for a reviewer to choose by: progress, last touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reviewtui.errors import InputError

if TYPE_CHECKING:
    from reviewtui.projects.model import Option


@dataclass(frozen=True, slots=True)
class Standing:
    """What an option holds.

    `decided` of `total` pairs of a policy and a requirement have a verdict. `fault` is why it
    cannot be opened, one line, made visible; then the numbers are 0. `damaged` says that it is
    the review file itself, `restorable` that there is something to offer instead, `asks` that
    it opens once its reviewer has said yes to files outside of its project.
    """

    checklist: str = ""
    decided: int = 0
    total: int = 0
    fault: str = ""
    damaged: bool = False
    restorable: bool = False
    asks: bool = False


def standing_of(option: Option) -> Standing:
    """How `option` stands: reads its files, so it takes as long as opening it."""
    from reviewtui.projects.outside import OutsideError
    from reviewtui.reviews.damage import Damaged
    from reviewtui.reviews.walking import progress

    try:
        found = option.open()
    except Damaged as damaged:
        restorable = bool(damaged.kept) or damaged.readable
        return Standing(fault=damaged.lines[0], damaged=True, restorable=restorable)
    except InputError as error:
        return Standing(fault=error.lines[0], asks=isinstance(error, OutsideError))
    requirements = tuple(requirement.id for requirement in found.checklist.requirements)
    policies = tuple(file.id for file in found.policies)
    if found.opened is None:
        return Standing(found.checklist.title, 0, len(policies) * len(requirements))
    here = progress(found.opened.review, policies, requirements)
    return Standing(found.checklist.title, here.decided, here.total)


def touched(option: Option) -> datetime | None:
    """When the review of `option` was written last, in UTC; None for one that is yet to begin."""
    if option.begins:
        return None
    try:
        return datetime.fromtimestamp(option.path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
