"""While a policy is being read: nothing is decided on it, the others can be reviewed, and leaving
does not wait for it."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewtui.documents import CancelledError, Policy, load_policy, shelf
from tests.tui.driving import Driven, running, write_project

PATIENCE = 30.0  # seconds until a test gives up waiting


class Slow:
    """Reads policies as `load_policy` does; `held` ones wait on page 7 of 300 until let go."""

    def __init__(self) -> None:
        self.held = ""
        self.go_on = threading.Event()

    def __call__(
        self,
        path: Path,
        policy_id: str,
        *,
        progress: Callable[[int, int], object],
        cancelled: Callable[[], bool],
    ) -> Policy:
        while self.held and policy_id.startswith(self.held) and not self.go_on.wait(0.02):
            progress(7, 300)
            if cancelled():
                raise CancelledError
        return load_policy(path, policy_id)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow = Slow()
    monkeypatch.setattr(shelf, "load_policy", slow)
    yield slow
    slow.go_on.set()


async def until_shown(driven: Driven, words: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not driven.shows(words):
        assert time.monotonic() < deadline, "\n".join(driven.screen())
        await asyncio.sleep(0.02)


async def test_the_others_are_usable_and_nothing_is_decided_unread(
    tmp_path: Path, slow: Slow
) -> None:
    async with running(tmp_path) as driven:
        slow.held = "birch"
        await driven.pilot.press("]")
        await until_shown(driven, "reading… page 7 of 300")
        for key in ("m", "j", "x", "j", "j", "j", "j", "j", "j", "j"):
            await driven.pilot.press(key)
        assert not driven.desk.review.entries
        await driven.pilot.press("[")
        await until_shown(driven, "Acorn Tools collects the name")
        driven.forget_keys()
        await driven.pilot.press("m")
        assert [pair[0] for pair in driven.desk.review.entries] == ["acorn"]
        slow.go_on.set()
        await driven.pilot.press("]")
        await until_shown(driven, "Birch Maps never sets cookies")


async def test_leaving_does_not_wait_for_a_policy(tmp_path: Path, slow: Slow) -> None:
    begun = 0.0
    async with running(tmp_path) as driven:
        slow.held = "birch"
        await driven.pilot.press("]")
        await until_shown(driven, "reading…")
        begun = time.monotonic()
        driven.app.leave()
    assert time.monotonic() - begun < PATIENCE / 2
    assert not slow.go_on.is_set()


async def test_of_many_policies_only_those_looked_at_are_read(tmp_path: Path) -> None:
    write_project(tmp_path)
    for number in range(60):
        text = f"Vendor {number} keeps orders for {number} years and uses cookies."
        (tmp_path / f"policies/vendor-{number:02}.txt").write_text(text, encoding="utf-8")
    read: list[str] = []

    def counted(path: Path, policy_id: str, **how: object) -> Policy:
        read.append(policy_id)
        return load_policy(path, policy_id)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "load_policy", counted)
        async with running(tmp_path) as driven:
            assert set(read) == {"acorn"}
            await driven.press("d")
            records = (await driven.saved()).policies
            assert len(records) == 62
            assert all(record.file_digest for record in records)
            for _ in range(10):
                await driven.press("]")
            assert len(driven.desk.policies) <= 4
            assert {pair[0] for pair in driven.desk.rankings} <= set(driven.desk.policies)
            for number in reversed(range(9)):
                await driven.press("[")
                if number:
                    assert driven.shows(f"Vendor {number - 1} keeps")
                assert driven.desk.ready
            await driven.press("m")
            assert ("birch", "retention") in driven.desk.review.entries
    assert 11 <= len(set(read)) <= 14


async def test_who_goes_on_does_not_wait_for_what_was_passed(tmp_path: Path, slow: Slow) -> None:
    write_project(tmp_path)
    for number in range(9):
        text = f"Vendor {number} keeps orders for {number} years and uses cookies."
        (tmp_path / f"policies/vendor-{number}.txt").write_text(text, encoding="utf-8")
    async with running(tmp_path) as driven:
        slow.held = "vendor"
        for number in range(8):
            await driven.pilot.press("]")
            await until_shown(driven, f"vendor-{number - 1}" if number else "birch")
        slow.held = "vendor-0"
        await until_shown(driven, "Vendor 6 keeps")
        slow.go_on.set()
