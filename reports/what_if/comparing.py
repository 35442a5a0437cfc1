"""A recorded result beside the one that would follow, and what makes the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from appraisal.models import Outcome
from reports import numbers, wording
from reports.answers import in_words
from reports.ranking import firsts, in_order, place
from reports.stored import Finding, Found, found
from reports.what_if.changes import LAMBDA, Changes, supposed
from reports.what_if.fields import ALL, answer_to, points_of, recorded_weight, weight_of

NOTHING_CHANGED = "Nothing is changed yet. This is the recorded result."


@dataclass(frozen=True)
class Row:
    """One approach, as recorded and as it would be. Places are empty when it is too early."""

    name: str
    place_before: str
    score_before: str
    place_after: str
    score_after: str
    difference: str


@dataclass(frozen=True)
class Difference:
    """One thing that is supposed; ``field`` is the name of the form's field that says it."""

    field: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """``says`` tells who would come first, ``moves`` which scores would be others.

    ``after`` is None while nothing is changed.
    """

    says: str
    moves: str
    before: wording.Verdict
    after: wording.Verdict | None
    coverage_before: str
    coverage_after: str
    core: tuple[Row, ...]
    further: tuple[Row, ...]
    standings: tuple[str, ...]
    differences: tuple[Difference, ...]


def compare(outcome: Outcome, recorded: Found, changes: Changes) -> Comparison:
    """Return the recorded result beside what would follow from the changes."""
    after = found(supposed(outcome, recorded.landscape, changes)) if changes else recorded
    return Comparison(
        says=leads(recorded, after) if changes else NOTHING_CHANGED,
        moves=moves(recorded, after) if changes else "",
        before=wording.verdict(recorded),
        after=wording.verdict(after) if changes else None,
        coverage_before=wording.coverage(recorded),
        coverage_after=wording.coverage(after),
        core=tuple(row(recorded, after, each) for each in in_order(recorded, recorded.core)),
        further=tuple(row(recorded, after, each) for each in in_order(recorded, recorded.further)),
        standings=tuple(standings(recorded, after)),
        differences=tuple(differences(recorded, after, changes)),
    )


def row(before: Found, after: Found, finding: Finding) -> Row:
    other = after.finding(finding.approach.key)
    return Row(
        name=finding.name,
        place_before=place(before, finding),
        score_before=numbers.score(finding.score),
        place_after=place(after, other),
        score_after=numbers.score(other.score),
        difference=numbers.signed(other.score - finding.score, 1),
    )


# In words


def leads(before: Found, after: Found) -> str:
    """Say who would come first, and how clearly."""
    if after.too_early:
        return f"It would {'still ' if before.too_early else ''}be too early to say."
    then, now = firsts(before), firsts(after)
    still = "still " if then == now else ""
    first = "be joint first" if len(now) > 1 else "come first"
    alone = " alone" if len(then) == 1 and then[0] in now else ""
    instead = f", instead of {numbers.listed(then)}{alone}" if then and then != now else ""
    return f"{numbers.listed(now)} would {still}{first}{instead}.{verdicts(before, after)}"


def verdicts(before: Found, after: Found) -> str:
    then, now = (wording.verdict(each).word.lower() for each in (before, after))
    return "" if then == now else f" The verdict would be “{now}”, instead of “{then}”."


def moves(before: Found, after: Found) -> str:
    """Say which of the ranked approaches would score otherwise, the largest move first."""
    pairs = [(each, after.finding(each.approach.key)) for each in before.core]
    moved = sorted(pairs, key=lambda pair: -abs(pair[1].score - pair[0].score))
    told = [
        f"{then.name} {'goes ' if at == 0 else ''}from {then_score} to {now_score}"
        for at, (then, now) in enumerate(moved)
        if (then_score := numbers.score(then.score)) != (now_score := numbers.score(now.score))
    ]
    if not told:
        return "None of the four scores would change by as much as 0.1."
    return f"{numbers.listed(told)}."


def standings(before: Found, after: Found) -> Iterator[str]:
    """Say of which approaches it would change whether they could start now."""
    for each in (*before.core, *before.further):
        now = after.finding(each.approach.key).status
        if now != each.status:
            yield f"{each.name} would be {now}, instead of {each.status}."


def differences(before: Found, after: Found, changes: Changes) -> Iterator[Difference]:
    """Say everything that is supposed, in the order of the form."""
    for key in (LAMBDA, *before.method.criterion_by_key):
        if key in changes.weights:
            then = recorded_weight(before.landscape, key)
            yield Difference(
                weight_of(key),
                weight_in_words(before, key),
                share(then),
                share(changes.weights[key]),
            )
    for goal in before.method.goals:
        if goal.key in changes.goals:
            yield Difference(
                points_of(goal.key),
                f"Points for “{goal.text}”",
                given(before.landscape.goals.get(goal.key)),
                given(changes.goals[goal.key]),
            )
    for question in before.method.questions:
        if question.key in changes.answers:
            then_said, now_said = (in_words(each, question).words for each in (before, after))
            yield Difference(answer_to(question.key), question.text, then_said, now_said)


def weight_in_words(found: Found, key: str) -> str:
    if key == LAMBDA:
        return "Share of fit in the score"
    criterion = found.method.criterion_by_key[key]
    return f"Weight of “{criterion.name}” within {criterion.group}"


def share(weight: Fraction) -> str:
    return numbers.figure(weight * ALL, "%")


def given(points: Fraction | None) -> str:
    return "none given" if points is None else numbers.figure(points, "points")
