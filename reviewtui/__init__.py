"""reviewtui: audit policies against a checklist, with the evidence for every verdict.

`Matcher`, `load_checklist` and `load_policy` are all a script needs; they are loaded when
first asked for, so that importing this package costs nothing.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from reviewtui.checklists import load_checklist
    from reviewtui.documents import load_policy
    from reviewtui.errors import InputError
    from reviewtui.matching import Matcher

__all__ = ["InputError", "Matcher", "__version__", "load_checklist", "load_policy"]

_HOMES = {
    "InputError": "reviewtui.errors",
    "Matcher": "reviewtui.matching",
    "load_checklist": "reviewtui.checklists",
    "load_policy": "reviewtui.documents",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
