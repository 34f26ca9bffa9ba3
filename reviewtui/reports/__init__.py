"""Reports of a review: plain data, and one writer a format.

`build` makes the data; `FORMATS` names the writers, each loaded when it is asked for.
"""

from typing import TYPE_CHECKING, Any

from reviewtui.reports.formats import FORMATS, Format, Settings, write_folder, write_report

if TYPE_CHECKING:
    from reviewtui.reports.building import PolicyFindings, build, findings_of
    from reviewtui.reports.model import (
        Counts,
        Evidence,
        Finding,
        Only,
        Place,
        Report,
        ReportedChecklist,
        ReportedPolicy,
        ReportedRequirement,
        Scope,
        count,
    )

_HOMES = {
    "building": ("PolicyFindings", "build", "findings_of"),
    "model": (
        "Counts",
        "Evidence",
        "Finding",
        "Only",
        "Place",
        "Report",
        "ReportedChecklist",
        "ReportedPolicy",
        "ReportedRequirement",
        "Scope",
        "count",
    ),
}

__all__ = [
    "FORMATS",
    "Counts",
    "Evidence",
    "Finding",
    "Format",
    "Only",
    "Place",
    "PolicyFindings",
    "Report",
    "ReportedChecklist",
    "ReportedPolicy",
    "ReportedRequirement",
    "Scope",
    "Settings",
    "build",
    "count",
    "findings_of",
    "write_folder",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Loads what naming the formats does not need when it is asked for."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{home}"), name)
