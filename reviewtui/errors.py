"""What a user can get wrong, as one line each; never a traceback."""

from pathlib import Path


class InputError(Exception):
    """Input that cannot be used: `lines`, each naming the file, the place and the remedy.

    The command line prints the lines and ends with status 2; the app shows them. Text from
    files inside a line has been made visible (`reviewtui.characters.visible`).
    """

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def cannot_read(path: Path, error: OSError) -> InputError:
    """The one line for a file that the system will not let us read."""
    from reviewtui.characters import visible

    remedy = {
        FileNotFoundError: "no such file or folder; check the name",
        PermissionError: "not readable; check its permissions",
        IsADirectoryError: "is a folder, a file was expected",
        NotADirectoryError: "part of its path is not a folder; check the name",
    }
    reason = next((text for kind, text in remedy.items() if isinstance(error, kind)), None)
    return InputError(f"{visible(str(path))}: {reason or visible(error.strerror or str(error))}")
