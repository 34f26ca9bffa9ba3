"""The review file: what is written can be read, and what cannot be read says why."""

import os
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.characters import HIDDEN
from reviewtui.errors import InputError
from reviewtui.reviews import (
    Review,
    Verdict,
    decide,
    load_review,
    open_review,
    review_text,
    save_review,
    set_note,
    undo,
)
from reviewtui.reviews.file import opened
from reviewtui.reviews.writing import ReviewWriter, review_bytes
from tests.reviews.samples import at, checklist, decision, quote, review, reviews

HERE = Path("reviews/vendors.toml")


def decided() -> Review:
    first = decide(
        review(),
        [decision("mossgate", "retention", Verdict.MET, quote("We keep it for a year."))],
        reviewer="ann",
        time=at(1),
    )
    return decide(first, [decision("harbourline")], reviewer="bob", time=at(2))


@given(reviews())
def test_loading_gives_what_was_saved(made: Review) -> None:
    assert opened(review_bytes(made), HERE).review == made


@given(reviews())
def test_saving_what_was_loaded_gives_the_same_bytes(made: Review) -> None:
    content = review_bytes(made)
    again = opened(content, HERE)
    assert again.writer.write(again.review) == content
    assert review_bytes(again.review) == content


@given(reviews())
def test_no_character_that_acts_is_in_the_file(made: Review) -> None:
    text = review_text(made)
    assert not HIDDEN.search(text.replace("\n", "").replace("\t", ""))


@given(reviews(), reviews())
def test_a_writer_that_wrote_another_review_writes_the_same(one: Review, other: Review) -> None:
    writer = ReviewWriter()
    writer.write(one)
    assert writer.write(other) == review_bytes(other)


def test_keys_stand_in_the_documented_order_and_empty_ones_are_left_out() -> None:
    made = set_note(decided(), "mossgate", "retention", "A year.", reviewer="ann", time=at(3))
    tables = tomllib.loads(review_text(made))
    assert list(tables) == ["format", "id", "checklist", "requirement", "verdict"]
    assert [v["policy"] for v in tables["verdict"]] == ["harbourline", "mossgate"]
    verdict = tables["verdict"][1]
    assert list(verdict) == [
        "policy",
        "requirement",
        "verdict",
        "note",
        "reviewer",
        "time",
        "step",
        "requirement_digest",
        "text_digest",
        "evidence",
        "history",
    ]
    assert list(verdict["evidence"][0]) == ["exact", "prefix", "suffix", "start", "end", "heading"]
    assert verdict["history"][0]["action"] == "note"
    assert "deferred" not in verdict
    assert "[[verdict.evidence]]\n" in review_text(made)
    assert "time = 2026-03-01T12:01:00Z\n" in review_text(made)
    assert review_text(made).startswith("# written by reviewtui; comments are not kept\nformat = 1")


def test_an_undone_verdict_stays_as_an_entry_without_one() -> None:
    undone = undo(decided(), reviewer="bob", time=at(3)).review
    entry = tomllib.loads(review_text(undone))["verdict"][0]
    assert "verdict" not in entry
    assert entry["history"][0]["verdict"] == "met"
    assert entry["history"][0]["action"] == "undo"
    assert entry["history"][0]["action_reviewer"] == "bob"


def test_what_did_not_change_is_not_formatted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    import tomli_w

    content = review_bytes(decided())
    again = opened(content, HERE)
    changed = decide(again.review, [decision("tallow/app")], reviewer="ann", time=at(9))
    formatted: list[dict[str, Any]] = []
    real = tomli_w.dumps

    def dumps(values: dict[str, Any]) -> str:
        formatted.append(values)
        return real(values)

    monkeypatch.setattr(tomli_w, "dumps", dumps)
    assert again.writer.write(changed) == review_bytes(changed)
    formatted.clear()
    again.writer.write(changed)
    policies = [values["policy"] for values in formatted if "policy" in values]
    assert policies == []
    once_more = decide(changed, [decision("mossgate")], reviewer="ann", time=at(10))
    again.writer.write(once_more)
    policies = [values["policy"] for values in formatted if "policy" in values]
    assert policies == ["mossgate"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("# written by reviewtui; comments are not kept\n", ""),
        lambda text: text.replace('verdict = "met"', "verdict = 'met' # by hand"),
        lambda text: text.replace("[[verdict]]", "# a comment\n[[verdict]]"),
        lambda text: text.replace('note = "a\\nb"', 'note = """a\n[[verdict]]\nb"""'),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text + '\n[later]\nkey = "value"\n',
        lambda text: text.replace("[[verdict]]", "  [[ verdict ]]", 1),
        lambda text: text.replace('note = "a', 'note = "\u202ea'),
    ],
)
def test_a_file_edited_by_hand_is_written_in_its_own_form_again(edit: object) -> None:
    made = set_note(decided(), "mossgate", "retention", "a\nb", reviewer="ann", time=at(3))
    text = edit(review_text(made))  # type: ignore[operator]
    again = opened(text.encode(), HERE)
    written = again.writer.write(again.review)
    assert opened(written, HERE).review == again.review
    assert not HIDDEN.search(written.decode().replace("\n", ""))
    if "by hand" not in text:  # the comment of a line may stay with its verdict
        assert written == review_bytes(again.review)


def test_keys_of_a_later_minor_format_survive() -> None:
    text = review_text(decided())
    text = text.replace('verdict = "met"', 'verdict = "met"\nconfidence = 0.9')
    text = text.replace('exact = "', 'colour = "red"\nexact = "')
    text = text.replace("[checklist]", '[checklist]\nowner = "legal"')
    text += '\n[signature]\nby = "ann"\n\n[[verdict.later]]\nx = 1\n'
    text = text.replace("\n[signature]", "").replace('by = "ann"\n', "")
    before = tomllib.loads(text)
    assert tomllib.loads(review_text(opened(text.encode(), HERE).review)) == before
    assert before["verdict"][1]["evidence"][0]["colour"] == "red"


def line_for(text: str | bytes, **options: object) -> str:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(InputError) as caught:
        opened(content, HERE, **options)  # type: ignore[arg-type]
    assert len(caught.value.lines) == 1
    assert caught.value.lines[0].startswith("reviews/vendors.toml")
    return caught.value.lines[0]


def test_broken_files_get_one_line_with_a_remedy() -> None:
    text = review_text(decided())
    assert "empty" in line_for("")
    assert "empty" in line_for(" \n \n")
    assert "restore it from git" in line_for(text[: text.index('"met"') + 3])
    assert ":3: not UTF-8" in line_for(b"a = 1\nb = 2\n\xff\xfe\x00")
    assert "no format" in line_for('title = "nothing of ours"')
    assert "newer" in line_for(text.replace("format = 1", "format = 2"))
    assert "is to be 1" in line_for(text.replace("format = 1", 'format = "1"'))
    assert "git left two versions" in line_for(
        text.replace("[[verdict]]", "<<<<<<< ours\n[[verdict]]")
    )
    assert "nested too deeply" in line_for("a = " + "[" * 20_000)
    other = replace(checklist(), id="gdpr")
    assert 'of the checklist "vendors", not of "gdpr"' in line_for(text, checklist=other)
    opened(text.encode(), HERE, checklist())


@given(st.data())
def test_a_damaged_file_opens_or_says_why(data: st.DataObject) -> None:
    content = bytearray(review_bytes(decided()))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    else:
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        opened(bytes(content), HERE)
    except InputError as error:
        assert all(line.startswith("reviews/vendors.toml") for line in error.lines)
        assert not any("\n" in line for line in error.lines)


def test_every_mistake_is_named_with_its_line() -> None:
    text = review_text(decided())
    text = text.replace('verdict = "met"', 'verdict = "mett"', 1)
    text = text.replace('exact = "We keep it for a year."\n', "")
    text = text.replace("start = 10", "start = true")
    text = text.replace("time = 2026-03-01T12:02:00Z", 'time = "yesterday"')
    with pytest.raises(InputError) as caught:
        opened(text.encode(), HERE)
    lines = text.split("\n")
    expected = [
        ('verdict = "mett"', 'did you mean "met"?'),
        ('time = "yesterday"', "verdict of harbourline / retention: time is to be a time in UTC"),
        ("start = true", "start is to be a whole number"),
        ("[[verdict.evidence]]", "exact is missing"),
    ]
    for source, message in expected:
        number = lines.index(source) + 1
        assert any(
            line.startswith(f"reviews/vendors.toml:{number}:") and message in line
            for line in caught.value.lines
        ), (message, caught.value.lines)


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 6000, str(2**63), str(-(2**63) - 1)])
@pytest.mark.parametrize(
    "place", ["step = 1\n", "start = 10\n", "format = 1\n", "exact = ", "[checklist]\n"]
)
def test_a_number_that_no_toml_can_hold_is_refused(number: str, place: str) -> None:
    text = review_text(decided())
    assert place in text
    known = place.replace("10", "1").replace(" = 1\n", f" = {number}\n")
    broken = f"later = {number}\n{place}" if known == place else known
    if place == "[checklist]\n":
        broken = f"{place}later = [1, {{ a = {number} }}]\n"
    assert re.search(
        r"number of (thousands|more than 64)", line_for(text.replace(place, broken, 1))
    )


def test_numbers_of_64_bits_survive() -> None:
    edges = f"later = [{2**63 - 1}, {-(2**63)}]\n"
    text = review_text(decided()).replace("[checklist]\n", f"[checklist]\n{edges}")
    assert edges.strip().split("[")[1][:19] in review_text(opened(text.encode(), HERE).review)


def test_a_key_of_tens_of_thousands_of_parts_is_refused() -> None:
    text = review_text(decided()) + ".".join("a" * 50_000) + " = 1\n"
    line = line_for(text)
    assert "a key of over 100 parts; no review has one; restore it from git" in line
    assert line.startswith(f"reviews/vendors.toml:{text.count(chr(10))}:")


def test_evidence_that_looks_like_an_endless_key_is_no_mistake(tmp_path: Path) -> None:
    note = " = " + ".".join("a" * 5000) + ' = {b.c."' + "d." * 500
    made = set_note(decided(), "mossgate", "retention", note, reviewer="ann", time=at(3))
    assert opened(review_bytes(made), HERE).review == made


def test_an_end_of_the_wrong_type_is_one_mistake() -> None:
    text = re.sub(r"\nend = \d+", '\nend = "far"', review_text(decided()), count=1)
    assert "end is to be a whole number" in line_for(text)


def test_a_pair_that_stands_twice_is_a_mistake() -> None:
    text = review_text(decided())
    doubled = text + "\n" + text[text.index("[[verdict]]") :]
    with pytest.raises(InputError, match="a second time") as caught:
        opened(doubled.encode(), HERE)
    assert len(caught.value.lines) == 2


def test_an_id_never_leads_out_of_a_folder() -> None:
    text = review_text(replace(decided(), id="x" * 8)).replace("xxxxxxxx", "../../x")
    assert "letters, digits" in line_for(text)


def test_text_of_the_file_never_acts_in_a_message() -> None:
    text = review_text(decided()).replace('verdict = "met"', 'verdict = "\\u001b[2J\\u202e"')
    text = text.replace('policy = "mossgate"', 'policy = "moss\\u001b[31mgate"')
    with pytest.raises(InputError) as caught:
        opened(text.encode(), Path("reviews/\x1b[2J.toml"))
    assert not any(HIDDEN.search(line) for line in caught.value.lines)


def test_half_a_character_is_refused_by_name(tmp_path: Path) -> None:
    made = set_note(decided(), "mossgate", "retention", "a\ud800b", reviewer="ann", time=at(3))
    with pytest.raises(InputError) as caught:
        save_review(made, tmp_path / "vendors.toml")
    assert "mossgate / retention: note holds \\ud800" in caught.value.lines[0]
    assert not (tmp_path / "vendors.toml").exists()


def test_loading_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "vendors.toml"
    save_review(decided(), path)
    assert load_review(path).entries == decided().entries
    assert open_review(path).digest.startswith("sha256:")
    with pytest.raises(InputError, match="no such file"):
        load_review(tmp_path / "absent.toml")
    with pytest.raises(InputError, match="is a folder"):
        load_review(tmp_path)


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "endless.toml").symlink_to("/dev/zero")
    for name in ("pipe.toml", "endless.toml"):
        with pytest.raises(InputError, match="is a device or pipe; a file was expected"):
            load_review(tmp_path / name)


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "vast.toml"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(InputError, match="larger than 100 MB; is it a review"):
        load_review(path)
