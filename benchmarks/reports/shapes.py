"""JSON Schemas in few words."""

from __future__ import annotations

from typing import Any


def an_object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """An object with these keys, and no other but the optional ones."""
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
        "additionalProperties": False,
    }


def a_list(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An array of these."""
    return {"type": "array", "items": items, **more}
