"""Selecting words of a policy by hand: moving, extending, widening; no input or output.

What is selected is a run of sentences, paragraphs or words. While it is extended, one end stays
and the other one moves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewtui.documents import Policy
    from reviewtui.documents.units import Unit, Units
    from reviewtui.reviews.recalling import Span


@dataclass(eq=False, repr=False)
class Selecting:
    """What is selected in `policy`: `span`; `head` is what moved last and has to be in view."""

    policy: Policy
    units: Units
    span: Span
    head: Span = (0, 0)
    extending: bool = False
    took: bool = False  # a piece was taken or dropped since the selecting began
    _anchor: Span = (0, 0)
    _inner: list[Span] = field(default_factory=list)  # what was widened, innermost first

    def __post_init__(self) -> None:
        self.go_to(self.span)

    def go_to(self, span: Span, inner: Span | None = None) -> None:
        """Selects `span`; narrowing it gives `inner`, a hit in it, say."""
        self.span = self.head = self._anchor = span
        self._inner = [inner] if inner is not None and inner != span else []
        self.extending = False

    def step(self, unit: Unit, by: int) -> bool:
        """To the next or previous unit, or extends as far; False where there is none."""
        found = self.units.step(unit, self.head, by)
        if found is not None:
            self._move_to(found)
        return found is not None

    def move_to(self, position: int) -> bool:
        """To the sentence at a position of the text, or extends as far."""
        found = self.units.at(position)
        if found is not None:
            self._move_to(found)
        return found is not None

    def _move_to(self, head: Span) -> None:
        self._inner.clear()
        self.head = head
        if self.extending:
            ends = (*self._anchor, *head)
            self.span = min(ends), max(ends)
        else:
            self.span = self._anchor = head

    def extend(self) -> None:
        """From now on moves extend what is selected; again: they move it."""
        self.extending = not self.extending
        self._anchor = self.span if self.extending else self.head
        if not self.extending:
            self.head = self.span

    def widen(self) -> bool:
        """To the sentences, paragraphs or section around; False where there is no more."""
        wider = self.units.wider(self.span)
        if wider is not None:
            self._inner.append(self.span)
            self._set(wider)
        return wider is not None

    def narrow(self) -> bool:
        """Back to what was widened, else to the first paragraph or sentence of it."""
        narrower = self._inner.pop() if self._inner else self.units.narrower(self.span)
        if narrower is not None:
            self._set(narrower)
        return narrower is not None

    def move_end(self, by: int) -> None:
        """The last word one further or nearer."""
        self._inner.clear()
        self._set(self.units.word_end(self.span, by))

    def move_start(self, by: int) -> None:
        """The first word one further or nearer the beginning."""
        self._inner.clear()
        self._set(self.units.word_start(self.span, by))

    def _set(self, span: Span) -> None:
        self.span = self.head = self._anchor = span
        self.extending = False
