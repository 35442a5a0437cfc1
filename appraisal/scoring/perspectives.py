"""Several points of view on one situation: where they differ, and what each would lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from appraisal.method.model import LevelKey, Method, Question
from appraisal.scoring.answers import Landscape
from appraisal.scoring.scores import core_scores, coverage

TALKING_POINT = 2
TIE = "tie"
TOO_EARLY = "too_early"


@dataclass(frozen=True)
class Voice:
    """One respondent's own answers, and the group they speak from.

    A group that is the key of a role of the method is that role; any other is a group of its own.
    """

    name: str
    group: str
    landscape: Landscape


@dataclass(frozen=True)
class Spread:
    """How answers to one question differ.

    ``counts`` is how many gave each level, ``by_group`` the same for each group that answered,
    and ``agreed`` what was agreed. ``distance`` is from the lowest to the highest
    level given; for a choice, 0 when all agree and 2 otherwise.
    """

    question: str
    counts: Mapping[LevelKey, int]
    by_group: Mapping[str, Mapping[LevelKey, int]]
    agreed: LevelKey | None
    distance: int

    @property
    def is_talking_point(self) -> bool:
        return self.distance >= TALKING_POINT


@dataclass(frozen=True)
class VoiceRanking:
    """The core approaches, best first, under the agreed answers overlaid with one voice's.

    Those with equal scores stand together. It is empty when too little is answered to compare.
    """

    name: str
    group: str
    order: tuple[tuple[str, ...], ...]

    @property
    def leader(self) -> str | None:
        return self.order[0][0] if self.order and len(self.order[0]) == 1 else None

    @property
    def lead(self) -> str:
        """Return the leader, or in a word why there is none."""
        if not self.order:
            return TOO_EARLY
        return self.leader or TIE


@dataclass(frozen=True)
class Views:
    """All that differs.

    ``leads`` counts, by group, for how many members each approach leads, how many have a tie, and
    for how many it is too early to say. Groups are in the order of the method's roles, then by
    name.
    """

    spreads: tuple[Spread, ...]
    rankings: tuple[VoiceRanking, ...]
    leads: Mapping[str, Mapping[str, int]]


def compare(method: Method, agreed: Landscape, voices: tuple[Voice, ...]) -> Views:
    """Return where the voices differ. Answers are never averaged."""
    rankings = tuple(_ranking(method, agreed, voice) for voice in voices)
    groups = _groups(method, voices)
    return Views(
        spreads=tuple(
            spread
            for question in method.questions
            if (spread := _spread(question, agreed, voices, groups)) is not None
        ),
        rankings=rankings,
        leads={
            group: dict(Counter(found.lead for found in rankings if found.group == group))
            for group in groups
        },
    )


def talking_points(views: Views) -> tuple[Spread, ...]:
    """Return where people differ by two levels or more, the widest apart first."""
    points = [spread for spread in views.spreads if spread.is_talking_point]
    return tuple(sorted(points, key=lambda spread: -spread.distance))


def _groups(method: Method, voices: tuple[Voice, ...]) -> tuple[str, ...]:
    present = {voice.group for voice in voices}
    roles = [role.key for role in method.roles if role.key in present]
    return (*roles, *sorted(present.difference(roles)))


def overlaid(agreed: Landscape, voice: Landscape) -> Landscape:
    """Return the agreed answers with a voice's own, and goals if given, in place.

    That a question does not apply is an answer of one's own; not to know is none.
    """
    own = {key: answer for key, answer in voice.answers.items() if answer.value is not None}
    return replace(agreed, answers={**agreed.answers, **own}, goals=voice.goals or agreed.goals)


def _ranking(method: Method, agreed: Landscape, voice: Voice) -> VoiceRanking:
    theirs = overlaid(agreed, voice.landscape)
    if coverage(method, theirs) < method.thresholds.enough_coverage:
        return VoiceRanking(voice.name, voice.group, ())
    scores = core_scores(method, theirs)
    order = tuple(
        tuple(key for key, score in scores.items() if score == each)
        for each in sorted(set(scores.values()), reverse=True)
    )
    return VoiceRanking(voice.name, voice.group, order)


def _spread(
    question: Question, agreed: Landscape, voices: tuple[Voice, ...], groups: tuple[str, ...]
) -> Spread | None:
    given = [
        (voice.group, answer.value)
        for voice in voices
        if (answer := voice.landscape.answer(question)).is_known and answer.value is not None
    ]
    if question.kind == "text" or not given:
        return None
    levels = [level for _, level in given]
    by_group = {
        group: _counts(question, [level for each, level in given if each == group])
        for group in groups
    }
    return Spread(
        question=question.key,
        counts=_counts(question, levels),
        by_group={group: counts for group, counts in by_group.items() if counts},
        agreed=agreed.answer(question).value,
        distance=_distance(question, levels),
    )


def _counts(question: Question, given: list[LevelKey]) -> dict[LevelKey, int]:
    return {level: given.count(level) for level in question.level_keys if level in given}


def _distance(question: Question, given: list[LevelKey]) -> int:
    if question.kind == "choice":
        return 0 if len(set(given)) == 1 else TALKING_POINT
    numbers = [int(level) for level in given]
    return max(numbers) - min(numbers)
