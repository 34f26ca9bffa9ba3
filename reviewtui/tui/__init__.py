"""The app: everything that shows a review in a terminal. `run_app` starts it.

Importing this package loads no Textual; `run_app` does.
"""

from reviewtui.tui.running import Manner, open_or_ask, run_app

__all__ = ["Manner", "open_or_ask", "run_app"]
