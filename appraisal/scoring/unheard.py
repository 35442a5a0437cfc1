"""Answers about people who have not been heard: no voice from a role has spoken for itself."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.model import Method, Question
from appraisal.scoring.answers import Landscape
from appraisal.scoring.perspectives import Voice


@dataclass(frozen=True)
class Unheard:
    """An agreed answer that needs somebody in one of these roles to have answered too.

    ``claimed`` is whether it was given as evidence. It is a judgement all the same.
    """

    question: str
    roles: tuple[str, ...]
    claimed: bool


def unheard(method: Method, agreed: Landscape, voices: tuple[Voice, ...]) -> tuple[Unheard, ...]:
    """Return the agreed answers that count as evidence only once others have been heard."""
    return tuple(
        Unheard(
            question=question.key,
            roles=question.evidence_from,
            claimed=agreed.answer(question).confidence == "evidence",
        )
        for question in method.questions
        if question.evidence_from
        and agreed.answer(question).is_known
        and not _is_heard(question, voices)
    )


def _is_heard(question: Question, voices: tuple[Voice, ...]) -> bool:
    """Return whether somebody in a role the question needs has answered it."""
    return any(
        voice.group in question.evidence_from and voice.landscape.answer(question).is_known
        for voice in voices
    )
