"""The words that reports for people share: verdicts, times, where a quote stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.documents.unread import broken_note_of, unread_note_of
from reviewtui.reports.model import DEFERRED, UNDECIDED, Only
from reviewtui.reviews.changes import PolicyState
from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reviewtui.documents import Quote
    from reviewtui.reports.model import Counts, Evidence, Finding, Report, ReportedPolicy

STATUSES = (*(str(verdict) for verdict in Verdict), DEFERRED, UNDECIDED)
REJECTED_AT_MOST = 3  # that are shown for a verdict without evidence
_WORDS = {str(verdict): verdict.words for verdict in Verdict}
_STATES = {
    PolicyState.CHANGED: "The policy was changed since.",
    PolicyState.REREAD: "A newer reader finds other text in the policy's file.",
    PolicyState.UNREADABLE: "The policy cannot be read now: what follows is what the review holds.",
    PolicyState.ABSENT: "The policy was not there: what follows is what the review holds.",
}
_SCOPES = {
    Only.GAPS: "Only gaps: partial, missing, contradicted, unclear or stale.",
    Only.OPEN: "Only what is open: undecided, deferred or stale.",
}


def status_words(status: str) -> str:
    """A verdict, `deferred` or `undecided`, as it is said."""
    return _WORDS.get(status, status)


def time_words(time: datetime | None) -> str:
    """A time to the minute, in UTC; "" where there is none."""
    if time is None:
        return ""
    return f"{time.replace(tzinfo=None).isoformat(' ', 'minutes')} UTC"


def timestamp(time: datetime) -> str:
    """A time in UTC as programs read it (RFC 3339), to the second."""
    return f"{time.replace(tzinfo=None).isoformat()}Z"


def by_words(finding: Finding) -> str:
    """Who decided or touched it last, and when; "" where nobody did."""
    if finding.entry is None:
        return ""
    return f"by {finding.reviewer}, {time_words(finding.time)}"


def status_counts(counts: Counts) -> dict[str, int]:
    """How many findings have each status, in the order of `STATUSES`."""
    numbers = {str(verdict): counts.verdicts.get(verdict, 0) for verdict in Verdict}
    return numbers | {DEFERRED: counts.deferred, UNDECIDED: counts.left}


def heading_words(quote: Quote) -> str:
    """The headings above a quote, outermost first, each on one line."""
    return " › ".join(" ".join(heading.split()) for heading in quote.heading)


def place_words(evidence: Evidence, policy: ReportedPolicy) -> str:
    """The page of a quote, or its line today in a file that has lines; "" where it has neither."""
    if evidence.quote.page is not None:
        return f"page {evidence.quote.page}"
    if evidence.place is not None and policy.plain:
        return f"line {evidence.place.line}"
    return ""


def outcome_words(evidence: Evidence) -> str:
    """What became of a piece of evidence, where it does not stand as it did; else ""."""
    outcome = str(evidence.outcome or "")
    return "" if outcome in ("", "intact") else outcome


def read_words(finding: Finding) -> str:
    """How much of the policy was on the screen when it was found missing; "" where unknown."""
    read = finding.entry.read if finding.entry else None
    return f"{int(read * 100)} % of the policy was on the screen." if read is not None else ""


def stale_words(finding: Finding) -> str:
    """Why a verdict is stale; "" while it stands."""
    return "; ".join(str(reason) for reason in finding.stale)


def state_words(policy: ReportedPolicy) -> Iterator[str]:
    """Sentences on a policy that is not as its verdicts saw it, or was not read whole."""
    if policy.state in _STATES:
        yield _STATES[policy.state]
    if policy.language:
        yield f"The policy looks to be in another language ({policy.language}) than the checklist."
    for note in (unread_note_of(policy.unread), broken_note_of(policy.text or "")):
        if note:
            yield f"{note}."


def scope_words(report: Report) -> Iterator[str]:
    """Sentences on what a report leaves out, and on what was not found for it."""
    scope = report.scope
    if scope.policies:
        yield f"Only these policies: {', '.join(scope.policies)}."
    if scope.sections:
        yield f"Only these sections: {', '.join(scope.sections)}."
    if scope.only is not None:
        yield f"{_SCOPES[scope.only]} The counts are of all."
    if not report.checklist.found:
        yield (
            "The checklist was not read: only requirements that the review names are here, "
            "without sections, severities and references."
        )
    if report.retired:
        many = "verdicts are" if len(report.retired) > 1 else "verdict is"
        yield f"{len(report.retired)} {many} on requirements that the checklist has no more."
    yield from report.problems
