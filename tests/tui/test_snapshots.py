"""How the main screens look, cell by cell: in three sizes, dark and without colours.

The pictures are text files in `snapshots/`; at 80×24 each row once more in letters for the styles
of its cells (`3a77b`: three of a, 77 of b), and what the letters mean. `make snapshots` writes them
anew: look at what `git diff` says then.
"""

from __future__ import annotations

import os
from dataclasses import replace
from difflib import unified_diff
from functools import partial
from itertools import groupby
from pathlib import Path
from shutil import copy, copytree
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from reviewtui.projects import Choice, Project, resolve
from reviewtui.projects.model import Option
from reviewtui.projects.sample import NothingToReviewError
from reviewtui.reviews import Verdict, load_review, save_review
from reviewtui.reviews.merging import Conflict
from reviewtui.tui.screens.choose import ChooseApp
from reviewtui.tui.screens.conflict import ConflictList
from reviewtui.tui.screens.welcome import WelcomeApp
from reviewtui.tui.theme import wear
from tests.tui.driving import Driven, running

if TYPE_CHECKING:
    from rich.style import Style
    from textual.app import App

    from reviewtui.tui.screens.start import StartApp

FOLDER = Path(__file__).parent / "snapshots"
SIZES = ((80, 24), (120, 40), (200, 60))
MODES = ("dark", "no-colour")
# What is pressed from the review's screen to come to a screen, and back again.
SCREENS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "review": ((), ()),
    "taken": (("space", "n"), ("N", "space")),
    "find": (("slash", *"adress"), ("escape", "escape")),
    "by-hand": (("e", "e"), ("escape",)),
    "guidance": (("i",), ("i",)),
    "note": (("o", *"Only while needed."), ("ctrl+u", "enter")),
    "why": (("r",), ("escape",)),
    "help": (("question_mark",), ("escape",)),
    "commands": (("colon",), ("escape",)),
    "jump": (("apostrophe", *"ret"), ("escape",)),
    "queues": (("Q",), ("escape",)),
    "marks": (("b", "k", "B"), ("escape", "b", "k")),
    "themes": (("Y",), ("escape",)),
    "overview": (("O",), ("escape",)),
    "across": (("A",), ("escape",)),
    "decided": (("m",), ("u",)),
    "stale": (("s",), ()),
    "then-and-now": (("v",), ("escape",)),
    "evidence": (("D",), ("escape",)),
    "news": (("V",), ("escape",)),
}
# What is made without keys.
CONFLICT, DONE, WELCOME, CHOOSE = "conflict", "finished", "welcome", "choose"
OTHERS = (CONFLICT, DONE, WELCOME, CHOOSE)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def project(samples: Path, folder: Path, *, done: bool = False) -> None:
    """The sample policies and their finished review, or half of it: then one policy was edited
    and one requirement was worded anew since."""
    copytree(samples / "policies", folder / "policies")
    copy(samples / "checklists/vendor-privacy.toml", folder / "small.toml")
    path = folder / "r.toml"
    recorded = (samples / "reviews/sample.toml").read_text("utf-8")
    moved = recorded.replace("../checklists/vendor-privacy", "small").replace(
        "../policies", "policies"
    )
    path.write_text(moved, "utf-8")
    if done:
        return
    review = load_review(path)
    half = {record.id for record in review.policies[: len(review.policies) // 2]}
    kept = {pair: entry for pair, entry in review.entries.items() if pair[0] in half}
    save_review(replace(review, entries=kept), path)
    cited = next(entry for entry in kept.values() if entry.evidence)
    policy = next(folder.glob(f"policies/{cited.policy}.*"))
    words = cited.evidence[0].exact
    policy.write_text(policy.read_text("utf-8").replace(words, f"{words[:20]} heron."), "utf-8")
    asked = folder / "small.toml"
    asked.write_text(asked.read_text("utf-8").replace('text = "', 'text = "Now: ', 1), "utf-8")


def choice(folder: Path) -> Choice:
    """Two reviews of the sample, one of them finished."""

    def opened(path: Path) -> Project:
        found = resolve(review=path, cwd=folder)
        assert isinstance(found, Project)
        return found

    paths = folder / "begun" / "r.toml", folder / "done" / "r.toml"
    for path, when in zip(paths, (1_790_000_000, 1_780_000_000), strict=True):
        os.utime(path, (when, when))
    return Choice(folder, tuple(Option(path.name, partial(opened, path), path) for path in paths))


async def in_mode(driven: Driven, mode: str) -> None:
    """Puts the dark theme on, where there are colours."""
    if mode == "dark":
        assert wear(driven.app, "dark")
        await driven.settle()


async def show_conflict(driven: Driven) -> None:
    """What ann and bob decided at the same time."""
    entry = next(one for one in driven.desk.review.entries.values() if one.note)
    bobs = replace(entry, reviewer="bob", verdict=Verdict.MISSING, evidence=(), note="Not a word.")
    conflict = Conflict(entry.pair, entry, bobs)
    title = driven.desk.checklist.by_id[entry.requirement].title
    driven.app.show_over(ConflictList(conflict, entry, title, "", lambda _: None))
    await driven.settle()


async def before(app: StartApp[Any], mode: str, size: tuple[int, int]) -> str:
    """The picture of an app that comes before the review."""
    async with app.run_test(size=size) as pilot:
        if mode == "dark":
            assert wear(app, "dark")
        await app.workers.wait_for_complete()
        await pilot.pause()
        return picture(app, styled=size == SIZES[0])


def picture(app: App[Any], *, styled: bool) -> str:
    """The screen as text; if `styled`, with the styles of its cells."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()[:height]  # as Driven.screen
    rows = "\n".join(strip.text[:width].rstrip() for strip in strips)
    if not styled:
        return f"{rows}\n"
    letters: dict[str, str] = {}
    lines = []
    for strip in strips:
        cells = [
            letters.setdefault(described(style), LETTERS[len(letters)])
            for text, style, _ in strip
            for _ in range(cell_len(text))
        ]
        lines.append("".join(cells[:width]))
    legend = [f"{letter} {style}" for style, letter in letters.items()]
    return "\n".join([rows, "", *short(lines), "", *legend, ""])


def described(style: Style | None) -> str:
    """A style in words; links and what is behind it left out."""
    return str(style.without_color) + colours(style) if style else "none"


def colours(style: Style) -> str:
    """The colours of a style in words."""
    fore, back = style.color, style.bgcolor
    return (f" {fore.name}" if fore else "") + (f" on {back.name}" if back else "")


def short(lines: list[str]) -> list[str]:
    """Each line as runs: `3a77b` are three cells of a and 77 of b."""
    return ["".join(f"{len([*run])}{letter}" for letter, run in groupby(line)) for line in lines]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_screens_look_as_they_did(
    samples: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    mode: str,
) -> None:
    if mode == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    seen: dict[str, str] = {}
    styled = size == SIZES[0]
    (tmp_path / "begun").mkdir()
    project(samples, tmp_path / "begun")
    async with running(tmp_path / "begun", size=size) as driven:
        await in_mode(driven, mode)
        for name, (there, back) in SCREENS.items():
            await driven.press(*there)
            seen[name] = picture(driven.app, styled=styled)
            await driven.press(*back)
        await show_conflict(driven)
        seen[CONFLICT] = picture(driven.app, styled=styled)
    (tmp_path / "done").mkdir()
    project(samples, tmp_path / "done", done=True)
    async with running(tmp_path / "done", size=size) as driven:
        await in_mode(driven, mode)
        await driven.press("tab")
        seen[DONE] = picture(driven.app, styled=styled)
    nothing = NothingToReviewError("", Path("/home/ann/vendors"), policies=False)
    seen[WELCOME] = await before(WelcomeApp(nothing), mode, size)
    seen[CHOOSE] = await before(ChooseApp("What is to be reviewed?", choice(tmp_path)), mode, size)
    differing = [
        line
        for name, shown in seen.items()
        for line in compared(FOLDER / f"{name}-{size[0]}x{size[1]}-{mode}.txt", shown)
    ]
    assert differing == [], "\n".join(["make snapshots, if that is as it should be:", *differing])


def compared(path: Path, shown: str) -> list[str]:
    """What differs from the picture in the file, which is written instead if that is asked for."""
    if "UPDATE_SNAPSHOTS" in os.environ:
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, "utf-8")
    before = path.read_text("utf-8") if path.exists() else ""
    return [*unified_diff(before.split("\n"), shown.split("\n"), path.name, "now", lineterm="")]


def test_every_picture_is_of_a_screen() -> None:
    expected = {
        f"{name}-{columns}x{rows}-{mode}.txt"
        for name in (*SCREENS, *OTHERS)
        for columns, rows in SIZES
        for mode in MODES
    }
    assert {path.name for path in FOLDER.iterdir()} == expected


def test_no_picture_without_colours_has_any() -> None:
    for path in FOLDER.glob("*-no-colour.txt"):
        assert "#" not in path.read_text("utf-8").rpartition("\n\n")[2], path.name
