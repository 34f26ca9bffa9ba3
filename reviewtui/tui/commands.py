"""The command palette: every action of the registry by its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reviewtui.tui.actions import ACTIONS, Action, Group, shown_key
from reviewtui.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import Callable


class ActionCommands(Provider):
    """Offers what the review screen can do."""

    def _run(self, action: Action) -> Callable[[], None]:
        return partial(cast("ReviewScreen", self.screen).run_command, action.id)

    @staticmethod
    def _name(action: Action) -> str:
        return f"{action.help}  ({shown_key(action.keys[0])})"

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        if isinstance(self.screen, ReviewScreen):
            # those that decide come last: enter on what is offered first must decide nothing
            for action in sorted(ACTIONS, key=lambda action: action.group is Group.DECIDE):
                yield DiscoveryHit(self._name(action), self._run(action))

    async def search(self, query: str) -> Hits:
        """Those that the query matches."""
        if not isinstance(self.screen, ReviewScreen):
            return
        matcher = self.matcher(query)
        for action in ACTIONS:
            score = matcher.match(name := self._name(action))
            if score > 0:
                yield Hit(score, matcher.highlight(name), self._run(action))
