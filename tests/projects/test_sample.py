"""The sample: copied whole into a folder, over nothing that is there, and it can be reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewtui import load_checklist
from reviewtui.errors import InputError
from reviewtui.projects import Project, resolve
from reviewtui.projects.sample import CHECKLIST, NothingToReviewError, make_sample
from tests.cli.program import contents

if TYPE_CHECKING:
    from pathlib import Path


def test_the_sample_can_be_reviewed_at_once(tmp_path: Path, samples: Path) -> None:
    made = make_sample(tmp_path)
    project = resolve(cwd=tmp_path)
    assert isinstance(project, Project)
    assert len(project.policies) == len(made) - 1 == len([*(samples / "policies").iterdir()])
    original = load_checklist(samples / CHECKLIST)
    assert project.checklist.requirements == original.requirements
    assert not (tmp_path / CHECKLIST).read_bytes().startswith(b"#:schema")


def test_nothing_is_written_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "quillmark.md").write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(InputError, match=r"quillmark\.md"):
        make_sample(tmp_path)
    assert contents(tmp_path) == before
    assert [path.name for path in make_sample(tmp_path, policies=False)] == ["vendor-privacy.toml"]


def test_a_folder_with_nothing_to_review_says_so(tmp_path: Path) -> None:
    with pytest.raises(NothingToReviewError, match="reviewtui new sample") as caught:
        resolve(cwd=tmp_path)
    assert not caught.value.policies
    (tmp_path / "policies").mkdir()
    with pytest.raises(NothingToReviewError) as caught:
        resolve(cwd=tmp_path)
    assert caught.value.policies
    with pytest.raises(InputError) as plain:
        resolve([tmp_path / "policies"], cwd=tmp_path)
    assert not isinstance(plain.value, NothingToReviewError)
