"""Reading a file of JSON that somebody wrote, without trusting it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from appraisal.scoring.answers import AnswersError

# Deeper than anything we write, and shallow enough for whatever walks through it.
MOST_DEPTH = 50


def decoded(content: bytes) -> Any:
    """Return what a file of JSON holds; an empty file holds an empty object.

    Raises ValueError that says why it is no JSON, and AnswersError naming keys given twice.
    """
    repeated: list[str] = []
    try:
        # Some editors begin a file with a byte order mark, which is no part of the JSON.
        text = content.decode("utf-8-sig")
        document = json.loads(text.strip() or "{}", object_pairs_hook=_once_each(repeated))
    except RecursionError:
        raise ValueError(f"it is nested more than {MOST_DEPTH} deep") from None
    _look_at(document)
    if repeated:
        raise AnswersError([f"“{key}” is given more than once. Keep one." for key in repeated])
    return document


def _once_each(repeated: list[str]) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """Return a reader of JSON objects that notes keys given twice: one would drop an answer."""

    def read(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        counts = Counter(key for key, _ in pairs)
        repeated.extend(key for key, count in counts.items() if count > 1)
        return dict(pairs)

    return read


def _look_at(document: Any) -> None:
    """Raise ValueError if it is nested too deep, or if a text of it could not be written."""
    level = [document]
    for _ in range(MOST_DEPTH):
        level = [each for part in level for each in _held_in(part)]
    if level:
        raise ValueError(f"it is nested more than {MOST_DEPTH} deep")
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("it holds half of a character") from None


def _held_in(part: Any) -> list[Any]:
    if isinstance(part, dict):
        return list(part.values())
    return part if isinstance(part, list) else []
