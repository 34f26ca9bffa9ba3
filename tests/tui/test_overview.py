"""The overview: how it stands at a glance, and from there to any cell."""

from pathlib import Path

import pytest

from reviewtui.reviews import Verdict
from tests.tui.driving import Driven, running, write_project


def row(driven: Driven, title: str) -> str:
    return next(line for line in driven.screen() if title in line)


async def test_each_cell_has_its_glyph_and_each_row_and_column_its_sums(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "x", "d", "c", "O")
        assert "acorn" in driven.screen()[1]
        assert "birch" in driven.screen()[1]
        assert "✓" in row(driven, "Retention")
        assert "≠" in row(driven, "Retention")
        assert "2/2 ✗1" in row(driven, "Retention")
        assert "✗" in row(driven, "Cookies")
        assert "1/2 ✗1" in row(driven, "Cookies")
        assert "»" in row(driven, "Children")
        assert row(driven, "to go").split()[2:] == ["1", "2"]
        assert row(driven, "✗ ≠").split()[2:] == ["1", "1"]
        assert driven.shows("3/6 decided")


async def test_stale_ones_show(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
    checklist = tmp_path / "small.toml"
    text = checklist.read_text(encoding="utf-8")
    checklist.write_text(text.replace("Says how", "Tells how"), encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("O", "k")
        assert "!" in row(driven, "Retention")
        assert driven.shows("Retention period: met, stale · 1 passage · ann")
        await driven.press("A")
        assert driven.shows("acorn  met, stale · ann")


@pytest.mark.parametrize("keys", [(), ("d", "u")])
async def test_what_an_undo_promised_goes_with_what_is_done_in_the_table(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "u")
        assert driven.shows("undone · ctrl+r gives it again")
        await driven.press("O", "j", *keys, "d", "escape")
        assert driven.desk.pair == ("acorn", "retention")
        assert not driven.shows("ctrl+r")
        await driven.press("ctrl+r")
        assert driven.shows("Nothing to redo.")


async def test_vim_and_arrow_keys_move_and_enter_jumps(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("O", "l", "j", "enter")
        assert driven.desk.pair == ("birch", "cookies")
        await driven.press("O", "h", "k", "G", "$")
        assert driven.shows("birch · Children")
        await driven.press("g", "0", "down", "right", "left", "up", "enter")
        assert driven.desk.pair == ("acorn", "retention")
        await driven.press("O", "j", "escape")
        assert driven.desk.pair == ("acorn", "retention"), "escape changes nothing"


async def test_a_filter_as_one_types_and_by_verdict(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "x", "O", "/", *"coo")
        assert driven.shows("1 requirement × 2 policies")
        assert not driven.shows("Children")
        await driven.press(*" bir")
        assert driven.shows("1 requirement × 1 policy")
        await driven.press("enter", "enter")
        assert driven.desk.pair == ("birch", "cookies")
        await driven.press("O", "f")
        assert driven.shows("1 met only")
        assert not driven.shows("Cookies")
        await driven.press("f")
        assert driven.shows("1 missing only")
        await driven.press("F", "escape")
        assert driven.shows("3 requirements × 2 policies")
        await driven.press("/", *"zzz")
        assert driven.shows("Nothing has all of that.")
        await driven.press("escape", "escape", "escape")
        assert driven.app.screen is driven.app.review_screen


async def test_only_what_needs_no_reading_is_decided_here(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("O", "l", "m")
        assert driven.shows("Not decided: it was not read yet; enter opens it. a and d need")
        assert not driven.desk.review.entries
        await driven.press("asterisk", "a")
        assert driven.shows("– not applicable: 2 policies · u undoes")
        entries = (await driven.saved()).entries
        assert {pair: entry.verdict for pair, entry in entries.items()} == {
            ("acorn", "retention"): Verdict.NOT_APPLICABLE,
            ("birch", "retention"): Verdict.NOT_APPLICABLE,
        }
        assert all(entry.text_digest for entry in entries.values()), "an edit can make it stale"
        await driven.press("u")
        assert driven.shows("undone, all 2")
        assert driven.shows("0/6 decided")
        await driven.press("j", "b", "b", "d")
        assert driven.shows("deferred: 2 policies")
        await driven.press("escape")
        assert driven.desk.progress().deferred == 2


async def test_the_way_out_and_the_keys_that_found_no_room_are_shown(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 24)) as driven:
        for place in "OA":
            await driven.press(place)
            above, last = driven.screen()[-2:]
            assert "escape back" in last
            assert "defer" in above
            await driven.press("escape")
            assert not driven.shows("escape back")


async def test_what_was_read_and_marked_may_get_any_verdict_from_here(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("b", "O")
        assert driven.shows("1 marked")
        await driven.press("m")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.verdict is Verdict.MET
        assert entry.evidence


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (200, 60)])
async def test_headers_stay_while_one_scrolls(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "policies").mkdir()
    for number in range(60):
        name = f"vendor-{number:02}.txt"
        (tmp_path / "policies" / name).write_text(f"We keep data {number} days.", "utf-8")
    tables = "".join(
        f'[[requirement]]\nid = "r{n}"\ntitle = "Number {n:02}"\ntext = "Says {n}."\n'
        for n in range(80)
    )
    head = 'format = 1\nid = "many"\ntitle = "Many"\n'
    (tmp_path / "small.toml").write_text(head + tables, encoding="utf-8")
    async with running(tmp_path, size=size) as driven:
        await driven.press("O", "G", "$")
        assert driven.shows("vendor-59 · Number 79")
        assert row(driven, "Number 79").rstrip().endswith("0/60")
        assert driven.shows("to go")
        assert driven.screen()[1].rstrip()[-1] == "5", "names downwards, the last one in view"
        await driven.press("pageup", "[")
        assert not driven.shows("vendor-59 ·")
        await driven.press("enter")
        assert driven.desk.pair != ("vendor-00", "r0")


async def test_what_the_cursor_is_at_is_named_in_full_and_the_signs_are_explained(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "O", "k")
        assert driven.shows(" ✓ acorn · Retention period: met · 1 passage · ann")
        for sign in ("✓ met", "✗ missing", "≠ contradicted", "– n/a", "» deferred", "! stale"):
            assert driven.shows(f" {sign} "), sign
        await driven.press("j")
        assert driven.shows(" · acorn · Cookies: undecided")
        await driven.press("b", "h")
        assert driven.shows("Cookies: undecided · marked")


async def test_long_names_at_the_cursor_leave_room_for_the_verdict(tmp_path: Path) -> None:
    write_project(tmp_path)
    policies = tmp_path / "policies"
    (policies / "acorn.txt").rename(policies / f"{'a-very-long-name-' * 8}.txt")
    asked = tmp_path / "small.toml"
    titled = asked.read_text("utf-8").replace("Retention period", "Retention period " * 8)
    asked.write_text(titled, "utf-8")
    async with running(tmp_path) as driven:
        await driven.press("m", "O", "k")
        assert driven.shows("…: met")


async def test_while_a_filter_is_typed_no_letters_are_offered_as_keys(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("O", "slash")
        for letters in ("", "co"):
            await driven.press(*letters)
            assert driven.shows("enter: to what is left of the table")
            assert not driven.shows("? help")
            assert not driven.shows("d defer")
        await driven.press("enter")
        assert driven.shows("? help")
        assert not driven.shows("to what is left")
