"""What every test starts from: nobody's home, settings, name, locale, time zone or colours."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reviewtui.documents import cache

ROOT = Path(__file__).resolve().parent.parent

# Examples may be slow on a busy machine, never wrong for it: no deadline anywhere.
settings.register_profile("default", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "default")

_UNSET = (
    "CLICOLOR", "CLICOLOR_FORCE", "COLORFGBG", "COLORTERM", "COLUMNS", "EDITOR",
    "FORCE_COLOR", "LANG", "LANGUAGE", "LINES", "LNAME", "NO_COLOR", "PAGER", "TERM_PROGRAM",
    "TMUX", "USERNAME", "VISUAL",
)  # fmt: skip
_UNSET_BEGINNINGS = (
    "GIT_",
    "LC_",
    "PYTHON",
    "REVIEWTUI_",
    "_REVIEWTUI_",
    "SSH_",
    "TEXTUAL",
    "XDG_",
)


@pytest.fixture(autouse=True)
def _isolated(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives the test, and every program it starts, an empty home and a plain environment."""
    for name in list(os.environ):
        if name in _UNSET or name.startswith(_UNSET_BEGINNINGS):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    for name, value in {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "USER": "tester",
        "LOGNAME": "tester",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "xterm-256color",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(cache, "_problem", "")


@pytest.fixture
def home() -> Path:
    """The empty home that the test runs in."""
    return Path(os.environ["HOME"])


@pytest.fixture(scope="session")
def samples() -> Path:
    """The repository's folder: `policies/` and `checklists/` are in it. Not to be written to."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real policies and their references beside the project; skips where they are absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "policies").is_dir():
        pytest.skip("the real policies (../shared) are not on this machine")
    return folder
