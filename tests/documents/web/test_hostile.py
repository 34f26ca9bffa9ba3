"""Pages made to hang, to crash or to fill the memory: read or refused, in bounded time."""

import time
import tracemalloc
from random import Random

import pytest

from benchmarks.documents.mutating import READ, REFUSED, mutated, outcome_of
from benchmarks.documents.repeating import WEB
from benchmarks.documents.splitting import SECONDS, measure
from reviewtui.documents.model import BlockKind
from reviewtui.documents.readers.html import read
from reviewtui.errors import InputError

SIZE = 100_000  # bytes of each repetition
MUTATIONS = 300


@pytest.mark.parametrize("unit", WEB.values(), ids=WEB.keys())
def test_repetition_takes_linear_time(unit: str) -> None:
    # Ten times the aim of the benchmark: a busy machine is slower, quadratic time slower still.
    assert measure(unit, ".html", SIZE).whole < 10 * SECONDS * SIZE / 1e6


@pytest.mark.parametrize("first", range(0, MUTATIONS, 50))
def test_damaged_pages_are_read_or_refused(first: int) -> None:
    for number in range(first, first + 50):
        start = time.process_time()
        outcome = outcome_of("html", mutated("html", Random(f"test {number}")))
        assert outcome in {READ, REFUSED}, (number, outcome)
        assert time.process_time() - start < 5, number


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<div>" * 100_000 + "words", "more than 2,000 elements inside each other"),
        ("<ul><li>" * 100_000 + "words", "more than 2,000 elements inside each other"),
        ("<p>words<p " + " ".join(f"a{n}" for n in range(5_000)) + ">", "1000 attributes"),
    ],
    ids=["divisions", "lists", "attributes"],
)
def test_what_goes_too_far_is_refused_in_one_line(source: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        read(source.encode(), "page.html")
    (line,) = error.value.lines
    assert line.startswith("page.html:")


@pytest.mark.parametrize(
    "attributes", ["title='" + "a b " * 50_000 + "'", 'data-x="' + "=1 " * 50_000 + '"', "a " * 500]
)
def test_what_is_only_long_is_read(attributes: str) -> None:
    assert read(f"<p {attributes}>We keep it a year.</p>".encode(), "x").text.startswith("We keep")


def test_scripts_with_much_that_looks_like_attributes_are_passed_over() -> None:
    script = "if (a<b && " + " && ".join(f"c{n}" for n in range(3_000)) + ") {}"
    page = f"<script>{script}</script><!-- <p {script} --><p>We keep it for a year.</p>"
    assert read(page.encode(), "page.html").text == "We keep it for a year.\n"


def test_memory_is_bounded_by_the_size() -> None:
    page = (
        "<div class='a b c'><p>We keep <b>it</b> for a <i>year</i>.</p></div>" * 15_000
    ).encode()
    tracemalloc.start()
    try:
        read(page, "page.html")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 60 * len(page)


def test_markup_in_the_text_is_text() -> None:
    extract = read(b"<p>&lt;script&gt;alert(1)&lt;/script&gt; [@click=app.quit]x[/]</p>", "x")
    assert extract.text == "<script>alert(1)</script> [@click=app.quit]x[/]\n"


def test_every_letter_is_in_one_block_or_none_is_lost() -> None:
    """Whatever the damage: blocks are in order, and hold all letters of the text."""
    for number in range(60):
        try:
            extract = read(mutated("html", Random(f"blocks {number}")), "page.html")
        except InputError:
            continue
        end = 0
        for block in extract.blocks:
            between = extract.text[end : block.start]
            assert block.start >= end
            assert not any(character.isalnum() for character in between), (number, between)
            end = block.end
        assert all(block.level >= 1 for block in extract.blocks)
        assert {block.kind for block in extract.blocks} <= set(BlockKind)
