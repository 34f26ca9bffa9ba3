"""The linear mode: a review as a dialogue of lines, for screen readers, dumb terminals, scripts.

The same session, rules and file as the app; no cursor is moved and no colour used. `run_plain`
starts it.
"""

from reviewtui.plain.running import run_plain

__all__ = ["run_plain"]
