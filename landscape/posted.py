"""What a page sends along with what was typed: the revision it is based on, and its token."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4


def number_in(typed: str) -> int:
    """Return a posted revision number; 0, which never overwrites anything, if it is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def token_of(posted: Mapping[str, str]) -> UUID:
    """Return the token that a page was sent with; a new one if it is none."""
    try:
        return UUID(posted.get("token", ""))
    except ValueError:
        return uuid4()
