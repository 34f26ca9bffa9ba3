"""Writing a note in place: its own keys, beside those that move in a text."""

from __future__ import annotations

from reviewtui.tui.actions.model import Action, Group, Where

_NOTE = (Where.NOTE,)

NOTES: tuple[Action, ...] = (
    Action("note-save", ("enter",), "saves", "save the note", Group.DECIDE, _NOTE),
    Action(
        # VS Code keeps ctrl+j for itself: it opens and closes its panel
        "note-line",
        ("ctrl+o", "ctrl+j"),
        "new line",
        "begin a new line",
        Group.DECIDE,
        _NOTE,
    ),
    Action(
        "note-complete",
        ("tab",),
        "completes",
        "complete the name of a snippet: `;name`, which space or saving turns into its text",
        Group.DECIDE,
        _NOTE,
    ),
    Action(
        "note-aside",
        ("escape",),
        "keeps a draft",
        "put it aside as a draft, which writing it again goes on with, also after a restart",
        Group.DECIDE,
        _NOTE,
    ),
)
