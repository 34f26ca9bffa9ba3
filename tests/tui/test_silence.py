"""When a policy says nothing: how much of it was looked at, and what was looked for."""

from pathlib import Path

from reviewtui.reviews import Verdict
from tests.tui.driving import running, write_project

LONG = "\n\n".join(f"Paragraph {n} is about the weather on day {n}." for n in range(60))


async def test_missing_records_how_much_was_on_the_screen(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies" / "acorn.txt").write_text(LONG, encoding="utf-8")
    async with running(tmp_path) as driven:
        await driven.press("x")
        first = (await driven.saved()).entries["acorn", "retention"]
        assert first.verdict is Verdict.MISSING
        assert first.read is not None
        assert 0.02 < first.read < 0.5
        for _ in range(12):
            await driven.press("pagedown")
        await driven.press("x")
        assert (await driven.saved()).entries["acorn", "cookies"].read == 1.0
        await driven.press("m")
        assert (await driven.saved()).entries["acorn", "children"].read is None


async def test_what_was_on_the_screen_is_known_after_a_restart(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies" / "acorn.txt").write_text(LONG, encoding="utf-8")
    async with running(tmp_path) as driven:
        for _ in range(12):
            await driven.press("pagedown")
    async with running(tmp_path) as driven:
        await driven.press("x")
        assert (await driven.saved()).entries["acorn", "retention"].read == 1.0


async def test_undo_and_a_new_verdict_keep_it_in_the_history(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("x", "k", "m")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.read is None
        assert entry.history[0].entry.read is not None
        await driven.press("u")
        assert (await driven.saved()).entries["acorn", "retention"].read is not None


async def test_a_likely_candidate_is_not_called_weak(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        strengths = {candidate.strength for candidate in driven.desk.candidates or ()}
        assert strengths & {"likely", "strong"}
        assert not driven.shows("why so weak")


async def test_why_nothing_strong_is_found(tmp_path: Path) -> None:
    write_project(tmp_path)
    text = f"{LONG}\n\nWe retian the barometer.\n"
    (tmp_path / "policies" / "acorn.txt").write_text(text, encoding="utf-8")
    async with running(tmp_path) as driven:
        assert driven.shows("r: why so weak")
        await driven.press("r")
        assert driven.shows("Why nothing strong is found: Retention period")
        rows = [" ".join(row.split()) for row in driven.screen()]
        assert '"retain" once: retian' in rows
        assert 'Nowhere: "kept for".' in rows
        assert rows[1].endswith("% of this policy so far."), "before what may need scrolling"
        await driven.press("escape", "x")
        assert (await driven.saved()).entries["acorn", "retention"].searched == (
            "retain",
            "kept for",
        )
