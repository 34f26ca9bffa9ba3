"""Which theme an app puts on: the review, and the lists that may come before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewtui.characters import visible
from reviewtui.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App

    from reviewtui.settings import Settings


def dress(app: App[Any], settings: Settings, chosen: str, folder: Path, asked: str) -> None:
    """Puts on the theme that the user's config asks for, else the one that was `chosen` last in
    the app, else the one that `folder` has `asked` for, else the terminal's.

    Raises InputError for one that is not there.
    """
    from reviewtui.tui.theme import wear

    if not settings.theme and wear(app, chosen) and chosen:
        return
    theme = settings.theme or asked
    if wear(app, theme):
        return
    from reviewtui.projects.folder_file import FOLDER_FILE
    from reviewtui.toml_keys import place_in

    path = settings.path if settings.theme else folder / FOLDER_FILE
    names = ", ".join(sorted(app.available_themes))
    where = f"{place_in(path, 'theme')}: " if path else ""
    raise InputError(f'{where}unknown theme "{visible(theme)}"; one of: {names}')


def dress_before(app: App[Any], settings: Settings) -> None:
    """The same for a list that comes before there is a review, in the current folder."""
    from pathlib import Path

    from reviewtui.projects.folder_file import folder_theme
    from reviewtui.session.room import load_view

    dress(app, settings, load_view().theme, Path(), folder_theme(Path()))
