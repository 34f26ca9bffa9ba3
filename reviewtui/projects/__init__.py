"""What is to be reviewed: from the command line and the folder to files, checked and loaded.

A project is a set of policies, a checklist and a review file. `resolve` finds them as the
command line and the folder say, `recorded.recorded` as a review file says.
"""

from typing import TYPE_CHECKING, Any

from reviewtui.projects.model import Choice, Option, Project
from reviewtui.projects.resolving import resolve
from reviewtui.projects.writable import check_saveable, check_writable

if TYPE_CHECKING:
    from reviewtui.projects.since import files_since
    from reviewtui.projects.standing import Standing, standing_of, touched

__all__ = [
    "Choice",
    "Option",
    "Project",
    "Standing",
    "check_saveable",
    "check_writable",
    "files_since",
    "resolve",
    "standing_of",
    "touched",
]


def __getattr__(name: str) -> Any:
    """Loads what most starts do not need when it is asked for."""
    if name == "files_since":
        from reviewtui.projects.since import files_since

        return files_since
    if name in {"Standing", "standing_of", "touched"}:
        from reviewtui.projects import standing

        return getattr(standing, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
