"""Many policies, read when they are asked for: each once, two at a time, until it is closed."""

from __future__ import annotations

from concurrent.futures import Future, wait
from threading import Event, Lock, Semaphore
from typing import TYPE_CHECKING

from reviewtui.documents.cancelling import CancelledError
from reviewtui.documents.limits import PROCESSES
from reviewtui.documents.loading import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewtui.documents.finding import PolicyFile
    from reviewtui.documents.model import Policy

_TICK = 0.1  # seconds between two looks at whether it was closed


class Shelf:
    """The policies of `files`, for several threads; what was read is kept.

    A policy that cannot be read raises InputError each time it is asked for: it may be mended
    in between. After `close` whoever waits, and whoever asks, gets CancelledError.
    """

    def __init__(self, files: Iterable[PolicyFile]) -> None:
        self._paths = {file.id: file.path for file in files}
        self._read: dict[str, Policy] = {}
        self._reading: dict[str, Future[Policy]] = {}
        self._progress: dict[str, tuple[int, int]] = {}
        self._lock, self._closed = Lock(), Event()
        self._free = Semaphore(PROCESSES)

    def get(self, policy_id: str, *, keep: bool = True) -> Policy:
        """The policy, complete. Without `keep` it is forgotten, unless somebody else kept it.

        Raises InputError where it cannot be read, CancelledError, and KeyError for an id that
        is not among the files.
        """
        path = self._paths[policy_id]
        with self._lock:
            policy = self._read.get(policy_id)
            if policy is not None:
                return policy
            future = self._reading.get(policy_id)
            mine = future is None
            if future is None:
                future = self._reading[policy_id] = Future()
        if not mine:
            return self._kept(self._awaited(future), keep=keep)
        try:
            self._take_turn()
            try:
                policy = load_policy(
                    path,
                    policy_id,
                    progress=lambda done, of: self._progress.__setitem__(policy_id, (done, of)),
                    cancelled=self._closed.is_set,
                )
            finally:
                self._free.release()
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

    def peek(self, policy_id: str) -> Policy | None:
        """The policy, if it was read and kept."""
        return self._read.get(policy_id)

    def progress(self, policy_id: str) -> tuple[int, int] | None:
        """How many parts (pages, say) of a policy are read and how many it has, while it is
        being read and its reader tells."""
        return self._progress.get(policy_id)

    def close(self) -> None:
        """Ends all reading; what is being parsed in another process is ended with it."""
        self._closed.set()

    def _kept(self, policy: Policy, *, keep: bool) -> Policy:
        if keep:
            self._read[policy.id] = policy
        return policy

    def _take_turn(self) -> None:
        while not self._free.acquire(timeout=_TICK):
            self._check()
        if self._closed.is_set():
            self._free.release()
            raise CancelledError

    def _awaited(self, future: Future[Policy]) -> Policy:
        while True:
            self._check()
            if wait([future], _TICK).done:
                return future.result()

    def _check(self) -> None:
        if self._closed.is_set():
            raise CancelledError
