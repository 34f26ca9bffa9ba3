"""Checklists: the model, and reading the TOML file with every mistake named at once."""

from reviewtui.checklists.model import Checklist, Requirement, Severity
from reviewtui.checklists.reading import load_checklist

__all__ = ["Checklist", "Requirement", "Severity", "load_checklist"]
