"""Reviews to test with, made up: a checklist of three, policies of invented companies."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from hypothesis import strategies as st

from reviewtui.checklists import Checklist, Requirement
from reviewtui.documents import Policy, Quote
from reviewtui.reviews import (
    Action,
    ChecklistRecord,
    Decision,
    Entry,
    Past,
    PolicyRecord,
    Rejected,
    Review,
    Text,
    Verdict,
    Wording,
    new_review,
)

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
IDS = ("deletion", "retention", "transfers")
POLICIES = ("harbourline", "mossgate", "tallow/app")


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def checklist(path: Path | None = None) -> Checklist:
    requirements = tuple(Requirement(i, i.title(), f"Says what holds for {i}.") for i in IDS)
    return Checklist("vendors", "Vendors", requirements, "1", path=path, digest="sha256:00")


def review(path: Path = Path("/nowhere/reviews/vendors.toml")) -> Review:
    return new_review(checklist(path.parent.parent / "checklists/vendors.toml"), path)


def quote(exact: str, start: int = 10) -> Quote:
    return Quote(exact, "before ", " after", start, start + len(exact), ("Data", "Keeping"), None)


def decision(
    policy: str = "mossgate",
    requirement: str = "retention",
    verdict: Verdict = Verdict.MET,
    *evidence: Quote,
) -> Decision:
    return Decision(
        policy, f"sha256:{policy}", checklist().by_id[requirement], verdict, tuple(evidence)
    )


def policy(text: str, policy_id: str = "mossgate", folder: Path = Path("/nowhere")) -> Policy:
    digest = "sha256:" + sha256(text.encode()).hexdigest()
    return Policy(
        policy_id, policy_id, text, (), (), folder / f"{policy_id}.txt", digest, digest, "en"
    )


# any Unicode scalar value, and more often what has a meaning of its own in TOML or a terminal
texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\r\n\t\0\x1b\x7f\x85\"'\\#[]=,{} \u202e\u200b\u2028\ufeff\U000e0041é😀"),
    ),
    max_size=30,
)
names = texts.filter(bool)
keys = st.text(st.sampled_from("abcxyz_-. é\"'\u202e"), max_size=6).map(lambda key: f"later{key}")
values = st.recursive(
    st.one_of(
        texts,
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False),
        st.dates(),
        st.datetimes(timezones=st.just(UTC)),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=5,
)
fingerprints = st.lists(st.from_regex(r"[0-9a-f]{16}", fullmatch=True), max_size=4).map(" ".join)
extras = st.one_of(st.just({}), st.dictionaries(keys, values, max_size=3))
times = st.datetimes(
    datetime(1, 1, 2),  # noqa: DTZ001
    datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda time: time.replace(microsecond=0))
numbers = st.integers(0, 2**53)
spans = st.tuples(numbers, numbers).map(lambda span: (min(span), max(span)))
quotes = st.builds(
    lambda exact, prefix, suffix, span, heading, page, copies: Quote(
        exact, prefix, suffix, span[0], span[1], tuple(heading), page, copies
    ),
    names,
    texts,
    texts,
    spans,
    st.lists(texts, max_size=3),
    st.none() | st.integers(0, 9999),
    st.integers(0, 99),
)
rejecteds = st.builds(
    lambda exact, span, score, heading, extra: Rejected(
        exact, span[0], span[1], score, tuple(heading), extra
    ),
    names,
    spans,
    st.floats(0, 1),
    st.lists(texts, max_size=2),
    extras,
)


def entries(policy_id: str, requirement: str) -> st.SearchStrategy[Entry]:
    state = st.builds(
        Entry,
        policy=st.just(policy_id),
        requirement=st.just(requirement),
        reviewer=names,
        time=times,
        step=numbers,
        verdict=st.none() | st.sampled_from(Verdict),
        deferred=st.booleans(),
        note=texts,
        requirement_digest=texts,
        text_digest=texts,
        searched=st.lists(texts, max_size=3).map(tuple),
        read=st.none() | st.integers(0, 100).map(lambda hundredths: hundredths / 100),
        evidence=st.lists(quotes, max_size=2).map(tuple),
        rejected=st.lists(rejecteds, max_size=2).map(tuple),
        extra=extras,
    )
    past = st.builds(
        Past,
        entry=state,
        action=st.sampled_from(Action),
        reviewer=texts,
        time=st.none() | times,
        step=numbers,
    )
    return st.builds(
        lambda entry, history: _with_history(entry, tuple(history)),
        state,
        st.lists(past, max_size=2),
    )


def _with_history(entry: Entry, history: tuple[Past, ...]) -> Entry:
    from dataclasses import replace

    return replace(entry, history=history)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Any review that the format can hold."""
    pairs = draw(st.lists(st.tuples(names, names), max_size=3, unique=True))
    ids = draw(st.lists(names, max_size=2, unique=True))
    wordings = draw(st.lists(st.tuples(names, names), max_size=2, unique=True))
    return Review(
        id=draw(st.from_regex(r"[a-z0-9]{8}", fullmatch=True)),
        checklist=ChecklistRecord(
            draw(names), draw(texts), draw(texts), draw(texts), extra=draw(extras)
        ),
        policies=tuple(
            PolicyRecord(i, draw(texts), draw(texts), draw(texts), draw(texts), extra=draw(extras))
            for i in sorted(ids)
        ),
        wordings=tuple(
            Wording(*key, draw(texts), draw(texts), draw(texts), extra=draw(extras))
            for key in sorted(wordings)
        ),
        entries={pair: draw(entries(*pair)) for pair in pairs},
        extra=draw(extras),
        texts=tuple(
            Text(*key, draw(texts), draw(fingerprints), extra=draw(extras))
            for key in sorted(draw(st.lists(st.tuples(names, names), max_size=2, unique=True)))
        ),
    )
