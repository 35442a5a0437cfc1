"""A stored outcome, read back: the one place that knows the shape of its JSON.

Nothing is scored here. Every number is the one that was found when the appraisal was concluded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from appraisal.method.content import method
from appraisal.method.model import GOALS, Approach, Criterion, Group, LevelKey, Method
from appraisal.models import Appraisal, Outcome
from appraisal.scoring.answers import Answer, Landscape
from appraisal.scoring.voices import read_perspectives
from reports.edition import WHOLE, Edition
from reports.exempt import exempt, without_exempt


@dataclass(frozen=True)
class Part:
    """What one question or goal added to an approach's score."""

    key: str
    level: LevelKey | None
    share: float
    centred: float
    points: float


@dataclass(frozen=True)
class Finding:
    """What was found for one approach."""

    approach: Approach
    rank: int | None
    score: float
    fit: float
    readiness: float
    low: float
    high: float
    rank_shares: tuple[float, ...]
    status: str
    parts: Mapping[str, Part]

    @property
    def name(self) -> str:
        return self.approach.name


@dataclass(frozen=True, eq=False)
class Found:
    """A whole outcome with the method it was found by; findings are best first.

    When it is too early, nothing leads and ``lead`` is 0. ``result`` is the whole of what was
    found, for the parts of the report that tell more than scores. ``exempt`` names the questions
    with words marked exempt; in a public edition neither ``landscape`` nor ``said`` holds them.
    """

    method: Method
    result: Mapping[str, Any]
    landscape: Landscape
    said: Mapping[str, Any]
    word: str
    provisional: bool
    coverage: float
    lead: float
    leader: str | None
    joint_first: tuple[str, ...]
    core: tuple[Finding, ...]
    further: tuple[Finding, ...]
    spread: Mapping[Group, Mapping[str, float]]
    fit_weight: float
    gates: Mapping[str, bool | None]
    short_route: bool
    edition: Edition
    exempt: tuple[str, ...]

    @property
    def too_early(self) -> bool:
        return self.word == "too_early"

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Return the share of the whole score that each question or goal carries."""
        return {part.key: part.share for part in self.core[0].parts.values()}

    @cached_property
    def goals_share(self) -> float:
        """Return what the goals carry together, whether or not they were given points."""
        fit = [c for c in self.method.criteria_in("fit") if c.key != GOALS]
        others = sum(self.shares.get(key, 0) for c in fit for key in c.questions)
        return max(self.fit_weight - others, 0.0)

    def criterion_share(self, criterion: Criterion) -> float:
        if criterion.key == GOALS:
            return self.goals_share
        return sum(self.shares.get(key, 0) for key in criterion.questions)

    def finding(self, key: str) -> Finding:
        return next(each for each in (*self.core, *self.further) if each.approach.key == key)

    def answer(self, key: str) -> Answer:
        return self.landscape.answer(self.method.question_by_key[key])

    def was_asked(self, key: str) -> bool:
        """Return whether anything was said, if only “don't know”."""
        said = self.said.get(key)
        return "value" in said or "number" in said if isinstance(said, dict) else key in self.said


def found(outcome: Outcome, edition: Edition = WHOLE) -> Found:
    """Return the outcome with the content of the version it was found by.

    This is the only place where what is exempt is left out of a public edition.
    """
    chosen = method(outcome.method_version)
    result = outcome.result
    landscape = outcome.landscape
    marked = exempt(chosen, landscape["answers"])
    if edition.is_public:
        landscape = {**landscape, "answers": without_exempt(chosen, landscape["answers"])}
    findings = tuple(_finding(chosen, each) for each in result["approaches"])
    return Found(
        method=chosen,
        result=result,
        landscape=read_perspectives(chosen, landscape)[0],
        said=landscape["answers"],
        word=result["verdict"],
        provisional=result["provisional"],
        coverage=result["coverage"],
        lead=result["lead"] or 0.0,
        leader=result["leader"],
        joint_first=tuple(result["joint_first"]),
        core=tuple(each for each in findings if each.approach.core),
        further=tuple(each for each in findings if not each.approach.core),
        spread=result["spread"],
        fit_weight=result["weights"]["lambda"],
        gates={each["key"]: each["met"] for each in result["gates"]},
        short_route=outcome.appraised["route"] == Appraisal.Route.SHORT,
        edition=edition,
        exempt=marked,
    )


def _finding(chosen: Method, said: Mapping[str, Any]) -> Finding:
    parts = (
        Part(each["question"], each["level"], each["share"], each["centred"], each["points"])
        for each in said["contributions"]
    )
    return Finding(
        approach=chosen.approach_by_key[said["key"]],
        rank=said["rank"],
        score=said["score"],
        fit=said["fit"],
        readiness=said["readiness"],
        low=said["low"],
        high=said["high"],
        rank_shares=tuple(said["rank_shares"]),
        status=said["status"],
        parts={part.key: part for part in parts},
    )


def fingerprint(outcome: Outcome) -> str:
    """Return the SHA-256 of what was answered and found, by which a copy can be checked."""
    content = {
        "appraisal": outcome.appraisal.reference,
        "number": outcome.number,
        "method": [outcome.method_version, outcome.method_hash],
        "appraised": outcome.appraised,
        "landscape": outcome.landscape,
        "result": outcome.result,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
