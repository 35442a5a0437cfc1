"""What the pages say about scores in general is true of the method."""

import random
from fractions import Fraction

from appraisal.scoring.answers import read_landscape
from appraisal.scoring.scores import fits
from tests.reports.outcomes import METHOD

SITUATIONS = 150


def test_in_about_two_thirds_of_situations_fit_and_readiness_lie_between_40_and_60():
    drawn = random.Random(2026)

    found = [fit for _ in range(SITUATIONS) for fit in fits(METHOD, situation(drawn))]

    for part in ("fit", "readiness"):
        between = sum(40 <= getattr(fit, part) <= 60 for fit in found)
        assert Fraction(6, 10) < Fraction(between, len(found)) < Fraction(3, 4)


def situation(drawn: random.Random):
    """Return a situation in which every answer is as likely as any other."""
    answers = {each.key: drawn.choice(each.level_keys) for each in METHOD.questions if each.scored}
    goals = {goal.key: drawn.randint(0, 100) for goal in METHOD.goals}
    return read_landscape(METHOD, {"answers": answers, "goals": goals})
