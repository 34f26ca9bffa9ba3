"""Which parts of a policy a view may fold: its menus, banners and footers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewtui.documents.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.documents.model import Block, Policy

_FEWEST = 3  # lines: folding fewer saves no room


class Fold(NamedTuple):
    """Menu lines after each other: `text[start:end]`, in `lines` lines with words."""

    start: int
    end: int
    lines: int


def folds(policy: Policy) -> tuple[Fold, ...]:
    """The runs of menu lines of a policy, in order, at least three lines each.

    Nothing is taken out of the text: what is folded can be shown, found and cited.
    """
    return tuple(fold for fold in _runs(policy) if fold.lines >= _FEWEST)


def _runs(policy: Policy) -> Iterator[Fold]:
    run: list[Block] = []
    for block in (*policy.blocks, None):
        if block is not None and block.kind is BlockKind.MENU:
            run.append(block)
        elif run:
            start, end = run[0].start, run[-1].end
            lines = sum(bool(line.strip()) for line in policy.text[start:end].split("\n"))
            yield Fold(start, end, lines)
            run = []
