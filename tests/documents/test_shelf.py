"""Many policies for several threads: each read once, two at a time, until nobody waits."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from reviewtui.documents import CancelledError, Policy, PolicyFile, policy_from_text, shelf
from reviewtui.documents.shelf import Shelf
from reviewtui.errors import InputError
from tests.documents.readers.making import docx, para


class Slow:
    """Stands in for `load_policy`: each reading lasts until it is let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go_on = threading.Event()
        self.most = self._running = 0
        self._lock = threading.Lock()

    def __call__(
        self, path: Path, policy_id: str, *, progress: object, cancelled: Callable[[], bool]
    ) -> Policy:
        with self._lock:
            self.begun.append(policy_id)
            self._running += 1
            self.most = max(self.most, self._running)
        try:
            while not self.go_on.wait(0.02):
                if cancelled():
                    raise CancelledError
        finally:
            with self._lock:
                self._running -= 1
        if path.name == "bad":
            raise InputError("bad: cannot be read; give another")
        return policy_from_text(f"We keep {policy_id} for a year.", policy_id)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow = Slow()
    monkeypatch.setattr(shelf, "load_policy", slow)
    yield slow
    slow.go_on.set()


def files(*names: str) -> list[PolicyFile]:
    return [PolicyFile(name, Path(name)) for name in names]


def started(work: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    results: list[object] = []

    def run() -> None:
        try:
            results.append(work())
        except (InputError, CancelledError) as error:
            results.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, results


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_two_at_a_time_and_each_once(slow: Slow) -> None:
    names = [f"p{number}" for number in range(6)]
    policies = Shelf(files(*names))
    running = [started(partial(policies.get, name)) for name in names * 2]
    until(lambda: len(slow.begun) == 2)
    slow.go_on.set()
    for thread, _ in running:
        thread.join(20)
    assert slow.most == 2
    assert sorted(slow.begun) == names
    texts = [results[0].text for _, results in running if isinstance(results[0], Policy)]
    assert texts == [f"We keep {name} for a year." for name in names * 2]


def test_closing_ends_what_is_read_and_what_waits(slow: Slow) -> None:
    policies = Shelf(files("a", "b", "c"))
    running = [started(partial(policies.get, name)) for name in ("a", "a", "b", "c")]
    until(lambda: len(slow.begun) == 2)
    policies.close()
    for thread, results in running:
        thread.join(20)
        assert isinstance(results[0], CancelledError)
    with pytest.raises(CancelledError):
        policies.get("a")


def test_what_cannot_be_read_is_told_to_all_and_tried_again(slow: Slow) -> None:
    policies = Shelf(files("bad"))
    running = [started(lambda: policies.get("bad")) for _ in range(3)]
    until(lambda: bool(slow.begun))
    slow.go_on.set()
    for thread, results in running:
        thread.join(20)
        assert isinstance(results[0], InputError)
    with pytest.raises(InputError):
        policies.get("bad")
    assert len(slow.begun) >= 2


def test_what_nobody_wants_any_more_gives_up_its_place(slow: Slow) -> None:
    policies, wanted = Shelf(files("a", "b", "c", "d")), {"a", "b", "c", "d"}
    running = {
        name: started(partial(policies.get, name, wanted=partial(wanted.__contains__, name)))
        for name in ("a", "b")
    }
    until(lambda: len(slow.begun) == 2)
    for name in ("c", "d"):
        running[name] = started(
            partial(policies.get, name, wanted=partial(wanted.__contains__, name))
        )
    wanted -= {"c"}
    running["c"][0].join(20)
    assert isinstance(running["c"][1][0], CancelledError)
    assert slow.begun == ["a", "b"], "what is being read goes on while it is wanted"
    wanted -= {"a"}
    until(lambda: "d" in slow.begun)
    running["a"][0].join(20)
    assert isinstance(running["a"][1][0], CancelledError)
    slow.go_on.set()
    for name in ("b", "d"):
        running[name][0].join(20)
        assert isinstance(running[name][1][0], Policy)
    assert isinstance(policies.get("c"), Policy), "it can be asked for again"


def test_what_nobody_waits_for_is_read_to_its_end_while_there_is_room(slow: Slow) -> None:
    policies, wanted = Shelf(files("a")), {"a"}
    thread, results = started(partial(policies.get, "a", wanted=partial(wanted.__contains__, "a")))
    until(lambda: bool(slow.begun))
    wanted.clear()
    time.sleep(0.1)
    slow.go_on.set()
    thread.join(20)
    assert isinstance(results[0], Policy)


def test_who_still_wants_it_reads_what_another_gave_up(slow: Slow) -> None:
    policies, wanted = Shelf(files("a", "b", "c")), {"b", "c"}
    others = [started(partial(policies.get, name)) for name in ("b", "c")]
    until(lambda: len(slow.begun) == 2)
    first, gave_up = started(partial(policies.get, "a", wanted=lambda: "a" in wanted))
    second, read = started(partial(policies.get, "a"))
    first.join(20)
    assert isinstance(gave_up[0], CancelledError)
    slow.go_on.set()
    for thread in (second, *(thread for thread, _ in others)):
        thread.join(20)
    assert isinstance(read[0], Policy)


def test_only_the_last_ones_are_kept(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    slow.go_on.set()
    monkeypatch.setattr(shelf, "KEPT", 60)  # characters: two of them
    policies = Shelf(files("a", "b", "c"))
    for name in ("a", "b", "a", "c"):
        policies.get(name)
    assert slow.begun == ["a", "b", "c"]
    policies.get("a")
    policies.get("c")
    assert slow.begun == ["a", "b", "c"]
    policies.get("b")
    assert slow.begun == ["a", "b", "c", "b"]
    for name in ("a", "b", "c"):
        outline = policies.outline(name)
        assert outline is not None
        assert (outline.id, outline.text, outline.passages) == (name, "", ())
        assert outline.text_digest == policies.get(name).text_digest


def test_a_policy_is_kept_only_if_somebody_wants_it(slow: Slow) -> None:
    slow.go_on.set()
    policies = Shelf(files("a"))
    policies.get("a", keep=False)
    policies.get("a")
    assert slow.begun == ["a", "a"], "it was not kept"
    policies.get("a")
    assert slow.begun == ["a", "a"]


def test_a_file_in_another_process_is_ended_with_the_shelf(tmp_path: Path) -> None:
    path = tmp_path / "long.docx"
    path.write_bytes(docx(para("We keep it for a year.") * 150_000))
    policies = Shelf([PolicyFile("long", path)])
    thread, results = started(lambda: policies.get("long"))
    time.sleep(0.2)
    begun = time.monotonic()
    policies.close()
    thread.join(30)
    assert time.monotonic() - begun < 5
    assert isinstance(results[0], CancelledError | Policy)


def test_what_is_looked_at_goes_before_what_is_read_meanwhile(slow: Slow) -> None:
    policies, looked_at = Shelf(files("a", "b", "c")), ["b"]

    def ask(name: str) -> tuple[threading.Thread, list[object]]:
        return started(partial(policies.get, name, urgent=lambda: looked_at[-1] == name))

    running = [ask("a"), ask("b")]
    until(lambda: len(slow.begun) == 2)
    looked_at.append("c")
    running.append(ask("c"))
    until(lambda: slow.begun.count("c") == 1)
    slow.go_on.set()
    for thread, results in running:
        thread.join(20)
        assert isinstance(results[0], Policy), "what gave way is read later"
    assert slow.most == 2
    assert len(slow.begun) == 4


def test_what_waits_becomes_urgent_when_somebody_looks_at_it(slow: Slow) -> None:
    policies = Shelf(files("a", "b", "c"))
    running = [started(partial(policies.get, name)) for name in ("a", "b")]
    until(lambda: len(slow.begun) == 2)
    running.append(started(lambda: policies.get("c")))
    running.append(started(lambda: policies.get("c", urgent=lambda: True)))
    until(lambda: "c" in slow.begun)
    slow.go_on.set()
    for thread, results in running:
        thread.join(20)
        assert isinstance(results[0], Policy)
    assert slow.begun.count("c") == 1


def test_short_plain_text_waits_for_nobody(slow: Slow, tmp_path: Path) -> None:
    text, long = tmp_path / "short.txt", tmp_path / "long.md"
    text.write_text("We keep it for a year.")
    long.write_text("We keep it for a year. " * 100_000)
    policies = Shelf([*files("a", "b"), PolicyFile("short", text), PolicyFile("long", long)])
    running = [started(partial(policies.get, name)) for name in ("a", "b")]
    until(lambda: len(slow.begun) == 2)
    running += [started(partial(policies.get, name)) for name in ("long", "short")]
    until(lambda: "short" in slow.begun)
    assert "long" not in slow.begun
    slow.go_on.set()
    for thread, _ in running:
        thread.join(20)
    assert "long" in slow.begun
