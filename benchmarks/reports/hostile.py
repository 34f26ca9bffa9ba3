"""Random reviews whose every text is chosen to do harm: markup, formulas, links, hidden characters.

All of it is such as a checklist, a policy or a review file can hold: any character but lone
surrogates and NUL.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviewtui.checklists import Checklist, Requirement, Severity
from reviewtui.documents import Policy, Quote, policy_from_text
from reviewtui.reports import Only, Report, Scope, build, findings_of
from reviewtui.reviews import (
    Decision,
    PolicyChanges,
    Rejected,
    Review,
    Verdict,
    collect,
    compare,
    decide,
    new_review,
    record_checklist,
    record_policies,
    set_deferred,
    set_note,
)
from reviewtui.reviews.texts import text_of

FRAGMENTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</td></table>", "<!--", "-->",
    "<![CDATA[", "]]>", "&lt;b&gt;", "&amp;", "&#x3c;", "<a href='javascript:x'>", "<style>*{}",
    "{{ 7*7 }}", "{% raw %}", "${7*7}", "#{7*7}", "%s%n", "\\", "\\n", "\\u202e",
    "[x](javascript:alert(1))", "![x](http://evil.example/x.png)", "[x]: http://evil.example",
    "http://evil.example/?q=1", "https://evil.example", "www.evil.example", "a@evil.example",
    "@everyone", "mailto:a@evil.example", "xmpp:a@evil.example", "<http://evil.example>",
    "ftp://x.example", "# head", "## Policy 1", "===", "---", "***", "- item", "+ item", "1. one",
    "2) two", "> quote", "```", "~~~", "~~gone~~", "`code`", "``", "*strong*", "__strong__", "_it_",
    "| a | b |", "|---|", "    indented", "\tindented", "[^1]", "[^1]: note", "- [ ] task",
    ":smile:", "$x$", "$$", "^",
    "=1+1", '=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(1)", "=cmd|'/C calc'!A0",
    "\t=1", "\r=1", "＝1", "'", '"', '""', ",", ";", "0123", "1e5", "TRUE", "_x001B_", "_x005F_",
    "\x1b[31m", "\x1b]0;x\x07", "\x9b2J", "\u202eabc\u202c", "\u2066x", "\u200b", "\ufeff",
    "\u2028", "\U000e0041", "\x07", "\x08", "\x7f", "\x0b", "\x0c", "\x85", "\ufffe", "\uffff",
    "\ufffd", "\u0301", "\u200f", "é", "東京", "🙂", "👩\u200d👧", "a" * 300, "\n", "\n\n", "\r\n",
    "  ", "  \n", "\\\n", " ", "\u00a0", "\u3000", "\u2009",
)  # fmt: skip
WORDS = (
    "We",
    "keep",
    "your",
    "records",
    "for",
    "six",
    "years",
    "and",
    "do",
    "not",
    "sell",
    "them.",
)
BEGUN = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def hostile(chance: random.Random, at_most: int = 6) -> str:
    """Some fragments and words, never empty."""
    pieces = []
    for _ in range(chance.randint(1, at_most)):
        kind = chance.randrange(6)
        if kind == 0:
            pieces.append(chance.choice(WORDS))
        elif kind == 1:
            pieces.append(_character(chance))
        else:
            pieces.append(chance.choice(FRAGMENTS))
        pieces.append(chance.choice(("", "", " ", " ", "\n")))
    return "".join(pieces) or "x"


def _character(chance: random.Random) -> str:
    """Any character but a surrogate and NUL, most of them ASCII."""
    code = chance.choice(
        (chance.randint(1, 127), chance.randint(1, 0x2FFF), chance.randint(1, 0x10FFFF))
    )
    return chr(code) if not 0xD800 <= code <= 0xDFFF else "?"


def random_report(seed: int) -> Report:
    """A report on a random review, some of whose policies were edited or are gone."""
    chance = random.Random(seed)
    review, checklist, today = random_review(chance, seed)
    known = checklist if chance.random() < 0.85 else None
    return _reported(chance, review, known, today)


def random_review(chance: random.Random, seed: int) -> tuple[Review, Checklist, dict[str, Policy]]:
    """A random review, its checklist, and its policies of today by id."""
    checklist = _checklist(chance)
    path = Path("reviews/hostile.toml")
    policies = [_policy(chance, number) for number in range(chance.randint(1, 3))]
    review = replace(new_review(checklist, path), id=f"{seed:08}")
    review = record_checklist(review, checklist, path)
    review = record_policies(review, policies, path)
    review = _decided(chance, review, checklist, policies)
    today = {policy.id: _edited(chance, policy) for policy in policies if chance.random() < 0.9}
    return review, checklist, today


def _checklist(chance: random.Random) -> Checklist:
    sections = [hostile(chance), hostile(chance), ""]
    return Checklist(
        id=f"hostile-{chance.randint(1, 99)}",
        title=hostile(chance),
        version=hostile(chance) if chance.random() < 0.5 else "",
        path=Path("checklists/hostile.toml"),
        digest=f"sha256:{0:064x}",
        requirements=tuple(
            Requirement(
                id=f"r{number}",
                title=hostile(chance),
                text=hostile(chance),
                section=chance.choice(sections),
                guidance=hostile(chance) if chance.random() < 0.5 else "",
                severity=chance.choice(list(Severity)),
                references=tuple(hostile(chance, 2) for _ in range(chance.randint(0, 2))),
            )
            for number in range(chance.randint(1, 4))
        ),
    )


def _policy(chance: random.Random, number: int) -> Policy:
    text = "\n\n".join(hostile(chance, 12) for _ in range(chance.randint(1, 4)))
    name = f"{number} {hostile(chance, 2)}".replace("/", "_")
    return policy_from_text(f"Words {number}\n\n{text}", name, chance.choice((".txt", ".md")))


def _edited(chance: random.Random, policy: Policy) -> Policy:
    if chance.random() < 0.5:
        return policy
    at = chance.randrange(len(policy.text))
    text = policy.text[:at] + hostile(chance) + policy.text[at + chance.randint(0, 20) :]
    return policy_from_text(text or "x", policy.id, policy.path.suffix)


def _quotes(chance: random.Random, policy: Policy) -> tuple[Quote, ...]:
    length = len(policy.text)
    starts = [chance.randrange(length) for _ in range(chance.randint(0, 2))]
    return tuple(
        policy.quote(start, min(length, start + chance.randint(1, 200))) for start in starts
    )


def _decided(
    chance: random.Random, review: Review, checklist: Checklist, policies: list[Policy]
) -> Review:
    time = BEGUN
    for policy in policies:
        for requirement in checklist.requirements:
            time += timedelta(seconds=chance.randint(0, 90))
            who = hostile(chance, 2)
            if chance.random() < 0.85:
                decision = Decision(
                    policy.id,
                    policy.text_digest,
                    requirement,
                    chance.choice(list(Verdict)),
                    _quotes(chance, policy),
                    tuple(
                        Rejected(hostile(chance), 1, 5, round(chance.random(), 3))
                        for _ in range(chance.randint(0, 5))
                    ),
                    tuple(hostile(chance, 2) for _ in range(chance.randint(0, 2))),
                    text_of(policy),
                )
                review = decide(review, [decision], reviewer=who, time=time)
            if chance.random() < 0.4:
                note = hostile(chance, 9)
                review = set_note(review, policy.id, requirement.id, note, reviewer=who, time=time)
            if chance.random() < 0.2:
                review = set_deferred(review, policy.id, requirement.id, reviewer=who, time=time)
    return review


def _reported(
    chance: random.Random, review: Review, checklist: Checklist | None, today: dict[str, Policy]
) -> Report:
    if checklist is not None and chance.random() < 0.3:
        checklist = reworded(chance, checklist)
    paths = {policy_id: Path("/nowhere") / policy.path for policy_id, policy in today.items()}
    compared: list[PolicyChanges] = list(compare(review, checklist, paths, today.__getitem__))
    found = {}
    for one in compared:
        entries = [entry for entry in review.entries.values() if entry.policy == one.policy]
        mine = findings_of(one, today.get(one.policy), entries, keep_text=True)
        added = {entry.pair: (hostile(chance),) for entry in entries if chance.random() < 0.2}
        found[one.policy] = replace(mine, new_text=added)
    only = chance.choice((None, None, Only.GAPS, Only.OPEN))
    return build(
        review,
        checklist,
        collect(review, compared),
        found,
        review_file="hostile.toml",
        problems=[hostile(chance).replace("\n", " ")] if chance.random() < 0.3 else [],
        scope=Scope(only=only),
    )


def reworded(chance: random.Random, checklist: Checklist) -> Checklist:
    kept = checklist.requirements[chance.randint(0, 1) :] or checklist.requirements
    first = replace(kept[0], text=hostile(chance))
    return replace(checklist, requirements=(first, *kept[1:]))
