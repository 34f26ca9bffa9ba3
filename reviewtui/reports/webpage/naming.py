"""What the parts of a page are called, so that they can link to each other.

A name is made of numbers only: nothing of the input is in it but, cleaned, in a file's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewtui.reports.model import Finding, Report

INDEX = "index.html"
_NO_FILE_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Names:
    """Names and links of one report; `split` says that each policy has a page of its own."""

    report: Report
    split: bool = False

    @cached_property
    def policies(self) -> dict[str, int]:
        """The number of each policy by id, from 1."""
        return {one.id: number for number, one in enumerate(self.report.policies, 1)}

    @cached_property
    def requirements(self) -> dict[str, int]:
        """The number of each requirement by id, from 1."""
        return {one.id: number for number, one in enumerate(self.report.requirements, 1)}

    @cached_property
    def listed(self) -> frozenset[tuple[str, str]]:
        """The pairs that the report shows in full."""
        return frozenset(finding.pair for finding in self.report.listed)

    def file(self, policy: str) -> str:
        """The file with a policy's page, where it has one: `007-a-name.html`."""
        number = self.policies[policy]
        width = max(3, len(str(len(self.policies))))
        name = _NO_FILE_NAME.sub("-", policy.lower()).strip("-")[:40].strip("-")
        return f"{number:0{width}}{'-' if name else ''}{name}.html"

    def policy(self, policy: str) -> str:
        """The name of a policy's chapter."""
        return f"p{self.policies[policy]}"

    def finding(self, finding: Finding) -> str:
        """The name of a verdict."""
        return f"p{self.policies[finding.policy]}r{self.requirements[finding.requirement]}"

    def cited(self, finding: Finding, number: int) -> str:
        """The name of a piece of a verdict's evidence."""
        return f"{self.finding(finding)}e{number}"

    def marked(self, finding: Finding, number: int) -> str:
        """The name of that piece of evidence where it stands in the policy."""
        return f"{self.cited(finding, number)}t"

    def requirement(self, requirement: str) -> str:
        """The name of a requirement's chapter."""
        return f"r{self.requirements[requirement]}"

    def to_policy(self, policy: str, name: str = "") -> str:
        """A link from the first page to a policy's chapter, or to what is called `name` in it."""
        page = self.file(policy) if self.split else ""
        return f"{page}#{name or self.policy(policy)}"

    def to_first(self, name: str) -> str:
        """A link from a policy's page to what is called `name` on the first one."""
        return f"{INDEX if self.split else ''}#{name}"
