"""A review in dialogue: the same verdicts, rules and file as in the app."""

import os
from pathlib import Path

import pytest

from reviewtui.reviews import Entry, Verdict, load_review, lock_review
from tests.plain.driving import feed, reviewed, talk
from tests.tui.driving import ACORN, running, write_project


def without_times(entry: Entry) -> tuple[object, ...]:
    return (
        entry.policy, entry.requirement, entry.verdict, entry.deferred, entry.note,
        entry.reviewer, entry.evidence, entry.rejected, entry.searched, entry.text_digest,
        entry.requirement_digest, tuple(past.action for past in entry.history),
    )  # fmt: skip


async def test_it_leaves_the_file_that_the_app_leaves(tmp_path: Path) -> None:
    app, plain = tmp_path / "app", tmp_path / "plain"
    app.mkdir()
    plain.mkdir()
    async with running(app) as driven:
        await driven.press("n", "m", "x", "d", "c", "u", "w")
        in_app = await driven.saved()
    ended = talk(plain, "m 2", "x", "d", "c", "u", "w", "q")
    assert ended.status == 0
    found = load_review(plain / "r.toml")
    assert [without_times(e) for e in found.entries.values()] == [
        without_times(e) for e in in_app.entries.values()
    ]
    assert [record.text_digest for record in found.policies] == [
        record.text_digest for record in in_app.policies
    ]


def test_it_shows_requirement_candidates_and_what_was_done(tmp_path: Path) -> None:
    ended = talk(tmp_path, "m", "q")
    assert "Requirement 1 of 3. 0 of 6 decided." in ended.output
    assert "Retention period (must, Storage)" in ended.output
    assert "1. " in ended.output
    assert "Orders are kept for ten years" in " ".join(ended.output.split())
    assert "Retention period: met, 1 passage. Saved." in ended.output
    assert ended.errors == "1 of 6 decided; saved in r.toml\n"


def test_the_end_of_the_input_quits_and_everything_is_saved(tmp_path: Path) -> None:
    ended = talk(tmp_path, "m", "p")
    assert ended.status == 0
    entries = reviewed(tmp_path).entries
    assert entries["acorn", "retention"].verdict is Verdict.MET
    assert entries["acorn", "cookies"].verdict is Verdict.PARTIAL


@pytest.mark.parametrize(
    ("content", "decided"),
    [
        (b"m", 1),  # no line feed at the end
        (b"m\r\nx\r\nq\r\n", 2),
        (b"\n  \n\nm\n", 1),  # a line without an answer is asked again
        (b"m\nq\nx\n", 1),
        (b"", 0),
    ],
)
def test_any_input_of_lines_is_answers(tmp_path: Path, content: bytes, decided: int) -> None:
    ended = feed(tmp_path, content)
    assert ended.status == 0
    path = tmp_path / "r.toml"
    assert (len(load_review(path).entries) if path.exists() else 0) == decided


def test_a_line_in_another_encoding_is_ignored_and_asked_for_again(tmp_path: Path) -> None:
    ended = feed(tmp_path, b"m\xe9\no caf\xe9\no\nfirst\ncaf\xe9\nthird\n.\nm\n")
    assert ended.status == 0
    assert ended.output.count("Ignored: that line is not UTF-8; write it in that encoding.") == 3
    [entry] = reviewed(tmp_path).entries.values()
    assert (entry.note, entry.verdict) == ("first\nthird", Verdict.MET)


def test_a_long_line_is_a_note_as_it_is(tmp_path: Path) -> None:
    words = "so long " * 20_000
    talk(tmp_path, f"o {words}", "q")
    [entry] = reviewed(tmp_path).entries.values()
    assert entry.note == words.strip()


def test_the_end_of_the_input_ends_a_note_and_keeps_it(tmp_path: Path) -> None:
    assert feed(tmp_path, b"o\nfirst\nsecond").status == 0
    [entry] = reviewed(tmp_path).entries.values()
    assert entry.note == "first\nsecond"


def test_it_resumes_where_it_stopped_in_either_mode(tmp_path: Path) -> None:
    talk(tmp_path, "m", "j")
    ended = talk(tmp_path, "q")
    assert "Requirement 3 of 3. 1 of 6 decided." in ended.output


def test_only_what_was_shown_can_be_cited(tmp_path: Path) -> None:
    ended = talk(tmp_path, "m 4", "m 0", "m 99", "m x", "q")
    assert ended.output.count("No passage") == 3
    assert "numbers of candidates are expected" in ended.output
    assert not (tmp_path / "r.toml").exists()


def test_missing_records_what_was_shown(tmp_path: Path) -> None:
    talk(tmp_path, "n", "x", "q")
    entry = reviewed(tmp_path).entries["acorn", "retention"]
    more = len(entry.rejected)
    talk(tmp_path, "g retention", "u", "x", "q")
    assert more >= len(reviewed(tmp_path).entries["acorn", "retention"].rejected) >= 1
    assert entry.searched == ("retain", "kept for")


def test_several_passages_are_cited_at_once(tmp_path: Path) -> None:
    talk(tmp_path, "m 1 2", "q")
    assert len(reviewed(tmp_path).entries["acorn", "retention"].evidence) == 2


def test_what_find_brings_can_be_cited(tmp_path: Path) -> None:
    found = talk(tmp_path, "/ count visits", "q").output
    number = next(line.split(".")[0] for line in found.splitlines() if ". found" in line)
    talk(tmp_path, "/ count visits", f"m {number}", "q")
    (quote,) = reviewed(tmp_path).entries["acorn", "retention"].evidence
    assert quote.exact == "We use cookies to remember your basket and to count visits to the shop."


def test_why_says_what_was_looked_for_and_missing_records_what_was_shown(tmp_path: Path) -> None:
    ended = talk(tmp_path, "r", "x", "q")
    assert '"retain"' in ended.output
    assert "of this policy so far" in ended.output
    read = reviewed(tmp_path).entries["acorn", "retention"].read
    assert read is not None
    assert 0 < read <= 1


def test_queues_and_ways_to_walk(tmp_path: Path) -> None:
    talk(tmp_path, "x", "x", "m", "q")
    ended = talk(tmp_path, "Q", "Q missing", "j", "Q unclear", "t", "q")
    assert "Queues: undecided" in ended.output
    assert "Going through missing: 1 of 2." in ended.output
    assert "Going through missing: 2 of 2." in ended.output
    assert "Nothing is unclear. Q undecided goes to what is undecided." in ended.output
    assert "Walking requirement by requirement." in ended.output


def test_a_queue_is_stayed_in_and_its_end_is_said(tmp_path: Path) -> None:
    ended = talk(tmp_path, "d", "d", "Q deferred", "tab", "m", "m", "u", "Q should", "m", "q")
    said = ended.output
    assert "Going through deferred: 2 left." in said
    assert "Going through deferred: 1 left." in said
    assert "That was the last of the deferred." in said
    after = said.split("That was the last of the deferred.")[1]
    assert "Going through deferred: 1 left." in after, "undo leads back into it"
    assert "Going through undecided in should: 1 left." in after
    assert "Cookies (should)" in after
    assert "That was the last of the undecided in should." in after


def test_queues_by_part_and_of_weak_candidates_in_lines_come_back(tmp_path: Path) -> None:
    talk(tmp_path, "x", "x", "x", "Q missing in section storage", "q")
    ended = talk(tmp_path, "Q mars", "Q weak", "q")
    assert "Going through missing in section Storage: 1 of 1." in ended.output
    assert "mars: no such queue, nor such a part." in ended.output
    assert "Queues: undecided 3, deferred 0, stale 0, moved 0, weak, missing 3" in ended.output
    assert "section Storage 1, policy acorn 0, policy birch 3" in " ".join(ended.output.split())
    assert "Going through weak candidates only: " in ended.output
    again = talk(tmp_path, "q")
    assert "Going through weak candidates only: " in again.output


def test_a_note_in_lines_and_in_one(tmp_path: Path) -> None:
    talk(tmp_path, "o", "one", "", "two", ".", "j", "o just one", "q")
    entries = reviewed(tmp_path).entries
    assert entries["acorn", "retention"].note == "one\n\ntwo"
    assert entries["acorn", "cookies"].note == "just one"


def test_snippets_of_the_users_config_stand_for_their_text(tmp_path: Path) -> None:
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "reviewtui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[snippets]\nvague = "No period is named."\n', encoding="utf-8")
    talk(tmp_path, "o See § 3. ;vague ;other", "q")
    assert reviewed(tmp_path).entries["acorn", "retention"].note == (
        "See § 3. No period is named. ;other"
    )


def test_what_is_taken_back_is_named_as_a_person_would(tmp_path: Path) -> None:
    ended = talk(tmp_path, "m", "o See § 3.", "u", "d", "u", "u", "redo", "q")
    assert "Cookies: note undone. Saved." in ended.output
    assert "Cookies: deferring undone. Saved." in ended.output
    assert "Retention period: undone. Saved." in ended.output
    assert "Retention period: given again. Saved." in ended.output


def test_a_finished_review_says_so_and_goes_on(tmp_path: Path) -> None:
    ended = talk(tmp_path, *"mmmmmm", "u", "q")
    assert "Every requirement is decided." in ended.output
    assert "6 of 6 decided" in ended.output
    assert "undone" in ended.output
    assert ended.errors == "5 of 6 decided; saved in r.toml\n"


def test_what_a_finished_review_does_not_show_is_not_decided(tmp_path: Path) -> None:
    ended = talk(tmp_path, *"mmmmmm", "x", "r", ".", "x", "q")
    assert "Not decided: nothing is shown; . shows it once more." in ended.output
    assert "Nothing is shown; . shows the requirement once more." in ended.output
    assert "cannot be read" not in ended.output
    assert ended.output.count("missing,") == 1


def test_a_stale_verdict_shows_its_change_and_is_confirmed(tmp_path: Path) -> None:
    talk(tmp_path, "m", "q")
    edited = ACORN.replace("ten years", "nine years")
    (tmp_path / "policies/acorn.txt").write_text(edited, encoding="utf-8")
    ended = talk(tmp_path, "q")
    assert ended.errors == "1 of 6 decided, 1 stale; saved in r.toml\n"
    ended = talk(tmp_path, "s", "y", "s", "q")
    assert ended.errors == "1 of 6 decided; saved in r.toml\n"
    assert "1 verdict stale" in ended.output
    assert "[-ten-]{+nine+}" in ended.output
    assert "Retention period: confirmed. Saved." in ended.output
    assert "No verdict is stale. undecided goes to what is undecided." in ended.output


def test_who_has_it_open_is_said_and_nothing_is_decided(tmp_path: Path) -> None:
    write_project(tmp_path)
    lock = lock_review(tmp_path / "r.toml", "bob")
    try:
        ended = talk(tmp_path, "m", "q")
    finally:
        lock.release()
    assert "Read only: bob on" in ended.output
    assert not (tmp_path / "r.toml").exists()


def test_an_unreadable_policy_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "policies/aa.pdf").write_bytes(b"%PDF-1.4 nothing")
    ended = talk(tmp_path, "m", "]", "m", "q")
    assert "Not decided: this policy cannot be read." in ended.output
    assert list(reviewed(tmp_path).entries) == [("acorn", "retention")]


def test_hidden_characters_are_shown_and_never_act(tmp_path: Path) -> None:
    write_project(tmp_path)
    text = f"{ACORN}\nOrders are kept \x1b[2J\u202efor ten years.\n"
    (tmp_path / "policies/acorn.txt").write_text(text, encoding="utf-8")
    ended = talk(tmp_path, "n", "n", "/ orders", "z 1", "r", "o \x1b]0;x\x07", "l", "i", "?", "q")
    for hidden in "\x1b\x07\u202e":
        assert hidden not in ended.output + ended.errors


def test_a_choice_is_asked_for(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "checklists").mkdir()
    small = (tmp_path / "small.toml").read_text(encoding="utf-8")
    (tmp_path / "checklists/small.toml").write_text(small, encoding="utf-8")
    other = small.replace('"small"', '"other"').replace('"Small"', '"Other"')
    (tmp_path / "checklists/other.toml").write_text(other, encoding="utf-8")
    ended = talk(tmp_path, "7", "1", "m", "q", arguments=["--plain"])
    assert "A number from 1 to 2" in ended.output
    assert "met, 1 passage. Saved." in ended.output
    assert len(list((tmp_path / "reviews").iterdir())) == 1


def test_a_damaged_review_can_be_restored(tmp_path: Path) -> None:
    talk(tmp_path, "m", "x", "q")
    path = tmp_path / "r.toml"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert talk(tmp_path, "q").status == 2
    assert path.read_bytes() == whole[: len(whole) // 2]
    ended = talk(tmp_path, "1", "q")
    assert "2 verdicts" in ended.output
    assert "2 of 6 decided" in ended.output
    assert len(reviewed(tmp_path).entries) == 2


def test_files_outside_are_opened_after_a_yes_only(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "elsewhere"
    (project / "policies").mkdir(parents=True)
    outside.mkdir()
    write_project(outside)
    talk(outside, "m", "q")
    made = reviewed(outside)
    moved = project / "r.toml"
    text = (outside / "r.toml").read_text(encoding="utf-8")
    text = text.replace('"policies/', '"../elsewhere/policies/')
    moved.write_text(text.replace('"small.toml"', '"../elsewhere/small.toml"'), encoding="utf-8")
    refused = talk(outside, "no", arguments=["--plain", "-r", str(moved)])
    assert refused.status == 2
    assert "outside of its project" in refused.output
    opened = talk(outside, "yes", "q", arguments=["--plain", "-r", str(moved)])
    assert opened.status == 0
    assert f"{len(made.entries)} of 6 decided" in opened.output
