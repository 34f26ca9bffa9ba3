"""Running the program: what is caught, what it says, and the status it ends with.

0 fine; 1 the answer is no; 2 bad input; 70 (EX_SOFTWARE of sysexits.h) an unexpected error;
130 interrupted; 141 the reader of a pipe went away, as the shell counts it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from reviewtui.characters import visible
from reviewtui.cli.group import program
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BAD_INPUT, UNEXPECTED, INTERRUPTED, BROKEN_PIPE = 2, 70, 130, 141
NAME = "reviewtui"
COMPLETE = "_REVIEWTUI_COMPLETE"


def main(arguments: Sequence[str]) -> int:
    """Does what `arguments` say, without exiting; the status to exit with."""
    # a name that is not UTF-8 must not break a message about it
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        if COMPLETE in os.environ:
            return _complete(os.environ[COMPLETE])
        return _flushed(_run(list(arguments)))
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    try:
        with program.make_context(NAME, arguments) as context:
            status = program.invoke(context)
        return status if isinstance(status, int) else 0
    except Exit as ended:
        return ended.exit_code
    except click.Abort:
        return INTERRUPTED
    except InputError as error:
        _say(error.lines)
        return BAD_INPUT
    except click.ClickException as error:
        _say([_usage_line(error)])
        return BAD_INPUT
    except BrokenPipeError:
        raise
    except Exception as error:
        from reviewtui.cli.unexpected import report

        _say([report(error)])
        return UNEXPECTED


def _usage_line(error: click.ClickException) -> str:
    """click's message on one line, with where to read on."""
    message = " ".join(error.format_message().split()).rstrip(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context is not None else NAME
    return f"{command}: {visible(message)}; see {command} --help"


def _say(lines: Iterable[str]) -> None:
    try:
        for line in lines:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()
    except BrokenPipeError:
        pass  # nobody reads; the status says it


def _flushed(status: int) -> int:
    """`status`, once all that was written has really gone."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop_output()
        _say([f"standard output: cannot be written: {visible(error.strerror or str(error))}"])
        return status or BAD_INPUT
    return status


def _drop_output() -> None:
    """Keeps the interpreter from flushing once more, to nobody, when it exits."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _complete(instruction: str) -> int:
    from click.shell_completion import shell_complete

    return shell_complete(program, {}, NAME, COMPLETE, instruction)
