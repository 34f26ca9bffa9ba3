"""All commands: where each is, and its line in the help. Nothing is here that does not work."""

from __future__ import annotations

from typing import NamedTuple


class CommandPlace(NamedTuple):
    """The module that holds a command as `command`, and what it does in a few words."""

    module: str
    help: str


DEFAULT = "review"

COMMANDS = {
    "review": CommandPlace("reviewtui.cli.review", "Review policies in the app (the default)."),
    "match": CommandPlace("reviewtui.cli.match", "Print the passages that answer a checklist."),
    "text": CommandPlace("reviewtui.cli.text", "Print a policy's text as reviewtui reads it."),
    "status": CommandPlace("reviewtui.cli.status", "Say how far a review is."),
    "check": CommandPlace("reviewtui.cli.check", "Say whether a review stands, for CI."),
    "report": CommandPlace("reviewtui.cli.report", "Write a report for others to accept."),
    "decide": CommandPlace("reviewtui.cli.decide", "Record one verdict, for scripts."),
    "lint": CommandPlace("reviewtui.cli.lint", "Print every mistake in checklists."),
    "new": CommandPlace("reviewtui.cli.new", "Make a checklist or a review to begin with."),
    "schema": CommandPlace("reviewtui.cli.schema", "Print a JSON Schema."),
    "forget": CommandPlace("reviewtui.cli.forget", "Remove what is kept of a review elsewhere."),
    "completion": CommandPlace("reviewtui.cli.completion", "Print a script for tab completion."),
}
