"""Checklists: the model, and reading the TOML file with every mistake named at once."""

from reviewtui.checklists.model import Checklist, Requirement, Severity
from reviewtui.checklists.reading import (
    Mistake,
    check_checklist,
    checklist_schema,
    load_checklist,
)

__all__ = [
    "Checklist",
    "Mistake",
    "Requirement",
    "Severity",
    "check_checklist",
    "checklist_schema",
    "load_checklist",
]
