"""What is imported when: before the first screen as little as that needs, and the rest before
somebody needs it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from benchmarks.imports import OURS, imports
from benchmarks.terminal.first_use import USUAL, imported, press, started
from benchmarks.terminal.projects import CHECKLIST, REVIEW, begun
from benchmarks.terminal.trials import trials
from reviewtui.tui.actions import Where
from reviewtui.tui.warming import OPENED

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = (
    "numpy",
    "lxml",
    "pypdfium2",
    "charset_normalizer",
    "cattrs",
    "attr",
    "jinja2",
    "openpyxl",
    "xlsxwriter",
    "tomli_w",
    "multiprocessing",
    "secrets",
    "tree_sitter",
    "textual.widgets._text_area",
    "reviewtui.reports",
    "reviewtui.importing",
    "reviewtui.plain",
    "reviewtui.documents.anchoring",
    "reviewtui.documents.search",
    "reviewtui.documents.isolation",
    "reviewtui.reviews.merging",
    "reviewtui.reviews.undoing",
    *(name for name in OPENED if name.startswith("reviewtui.tui.")),
)
PATIENCE = 30.0  # seconds


@pytest.mark.parametrize("review", [REVIEW, "reviews/new.toml"])
def test_what_the_first_screen_does_not_need_is_not_there(tmp_path: Path, review: str) -> None:
    begun(tmp_path)
    given = [str(tmp_path / "policies"), "-c", str(tmp_path / CHECKLIST)]
    there = imports(OURS, ["review", *given, "-r", str(tmp_path / review)])
    assert "reviewtui.tui.screens.review" in there
    assert [
        name for name in there for heavy in HEAVY if name == heavy or name.startswith(f"{heavy}.")
    ] == []


def test_keys_after_a_rest_import_nothing_more() -> None:
    tried = {
        trial.action.id: trial
        for trial in trials()
        if trial.where is Where.REVIEW and trial.action.id in USUAL
    }
    assert len(tried) == len(USUAL)
    with started(80, 24, counted=True) as (app, log):
        until = time.monotonic() + PATIENCE
        while OPENED[-1] not in imported(log):
            assert time.monotonic() < until
            app.settle(0.2, 0.5, answer=0.2)
        before = len(imported(log))
        for trial in tried.values():
            press(app, (*trial.before, trial.key, *(trial.after or ())))
            assert app.alive
        fresh = imported(log)[before:]
    assert [name for name in fresh if name.startswith(("reviewtui.", "textual."))] == []
