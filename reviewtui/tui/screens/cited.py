"""Evidence that is there already: seeing and dropping it, and copying words of the policy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.reviews import now
from reviewtui.session.wording import count_of
from reviewtui.tui.screens.by_hand import ByHand

if TYPE_CHECKING:
    from reviewtui.tui.screens.evidence import Looked

LONGEST_COPY = 50_000  # bytes: xterm takes 74,994 characters of Base64, other terminals more


class Cited(ByHand):
    """What a reviewer does with words of the policy besides selecting them."""

    # what a verdict cites, or would

    def _do_evidence(self) -> None:
        desk, policy = self.desk, self.desk.policy
        entry = desk.entry
        from reviewtui.tui.screens.evidence import EvidenceList, Piece

        recorded = entry is not None and entry.verdict is not None and not desk.picked
        if recorded and entry is not None:
            what = f"cited by {entry.verdict}"
            pieces = [Piece(quote.exact, quote.heading) for quote in entry.evidence]
        elif policy is not None:
            what = "taken so far"
            quotes = [policy.quote(*span) for span in desk.pieces]
            pieces = [Piece(quote.exact, quote.heading) for quote in quotes]
        else:
            return
        if not pieces:
            taken = self.key_of("take"), self.key_of("hand")
            self.say(f"No evidence yet: {taken[0]} takes a candidate, {taken[1]} any words.")
            self.footer.repaint()
            return
        title = f"Evidence {what}: {desk.requirement.title}"

        def closed(looked: Looked) -> None:
            self._looked_at_evidence(looked, recorded=recorded)

        keys, width = self.app.keys, self.size.width
        self.app.show_over(EvidenceList(title, pieces, keys, width, closed))

    def _looked_at_evidence(self, looked: Looked, *, recorded: bool) -> None:
        """Drops what is to go: of the verdict, as a decision, or of what is taken so far."""
        desk = self.desk
        spans = [(f.start, f.end) for f in desk.founds()] if recorded else [*desk.pieces]
        goes_to = looked.go_to
        if looked.dropped and recorded:
            if not self.may_write():
                return
            desk.drop_evidence(looked.dropped, now())
            left = count_of(len(desk.review.entries[desk.pair].evidence), "passage", "passages")
            undo = self.key_of("undo")
            gone = count_of(len(looked.dropped), "passage", "passages")
            self.say(f"{gone} dropped; {left} left.   ({undo} undoes)", "good")
            self.changed()
        elif looked.dropped:
            desk.drop_pieces(looked.dropped)
            self.say(f"{count_of(len(looked.dropped), 'passage', 'passages')} dropped.")
        self.mark()
        start, end = (
            spans[goes_to] if goes_to is not None and goes_to < len(spans) else (None, None)
        )
        if start is not None and end is not None:
            self.document.show_span(start, end)
            self.scrolled = True
        self.paint()

    # the clipboard

    def _do_copy(self) -> None:
        """Sends what is selected, found or current to the terminal's clipboard; nothing ever
        confirms that it arrived."""
        policy, candidate, hit = self.desk.policy, self.desk.candidate, self.finder.hit
        if policy is None:
            return
        if self.selecting is not None:
            span = self.selecting.span
        elif self.finder.is_open and hit is not None:
            span = hit
        elif candidate is not None:
            span = candidate.start, candidate.end
        else:
            self.say("There is nothing to copy.")
            self.footer.repaint()
            return
        text = visible(policy.text[slice(*span)], keep="\n\t")
        if len(text.encode("utf-8", "replace")) > LONGEST_COPY:
            self.say("Not copied: too long for most terminals' clipboards.", "warning")
        else:
            self.app.copy_to_clipboard(text)
            through = "; tmux needs set-clipboard on" if os.environ.get("TMUX") else ""
            size = count_of(len(text), "character", "characters")
            self.say(f"{size} sent to the terminal's clipboard{through}.")
        self.footer.repaint()
