"""Who reviews: the name that stands beside every verdict."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

from reviewtui.characters import has_hidden, visible
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAME_AT_MOST = 200
_GIT_TIMEOUT = 2.0  # seconds; git answers in a few milliseconds or hangs on a dead mount


def find_reviewer(
    explicit: str | None = None,
    *,
    configured: str | None = None,
    place: Callable[[], str] | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """The reviewer's name: the first that is given of `explicit` (the option `--reviewer`),
    `$REVIEWTUI_REVIEWER`, `configured` (the user's own config, at that `place`), git's
    `user.name`, the login.

    Raises InputError where a name that was chosen cannot be one: hidden characters, a line
    break, more than 200 characters; and where there is none at all.
    """
    environment = os.environ if environment is None else environment
    chosen = (
        ("--reviewer", explicit),
        ("REVIEWTUI_REVIEWER", environment.get("REVIEWTUI_REVIEWER")),
        ("reviewer in your config", configured),
    )
    for source, name in chosen:
        if name is not None and name.strip():
            if name is configured and place is not None and _fault(name.strip()):
                return _checked(name, f"{place()}: reviewer")
            return _checked(name, source)
    for name in (_git_name(), _login_name(environment)):
        if name is not None and not _fault(name):
            return unicodedata.normalize("NFC", name.strip())
    raise InputError("--reviewer: nobody knows who reviews; give a name, or set REVIEWTUI_REVIEWER")


def _checked(name: str, source: str) -> str:
    name = unicodedata.normalize("NFC", name.strip())
    fault = _fault(name)
    if fault:
        raise InputError(f'{source}: "{visible(name[:40])}" {fault}')
    return name


def _fault(name: str) -> str:
    if not name.strip():
        return "is empty"
    if len(name) > NAME_AT_MOST:
        return f"is longer than {NAME_AT_MOST} characters; give a shorter name"
    if has_hidden(name.strip()):
        return "holds characters that cannot be seen; give a name without them"
    return ""


def _git_name() -> str | None:
    """git's `user.name`; None without git, without a name, or where git does not answer."""
    import subprocess

    try:
        answer = subprocess.run(
            ("git", "config", "--get", "user.name"),  # noqa: S607
            capture_output=True,
            timeout=_GIT_TIMEOUT,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.decode("utf-8", "replace").strip() or None


def _login_name(environment: Mapping[str, str]) -> str | None:
    for key in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if environment.get(key):
            return environment[key]
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return None
