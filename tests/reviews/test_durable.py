"""Replacing a file: whole at any moment, with the permissions and the links it had."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reviewtui.reviews.durable import remove_leftovers, write_durably


def test_a_new_file_gets_its_folder_and_the_usual_permissions(tmp_path: Path) -> None:
    path = tmp_path / "reviews/deep/vendors.toml"
    before = os.umask(0o027)
    try:
        write_durably(path, b"one")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o640])
def test_permissions_of_an_existing_file_are_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "vendors.toml"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_links_are_kept_and_what_they_lead_to_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere/real.toml"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link, second = tmp_path / "vendors.toml", tmp_path / "second.toml"
    link.symlink_to("elsewhere/real.toml")
    second.symlink_to("vendors.toml")
    write_durably(second, b"new")
    assert second.is_symlink()
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert [p.name for p in target.parent.iterdir()] == ["real.toml"]


def test_a_link_to_a_file_that_is_not_there_yet(tmp_path: Path) -> None:
    link = tmp_path / "vendors.toml"
    link.symlink_to("reviews/real.toml")
    write_durably(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "reviews/real.toml").read_bytes() == b"new"


@pytest.mark.parametrize("call", ["write", "fsync", "fchmod", "open"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    path = tmp_path / "vendors.toml"
    path.write_bytes(b"old")
    path.chmod(0o600)  # so that a new file has to be changed

    def fail(*args: object, **options: object) -> object:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match=os.strerror(code)):
        write_durably(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_rename_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "vendors.toml"
    path.write_bytes(b"old")

    def fail(self: Path, target: object) -> Path:
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="tale"):
        write_durably(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_short_writes_are_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:3]))
    write_durably(tmp_path / "vendors.toml", b"0123456789")
    assert (tmp_path / "vendors.toml").read_bytes() == b"0123456789"


def test_file_and_folder_are_flushed_before_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    sync, replace = os.fsync, Path.replace

    def flushed(handle: int) -> None:
        events.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def renamed(self: Path, target: Path) -> Path:
        events.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    write_durably(tmp_path / "vendors.toml", b"new")
    assert events == ["file", "rename", "folder"]


def test_a_folder_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not an ordinary file"):
        write_durably(tmp_path, b"new")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not an ordinary file"):
        write_durably(pipe, b"new")


def test_the_longest_name_that_the_system_takes(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 124 + ".toml")
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"


def test_leftovers_of_programs_that_are_gone_are_removed(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    leftover = tmp_path / f".vendors.toml~{gone.pid}.tmp"
    living = tmp_path / f".vendors.toml~{os.getppid()}.tmp"
    other = tmp_path / f".other.toml~{gone.pid}.tmp"
    for file in (leftover, living, other):
        file.write_bytes(b"half")
    remove_leftovers(path)
    assert not leftover.exists()
    assert living.exists()
    assert other.exists()


def test_a_read_only_file_system_is_no_matter_of_permissions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    real = os.statvfs(path)
    read_only = os.statvfs_result((*real[:8], real.f_flag | os.ST_RDONLY, real.f_namemax))
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    with pytest.raises(PermissionError):
        write_durably(path, b"new")
    monkeypatch.setattr(os, "statvfs", lambda _: read_only)
    with pytest.raises(OSError, match="Read-only file system") as caught:
        write_durably(path, b"new")
    assert caught.value.errno == errno.EROFS
    assert path.read_bytes() == b"old"
