"""The report in JSON is what its schema says, all of it and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reviewtui.cli.schema import schema_text
from reviewtui.reports import Only, Scope, write_report
from reviewtui.reports.json_document import as_json
from tests.cli.test_schema import damaged
from tests.reports.samples import CHECKLIST, POLICY, make_project, report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A review of which a policy was edited and a requirement reworded since."""
    path = make_project(tmp_path / "project")
    folder = path.parent.parent
    (folder / "policies/kites.txt").write_text(POLICY.replace("six", "nine"))
    reworded = CHECKLIST.replace("personal data is kept", "data is kept")
    (folder / "checklists/small.toml").write_text(reworded[: reworded.rindex("[[requirement]]")])
    return path


def test_nothing_can_be_taken_from_it_or_added_and_still_be_valid(path: Path) -> None:
    schema = Draft202012Validator(json.loads(schema_text("report")))
    value = as_json(report(path))
    assert [error.message for error in schema.iter_errors(value)] == []
    assert value["findings"][0]["wording"]["text"] == "Says how long personal data is kept."
    broken = 0
    for one in damaged(value):
        broken += 1
        assert not schema.is_valid(one)
    assert broken > 300


def test_the_file_is_the_object_with_a_finding_a_line(path: Path) -> None:
    made = report(path, Scope(only=Only.GAPS))
    text = b"".join(write_report(made, "json")).decode()
    assert json.loads(text) == as_json(made)
    lines = [line for line in text.splitlines() if line.startswith('{"policy"')]
    assert len(lines) == len(made.listed) + len(made.retired)
    assert json.loads(text)["scope"]["only"] == "gaps"
