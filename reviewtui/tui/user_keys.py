"""The keys of every action: the defaults, or those of the user's config over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.actions import ACTIONS

if TYPE_CHECKING:
    from reviewtui.settings import Settings
    from reviewtui.tui.actions import Keys


def keys_of(settings: Settings | None) -> Keys:
    """The keys, by the actions' ids. Raises InputError for what cannot be used."""
    if settings is not None and settings.keys and settings.path:
        from reviewtui.tui.own_keys import keys_with

        return keys_with(settings.keys, settings.path)
    return {action.id: action.keys for action in ACTIONS}
