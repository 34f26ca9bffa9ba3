"""The user's editor for notes: which one, and running it on a file."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def editor_command(configured: str, environ: Mapping[str, str]) -> list[str]:
    """The command of the user's config, else of `$VISUAL`, else of `$EDITOR`, in words.

    One that names a program as a whole is that program, spaces and all. Raises InputError where
    there is none, or it cannot be taken apart.
    """
    import shlex
    import shutil

    named = (
        ("editor in your config", configured),
        ("$VISUAL", environ.get("VISUAL", "")),
        ("$EDITOR", environ.get("EDITOR", "")),
    )
    for name, command in named:
        whole = os.path.expanduser(command.strip())  # noqa: PTH111 - Path raises for ~nobody
        if whole and shutil.which(whole):
            return [whole]
        try:
            words = shlex.split(whole)
        except ValueError as error:
            raise InputError(f"{name}: {error}: {visible(command)}") from None
        if any(words):
            return words
    raise InputError("no editor: set $EDITOR or your config's; o writes here")


def run_editor(command: Sequence[str], file: Path) -> str:
    """Runs an editor on `file` until it ends; what went wrong, in words, or "".

    Nothing of the program runs meanwhile but its threads. ctrl+c is the editor's own.
    """
    name = visible(Path(command[0]).name)
    try:
        with _interrupts_ignored(), _terminal_as_it_was():
            ended = subprocess.run([*command, str(file)], check=False)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        return f"{name} cannot be run ({why}); set another editor, or o writes here"
    if ended.returncode < 0:
        return f"{name} was ended by signal {-ended.returncode}"
    if ended.returncode:
        return f"{name} ended with status {ended.returncode}"
    return ""


@contextmanager
def _terminal_as_it_was() -> Iterator[None]:
    """An editor that is killed leaves the terminal raw, and the shell would get it so."""
    kept = None
    with suppress(ImportError, OSError, ValueError):
        import termios

        with suppress(termios.error):
            kept = termios.tcgetattr(0)
    try:
        yield
    finally:
        if kept is not None:
            with suppress(OSError, termios.error):
                termios.tcsetattr(0, termios.TCSANOW, kept)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A handler, not SIG_IGN: the editor would inherit that."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
