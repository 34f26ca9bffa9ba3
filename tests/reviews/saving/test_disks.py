"""Real disks that are full, read-only or gone: said, tried again, and nothing else lost."""

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewtui.reviews import (
    Saver,
    load_review,
    save_review,
)
from tests.reviews.samples import review
from tests.reviews.saving.savers import PAIRS, Log, decided

NOBODY = 65534


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
