"""From the tables of a review file to a review, with every mistake at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from reviewtui.characters import visible
from reviewtui.documents.quoting import Quote
from reviewtui.reviews.model import (
    NOTHING,
    Action,
    ChecklistRecord,
    Entry,
    Extra,
    Past,
    PolicyRecord,
    Rejected,
    Review,
    Text,
    Verdict,
    Wording,
    nothing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KeyPath = tuple[str | int, ...]
Name = TypeVar("Name", bound=StrEnum)

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FINGERPRINTS = re.compile(r"[0-9a-f]{16}(?: [0-9a-f]{16})*+")
_MISSING: Any = object()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_REVIEW = frozenset({"format", "id", "checklist", "policy", "requirement", "text", "verdict"})
_CHECKLIST = frozenset({"id", "version", "path", "digest"})
_POLICY = frozenset({"id", "path", "title", "file_digest", "text_digest"})
_WORDING = frozenset({"id", "digest", "title", "text", "guidance"})
_TEXT = frozenset({"policy", "digest", "file_digest", "sentences"})
_STATE = frozenset(
    {
        "verdict",
        "deferred",
        "note",
        "reviewer",
        "time",
        "step",
        "requirement_digest",
        "text_digest",
        "searched",
        "read",
        "evidence",
        "rejected",
    }
)
_ENTRY = _STATE | {"policy", "requirement", "history"}
_PAST = _STATE | {"action", "action_reviewer", "action_time", "action_step"}
_EVIDENCE = frozenset({"exact", "prefix", "suffix", "start", "end", "heading", "page", "copies"})
_REJECTED = frozenset({"exact", "start", "end", "score", "heading"})


@dataclass(frozen=True, slots=True)
class QuoteWithExtra(Quote):
    """Evidence of a later minor format: a quote with keys that are unknown here."""

    extra: Extra = field(default_factory=nothing)


class Mistakes:
    """What is wrong with a file: where (a key path) and what; in the order found."""

    def __init__(self) -> None:
        self.found: list[tuple[KeyPath, str]] = []

    def add(self, path: KeyPath, message: str) -> None:
        """Notes one mistake at `path`."""
        self.found.append((path, message))


def read_review(tables: Mapping[str, Any], mistakes: Mistakes) -> tuple[Review, list[Entry]]:
    """The review in `tables`, and its entries in the order of the file.

    Where `mistakes` were found the review is not to be used.
    """
    top = _Table(tables, (), mistakes, "the review")
    review_id = top.text("id", required=True)
    if review_id and not _ID.fullmatch(review_id):
        top.wrong("id", "may hold letters, digits, - and _ only, at most 64 of them")
    policies = [_policy(table) for table in top.tables("policy")]
    top.each_once("policy", [record.id for record in policies])
    wordings = [_wording(table) for table in top.tables("requirement")]
    texts = [_text(table) for table in top.tables("text")]
    top.each_once("text", [f"{text.policy} / {text.digest}" for text in texts])
    entries = [_entry(table) for table in top.tables("verdict")]
    top.each_once("verdict", [" / ".join(entry.pair) for entry in entries])
    review = Review(
        id=review_id,
        checklist=_checklist(top.table("checklist")),
        policies=tuple(sorted(policies, key=lambda record: record.id)),
        wordings=tuple(sorted(wordings, key=lambda wording: (wording.id, wording.digest))),
        entries={entry.pair: entry for entry in entries},
        extra=top.unknown(_REVIEW),
        texts=tuple(sorted(texts, key=lambda text: text.key)),
    )
    return review, entries


def _checklist(table: _Table) -> ChecklistRecord:
    return ChecklistRecord(
        id=table.text("id", required=True),
        version=table.text("version"),
        path=table.text("path"),
        digest=table.text("digest"),
        extra=table.unknown(_CHECKLIST),
    )


def _policy(table: _Table) -> PolicyRecord:
    return PolicyRecord(
        id=table.text("id", required=True),
        path=table.text("path"),
        title=table.text("title"),
        file_digest=table.text("file_digest"),
        text_digest=table.text("text_digest"),
        extra=table.unknown(_POLICY),
    )


def _wording(table: _Table) -> Wording:
    return Wording(
        id=table.text("id", required=True),
        digest=table.text("digest", required=True),
        title=table.text("title"),
        text=table.text("text"),
        guidance=table.text("guidance"),
        extra=table.unknown(_WORDING),
    )


def _text(table: _Table) -> Text:
    sentences = table.text("sentences")
    if sentences and not _FINGERPRINTS.fullmatch(sentences):
        table.wrong("sentences", "is to be fingerprints of 16 hexadecimal digits; remove this text")
    return Text(
        policy=table.text("policy", required=True),
        digest=table.text("digest", required=True),
        file_digest=table.text("file_digest"),
        sentences=sentences,
        extra=table.unknown(_TEXT),
    )


def _entry(table: _Table) -> Entry:
    policy = table.text("policy", required=True)
    requirement = table.text("requirement", required=True)
    table.name = f"verdict of {policy} / {requirement}"
    pasts = tuple(_past(past, policy, requirement) for past in table.tables("history"))
    return _state(table, policy, requirement, pasts, table.unknown(_ENTRY))


def _past(table: _Table, policy: str, requirement: str) -> Past:
    table.name = f"history of {policy} / {requirement}"
    return Past(
        entry=_state(table, policy, requirement, (), table.unknown(_PAST)),
        action=table.choice("action", Action, required=True) or Action.DECIDE,
        reviewer=table.text("action_reviewer"),
        time=table.instant("action_time"),
        step=table.number("action_step"),
    )


def _state(
    table: _Table, policy: str, requirement: str, history: tuple[Past, ...], extra: Extra
) -> Entry:
    return Entry(
        policy=policy,
        requirement=requirement,
        reviewer=table.text("reviewer", required=True),
        time=table.instant("time", required=True) or _EPOCH,
        step=table.number("step"),
        verdict=table.choice("verdict", Verdict),
        deferred=table.flag("deferred"),
        note=table.text("note"),
        requirement_digest=table.text("requirement_digest"),
        text_digest=table.text("text_digest"),
        searched=table.texts("searched"),
        read=table.share("read") if "read" in table.values else None,
        evidence=tuple(_quote(quote) for quote in table.tables("evidence")),
        rejected=tuple(_rejected(passed) for passed in table.tables("rejected")),
        history=history,
        extra=extra,
    )


def _quote(table: _Table) -> Quote:
    start, end = table.span()
    extra = table.unknown(_EVIDENCE)
    known = (
        table.text("exact", required=True),
        table.text("prefix"),
        table.text("suffix"),
        start,
        end,
        table.texts("heading"),
        table.number("page") if "page" in table.values else None,
        table.number("copies") if "copies" in table.values else 1,
    )
    return QuoteWithExtra(*known, extra=extra) if extra else Quote(*known)


def _rejected(table: _Table) -> Rejected:
    start, end = table.span()
    return Rejected(
        exact=table.text("exact", required=True),
        start=start,
        end=end,
        score=table.share("score"),
        heading=table.texts("heading"),
        extra=table.unknown(_REJECTED),
    )


class _Table:
    """One table of the file: reads typed values and notes what is wrong with them."""

    __slots__ = ("mistakes", "name", "path", "values")

    def __init__(
        self, values: Mapping[str, Any], path: KeyPath, mistakes: Mistakes, name: str
    ) -> None:
        self.values, self.path, self.mistakes, self.name = values, path, mistakes, name

    def wrong(self, key: str, message: str) -> None:
        self.mistakes.add((*self.path, key), f"{visible(self.name)}: {key} {message}")

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.values.get(key, _MISSING)
        if type(value) is str and (value or not required):
            return value
        if value is _MISSING:
            if required:
                self.wrong(key, "is missing; add it")
        elif value == "":
            self.wrong(key, "is empty; give it a value")
        else:
            self.wrong(key, f"is to be a string, not {_kind(value)}")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, _MISSING)
        if value is _MISSING:
            return ()
        if type(value) is list and all(type(item) is str for item in value):
            return tuple(value)
        self.wrong(key, "is to be a list of strings")
        return ()

    def number(self, key: str, *, required: bool = False) -> int:
        value = self.values.get(key, _MISSING)
        if type(value) is int and value >= 0:
            return value
        if value is not _MISSING:
            self.wrong(key, "is to be a whole number, 0 or more")
        elif required:
            self.wrong(key, "is missing; add it")
        return 0

    def span(self) -> tuple[int, int]:
        start = self.number("start", required=True)
        found = len(self.mistakes.found)
        end = self.number("end", required=True)
        if end < start and len(self.mistakes.found) == found:
            self.wrong("end", "comes before start")
        return start, end

    def share(self, key: str) -> float:
        value = self.values.get(key, _MISSING)
        if type(value) in (int, float) and 0 <= value <= 1:
            return float(value)
        self.wrong(key, "is missing; add it" if value is _MISSING else "is to be from 0 to 1")
        return 0.0

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if type(value) is bool:
            return value
        self.wrong(key, f"is to be true or false, not {_kind(value)}")
        return False

    def instant(self, key: str, *, required: bool = False) -> datetime | None:
        value = self.values.get(key, _MISSING)
        if value is _MISSING:
            if required:
                self.wrong(key, "is missing; add it, as in 2026-01-31T12:00:00Z")
            return None
        if type(value) is not datetime or value.tzinfo is None:
            self.wrong(key, "is to be a time in UTC, as in 2026-01-31T12:00:00Z, without quotes")
            return None
        try:
            return value.astimezone(UTC).replace(microsecond=0)
        except OverflowError:
            self.wrong(key, "is no time that a calendar knows")
            return None

    def choice(self, key: str, names: type[Name], *, required: bool = False) -> Name | None:
        value = self.values.get(key, _MISSING)
        if value is _MISSING:
            if required:
                self.wrong(key, "is missing; add it")
            return None
        try:
            return names(value)
        except ValueError:
            self.wrong(key, f"is not one of {', '.join(names)}{_guess(value, list(names))}")
            return None

    def table(self, key: str) -> _Table:
        value = self.values.get(key, _MISSING)
        if type(value) is dict:
            return _Table(value, (*self.path, key), self.mistakes, key)
        message = "is missing; add it" if value is _MISSING else "is to be a table"
        self.mistakes.add((*self.path, key), f"[{key}] {message}")
        return _Table({"id": "?"}, (*self.path, key), self.mistakes, key)

    def tables(self, key: str) -> Iterator[_Table]:
        value = self.values.get(key, _MISSING)
        if value is _MISSING:
            return
        if type(value) is not list or not all(type(item) is dict for item in value):
            self.wrong(key, f"is to be tables, each under [[{key}]]")
            return
        for index, item in enumerate(value):
            yield _Table(item, (*self.path, key, index), self.mistakes, f"[[{key}]] {index + 1}")

    def each_once(self, key: str, names: list[str]) -> None:
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name in seen:
                message = f"[[{key}]] {visible(name)} stands here a second time; keep one of them"
                self.mistakes.add((*self.path, key, index), message)
            seen.add(name)

    def unknown(self, known: frozenset[str]) -> Extra:
        """Keys of a later minor format, kept as they are."""
        if known.issuperset(self.values):
            return NOTHING
        return {key: value for key, value in self.values.items() if key not in known}


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return kinds.get(type(value), "a table" if type(value) is dict else "a date")


def _guess(value: object, names: list[str]) -> str:
    if not isinstance(value, str):
        return ""
    from difflib import get_close_matches

    close = get_close_matches(value, names, n=1)
    return f'; did you mean "{close[0]}"?' if close else ""
