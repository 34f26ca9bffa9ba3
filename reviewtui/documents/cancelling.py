"""Giving up what takes long."""

from __future__ import annotations


class CancelledError(Exception):
    """Nobody waits for the result any more; what was begun for it was ended."""
