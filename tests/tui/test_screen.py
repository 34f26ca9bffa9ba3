"""What is on the screen, at the sizes reviewers have, and nothing that acts."""

from pathlib import Path

import pytest

from tests.tui.driving import CHECKLIST, running, write_project


async def test_at_80_by_24_all_that_is_needed_is_there_at_once(tmp_path: Path) -> None:
    write_project(tmp_path)
    text = "\n".join(f"We retain record number {i} for {i} days." for i in range(60))
    (tmp_path / "policies" / "acorn.txt").write_text(text, encoding="utf-8")
    async with running(tmp_path) as driven:
        rows = driven.screen()
        assert len(rows) == 24
        assert sum("record number" in row and "●" not in row for row in rows) >= 10
        assert sum("●" in row for row in rows) == 3
        assert any(row.startswith("▌") for row in rows)
        assert "Retention period" in rows[1]
        assert "must · Storage" in rows[1]
        assert "0/3 decided" in rows[0]
        assert "? help" in rows[23]


async def test_at_120_columns_the_checklist_stands_beside(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 40)) as driven:
        assert any(row.startswith("▶· Retention period") for row in driven.screen())
        await driven.press("m")
        assert any(row.startswith(" ✓ Retention period") for row in driven.screen())


async def test_a_terminal_too_small_says_so_and_recovers(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.pilot.resize_terminal(50, 12)
        await driven.settle()
        assert driven.shows("reviewtui needs 60×15.")
        await driven.press("m")
        assert driven.desk.review.entries == {}
        await driven.pilot.resize_terminal(80, 24)
        await driven.settle()
        assert driven.shows("Retention period")
        assert not driven.shows("reviewtui needs")


async def test_a_wide_terminal_of_few_rows_recovers_too(tmp_path: Path) -> None:
    async with running(tmp_path, size=(200, 60)) as driven:
        assert driven.app.review_screen.candidates.beside
        for rows in (14, 5):
            await driven.pilot.resize_terminal(200, rows)
            await driven.press("j")
            assert driven.shows(f"This terminal is 200×{rows}.")
            await driven.pilot.resize_terminal(200, 60)
            await driven.settle()
            assert driven.shows("candidate 1 of ")
        await driven.press("m")
        assert driven.desk.progress().decided == 1


async def test_a_requirement_in_full_outlives_a_terminal_too_small(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 28)) as driven:
        await driven.press("minus", "i")
        assert driven.app.review_screen.requirement.detailed
        await driven.pilot.resize_terminal(20, 5)
        await driven.settle()
        await driven.pilot.resize_terminal(80, 28)
        await driven.settle()
        assert driven.shows("Retention period")
        await driven.press("m")
        assert driven.desk.progress().decided == 1


async def test_after_a_resize_the_candidate_is_in_view(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 40)) as driven:
        await driven.pilot.resize_terminal(60, 15)
        await driven.settle()
        assert any(row.startswith("▌") for row in driven.screen())


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_what_is_brought_into_view_comes_with_what_stands_around_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    write_project(tmp_path)
    paragraphs = [f"Paragraph {n}. " + f"It says {n} again. " * (n * n % 13) for n in range(40)]
    (tmp_path / "policies" / "acorn.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    async with running(tmp_path, size=size) as driven:
        document, policy = driven.app.review_screen.document, driven.desk.policy
        layout = document.rows()
        assert policy is not None
        assert layout is not None
        cut = moved = 0
        for at in (*range(40), 30, 6, 5, 39, 38, 0):
            start = policy.text.index(f"Paragraph {at}.")
            end = start + len(paragraphs[at].rstrip())
            before = document.top
            document.show_span(start, end)
            first, last = layout.row_at(start), layout.row_at(end - 1)
            room = document.text_height - (last - first + 1)
            above, below = first - document.top, document.top + document.text_height - 1 - last
            moved += document.top != before
            if room < 0:
                cut += 1
                assert above == 0, "a passage longer than the view begins at its top"
                continue
            assert above >= min(1, room, first)
            assert below >= min(2, max(0, room - 2), len(layout.rows) - 1 - last)
            top = document.top
            document.show_span(start, end)
            assert document.top == top
        assert moved
        assert cut == 0 or size[1] < 40


async def test_nothing_from_a_file_acts(tmp_path: Path) -> None:
    write_project(tmp_path)
    hostile = "We retain \x1b[31m[@click=app.quit]data[/] for \u202eten\u200b days, always.\n"
    (tmp_path / "policies" / "acorn.txt").write_text(hostile, encoding="utf-8")
    wicked = CHECKLIST.replace("Retention period", "Retention [b]\\u001b[2J\\u202eperiod")
    (tmp_path / "small.toml").write_text(wicked, encoding="utf-8")
    async with running(tmp_path, size=(120, 40)) as driven:
        assert driven.shows("Retention [b]␛[2J\\u202eperiod")
        assert driven.shows("␛[31m[@click=app.quit]data[/] for \\u202eten\\u200b days")
        assert not any(c in "".join(driven.screen()) for c in "\x1b\u202e\u200b")


async def test_a_policy_that_cannot_be_read_is_said_and_not_decided(tmp_path: Path) -> None:
    write_project(tmp_path)
    async with running(tmp_path) as driven:
        (tmp_path / "policies" / "birch.txt").unlink()
        await driven.press("right_square_bracket")
        assert "birch.txt:nosuchfile" in "".join("".join(driven.screen()).split())
        await driven.press("m")
        assert driven.shows("Not decided")
        assert driven.desk.review.entries == {}
        await driven.press("left_square_bracket", "m")
        assert driven.desk.review.entries
        (tmp_path / "policies" / "birch.txt").write_text("We retain nothing, ever.\n")
        await driven.press("right_square_bracket")
        assert driven.shows("We retain nothing, ever.")


async def test_room_beside_the_requirement_shows_its_terms(tmp_path: Path) -> None:
    async with running(tmp_path, size=(200, 60)) as driven:
        assert driven.shows("A period per kind of data is best.")
        assert driven.shows("Looks for retain, kept for")
        assert not driven.shows("i: more")
        await driven.press("i")
        assert driven.shows("All that the checklist says of it is shown.")
        await driven.pilot.resize_terminal(80, 24)
        await driven.settle()
        assert driven.shows("i: more")
        await driven.press("i")
        assert driven.shows("Looks for retain, kept for")
        await driven.press("i")
        assert not driven.shows("Looks for")
