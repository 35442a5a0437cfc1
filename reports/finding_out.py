"""What to find out first: the unknown and guessed answers that could matter most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from appraisal.method.model import GOALS
from reports import numbers
from reports.stored import Found


@dataclass(frozen=True)
class ToFindOut:
    """One thing to find out: what is asked, where to find it, and what it could change."""

    key: str
    question: str
    where: str
    could: str


def to_find_out(found: Found) -> tuple[ToFindOut, ...]:
    """Return the first few, most worth knowing first."""
    return tuple(
        ToFindOut(each["question"], each["text"], each["where"], _could(found, each))
        for each in found.result["to_find_out"]
        if each["top"]
    )


def _could(found: Found, said: Mapping[str, Any]) -> str:
    if found.too_early:
        return "Needed before approaches can be compared."
    if said["changes"] and said["question"] != GOALS:
        question = found.method.question_by_key[said["question"]]
        labels = [f"“{question.level(level).label}”" for level in said["changes"]]
        answers = numbers.listed(labels, "or")
        return f"If it is {answers}, another approach comes first."
    narrows = numbers.plain(said["narrows"], 1)
    if narrows == numbers.plain(0, 1):
        return "It hardly moves the lead, whatever the answer is."
    if said["narrows"] > found.lead > 0:
        return f"At worst it moves the lead by {narrows} points, which changes who comes first."
    return f"At worst it narrows the lead by {narrows} points, and changes nothing by itself."
