"""Lines out, lines in: the terminal as a typewriter."""

from __future__ import annotations

import io
import shutil
import sys
import textwrap
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from reviewtui.characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_COLUMNS = 100  # wider lines are hard to read, and to follow by ear
LEAST_COLUMNS = 10
# Linux hands over no more of a line that is typed at a terminal, and drops the rest unsaid
# (N_TTY_BUF_SIZE in the kernel's drivers/tty/n_tty.c, termios(3) on canonical mode)
TERMINAL_LINE = 4095  # bytes, without the line feed


class Dialogue:
    """Says lines and asks for one. Everything said is made visible and wrapped on the way."""

    def __init__(self, source: TextIO | None = None, sink: TextIO | None = None) -> None:
        """Standard input and output unless `source` and `sink` are given."""
        self._source = source if source is not None else sys.stdin
        self._sink = sink if sink is not None else sys.stdout
        for stream, errors in ((self._source, "surrogateescape"), (self._sink, "replace")):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors=errors)
        self.interactive = self._source.isatty()

    @property
    def width(self) -> int:
        """Columns to wrap at."""
        columns = shutil.get_terminal_size((80, 24)).columns - 1
        return max(LEAST_COLUMNS, min(columns, MOST_COLUMNS))

    def say(self, text: str = "", indent: int = 0) -> None:
        """One paragraph, wrapped; `indent` cells in from its second line on, and before it."""
        margin = " " * indent
        lines = textwrap.wrap(
            visible(" ".join(text.split())),
            self.width,
            initial_indent=margin,
            subsequent_indent=margin,
            break_on_hyphens=False,
        )
        self._sink.write("\n".join(lines or [""]) + "\n")

    def say_all(self, lines: Iterable[str]) -> None:
        """A paragraph for each."""
        for line in lines:
            self.say(line)

    def flush(self) -> None:
        """What was said is there for whoever waits."""
        self._sink.flush()

    def ask(self, prompt: str) -> str | None:
        """The line that is answered, without white space around it; None at the end of input.

        What was typed at a terminal before the question was there is not an answer to it: it
        is thrown away, and said so. So is a line that did not arrive as it was written.
        """
        line = self._answered(prompt)
        while line is not None and (why := self._spoilt(line)):
            self.say(f"Ignored: {why}.")
            line = self._answered(prompt)
        return line

    def _answered(self, prompt: str) -> str | None:
        if self._typed_ahead():
            self.say("Ignored: what was typed before this was shown.")
        self._sink.write(f"{prompt} ")
        self._sink.flush()
        line = self._source.readline()
        if not line:
            self._sink.write("\n")
            return None
        if not self.interactive:
            self._sink.write(f"{visible(line.strip())}\n")  # a transcript shows what was asked
        return line.strip()

    def _spoilt(self, line: str) -> str:
        """Why `line` cannot be what was meant; "" for one that can."""
        encoding = getattr(self._source, "encoding", None) or "utf-8"
        if any("\ud800" <= character <= "\udfff" for character in line):
            return f"that line is not {encoding.upper()}; write it in that encoding"
        if self.interactive and len(line.encode(encoding, "replace")) >= TERMINAL_LINE:
            return (
                f"a terminal's line ends at {TERMINAL_LINE} bytes, and the rest of it is lost; "
                "write a note in lines, with o alone"
            )
        return ""

    def _typed_ahead(self) -> bool:
        """Whether whole lines were waiting at the terminal; they are gone then."""
        if not self.interactive:
            return False
        with suppress(ImportError, OSError, ValueError):
            import select
            import termios

            handle = self._source.fileno()
            waiting = bool(select.select([handle], [], [], 0)[0])
            termios.tcflush(handle, termios.TCIFLUSH)
            return waiting
        return False
