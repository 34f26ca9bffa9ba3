"""Why a passage is proposed, in a few words for the reviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewtui.matching.highlights import Found

WORDS = 4  # matching words that are named
LONGEST = 40  # characters of one of them


def reasons(text: str, found: Found, policy: str | None) -> tuple[str, ...]:
    """Short strings: the matching words, the heading that matches, the policy that taught.

    `policy` is None where nothing learned counts, and empty where it was an example of the
    checklist.
    """
    named: dict[str, str] = {}
    for mark in sorted(found.inside or found.intro, key=lambda mark: (-mark.gain, mark.start)):
        words = mark.name or " ".join(text[mark.start : mark.end].split())
        if len(words) > LONGEST:
            words = words[: LONGEST - 1].rstrip() + "…"
        named.setdefault(words.casefold(), words)
        if len(named) == WORDS:
            break
    said = [", ".join(named.values())] if named else []
    if found.heading:
        said.append(f"under “{' '.join(found.heading.split())}”")
    if policy is not None:
        said.append(f"like what you accepted in {policy}" if policy else "like the example")
    return tuple(said or ["beside a passage that matches"])
