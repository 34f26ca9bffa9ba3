"""The user's own config: what no folder may set, and what goes for all of their reviews."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reviewtui.toml_keys import Kind, place_in, read_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

# Every key of config.toml. What a folder may set as well stands in `reviewtui.projects`;
# who reviews, keys, snippets and editors are the user's alone and only here.
KEYS = {
    "reviewer": Kind.STRING,
    "theme": Kind.STRING,
    "editor": Kind.STRING,
    "snippets": Kind.TEXTS,
    "keys": Kind.LISTS,
    "ascii": Kind.SWITCH,
    "templates": Kind.STRING,
    "layout": Kind.VALUES,
}
_FOLDERS = 'it belongs into the file "reviewtui.toml" of the folder in which you review'
FOLDERS_OWN = dict.fromkeys(("checklist", "policies", "review"), _FOLDERS)


class Settings(NamedTuple):
    """The user's config; an empty string is what they did not set.

    `keys` are those of the app's actions, by the actions' ids, as the user writes them;
    `ascii` asks for ASCII in place of signs and lines; `layout` says what the panes begin with;
    `path` is the file that this was read from.
    `editor` is a command for notes, before `$VISUAL` and `$EDITOR`; `snippets` are texts for
    notes that repeat, by the names that stand for them behind a semicolon. `templates` is a
    folder with templates of reports, from the folder of that file where it is relative.
    """

    reviewer: str = ""
    theme: str = ""
    editor: str = ""
    snippets: Mapping[str, str] = MappingProxyType({})
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    ascii: bool = False
    templates: str = ""
    layout: Mapping[str, bool | int] = MappingProxyType({})
    path: Path | None = None

    def reviewer_place(self) -> str:
        """Where the file names the reviewer; for messages."""
        return place_in(self.path or config_path(), "reviewer")

    @property
    def templates_folder(self) -> Path | None:
        """The folder with templates of reports; None where the user has set none."""
        if not self.templates:
            return None
        from reviewtui.errors import InputError, shown

        folder = (self.path or config_path()).parent
        try:
            folder /= Path(self.templates).expanduser()
        except RuntimeError:  # nobody of that name
            folder /= self.templates
        if not folder.is_dir():
            place = place_in(self.path or config_path(), "templates")
            raise InputError(f"{place}: {shown(folder)} is no folder; name another")
        return folder


def config_path() -> Path:
    """Where the user's config is, or would be: `~/.config/reviewtui/config.toml` on Linux."""
    from platformdirs import user_config_dir

    return Path(user_config_dir("reviewtui", appauthor=False)) / "config.toml"


def load_settings(path: Path | None = None) -> Settings:
    """The settings in `path`, else in the user's config; all unset where there is no file.

    Raises InputError with a line for each mistake.
    """
    path = path if path is not None else config_path()
    settings = Settings(**read_keys(path, KEYS, FOLDERS_OWN), path=path)
    if settings.editor:
        _check_editor(settings.editor, path)
    return settings


def _check_editor(command: str, path: Path) -> None:
    """Raises InputError where nothing can take the command apart into words."""
    if not {*command} & {*"'\"\\"}:
        return
    import shlex

    from reviewtui.errors import InputError

    try:
        shlex.split(command)
    except ValueError as error:
        place = place_in(path, "editor")
        fault = str(error)[:1].lower() + str(error)[1:]
        raise InputError(
            f"{place}: editor: {fault}; close its quotes, write \\ for a backslash"
        ) from None
