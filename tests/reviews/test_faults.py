"""Real disks that are full, read-only or gone: said, tried again, and nothing else lost."""

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from reviewtui.errors import InputError
from reviewtui.reviews import (
    KeptKind,
    Review,
    Saver,
    Verdict,
    decide,
    kept_versions,
    load_review,
    lock_review,
    open_review,
    recover,
    save_review,
)
from reviewtui.reviews.state import path_key, state_folder
from tests.reviews.samples import at, decision, review
from tests.reviews.test_locking import elsewhere
from tests.reviews.test_saving import PAIRS, Log, decided

NOBODY = 65534


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def begin(log: Log) -> Iterator[Callable[[Path], Saver]]:
    savers: list[Saver] = []

    def start(path: Path) -> Saver:
        savers.append(
            Saver(
                path,
                open_review(path) if path.exists() else None,
                on_saved=log.note(log.saved),
                on_failed=log.note(log.failed),
                on_merged=log.note(log.merged),
                on_lost=log.note(log.lost),
                retry=0.02,
                keep_after=0.02,
            )
        )
        return savers[-1]

    yield start
    for saver in savers:
        saver.close(20)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "reviewtui-test", str(folder)]
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk needs root")
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here, though this is root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of a user whom permissions bind, which this test is then."""
    folder = Path(tempfile.mkdtemp(prefix="reviewtui-"))
    root = os.geteuid() == 0
    before = os.environ["XDG_STATE_HOME"]
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    yield folder
    if root:
        os.seteuid(0)
    os.environ["XDG_STATE_HOME"] = before
    shutil.rmtree(folder)


def fill(folder: Path) -> Path:
    """A file that takes all the room there is."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1024))
        except OSError as error:
            assert error.errno == errno.ENOSPC
    return filler


def test_a_full_disk(small_disk: Path, log: Log, begin: Callable[[Path], Saver]) -> None:
    path = small_disk / "reviews/vendors.toml"
    first = decided(review(), PAIRS[0])
    saver = begin(path)
    saver.submit(first)
    log.wait(lambda: log.saved == [first])
    before = path.read_bytes()
    filler = fill(small_disk)
    second = decided(first, PAIRS[1])
    saver.submit(second)
    log.wait(lambda: len(log.failed) > 2)
    assert log.failed[0] == "No space left on the disk; make room (vendors.toml)."
    assert saver.reason == log.failed[0]
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    third = decided(second, PAIRS[2])
    saver.submit(third)  # reviewing goes on
    filler.unlink()
    log.wait(lambda: third in log.saved)
    assert saver.reason == ""
    assert load_review(path) == third


def test_a_disk_that_becomes_read_only(
    small_disk: Path, log: Log, begin: Callable[[Path], Saver]
) -> None:
    path = small_disk / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    second = decided(first, PAIRS[1])
    saver.submit(second)
    log.wait(lambda: bool(log.failed))
    assert log.failed[0] == "The file system is read-only; make it writable (vendors.toml)."
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    log.wait(lambda: second in log.saved)
    assert load_review(path) == second


@pytest.mark.parametrize("what", ["file", "folder"])
def test_permission_taken_away(
    unprivileged: Path, log: Log, begin: Callable[[Path], Saver], what: str
) -> None:
    path = unprivileged / "reviews/vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    taken, mode = (path, 0o644) if what == "file" else (path.parent, 0o755)
    taken.chmod(mode & 0o555)
    second = decided(first, PAIRS[1])
    saver.submit(second)
    log.wait(lambda: bool(log.failed))
    assert log.failed[0] == "Not writable; check the permissions (vendors.toml)."
    assert load_review(path) == first
    taken.chmod(mode)
    log.wait(lambda: second in log.saved)
    assert load_review(path) == second


@pytest.mark.parametrize("code", [errno.EIO, errno.ESTALE, errno.ETXTBSY, errno.EBUSY])
def test_a_network_folder_that_will_not_rename(
    tmp_path: Path,
    log: Log,
    begin: Callable[[Path], Saver],
    monkeypatch: pytest.MonkeyPatch,
    code: int,
) -> None:
    path = tmp_path / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    left = [3]
    real = Path.replace

    def rename(self: Path, target: Path) -> Path:
        if Path(target) == path and left[0]:
            left[0] -= 1
            raise OSError(code, os.strerror(code))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", rename)
    second = decided(first, PAIRS[1])
    saver.submit(second)
    log.wait(lambda: second in log.saved)
    assert len(log.failed) == 3
    assert log.failed[0].endswith(" (vendors.toml).")
    assert [one.name for one in tmp_path.iterdir()] == ["vendors.toml"]
    assert load_review(path) == second


def test_a_rename_that_happened_though_an_error_was_given(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As over NFS, when the answer of the server is lost."""
    path = tmp_path / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    real = Path.replace
    left = [1]

    def rename(self: Path, target: Path) -> Path:
        real(self, target)
        if Path(target) == path and left[0]:
            left[0] -= 1
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
        return path

    monkeypatch.setattr(Path, "replace", rename)
    second = decided(first, PAIRS[1])
    saver.submit(second)
    log.wait(lambda: second in log.saved)
    assert load_review(path) == second
    assert all(not one.conflicts for one in log.merged)


# a copy elsewhere


def broken(monkeypatch: pytest.MonkeyPatch, path: Path) -> Callable[[], None]:
    """Lets no write of `path` succeed until the function given is called."""
    real, mended = Path.replace, Event()

    def rename(self: Path, target: Path) -> Path:
        if Path(target) == path and not mended.is_set():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", rename)
    return mended.set


def test_a_copy_elsewhere_holds_every_decision_until_the_file_can_be_written(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, place = tmp_path / "reviews/vendors.toml", tmp_path / "elsewhere/deep/copy.toml"
    first = decided(review(path), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    mend = broken(monkeypatch, path)
    second = decided(first, PAIRS[1])
    saver.submit(second)
    log.wait(lambda: bool(log.failed))
    saver.save_copy(place)
    assert saver.copy == place
    copied = load_review(place)
    assert copied.entries == second.entries
    assert copied.id == second.id
    # from where the copy is, its paths lead to the same files
    assert second.checklist.path == "../checklists/vendors.toml"
    assert copied.checklist.path == "../../checklists/vendors.toml"
    third = decided(second, PAIRS[2])
    saver.submit(third)
    wait_for(lambda: load_review(place).entries == third.entries)
    mend()
    log.wait(lambda: third in log.saved)
    last = decided(third, PAIRS[3])
    saver.submit(last)
    assert saver.flush(20)
    assert load_review(path) == last
    assert load_review(place).entries == third.entries, "a copy is not a second review"


def test_a_copy_never_replaces_another_file(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, place = tmp_path / "vendors.toml", tmp_path / "copy.toml"
    saver = begin(path)
    with pytest.raises(InputError, match="nothing was decided yet"):
        saver.save_copy(place)
    broken(monkeypatch, path)
    saver.submit(decided(review(), PAIRS[0]))
    log.wait(lambda: bool(log.failed))
    place.write_text("mine")
    for wrong, reason in (
        (place, "is there already, so it stays"),
        (tmp_path, "is there already"),
        (path, "is the file that cannot be written"),
        (place / "below", "not a folder"),
        (tmp_path / ("x" * 300), "too long"),
        (tmp_path / "\0", "no name for a file"),
    ):
        with pytest.raises(InputError, match=reason) as caught:
            saver.save_copy(wrong)
        assert len(caught.value.lines) == 1
    assert place.read_text() == "mine"
    place.unlink()
    saver.save_copy(place)
    place.write_text("somebody's now")
    saver.submit(decided(review(), PAIRS[1]))
    log.wait(lambda: any("No copy either" in line for line in log.failed))
    assert saver.copy is None
    assert place.read_text() == "somebody's now"


# what a session could not save


def test_what_could_not_be_saved_comes_back(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    mend = broken(monkeypatch, path)
    second = decided(first, PAIRS[1], PAIRS[2])
    saver.submit(second)
    log.wait(lambda: bool(log.failed))
    assert not saver.close(20)
    mend()
    assert load_review(path) == first
    opened = open_review(path)
    found = recover(path, opened.review)
    assert found is not None
    assert found.review.entries == second.entries
    assert found.conflicts == ()
    assert recover(path, opened.review) is not None, "until it is saved"
    later = begin(path)
    later.submit(found.review)
    assert later.close(20)
    assert load_review(path).entries == second.entries
    assert recover(path, load_review(path)) is None
    assert kept_versions(path, KeptKind.UNSAVED) == ()


def test_what_could_not_be_saved_is_there_after_a_kill(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is put aside while it is tried again, not only on leaving."""
    path = tmp_path / "vendors.toml"
    saver = begin(path)
    mend = broken(monkeypatch, path)
    made = decided(review(), PAIRS[0])
    saver.submit(made)
    wait_for(lambda: bool(kept_versions(path, KeptKind.UNSAVED)))
    found = recover(path, None)
    assert found is not None
    assert found.review.entries == made.entries
    mend()
    log.wait(lambda: made in log.saved)
    wait_for(lambda: not kept_versions(path, KeptKind.UNSAVED))


def wait_for(holds: Callable[[], bool]) -> None:
    import time

    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "waited 20 s in vain"
        time.sleep(0.01)


def test_what_somebody_decided_meanwhile_stays_and_both_are_known(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    mend = broken(monkeypatch, path)
    mine = decide(first, [decision(*PAIRS[0], Verdict.PARTIAL)], reviewer="ann", time=at(2))
    saver.submit(decided(mine, PAIRS[1], minute=3))
    log.wait(lambda: bool(log.failed))
    assert not saver.close(20)
    mend()
    theirs = decide(first, [decision(*PAIRS[0], Verdict.MISSING)], reviewer="bob", time=at(5))
    save_review(theirs, path)
    found = recover(path, load_review(path))
    assert found is not None
    assert [conflict.pair for conflict in found.conflicts] == [PAIRS[0]]
    entry = found.review.entries[PAIRS[0]]
    assert entry.verdict is Verdict.MISSING
    assert Verdict.PARTIAL in [past.entry.verdict for past in entry.history]
    assert PAIRS[1] in found.review.entries


def test_a_file_that_is_damaged_meanwhile_loses_no_decision(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver]
) -> None:
    path = tmp_path / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    path.write_bytes(path.read_bytes()[30:])
    second = decided(first, PAIRS[1])
    saver.submit(second)
    log.wait(lambda: bool(log.failed))
    assert not saver.close(20)
    found = recover(path, None)
    assert found is not None
    assert found.review.entries == second.entries


# the lock


def test_after_a_take_over_verdicts_are_merged_and_it_is_said(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver]
) -> None:
    path = tmp_path / "vendors.toml"
    first = decided(review(), PAIRS[0])
    save_review(first, path)
    saver = begin(path)
    saver.lock = lock_review(path, "ann")
    second = decided(first, PAIRS[1])
    saver.submit(second)
    assert saver.flush(20)
    assert log.lost == []
    elsewhere(path)
    theirs = decided(second, PAIRS[2], by="cleo")
    save_review(theirs, path)
    third = decided(second, PAIRS[3])
    saver.submit(third)
    log.wait(lambda: third in log.saved)
    assert [owner.name for owner in log.lost] == ["cleo"]
    assert load_review(path).entries == {**theirs.entries, **third.entries}
    saver.submit(decided(third, PAIRS[4]))
    assert saver.flush(20)
    assert len(log.lost) == 1
    saver.lock.release()


def test_two_who_save_at_once_lose_nothing(tmp_path: Path) -> None:
    """Neither has the lock: each save looks again, just before the file is replaced."""
    path = tmp_path / "vendors.toml"
    save_review(decided(review(), PAIRS[0]), path)
    logs = [Log(), Log()]
    savers = [
        Saver(path, open_review(path), on_saved=log.note(log.saved), keep_after=60) for log in logs
    ]
    made: list[Review] = [load_review(path)] * 2
    for number in range(40):
        side = number % 2
        policy = f"policy-{side}-{number}"
        made[side] = decided(made[side], (policy, "retention"), by=("ann", "bob")[side])
        savers[side].submit(made[side])
    assert all(saver.close(20) for saver in savers)
    held = load_review(path)
    assert held.entries.keys() == made[0].entries.keys() | made[1].entries.keys()


def test_state_files_are_for_nobody_else(
    tmp_path: Path, log: Log, begin: Callable[[Path], Saver]
) -> None:
    path = tmp_path / "vendors.toml"
    saver = begin(path)
    saver.lock = lock_review(path, "ann")
    saver.submit(decided(review(), PAIRS[0]))
    assert saver.close(20)
    saver.lock.release()
    found = [one for one in state_folder().rglob("*") if path_key(path) in one.name]
    assert found
    assert {one.stat().st_mode & 0o777 for one in found} == {0o600}
    folders = [one for one in state_folder().rglob("*") if one.is_dir()]
    assert {one.stat().st_mode & 0o777 for one in (state_folder(), *folders)} == {0o700}
