"""What comes before a review: the welcome says all that a newcomer needs, and the lists wear the
theme that the review will wear."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewtui.errors import InputError
from reviewtui.projects.sample import NothingToReviewError, sample_files
from reviewtui.session.room import View, save_view
from reviewtui.settings import Settings
from reviewtui.tui.dressing import dress_before
from reviewtui.tui.screens.welcome import WelcomeApp


def welcome(folder: Path, *, policies: bool = False) -> WelcomeApp:
    return WelcomeApp(NothingToReviewError("nothing", folder, policies=policies))


def rows(app: WelcomeApp) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


async def test_the_welcome_is_seen_at_once_at_80_by_24() -> None:
    app = welcome(Path("/home/maximiliane/vendors-2026/second-round"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        said = " ".join(" ".join(rows(app)).split())
    checklist, policy, *more = sample_files()
    for words in (
        "Welcome to reviewtui", "nothing to review", checklist, policy.removeprefix("policies/"),
        f"and {len(more)} more", "reviews/", "m met", "u takes back", "? lists all keys",
        "goes on where you stopped", "▶ Make a sample review here", "Leave everything as it is",
        "enter does it",
    ):  # fmt: skip
        assert words in said, words


async def test_on_a_small_screen_the_answers_stay_and_the_rest_can_be_read(tmp_path: Path) -> None:
    app = welcome(tmp_path)
    async with app.run_test(size=(60, 15)) as pilot:
        await pilot.pause()
        seen = "\n".join(rows(app))
        assert "goes on" not in seen
        for _ in range(4):
            assert "▶ Make a sample" in "\n".join(rows(app))
            await pilot.press("pagedown")
            seen += "\n".join(rows(app))
        assert "goes on" in seen
        await pilot.press("j")
        assert "▶ Leave everything" in "\n".join(rows(app))


async def test_what_was_made_is_told(tmp_path: Path) -> None:
    app = welcome(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("enter")
    assert app.return_value == "Made here: policies/ (6) and checklists/vendor-privacy.toml."
    assert all((tmp_path / name).is_file() for name in sample_files())
    (tmp_path / "checklists" / "vendor-privacy.toml").unlink()
    app = welcome(tmp_path, policies=True)
    async with app.run_test() as pilot:
        await pilot.press("enter")
    assert app.return_value == "Made here: checklists/vendor-privacy.toml."


def test_the_theme_is_that_of_the_config_else_the_last_one_else_the_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def worn(settings: Settings) -> str:
        app = welcome(tmp_path)
        dress_before(app, settings)
        return app.theme

    assert worn(Settings()) == "terminal"
    (tmp_path / "reviewtui.toml").write_text('theme = "light"\n', encoding="utf-8")
    assert worn(Settings()) == "light"
    assert save_view(View(theme="high-contrast"))
    assert worn(Settings()) == "high-contrast"
    assert worn(Settings(theme="dark")) == "dark"


def test_a_theme_that_is_not_there_is_an_error_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reviewtui.toml").write_text('\ntheme = "mauve"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r'reviewtui\.toml:2: unknown theme "mauve"; one of:'):
        dress_before(welcome(tmp_path), Settings())


async def test_the_theme_reaches_the_screen(tmp_path: Path) -> None:
    app = welcome(tmp_path)
    dress_before(app, Settings(theme="light"))
    async with app.run_test():
        assert app.screen.styles.background.hex == "#FFFFFF"
        assert app.screen.styles.color.hex == "#1C1C1C"
