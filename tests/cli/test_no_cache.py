"""`--no-cache`: what a policy was parsed to is neither kept nor used."""

from pathlib import Path

import pytest

from tests.cli.program import reviewtui
from tests.documents.readers.making import docx, para

WORDS = "We keep what guests write for three years and a day."


@pytest.fixture
def project(tmp_path: Path, samples: Path) -> Path:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/guests.docx").write_bytes(docx(para(WORDS)))
    (tmp_path / "checklists").mkdir()
    checklist = (samples / "checklists/vendor-privacy.toml").read_bytes()
    (tmp_path / "checklists/c.toml").write_bytes(checklist)
    return tmp_path


@pytest.mark.parametrize("command", [("text", "policies/guests.docx"), ("match", "policies")])
def test_nothing_is_kept_without_the_cache(
    project: Path, home: Path, command: tuple[str, ...]
) -> None:
    assert "guests write" in reviewtui(*command, "--no-cache", cwd=project).output
    assert not (home / "cache").exists()
    assert "guests write" in reviewtui(*command, cwd=project).output
    assert len(list((home / "cache/reviewtui/policies").glob("*.json"))) == 1
