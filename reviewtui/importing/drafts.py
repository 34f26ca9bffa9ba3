"""Requirements as they come from a source, and the checklist file that they make."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reviewtui.characters import HIDDEN
from reviewtui.checklists import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA_FILE = "checklist.schema.json"
TITLE_AT_MOST = 70  # characters of a title that is made of a text
_ID_AT_MOST = 80
_NO_ID = re.compile(r"[^A-Za-z0-9._-]+")
_SEVERITIES = {
    Severity.MUST: "must shall mandatory required requirement critical high essential m yes",
    Severity.SHOULD: "should recommended medium moderate important normal s",
    Severity.MAY: "may could optional low informative desirable minor nice-to-have c o",
}
_BY_WORD = {word: one for one, words in _SEVERITIES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Draft:
    """A requirement as a source has it: any of its words may be `""`, but not title and text
    both. `where` is its place in the source, for notes."""

    where: str
    id: str = ""
    section: str = ""
    title: str = ""
    text: str = ""
    guidance: str = ""
    severity: str = ""
    references: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What a source gave: its drafts, and lines on what was made of it.

    `title` and `version` are the source's own, or `""`.
    """

    drafts: tuple[Draft, ...]
    notes: tuple[str, ...] = ()
    title: str = ""
    version: str = ""


def completed(drafts: Iterable[Draft]) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """The drafts with an id each, once, a title, a text and a severity; and notes on what was
    changed for that."""
    taken: set[str] = set()
    ids: list[str] = []
    weights: list[str] = []
    done = []
    for number, draft in enumerate(drafts, 1):
        title = _line(draft.title) or _beginning(_line(draft.text)) or draft.where
        wanted = _line(draft.id)
        name = _unique(slug(wanted) or slug(title.lower(), 40) or f"r{number}", taken)
        if wanted and name != wanted:
            ids.append(f'"{wanted[:40]}" is "{name}"')
        severity = _BY_WORD.get(_line(draft.severity).lower().replace(" ", "-"))
        if severity is None and draft.severity.strip():
            weights.append(f'"{_line(draft.severity)[:40]}" ({draft.where})')
        done.append(
            replace(
                draft,
                id=name,
                section=_line(draft.section),
                title=title,
                text=_words(draft.text) or title,
                guidance=_words(draft.guidance),
                severity=str(severity or Severity.MUST),
                references=_each(draft.references),
                terms=_each(draft.terms),
                examples=_each(draft.examples),
            )
        )
    notes = []
    if ids:
        notes.append(f"{_several(ids, 'id')} changed to fit: {_listed(ids)}")
    if weights:
        notes.append(f"no severity that is known, so must: {_listed(weights)}")
    return tuple(done), tuple(notes)


def checklist_text(drafts: Iterable[Draft], *, id: str, title: str, version: str = "") -> str:  # noqa: A002
    """The checklist file of `drafts` that are `completed`."""
    import tomli_w

    head: dict[str, Any] = {"format": 1, "id": id, "title": _line(title) or id}
    if version:
        head["version"] = _line(version)
    head["language"] = "en"
    parts = [f"#:schema ./{SCHEMA_FILE}\n\n{tomli_w.dumps(head)}"]
    for draft in drafts:
        table: dict[str, Any] = {"id": draft.id}
        for key in ("section", "title", "text", "guidance", "severity"):
            if value := getattr(draft, key):
                table[key] = value
        for key in ("references", "terms", "examples"):
            if values := getattr(draft, key):
                table[key] = list(values)
        parts.append(f"\n[[requirement]]\n{tomli_w.dumps(table)}")
    return "".join(parts)


def slug(text: str, at_most: int = _ID_AT_MOST) -> str:
    """An id made of `text`: letters and digits without accents, `-` for the rest; may be `""`."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return _NO_ID.sub("-", plain).strip("-._")[:at_most].rstrip("-._")


def _unique(name: str, taken: set[str]) -> str:
    """`name`, or with a number behind it where it is taken."""
    number, free = 1, name
    while free in taken:
        number += 1
        behind = f"-{number}"
        free = f"{name[: _ID_AT_MOST - len(behind)]}{behind}"
    taken.add(free)
    return free


def _line(text: str) -> str:
    """On one line, nothing hidden."""
    return " ".join(HIDDEN.sub(" ", text).split())


def _words(text: str) -> str:
    """Lines kept, nothing hidden."""
    lines = (_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for text in texts if (line := _line(text))))


def _beginning(text: str) -> str:
    """The first words of a text, as a title."""
    if len(text) <= TITLE_AT_MOST:
        return text.rstrip(".")
    cut = text[:TITLE_AT_MOST].rsplit(" ", 1)[0]
    return f"{cut.rstrip(' ,;:.')}…"


def _several(items: list[str], what: str) -> str:
    return f"{len(items)} {what}s" if len(items) > 1 else f"1 {what}"


def _listed(items: list[str], at_most: int = 5) -> str:
    more = f", and {len(items) - at_most} more" if len(items) > at_most else ""
    return ", ".join(items[:at_most]) + more
