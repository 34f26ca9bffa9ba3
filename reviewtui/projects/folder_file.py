"""A folder's own file, `reviewtui.toml`: what is reviewed in that folder where nothing is typed."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from reviewtui.errors import InputError, reason, shown
from reviewtui.toml_keys import Kind, place_in, read_keys

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_FILE = "reviewtui.toml"
# All that a folder may set: a cloned one must not make anyone sign as somebody else.
FOLDER_KEYS = {
    "checklist": Kind.STRING,
    "policies": Kind.STRINGS,
    "review": Kind.STRING,
    "theme": Kind.STRING,
}
_OWN = "it comes from your own config: a folder changes neither who signs nor what a key does"
USERS_OWN = dict.fromkeys(
    ("reviewer", "keys", "snippets", "editor", "templates", "layout", "ascii"), _OWN
)


class FolderFile:
    """What the file of `folder` says; nothing where there is none.

    Raises InputError with a line for each key or value that is wrong. What it names is looked at
    only where it is asked for: what was typed goes before it.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FOLDER_FILE
        self._keys = read_keys(self.path, FOLDER_KEYS, USERS_OWN)

    @property
    def theme(self) -> str:
        """The theme that the folder asks for, or ""."""
        theme: str = self._keys.get("theme", "")
        return theme

    def file(self, key: str) -> Path | None:
        """The file that `key` names; None where it names none. Raises InputError."""
        return self._named(self._keys[key], key) if key in self._keys else None

    def files(self, key: str) -> tuple[Path, ...]:
        """All files and folders that `key` names. Raises InputError for the first wrong one."""
        names = self._keys.get(key, ())
        return tuple(self._named(name, key, at) for at, name in enumerate(names))

    def _named(self, name: str, key: str, at: int | None = None) -> Path:
        """What `name` means: below the folder, and there. A review is made at its first
        decision."""
        named = self.path.parent / name
        try:
            inside = named.resolve().is_relative_to(self.path.parent.resolve())
        except (OSError, RuntimeError):
            inside = False
        if not inside:
            why = " is outside the folder; name it on the command line instead"
            raise self._fault(name, why, key, at)
        try:
            is_folder = stat.S_ISDIR(named.stat().st_mode)
        except FileNotFoundError:
            if key == "review":
                return named
            why = ": no such file or folder; correct it, or take it out"
            raise self._fault(name, why, key, at) from None
        except OSError as error:
            raise self._fault(name, f": {reason(error)}", key, at) from None
        if is_folder and key != "policies":
            raise self._fault(name, " is a folder; name a file", key, at)
        return named

    def _fault(self, name: str, why: str, key: str, at: int | None) -> InputError:
        place = place_in(self.path, key, *(() if at is None else (at,)))
        return InputError(f'{place}: {key} "{shown(name)}"{why}')


def folder_theme(folder: Path) -> str:
    """The theme that a folder's own file asks for, or "". Raises InputError as that does."""
    return FolderFile(folder).theme
