"""The page of keys in the docs, from the registry: `python -m reviewtui.tui.keys_page`."""

from __future__ import annotations

import sys

from reviewtui.tui.actions import ACTIONS, Group, shown_key
from reviewtui.tui.screens.help import sign_rows

_INTRO = """\
# Keys

Every key of the review screen; `?` shows the same list in the app. Nothing needs a function
key, a mouse or alt. This page is written by `make keys` from the registry of actions
(`reviewtui/tui/actions.py`).
"""

_ELSEWHERE = """
## Signs

| sign | means |
| --- | --- |
{signs}

## While a note is written

| key | does |
| --- | --- |
| `enter` | saves the note |
| `ctrl+j` | begins a new line |
| `escape` | puts it aside as a draft, which `o` opens again, also after a restart |

## What a verdict key takes

`m`, `p` and `c` take the pieces taken with `space`; if there are none, the current candidate; if
there is no candidate, the verdict stands without evidence and is shown so. `x` takes none and
records what was looked for and which candidates were on the screen. `w` and `a` take only what
`space` took.

A verdict key is ignored, with a message, if it was read before the requirement was on the
screen, if it was pasted, or if it repeats because it is held down.
"""


def keys_page() -> str:
    """The page, in Markdown."""
    parts = [_INTRO]
    for group in Group:
        rows = [
            f"| {' '.join(f'`{shown_key(key)}`' for key in action.keys)} | {action.help} "
            f"| `{action.id}` |"
            for action in ACTIONS
            if action.group is group
        ]
        parts.append(
            "\n".join(
                [f"\n## {group}\n", "| key | does | action |", "| --- | --- | --- |", *rows, ""]
            )
        )
    signs = "\n".join(f"| `{glyph}` | {meaning} |" for _, glyph, meaning in sign_rows() if glyph)
    return "".join([*parts, _ELSEWHERE.format(signs=signs)])


if __name__ == "__main__":
    sys.stdout.write(keys_page())
