"""What is to be reviewed: from the command line and the folder to files, checked and loaded.

A project is a set of policies, a checklist and a review file. `resolve` finds them as the
command line and the folder say, `recorded` as a review file says.
"""

from reviewtui.projects.model import Choice, Option, Project
from reviewtui.projects.recorded import Recorded, recorded
from reviewtui.projects.resolving import resolve
from reviewtui.projects.since import files_since
from reviewtui.projects.standing import Standing, standing, touched
from reviewtui.projects.writable import check_saveable, check_writable

__all__ = [
    "Choice",
    "Option",
    "Project",
    "Recorded",
    "Standing",
    "check_saveable",
    "check_writable",
    "files_since",
    "recorded",
    "resolve",
    "standing",
    "touched",
]
