"""The two lines below name the keys that matter, and where they lead."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import running


async def test_keys_say_what_they_go_to(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        driven.app.review_screen.say("")
        driven.app.review_screen.paint()
        await driven.settle()
        above, below = driven.screen()[-2:]
        assert below.startswith(" m met p partial x missing c contra w unclear a n/a n candidate")
        for key in ("space take", "j requirement", "] policy", "tab undecided"):
            assert f" {key}" in above


async def test_where_there_is_room_they_say_it_in_full(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 40)) as driven:
        for key in ("c contradicted", "a not applicable", "n next candidate"):
            assert f" {key}" in driven.screen()[-1]


async def test_keys_stand_beside_a_message(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
        said = driven.screen()[-2]
        assert "u undoes" in said
        assert said.index("space take") > said.index("u undoes")


async def test_the_verdict_that_stands_is_marked_among_the_keys(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        footer = driven.app.review_screen.footer

        def reversed_words() -> list[str]:
            return [text for text, style, _ in footer.render_line(1) if style and style.reverse]

        assert reversed_words() == []
        await driven.press("p", "k")
        assert reversed_words() == ["partial"]
        await driven.press("u")
        assert reversed_words() == []


async def test_a_warning_is_read_to_its_end(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        screen = driven.app.review_screen
        words = (
            "Not taken over: ben on harrow has it open, and it is possible once they have quit or"
        )
        screen.say(f"{words} were silent for ten minutes.", "warning")
        screen.paint()
        await driven.settle()
        above, below = driven.screen()[-2:]
        assert f"{above.strip()} {below.strip()}".startswith(
            f"{words} were silent for ten minutes."
        )
        assert below.endswith("? help")
        await driven.press("j")
        assert "m met" in driven.screen()[-1]


async def test_a_key_that_means_nothing_says_so_and_covers_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("Z")
        assert driven.shows("Z means nothing here; ? lists the keys.")
        await driven.press("h")
        assert driven.shows("h means nothing here"), "it does while words are selected"
        await driven.press("j")
        assert not driven.shows("means nothing")
        await driven.press("m", "Z")
        assert driven.shows("u undoes"), "the decision stays to be read"
        await driven.press("escape", "slash", "Z")
        assert not driven.shows("means nothing"), "it is typed"
        await driven.press("escape", "O", "Z")
        assert driven.shows("Z means nothing here")
