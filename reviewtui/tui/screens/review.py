"""The screen where policies are read and requirements decided."""

from __future__ import annotations

import gc
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.reviews import Verdict, now
from reviewtui.tui.actions import ACTIONS
from reviewtui.tui.finder import Finder
from reviewtui.tui.gate import REPEAT_GAP, KeyGate, Ruling
from reviewtui.tui.marks import Mark, MarkKind
from reviewtui.tui.widgets.candidates import CandidatesPane
from reviewtui.tui.widgets.checklist import ChecklistPane
from reviewtui.tui.widgets.document import DocumentView
from reviewtui.tui.widgets.footer import DECIDING, READING, Footer
from reviewtui.tui.widgets.header import Header, Saved
from reviewtui.tui.widgets.pane import STYLES
from reviewtui.tui.widgets.requirement import RequirementPane
from reviewtui.tui.widgets.too_small import MIN_HEIGHT, MIN_WIDTH, TooSmall

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.widgets import Input

    from reviewtui.documents import Policy
    from reviewtui.matching import Candidate
    from reviewtui.reviews import Lock, Merged, Pair, Place, Review, Undone
    from reviewtui.tui.app import ReviewApp
    from reviewtui.tui.library import Changes
    from reviewtui.tui.widgets.find import FindLine

PATIENCE = 0.08  # seconds before "reading" is painted for what is not there yet
WIDE = 110  # columns from which the checklist stands beside the document


class Prepared(Message):
    """A worker has read and ranked, or could not."""

    def __init__(
        self,
        pair: Pair,
        policy: Policy | None = None,
        candidates: list[Candidate] | None = None,
        failure: str = "",
        lessons: int = 0,
    ) -> None:
        super().__init__()
        self.pair, self.policy, self.candidates = pair, policy, candidates
        self.failure, self.lessons = failure, lessons


class Stored(Message):
    """A worker has saved the review, or could not (`failure` says why)."""

    def __init__(self, failure: str = "") -> None:
        super().__init__()
        self.failure = failure


class Checked(Message):
    """A worker has compared the verdicts with the policies and the checklist of today."""

    def __init__(self, changes: Changes, review: Review) -> None:
        super().__init__()
        self.changes, self.review = changes, review


class Locked(Message):
    """A worker has locked the review, or found who has it."""

    def __init__(self, lock: Lock) -> None:
        super().__init__()
        self.lock = lock


class Surveyed(Message):
    """A worker has read a policy, without its text, for the review to record."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self.policy = policy


class Joined(Message):
    """A worker found that the file had changed and merged both."""

    def __init__(self, merged: Merged) -> None:
        super().__init__()
        self.merged = merged


class ReviewScreen(Screen[None], inherit_bindings=False):
    """Shows the desk, and turns keys into what the reviewer wants.

    Every key changes the desk first and then repaints once, when what it needs is there:
    a move waits up to PATIENCE for its ranking before anything is painted.
    """

    app: ReviewApp
    BINDINGS: ClassVar = []
    COMPONENT_CLASSES: ClassVar = STYLES

    def __init__(self, app: ReviewApp) -> None:
        super().__init__()
        self.desk = app.desk
        self.gate = KeyGate()
        self.header = Header(self.desk)
        self.checklist = ChecklistPane(self.desk)
        self.requirement = RequirementPane(self.desk)
        self.document = DocumentView()
        self.candidates = CandidatesPane(self.desk)
        self.footer = Footer(app.keys)
        self._key, self._key_time = "", 0.0
        self._asked: set[tuple[Pair, int]] = set()
        self._shown: Pair | None = None
        self._early: tuple[str, Pair] | None = None
        self._quitting = self._looked_around = False
        self.finder = Finder()
        self.find_line: FindLine | None = None
        for action in ACTIONS:
            for key in app.keys.get(action.id, ()):
                self._bindings.bind(key, f"do('{action.id}')", action.help, show=False)

    def compose(self) -> ComposeResult:
        """Header; checklist beside requirement, document and candidates; footer."""
        self._classify(*self.app.size)
        yield self.header
        with Horizontal(id="main"):
            yield self.checklist
            with Vertical(id="reading"):
                yield self.requirement
                yield self.document
                yield self.candidates
        yield self.footer
        yield TooSmall()

    def on_mount(self) -> None:
        """Asks for the first policy at once."""
        self.enter(patience=0.5)

    # showing

    def enter(self, *, patience: float = PATIENCE) -> None:
        """Shows the desk's pair: now if it is ready, else when it is."""
        self.gate.hide()
        if self.desk.ready or self.desk.pair[0] in self.desk.failures:
            self.present()
            return
        self.ask(self.desk.pair)
        self.set_timer(patience, partial(self._impatient, self.desk.pair))

    def _impatient(self, pair: Pair) -> None:
        """What was asked for takes longer than a moment: says so."""
        if pair == self.desk.pair and not self.desk.ready:
            self.present()

    def present(self) -> None:
        """Paints the desk, with its current candidate in view."""
        desk, document = self.desk, self.document
        resumed: Place | None = None
        if self._shown != desk.pair and desk.ready:
            desk.recall()
            if self._shown is None:
                resumed = self.app.resumed_at(desk.pair)
            self._shown = desk.pair
        if resumed is not None and desk.candidates:
            desk.current = min(resumed.candidate, len(desk.candidates) - 1)
        notice = desk.failures.get(desk.pair[0], "reading…")
        document.open(desk.policy, notice)
        self.candidates.follow()
        self.mark()
        candidate = desk.candidate
        if resumed is not None:
            document.scroll_to_position(resumed.scroll)
        elif candidate is not None:
            document.show_span(candidate.start, candidate.end)
        elif desk.ready:
            document.scroll_to_row(0)
        desk.seen = max(desk.seen, self.candidates.first + self.candidates.rows_shown)
        self.requirement.draft = self.app.draft_of(desk.pair) != ""
        self.requirement.stale = self.app.is_stale(desk.pair)
        self.footer.actions = DECIDING if desk.ready else READING
        self.paint()
        if desk.ready:
            self.call_after_refresh(self._painted, desk.pair)

    def paint(self) -> None:
        """Repaints what changed, in one go."""
        for pane in (
            self.header,
            self.checklist,
            self.requirement,
            self.document,
            self.candidates,
            self.footer,
        ):
            pane.repaint()

    def mark(self) -> None:
        """Marks candidates, evidence and matched words in the document."""
        desk, marks = self.desk, list[Mark]()
        for rank, candidate in enumerate(desk.candidates or ()):
            current = rank == desk.current
            kind = MarkKind.CURRENT if current else MarkKind.CANDIDATE
            marks.append(Mark(candidate.start, candidate.end, kind, f"{rank + 1}"[-1]))
            if current:
                marks += [Mark(s, e, MarkKind.WORDS) for s, e in candidate.highlights]
        marks += [Mark(start, end, MarkKind.EVIDENCE) for start, end in desk.pieces]
        if desk.ready and desk.entry is not None and not desk.pieces:
            marks += [Mark(s, e, MarkKind.EVIDENCE) for s, e in desk.cited()]
        if desk.policy is not None:
            marks += self.finder.marks(desk.policy)
        self.document.mark(marks)

    def _painted(self, pair: Pair) -> None:
        """What is to be decided is on the screen; keys read from now on may decide it."""
        if not self._looked_around:
            self._looked_around = True
            gc.freeze()
            gc.enable()
            self._look_around()
        if pair == self.desk.pair and self.desk.ready:
            self.gate.painted(monotonic())
            for near in self.desk.neighbours():
                self.ask(near)
            self.app.remember_place()

    # reading and ranking, in workers

    def ask(self, pair: Pair) -> None:
        """Has a worker read and rank `pair`, unless it is known or under way."""
        lessons = self.desk.lessons[pair[1]]
        if pair in self.desk.rankings or (pair, lessons) in self._asked:
            return
        self._asked.add((pair, lessons))
        learning, review = self.desk.learning, self.desk.review

        def work() -> None:
            try:
                policy, found = self.app.library.prepare(pair, review, learning=learning)
            except InputError as error:
                self.post_message(Prepared(pair, failure=error.lines[0], lessons=lessons))
            else:
                self.post_message(Prepared(pair, policy, found, lessons=lessons))

        self.run_worker(work, thread=True, group="prepare", exit_on_error=True)

    def on_prepared(self, message: Prepared) -> None:
        """Keeps what a worker brought, and shows it if it is what the reviewer waits for."""
        desk, pair = self.desk, message.pair
        self._asked.discard((pair, message.lessons))
        if message.failure:
            desk.failures[pair[0]] = message.failure
        elif message.policy is not None and message.candidates is not None:
            desk.policies[pair[0]] = message.policy
            if message.lessons == desk.lessons[pair[1]]:
                desk.rankings[pair] = message.candidates
        if pair == desk.pair and self.gate.painted_at is None:
            if desk.ready or message.failure:
                self.present()
            else:
                self.ask(pair)

    def _look_around(self) -> None:
        """Once the first screen is there: who has the review open, what has changed since the
        verdicts were given, and which policies the review is to record."""
        review = self.desk.review

        def work() -> None:
            self.post_message(Locked(self.app.take_lock()))
            if review.entries:
                self.post_message(Checked(self.app.library.changes(review), review))
            for policy in self.app.library.survey():
                if get_current_worker().is_cancelled:
                    return
                self.post_message(Surveyed(policy))

        self.run_worker(work, thread=True, group="around")

    def on_locked(self, message: Locked) -> None:
        """From now on verdicts may be given, or it is said why not."""
        self.app.keep_lock(message.lock)
        if self.app.read_only:
            self.header.saved = Saved.READ_ONLY
            self.say(self.app.read_only, "warning")
            self.paint()
        early, self._early = self._early, None
        if early is not None and early[1] == self.desk.pair:
            self._verdict_key(early[0])

    def on_surveyed(self, message: Surveyed) -> None:
        """Keeps what the next decision records of the policies."""
        self.desk.surveyed[message.policy.id] = message.policy

    def on_checked(self, message: Checked) -> None:
        """Keeps which verdicts are stale, and says what the reviewer comes back to."""
        changes = message.changes
        self.app.set_stale(changes.stale, message.review)
        parts = []
        if changes.policies:
            parts.append(_count(changes.policies, "policy", "policies") + " changed")
        if changes.stale:
            parts.append(_count(len(changes.stale), "verdict", "verdicts") + " stale")
        progress = self.desk.progress()
        parts.append(f"{progress.undecided} of {progress.total} to go")
        if not self.footer.message:
            self.say("Welcome back: " + ", ".join(parts) + ".")
        if self.gate.painted_at is not None:
            self.present()

    # keys

    def on_key(self, event: events.Key) -> None:
        """Notes which key is being handled and when it was read; bindings come after."""
        self._key, self._key_time = event.key, event.time

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text decides nothing."""
        event.stop()
        self.say("Pasted text is ignored here.", "warning")
        self.footer.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Gives the panes the room there is."""
        width, height = event.size
        self._classify(width, height)
        self.call_after_refresh(self._resized)

    def _classify(self, width: int, height: int) -> None:
        """Sets the classes that the stylesheet lays the screen out by."""
        fits = {
            "-small": width < MIN_WIDTH or height < MIN_HEIGHT,
            "-roomy": height >= 28,
            "-tall": height >= 36,
            "-wide": width >= WIDE,
        }
        classes = {name for name, holds in fits.items() if holds}
        if classes != self.classes & fits.keys():
            self.classes = (self.classes - fits.keys()) | classes

    def _resized(self) -> None:
        if self.requirement.detailed:
            self._fit_requirement()
        elif self._shown is not None:
            self.present()
        else:
            self.paint()

    def say(self, message: str, tone: str = "quiet") -> None:
        """What just happened; painted with the next repaint."""
        self.footer.say(message, tone)

    def run_command(self, action: str) -> None:
        """An action chosen by its name: the requirement was on the screen all the while."""
        self._key, self._key_time = action, monotonic()
        self.action_do(action)

    def action_do(self, action: str) -> None:
        """Does what the registry's action of that id says."""
        if self.has_class("-small") and action not in {"quit", "help"}:
            return
        if action != "quit":
            self._quitting = False
        if action in DECISIONS:
            self._verdict_key(action)
        else:
            getattr(self, f"_do_{action.replace('-', '_')}")()

    # deciding

    def _verdict_key(self, action: str) -> None:
        if self.app.lock is None and self.desk.ready:
            # a key of the first moment: ruled on as soon as it is known who may write
            self._early = (action, self.desk.pair)
            return
        if self.app.read_only:
            self.say(self.app.read_only, "warning")
        elif not self.desk.ready:
            self.say("Not decided: this policy is not read completely yet.", "warning")
        else:
            key, read_at = self._key, self._key_time
            ruling = self.gate.judge(key, read_at)
            if ruling is Ruling.DECIDE:
                self._decide(action)
                return
            if ruling is Ruling.WAIT:
                self.set_timer(REPEAT_GAP, partial(self._decide_if_alone, action, read_at))
                return
            if ruling is Ruling.UNSEEN:
                self.say("Not decided: that key came before this requirement was shown.", "warning")
            else:
                self.say(f"Not decided: {key} was held down.", "warning")
        self.footer.repaint()

    def _decide_if_alone(self, action: str, read_at: float) -> None:
        if self.gate.waited(read_at) and self.desk.ready:
            self._decide(action)

    def _decide(self, action: str) -> None:
        desk = self.desk
        title = desk.requirement.title
        if action == "defer":
            deferred = desk.defer(now())
            self.say(f"{title}: {'deferred' if deferred else 'no longer deferred'}")
        else:
            decision = desk.decide(Verdict(action), now())
            count = len(decision.evidence)
            cited = (
                f", {count} {'passage' if count == 1 else 'passages'}" if count else ", no evidence"
            )
            if decision.searched:
                cited = f", {len(decision.rejected)} passages shown"
            undo = "/".join(self.app.keys.get("undo", ())[:1])
            self.say(f"{title}: {action}{cited}   ({undo} undoes)", "good")
        self.changed()

    def changed(self) -> None:
        """The review changed: saves it and shows where the desk is now."""
        self.header.saved = Saved.SAVING
        self.app.save()
        if self.desk.finished:
            self.app.show_finished()
        self.enter()

    def on_stored(self, message: Stored) -> None:
        """Says saved only when the newest decision is on the disk."""
        if message.failure:
            self.header.saved = Saved.FAILED
            self.say(f"Not saved: {message.failure} It is tried again.", "bad")
        elif self.app.all_saved():
            self.header.saved = Saved.SAVED
        self.header.repaint()
        self.footer.repaint()

    def on_joined(self, message: Joined) -> None:
        """Goes on from the merged review and says what was decided twice."""
        self.desk.join(message.merged)
        conflicts = message.merged.conflicts
        if conflicts:
            title = self._title_of(conflicts[0].pair[1])
            more = f" and {len(conflicts) - 1} more" if len(conflicts) > 1 else ""
            who = visible(conflicts[0].theirs.reviewer) if conflicts[0].theirs else "somebody"
            self.say(
                f"{who} had decided {title}{more} too; yours holds, theirs is kept.", "warning"
            )
        else:
            self.say("The review file had changed; both are kept.")
        self.enter()

    def _do_undo(self) -> None:
        if self._may_write():
            self._went_back(self.desk.undo(now()), "undone", "Nothing of yours to undo.")

    def _do_redo(self) -> None:
        if self._may_write():
            self._went_back(self.desk.redo(now()), "given again", "Nothing to redo.")

    def _may_write(self) -> bool:
        """Whether this review may be changed from here; says why not."""
        if self.app.read_only:
            self.say(self.app.read_only, "warning")
            self.footer.repaint()
        return not self.app.read_only

    def _went_back(self, undone: Undone, done: str, nothing: str) -> None:
        if undone.pairs:
            self.say(f"{self._title_of(undone.pairs[0][1])}: {done}")
            self.changed()
        else:
            self.say(nothing)
        if undone.blocked:
            other = undone.blocked[0]
            title = self._title_of(other.pair[1])
            who = visible(other.reviewer)
            self.say(f"{title} stays: {who} changed it on {other.time:%Y-%m-%d %H:%M}.", "warning")
        self.footer.repaint()

    def _title_of(self, requirement: str) -> str:
        known = self.desk.checklist.by_id.get(requirement)
        return known.title if known else requirement

    def _do_confirm(self) -> None:
        if self.app.is_stale(self.desk.pair) and self.desk.ready and self._may_write():
            self.desk.confirm(now())
            self.say(f"{self.desk.requirement.title}: confirmed", "good")
            self.changed()

    def _do_note(self) -> None:
        if self._may_write():
            self.app.write_note(self.desk.pair)

    # evidence

    def _do_take(self) -> None:
        if self.desk.toggle_piece():
            self.present()

    def _do_next_candidate(self) -> None:
        self._step_candidate(1)

    def _do_previous_candidate(self) -> None:
        self._step_candidate(-1)

    def _step_candidate(self, by: int) -> None:
        if self.finder.is_open:
            self.finder.step(by)
            self._show_hit()
        elif self.desk.step_candidate(by):
            self.present()
        else:
            self.say("No further candidate." if by > 0 else "This is the best candidate.")
            self.footer.repaint()

    def _do_learning(self) -> None:
        self.desk.switch_learning()
        self.say("Learning is " + ("on." if self.desk.learning else "off."))
        self.enter()

    # moving

    def _do_next_requirement(self) -> None:
        self._move(partial(self.desk.step_requirement, 1))

    def _do_previous_requirement(self) -> None:
        self._move(partial(self.desk.step_requirement, -1))

    def _do_next_policy(self) -> None:
        self._move(partial(self.desk.step_policy, 1))

    def _do_previous_policy(self) -> None:
        self._move(partial(self.desk.step_policy, -1))

    def _do_next_undecided(self) -> None:
        self._move(self.desk.advance)
        if self.desk.finished:
            self.app.show_finished()

    def _move(self, step: Callable[[], None]) -> None:
        self.say("")
        step()
        self.enter()

    # reading

    def _do_page_down(self) -> None:
        self._scroll(self.document.text_height - 1)

    def _do_page_up(self) -> None:
        self._scroll(1 - self.document.text_height)

    def _do_half_page_down(self) -> None:
        self._scroll(self.document.text_height // 2)

    def _do_half_page_up(self) -> None:
        self._scroll(-(self.document.text_height // 2))

    def _do_line_down(self) -> None:
        self._scroll(1)

    def _do_line_up(self) -> None:
        self._scroll(-1)

    def _do_top(self) -> None:
        self.document.scroll_to_row(0)
        self.document.repaint()

    def _do_bottom(self) -> None:
        self.document.scroll_to_row(-1)
        self.document.repaint()

    def _do_to_candidate(self) -> None:
        self.present()

    def _scroll(self, rows: int) -> None:
        self.document.scroll_rows(rows)
        self.document.repaint()

    def _do_details(self) -> None:
        self.requirement.detailed = not self.requirement.detailed
        self._fit_requirement()

    def _fit_requirement(self) -> None:
        """In full the requirement takes what it needs, at most half of the screen."""
        height: int | None = None
        if self.requirement.detailed:
            needed = self.requirement.body_height(self.requirement.size.width)
            height = min(needed, max(4, self.size.height // 2))
        self.requirement.styles.height = height  # None: as the stylesheet says
        self.call_after_refresh(self.present)

    # find

    def _do_find(self) -> None:
        if self.desk.policy is None:
            return
        self.finder.open(self.desk.policy, at=self.document.visible_span()[0])
        if self.find_line is None:
            from reviewtui.tui.widgets.find import FindLine

            self.find_line = FindLine()
            self.mount(self.find_line, before=self.footer)
        self.find_line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Finds as the query is typed."""
        self.finder.search(event.value)
        self._show_hit()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """The query is complete: n and N go through its hits."""
        if self.finder.hits:
            self.set_focus(None)
        else:
            self._do_close()

    def _show_hit(self) -> None:
        self.say(self.finder.summary(), "quiet" if self.finder.hits else "warning")
        self.mark()
        if (hit := self.finder.hit) is not None:
            self.document.show_span(*hit)
        self.paint()

    def _do_close(self) -> None:
        if self.finder.close():
            self.set_focus(None)
            if self.find_line is not None:
                self.find_line.remove()
                self.find_line = None
            self.say("")
            self.present()

    # the program

    def _do_help(self) -> None:
        self.app.show_help()

    def _do_commands(self) -> None:
        self.app.action_command_palette()

    def _do_suspend(self) -> None:
        self.app.action_suspend_process()

    def _do_quit(self) -> None:
        if self.header.saved is Saved.FAILED and not self._quitting:
            self._quitting = True
            self.say("The last decisions are NOT saved. q again quits without them.", "bad")
            self.footer.repaint()
            return
        self.app.leave()


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


DECISIONS = frozenset({*(verdict.value for verdict in Verdict), "defer"})
