"""Earlier versions: kept, few, and put back; damage noticed."""

import itertools
import os
import stat
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.errors import InputError
from reviewtui.projects import Project
from reviewtui.projects.gone import unless_gone
from reviewtui.reviews import (
    Damaged,
    Kept,
    KeptKind,
    Review,
    Saver,
    backups,
    forget,
    kept_versions,
    load_review,
    open_review,
    restore,
    review_text,
    save_review,
)
from reviewtui.reviews.backups import AGES, NEWEST, keep, surplus
from reviewtui.reviews.state import state_folder, state_path
from tests.reviews.samples import IDS, POLICIES, at, checklist, quote, review
from tests.reviews.saving.savers import Log, decided

PAIRS = [(policy, requirement) for policy in POLICIES for requirement in IDS]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reviews/vendors.toml"


def saved(path: Path, *reviews: Review) -> None:
    """A session that saves one review after another, all of them kept."""
    for made in reviews:
        saver = Saver(path, open_review(path) if path.exists() else None)
        saver.submit(made)
        assert saver.close(20)


def grown(pairs: int) -> list[Review]:
    """Reviews with one more verdict each."""
    row = [review()]
    for pair in PAIRS[:pairs]:
        row.append(decided(row[-1], pair))
    return row[1:]


def test_what_was_saved_is_kept_for_nobody_else(path: Path) -> None:
    versions = grown(4)
    saved(path, *versions)
    kept = kept_versions(path)
    assert [one.decided for one in kept] == [4, 3, 2, 1]
    assert load_review(kept[0].file) == versions[-1]
    assert kept[0].size == path.stat().st_size
    assert abs(datetime.now(UTC) - kept[0].time) < timedelta(minutes=1)
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    folder = state_path("backups")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.file.stat().st_mode) for one in kept} == {0o600}
    assert len([one for one in forget(path) if one.endswith(".saved.toml")]) == 4
    assert kept_versions(path) == ()


def test_looking_for_versions_makes_nothing(path: Path, home: Path) -> None:
    assert kept_versions(path) == ()
    save_review(grown(1)[0], path)
    open_review(path)
    assert list(home.iterdir()) == []


def test_a_burst_is_kept_once_and_after_the_screen_said_saved(path: Path) -> None:
    log = Log()
    saver = Saver(path, on_saved=log.note(log.saved), keep_after=0.05)
    versions = grown(5)
    for made in versions:
        saver.submit(made)
        assert saver.flush(20)
    log.wait(lambda: versions[-1] in log.saved)
    assert saver.close(20)
    assert kept_versions(path)[0].decided == 5
    assert len(kept_versions(path)) <= 5


def test_a_steady_reviewer_has_versions_without_a_pause(path: Path) -> None:
    log = Log()
    saver = Saver(path, on_saved=log.note(log.saved), keep_after=0.05)
    deadline = time.monotonic() + 20
    for number in itertools.count(1):
        assert time.monotonic() < deadline, "nothing was kept although something was saved"
        saver.submit(decided(grown(8)[-1], PAIRS[8], minute=number))
        assert saver.flush(20)
        if len(kept_versions(path)) > 1:  # the first at once, the next while saving goes on
            break
    assert saver.close(20)


def test_the_first_that_is_saved_is_kept_at_once(path: Path) -> None:
    saver = Saver(path, keep_after=3600)
    saver.submit(grown(1)[0])
    assert saver.flush(20)
    deadline = time.monotonic() + 20
    while not kept_versions(path):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert saver.close(20)


def test_every_cut_is_told_without_anything_that_was_kept(path: Path) -> None:
    made = grown(3)[-1]
    save_review(made, path)
    content = path.read_bytes()
    assert kept_versions(path) == ()
    for length in range(len(content) - 1):
        path.write_bytes(content[:length])
        with pytest.raises(InputError):
            open_review(path)
    for whole in (content, content[:-1]):  # an editor may take the last line feed away
        path.write_bytes(whole)
        assert open_review(path).review == made
    cut = content[: content.rindex(b"[[verdict]]")]
    path.write_bytes(cut)
    with pytest.raises(Damaged, match="cut short: its last line is missing") as raised:
        open_review(path)
    assert raised.value.readable
    assert len(open_review(path, as_it_is=True).review.entries) == 2
    promise = b'# the last line is "# end of review", or something was cut off\n'
    path.write_bytes(cut.replace(promise, b""))  # one written by hand promises no end
    assert len(open_review(path).review.entries) == 2


def test_what_was_opened_and_what_others_wrote_is_kept_too(path: Path) -> None:
    first, second, third = grown(3)
    save_review(first, path)  # by git, say: nothing is kept of it
    saver = Saver(path, open_review(path))
    saver.submit(decided(first, PAIRS[8]))
    assert saver.flush(20)
    save_review(third, path)
    saver.submit(decided(second, PAIRS[8]))
    assert saver.close(20)
    assert {one.decided for one in kept_versions(path)} >= {1, 3, 4}


def test_where_nothing_can_be_kept_reviewing_goes_on_and_it_is_said_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    blocked = path.parent / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", os.fspath(blocked / "state"))
    log = Log()
    saver = Saver(path, on_problem=log.note(log.failed), keep_after=0)
    versions = grown(3)
    for made in versions:
        saver.submit(made)
        assert saver.flush(20)
        log.wait(lambda: bool(log.failed))
    assert saver.close(20)
    assert len(log.failed) == 1
    assert log.failed[0].startswith("No earlier versions are kept: ")
    assert load_review(path) == versions[-1]
    assert kept_versions(path) == ()


def versions_at(*minutes: float, now: datetime) -> list[Kept]:
    """Versions of these ages, the newest first; each of a kilobyte."""
    return [
        Kept(Path(f"{n}"), now - timedelta(minutes=age), 1, 1000, KeptKind.SAVED, 10**6 - n, f"{n}")
        for n, age in enumerate(minutes)
    ]


def test_some_of_every_age_stay() -> None:
    now = at(0)
    made = versions_at(*range(0, 60 * 24 * 30, 7), now=now)
    gone = set(surplus(made, now))
    stay = [kept for kept in made if kept not in gone]
    assert stay[:NEWEST] == made[:NEWEST]
    for age, following in zip((timedelta(0), *AGES), (*AGES, timedelta(60)), strict=True):
        assert any(age <= now - kept.time < following for kept in stay)
    assert len(stay) <= NEWEST + 2 * (len(AGES) + 1)


@given(gaps=st.lists(st.integers(-100, 5000), max_size=150))
def test_kept_over_months_with_a_clock_that_jumps(gaps: list[int]) -> None:
    """Never many, always the newest, and in a week's work something that is a day old."""
    now, kept = at(0), list[Kept]()
    for number, gap in enumerate(gaps):
        now += timedelta(minutes=gap)
        made = Kept(Path(f"{number}"), now, 1, 10, KeptKind.SAVED, number, f"{number}")
        kept = [made, *kept]
        gone = surplus(kept, now)
        assert made not in gone
        kept = [one for one in kept if one not in gone]
        assert len(kept) <= NEWEST + 2 * (len(AGES) + 1)
        assert [one.number for one in kept] == sorted((o.number for o in kept), reverse=True)


def test_steady_work_leaves_a_version_of_every_age() -> None:
    now, kept = at(0), list[Kept]()
    for number in range(60 * 24 * 10 // 3):
        now += timedelta(minutes=3)
        kept.insert(0, Kept(Path(f"{number}"), now, 1, 10, KeptKind.SAVED, number, f"{number}"))
        gone = set(surplus(kept, now))
        kept = [one for one in kept if one not in gone]
    for age in AGES:
        assert any(now - one.time >= age for one in kept)


def test_the_room_they_take_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    now = at(0)
    made = versions_at(0, 1, 2, 30, 90, 2000, 20_000, now=now)
    assert surplus(made, now) == []
    monkeypatch.setattr(backups, "BYTES_AT_MOST", 3500)
    assert surplus(made, now) == made[3:]
    monkeypatch.setattr(backups, "BYTES_AT_MOST", 10)
    assert surplus(made, now) == made[1:], "the newest stays, whatever its size"


def damages(content: bytes) -> dict[str, bytes]:
    """What crashes and disks leave of a file."""
    tables = content.index(b"\n\n[[verdict.evidence]]", len(content) // 2)
    return {
        "empty": b"",
        "zeros": bytes(4096),
        "cut in a word": content[: len(content) // 2],
        "cut after the head": content[: content.index(b"[[verdict]]")],
        "cut between two verdicts": content[: content.rindex(b"\n[[verdict]]")],
        "cut within a verdict": content[: tables + 1],
        "half of it zeros": content[: len(content) // 2] + bytes(len(content) // 2),
        "one bit": content.replace(b"Kept wo", b"Kept Wo", 1),  # still TOML, other words
        "one bit of a quote": content.replace(b'note = "', b"note = #", 1)
        if b'note = "' in content
        else content.replace(b'exact = "', b"exact = #", 1),
        "not UTF-8": content.replace(b"Kept", b"Ke\xff", 1),
        "another file": b"\x7fELF\x02\x01\x01" + bytes(range(256)),
    }


def damaged_review(path: Path) -> tuple[Review, bytes]:
    """A review of nine verdicts that was saved, and kept, by a session."""
    made = review()
    for number, pair in enumerate(PAIRS):
        evidence = quote(f"Kept words of {pair[0]}", number)
        made = decided(made, pair)
        entry = made.entries[pair]
        from dataclasses import replace

        made = replace(made, entries={**made.entries, pair: replace(entry, evidence=(evidence,))})
    saved(path, made)
    return made, path.read_bytes()


@pytest.mark.parametrize(
    "how", list(damages(b"[[verdict]]\n\n[[verdict]]" + b"\n\n[[verdict.evidence]]" * 4))
)
def test_a_damaged_file_says_so_and_the_last_good_one_comes_back(path: Path, how: str) -> None:
    made, content = damaged_review(path)
    broken = damages(content)[how]
    assert broken != content
    path.write_bytes(broken)
    with pytest.raises(Damaged) as caught:
        open_review(path)
    assert caught.value.lines[0].startswith(f"{path}")
    remedy = caught.value.lines[-1]
    assert remedy.endswith(f"with 9 verdicts is kept: reviewtui -r {path} offers it"), remedy
    assert caught.value.kept == kept_versions(path)
    assert path.read_bytes() == broken, "looking changes nothing"
    assert restore(path, caught.value.kept[0]).review == made
    assert load_review(path) == made
    aside = kept_versions(path, KeptKind.DAMAGED)
    assert [one.file.read_bytes() for one in aside] == ([broken] if broken else [])


def test_what_may_be_meant_can_be_opened_as_it_is(path: Path) -> None:
    _, content = damaged_review(path)
    path.write_bytes(content[: content.rindex(b"\n[[verdict]]")])
    with pytest.raises(Damaged) as caught:
        open_review(path)
    assert caught.value.readable
    opened = open_review(path, as_it_is=True)
    assert len(opened.review.entries) == 8
    saver = Saver(path, opened)
    saver.submit(decided(opened.review, PAIRS[0], minute=9))
    assert saver.close(20)
    assert len(load_review(path).entries) == 8


def test_versions_that_people_made_are_no_damage(path: Path) -> None:
    *_, fourth, fifth = grown(5)
    saved(path, fourth, fifth)
    content = path.read_bytes()
    assert content.startswith(review_text(fourth).removesuffix("\n# end of review\n").encode())
    save_review(fourth, path)  # git checkout: only the beginning, but it was kept like this
    assert load_review(path) == fourth
    path.write_bytes(content.replace(b"sha256:mossgate", b"sha256:elsewhere"))  # an editor
    open_review(path)
    path.write_bytes(content + b"\n\n\n")
    open_review(path)


def test_a_version_that_is_damaged_itself_is_not_taken(path: Path) -> None:
    versions = grown(2)
    saved(path, *versions)
    newest, older = kept_versions(path)
    newest.file.write_bytes(newest.file.read_bytes()[:-9])
    path.write_bytes(b"")
    with pytest.raises(InputError, match="damaged as well; take another"):
        restore(path, newest)
    assert path.read_bytes() == b""
    assert restore(path, older).review == versions[0]


def test_what_is_in_the_file_is_kept_before_it_is_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path, *grown(2))
    path.write_bytes(b"all my work")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "keep", fail)
    with pytest.raises(InputError, match="not restored, for it cannot be kept beforehand"):
        restore(path, kept_versions(path)[0])
    assert path.read_bytes() == b"all my work"


def test_a_removed_file_can_be_brought_back(path: Path) -> None:
    versions = grown(3)
    saved(path, *versions)
    path.unlink()
    assert restore(path, kept_versions(path)[0]).review == versions[-1]
    assert load_review(path) == versions[-1]


def test_permissions_and_links_stay_when_restored(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    path.parent.mkdir()
    path.symlink_to(real)
    versions = grown(2)
    saved(path, *versions)
    real.chmod(0o640)
    real.write_bytes(b"")
    restore(path, kept_versions(path)[0])
    assert path.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert load_review(real) == versions[-1]


def test_other_files_in_the_folder_do_not_disturb(path: Path) -> None:
    saved(path, *grown(1))
    folder = state_folder("backups")
    (folder / "notes.txt").write_text("mine")
    (folder / f"{kept_versions(path)[0].file.name}.x").write_text("mine")
    made_up = kept_versions(path)[0].file.name.replace(".000001.", ".000002.")
    (folder / made_up.replace("T", "T99")).write_text("no time")
    assert len(kept_versions(path)) == 1
    keep(path, b"next", 0)
    assert (folder / "notes.txt").exists()


def test_a_file_that_is_gone_is_not_begun_anew_without_a_question(path: Path) -> None:
    made = grown(2)[-1]
    project = Project((), checklist(), path, None, path.parent)
    assert unless_gone(project) is project  # nothing was ever kept
    saved(path, made)
    assert unless_gone(project) is project  # it is there: whoever opens it decides
    path.unlink()
    with pytest.raises(Damaged, match=r"gone; the version of .* with 2 verdicts is kept") as raised:
        unless_gone(project)
    assert unless_gone(project, as_it_is=True) is project
    restore(path, raised.value.kept[0])
    assert load_review(path) == made
