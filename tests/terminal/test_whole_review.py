"""The installed program, in a real terminal, through a review from first key to last."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from reviewtui.reviews import Action, Verdict
from tests.cli.program import CHECKLIST, POLICY, folder_with_all, reviewtui
from tests.terminal.session import Session
from tests.terminal.terminal import PROGRAM, Terminal

SHORT = f"""{CHECKLIST}
[[requirement]]
id = "sale"
title = "Sale"
text = "Says whether personal data is sold."
"""


@pytest.fixture
def session(samples: Path, tmp_path: Path) -> Session:
    checklist = samples / "checklists/vendor-privacy.toml"
    return Session(samples / "policies", checklist, tmp_path / "reviews/samples.toml")


def review_a_little(session: Session) -> None:
    """Every kind of decision, a note, a deferral and an undo; quits and resumes."""
    with session.started():
        session.wait_at(0)
        assert not session.review_path.exists()
        session.decide("m", then=1)
        assert session.entry(0).verdict is Verdict.MET
        assert len(session.entry(0).evidence) == 1
        session.decide(" n p", then=2)
        assert session.entry(1).verdict is Verdict.PARTIAL
        session.decide("d", then=3)
        assert session.entry(2).deferred
        assert session.entry(2).verdict is None
        session.decide("x", then=4)
        assert session.entry(3).verdict is Verdict.MISSING
        assert session.entry(3).searched
        session.terminal.type("o")
        session.terminal.wait_for("Note")
        session.terminal.type("Ask them, “twice”.")
        session.terminal.wait_for("“twice”.")
        session.terminal.type("\r")
        session.terminal.wait_for("note: Ask them")
        session.decide("w", then=5)
        assert session.entry(4).verdict is Verdict.UNCLEAR
        assert session.entry(4).note == "Ask them, “twice”."
        session.decide("a", then=6)
        session.decide("u", then=5)
        assert session.entry(5).verdict is None
        session.decide("c", then=6)
        session.quit()
    with session.started(120, 40):
        session.wait_at(6)
        session.decide("m", then=7)
        session.quit()


def assert_read_back(session: Session) -> None:
    """What `review_a_little` decided is in the file, with words of the policy as evidence."""
    review = session.review()
    first = session.policy_ids[0]
    verdicts = [Verdict.MET, Verdict.PARTIAL, None, Verdict.MISSING, Verdict.UNCLEAR,
                Verdict.CONTRADICTED, Verdict.MET]  # fmt: skip
    assert [session.entry(n).verdict for n in range(7)] == verdicts
    assert set(review.entries) == {(first, one) for one in session.requirement_ids[:7]}
    assert [entry.step for entry in review.entries.values()].count(0) == 0
    assert {entry.reviewer for entry in review.entries.values()} == {"ann"}
    assert Action.UNDO in [past.action for past in session.entry(5).history]
    assert len(session.entry(1).evidence) == 2
    assert len(session.entry(4).evidence) == 0
    from reviewtui import load_policy
    from reviewtui.documents import find_policies

    policy = load_policy(find_policies([session.policies])[0].path)
    for entry in review.entries.values():
        for quote in entry.evidence:
            assert policy.text[quote.start : quote.end] == quote.exact
    status = reviewtui("status", session.review_path, "--format", "json", "-c",
                       session.checklist_path, "--policies", session.policies,
                       cwd=session.review_path.parent)  # fmt: skip
    counts = json.loads(status.output)
    assert status.status == 0
    assert (counts["decided"], counts["deferred"], counts["stale"]) == (6, 1, 0)
    assert counts["total"] == len(session.requirement_ids) * len(session.policy_ids)


def test_decide_note_defer_undo_quit_and_resume(session: Session) -> None:
    review_a_little(session)
    assert_read_back(session)


@pytest.mark.shared
def test_the_same_on_real_policies(shared: Path, samples: Path, tmp_path: Path) -> None:
    checklist = samples / "checklists/vendor-privacy.toml"
    session = Session(shared / "policies", checklist, tmp_path / "real.toml")
    review_a_little(session)
    assert_read_back(session)


def review_everything(session: Session) -> None:
    """Decides every requirement of every policy; a deferred one comes back in its turn.

    Neighbouring keys differ: two of the same, this fast, would be a key held down.
    """
    policies = len(session.policy_ids)
    with session.started():
        session.wait_at(0)
        session.decide("d", then=1)
        session.decide("m", then=2)
        session.decide("p", then=0)
        session.decide("x", then=0, policy=1)
        for policy in range(1, policies):
            session.decide("m", then=1, policy=policy)
            session.decide("p", then=2, policy=policy)
            if policy < policies - 1:
                session.decide("x", then=0, policy=policy + 1)
        session.terminal.type("x")
        session.terminal.wait_for("Every requirement is decided")
        session.terminal.wait_for("It is all in")
    verdicts = [entry.verdict for entry in session.review().entries.values()]
    assert len(verdicts) == 3 * policies
    for verdict in (Verdict.MET, Verdict.PARTIAL, Verdict.MISSING):
        assert verdicts.count(verdict) == policies


def test_to_the_finished_screen(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "short.toml").write_text(SHORT, encoding="utf-8")
    review_everything(Session(samples / "policies", tmp_path / "short.toml", tmp_path / "r.toml"))


@pytest.mark.shared
def test_to_the_finished_screen_on_real_policies(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "short.toml").write_text(SHORT, encoding="utf-8")
    review_everything(Session(shared / "policies", tmp_path / "short.toml", tmp_path / "r.toml"))


def processes_of(session_leader: int) -> list[str]:
    """The processes of the session that `session_leader` began, in which a terminal runs."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session_leader and fields[0] != "Z":
            found.append(folder.name)
    return found


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "SIGKILL", "hang up"])
def test_an_end_from_outside_loses_nothing(session: Session, how: str) -> None:
    with session.started() as terminal:
        session.wait_at(0)
        session.decide("m", then=1)
        session.decide("x", then=2)
        if how == "hang up":
            terminal.hang_up()
        else:
            terminal.signal(signal.Signals[how])
        terminal.wait_ended()
        if Path("/proc/self/stat").exists():
            terminal.wait_until(lambda: not processes_of(terminal.pid), "all processes to end")
        if how in {"SIGTERM", "SIGHUP"}:
            assert b"\x1b[?1049l" in terminal.raw  # the shell has its screen back
            assert (
                b"\x1b[?25h"
                in terminal.raw.rpartition(b"\x1b[?1049")[0][-2000:] + terminal.raw[-200:]
            )
    entries = session.review().entries
    assert [entry.verdict for entry in entries.values()] == [
        {0: Verdict.MET, 1: Verdict.MISSING}[session.requirement_ids.index(requirement)]
        for _, requirement in entries
    ]
    assert len(entries) == 2
    with session.started():
        session.wait_at(2)


def test_several_keys_at_once_are_one_verdict(session: Session) -> None:
    with session.started():
        session.wait_at(0)
        session.terminal.type("mmmmmm")
        session.wait_at(1)
        session.wait_saved()
        session.terminal.wait_quiet()
        session.wait_at(1)
        session.quit()
    assert len(session.review().entries) == 1


def test_looking_around_writes_nothing(session: Session) -> None:
    with session.started():
        session.wait_at(0)
        ways = {"j": (1, 0), "\x1b[B": (2, 0), "k": (1, 0), "\x1b[A": (0, 0)}
        ways |= {"]": (0, 1), ">": (0, 2), "<": (0, 1), "[": (0, 0)}
        for keys, place in ways.items():
            session.terminal.type(keys)
            session.wait_at(*place)
        session.terminal.type("?")
        session.terminal.wait_for("not applicable")
        session.terminal.type("\x1b")
        session.wait_at(0)
        session.quit()
    assert not session.review_path.parent.exists()


def test_a_small_terminal_says_so_and_recovers(session: Session) -> None:
    with session.started(50, 12) as terminal:
        terminal.wait_for("50×12", "60×15")
        terminal.resize(80, 24)
        session.wait_at(0)
        terminal.resize(59, 24)
        terminal.wait_for("59×24")
        terminal.resize(60, 15)
        session.wait_at(0)
        session.decide("m", then=1)
        session.quit()
    assert len(session.review().entries) == 1


HOSTILE = (
    "\x1b]0;owned\x07 \x1b[2J\x1b[31mred\x1b[0m \x9b32mgreen \u202eesrever\u202c "
    "ze\u200bro [@click=app.bell]click[/] [bold red]markup[/bold red] \U000e0041tag\x00\x08\x7f"
)


def test_what_is_in_files_never_acts_on_the_terminal(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    text = POLICY.replace("order records", f"order records {HOSTILE}").replace("\x00", "")
    text = text.replace("Privacy at Marrowby Kites", f"Privacy {HOSTILE}".replace("\x00", ""))
    (tmp_path / "policies/kites.txt").write_text(text, encoding="utf-8")
    checklist = CHECKLIST.replace("Retention period", "Retention [bold]x[/] \u202eperiod\u200b")
    (tmp_path / "checklists/small.toml").write_text(checklist, encoding="utf-8")
    command = [PROGRAM, "--reviewer", "ann [@click=app.bell]x[/]"]
    with Terminal(command, cwd=tmp_path) as terminal:
        terminal.wait_for("─ candidate ")
        terminal.type("/click")
        terminal.wait_quiet()
        terminal.type("\x1b")
        terminal.wait_quiet()
        terminal.type("m")
        terminal.wait_for(" saved")
        terminal.type("?")
        terminal.wait_quiet()
        terminal.type("\x1b")
        terminal.wait_quiet()
        assert "[bold red]markup" in terminal.text or "[@click" in terminal.text
        terminal.type("q")
        assert terminal.wait_ended() == 0
        raw = terminal.raw
    for sequence in ("\x1b]0;owned", "owned\x07", "\x1b[2J\x1b[31mred", "\x9b", "\u202e", "\u202c",
                     "\u200b", "\U000e0041"):  # fmt: skip
        assert sequence.encode() not in raw
    assert "␛]0;owned␇".encode() in raw


def test_a_terminal_that_cannot_place_text_is_refused(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    with Terminal([PROGRAM], cwd=tmp_path, environment={"TERM": "dumb"}) as terminal:
        assert terminal.wait_ended() == 2
        assert terminal.text.startswith("TERM is dumb")
        assert "reviewtui --plain" in terminal.text.replace("\n", "")
        assert b"\x1b" not in terminal.raw


def test_standard_output_stays_free(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    with Terminal(["sh", "-c", f"{PROGRAM} > out"], cwd=tmp_path) as terminal:
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.type("q")
        assert terminal.wait_ended() == 0
    assert (tmp_path / "out").read_bytes() == b""


def test_text_on_a_terminal_is_visible(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("one\x1b[31m\ttwo\u202e\nthree words\n", encoding="utf-8")
    with Terminal([PROGRAM, "text", "odd.txt"], cwd=tmp_path) as terminal:
        assert terminal.wait_ended() == 0
        assert terminal.text.startswith("one␛[31m")
        assert "\nthree" in terminal.text
        assert b"\x1b" not in terminal.raw


def test_a_choice_of_checklists(tmp_path: Path) -> None:
    folder_with_all(tmp_path)
    other = CHECKLIST.replace('"small"', '"other"').replace("Retention period", "Time kept")
    (tmp_path / "checklists/other.toml").write_text(other, encoding="utf-8")
    with Terminal([PROGRAM], cwd=tmp_path) as terminal:
        terminal.wait_for("checklists/other.toml", "checklists/small.toml")
        terminal.type("j")
        terminal.wait_quiet()
        terminal.type("\r")
        terminal.wait_for("Retention period", "─ candidate ")
        terminal.type("m")
        terminal.wait_for(" saved")
        terminal.type("q")
        assert terminal.wait_ended() == 0
    assert (tmp_path / "reviews/small.toml").exists()


@pytest.mark.tmux
def test_in_tmux(tmp_path: Path) -> None:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    folder_with_all(tmp_path)
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", os.devnull]
    environment = {"TMUX": "", "HOME": os.environ["HOME"]}
    try:
        with Terminal(
            [*tmux, "new-session", PROGRAM], cwd=tmp_path, environment=environment
        ) as terminal:
            terminal.wait_for("Retention period", "─ candidate ")
            terminal.type("m")
            terminal.wait_for("Recipients", " saved")
            terminal.resize(120, 40)
            terminal.wait_quiet()
            terminal.wait_for("Recipients", "─ candidate ")
            terminal.type("q")
            terminal.wait_ended()
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)
    assert (tmp_path / "reviews/small.toml").read_text().count('verdict = "met"') == 1
