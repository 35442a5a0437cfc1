"""What may be shown of people who answered without their names: nothing that few of them said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from appraisal.method.model import GOALS
from appraisal.scoring.perspectives import Voice

LEAST_ANONYMOUS = 3


def shown(voices: tuple[Voice, ...], anonymous: Collection[str]) -> tuple[Voice, ...]:
    """Return the voices as others may see them.

    Of an anonymous group, only what at least three of it answered is left, and a voice with
    nothing left is not shown. Voices of other groups stay as they are.
    """
    enough = {
        group: said_by_enough(_answered(voice) for voice in voices if voice.group == group)
        for group in anonymous
    }
    left = [
        _only(voice, enough[voice.group]) if voice.group in enough else voice for voice in voices
    ]
    return tuple(voice for voice in left if voice.group not in enough or _answered(voice))


def said_by_enough(people: Iterable[Collection[str]]) -> frozenset[str]:
    """Return what at least three of a group answered, given what each of them did.

    Being three is not enough: people may be asked different sections, and if one alone answered
    a question, the answer is one person's.
    """
    counts = Counter(key for answered in people for key in set(answered))
    return frozenset(key for key, count in counts.items() if count >= LEAST_ANONYMOUS)


def _answered(voice: Voice) -> frozenset[str]:
    """Return the questions somebody answered, and the goals if they weighed them."""
    said = voice.landscape
    answered = {key for key, answer in said.answers.items() if answer.value is not None}
    return frozenset(answered | {GOALS} if said.goals else answered)


def _only(voice: Voice, kept: Collection[str]) -> Voice:
    said = voice.landscape
    answers = {key: answer for key, answer in said.answers.items() if key in kept}
    goals = said.goals if GOALS in kept else {}
    return replace(voice, landscape=replace(said, answers=answers, goals=goals))
