"""Which files a folder holds, what each is called, and what is said about the rest."""

import os
from pathlib import Path

import pytest

from reviewtui.documents import find_policies
from reviewtui.documents.finding import list_policies
from reviewtui.errors import InputError


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("We keep little.\n", encoding="utf-8")


def ids(*paths: Path) -> list[str]:
    return [file.id for file in find_policies(paths)]


def lines(*paths: Path) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        find_policies(paths)
    return caught.value.lines


def test_a_folder_is_searched_through(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.MD", "eu/x.y.txt", ".hidden.txt", ".git/z.txt", "logo.png", "c.py")
    assert ids(tmp_path) == ["a", "b", "eu/x.y"]


def test_a_file_alone_has_its_stem(tmp_path: Path) -> None:
    write(tmp_path, "eu/b.txt", "notes")
    assert ids(tmp_path / "eu" / "b.txt", tmp_path / "notes") == ["b", "notes"]


def test_equal_ids_keep_their_suffix_all_of_them(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "a.md", "b.txt")
    assert ids(tmp_path) == ["a.md", "a.txt", "b"]


def test_still_equal_ids_get_the_folder_before_them(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    assert ids(tmp_path / "one", tmp_path / "two") == ["b", "one/a.txt", "two/a.txt"]
    assert ids(tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt") == [
        "one/a.txt",
        "two/a.txt",
    ]
    write(tmp_path, "x/one/a.txt")
    assert len(set(ids(tmp_path / "one", tmp_path / "x" / "one"))) == 2


def test_a_file_is_listed_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert ids(tmp_path, tmp_path / "a.txt", tmp_path) == ["a"]


def test_links(tmp_path: Path) -> None:
    write(tmp_path, "outside/secret.txt", "policies/a.txt")
    policies = tmp_path / "policies"
    (policies / "leak.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (policies / "folder").symlink_to(tmp_path / "outside")
    (policies / "loop").symlink_to(policies)
    listing = list_policies([policies])
    assert [file.id for file in listing.files] == ["a"]
    assert len(listing.notes) == 2
    assert all("leads out of its folder" in note for note in listing.notes)
    assert ids(policies / "leak.txt") == ["leak"]
    assert ids(policies / "folder") == ["secret"]


def test_all_that_is_wrong_at_once_in_a_line_each(tmp_path: Path) -> None:
    write(tmp_path, "good.txt")
    (tmp_path / "empty").mkdir()
    (tmp_path / "nothing.txt").touch()
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\0\0\0")
    (tmp_path / "blank.txt").write_bytes(b" \r\n\t\n")
    os.mkfifo(tmp_path / "pipe.txt")
    said = lines(
        tmp_path / "good.txt",
        tmp_path / "none.txt",
        tmp_path / "empty",
        tmp_path / "nothing.txt",
        tmp_path / "binary.txt",
        tmp_path / "pipe.txt",
        tmp_path / "blank.txt",
    )
    assert len(said) == 6
    for line, words in zip(
        said,
        ("none.txt: no such file", "empty: no policy in this folder", "nothing.txt: empty",
         "binary.txt: not a text file", "pipe.txt: not a regular file",
         "blank.txt: holds only white space"),
        strict=True,
    ):  # fmt: skip
        assert words in line
    assert ids(tmp_path) == ["binary", "blank", "good", "nothing"]
    (tmp_path / "good.txt").unlink()
    assert len(lines(tmp_path)) == 3, "where none can be read"


def test_names_that_would_act_on_the_terminal(tmp_path: Path) -> None:
    write(tmp_path, "two\nlines.txt", "\x1b[31mred.txt")
    os.close(os.open(os.fsencode(tmp_path) + b"/by\xfftes.txt", os.O_CREAT))
    said = lines(tmp_path)
    assert len(said) == 3
    assert all(line.isprintable() for line in said)
    assert all("rename it" in line for line in said)
    assert lines(Path("a\0b"))[0].startswith("a␀b: ")


def test_folders_whose_names_would_act_on_the_terminal(tmp_path: Path) -> None:
    write(tmp_path, "kites/red\x1b[31m/deep/a.txt", "kites/red\x1b[31m/b.txt", "kites/c.txt")
    latin = os.fsdecode(b"caf\xe9")
    write(tmp_path, f"kites/{latin}/logo.png")
    assert len(list_policies([tmp_path / "kites"]).notes) == 1  # no policy in the other one
    write(tmp_path, f"kites/{latin}/d.txt")
    listing = list_policies([tmp_path / "kites"])
    assert [file.id for file in listing.files] == ["c"]
    said = listing.notes
    assert len(said) == 2
    assert all(line.isprintable() and line.endswith("rename it") for line in said)
    assert {line.removeprefix(f"{tmp_path}/kites/").split(":")[0] for line in said} == {
        "red␛[31m",
        "caf\\udce9",
    }


def test_an_id_never_takes_such_a_name_from_the_folder_above(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "two\x1b[31m/a.txt", "two\x1b[31m/b.txt")
    assert ids(tmp_path / "two\x1b[31m" / "b.txt") == ["b"]
    (line,) = lines(tmp_path / "one" / "a.txt", tmp_path / "two\x1b[31m" / "a.txt")
    assert line == f"{tmp_path}/two␛[31m: control or invisible characters in its name; rename it"


def test_links_that_lead_round_and_names_too_long(tmp_path: Path) -> None:
    (tmp_path / "round.txt").symlink_to("round.txt")
    assert lines(tmp_path)[0].endswith("round.txt: links that lead round; check them")
    (line,) = lines(tmp_path / ("n" * 5000))
    assert "the name is too long for a file" in line
    assert len(line) < 300


def test_odd_files_in_a_folder_stop_nothing(tmp_path: Path) -> None:
    write(
        tmp_path, "a.txt", "two\nlines.txt", "\u202etxt.exe.md", "seen\u200e.txt", "b.rtf", "c.DOC"
    )
    os.mkfifo(tmp_path / "pipe.html")
    listing = list_policies([tmp_path])
    assert [file.id for file in listing.files] == ["a"]
    assert len(listing.notes) == 6
    assert all("left out, " in note and note.isprintable() for note in listing.notes)
    assert sum("rename it" in note for note in listing.notes) == 3
    assert sum("save it as DOCX, PDF or text" in note for note in listing.notes) == 2
    assert "not a regular file" in lines(tmp_path / "pipe.html")[0]
    assert "rename it" in lines(tmp_path / "seen\u200e.txt")[0]


@pytest.mark.parametrize(
    ("beginning", "says"),
    [
        (b"%PDF-1.7\n", "a PDF; rename it"),
        (b"PK\x03\x04", "a Word or OpenDocument file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "older office program; save it as DOCX"),
        (b"{\\rtf1\\ansi We keep it.}", "Rich Text (RTF); save it as DOCX"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(tmp_path: Path, beginning: bytes, says: str) -> None:
    for name in ("a.txt", "a.md"):
        (tmp_path / name).write_bytes(beginning)
        (line,) = lines(tmp_path / name)
        assert line.startswith(f"{tmp_path / name}: ")
        assert says in line
