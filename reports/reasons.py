"""Why an approach scored what it did: the answers and goals that moved it most, each way."""

from __future__ import annotations

from dataclasses import dataclass

from appraisal.method.model import Goal, Influence, Method, Question
from reports import numbers
from reports.answers import in_words
from reports.charts.contributions import Contributions, contributions
from reports.stored import Finding, Found, Part

SHOWN = 5
# A reason that rounds to nothing at two decimals is none.
LEAST_POINTS = 0.005

OTHER_ANSWERS = "This answer by itself says nothing about it, but other answers would {}."
OTHER_GOALS = "This goal by itself says nothing about it, but other goals would {}."


@dataclass(frozen=True)
class Reason:
    """One answer or goal: what was said, what it added or took, why, and on what evidence."""

    code: str
    question: str
    answer: str
    points: str
    because: str
    evidence: str
    is_guess: bool


@dataclass(frozen=True)
class Reasons:
    key: str
    name: str
    score: str
    for_it: tuple[Reason, ...]
    against_it: tuple[Reason, ...]
    chart: Contributions | None


def reasons(found: Found, finding: Finding) -> Reasons:
    parts = sorted(finding.parts.values(), key=lambda part: -abs(part.points))
    raised = [part for part in parts if part.points >= LEAST_POINTS]
    lowered = [part for part in parts if part.points <= -LEAST_POINTS]
    return Reasons(
        key=finding.approach.key,
        name=finding.name,
        score=numbers.score(finding.score),
        for_it=tuple(reason(found, finding, part) for part in raised[:SHOWN]),
        against_it=tuple(reason(found, finding, part) for part in lowered[:SHOWN]),
        chart=contributions(found, finding),
    )


def reason(found: Found, finding: Finding, part: Part) -> Reason:
    goal = found.method.goal_by_key.get(part.key)
    if goal:
        return _goal_reason(found, finding, part, goal)
    question = found.method.question_by_key[part.key]
    said = in_words(found, question)
    influence = _influence(question, part, finding.approach.key)
    return Reason(
        code=said.code,
        question=said.question,
        answer=said.words,
        points=numbers.signed(part.points, 2),
        because=_because(influence, part, OTHER_ANSWERS),
        evidence=_evidence(found.method, influence),
        is_guess=said.is_guess,
    )


def _goal_reason(found: Found, finding: Finding, part: Part, goal: Goal) -> Reason:
    influence = _named(goal.influences, finding.approach.key)
    return Reason(
        code=goal.code,
        question="A goal of the council",
        answer=goal.text,
        points=numbers.signed(part.points, 2),
        because=_because(influence, part, OTHER_GOALS),
        evidence=_evidence(found.method, influence),
        is_guess=False,
    )


def _influence(question: Question, part: Part, approach: str) -> Influence | None:
    """Return what the method says of this approach: under the choice made, or for the scale."""
    if question.kind == "choice" and part.level is not None:
        return _named(question.level(part.level).influences, approach)
    return _named(question.influences, approach)


def _named(influences: tuple[Influence, ...], approach: str) -> Influence | None:
    return next((each for each in influences if each.approach == approach), None)


def _because(influence: Influence | None, part: Part, others: str) -> str:
    """Return the influence's own reason.

    Choices and goals count against the average of all of them, so one that says nothing, or
    says a little in favour where others say more, can count the other way: then say so.
    """
    if influence is None:
        return others.format("favour it less" if part.points > 0 else "favour it more")
    if part.level is None or isinstance(part.level, str):
        if influence.strength > 0 > part.points:
            return f"{influence.because} Others would favour it more."
        if influence.strength < 0 < part.points:
            return f"{influence.because} Others would count against it more."
    return influence.because


def _evidence(method: Method, influence: Influence | None) -> str:
    """Return how good the evidence is, and whose: “moderate (Davies et al., 2020)”."""
    if influence is None:
        return ""
    cited = [method.source_by_key[key] for key in influence.sources]
    published = [f"{each.author}, {each.year}" for each in cited if each.kind != "judgement"]
    grade = "desk judgement" if influence.grade == "judgement" else influence.grade
    return f"{grade} ({'; '.join(published)})" if published else grade
