"""Running the program: what is caught, what it says, and the status it ends with.

0 fine; 1 the answer is no; 2 bad input, or results that could not be written, as on a full disk;
70 (EX_SOFTWARE of sysexits.h) an unexpected error; 130 interrupted; 141 the reader of a pipe went
away, as the shell counts it.
"""

from __future__ import annotations

import errno
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
    from typing import TextIO

BAD_INPUT, UNEXPECTED, INTERRUPTED, BROKEN_PIPE = 2, 70, 130, 141
NAME = "reviewtui"
COMPLETE = "_REVIEWTUI_COMPLETE"


def main(arguments: Sequence[str]) -> int:
    """Does what `arguments` say, without exiting; the status to exit with."""
    _open_closed_streams()
    # a name that is not UTF-8 must not break a message about it
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        if COMPLETE in os.environ:
            return _complete(os.environ[COMPLETE])
        return _flushed(_run(list(arguments)))
    except BrokenPipeError:
        _drop(sys.stdout)
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    try:
        _check_arguments(arguments)
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
        return _failed(error)


def _failed(error: Exception) -> int:
    """Says what went wrong that no command expects; the status."""
    if isinstance(error, OSError) and _is_of_output(error):
        _refuse_output(error)
        return BAD_INPUT
    _say([_reported(error)])
    return UNEXPECTED


def _check_arguments(arguments: Sequence[str]) -> None:
    """Raises InputError for an empty argument: as a path it would mean the current folder."""
    for number, argument in enumerate(arguments, 1):
        if not argument or (argument.startswith("--") and argument.endswith("=")):
            of = f"{visible(argument[:-1])}: " if argument else ""
            raise InputError(
                f"{NAME}: {of}argument {number} is empty; give a name, or leave it out "
                "(is a variable of the shell not set?)"
            )


def _reported(error: Exception) -> str:
    """The line on an unexpected error, also where there is no memory left to write a log."""
    try:
        from reviewtui.cli.unexpected import report

        return report(error)
    except Exception:
        return "reviewtui: unexpected error; no log could be written"


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
    except OSError:  # nobody reads, or there is no room; the status says it
        _drop(sys.stderr)


def _flushed(status: int) -> int:
    """`status`, once all that was written has really gone."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _refuse_output(error)
        return status or BAD_INPUT
    return status


def _is_of_output(error: OSError) -> bool:
    """Whether results could not be written: whatever fails to be opened has a name."""
    codes = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
    return error.filename is None and error.errno in codes


def _refuse_output(error: OSError) -> None:
    _drop(sys.stdout)
    _say([f"standard output: {_why_not_written(error)}"])


def _why_not_written(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "no space left on the disk; make room and start again"
    if error.errno == errno.EBADF:
        return "is closed; give it a file, a pipe or a terminal"
    return f"cannot be written: {visible(error.strerror or str(error))}; write elsewhere"


def _open_closed_streams() -> None:
    """Stands in for streams that the caller closed: so no file opened later gets their number."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115
    if sys.stdout is None:  # whatever is written is refused, as it would have been
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115


def _drop(stream: TextIO) -> None:
    """Keeps the interpreter from flushing once more, to nobody, when it exits."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), stream.fileno())


def _complete(instruction: str) -> int:
    from click.shell_completion import shell_complete

    return shell_complete(program, {}, NAME, COMPLETE, instruction)
