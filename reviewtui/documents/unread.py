"""What a reader is told of a policy that was not read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewtui.documents.model import Policy

BROKEN = "\ufffd"  # stands for bytes that are no character of the file's encoding
_RANGES = 4  # that are named; of a longer list only how many there are


def unread_note(policy: Policy) -> str:
    """A sentence on what of a policy's file is not in `policy.text`; "" where all is."""
    return "; ".join(filter(None, (unread_note_of(policy.unread), broken_note_of(policy.text))))


def unread_note_of(pages: Sequence[int]) -> str:
    """A sentence on pages whose text was not read; "" where there are none."""
    return f"{_pages(pages)} no text (a scan?): not read" if pages else ""


def broken_note_of(text: str) -> str:
    """A sentence on the characters that the file is damaged in; "" where there are none."""
    count = text.count(BROKEN)
    if count == 1:
        return f"1 character could not be read and stands as {BROKEN}"
    return f"{count:,} characters could not be read and stand as {BROKEN}" if count else ""


def _pages(numbers: Sequence[int]) -> str:
    """`Page 3 has`, `Pages 2 to 5 and 9 have`."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    if len(numbers) == 1:
        return f"Page {numbers[0]} has"
    if len(ranges) > _RANGES:
        return f"{len(numbers)} pages (the first is {numbers[0]}) have"
    named = [" to ".join(map(str, one)) for one in ranges]
    both = [", ".join(named[:-1]), named[-1]] if len(named) > 1 else named
    return f"Pages {' and '.join(both)} have"
