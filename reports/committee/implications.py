"""What each named officer is asked to write about: prompts and blanks, never conclusions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from appraisal.scoring.rules import evaluate
from reports import numbers
from reports.committee.content import Content, Implication, Prompt
from reports.how import in_play
from reports.stored import Found


@dataclass(frozen=True)
class ToWrite:
    """One implication: who writes it, the law as read, and what to ask. ``checked`` tells whether
    the law was read in its source or is background knowledge."""

    key: str
    name: str
    officer: str
    law: str
    checked: str
    prompts: tuple[str, ...]


def to_write(found: Found, content: Content) -> tuple[ToWrite, ...]:
    return tuple(_to_write(found, each) for each in content.implications)


def _to_write(found: Found, implication: Implication) -> ToWrite:
    return ToWrite(
        key=implication.key,
        name=implication.name,
        officer=implication.officer,
        law=implication.law,
        checked=_checked(implication) if implication.law else "",
        prompts=tuple(each.ask for each in implication.prompts if _is_asked(found, each)),
    )


def _is_asked(found: Found, prompt: Prompt) -> bool:
    """Tell whether a prompt is for everyone, or called for by an answer or what may be chosen."""
    if prompt.approaches:
        return bool(set(prompt.approaches) & set(in_play(found)))
    if prompt.rule is None:
        return True
    return evaluate(found.method, prompt.rule, found.landscape).truth is True


def _checked(implication: Implication) -> str:
    day = numbers.day(date.fromisoformat(implication.read_on))
    checked = "Read" if implication.verified else "Not checked in its source"
    return f"{checked}, {day}: {implication.source}."
