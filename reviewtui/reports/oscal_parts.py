"""The small parts of which documents of OSCAL are made, each as its data type wants it.

https://pages.nist.gov/OSCAL/reference/datatypes/
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reviewtui.characters import visible
from reviewtui.reports.escaping_markdown import line, lines
from reviewtui.reports.ids import stable_id
from reviewtui.reports.wording import timestamp

if TYPE_CHECKING:
    from datetime import datetime

    from reviewtui.reports.model import Report

# whose the names of properties are that OSCAL does not define
NAMESPACE = "urn:reviewtui:oscal"
# where a review has no time at all: nobody touched anything
NEVER = "1970-01-01T00:00:00Z"
_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_TAIL = re.compile(r"[0-9.-][A-Za-z0-9._-]*")


def given(key: str, value: Any) -> dict[str, Any]:
    """`{key: value}`; nothing where the value is empty, which OSCAL does not take."""
    return {key: value} if value else {}


def token(name: str) -> str:
    """The id of a requirement as a token, which begins with a letter or `_`.

    `13-1-a` becomes `_13-1-a`. No id of a checklist begins with `_`, so no two become one; what
    is no id of a checklist becomes a UUID.
    """
    if _TOKEN.fullmatch(name):
        return name
    return f"_{name}" if _TAIL.fullmatch(name) else f"_{stable_id('oscal token', name)}"


@lru_cache(maxsize=1024)  # most properties say what another said already
def word(text: str) -> str:
    """A string: not empty, on one line, nothing hidden in it, no white space around it."""
    return visible(" ".join(text.split()))


@lru_cache(maxsize=1024)
def title(text: str) -> str:
    """Words on one line as the Markdown that titles are; none of them are markup."""
    return line(text)


def markup(text: str) -> str:
    """Words as the Markdown that descriptions and remarks are; none of them are markup."""
    return "\n".join(lines(text))


def prop(name: str, value: object) -> list[dict[str, str]]:
    """A property of our own, in a list; an empty one is left out."""
    said = word(str(value))
    return [{"name": name, "ns": NAMESPACE, "value": said}] if said else []


def moment(time: datetime | None) -> str:
    """A time with its zone."""
    return timestamp(time) if time is not None else NEVER


def plan(report: Report) -> str:
    """The id of the resource that stands for the assessment plan."""
    return str(stable_id("oscal plan", report.review))


def resource(report: Report, policy: str) -> str:
    """The id of the resource that is a policy."""
    return str(stable_id("oscal policy", report.review, policy))


def party(report: Report, reviewer: str) -> str:
    """The id of a reviewer."""
    return str(stable_id("oscal party", report.review, reviewer))
