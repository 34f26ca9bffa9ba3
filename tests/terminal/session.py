"""A reviewer at work: the installed program in a terminal, its checklist and its review file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewtui import load_checklist
from reviewtui.documents import find_policies
from reviewtui.reviews import Entry, Review, load_review
from tests.terminal.terminal import PATIENCE, PROGRAM, Terminal

TOO_EARLY = "that key came before"


class Session:
    """One command line, started as often as a test likes."""

    def __init__(self, policies: Path, checklist: Path, review: Path) -> None:
        self.policies, self.checklist_path, self.review_path = policies, checklist, review
        self.checklist = load_checklist(checklist)
        self.policy_ids = [file.id for file in find_policies([policies])]
        self.requirement_ids = [one.id for one in self.checklist.requirements]
        self._terminal: Terminal | None = None

    @property
    def terminal(self) -> Terminal:
        """The terminal of the run that goes on."""
        assert self._terminal is not None
        return self._terminal

    @contextmanager
    def started(self, columns: int = 80, rows: int = 24) -> Iterator[Terminal]:
        """The program in a new terminal."""
        command = [
            PROGRAM, "review", str(self.policies), "-c", str(self.checklist_path),
            "-r", str(self.review_path), "--reviewer", "ann",
        ]  # fmt: skip
        with Terminal(command, columns=columns, rows=rows) as self._terminal:
            yield self._terminal

    def wait_at(self, requirement: int, policy: int = 0, patience: float = PATIENCE) -> None:
        """Waits until a requirement of a policy, both counted from 0, can be decided."""
        title = self.checklist.requirements[requirement].title
        place = f" {requirement + 1} of {len(self.requirement_ids)}"
        policy_id = self.policy_ids[policy]

        def there() -> bool:
            lines = self.terminal.text.split("\n")
            about = next((line for line in lines if place in line), "")
            ready = "─ candidate " in self.terminal.text or "no candidates" in self.terminal.text
            return policy_id[:20] in lines[0] and title[:20] in about and ready

        self.terminal.wait_until(there, f"{policy_id}, {place}: {title}", patience)
        self.terminal.wait_quiet(0.05)

    def decide(self, keys: str, then: int, policy: int = 0) -> None:
        """Types a decision and waits for the next requirement and for "saved".

        No reviewer types within milliseconds of the screen; where a key was too early for the
        program, it says so, and the key is typed again, as a reviewer would.
        """
        for key in keys[:-1]:
            self.terminal.type(key)
            self.terminal.wait_quiet(0.15)
        for patience in (2.0, 2.0, PATIENCE):
            self.terminal.type(keys[-1])
            try:
                self.wait_at(then, policy, patience)
                break
            except AssertionError:
                if TOO_EARLY not in self.terminal.text:
                    raise
        self.wait_saved()

    def wait_saved(self) -> None:
        """Waits until the screen says that all is saved."""
        self.terminal.wait_until(
            lambda: self.terminal.text.split("\n")[0].endswith(" saved"), "saved"
        )

    def review(self) -> Review:
        """The review file, now."""
        return load_review(self.review_path)

    def entry(self, requirement: int, policy: int = 0) -> Entry:
        """What the review file holds for a pair, now."""
        return self.review().entries[self.policy_ids[policy], self.requirement_ids[requirement]]

    def quit(self) -> None:
        """Leaves as a reviewer does."""
        self.terminal.type("q")
        status = self.terminal.wait_ended()
        assert status == 0, f"{status}: {self.terminal.text}"
