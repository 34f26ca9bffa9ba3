"""The cache of parsed policies: used, private, bounded, and never believed blindly."""

import json
import os
import stat
from hashlib import blake2b, sha256
from pathlib import Path

import pytest

from reviewtui import load_policy
from reviewtui.documents import Policy, cache
from reviewtui.documents.parsed import Parsed, as_plain, from_plain, parsed
from reviewtui.documents.readers.docx import read
from reviewtui.documents.sealing import seal
from reviewtui.errors import InputError
from tests.documents.readers.making import docx, para

BODY = para("Storage", style="H1") + para("We keep what guests write for three years and a day.")


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    path = tmp_path / "guests.docx"
    path.write_bytes(docx(BODY))
    return path


def entries(home: Path) -> list[Path]:
    return sorted((home / "cache/reviewtui/policies").glob("*.json"))


@pytest.fixture
def parsing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were parsed, and not taken from the cache."""
    from reviewtui.documents.isolation import Pool

    names: list[str] = []
    parse = Pool.parse

    def counted(pool: Pool, module: str, data: bytes, name: str, *rest: object) -> Parsed:
        names.append(name)
        return parse(pool, module, data, name)

    monkeypatch.setattr(Pool, "parse", counted)
    return names


def test_a_file_is_parsed_once(policy_file: Path, home: Path, parsing: list[str]) -> None:
    first, second = load_policy(policy_file), load_policy(policy_file, id="other")
    assert len(parsing) == 1
    assert (second.id, second.text, second.passages, second.blocks, second.title) == (
        "other",
        first.text,
        first.passages,
        first.blocks,
        "Storage",
    )
    assert len(entries(home)) == 1


def test_entries_are_for_nobody_else(policy_file: Path, home: Path) -> None:
    load_policy(policy_file)
    (entry,) = entries(home)
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    for folder in (entry.parent, entry.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_another_content_or_reader_is_parsed_anew(
    policy_file: Path, parsing: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_policy(policy_file)
    policy_file.write_bytes(docx(BODY + para("And no longer.")))
    assert load_policy(policy_file).text.endswith("And no longer.\n")
    assert len(parsing) == 2
    monkeypatch.setattr(cache, "_version", lambda _module: "another")
    load_policy(policy_file)
    assert len(parsing) == 3


def test_without_the_cache_nothing_is_kept(
    policy_file: Path, home: Path, parsing: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_policy(policy_file, cache=False)
    assert not (home / "cache").exists()
    monkeypatch.setattr(cache, "_on", True)
    cache.switch_off()
    load_policy(policy_file)
    assert not (home / "cache").exists()
    assert len(parsing) == 2


def test_plain_text_is_not_kept(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("We keep it for a year.\n")
    load_policy(path)
    assert not (home / "cache").exists()


def resealed(entry: Path, **changes: object) -> None:
    """Changes values of an entry and seals it again."""
    values = json.loads(entry.read_bytes().partition(b"\n")[2]) | changes
    body = json.dumps(values).encode()
    entry.write_bytes(seal(body) + b"\n" + body)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": 7},
        {"text": "short"},
        {"file_digest": "sha256:00"},
        {"module": "os"},
        {"blocks": [[0, 7, 9, 1]]},
        {"blocks": [[5, 2, 0, 1]]},
        {"blocks": [[0, 7, 0, 1], [3, 9, 0, 1]]},
        {"blocks": [[0, True, 0, 1]]},
        {"passages": [[0, 7, 99, None, 0, None]]},
        {"passages": [[0, 7, 0, 0, 0, None]]},
        {"passages": [[0, 7, 0, None, 0, [5, 900]]]},
        {"passages": "all"},
        {"headings": [[1]]},
        {"language": None},
    ],
)
def test_a_forged_entry_is_not_believed(
    policy_file: Path, home: Path, parsing: list[str], changes: dict[str, object]
) -> None:
    good = load_policy(policy_file)
    resealed(entries(home)[0], **changes)
    again = load_policy(policy_file)
    assert (again.text, again.passages, again.blocks) == (good.text, good.passages, good.blocks)
    assert len(parsing) == 2


def test_an_entry_that_somebody_else_made_is_not_believed(
    policy_file: Path, home: Path, parsing: list[str]
) -> None:
    good = load_policy(policy_file)
    (entry,) = entries(home)
    values = json.loads(entry.read_bytes().partition(b"\n")[2])
    body = json.dumps(values | {"text": "X" + values["text"][1:]}).encode()
    for checksum in (sha256(body).hexdigest(), blake2b(body).hexdigest()):
        entry.write_bytes(checksum.encode() + b"\n" + body)
        assert load_policy(policy_file).text == good.text
    assert len(parsing) == 3


def test_the_key_of_the_seals_is_for_nobody_else(policy_file: Path, home: Path) -> None:
    load_policy(policy_file)
    (key,) = (home / "state").rglob("cache-key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(set(key.read_text())) > 4


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_no_file_is_no_entry(
    policy_file: Path, home: Path, parsing: list[str], kind: str
) -> None:
    load_policy(policy_file)
    (entry,) = entries(home)
    aside = entry.rename(entry.with_name("aside"))
    if kind == "pipe":
        os.mkfifo(entry)
    elif kind == "link":
        entry.symlink_to(aside)
    else:
        entry.mkdir()
    assert load_policy(policy_file).title == "Storage"
    assert len(parsing) == 2


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff" * 99, b"[" * 100_000, b"0" * 64 + b"\n1"])
def test_a_damaged_entry_is_replaced(policy_file: Path, home: Path, content: bytes) -> None:
    good = load_policy(policy_file)
    entries(home)[0].write_bytes(content)
    assert load_policy(policy_file).passages == good.passages
    assert entries(home)[0].read_bytes() != content


def test_a_cache_that_cannot_be_written_is_gone_without(
    policy_file: Path, home: Path, parsing: list[str]
) -> None:
    (home / "cache").write_text("a file, no folder")
    assert load_policy(policy_file).title == load_policy(policy_file).title == "Storage"
    assert len(parsing) == 2


def test_what_was_not_used_for_longest_goes_first(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[Policy] = []
    for number in range(4):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(docx(BODY + para(f"Version {number} of it.")))
        loaded.append(load_policy(path))
        for entry in entries(home):
            os.utime(entry, (entry.stat().st_atime, entry.stat().st_mtime - 100))
    load_policy(tmp_path / "0.docx")  # used again
    sizes = [entry.stat().st_size for entry in entries(home)]
    monkeypatch.setattr(cache, "TOTAL", sum(sizes) - 1)
    path = tmp_path / "new.docx"
    path.write_bytes(docx(BODY + para("Version 9 of it.")))
    loaded.append(load_policy(path))
    module = "reviewtui.documents.readers.docx"
    kept = [cache.load(policy.file_digest, module) is not None for policy in loaded]
    assert kept == [True, False, False, True, True]


def test_what_is_kept_of_a_policy_can_be_forgotten(policy_file: Path, home: Path) -> None:
    policy = load_policy(policy_file)
    assert cache.forget(["sha256:other"]) == ()
    (entry,) = entries(home)
    assert cache.forget([policy.file_digest]) == (str(entry),)
    assert entries(home) == []


def test_plain_data_comes_back_as_it_was() -> None:
    one = parsed(read(docx(BODY + para("Item one,", number="1")), "a.docx"))
    assert from_plain(json.loads(json.dumps(as_plain(one)))) == one


def test_bad_files_are_not_kept(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "bad.docx"
    path.write_bytes(b"no archive")
    with pytest.raises(InputError):
        load_policy(path)
    assert entries(home) == []
