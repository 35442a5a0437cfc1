"""What a method is: approaches, questions, influences, criteria and sources, all frozen.

Nothing here knows of Django, of files or of a council's answers. Strengths, weights and
spreads are exact fractions, so that a score can be redone by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from appraisal.method.advice import (
    Action,
    Blend,
    Consequence,
    Gate,
    LegalRoute,
    Mechanism,
)
from appraisal.method.advice import LevelKey as LevelKey
from appraisal.method.glossary import Term
from appraisal.method.roles import Role

Kind = Literal["scale", "banded number", "choice", "text"]
Group = Literal["fit", "readiness"]
Grade = Literal["strong", "moderate", "weak", "judgement"]

SCALE_LEVELS = (1, 2, 3, 4, 5)
MIDDLE = 3


@dataclass(frozen=True)
class Source:
    """A publication, or the desk judgement itself, that an influence rests on."""

    key: str
    kind: str
    title: str
    author: str
    year: str
    seen: str
    address: str = ""


@dataclass(frozen=True)
class Influence:
    """What an answer does to one approach, why, on what evidence and how good that is.

    ``strength`` runs from -2 to 2 in half steps. For a scale or banded number it is the
    effect of level 5; for a choice, the effect of that choice; for a goal, how well the
    approach serves it.
    """

    approach: str
    strength: Fraction
    because: str
    sources: tuple[str, ...]
    grade: Grade


@dataclass(frozen=True)
class Undecided:
    """An influence left at 0 because the separate readings pulled in opposite directions."""

    approach: str
    because: str


@dataclass(frozen=True)
class Level:
    """One possible answer: a point of a scale, a band of numbers, or a choice.

    ``lower`` is the inclusive lower bound of a band; None for everything else.
    """

    key: LevelKey
    label: str
    lower: Fraction | None = None
    influences: tuple[Influence, ...] = ()


# A version's questions are loaded once: each is itself and no other, and quick to look up.
@dataclass(frozen=True, eq=False)
class Question:
    """A question of the landscape, with everything the person answering needs to see.

    ``defines_scope``: the answer says what is appraised, so another answer would be another
    appraisal.
    ``evidence_from``: the roles one of whom must have answered before the agreed answer counts
    as evidence; empty for most questions.
    """

    key: str
    code: str
    section: str
    page: str
    kind: Kind
    text: str
    hint: str
    why: str
    where: str
    short_route: bool
    not_applicable: bool
    grade: Grade | None = None
    criterion: str | None = None
    unit: str = ""
    maximum: Fraction | None = None
    note: str = ""
    defines_scope: bool = False
    evidence_from: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    influences: tuple[Influence, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    action: Action | None = None

    @property
    def scored(self) -> bool:
        return self.criterion is not None

    @cached_property
    def level_keys(self) -> tuple[LevelKey, ...]:
        return tuple(level.key for level in self.levels)

    def level(self, key: LevelKey) -> Level:
        """Return the level with this key; KeyError when there is none."""
        return self._levels_by_key[key]

    @cached_property
    def _levels_by_key(self) -> dict[LevelKey, Level]:
        return {level.key: level for level in self.levels}

    def band(self, number: Fraction) -> Level:
        """Return the band a number falls in: the highest lower bound not above it."""
        bands = [
            level for level in self.levels if level.lower is not None and level.lower <= number
        ]
        return max(bands, key=lambda level: level.lower or Fraction(0))

    def effect(self, key: LevelKey, approach: str) -> Fraction:
        """Return e[question, level, approach]: on a scale, strength * (level - 3) / 2."""
        if self.kind == "choice":
            return strength(self.level(key).influences, approach)
        return strength(self.influences, approach) * Fraction(int(key) - MIDDLE, 2)

    def mean_effect(self, approach: str) -> Fraction:
        """Return the mean effect over all levels: what knowing nothing is worth."""
        effects = [self.effect(key, approach) for key in self.level_keys]
        return sum(effects, Fraction(0)) / len(effects)

    def centred(self, key: LevelKey, approach: str) -> Fraction:
        """Return c[question, level, approach]: the effect less the mean effect."""
        return self.effect(key, approach) - self.mean_effect(approach)


@dataclass(frozen=True, eq=False)
class Goal:
    """A goal a council may pursue, with both ends of the swing its points are given for."""

    key: str
    code: str
    text: str
    hint: str
    why: str
    where: str
    swing_from: str
    swing_to: str
    grade: Grade
    influences: tuple[Influence, ...]
    undecided: tuple[Undecided, ...] = ()

    def effect(self, approach: str) -> Fraction:
        return strength(self.influences, approach)


@dataclass(frozen=True)
class Page:
    """One page of the wizard: three to six related questions."""

    key: str
    section: str
    title: str
    intro: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    intro: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Criterion:
    """A group of questions that share a weight; the goals are one criterion."""

    key: str
    name: str
    meaning: str
    group: Group
    weight: Fraction
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Risk:
    risk: str
    mitigation: str


@dataclass(frozen=True)
class Approach:
    """A way of commissioning that the method scores; the core four are also ranked."""

    key: str
    name: str
    core: bool
    summary: str
    what: str
    needs: tuple[str, ...]
    suits: tuple[str, ...]
    poor_fit: tuple[str, ...]
    evidence: str
    evidence_grade: str
    sources: tuple[str, ...]
    law: str
    steps: tuple[str, ...]
    risks: tuple[Risk, ...]


@dataclass(frozen=True)
class Change:
    """What a version changed, and which worked scenarios came out otherwise."""

    version: str
    what: str
    moved: str


@dataclass(frozen=True)
class Thresholds:
    """The published constants of the verdict; leads and margins are in points of score."""

    enough_coverage: Fraction
    full_coverage: Fraction
    clear_lead: Fraction
    clear_share: Fraction
    leaning_lead: Fraction
    leaning_share: Fraction
    joint_margin: Fraction


@dataclass(frozen=True, eq=False)
class Method:
    """A published version of the whole method; two are the same only if they are one object.

    ``hash`` is the SHA-256 of the content files. ``fit_weight`` is lambda, the share of fit
    in the score. ``questions`` and ``goals`` are in the order they are asked.
    """

    version: str
    hash: str
    published: str
    fit_weight: Fraction
    thresholds: Thresholds
    approaches: tuple[Approach, ...]
    sections: tuple[Section, ...]
    pages: tuple[Page, ...]
    criteria: tuple[Criterion, ...]
    questions: tuple[Question, ...]
    goals: tuple[Goal, ...]
    sources: tuple[Source, ...]
    roles: tuple[Role, ...] = ()
    gates: tuple[Gate, ...] = ()
    blends: tuple[Blend, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    legal_routes: tuple[LegalRoute, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    changes: tuple[Change, ...] = ()
    glossary: tuple[Term, ...] = ()

    @cached_property
    def question_by_key(self) -> Mapping[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def goal_by_key(self) -> Mapping[str, Goal]:
        return {goal.key: goal for goal in self.goals}

    @cached_property
    def approach_by_key(self) -> Mapping[str, Approach]:
        return {approach.key: approach for approach in self.approaches}

    @cached_property
    def criterion_by_key(self) -> Mapping[str, Criterion]:
        return {criterion.key: criterion for criterion in self.criteria}

    @cached_property
    def page_by_key(self) -> Mapping[str, Page]:
        return {page.key: page for page in self.pages}

    @cached_property
    def source_by_key(self) -> Mapping[str, Source]:
        return {source.key: source for source in self.sources}

    @cached_property
    def role_by_key(self) -> Mapping[str, Role]:
        return {role.key: role for role in self.roles}

    @cached_property
    def term_by_name(self) -> Mapping[str, Term]:
        """Return the terms of the glossary by each of their names, in small letters."""
        return {name.lower(): term for term in self.glossary for name in term.names}

    @cached_property
    def core(self) -> tuple[Approach, ...]:
        return tuple(approach for approach in self.approaches if approach.core)

    def criteria_in(self, group: Group) -> tuple[Criterion, ...]:
        return tuple(criterion for criterion in self.criteria if criterion.group == group)

    def questions_of(self, criterion: Criterion) -> tuple[Question, ...]:
        """Return the criterion's questions; none for the goals, which are weighed instead."""
        return tuple(
            self.question_by_key[key] for key in criterion.questions if key in self.question_by_key
        )


GOALS = "goals"
GROUPS: tuple[Group, Group] = ("fit", "readiness")


def strength(influences: tuple[Influence, ...], approach: str) -> Fraction:
    """Return the strength named for the approach; 0 when it is not named."""
    for influence in influences:
        if influence.approach == approach:
            return influence.strength
    return Fraction(0)
