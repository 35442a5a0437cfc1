"""What each sheet is drawn from: an outcome as found, and the places its numbers take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from appraisal.method.model import GOALS, Approach, Criterion, Group, Question
from appraisal.models import Outcome
from appraisal.scoring.answers import NOT_APPLICABLE
from appraisal.scoring.scores import Shares, shares
from reports.answers import DOES_NOT_APPLY, DONT_KNOW, NOT_ANSWERED, NOT_ASKED, in_words
from reports.stored import Finding, Found
from reports.sums import NOTHING
from reports.workbook.places import Places


@dataclass(frozen=True, eq=False)
class Drawn:
    """The values here are those the formulas come to for what was answered."""

    outcome: Outcome
    found: Found

    @cached_property
    def places(self) -> Places:
        return Places(self.found.method)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was found for each approach: core then further, as the method lists them."""
        return tuple(self.found.finding(each.key) for each in self.places.approaches)

    @property
    def core(self) -> tuple[Finding, ...]:
        return self.findings[: len(self.found.method.core)]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.places.approaches)

    # Answers

    def options(self, question: Question) -> list[str]:
        """Return what a question may be answered with, in the order of its list."""
        asked = question.short_route or not self.found.short_route
        besides = [DONT_KNOW, NOT_ANSWERED if asked else NOT_ASKED]
        besides += [DOES_NOT_APPLY] if question.not_applicable else []
        return [*(level.label for level in question.levels), *besides]

    def answer(self, question: Question) -> str:
        return in_words(self.found, question).words

    def level(self, question: Question) -> int:
        answer = self.found.landscape.answer(question)
        if answer.value is None or not answer.is_known:
            return 0
        return question.level_keys.index(answer.value) + 1

    def applies(self, question: Question) -> int:
        return int(self.found.landscape.answer(question).value != NOT_APPLICABLE)

    def known(self, question: Question) -> int:
        return int(self.level(question) > 0)

    # Weights

    @cached_property
    def carried(self) -> Shares:
        return shares(self.found.method, self.found.landscape)

    def weight_of(self, group: Group) -> float:
        return float(self.found.landscape.weights.of_group(group))

    def applying(self, criterion: Criterion) -> int:
        if criterion.key == GOALS:
            return 1
        return sum(self.applies(each) for each in self.found.method.questions_of(criterion))

    def answered(self, criterion: Criterion) -> int:
        if criterion.key == GOALS:
            return int(bool(self.found.landscape.goals))
        return sum(self.known(each) for each in self.found.method.questions_of(criterion))

    def share_in_half(self, criterion: Criterion) -> float:
        members = (GOALS,) if criterion.key == GOALS else criterion.questions
        return float(sum(self.carried.in_group.get(key, 0) for key in members))

    def goal_share(self, key: str) -> float:
        return float(self.found.landscape.goal_shares().get(key, 0))

    # Parts of scores

    def part_in_half(self, key: str) -> float:
        if key in self.found.method.goal_by_key:
            return float(self.carried.in_group[GOALS]) * self.goal_share(key)
        return float(self.carried.in_group.get(key, 0))

    def share(self, key: str) -> float:
        return self.found.shares.get(key, 0.0)

    def centred(self, finding: Finding, key: str) -> float:
        return finding.parts.get(key, NOTHING).centred

    def points(self, finding: Finding, key: str) -> float:
        return finding.parts.get(key, NOTHING).points

    def spread(self, group: Group, approach: Approach) -> float:
        return self.found.spread[group][approach.key]
