"""A review held against the checklist and the policies of today, a policy at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews.staleness import Known, examine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.checklists import Checklist
    from reviewtui.documents import Found, Policy, Quote
    from reviewtui.reviews.model import Entry, PolicyRecord, Review, Text
    from reviewtui.reviews.staleness import Rank, VerdictChange
    from reviewtui.reviews.texts import Neighbours


class Comparer:
    """Examines verdicts, and works out only once what those on the same text have in common."""

    def __init__(
        self, review: Review, checklist: Checklist | None = None, rank: Rank | None = None
    ) -> None:
        self._review, self._checklist, self._rank = review, checklist, rank
        self._wordings = {(w.id, w.digest): w for w in review.wordings}
        self._texts = {text.key: text for text in review.texts}
        self._records = {record.id: record for record in review.policies}
        self._policy: Policy | None = None
        self._known: dict[str, Known] = {}
        self._quoted: dict[str, set[str]] | None = None

    def examine(self, entry: Entry, policy: Policy | None) -> VerdictChange:
        """What changed under a verdict; `policy` is that of the entry today, None: not looked at.

        Quickest for one policy after the other.
        """
        requirement = self._checklist.by_id.get(entry.requirement) if self._checklist else None
        looked_at = policy is not None and entry.text_digest not in ("", policy.text_digest)
        return examine(
            entry,
            requirement,
            policy if looked_at else None,
            rank=self._rank if requirement is not None else None,
            known=self._known_of(entry, policy) if policy is not None and looked_at else Known(),
            wordings=self._wordings,
        )

    def reread(self, policy: Policy, text_digest: str) -> bool:
        """Whether that other text was found in the same bytes that the policy has now."""
        text = self._texts.get((policy.id, text_digest))
        if text is not None and text.file_digest:
            return text.file_digest == policy.file_digest
        record: PolicyRecord | None = self._records.get(policy.id)
        return (
            record is not None
            and record.text_digest == text_digest
            and record.file_digest == policy.file_digest
        )

    def _known_of(self, entry: Entry, policy: Policy) -> Known:
        if self._policy is not policy:
            self._policy, self._known = policy, {}
        known = self._known.get(entry.text_digest)
        if known is None:
            known = self._known[entry.text_digest] = self._known_on(entry.text_digest, policy)
        return known

    def _known_on(self, text_digest: str, policy: Policy) -> Known:
        from reviewtui.reviews.texts import Neighbours, new_spans, sentences_of

        text: Text | None = self._texts.get((policy.id, text_digest))
        sentences = sentences_of(policy) if text is not None else []
        strict = is_foreign(policy, self._checklist)
        neighbours = Neighbours(text, sentences) if text is not None else None

        def look(quote: Quote) -> Found:
            foreign = strict or self._is_in_another(quote)
            return _found(quote, policy, neighbours, strict=foreign)

        return Known(
            new_text=new_spans(sentences, text) if text is not None else None,
            old_words=self._quoted_in(policy.id),
            reread=self.reread(policy, text_digest),
            strict=strict,
            look=look,
        )

    def _is_in_another(self, quote: Quote) -> bool:
        """Whether a quote is in another language than the checklist, in a policy of both."""
        from reviewtui.languages import is_in_another

        language = self._checklist.language if self._checklist is not None else ""
        return bool(language) and is_in_another(quote.exact, language)

    def _quoted_in(self, policy_id: str) -> set[str]:
        """All words that the entries of a policy cite or passed over: text that is not new."""
        if self._quoted is None:
            self._quoted = {}
            for entry in self._review.entries.values():
                words = self._quoted.setdefault(entry.policy, set())
                words.update(_quoted_by(entry))
        return self._quoted.get(policy_id, set())


def _quoted_by(entry: Entry) -> Iterator[str]:
    for held in (entry, *(past.entry for past in entry.history)):
        yield from (quote.exact for quote in held.evidence)
        yield from (rejected.exact for rejected in held.rejected)


def _found(quote: Quote, policy: Policy, neighbours: Neighbours | None, *, strict: bool) -> Found:
    """Where a quote is; with what is known of the old text, its whole neighbours compared."""
    from reviewtui.documents import Outcome

    found = quote.find_in(policy, strict=strict)
    if neighbours is None or found.outcome is not Outcome.INTACT:
        return found
    differs = neighbours.differ(found.start or 0, found.end or 0)
    return found._replace(outcome=Outcome.MOVED, differs=differs) if differs else found


def is_foreign(policy: Policy, checklist: Checklist | None) -> bool:
    """Whether a policy looks to be in another language than the checklist."""
    if checklist is None or not policy.language:
        return False
    ours, theirs = (code.lower().replace("_", "-").split("-")[0]
                    for code in (checklist.language, policy.language))  # fmt: skip
    return ours != theirs
