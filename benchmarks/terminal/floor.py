"""The floor: as little as a Textual app can do that redraws a full screen at every key.

Header, footer and one text; `n` puts other words into all of it. What it takes is what Textual
and the terminal take: reviewtui is measured against it, in the same run.
"""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static

WORDS = (
    "kite", "harbour", "lantern", "seven", "meadow", "anvil", "copper", "drizzle", "orchard",
    "velvet", "thimble", "gravel", "walnut", "ember", "sparrow", "tunnel", "quartz", "linen",
)  # fmt: skip
ENOUGH = 1400  # words: more than the largest screen measured shows


class Floor(App[None]):
    """A screenful of words; `n` for others."""

    CSS = "Static { height: 1fr; }"
    BINDINGS: ClassVar = [("n", "next", "next")]

    def __init__(self) -> None:
        super().__init__()
        self._turn = 0

    def compose(self) -> ComposeResult:
        """Header, text, footer."""
        yield Header()
        yield Static(self._words(), markup=False)
        yield Footer()

    def action_next(self) -> None:
        """Other words everywhere, without a new layout."""
        self._turn += 1
        self.query_one(Static).update(self._words(), layout=False)

    def _words(self) -> str:
        turn = self._turn
        chosen = ((place * 11 + turn * 5 + place // 13) % len(WORDS) for place in range(ENOUGH))
        return " ".join(WORDS[number] for number in chosen)


if __name__ == "__main__":
    Floor().run()
