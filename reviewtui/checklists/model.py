"""A checklist and its requirements, as plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path

FORMAT = 1


class Severity(StrEnum):
    """How much a requirement weighs, in the words of RFC 2119."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a policy must say. `terms` are matched fuzzily; `examples` show what a
    good passage looks like."""

    id: str
    title: str
    text: str
    section: str = ""
    guidance: str = ""
    severity: Severity = Severity.MUST
    references: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """`"sha256:<hex>"` of title, text and guidance: what a verdict was given on."""
        return wording_digest(self.title, self.text, self.guidance)


@dataclass(frozen=True)
class Checklist:
    """The requirements of one checklist file, in its order; ids are unique.

    `synonyms` are groups of words and phrases that say the same in the policies it is for.
    `digest` is `"sha256:<hex>"` of the file's bytes.
    """

    id: str
    title: str
    requirements: tuple[Requirement, ...]
    version: str = ""
    language: str = "en"
    synonyms: tuple[tuple[str, ...], ...] = ()
    path: Path | None = None
    digest: str = ""

    @cached_property
    def by_id(self) -> dict[str, Requirement]:
        """The requirements by their ids."""
        return {requirement.id: requirement for requirement in self.requirements}


def wording_digest(title: str, text: str, guidance: str) -> str:
    """The digest of a requirement's wording: each part behind its length in characters."""
    parts = "".join(f"{len(part)}:{part}" for part in (title, text, guidance))
    return "sha256:" + sha256(parts.encode()).hexdigest()
