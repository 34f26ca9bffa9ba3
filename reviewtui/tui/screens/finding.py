"""Find: words typed, their hits in the policy, from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.screens.moving import Moving

if TYPE_CHECKING:
    from reviewtui.documents import Policy
    from reviewtui.documents.search import TextSearch
    from reviewtui.tui.typed import Typed
    from reviewtui.tui.wrapping import Layout


AT_ONCE = 100_000  # characters that take a few milliseconds to go through


class Finding(Moving):
    """What a reviewer does to find words."""

    _indexed: tuple[str, ...] = ()  # the texts that can be searched at once, by their digests
    _indexing = ""  # the one that a worker is at
    _found_from: tuple[Layout | None, int] = (None, 0)  # the rows where a find began, and the first

    def _do_find(self) -> None:
        if self.desk.policy is None:
            return
        self.finder.open(self.desk.policy, at=self.document.visible_span()[0])
        self._found_from = self.document.rows(), self.document.top
        self.footer.actions = self.offered
        done, leaves = self.key_of("find-done"), self.key_of("close")
        through = f"{self.key_of('next-hit')} and {self.key_of('previous-hit')}"
        self.say(f"Type what to find; {done}, then {through} go through the hits, {leaves} leaves.")
        self.document.repaint()
        self.footer.repaint()
        self.call_after_refresh(self._index, self.desk.policy)  # until the first letter comes

    @property
    def query_line(self) -> Typed | None:
        """The line of the find, while it is typed in."""
        return self.finder.line if self.finder.typing else None

    def index_for_find(self, policy: Policy) -> TextSearch | None:
        """A long policy is gone through by a worker, which says when it is done."""
        from reviewtui.documents.search import search_of

        if len(policy.text) <= AT_ONCE or policy.text_digest in self._indexed:
            return search_of(policy.text)
        self._index(policy)
        return None

    def _index(self, policy: Policy) -> None:
        from reviewtui.documents.search import search_of

        if policy.text_digest in (*self._indexed, self._indexing):
            return
        self._indexing = policy.text_digest

        def work() -> None:
            search_of(policy.text).get_ready()
            self.app.call_from_thread(done)

        def done() -> None:
            self._indexing = ""
            self._indexed = (policy.text_digest, *self._indexed)[:2]  # fewer than are kept
            if self.finder.go_on():
                self.footer.actions = self.offered
                self._show_hit()

        self.run_worker(work, thread=True, group="index")

    def _do_find_done(self) -> None:
        """The query is complete: n and N go through its hits, here and in other policies."""
        self.finder.done()
        if self.finder.query.strip():
            self.footer.actions = self.offered
            self._show_hit()
        else:
            self._do_close()

    def _do_find_next(self) -> None:
        self.step_hit(1)

    def _do_find_previous(self) -> None:
        self.step_hit(-1)

    def _do_next_hit(self) -> None:
        self.step_hit(1)

    def _do_previous_hit(self) -> None:
        self.step_hit(-1)

    def step_hit(self, by: int) -> None:
        """To another hit."""
        self.finder.step(by)
        self.paced(self._show_hit, self._say_hit)

    def _say_hit(self) -> None:
        self.say(self.finder.summary())
        self.footer.repaint()

    def _show_hit(self) -> None:
        said = self.finder.summary()
        if self.finder.hit is not None and not self.finder.typing:  # else these keys are letters
            takes, selects = self.key_of("take"), self.key_of("hand")
            said += f" {takes} takes its sentence, {selects} selects words."
        elif not self.finder.typing and not self.finder.waiting:
            said += f" {self.key_of('find')} changes the words."
        self.say(said, "quiet" if self.finder.hits else "warning")
        self.mark()
        if (hit := self.finder.hit) is not None:
            self.document.show_span(*hit)
        elif self.finder.typing and not self.finder.waiting:
            self._back_to_where_it_began()  # not where half a word led
        self.paint()

    def _back_to_where_it_began(self) -> None:
        """To the row: a position is that of a heading and of the blank row above it, too."""
        layout, top = self._found_from
        if layout is self.document.rows():
            self.document.scroll_to_row(top)
        else:
            self.document.scroll_to_position(self.finder.began)

    def _do_close(self) -> None:
        if not self.finder.close():
            self.leave_more()
            return
        self.say("")
        self.mark()  # and the policy stays where the reviewer has read to
        self.footer.actions = self.offered
        self.paint()

    def leave_more(self) -> None:
        """What Escape leaves where nothing is being found."""
        raise NotImplementedError
