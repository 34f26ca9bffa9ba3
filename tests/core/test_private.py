"""Folders and files outside of a review are for nobody but the user, whatever the umask."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewtui.private import private_folder, write_private


@pytest.fixture(params=[0o000, 0o022, 0o077])
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("_umask")
def test_whatever_the_umask_and_with_the_folders_above(tmp_path: Path) -> None:
    made = private_folder(tmp_path / ".local/state/reviewtui", "places")
    assert made == tmp_path / ".local/state/reviewtui/places"
    write_private(made / "one.json", "{}")
    assert mode(made / "one.json") == 0o600
    for folder in (made, *list(made.parents)[:3]):
        assert mode(folder) == 0o700, folder


def test_one_that_others_may_read_is_closed_to_them_and_those_above_stay(tmp_path: Path) -> None:
    above = tmp_path / "state"
    (above / "reviewtui").mkdir(parents=True)
    above.chmod(0o755)
    (above / "reviewtui").chmod(0o755)
    private_folder(above / "reviewtui")
    assert (mode(above), mode(above / "reviewtui")) == (0o755, 0o700)


def test_no_folder_where_a_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(OSError, match=r"."):
        private_folder(tmp_path / "state/reviewtui")
