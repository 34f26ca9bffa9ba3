"""Takes the README's picture from the running app: `make screenshot`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from reviewtui.checklists import load_checklist
from reviewtui.documents import find_policies
from reviewtui.projects import Project
from reviewtui.tui.running import assemble, finish

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "screenshot.svg"
SIZE = (120, 36)
KEYS = ("m", "m", "p", "x", "a", "m", "k", "k", "k", "k", "k", "k")


async def take() -> str:
    """The screen of a review of the samples after a few decisions, as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(
            policies=find_policies([ROOT / "policies"]),
            checklist=load_checklist(ROOT / "checklists" / "vendor-privacy.toml"),
            review_path=Path(folder) / "review.toml",
            opened=None,
            folder=ROOT,
        )
        app, saver = assemble(project, "ann")
        async with app.run_test(size=SIZE) as pilot:
            for key in (*KEYS, ""):
                for _ in range(3):
                    await app.workers.wait_for_complete()
                    await pilot.pause()
                saver.flush(10)
                app.review_screen.gate.forget()
                if key:
                    await pilot.press(key)
            picture = app.export_screenshot(title="reviewtui")
        finish(app, saver)
    return picture


def without_fonts(svg: str) -> str:
    """The picture without fonts from the network: the viewer's own monospace will do."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}|<!--.*?-->", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "monospace")


if __name__ == "__main__":
    PICTURE.write_text(without_fonts(asyncio.run(take())), encoding="utf-8")
