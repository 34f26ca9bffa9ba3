"""How many keys a decision takes, on the sample policies and what was planted in them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest

from benchmarks.terminal.keys_a_verdict import AIM, Gold, drive, faults, read_gold
from reviewtui import load_checklist, load_policy
from reviewtui.reviews import Verdict

ROOT = Path(__file__).parents[2]
NAMES = ("cobalt-ridge-analytics", "tidewater-helpdesk")


def planted() -> Gold:
    """What tests/samples/findings.toml says is met, partial or missing in two policies."""
    tables = tomllib.loads((ROOT / "tests/samples/findings.toml").read_text("utf-8"))
    return {
        (row["policy"], row["requirement"]): (Verdict(row["verdict"]), tuple(row.get("quotes", ())))
        for row in tables["finding"]
        if row["policy"] in NAMES and row["verdict"] in ("met", "partial", "missing")
    }


async def test_the_samples_take_few_keys_and_cite_what_is_right(tmp_path: Path) -> None:
    gold = planted()
    whole = load_checklist(ROOT / "checklists" / "vendor-privacy.toml")
    both = {requirement for _, requirement in gold}
    gold |= {
        (name, requirement): (Verdict.NOT_APPLICABLE, ())
        for name in NAMES
        for requirement in both
        if (name, requirement) not in gold
    }
    asked = tuple(one for one in whole.requirements if one.id in both)
    folder = tmp_path / "policies"
    folder.mkdir()
    for name in NAMES:
        copy(ROOT / "policies" / f"{name}.txt", folder)
    keys, review = await drive(folder, replace(whole, requirements=asked), gold, tmp_path)
    texts = {name: load_policy(folder / f"{name}.txt").text for name in NAMES}
    assert faults(review, gold, texts) == []
    assert len(keys.counts) == len(gold)
    assert keys.mean <= AIM


@pytest.mark.shared
async def test_real_policies_take_few_keys_and_cite_what_is_right(
    shared: Path, tmp_path: Path
) -> None:
    checklist, gold = read_gold(shared / "gold" / "dev.jsonl")
    policies = shared / "policies"
    keys, review = await drive(policies, checklist, gold, tmp_path)
    texts = {path.stem: load_policy(path).text for path in policies.iterdir()}
    assert faults(review, gold, texts) == []
    assert len(keys.counts) == len(gold) == 125
    assert keys.mean <= AIM
