"""Policies: found in folders, read, cleaned, split into passages, quoted and found again.

`load_policy` reads one file; `find_policies` lists what a folder holds; `Policy.quote` and
`Quote.find_in` cite a policy and find the words again after an edit.
"""

from typing import TYPE_CHECKING, Any

from reviewtui.documents.cancelling import CancelledError
from reviewtui.documents.finding import Listing, PolicyFile, find_policies, list_policies
from reviewtui.documents.loading import load_policy, policy_from_text
from reviewtui.documents.model import Block, BlockKind, Passage, Policy

if TYPE_CHECKING:
    from reviewtui.documents.folding import Fold, folds
    from reviewtui.documents.quoting import Found, Outcome, Quote

__all__ = [
    "Block",
    "BlockKind",
    "CancelledError",
    "Fold",
    "Found",
    "Listing",
    "Outcome",
    "Passage",
    "Policy",
    "PolicyFile",
    "Quote",
    "find_policies",
    "folds",
    "list_policies",
    "load_policy",
    "policy_from_text",
]


def __getattr__(name: str) -> Any:
    """Loads what reading a policy does not need when it is asked for."""
    if name in {"Found", "Outcome", "Quote"}:
        from reviewtui.documents import quoting

        return getattr(quoting, name)
    if name in {"Fold", "folds"}:
        from reviewtui.documents import folding

        return getattr(folding, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
