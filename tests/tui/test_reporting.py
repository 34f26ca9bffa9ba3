"""A report from the app: offered at the end, written beside the review, ended by Escape."""

from __future__ import annotations

import json
from threading import Event
from typing import TYPE_CHECKING

import pytest

from reviewtui.projects import reporting
from tests.tui.driving import running

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_finished_review_offers_the_report(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press(*"maxmax")
        assert driven.shows("Every requirement is decided: 6 of 6.")
        assert driven.shows("R report")
        await driven.press("R")
        assert driven.shows("Write a report beside the review")
        await driven.press(*"json", "enter")
        assert driven.shows("The report is in")
    assert json.loads((tmp_path / "r-report.json").read_text(encoding="utf-8"))


async def test_a_report_is_written_of_what_is_decided_so_far(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m", "R", *"md", "enter")
        assert driven.shows("The report is in")
        await driven.press("R")
        assert driven.shows("r-report.md, replaced")
        await driven.press("escape")
        assert driven.desk.progress().decided == 1
    assert "Retention period" in (tmp_path / "r-report.md").read_text(encoding="utf-8")


async def test_there_is_nothing_to_report_before_a_decision(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("R")
        assert driven.shows("nothing is decided")
    assert not [*tmp_path.glob("r-report*")]


async def test_escape_ends_a_report_that_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    went_on, on = Event(), Event()
    real = reporting.report_on

    def slow(*given: object, progress: object, **named: object) -> object:
        assert callable(progress)
        progress(1, 9)
        on.wait(20)
        try:
            progress(2, 9)
        finally:
            went_on.set()
        return real(*given, progress=progress, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(reporting, "report_on", slow)
    async with running(tmp_path) as driven:
        await driven.press("m", "R")
        await driven.pilot.press(*"md", "enter")
        await driven.pilot.pause()
        assert driven.shows("escape ends it")
        await driven.pilot.press("escape")
        await driven.pilot.pause()
        assert driven.shows("No report was written.")
        on.set()
        await driven.settle()
        assert went_on.is_set()
        await driven.press("j")
    assert not [*tmp_path.glob("r-report*")]


async def test_why_no_report_could_be_written_is_said(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("m")
        await driven.saved()
        (tmp_path / "r-report.md").mkdir()
        await driven.press("R", *"md", "enter")
        assert driven.shows("No report: ")
