"""Parsing in parts gives what parsing at once gives, or fails as that does."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewtui.errors import InputError
from reviewtui.reviews import Review, open_review, parsing, review_text, save_review
from reviewtui.reviews.parsing import parse_review
from reviewtui.toml_text import TomlError, parse
from tests.reviews.samples import IDS, POLICIES, review, reviews
from tests.reviews.saving.savers import decided

fixtures = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "PART", 100)
    monkeypatch.setattr(parsing, "SHORT", 0)


def outcome(parse_text: object, text: str) -> object:
    try:
        return parse_text(text)  # type: ignore[operator]
    except TomlError as error:
        return str(error), error.line, error.cut


def at_once(text: str) -> object:
    return parse(text, "review")


def in_parts(text: str) -> object:
    return parse_review(text, lambda _done: None)


@given(made=reviews())
@fixtures
def test_any_review(made: Review) -> None:
    text = review_text(made)
    assert in_parts(text) == at_once(text)


LINES = [
    "[[verdict]]", "[verdict]", "[[verdict.evidence]]", "[verdict.x]", "[[policy]]", "[other]",
    ' [[verdict]]', 'a = 1', 'a = "[[verdict]]"', 'b = """', '"""', "'''", "a = [", "]", "x = 'y'",
    "verdict.y = 2", "[verdictx]", "# [[verdict]]", "format = 1", "c = [\n[1]\n]", "[[verdict]]  ",
]  # fmt: skip


@given(lines=st.lists(st.sampled_from(LINES), max_size=40))
@fixtures
def test_any_lines(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    assert outcome(in_parts, text) == outcome(at_once, text)


@pytest.mark.parametrize(
    "before", ["[verdict]", "verdict.y = 2", "[[verdict.x]]", '"verdict" = []']
)
def test_verdicts_of_another_kind_before_the_first(before: str) -> None:
    text = f"format = 1\n{before}\n[[verdict]]\na = 1\n"
    assert outcome(in_parts, text) == outcome(at_once, text)


def big(path: Path) -> Review:
    made = review()
    for policy in POLICIES:
        for requirement in IDS:
            made = decided(made, (policy, requirement))
    save_review(made, path)
    return made


def test_opening_says_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    made = big(path)
    said: list[float] = []
    assert open_review(path, progress=said.append).review == made
    assert len(said) > 5
    assert said == sorted(said)
    assert said[-1] == 1.0
    assert all(0 < share <= 1 for share in said)


def test_a_mistake_in_a_later_part_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    big(path)
    lines = path.read_text().split("\n")
    place = max(number for number, line in enumerate(lines) if line.startswith("step"))
    lines[place] = "step = "
    path.write_text("\n".join(lines))
    with pytest.raises(InputError, match=f":{place + 1}: broken TOML"):
        open_review(path)
    lines[place] = "step = 'x'"
    path.write_text("\n".join(lines))
    with pytest.raises(InputError, match=f":{place + 1}: .*step is to be a whole number"):
        open_review(path)
