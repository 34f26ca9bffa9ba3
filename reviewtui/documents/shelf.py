"""Many policies, read when they are asked for: two at a time, the last ones kept."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future, wait
from threading import Condition, Event, Lock
from typing import TYPE_CHECKING

from reviewtui.documents.cancelling import CancelledError
from reviewtui.documents.limits import PROCESSES
from reviewtui.documents.loading import is_quick, load_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from reviewtui.documents.finding import PolicyFile
    from reviewtui.documents.model import Policy

KEPT = 2_000_000  # characters of the policies that are kept; with their passages 15 MB
_TICK = 0.1  # seconds between two looks at whether it was closed


def _never() -> bool:
    return False


class Shelf:
    """The policies of `files`, for several threads; those asked for last are kept.

    A policy that cannot be read raises InputError each time it is asked for: it may be mended
    in between. After `close` whoever waits, and whoever asks, gets CancelledError.
    """

    def __init__(self, files: Iterable[PolicyFile]) -> None:
        self._paths = {file.id: file.path for file in files}
        self._read: OrderedDict[str, Policy] = OrderedDict()
        self._size = 0  # characters of all in it
        self._outlines: dict[str, Policy] = {}
        self._reading: dict[str, Future[Policy]] = {}
        self._progress: dict[str, tuple[int, int]] = {}
        self._lock, self._closed = Lock(), Event()
        self._turns = Condition()
        self._running = 0  # readings that have a turn
        self._giving_way = 0  # of these
        self._queue: list[str] = []  # policies that wait for a turn
        self._wishes: dict[str, list[Callable[[], bool]]] = {}  # who asks: is it urgent to them

    def get(
        self,
        policy_id: str,
        *,
        keep: bool = True,
        wanted: Callable[[], bool] = lambda: True,
        urgent: Callable[[], bool] = _never,
    ) -> Policy:
        """The policy, complete. Without `keep` it is forgotten, unless somebody else kept it.

        Where nobody has `wanted` it any more, it gives up its place in the queue, and its turn
        too if others are waiting for one. While it is `urgent` it goes before those that are
        not; one of them gives up its turn, and is read from its beginning later. Short plain
        text needs no turn.

        Raises InputError where it cannot be read, CancelledError, and KeyError for an id that
        is not among the files.
        """
        path = self._paths[policy_id]
        wishes = self._wishes.setdefault(policy_id, [])
        wishes.append(urgent)
        try:
            return self._get(path, policy_id, keep, wanted)
        finally:
            wishes.remove(urgent)

    def _get(self, path: Path, policy_id: str, keep: bool, wanted: Callable[[], bool]) -> Policy:
        while True:
            with self._lock:
                policy = self._read.get(policy_id)
                if policy is not None:
                    self._read.move_to_end(policy_id)
                    return policy
                future = self._reading.get(policy_id)
                if future is None:
                    mine = self._reading[policy_id] = Future()
                    break
            try:
                return self._kept(self._awaited(future, wanted), keep=keep)
            except CancelledError:  # whoever was reading it gave up
                self._check(wanted)
        return self._load(path, policy_id, mine, keep, wanted)

    def _load(
        self,
        path: Path,
        policy_id: str,
        future: Future[Policy],
        keep: bool,
        wanted: Callable[[], bool],
    ) -> Policy:
        try:
            policy = None
            while policy is None:
                policy = self._read_in_turn(path, policy_id, wanted)
            self._kept(policy, keep=keep)
            future.set_result(policy)
        except BaseException as error:
            future.set_exception(error)
            raise
        finally:
            with self._lock:
                self._reading.pop(policy_id, None)
                self._progress.pop(policy_id, None)
        return policy

    def _read_in_turn(
        self, path: Path, policy_id: str, wanted: Callable[[], bool]
    ) -> Policy | None:
        """The policy; None where it gave way to one that is more urgent."""
        gave_way = False

        def cancelled() -> bool:
            nonlocal gave_way
            gave_way = gave_way or self._gives_way(policy_id)
            return self.closed or gave_way or (bool(self._queue) and not wanted())

        def progress(done: int, of: int) -> None:
            self._progress[policy_id] = (done, of)

        quick = is_quick(path)
        if not quick:
            self._take_turn(policy_id, wanted)
        try:
            return load_policy(path, policy_id, progress=progress, cancelled=cancelled)
        except CancelledError:
            self._check(wanted)
            if not gave_way:
                raise
            return None
        finally:
            self._progress.pop(policy_id, None)
            if not quick:
                with self._turns:
                    self._running -= 1
                    self._giving_way -= gave_way
                    self._turns.notify_all()

    def outline(self, policy_id: str) -> Policy | None:
        """The policy without its text, blocks and passages, if it was read at all."""
        return self._outlines.get(policy_id)

    def progress(self, policy_id: str) -> tuple[int, int] | None:
        """How many parts (pages, say) of a policy are read and how many it has, while it is
        being read and its reader tells."""
        return self._progress.get(policy_id)

    @property
    def closed(self) -> bool:
        """Whether nothing is read any more."""
        return self._closed.is_set()

    def close(self) -> None:
        """Ends all reading; what is being parsed in another process is ended with it."""
        self._closed.set()

    def _kept(self, policy: Policy, *, keep: bool) -> Policy:
        with self._lock:
            self._outlines[policy.id] = outline(policy)
            if keep and policy.id not in self._read:
                self._read[policy.id] = policy
                self._size += len(policy.text)
                while self._size > KEPT and len(self._read) > 1:
                    self._size -= len(self._read.popitem(last=False)[1].text)
        return policy

    def _take_turn(self, policy_id: str, wanted: Callable[[], bool]) -> None:
        with self._turns:
            self._queue.append(policy_id)
            try:
                while self._running >= PROCESSES or self._is_behind(policy_id):
                    self._turns.wait(_TICK)
                    self._check(wanted)
                if self.closed:
                    raise CancelledError
                self._running += 1
            finally:
                self._queue.remove(policy_id)

    def _gives_way(self, policy_id: str) -> bool:
        """Whether a reading is to end for one that is more urgent: no more than it takes."""
        with self._turns:
            if not self._is_behind(policy_id):
                return False
            free = PROCESSES - self._running + self._giving_way
            if sum(map(self._is_urgent, self._queue)) <= free:
                return False
            self._giving_way += 1
            return True

    def _is_behind(self, policy_id: str) -> bool:
        """Whether another policy, which is urgent, waits for a turn, and this one is not."""
        urgent = [one for one in tuple(self._queue) if self._is_urgent(one)]
        return bool(urgent) and not self._is_urgent(policy_id)

    def _is_urgent(self, policy_id: str) -> bool:
        return any(urgent() for urgent in tuple(self._wishes.get(policy_id, ())))

    def _awaited(self, future: Future[Policy], wanted: Callable[[], bool]) -> Policy:
        while True:
            self._check(wanted)
            if wait([future], _TICK).done:
                return future.result()

    def _check(self, wanted: Callable[[], bool]) -> None:
        if self.closed or not wanted():
            raise CancelledError


def outline(policy: Policy) -> Policy:
    """The policy without its text, blocks and passages: small enough to keep all of them."""
    return policy._replace(text="", passages=(), blocks=())
