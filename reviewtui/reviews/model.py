"""A review, as plain frozen data: every verdict of one checklist over a set of policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from reviewtui.documents import Quote

Extra = Mapping[str, Any]
NOTHING: Extra = MappingProxyType({})


def nothing() -> Extra:
    """No unknown keys."""
    return NOTHING


Pair = tuple[str, str]
"""The ids of a policy and a requirement."""


class Verdict(StrEnum):
    """What a reviewer found."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    UNCLEAR = "unclear"
    NOT_APPLICABLE = "not-applicable"

    @property
    def words(self) -> str:
        """As it is said to a reader; the value is what files and commands call it."""
        return self.value.replace("-", " ")


class Action(StrEnum):
    """What ended an earlier entry."""

    DECIDE = "decide"
    UNDO = "undo"
    REDO = "redo"
    DEFER = "defer"
    NOTE = "note"
    CONFIRM = "confirm"
    MERGE = "merge"


class Rejected(NamedTuple):
    """A candidate that was passed over; `score` is 0 to 1."""

    exact: str
    start: int
    end: int
    score: float
    heading: tuple[str, ...] = ()
    extra: Extra = NOTHING


@dataclass(frozen=True, slots=True)
class Entry:
    """What holds for one policy and requirement, and all that held before.

    `verdict` is None while undecided (never decided, deferred, only noted, or undone).
    `reviewer` and `time` say who gave the verdict and when; without one, who touched it last.
    `read` is, for missing, the share of the policy's characters that were on the reviewer's
    screen, 0 to 1, where that is known.
    `step` counts the decisions of the whole review, from 1; a bulk decision is one step.
    `extra` are the keys of a later minor format, kept as they are.
    """

    policy: str
    requirement: str
    reviewer: str
    time: datetime  # UTC, whole seconds
    step: int
    verdict: Verdict | None = None
    deferred: bool = False
    note: str = ""
    requirement_digest: str = ""
    text_digest: str = ""
    searched: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    read: float | None = None
    history: tuple[Past, ...] = ()
    extra: Extra = field(default_factory=nothing)

    @property
    def pair(self) -> Pair:
        """The ids of its policy and requirement."""
        return self.policy, self.requirement


class Past(NamedTuple):
    """An earlier entry (without history of its own) and the action that ended it.

    After a decision, who acted, when and at which step stand in the entry that followed. An
    undo or a redo brings an earlier entry back as it was, and a note or a mark leaves a verdict
    the name of who gave it: there they stand here (else `time` is None and `step` 0).
    """

    entry: Entry
    action: Action
    reviewer: str = ""
    time: datetime | None = None
    step: int = 0


class ChecklistRecord(NamedTuple):
    """The checklist of a review; `path` is relative to the review file, with `/`."""

    id: str
    version: str
    path: str
    digest: str
    extra: Extra = NOTHING


class PolicyRecord(NamedTuple):
    """A policy of a review; `path` is relative to the review file, with `/`."""

    id: str
    path: str
    title: str
    file_digest: str
    text_digest: str
    extra: Extra = NOTHING


class Wording(NamedTuple):
    """A requirement as it read when a verdict here was given on it."""

    id: str
    digest: str
    title: str
    text: str
    guidance: str = ""
    extra: Extra = NOTHING


class Text(NamedTuple):
    """What is kept of a policy's text that a verdict here was given on: enough to tell new text.

    `sentences` are fingerprints of its sentences, in their order, with a space between them
    (`reviewtui.reviews.texts`); `digest` is that of the text, `file_digest` that of the file
    it was read from.
    """

    policy: str
    digest: str
    file_digest: str = ""
    sentences: str = ""
    extra: Extra = NOTHING

    @property
    def key(self) -> tuple[str, str]:
        """What a text is known by: its policy and its digest."""
        return self.policy, self.digest


@dataclass(frozen=True, slots=True)
class Review:
    """All entries of one checklist over a set of policies.

    `policies` are sorted by id; `wordings` by requirement, then digest; `entries` by pair;
    `texts` by policy, then digest.
    """

    id: str
    checklist: ChecklistRecord
    policies: tuple[PolicyRecord, ...] = ()
    wordings: tuple[Wording, ...] = ()
    entries: Mapping[Pair, Entry] = field(default_factory=dict)
    extra: Extra = field(default_factory=nothing)
    texts: tuple[Text, ...] = ()
