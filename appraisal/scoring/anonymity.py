"""What may be shown of people who answered without their names: nothing that few of them said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from appraisal.method.model import GOALS
from appraisal.scoring.perspectives import Voice

LEAST_ANONYMOUS = 3


def shown(voices: tuple[Voice, ...], anonymous: Collection[str]) -> tuple[Voice, ...]:
    """Return the voices as others may see them.

    Of an anonymous group, no names are left, and only what at least three of it answered: people
    may be asked different sections, so three voices may still hold one person's answer to a
    question. A voice with nothing left is not shown. Voices of other groups stay as they are.
    """
    how_many = Counter((voice.group, key) for voice in voices for key in _answered(voice))
    kept = (_blurred(voice, how_many) if voice.group in anonymous else voice for voice in voices)
    return tuple(voice for voice in kept if voice.name or _answered(voice))


def _answered(voice: Voice) -> set[str]:
    """Return the questions somebody answered, and the goals if they weighed them."""
    answers = voice.landscape.answers.items()
    weighed = {GOALS} if voice.landscape.goals else set()
    return {key for key, answer in answers if answer.value is not None} | weighed


def _blurred(voice: Voice, how_many: Mapping[tuple[str, str], int]) -> Voice:
    said = voice.landscape
    enough = {key for key in _answered(voice) if how_many[voice.group, key] >= LEAST_ANONYMOUS}
    return Voice(
        name="",
        group=voice.group,
        landscape=replace(
            said,
            answers={key: answer for key, answer in said.answers.items() if key in enough},
            goals=said.goals if GOALS in enough else {},
        ),
    )
