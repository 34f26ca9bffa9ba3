"""Damaged files of every format: read, or refused in lines; never anything else.

The same few hundred each time; `python -m benchmarks.documents fuzz` reads 20,000 of each.
"""

from random import Random

import pytest

from benchmarks.documents.mutating import FORMATS, READ, REFUSED, mutated, outcome_of


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    outcomes = [
        outcome_of(name, mutated(name, Random(f"test {number}")))  # noqa: S311 - no secret
        for number in range(80)
    ]
    assert set(outcomes) == {READ, REFUSED}


@pytest.mark.parametrize("name", FORMATS)
def test_a_good_file_is_read(name: str) -> None:
    assert {outcome_of(name, seed) for seed in FORMATS[name].seeds()} == {READ}


def test_an_archive_of_a_future_version_is_refused() -> None:
    data = bytearray(FORMATS["docx"].seeds()[0])
    at = data.rfind(b"PK\x01\x02")
    data[at + 6] = 0xFF  # the version needed to extract the last file
    assert outcome_of("docx", bytes(data)) == REFUSED
