"""The app on small policies, driven through Pilot: what the tests of this folder share."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewtui.checklists import load_checklist
from reviewtui.documents import find_policies
from reviewtui.projects import Project
from reviewtui.reviews import Review, load_review, open_review
from reviewtui.settings import Settings
from reviewtui.tui.running import assemble, finish
from reviewtui.tui.screens.gated import GatedScreen
from reviewtui.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from reviewtui.reviews import Saver
    from reviewtui.session.desk import Desk
    from reviewtui.tui.app import ReviewApp

CHECKLIST = """
format = 1
id = "small"
title = "Small"

[[requirement]]
id = "retention"
section = "Storage"
title = "Retention period"
text = "Says how long personal data is kept."
guidance = "A period per kind of data is best."
references = ["GDPR Art. 13(2)(a)"]
terms = ["retain", "kept for"]

[[requirement]]
id = "cookies"
title = "Cookies"
text = "Explains what cookies are used for."
severity = "should"

[[requirement]]
id = "children"
title = "Children"
text = "Says whether children may use the service."
"""

ACORN = """Acorn Tools privacy notice

What we collect
Acorn Tools collects the name and the e-mail address that you type into the order form.
We use cookies to remember your basket and to count visits to the shop.

How long we keep it
Orders are kept for ten years because tax law asks for it. We retain support messages for
two years and delete them afterwards.
"""

BIRCH = """Birch Maps privacy notice

Birch Maps never sets cookies for advertising.
Location traces are deleted after thirty days.
Children under 13 may not open an account with Birch Maps.
"""


@dataclass
class Driven:
    """A running app and what a test looks at."""

    app: ReviewApp
    pilot: Pilot[int]
    path: Path
    saver: Saver

    @property
    def desk(self) -> Desk:
        return self.app.desk

    def screen(self) -> list[str]:
        """The text of the screen, a string a row."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()  # Textual offers nothing public
        return [strip.text[:width] for strip in strips[:height]]

    def shows(self, words: str) -> bool:
        return words in "\n".join(self.screen())

    async def settle(self) -> None:
        """Until workers are done, what they posted is handled and the screen is painted."""
        for _ in range(3):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Presses keys as a person would: each after the screen shows what the last one did."""
        for key in keys:
            self.forget_keys()
            await self.pilot.press(key)
            await self.settle()

    def forget_keys(self) -> None:
        """The last key is long past."""
        for screen in {self.app.review_screen, self.app.screen}:
            if isinstance(screen, ReviewScreen | GatedScreen):
                screen.gate.forget()
                if screen.pace is not None:
                    screen.pace.forget()

    async def saved(self) -> Review:
        """The review as the file holds it, once all is saved."""
        assert self.saver.flush(10)
        await self.settle()
        return load_review(self.path)


def write_project(folder: Path) -> None:
    """Two policies and a checklist in `folder`."""
    (folder / "policies").mkdir()
    (folder / "policies" / "acorn.txt").write_text(ACORN, encoding="utf-8")
    (folder / "policies" / "birch.txt").write_text(BIRCH, encoding="utf-8")
    (folder / "small.toml").write_text(CHECKLIST, encoding="utf-8")


@asynccontextmanager
async def running(
    folder: Path,
    *,
    size: tuple[int, int] = (80, 24),
    reviewer: str = "ann",
    settings: Settings | None = None,
) -> AsyncIterator[Driven]:
    """The app on the project in `folder`, settled on its first screen; saves to r.toml."""
    if not (folder / "small.toml").exists():
        write_project(folder)
    path = folder / "r.toml"
    checklist = load_checklist(folder / "small.toml")
    project = Project(
        policies=find_policies([folder / "policies"]),
        checklist=checklist,
        review_path=path,
        opened=open_review(path, checklist) if path.exists() else None,
        folder=folder,
    )
    app, saver = assemble(project, reviewer, settings)
    async with app.run_test(size=size) as pilot:
        driven = Driven(app, pilot, path, saver)
        await driven.settle()
        yield driven
    finish(app, saver)
