"""Why a passage is proposed, in a few words for the reviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.matching.highlights import Mark

WORDS = 4  # matching words that are named
LONGEST = 40  # characters of one of them


def reasons(text: str, found: Sequence[Mark], heading: str, policy: str | None) -> tuple[str, ...]:
    """Short strings: the matching words, the heading that matches, the policy that taught.

    `heading` is empty where it does not match; `policy` is None where nothing learned counts,
    and empty where it was an example of the checklist.
    """
    named: dict[str, str] = {}
    for mark in sorted(found, key=lambda mark: (-mark.gain, mark.start)):
        words = mark.name or " ".join(text[mark.start : mark.end].split())
        if len(words) > LONGEST:
            words = words[: LONGEST - 1].rstrip() + "…"
        named.setdefault(words.casefold(), words)
        if len(named) == WORDS:
            break
    said = [", ".join(named.values())] if named else []
    if heading:
        said.append(f"under “{' '.join(heading.split())}”")
    if policy is not None:
        said.append(f"like what you accepted in {policy}" if policy else "like the example")
    return tuple(said)
