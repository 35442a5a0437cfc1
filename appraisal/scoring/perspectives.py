"""Several points of view on one situation: where they differ, and what each would lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from appraisal.method.model import LevelKey, Method, Question
from appraisal.scoring.answers import Landscape
from appraisal.scoring.moves import leader_of
from appraisal.scoring.scores import fits

TALKING_POINT = 2


@dataclass(frozen=True)
class Voice:
    """One respondent's own answers, and the group they speak from."""

    name: str
    group: str
    landscape: Landscape


@dataclass(frozen=True)
class Spread:
    """How answers to one question differ.

    ``counts`` is how many gave each level. ``distance`` is from the lowest to the highest
    level given; for a choice, 0 when all agree and 2 otherwise.
    """

    question: str
    counts: Mapping[LevelKey, int]
    distance: int

    @property
    def is_talking_point(self) -> bool:
        return self.distance >= TALKING_POINT


@dataclass(frozen=True)
class VoiceRanking:
    """The core approaches, best first, under the agreed answers overlaid with one voice's."""

    name: str
    group: str
    order: tuple[str, ...]
    leader: str | None


@dataclass(frozen=True)
class Views:
    """All that differs. ``leads`` counts, by group, for how many members each approach leads;
    the key None counts ties."""

    spreads: tuple[Spread, ...]
    rankings: tuple[VoiceRanking, ...]
    leads: Mapping[str, Mapping[str | None, int]]


def compare(method: Method, agreed: Landscape, voices: tuple[Voice, ...]) -> Views:
    """Return where the voices differ. Answers are never averaged."""
    rankings = tuple(_ranking(method, agreed, voice) for voice in voices)
    groups = sorted({voice.group for voice in voices})
    return Views(
        spreads=tuple(
            spread
            for question in method.questions
            if (spread := _spread(question, voices)) is not None
        ),
        rankings=rankings,
        leads={
            group: dict(Counter(found.leader for found in rankings if found.group == group))
            for group in groups
        },
    )


def overlaid(agreed: Landscape, voice: Landscape) -> Landscape:
    """Return the agreed answers with a voice's known answers, and goals if given, in place."""
    known = {key: answer for key, answer in voice.answers.items() if answer.is_known}
    return replace(agreed, answers={**agreed.answers, **known}, goals=voice.goals or agreed.goals)


def _ranking(method: Method, agreed: Landscape, voice: Voice) -> VoiceRanking:
    found = fits(method, overlaid(agreed, voice.landscape))
    scores = {fit.approach.key: fit.score for fit in found if fit.approach.core}
    order = tuple(sorted(scores, key=lambda key: -scores[key]))
    return VoiceRanking(voice.name, voice.group, order, leader_of(scores))


def _spread(question: Question, voices: tuple[Voice, ...]) -> Spread | None:
    given = [
        answer.value
        for voice in voices
        if (answer := voice.landscape.answer(question)).is_known and answer.value is not None
    ]
    if question.kind == "text" or not given:
        return None
    if question.kind == "choice":
        distance = 0 if len(set(given)) == 1 else TALKING_POINT
    else:
        numbers = [int(level) for level in given]
        distance = max(numbers) - min(numbers)
    return Spread(question.key, dict(Counter(given)), distance)
