"""How a line that is typed in is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.tui.wrapping import crop, width_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style

    from reviewtui.tui.typed import Typed
    from reviewtui.tui.widgets.pane import Part


def typed_parts(
    line: Typed,
    width: int,
    hint: str,
    named: Callable[[str], Style],
    *,
    sign: str = ">",
    caret: bool = True,
) -> list[Part]:
    """`sign`, then the line in `width` cells in all: the part with the caret where it is longer.

    An empty one shows the `hint`. `named` gives the style of a component class; without `caret`
    nobody types.
    """
    front = f" {sign} "
    parts: list[Part] = [(front, named("key"))]
    if not line.text:
        shown: list[Part] = [(" ", named("caret"))] if caret else []
        return [*parts, *shown, (hint, named("quiet"))]
    room = max(4, width - width_of(front) - 1)
    if not caret:
        return [*parts, (crop(line.text, room), None)]
    if line.replaced:
        return [*parts, (crop(line.text, room - 1), named("selected")), (" ", named("caret"))]
    before, under = line.text[: line.caret], line.text[line.caret : line.caret + 1] or " "
    begin = 0
    while width_of(before[begin:]) + width_of(under) > room:
        begin += 1
    before = before[begin:]
    after = crop(line.text[line.caret + 1 :], room - width_of(before) - width_of(under))
    return [*parts, (before, None), (under, named("caret")), (after, None)]
