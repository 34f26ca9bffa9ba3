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
from reviewtui.characters import HIDDEN, visible
from reviewtui.checklists import Severity
from reviewtui.cli.checked_text import as_text
from reviewtui.cli.schema import schema_text
from reviewtui.json_text import json_line
from reviewtui.reports.checked_lines import lines
from reviewtui.reports.junit import junit
from reviewtui.reviews import collect, compare
from reviewtui.reviews.checking import Checked, find_gaps

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

SHOWN = 3


def random_checked(seed: int) -> Checked:
    """What a check finds in a random review."""
    chance = random.Random(seed)
    review, checklist, today = random_review(chance, seed)
    if chance.random() < 0.3:
        checklist = reworded(chance, checklist)
    paths = {policy_id: Path("/nowhere") / policy.path for policy_id, policy in today.items()}
    changes = collect(review, compare(review, checklist, paths, today.__getitem__))
    strict = chance.random() < 0.5
    return Checked(
        path=Path("reviews/hostile.toml"),
        checklist=checklist,
        policies=paths,
        findings=find_gaps(review, checklist, paths, changes.verdicts, strict=strict),
        fail_on=chance.choice(list(Severity)),
        loaded=today,
    )


def check_outputs(checked: Checked) -> None:
    """Raises AssertionError, or whatever a parser raises, for what is wrong with an output."""
    _check_text(as_text(checked))
    for value in lines(checked):
        line = json_line(value)
        assert not HIDDEN.search(line)
        read = json.loads(line)
        _validator().validate(read)
        assert read == value
    _check_junit(checked, junit(checked))


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
        checked = random_checked(seed)
        found += len(checked.findings)
        try:
            check_outputs(checked)
        except Exception:
            broken += 1
            if broken <= SHOWN:
                print(f"seed {seed}:")
                traceback.print_exc(limit=-2)
    seconds = perf_counter() - begin
    print(f"{options.number} reviews, {found} findings, in {seconds:.0f} s: {broken} broken")
    return int(bool(broken))
