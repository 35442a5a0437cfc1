"""The method's audit of itself in plain English, as part of its document and for the terminal."""

from __future__ import annotations

from appraisal.markdown import Lines, decimal, heading, paragraph, percent, table
from appraisal.method.model import Method
from appraisal.scoring.audit import LAMBDAS, LEAST_FIRST, MOST_FIRST, Audit
from appraisal.scoring.null_test import FEWEST_GOALS, MOST_GOALS
from appraisal.scoring.sampling import WEIGHT_RANGE


def audit_section(method: Method, audit: Audit) -> Lines:
    yield from heading(2, "The method audits itself")
    yield from paragraph(
        f"{audit.situations:,} random situations. They are not typical ones: this tests the "
        "method, and says nothing about councils. The suite fails when a core approach comes "
        f"first in fewer than {percent(LEAST_FIRST)} or more than {percent(MOST_FIRST)} of the "
        "situations in the first two columns."
    )
    yield from table(
        [
            "Comes first in",
            "Answers drawn evenly",
            "Answers crowding the middle",
            f"Only {FEWEST_GOALS} to {MOST_GOALS} goals with points",
        ],
        [
            [
                part.name,
                percent(audit.first_uniform[part.key], 1),
                percent(audit.first_crowding[part.key], 1),
                percent(audit.first_few_goals[part.key], 1),
            ]
            for part in method.core
        ],
    )
    low, high = (f"{value:g}" for value in map(float, LAMBDAS))
    middle = "an exact tie at 50" if audit.middle_ties else "no tie"
    yield f"- With all answers in the middle there is {middle}."
    yield (
        f"- The leader differs between λ = {low} and λ = {high} in "
        f"{percent(audit.leader_changes, 1)} of situations."
    )
    yield (
        f"- The short route, fully answered, covers {percent(audit.short_coverage, 1)} and finds "
        f"the leader of the full route in {percent(audit.short_agreement, 1)}."
    )
    yield (
        "- A further approach scores above the leading core one in this part of situations: "
        + ", ".join(
            f"{method.approach_by_key[key].name} {percent(share, 1)}"
            for key, share in audit.further_above.items()
        )
        + "."
    )
    yield ""
    yield from _few_goals(method, audit)
    yield from _stability(audit)
    yield from _correlation(method, audit)


def _few_goals(method: Method, audit: Audit) -> Lines:
    further = min(part.few_goals / part.all_goals for part in audit.goals_deviation.values())
    yield from heading(3, "When only a few goals have points", "few-goals")
    yield from paragraph(
        f"The spread takes it that points go to all {len(method.goals)} goals. Real councils weigh "
        "few. A few goals pull harder than many, so scores then lie further apart than the spread "
        f"allows for: with {FEWEST_GOALS} to {MOST_GOALS} goals, the goals alone move fit at least "
        f"{decimal(further, 1)} times as far. A lead that rests on goals therefore deserves less "
        "trust than its points suggest, and the readings with any goals test it. The last column "
        "of the table above shows which approaches come first then; it has no bounds."
    )
    yield from table(
        [
            "One standard deviation of fit from the goals alone, in points",
            f"All {len(method.goals)} goals",
            f"{FEWEST_GOALS} to {MOST_GOALS} goals",
        ],
        [
            [
                part.name,
                decimal(audit.goals_deviation[part.key].all_goals, 1),
                decimal(audit.goals_deviation[part.key].few_goals, 1),
            ]
            for part in method.approaches
        ],
    )


def _stability(audit: Audit) -> Lines:
    yield from heading(3, "How stable a lead is")
    yield from paragraph(
        f"How often the leader stays first when every weight is moved by up to "
        f"{percent(WEIGHT_RANGE)}:"
    )
    yield from table(
        ["Lead, in points", "Situations", "Leader stays first"],
        [[band.lead, percent(band.share, 1), percent(band.stays, 1)] for band in audit.stability],
    )


def _correlation(method: Method, audit: Audit) -> Lines:
    yield from heading(3, "How scores go together")
    yield from paragraph("Correlation over random situations:")
    yield from table(
        ["Approach", *(part.name for part in method.approaches)],
        [
            [
                part.name,
                *(
                    decimal(audit.correlation[part.key, other.key], 2)
                    for other in method.approaches
                ),
            ]
            for part in method.approaches
        ],
    )
