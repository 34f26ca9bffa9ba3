"""The sample: policies and a checklist that come with reviewtui, put into a folder to try it."""

from __future__ import annotations

from pathlib import Path

from reviewtui.errors import InputError, shown
from reviewtui.projects.creating import check_new, create

CHECKLIST = "checklists/vendor-privacy.toml"
_SCHEMA = b"#:schema "  # leads editors to a file that is not copied
_PACKAGE = Path(__file__).resolve().parents[1]


class NothingToReviewError(InputError):
    """A folder without a checklist, where `reviewtui` was typed without arguments; `policies`
    says whether it has any of those."""

    def __init__(self, line: str, folder: Path, *, policies: bool) -> None:
        super().__init__(line)
        self.folder, self.policies = folder, policies


def make_sample(folder: Path, *, policies: bool = True) -> tuple[Path, ...]:
    """Copies the sample policies and the sample checklist into `folder`; what was made.

    Without `policies` the checklist alone. Raises InputError where one of them is there already,
    before anything is written, or where it cannot be written.
    """
    source, names = _source(), sample_files(policies=policies)
    made = tuple(folder / name for name in names)
    for path in made:
        check_new(path)
    for name, path in zip(names, made, strict=True):
        create(path, _content(source / name))
    return made


def sample_files(*, policies: bool = True) -> tuple[str, ...]:
    """What `make_sample` makes, below the folder: the checklist first. Raises InputError where the
    sample is not installed."""
    names = sorted(path.name for path in (_source() / "policies").iterdir()) if policies else []
    return (CHECKLIST, *(f"policies/{name}" for name in names))


def _source() -> Path:
    """Where the sample is: in the installed package, else in the repository that it runs from."""
    for folder in (_PACKAGE / "sample", _PACKAGE.parent):
        if (folder / CHECKLIST).is_file():
            return folder
    raise InputError(f"{shown(_PACKAGE / 'sample')}: not there; install reviewtui again")


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if content.startswith(_SCHEMA):
        content = content.split(b"\n", 1)[1].removeprefix(b"#\n")
    return content
