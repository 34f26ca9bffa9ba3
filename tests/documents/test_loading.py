"""From bytes to a policy: encodings, line ends, digests, and what cannot be read."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewtui.documents import CancelledError, load_policy, policy_from_text
from reviewtui.documents.decoding import SIZE_LIMIT, decode
from reviewtui.documents.unread import unread_note
from reviewtui.errors import InputError

WORDS = "Résumé of what we keep:\n“little”, for naïve cafés, at 3 € a year.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_text_is_the_decoded_file(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "tideline.txt"
    data = WORDS.replace("\n", line_end).encode(encoding)
    path.write_bytes(data)
    policy = load_policy(path)
    assert policy.text == WORDS
    assert policy.id == "tideline"
    assert policy.path == path
    assert policy.file_digest == f"sha256:{sha256(data).hexdigest()}"
    assert policy.text_digest == f"sha256:{sha256(WORDS.encode()).hexdigest()}"
    assert load_policy(str(path), id="a/b").id == "a/b"


def test_characters_that_act_are_left_in_the_text(tmp_path: Path) -> None:
    text = "A\u202eb \x1b[31mred\x1b[0m and\u2028no new line\x85here\u200b, tab\tand\x0cfeed.\n"
    path = tmp_path / "acting.txt"
    path.write_text(text, encoding="utf-8", newline="")
    assert load_policy(path).text == text


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_text_or_refused_in_one_line(data: bytes) -> None:
    try:
        text = decode(data, "some.txt")
    except InputError as error:
        assert len(error.lines) == 1
        assert error.lines[0].startswith("some.txt: ")
    else:
        assert text.strip()
        assert "\r" not in text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "only white space"),
        (b"\xef\xbb\xbf\n", "only white space"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00", "not a text file"),
        (b"%PDF-1.7\n1 0 obj", "a PDF; rename it"),
        (bytes(range(1, 32)) * 9, "not a text file"),
        (b"\xff\xfea", "UTF-16"),
    ],
)
def test_what_is_no_text_gets_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason) as caught:
        load_policy(path)
    assert len(caught.value.lines) == 1
    assert caught.value.lines[0].startswith(f"{path}: ")


def test_files_that_cannot_be_read_get_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_policy(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder"):
        load_policy(tmp_path)
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="not a regular file"):
        load_policy(pipe)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(InputError, match="50 MB"):
        load_policy(large)
    with pytest.raises(InputError, match="not a file name"):
        load_policy("a\0b")


def test_the_title_is_the_first_heading_or_the_id() -> None:
    assert policy_from_text("Cookie Notice:\n\nWe set two cookies, both our own.\n").title == (
        "Cookie Notice"
    )
    assert policy_from_text("we set two cookies, both our own.\n", id="t").title == "t"


def test_the_language_is_told_from_the_text() -> None:
    assert policy_from_text("We keep it as long as you have an account with us.").language == "en"
    assert policy_from_text("12 34").language == ""


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_text_beyond_the_limit_is_refused_with_one_line(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"words{suffix}"
    path.write_text("<p>" + "We keep it for a year. " * 450_000)
    with pytest.raises(InputError) as error:
        load_policy(path, cache=False)
    assert error.value.lines == (f"{path}: more than 10 million characters of text; split it",)


def test_long_plain_text_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("We keep it for a year. " * 100_000)
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return True

    with pytest.raises(CancelledError):
        load_policy(path, cache=False, cancelled=cancelled)
    assert asked


GERMAN = (
    "Wir löschen Ihre Daten nach drei Jahren. Für Größe und Straße gilt wie „üblich“ das Übliche.\n"
)


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_a_bad_byte_spoils_no_other(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(GERMAN.encode() * 3 + b"Ende \xe9 hier.\n")
    text = load_policy(path, cache=False).text
    assert text.count("Größe und Straße") == 3
    assert text.count("\ufffd") == 1


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_characters_that_could_not_be_read_are_told(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(GERMAN.encode() * 3 + b"Ende \xe9 hier.\n")
    said = unread_note(load_policy(path, cache=False))
    assert said == "1 character could not be read and stands as \ufffd"
    path.write_bytes(GERMAN.encode() * 3 + b"Ende \xe9 hier, \xe9 da.\n")
    assert unread_note(load_policy(path, cache=False)).startswith("2 characters could not be read")
    path.write_bytes(GERMAN.encode())
    assert unread_note(load_policy(path, cache=False)) == ""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "mac_roman", "cp1252"])
def test_encodings_that_nothing_declares(tmp_path: Path, encoding: str) -> None:
    words = GERMAN.replace("„", "“")
    (tmp_path / "a.txt").write_bytes((words * 3).encode(encoding))
    assert load_policy(tmp_path / "a.txt").text == words * 3


@pytest.mark.parametrize("declared", ["utf-8", "utf8", "windows-1252", "none"])
def test_the_bytes_of_a_page_say_more_than_its_declaration(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(f"<meta charset={declared}><p>{GERMAN}</p>".encode("cp1252"))
    assert "Größe und Straße gilt wie „üblich“" in load_policy(path, cache=False).text


def test_who_needs_no_passages_gets_the_rest_the_same(samples: Path) -> None:
    for path in sorted((samples / "policies").iterdir()):
        whole = load_policy(path)
        assert whole.passages
        assert load_policy(path, split=False) == whole._replace(passages=())
