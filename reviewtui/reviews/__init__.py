"""Reviews: deciding, undoing, saving, resuming, merging; everything without a terminal.

The model and what changes it are pure; `load_review` and `Saver` touch the file.
"""

from typing import TYPE_CHECKING, Any

from reviewtui.reviews.editing import (
    Decision,
    confirm,
    decide,
    defer_all,
    last_step,
    new_review,
    now,
    record_checklist,
    record_files,
    record_policies,
    set_deferred,
    set_note,
)
from reviewtui.reviews.model import (
    Action,
    ChecklistRecord,
    Entry,
    Pair,
    Past,
    PolicyRecord,
    Rejected,
    Review,
    Text,
    Verdict,
    Wording,
)
from reviewtui.reviews.walking import (
    Progress,
    Queue,
    first_open,
    first_pair,
    next_pair,
    progress,
)

if TYPE_CHECKING:
    from reviewtui.reviews.backups import Kept, KeptKind, kept_versions, restore
    from reviewtui.reviews.changes import (
        Changes,
        PolicyChanges,
        PolicyState,
        collect,
        compare,
        find_changes,
        wording_diff,
    )
    from reviewtui.reviews.damage import Damaged
    from reviewtui.reviews.file import Opened, load_review, open_review, review_schema, review_text
    from reviewtui.reviews.forgetting import forget
    from reviewtui.reviews.keeping import recover
    from reviewtui.reviews.lessons import teach, teach_entry
    from reviewtui.reviews.locking import Lock, Owner, lock_review
    from reviewtui.reviews.merging import Conflict, Merged, merge, rebase
    from reviewtui.reviews.opening import Opening
    from reviewtui.reviews.places import Place, load_place, save_place
    from reviewtui.reviews.renaming import (
        FileChanges,
        find_files_changes,
        follow_renames,
        rename_policies,
        rename_policy,
    )
    from reviewtui.reviews.reviewer import find_reviewer
    from reviewtui.reviews.saving import Saver, save_review
    from reviewtui.reviews.staleness import (
        EvidenceChange,
        Reason,
        VerdictChange,
        stale_entries,
        stale_reasons,
    )
    from reviewtui.reviews.status import Summary, summarise
    from reviewtui.reviews.undoing import Blocked, Change, Undone, redo, undo

_HOMES = {
    "backups": ("Kept", "KeptKind", "kept_versions", "restore"),
    "damage": ("Damaged",),
    "forgetting": ("forget",),
    "keeping": ("recover",),
    "changes": (
        "Changes",
        "PolicyChanges",
        "PolicyState",
        "collect",
        "compare",
        "find_changes",
        "wording_diff",
    ),
    "file": ("Opened", "load_review", "open_review", "review_schema", "review_text"),
    "lessons": ("teach", "teach_entry"),
    "locking": ("Lock", "Owner", "lock_review"),
    "merging": ("Conflict", "Merged", "merge", "rebase"),
    "places": ("Place", "load_place", "save_place"),
    "opening": ("Opening",),
    "renaming": (
        "FileChanges",
        "find_files_changes",
        "follow_renames",
        "rename_policies",
        "rename_policy",
    ),
    "reviewer": ("find_reviewer",),
    "saving": ("Saver", "save_review"),
    "staleness": (
        "EvidenceChange",
        "Reason",
        "VerdictChange",
        "stale_entries",
        "stale_reasons",
    ),
    "undoing": ("Blocked", "Change", "Undone", "redo", "undo"),
    "status": ("Summary", "summarise"),
}

__all__ = [
    "Action",
    "Blocked",
    "Change",
    "Changes",
    "ChecklistRecord",
    "Conflict",
    "Damaged",
    "Decision",
    "Entry",
    "EvidenceChange",
    "FileChanges",
    "Kept",
    "KeptKind",
    "Lock",
    "Merged",
    "Opened",
    "Opening",
    "Owner",
    "Pair",
    "Past",
    "Place",
    "PolicyChanges",
    "PolicyRecord",
    "PolicyState",
    "Progress",
    "Queue",
    "Reason",
    "Rejected",
    "Review",
    "Saver",
    "Summary",
    "Text",
    "Undone",
    "Verdict",
    "VerdictChange",
    "Wording",
    "collect",
    "compare",
    "confirm",
    "decide",
    "defer_all",
    "find_changes",
    "find_files_changes",
    "find_reviewer",
    "first_open",
    "first_pair",
    "follow_renames",
    "forget",
    "kept_versions",
    "last_step",
    "load_place",
    "load_review",
    "lock_review",
    "merge",
    "new_review",
    "next_pair",
    "now",
    "open_review",
    "progress",
    "rebase",
    "record_checklist",
    "record_files",
    "record_policies",
    "recover",
    "redo",
    "rename_policies",
    "rename_policy",
    "restore",
    "review_schema",
    "review_text",
    "save_place",
    "save_review",
    "set_deferred",
    "set_note",
    "stale_entries",
    "stale_reasons",
    "summarise",
    "teach",
    "teach_entry",
    "undo",
    "wording_diff",
]


def __getattr__(name: str) -> Any:
    """Loads what is not needed before the first screen when it is asked for."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{home}"), name)
