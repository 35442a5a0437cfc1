"""What is left out of a public report (Part A): notes, sources and own words marked exempt.

The choice made, its figure and how sure it is stay: without them no sum could be redone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from appraisal.method.model import Method

LEFT_OUT = "Left out of this public report as exempt"

# Answers as they are stored, by question key.
Said = Mapping[str, Any]


def exempt(method: Method, said: Said) -> tuple[str, ...]:
    """Return the questions whose answers hold words that are marked exempt."""
    return tuple(key for key, each in said.items() if _without(method, key, each) != each)


def without_exempt(method: Method, said: Said) -> Said:
    """Return the answers without the words that are marked exempt, and saying so in their place."""
    return {key: _without(method, key, each) for key, each in said.items()}


def _without(method: Method, key: str, said: Any) -> Any:
    if not isinstance(said, dict) or not said.get("exempt"):
        return said
    kept = {name: each for name, each in said.items() if name not in ("note", "source")}
    if method.question_by_key[key].kind == "text":
        return {**kept, "value": LEFT_OUT} if said.get("value") else kept
    return {**kept, "note": LEFT_OUT} if said.get("note") or said.get("source") else kept
