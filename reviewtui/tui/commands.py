"""What can be picked by its name: the commands of a place, and wherever one can go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewtui.characters import visible
from reviewtui.documents import BlockKind
from reviewtui.reviews import Queue
from reviewtui.tui.actions import ACTIONS, Group, shown_keys, within
from reviewtui.tui.glyphs import entry_glyph
from reviewtui.tui.theme import TERMINAL_THEME, own_themes
from reviewtui.tui.widgets.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewtui.tui.actions import Where
    from reviewtui.tui.keyed import Keyed
    from reviewtui.tui.screens.review import ReviewScreen

_KINDS = {
    "terminal": "the terminal's own sixteen colours",
    "light": "dark on white",
    "dark": "light on dark",
    "high-contrast": "white on black",
}
_SELF = {"commands", "jump"}


def commands(screen: Keyed) -> Picker:
    """The commands of the place that `screen` is in."""
    return Picker("Commands", [*_commands(screen, screen.place)])


def places(screen: ReviewScreen) -> Picker:
    """Requirements, policies, headings of the policy on the screen, and commands."""
    choices = [
        *_requirements(screen),
        *_policies(screen),
        *_headings(screen),
        *_commands(screen, screen.place),
    ]
    return Picker("Go to", choices)


def themes(screen: Keyed) -> Picker:
    """The themes there are, at the one that is worn."""
    app = screen.app
    for theme in own_themes():
        app.register_theme(theme)
    known = [TERMINAL_THEME, *own_themes()]
    first = [theme.name for theme in known]
    names = [*first, *sorted({*app.available_themes} - {*first})]

    def put_on(name: str) -> None:
        app.theme = name
        app.keep_view(app.view._replace(theme=name))
        until = "until you leave: your config says another" if app.settings.theme else "from now on"
        app.review_screen.say(f"Theme {name}, {until}.")
        app.review_screen.footer.repaint()

    choices = [
        Choice(name, _KINDS.get(name, "of Textual's"), partial(put_on, name)) for name in names
    ]
    return Picker("Themes", choices, names.index(app.theme) if app.theme in names else 0)


def _commands(screen: Keyed, where: Where) -> Iterator[Choice]:
    # those that decide come last: enter on what is offered first must decide nothing
    for action in sorted(within(ACTIONS, where), key=lambda one: one.group is Group.DECIDE):
        if action.id not in _SELF:
            keys = shown_keys(screen.app.keys.get(action.id, ()))
            name = f"{action.id.replace('-', ' ')} {action.label} {action.help}"
            run = partial(screen.run_command, action.id)
            yield Choice(action.help, keys or "no key", run, find=name)


def _requirements(screen: ReviewScreen) -> Iterator[Choice]:
    desk = screen.desk
    policy, stale = desk.pair[0], desk.listed(Queue.STALE)
    for requirement in desk.checklist.requirements:
        pair = (policy, requirement.id)
        sign, style = entry_glyph(desk.review.entries.get(pair), pair in stale)
        note = f"requirement  {requirement.section}".rstrip()
        go = partial(screen.go, partial(desk.go_to, pair))
        name = f"{requirement.title} {requirement.id} {requirement.section}"
        yield Choice(requirement.title, note, go, sign, style, name)


def _policies(screen: ReviewScreen) -> Iterator[Choice]:
    desk = screen.desk
    for policy in desk.policy_ids:
        known = desk.progress(policy)
        note = f"policy  {known.decided}/{known.total}"
        yield Choice(policy, note, partial(screen.go, partial(desk.go_to_policy, policy)))


def _headings(screen: ReviewScreen) -> Iterator[Choice]:
    policy = screen.desk.policy
    if policy is None:
        return
    for block in policy.blocks:
        if block.kind is BlockKind.HEADING:
            words = " ".join(policy.text[block.start : block.end].split())
            show = partial(screen.read_at, block.start, block.end)
            yield Choice(visible(words), "heading", show)
