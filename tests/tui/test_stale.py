"""Verdicts that no longer stand on what they were given on."""

from pathlib import Path

from reviewtui.reviews import Queue
from tests.tui.driving import running


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "policies" / "acorn.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


async def test_changed_evidence_is_said_marked_found_and_confirmed(tmp_path: Path) -> None:
    async with running(tmp_path, size=(120, 40)) as driven:
        cited = driven.desk.candidate
        assert cited is not None
        await driven.press("m", "m", "x")
    number = "ten years" if "ten years" in cited.text else "two years"
    edit(tmp_path, number.replace(" ", "\n") if "\n" in cited.text else number, "nine years")
    async with running(tmp_path, size=(120, 40)) as driven:
        assert driven.shows("1 policy changed")
        assert driven.shows("stale")
        await driven.press("left_square_bracket", "k", "s")
        assert driven.desk.pair == ("acorn", "retention")
        assert any(row.startswith("▶! Retention") for row in driven.screen())
        assert driven.shows("stale: enter confirms")
        await driven.press("enter")
        assert driven.shows("confirmed")
        assert not driven.desk.listed(Queue.STALE)
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert "nine years" in entry.evidence[0].exact
        assert [str(past.action) for past in entry.history] == ["confirm"]


async def test_a_reworded_requirement_is_stale(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
    checklist = tmp_path / "small.toml"
    text = checklist.read_text(encoding="utf-8")
    checklist.write_text(text.replace("how long personal", "how long all personal"))
    async with running(tmp_path) as driven:
        assert driven.shows("1 verdict stale")
        await driven.press("k")
        assert driven.shows("stale: enter confirms")


async def test_where_nothing_changed_nothing_is_stale(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "x", "w", "s")
        assert driven.shows("No verdict is stale.")
    async with running(tmp_path) as driven:
        assert driven.shows("Welcome back: 3 of 6 to go.")
