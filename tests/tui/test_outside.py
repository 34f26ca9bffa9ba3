"""The question whether files outside of a project may be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewtui.projects.outside import OutsideError, OutsideFile
from reviewtui.tui.screens.outside import OutsideApp

HOSTILE = "/home/o\x1b[31m\nther\u202e/[@click=app.quit]\x9b.txt"


def question(count: int = 1) -> OutsideError:
    files = [
        OutsideFile("../../x.txt", Path(HOSTILE.replace("ther", f"ther{n}"))) for n in range(count)
    ]
    return OutsideError(Path("reviews/a\x1b.toml"), tuple(files), ["one line"])


def rows(app: OutsideApp) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_names_the_file_as_visible_text(size: tuple[int, int]) -> None:
    app = OutsideApp(question())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = rows(app)
        text = "\n".join(shown)
        assert "/home/o␛[31m␊ther0\\u202e/[@click=app.quit]\\u009b.txt" in text
        assert "recorded as ../../x.txt" in text
        assert "reviews/a␛.toml records a file outside of its project." in text
        assert all(row.isprintable() for row in shown)
        assert any(row.strip().startswith("▶ No: open none") for row in shown)
        assert "Yes: open them" in text
        assert "enter does it" in text


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["enter"], False),
        (["q"], False),
        (["n", "enter"], False),
        (["escape"], False),
        (["y", "enter"], False),
        (["j", "enter"], True),
        (["down", "enter"], True),
        (["j", "k", "enter"], False),
    ],
)
async def test_only_who_goes_to_the_yes_says_yes(keys: list[str], answer: bool) -> None:
    app = OutsideApp(question())
    async with app.run_test() as pilot:
        await pilot.press(*keys)
    assert app.return_value is answer


async def test_many_files_can_all_be_read_before() -> None:
    app = OutsideApp(question(60))
    async with app.run_test(size=(80, 24)) as pilot:
        seen = set[str]()
        for _ in range(20):
            await pilot.pause()
            seen |= {f"ther{n}\\" for n in range(60) if f"ther{n}\\" in "\n".join(rows(app))}
            assert any("Yes: open them" in row for row in rows(app))
            await pilot.press("pagedown")
        assert len(seen) == 60
