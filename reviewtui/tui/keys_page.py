"""The page of keys in the docs, from the registry: `python -m reviewtui.tui.keys_page`."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from reviewtui.tui.actions import ACTIONS, TITLES, Action, Group, Where, own, shown_key
from reviewtui.tui.screens.help import sign_rows

_INTRO = """\
# Keys

Every key, by the place in which it has that meaning; `?` shows those of the place you are in.
Nothing needs a function key, a mouse or alt. Your config can change any of them:
[config.md](config.md). This page is written by `make keys` from the registry of actions
(`reviewtui/tui/actions/`).
"""

TEXT_KEYS = (  # in every line that is typed, and in a note
    (("left", "right", "ctrl+left", "ctrl+right"), "a character or a word back, on"),
    (("home", "end", "ctrl+a", "ctrl+e"), "to the beginning, to the end of the line"),
    (("backspace", "delete", "ctrl+d"), "delete the character before, at the caret"),
    (("ctrl+w",), "delete the word before the caret"),
    (("ctrl+u", "ctrl+k"), "delete what stands before, behind the caret"),
)
NOTE_KEYS = (
    (("up", "down", "pageup", "pagedown"), "a line, a page up, down"),
    (("shift+left", "shift+right", "shift+up", "shift+down"), "select"),
    (("ctrl+x", "ctrl+c", "ctrl+v"), "cut, copy, paste inside the app"),
    (("ctrl+z", "ctrl+y"), "undo, redo"),
)

_TEXT = """
## Where text is typed

These keys edit what is typed and cannot be changed; in a note those of the table above come first.

| key | does |
| --- | --- |
{line}

In a note, besides:

| key | does |
| --- | --- |
{note}

The key that opened a list closes it too, where it means nothing else. `ctrl+q` quits everywhere.
"""

_ELSEWHERE = """
## Signs

| sign | means |
| --- | --- |
{signs}

## What a verdict key takes

`m`, `p` and `c` take the passages taken with `space`; if there are none, the current candidate; if
there is no candidate, the verdict stands without evidence and is shown so. `x` takes none and
records what was looked for and which candidates were on the screen. `w` and `a` take only what
`space` took. What is taken stays so until a verdict stands, also while you look elsewhere; an undo
brings it back.

While evidence is selected by hand, every verdict key but `x` takes what `space` took there; if
nothing, it takes what is selected, with what was taken before. While a find is open `space` takes
the sentence around the hit; `e` selects it, and `E` then the hit itself.

A verdict key is ignored, with a message, if it was read before the requirement was on the
screen, if it was pasted, or if it repeats because it is held down.
"""


def keys_page() -> str:
    """The page, in Markdown."""
    review = own(ACTIONS, Where.REVIEW)
    groups = ((group.value, [one for one in review if one.group is group]) for group in Group)
    parts = [_INTRO, *(_table(title, actions) for title, actions in groups)]
    for where, title in TITLES.items():
        if where is not Where.REVIEW and (found := own(ACTIONS, where)):
            parts.append(_table(title, found))
    signs = "\n".join(f"| `{glyph}` | {meaning} |" for _, glyph, meaning in sign_rows() if glyph)
    text = _TEXT.format(line=_fixed(TEXT_KEYS), note=_fixed(NOTE_KEYS))
    return "".join([*parts, text, _ELSEWHERE.format(signs=signs)])


def _fixed(rows: Iterable[tuple[tuple[str, ...], str]]) -> str:
    return "\n".join(f"| {' '.join(map(_cell, keys))} | {does} |" for keys, does in rows)


def _cell(key: str) -> str:
    """A key in a table of Markdown, where a bar parts the cells."""
    shown = shown_key(key).replace("|", "\\|")
    return f"`{shown}`"


def _table(title: str, actions: Iterable[Action]) -> str:
    rows = [
        f"| {' '.join(map(_cell, action.keys))} | {action.help} | `{action.id}` |"
        for action in actions
    ]
    head = [f"\n## {title}\n", "| key | does | action |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    sys.stdout.write(keys_page())
