"""The method as one document in plain English, written from the content so it cannot drift."""

from __future__ import annotations

from appraisal import method_tables as tables
from appraisal.audit_report import audit_section
from appraisal.markdown import (
    Lines,
    anchor_of,
    heading,
    link,
    number,
    paragraph,
    percent,
    table,
)
from appraisal.method.model import GROUPS, Method
from appraisal.method.spread import spread
from appraisal.roles_report import roles_section
from appraisal.scoring.anonymity import LEAST_ANONYMOUS
from appraisal.scoring.audit import Audit
from appraisal.scoring.draws import DRAWS
from appraisal.scoring.sampling import WEIGHT_RANGE
from appraisal.worked_example import worked_example


def method_document(method: Method, audit: Audit) -> str:
    """Return docs/method.md for this version."""
    parts = [
        _approaches(method),
        _arithmetic(method),
        worked_example(method),
        _answers(),
        _certainty(method),
        tables.criteria(method),
        tables.questions(method),
        tables.goals(method),
        roles_section(method),
        tables.gates(method),
        tables.blends(method),
        tables.mechanisms(method),
        tables.law(method),
        tables.as_now(method),
        tables.development(method),
        audit_section(method, audit),
        tables.glossary(method),
        tables.sources(method),
        tables.changes(method),
    ]
    body = [line for part in parts for line in part]
    lines = [*_opening(method), *_contents(body), *body]
    return "\n".join(lines).strip() + "\n"


def _opening(method: Method) -> Lines:
    yield from heading(1, f"The method, version {method.version}")
    yield "<!-- Written by manage.py write_method_document. Do not edit: change the content. -->"
    yield ""
    yield from paragraph(
        "This is how answers become a ranking. Everything here is read from the content that the "
        "product itself uses. It helps people see which ways of commissioning **fit a situation** "
        "and deserve a full business case. It never says that an approach works."
    )
    yield from paragraph(
        "The influences are **desk judgements with stated reasons, not a survey of "
        "practitioners**. A review by the sector is owed. "
        "[What they rest on](evidence.md) says how far to trust them."
    )


def _contents(body: list[str]) -> Lines:
    titles = [line.removeprefix("## ") for line in body if line.startswith("## ")]
    yield from (f"- {link(title, anchor_of(title))}" for title in titles)
    yield ""


def _approaches(method: Method) -> Lines:
    yield from heading(2, "What is compared")
    yield from paragraph(
        "The core four are ranked. The further four are scored on the same scale and shown beside "
        "them. “Continue as now” is always there as option 0."
    )
    yield from table(
        ["Approach", "Place", "In one sentence", "Evidence"],
        [
            [part.name, "core" if part.core else "further", part.summary, part.evidence_grade]
            for part in method.approaches
        ],
    )


# The score


def _arithmetic(method: Method) -> Lines:
    fit = method.fit_weight
    yield from heading(2, "How a score is made")
    yield from paragraph(
        "Every answer has an **effect** on an approach, given as a strength from −2 to 2 with a "
        "reason, sources and a grade. On a five-point scale or a banded number the effect at level "
        "x is the strength × (x − 3) ÷ 2: the strength at level 5, its mirror image at level 1, "
        "nothing at 3. A choice has an effect of its own, and so has a goal."
    )
    yield (
        "1. **Centre.** From each effect take away the mean effect over all possible answers to "
        "that question. For a goal, take away the mean over all goals."
    )
    yield (
        "2. **Weigh.** Questions of a criterion share its weight equally; criteria have the "
        f"{link('weights below', anchor_of('Weights'))}; goals share theirs by the points you give."
    )
    yield (
        "3. **Scale.** Divide by the approach's **spread**: one standard deviation of its sum over "
        "all possible situations. Being touched by more questions then makes no approach win."
    )
    yield "4. **Add.** Ten points for each spread, from 50."
    yield ""
    yield "```"
    yield "contribution = 10 × share of the score × centred effect ÷ spread"
    yield "score        = 50 + all contributions"
    yield "```"
    yield ""
    yield from paragraph(
        f"Fit carries {percent(fit)} of the score (this weight is called λ) and readiness "
        f"{percent(1 - fit)}. So 50 means that nothing is known, or that every answer is in the "
        "middle, and 10 points of fit or readiness are one standard deviation over all situations "
        f"({link('more when few goals have points', 'few-goals')}). Adding or removing an approach "
        "never changes another's score. The sums are exact: fractions, not decimals."
    )
    yield from heading(3, "Spreads")
    yield from paragraph(
        "A spread is the square root of a sum over the criteria of fit, or of readiness: weight² × "
        "the sum over its n questions of the mean square of the centred effects ÷ n². For the "
        f"goals, with {len(method.goals)} of them, it is weight² × the sum of squares of the "
        f"centred effects ÷ ({len(method.goals)} × {len(method.goals) + 1}), which takes all ways "
        "to share out the points as equally likely. Published weights are used, whatever weights "
        "a council gives."
    )
    yield from table(
        ["Approach", *(group.capitalize() for group in GROUPS)],
        [
            [part.name, *(f"{float(spread(method)[group][part.key]):.6f}" for group in GROUPS)]
            for part in method.approaches
        ],
    )


def _answers() -> Lines:
    yield from heading(3, "What an answer may be")
    yield from table(
        ["Answer", "In the score", "In the interval", "In the readings", "Coverage"],
        [
            [
                "Known, with evidence or by professional judgement",
                "its level",
                "its level",
                "its level",
                "counts",
            ],
            [
                "A guess",
                "its level",
                "its level and those beside it; for a choice, all",
                "half on the answer, the rest on its neighbours; for a choice, on all others",
                "counts, and is marked",
            ],
            [
                "Don't know, or not answered",
                "exactly 0",
                "all levels",
                "all levels alike",
                "does not count",
            ],
            [
                "Does not apply, where that is offered",
                "left out; its share goes to the rest of its criterion",
                "left out",
                "left out",
                "left out",
            ],
        ],
    )
    yield from paragraph(
        "Goals without any points are not known. Once one goal has points, a goal without has a "
        "share of 0. The interval shows the score if every unknown or guessed answer turned out "
        "as badly, or as well, as it could for that approach."
    )


# How sure


def _certainty(method: Method) -> Lines:
    limits = method.thresholds
    yield from heading(2, "How sure it is")
    yield from paragraph(
        f"**{DRAWS:,} readings** close to what you said: the weight of every criterion and goal "
        f"moved by up to {percent(WEIGHT_RANGE)}, unknown and guessed answers drawn as in the "
        "table above. Three more sets test the result: any points that keep your order of goals; "
        "any goals at all; and any table of strengths, each moved half a step up, down or not at "
        "all. The readings are the same each time, so the same answers give the same shares."
    )
    yield from table(
        ["Verdict", "When"],
        [
            [
                "Too early to say",
                f"less than {percent(limits.enough_coverage)} answered, by weight",
            ],
            [
                "Clear",
                f"leads by {number(limits.clear_lead)} points or more, and comes first in "
                f"{percent(limits.clear_share)} of readings or more",
            ],
            [
                "Leaning",
                f"leads by {number(limits.leaning_lead)} points or more, and comes first in "
                f"{percent(limits.leaning_share)} of readings or more",
            ],
            [
                "No clear difference",
                "otherwise; the runner-up and all within "
                f"{number(limits.joint_margin)} points are joint first",
            ],
        ],
    )
    yield from paragraph(
        f"Below {percent(limits.full_coverage)} answered, a ranking is provisional. Besides this "
        "the product reports, all of it exact:"
    )
    yield from (f"- **{name}.** {meaning}" for name, meaning in MEASURES.items())
    yield ""


MEASURES = {
    "Weight tolerance": (
        "By how much all weights could move at once, in the worst combination, before another "
        "approach overtakes: the sum of weight × difference ÷ the sum of weight × size of the "
        "difference, over all criteria and goals, where the difference is that of the two "
        "approaches' scores on it."
    ),
    "Switching values": (
        "For each weight alone, λ too, the nearest value past which another approach is ahead, "
        "while the others keep their proportions. To draw level at 0 or at 1 is not to be ahead. "
        "It cannot be said when no other weight of the set could take over (all points are on one "
        "goal), or when the set carries nothing."
    ),
    "Tipping points": (
        "The fewest answers, up to three, that would put each other core approach first on its "
        "own. An answer that says what is appraised is not among them."
    ),
    "Swings": (
        "For each answer alone, the lead of the approach that scores highest with the worst level "
        "for it and with the best, all other answers as they are; below 0 another approach leads. "
        "An answer that says what is appraised is not among them."
    ),
    "Leaving out": (
        "The result without each answer and criterion, as if it were not known: nothing takes "
        "over its weight. Without a goal, its points are taken away and the other goals share the "
        "weight of the goals by theirs; without the only goal that has points, and without the "
        "goals as a criterion, the goals are not known."
    ),
    "Optimism": (
        "The result with every readiness answer at level 4 or 5 that rests on no evidence one "
        "level lower. An answer that claims evidence while "
        f"{link('nobody it is about', anchor_of('Whose answer counts as evidence'))} has been "
        "heard rests on none."
    ),
    "What to find out first": (
        "For each unknown or guessed answer, the mean over its levels of the best score, less the "
        "best of the mean scores: what knowing it would be worth. Ties go to the answer that could "
        "narrow the lead most. Goals without any points count as one answer: its mean is over the "
        "readings with any goals."
    ),
    "Perspectives": (
        "When people gave answers of their own: what each group answered beside what was agreed, "
        "where answers lie two levels or more apart, the ranking that each person's answers would "
        "give laid over the agreed ones, and how many of each group each approach leads for. "
        "Answers are never averaged. Of a group that answers without names, only what at least "
        f"{LEAST_ANONYMOUS} of them answered is shown."
    ),
}
