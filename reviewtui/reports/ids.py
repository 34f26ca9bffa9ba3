"""Ids that are the same for the same thing, in whatever report it is."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID, uuid5

from reviewtui.characters import visible

# made once, at random; only what is below it makes it ours
NAMESPACE = UUID("882f37e7-ecf1-45e5-9653-051385c69d95")


@lru_cache(maxsize=1024)  # a reviewer and a policy come with every finding
def stable_id(*key: str) -> UUID:
    """The UUID (version 5, RFC 9562) of whatever `key` names."""
    return uuid5(NAMESPACE, "\n".join(map(visible, key)))
