"""Notes in place; a half-written one survives."""

from contextlib import nullcontext
from pathlib import Path
from time import monotonic

import pytest

from reviewtui.reviews import load_place
from reviewtui.reviews.drafting import begin_draft
from reviewtui.reviews.state import state_path
from reviewtui.settings import Settings
from reviewtui.tui.app import ReviewApp
from tests.tui.driving import running


async def test_a_note_is_written_saved_and_shown(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o", *"no period", "ctrl+j", *"at all", "enter")
        assert driven.desk.pair == ("acorn", "retention")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.note == "no period\nat all"
        assert entry.verdict is None
        assert driven.shows("note: no period at all")
        await driven.press("m")
        assert (await driven.saved()).entries["acorn", "retention"].note == "no period\nat all"


async def test_an_emptied_note_is_gone(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o", "a", "b", "enter", "o", "backspace", "backspace", "enter")
        assert (await driven.saved()).entries["acorn", "retention"].note == ""


async def test_every_draft_is_kept(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o", *"one", "escape", "j", "o", *"two", "escape")
    async with running(tmp_path) as driven:
        assert driven.desk.pair == ("acorn", "cookies")
        assert driven.app.notes.draft_of(("acorn", "retention")) == "one"
        assert driven.app.notes.draft_of(("acorn", "cookies")) == "two"


async def test_a_draft_is_kept_and_offered_again(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o", *"half", "escape")
        assert driven.shows("unfinished note")
        await driven.press("j")
        assert not driven.shows("unfinished note")
    async with running(tmp_path) as driven:
        await driven.press("k")
        assert driven.shows("unfinished note")
        await driven.press("o", *" done", "enter")
        assert (await driven.saved()).entries["acorn", "retention"].note == "half done"
        assert not driven.shows("unfinished note")


async def test_a_draft_is_written_while_somebody_types_on_without_a_pause(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o")
        drafts: tuple[tuple[str, str, str], ...] = ()
        deadline = monotonic() + 20
        while not drafts and monotonic() < deadline:
            await driven.pilot.press("x")
            place = load_place(driven.path, "ann")
            drafts = place.drafts if place else ()
        ((policy, requirement, text),) = drafts
        assert (policy, requirement) == ("acorn", "retention")
        assert set(text) == {"x"}


SNIPPETS = {"vague": "Vague: no period.", "void": "Void.", "two": "Line one.\nLine two."}


async def test_a_snippet_stands_for_its_text(tmp_path: Path) -> None:
    async with running(tmp_path, settings=Settings(snippets=SNIPPETS)) as driven:
        await driven.press("o")
        assert driven.shows("Snippets: ;vague ;void ;two")
        await driven.press("semicolon", *"va")
        assert driven.shows(";vague tab completes: Vague: no period.")
        await driven.press("space", *"Ask", "ctrl+j", "semicolon", *"two", "enter")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.note == ";va Ask\nLine one.\nLine two."
        await driven.press("j", "o", "semicolon", *"vague", "space", *"Ask", "enter")
        assert (await driven.saved()).entries["acorn", "cookies"].note == "Vague: no period. Ask"


async def test_what_ends_a_name_makes_it_the_text(tmp_path: Path) -> None:
    snippets = {"va": "Short.", "vague": "Long.", "one-two": "Two"}
    async with running(tmp_path, settings=Settings(snippets=snippets)) as driven:
        await driven.press("o", "semicolon", *"va")
        assert driven.shows(";va space: Short.   or ;vague")
        await driven.press(*"g")
        assert driven.shows(";vague tab completes: Long.")
        await driven.press(*"ue,", "space", "semicolon", *"VA", "ctrl+j")
        await driven.press("(", "semicolon", *"one-two", ")", "space", "semicolon", *"vagu")
        await driven.press("space", *"a", "semicolon", *"va", "space", "semicolon", *"nix")
        assert driven.shows("no snippet is called ;nix; there are ;va ;vague ;one-two")
        await driven.press("space", "home", "semicolon", *"va", "space", "enter")
        note = (await driven.saved()).entries["acorn", "retention"].note
        assert note == "Long., Short.\nShort. (Two) ;vagu a;va ;nix"


async def test_tab_completes_a_name(tmp_path: Path) -> None:
    async with running(tmp_path, settings=Settings(snippets=SNIPPETS)) as driven:
        await driven.press("o", "semicolon", "tab")
        assert driven.shows(";vague ;void ;two  tab completes")
        await driven.press("v", "tab", "a", "tab", "enter")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.note == "Vague: no period."
        await driven.press("j", "o", *"a", "semicolon", *"void", "space", "enter")
        assert (await driven.saved()).entries["acorn", "cookies"].note == "a;void", "no name begins"


def editor(folder: Path, script: str) -> str:
    """A command that does what `script` says to the file "$1"."""
    file = folder / "editor.sh"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o700)
    return f"'{file}'"


@pytest.fixture
def suspended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pilot's terminal has nothing to give away: the editors here need none."""
    monkeypatch.setattr(ReviewApp, "suspend", lambda _: nullcontext())


@pytest.mark.usefixtures("suspended")
async def test_a_note_is_written_in_an_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    command = editor(
        tmp_path, f'ls -ld "$1" "$(dirname "$1")" > {seen}; printf "two\\r\\nlines\\n" >> "$1"'
    )
    monkeypatch.setenv("VISUAL", command)
    monkeypatch.setenv("EDITOR", "false")
    async with running(tmp_path) as driven:
        await driven.press("o", *"begun ", "enter", "E")
        entry = (await driven.saved()).entries["acorn", "retention"]
        assert entry.note == "begun\ntwo\nlines"
        modes = [line.split()[0] for line in seen.read_text().splitlines()]
        assert {mode[:10] for mode in modes} == {"-rw-------", "drwx------"}
        await driven.settle()
        assert list(state_path("notes").iterdir()) == []
        await driven.press("u")
        assert (await driven.saved()).entries["acorn", "retention"].note == "begun"


@pytest.mark.usefixtures("suspended")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('echo more >> "$1"; exit 3', "ended with status 3; what it wrote is kept as a draft"),
        ("exit 1", "The note is as it was: "),
        ('printf "\\377" >> "$1"', "is not UTF-8 and stays"),
        ('rm "$1"', "The note is as it was: the editor took its file away"),
        ('rm "$1"; mkdir "$1"', "cannot be read"),
        ('head -c 1000001 /dev/zero > "$1"', "is no note of at most 1 MB and stays in "),
        ("kill -9 $$", "was ended by signal 9"),
    ],
)
async def test_an_editor_that_fails_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, script))
    async with running(tmp_path, size=(200, 40)) as driven:
        await driven.press("o", *"mine", "enter", "E")
        assert driven.shows(said)
        assert (await driven.saved()).entries["acorn", "retention"].note == "mine"
        draft = driven.app.notes.draft_of(("acorn", "retention"))
        assert draft == ("mine\nmore" if "more" in script else "")


@pytest.mark.usefixtures("suspended")
@pytest.mark.parametrize(
    ("script", "note"),
    [
        (': > "$1"', None),
        ("head -c 200000 /dev/zero | tr '\\0' 'x' > \"$1\"", "x" * 200_000),
        ('printf "a\\033[2J" > "$1"', "a␛[2J"),
        ('printf "\\357\\273\\277mark\\r\\n\\r\\n" > "$1"', "mark"),
    ],
)
async def test_what_an_editor_leaves_is_the_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, note: str | None
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, script))
    async with running(tmp_path) as driven:
        await driven.press("o", *"mine", "enter", "E")
        assert driven.shows("Note kept." if note else "Note removed.")
        entries = (await driven.saved()).entries
        assert (entries["acorn", "retention"].note or None) == note
        await driven.press("u")
        assert (await driven.saved()).entries["acorn", "retention"].note == "mine"


@pytest.mark.usefixtures("suspended")
async def test_an_editor_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with running(tmp_path, size=(80, 24)) as driven:
        await driven.press("E")
        assert driven.shows("no editor: set $EDITOR or your config's; o writes here")
    nowhere = Settings(editor=str(tmp_path / "nowhere"))
    async with running(tmp_path, size=(120, 40), settings=nowhere) as driven:
        await driven.press("E")
        assert driven.shows("nowhere cannot be run (no such file or directory); set another editor")


async def test_what_an_editor_had_open_at_a_kill_is_a_draft(tmp_path: Path) -> None:
    begin_draft(tmp_path / "r.toml", "ann", ("acorn", "cookies"), "half a thought")
    begin_draft(tmp_path / "r.toml", "bob", ("acorn", "retention"), "bob's")
    async with running(tmp_path) as driven:
        assert driven.shows("1 note that an editor had open")
        await driven.press("j")
        assert driven.shows("unfinished note")
        await driven.press("o", *" done", "enter")
        entry = (await driven.saved()).entries["acorn", "cookies"]
        assert entry.note == "half a thought done"
    async with running(tmp_path) as driven:
        assert not driven.shows("editor had open")


async def test_a_key_that_completes_nothing_says_why(tmp_path: Path) -> None:
    async with running(tmp_path) as driven:
        await driven.press("o", "tab")
        assert driven.shows("your config has no [snippets]")
        await driven.press("a")
        assert driven.shows("enter saves")
        await driven.press("escape")
