"""A note in the user's editor: it gets the terminal, and gives it back."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.cli.program import folder_with_all
from tests.terminal.terminal import PROGRAM, Terminal

SCRIPT = """#!/bin/sh
printf 'half a thought' > "$1"
printf '\\033[2J\\033[HEDITOR HERE: '
read line
printf '%s\\n' "$line" > "$1"
"""


def editor(folder: Path) -> str:
    file = folder / "editor.sh"
    file.write_text(SCRIPT, encoding="utf-8")
    file.chmod(0o700)
    return str(file)


def test_an_editor_gets_the_terminal_and_gives_it_back(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    command = editor(tmp_path)
    with Terminal([PROGRAM], cwd=tmp_path, environment={"VISUAL": command}) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()
        terminal.type("E")
        terminal.wait_for("EDITOR HERE")
        assert "─ candidate " not in terminal.text
        terminal.type("typed in the editor\n")
        terminal.wait_for("note: typed in the editor", "─ candidate ", "saved")
        terminal.type("E")
        terminal.wait_for("EDITOR HERE")
        terminal.type("\x03")  # the editor's own: it ends, and the app does not
        terminal.wait_for("kept as a draft", "─ candidate ")
        terminal.type("q")
        assert terminal.wait_ended() == 0


def test_what_an_editor_had_open_survives_a_kill(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    environment = {"VISUAL": editor(tmp_path), "XDG_STATE_HOME": str(home)}
    with Terminal([PROGRAM], cwd=tmp_path, environment=environment) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()
        terminal.type("E")
        terminal.wait_for("EDITOR HERE")
        os.kill(terminal.pid, signal.SIGKILL)
    with Terminal([PROGRAM], cwd=tmp_path, environment=environment) as terminal:
        terminal.wait_for("1 note that an editor had open")
        terminal.type("o")
        terminal.wait_for("Note: ", "half a thought")


def test_an_editor_that_dies_in_raw_mode_leaves_the_shell_its_terminal(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    rude = tmp_path / "rude.sh"
    rude.write_text(
        '#!/bin/sh\nstty raw -echo\nprintf "EDITOR HERE"\nkill -9 $$\n', encoding="utf-8"
    )
    rude.chmod(0o700)
    shell = ["sh", "-c", f"{PROGRAM}; stty -a; echo END; read line; echo got $line"]
    with Terminal(shell, cwd=tmp_path, environment={"VISUAL": str(rude)}) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.wait_quiet()
        terminal.type("E")
        terminal.wait_for("was ended by signal 9", "─ candidate ")
        terminal.type("q")
        terminal.wait_for("END")
        assert " icanon" in terminal.text
        assert "-icanon" not in terminal.text
        terminal.type("words\r")
        terminal.wait_for("got words")
