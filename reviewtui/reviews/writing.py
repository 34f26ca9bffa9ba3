"""From a review to the text of its file: format 1, the same bytes for the same review.

Each record is formatted once: what did not change since it was read or written is joined from
what is there already, so that saving one of 5,000 verdicts formats one.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from reviewtui.characters import escape, visible
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reviewtui.documents import Quote
    from reviewtui.reviews.model import Entry, Past, PolicyRecord, Rejected, Review, Text, Wording

FORMAT = 1
FIRST_LINE = "# written by reviewtui; comments are not kept"
END = "# end of review"
PROMISE = f'# the last line is "{END}", or something was cut off'

_SURROGATE = "[\ud800-\udfff]"
_NOT_OF_A_VERDICT = re.compile(r"^(?:\[(?!\[verdict[\].]|verdict\.)|#)", re.MULTILINE)
_VERDICT = re.compile(r"^\[\[verdict\]\]\n", re.MULTILINE)


class ReviewWriter:
    """Formats the reviews of one file, and remembers the text of each record.

    Not for several threads at once.
    """

    def __init__(self) -> None:
        self._chunks: dict[int, tuple[object, bytes]] = {}  # by identity, kept alive here
        self._read: tuple[str, Sequence[Entry]] | None = None  # to be taken over

    def write(self, review: Review) -> bytes:
        """The bytes of the review's file. Raises InputError for a lone surrogate."""
        self.get_ready()
        kept: dict[int, tuple[object, bytes]] = {}

        def chunk(record: Any, form: Callable[[Any], str]) -> bytes:
            known = self._chunks.get(id(record))
            if known is None or known[0] is not record:
                known = (record, _encoded(form(record), record))
            kept[id(record)] = known
            return known[1]

        parts = [_encoded(_head(review), review), _encoded(_checklist(review), review)]
        parts += [chunk(record, _policy) for record in review.policies]
        parts += [chunk(wording, _wording) for wording in review.wordings]
        parts += [chunk(text, _text) for text in review.texts]
        tables = _tables(review.extra, ())
        if tables:
            parts.append(_encoded(tables, review))
        parts += [chunk(review.entries[pair], _entry) for pair in sorted(review.entries)]
        self._chunks = kept
        return b"\n".join((*parts, f"{END}\n".encode()))

    def adopt(self, text: str, entries: Sequence[Entry]) -> None:
        """Has the text of `entries`, in the order in which `text` has them, remembered before the
        first `write`."""
        self._read = text, entries

    def get_ready(self) -> None:
        """Takes over what was adopted; else the first `write` does.

        Only where cutting the text at each `[[verdict]]` is sure to give each entry's own text,
        and it holds nothing that is never written: else they are formatted anew.
        """
        if self._read is None:
            return
        (text, entries), self._read = self._read, None
        first = _VERDICT.search(text)
        if first is None or not text.startswith(FIRST_LINE):
            return
        tail = text[first.start() :].removesuffix(f"{END}\n")
        if '"""' in tail or "'''" in tail or _NOT_OF_A_VERDICT.search(tail):
            return
        if _escaped().search(tail):
            return
        cuts = [found.start() for found in _VERDICT.finditer(tail)]
        if len(cuts) != len(entries):
            return
        for entry, start, end in zip(entries, cuts, [*cuts[1:], len(tail)], strict=True):
            chunk = tail[start:end].rstrip("\n") + "\n"
            self._chunks[id(entry)] = (entry, chunk.encode())


def review_bytes(review: Review) -> bytes:
    """The bytes of a review's file, formatted from nothing."""
    return ReviewWriter().write(review)


@cache
def _escaped() -> re.Pattern[str]:
    """What is written as its number; a review is opened without it."""
    from reviewtui.characters import HIDDEN

    return re.compile(rf"{HIDDEN.pattern}(?<![\n\t])")


def _encoded(text: str, record: object) -> bytes:
    if text.isascii() and not _escaped().search(text):
        return text.encode()
    half = re.search(_SURROGATE, text)
    if half:
        raise _refused(text, half, record)
    return _escaped().sub(lambda found: escape(found[0]), text).encode()


def _refused(text: str, half: re.Match[str], record: object) -> InputError:
    pair = getattr(record, "pair", None) or (
        getattr(record, "id", "") or getattr(record, "policy", ""),
    )
    line = text[text.rfind("\n", 0, half.start()) + 1 : half.start()]
    key = line.split(" = ", 1)[0].strip() if " = " in line else "a list"
    return InputError(
        f"{visible(' / '.join(pair))}: {visible(key)} holds {escape(half[0])}, half a character; "
        "remove it, or save its source as UTF-8"
    )


def _dumps(values: Mapping[str, Any]) -> str:
    from tomli_w import dumps

    return dumps(values)


def _head(review: Review) -> str:
    head = _literals({"format": FORMAT, "id": review.id}, review.extra)
    return f"{FIRST_LINE}\n{head}{PROMISE}\n"


def is_cut_off(content: bytes) -> bool:
    """Whether the end of a review file is missing that its beginning promises.

    A file written by hand, or by an earlier reviewtui, promises none.
    """
    head = content[: max(content.find(b"\n[checklist]"), 0)] + b"\n"
    return f"\n{PROMISE}\n".encode() in head and f"\n{END}".encode() not in content


def _checklist(review: Review) -> str:
    record = review.checklist
    known = {
        "id": record.id,
        "version": record.version,
        "path": record.path,
        "digest": record.digest,
    }
    return _table("[checklist]", known, record.extra, ("checklist",))


def _policy(record: PolicyRecord) -> str:
    known = {
        "id": record.id,
        "path": record.path,
        "title": record.title,
        "file_digest": record.file_digest,
        "text_digest": record.text_digest,
    }
    return _table("[[policy]]", known, record.extra, ("policy",))


def _wording(wording: Wording) -> str:
    known = {
        "id": wording.id,
        "digest": wording.digest,
        "title": wording.title,
        "text": wording.text,
        "guidance": wording.guidance,
    }
    return _table("[[requirement]]", known, wording.extra, ("requirement",))


def _text(text: Text) -> str:
    """A text; its fingerprints are put in as they are, for there are thousands of them."""
    known = {"policy": text.policy, "digest": text.digest, "file_digest": text.file_digest}
    head = f"[[text]]\n{_literals(known, {})}"
    if text.sentences:
        head += f'sentences = "{text.sentences}"\n'
    head += _literals({}, text.extra)
    tables = _tables(text.extra, ("text",))
    return f"{head}\n{tables}" if tables else head


def _entry(entry: Entry) -> str:
    known = {"policy": entry.policy, "requirement": entry.requirement, **_state(entry)}
    parts = [_table("[[verdict]]", known, entry.extra, ("verdict",))]
    parts += _cited(entry, ("verdict",))
    parts += [text for past in entry.history for text in _past(past)]
    return "\n".join(parts)


def _past(past: Past) -> list[str]:
    path = ("verdict", "history")
    known = {
        **_state(past.entry),
        "action": past.action.value,
        "action_reviewer": past.reviewer,
        "action_time": _instant(past.time) if past.time else None,
        "action_step": past.step or None,
    }
    return [_table("[[verdict.history]]", known, past.entry.extra, path), *_cited(past.entry, path)]


def _state(entry: Entry) -> dict[str, Any]:
    return {
        "verdict": entry.verdict.value if entry.verdict else None,
        "deferred": entry.deferred,
        "note": entry.note,
        "reviewer": entry.reviewer,
        "time": _instant(entry.time),
        "step": entry.step or None,
        "requirement_digest": entry.requirement_digest,
        "text_digest": entry.text_digest,
        "searched": list(entry.searched),
        "read": entry.read,
    }


def _cited(entry: Entry, path: tuple[str, ...]) -> list[str]:
    return [
        *(_quote(quote, (*path, "evidence")) for quote in entry.evidence),
        *(_rejected(rejected, (*path, "rejected")) for rejected in entry.rejected),
    ]


def _quote(quote: Quote, path: tuple[str, ...]) -> str:
    known = {
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "start": quote.start,
        "end": quote.end,
        "heading": list(quote.heading),
        "page": quote.page,
        "copies": quote.copies if quote.copies != 1 else None,
    }
    return _table(f"[[{'.'.join(path)}]]", known, getattr(quote, "extra", {}), path)


def _rejected(rejected: Rejected, path: tuple[str, ...]) -> str:
    known = {
        "exact": rejected.exact,
        "start": rejected.start,
        "end": rejected.end,
        "score": rejected.score,
        "heading": list(rejected.heading),
    }
    return _table(f"[[{'.'.join(path)}]]", known, rejected.extra, path)


class _Instant(datetime):
    """A time as the format spells it: UTC, whole seconds, `Z`."""

    def __str__(self) -> str:
        return self.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _instant(time: datetime) -> _Instant:
    time = time.astimezone(UTC)
    return _Instant.combine(time.date(), time.time(), UTC)


def _table(
    header: str, known: Mapping[str, Any], extra: Mapping[str, Any], path: tuple[str, ...]
) -> str:
    """One table: its header, its values, then the tables of unknown keys."""
    text = f"{header}\n{_literals(known, extra)}"
    tables = _tables(extra, path)
    return f"{text}\n{tables}" if tables else text


def _literals(known: Mapping[str, Any], extra: Mapping[str, Any]) -> str:
    """`known` values that are not empty, in their order, then unknown ones that are no tables."""
    values = {k: v for k, v in known.items() if not (v is None or v is False or v in ("", []))}
    values |= {key: value for key, value in extra.items() if not _is_table(key, value)}
    return _dumps(values)


def _tables(extra: Mapping[str, Any], path: tuple[str, ...]) -> str:
    values: dict[str, Any] = {k: v for k, v in extra.items() if _is_table(k, v)}
    if not values:
        return ""
    for name in reversed(path):
        values = {name: values}
    return _dumps(values)


def _is_table(key: str, value: object) -> bool:
    """Whether an unknown key is written with a header of its own."""
    return isinstance(value, dict | list) and _dumps({key: value}).startswith("[")
