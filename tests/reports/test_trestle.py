"""The reports in OSCAL are valid for compliance-trestle: samples and hostile reviews alike."""

from __future__ import annotations

import json
from argparse import Namespace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reports.hostile import random_report
from reviewtui.projects.reporting import report_on
from reviewtui.reports import Report, write_report
from tests.reports.samples import make_project

pytestmark = [
    pytest.mark.oscal,
    pytest.mark.skipif(
        find_spec("trestle") is None,
        reason="needs compliance-trestle: python -m pip install -e '.[oscal]'",
    ),
]


@pytest.fixture(scope="module")
def model() -> Any:
    """The class of assessment results."""
    return import_module("trestle.oscal.assessment_results").AssessmentResults


def assert_valid(model: Any, report: Report, folder: Path) -> None:
    """Reads the report as trestle does, and runs all that `trestle validate` runs."""
    path = folder / "results.json"
    path.write_bytes(b"".join(write_report(report, "oscal")))
    read = model.oscal_read(path)
    assert read is not None
    factory = import_module("trestle.core.validator_factory").validator_factory
    validator = factory.get(Namespace(mode="all"))
    assert validator.model_is_valid(read, quiet=True, trestle_root=folder)
    assert len(read.results) == max(1, len(report.policies))


def test_the_sample_review(model: Any, samples: Path, tmp_path: Path) -> None:
    assert_valid(model, report_on(samples / "reviews/sample.toml")[0], tmp_path)


def test_a_review_with_something_of_everything(model: Any, tmp_path: Path) -> None:
    assert_valid(model, report_on(make_project(tmp_path / "project"))[0], tmp_path)


@pytest.mark.parametrize("seed", range(25))
def test_hostile_reviews(model: Any, seed: int, tmp_path: Path) -> None:
    assert_valid(model, random_report(seed), tmp_path)


def test_it_would_say_what_is_wrong(model: Any, samples: Path, tmp_path: Path) -> None:
    content = b"".join(write_report(report_on(samples / "reviews/sample.toml")[0], "oscal"))
    document = json.loads(content)
    document["assessment-results"]["results"][0]["findings"][0]["target"]["target-id"] = "13-1-a"
    path = tmp_path / "results.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(Exception, match="target-id"):
        model.oscal_read(path)
