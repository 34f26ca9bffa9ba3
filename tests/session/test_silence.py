"""What there is to say before a policy is called silent."""

from __future__ import annotations

from reviewtui.checklists import Requirement
from reviewtui.documents import policy_from_text
from reviewtui.session.silence import rows_of, silence_of

POLICY = policy_from_text("We kept it. We keep what you keep. Kite. Nothing else is said.", "acorn")
REQUIREMENT = Requirement(
    "keep", "Keeping", "Says how long.", terms=("keep", "kite\x1b[2J", "for ever")
)


def test_terms_are_counted_as_they_are_written() -> None:
    found = silence_of(POLICY, REQUIREMENT, [], None)
    assert [(one.term, one.times, one.written) for one in found.looked] == [
        ("keep", 2, ("keep",)),
        ("kite\x1b[2J", 0, ()),
        ("for ever", 0, ()),
    ]
    rows = rows_of(found, "Keeping")
    assert ("quiet", "", '"keep" 2 times: keep') in rows
    assert ("quiet", "", 'Nowhere: "kite\x1b[2J", "for ever".') in rows
    assert ("quiet", "", "No passage comes near this requirement.") in rows
    assert not any("%" in text for _, _, text in rows), "what is not known is not said"


def test_without_terms_the_words_of_the_requirement_are_looked_for() -> None:
    plain = Requirement("keep", "Keeping", "Says how long you keep it.")
    found = silence_of(POLICY, plain, [], 0.456)
    assert {one.term for one in found.looked} >= {"keeping", "keep"}
    assert ("quiet", "", "On the screen: 45 % of this policy so far.") in rows_of(found, "Keeping")
