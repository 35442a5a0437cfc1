"""What is supposed instead of what was recorded, and the outcome that would follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from appraisal.conclusion import worked_out
from appraisal.method.model import LevelKey
from appraisal.models import Outcome
from appraisal.scoring.answers import Landscape

# The name of lambda, the share of fit in the score, among the weights of an answers file.
LAMBDA = "lambda"


@dataclass(frozen=True)
class Changes:
    """What differs from a recorded landscape, and nothing else.

    ``answers`` by question (None: not known), ``goals`` holds points (None: none given) and
    ``weights`` shares, of a criterion within its group.
    """

    answers: Mapping[str, LevelKey | None] = field(default_factory=dict)
    goals: Mapping[str, Fraction | None] = field(default_factory=dict)
    weights: Mapping[str, Fraction] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.answers or self.goals or self.weights)

    def stored(self) -> dict[str, Any]:
        """Return the changes as a scenario keeps them."""
        return {
            "answers": dict(self.answers),
            "goals": {
                key: None if each is None else decimal(each) for key, each in self.goals.items()
            },
            "weights": {key: decimal(each) for key, each in self.weights.items()},
        }

    def applied_to(self, document: Mapping[str, Any], recorded: Landscape) -> dict[str, Any]:
        """Return an answers file with the changes in it; ``recorded`` is the same file, read.

        A changed answer is taken as known, whatever the recorded one rested on.
        """
        said = {key: {"value": value} for key, value in self.answers.items()}
        points = {**document.get("goals", {}), **self.goals}
        changed = {
            **document,
            "answers": {**document["answers"], **said},
            "goals": {key: each for key, each in points.items() if each is not None},
        }
        if self.weights:
            # All of them, so that those left alone keep their share of what all add up to.
            weights = {LAMBDA: recorded.weights.fit, **recorded.weights.criteria}
            changed["weights"] = weights | dict(self.weights)
        return changed


NOTHING = Changes()


def kept(stored: Mapping[str, Any]) -> Changes:
    """Return the changes that a scenario keeps."""
    return Changes(
        answers=stored["answers"],
        goals={
            key: None if each is None else Fraction(each) for key, each in stored["goals"].items()
        },
        weights={key: Fraction(each) for key, each in stored["weights"].items()},
    )


def decimal(number: Fraction) -> str:
    return f"{(Decimal(number.numerator) / number.denominator).normalize():f}"


def supposed(outcome: Outcome, recorded: Landscape, changes: Changes) -> Outcome:
    """Return what would have been found with these changes, by the same method; not stored."""
    landscape = changes.applied_to(outcome.landscape, recorded)
    return worked_out(outcome.appraisal, landscape, outcome.method_version, outcome.appraised)
