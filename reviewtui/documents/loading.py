"""From a file to a policy: bytes, text, blocks, passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from reviewtui.documents.model import Policy


def load_policy(path: str | Path, id: str | None = None) -> Policy:
    """The policy in the file `path`; its id is `id`, else the file's stem.

    Raises InputError: no such file, empty, binary, or a kind that no reader knows.
    """
    raise NotImplementedError


def policy_from_text(text: str, id: str = "policy", suffix: str = ".txt") -> Policy:
    """A policy from text at hand, read as a file with that suffix would be."""
    raise NotImplementedError
