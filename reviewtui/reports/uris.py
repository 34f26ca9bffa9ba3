"""Paths of files as URIs, for formats that name files so (RFC 3986)."""

from __future__ import annotations

from urllib.parse import quote

_UNRESERVED = "/-._~"


def path_uri(path: str) -> str:
    """A path with `/` as a relative reference, or as a `file:` URI where it is absolute.

    Whatever the path is called, it is nothing but a path: a colon or a question mark in it is
    escaped, and no name of a host comes of slashes at its beginning.
    """
    escaped = quote(path.encode("utf-8", "backslashreplace"), safe=_UNRESERVED)
    return f"file:///{escaped.lstrip('/')}" if escaped.startswith("/") else escaped


def is_below(path: str) -> bool:
    """Whether a relative path leads nowhere but down from where it begins."""
    return not path.startswith("/") and ".." not in path.split("/")
