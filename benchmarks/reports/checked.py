"""What `check` prints of random reviews with hostile text, read back with strict parsers.

    python -m benchmarks.reports checked [--number 2000] [--from 0]

Ends with 1 if an output does not parse, is not valid, or holds a character that acts.
"""

from __future__ import annotations

import argparse
import json
import random
import traceback
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from benchmarks.reports.hostile import random_review, reworded
from benchmarks.reports.sarif_rules import check_log
from reviewtui.characters import HIDDEN, visible
from reviewtui.checklists import Severity
from reviewtui.cli.checked_text import as_text
from reviewtui.cli.output import encoded
from reviewtui.cli.schema import schema_text
from reviewtui.json_text import json_line
from reviewtui.reports import build, findings_of
from reviewtui.reports.checked_lines import lines
from reviewtui.reports.junit import junit
from reviewtui.reports.sarif import write_checked
from reviewtui.reviews import collect, compare
from reviewtui.reviews.checking import Checked, find_gaps

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

    from reviewtui.reports import Report

SHOWN = 3


def random_checked(seed: int) -> tuple[Checked, Report]:
    """What a check finds in a random review, and the report on it."""
    chance = random.Random(seed)
    review, checklist, today = random_review(chance, seed)
    if chance.random() < 0.3:
        checklist = reworded(chance, checklist)
    paths = {policy_id: Path("/nowhere") / policy.path for policy_id, policy in today.items()}
    compared = list(compare(review, checklist, paths, today.__getitem__))
    changes = collect(review, compared)
    strict = chance.random() < 0.5
    checked = Checked(
        path=Path("reviews/hostile.toml"),
        checklist=checklist,
        policies=paths,
        findings=find_gaps(review, checklist, paths, changes.verdicts, strict=strict),
        fail_on=chance.choice(list(Severity)),
        loaded=today,
    )
    entries = list(review.entries.values())
    found = {
        one.policy: findings_of(
            one, today.get(one.policy), [entry for entry in entries if entry.policy == one.policy]
        )
        for one in compared
    }
    return checked, build(review, checklist, changes, found)


def check_outputs(checked: Checked, report: Report) -> None:
    """Raises AssertionError, or whatever a parser raises, for what is wrong with an output."""
    _check_text(as_text(checked))
    for value in lines(checked):
        line = json_line(value)
        assert not HIDDEN.search(line)
        read = json.loads(line)
        _validator().validate(read)
        assert read == value
    _check_junit(checked, junit(checked))
    _check_sarif(checked, encoded("".join(write_checked(report, checked))))


def _check_text(text: Iterable[str]) -> None:
    for line in text:
        assert not HIDDEN.search(line), line


def _check_junit(checked: Checked, content: bytes) -> None:
    """Every pair is a case, every finding fails or is skipped, every note is there in full."""
    text = content.decode("utf-8")
    assert not HIDDEN.search(text.replace("\n", ""))
    root = ET.fromstring(content)  # noqa: S314 - our own
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "skipped"
    }  # fmt: skip
    cases = root.findall("testsuite/testcase")
    assert len(cases) == checked.total
    failures, skipped = root.findall(".//failure"), root.findall(".//skipped")
    assert len(failures) == sum(map(checked.counts, checked.findings))
    assert len(failures) + len(skipped) == len(checked.findings)
    for finding, failure in zip(filter(checked.counts, checked.findings), failures, strict=True):
        if finding.entry is not None and finding.entry.note:
            note = visible(finding.entry.note, keep="\n").replace("\ufffe", "\ufffd")
            assert note.replace("\uffff", "\ufffd") in (failure.text or "")


def _check_sarif(checked: Checked, content: bytes) -> None:
    """A result for each finding; what does not make the check fail is a note at most."""
    results = check_log(content)["results"]
    assert [one["ruleId"] for one in results] == [one.requirement.id for one in checked.findings]
    for result, finding in zip(results, checked.findings, strict=True):
        if not checked.counts(finding):
            assert result.get("level", "note") == "note"


@cache
def _validator() -> Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(schema_text("check")))


def main(arguments: list[str]) -> int:
    """Runs them and prints what broke."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--number", type=int, default=2000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    options = parser.parse_args(arguments)
    broken = found = 0
    begin = perf_counter()
    for seed in range(options.first, options.first + options.number):
        checked, report = random_checked(seed)
        found += len(checked.findings)
        try:
            check_outputs(checked, report)
        except Exception:
            broken += 1
            if broken <= SHOWN:
                print(f"seed {seed}:")
                traceback.print_exc(limit=-2)
    seconds = perf_counter() - begin
    print(f"{options.number} reviews, {found} findings, in {seconds:.0f} s: {broken} broken")
    return int(bool(broken))
