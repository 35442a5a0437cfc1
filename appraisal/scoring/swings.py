"""How far each single answer could move the lead, from its worst level to its best. Exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from appraisal.method.model import LevelKey, Method
from appraisal.scoring.answers import Landscape
from appraisal.scoring.information import lead_of
from appraisal.scoring.moves import added, moves
from appraisal.scoring.scores import shares


@dataclass(frozen=True)
class Lead:
    """The first approach's lead over the best other if the answer were ``level``.

    Negative when it would be overtaken. ``level`` is None for the answer as it is not known.
    """

    level: LevelKey | None
    points: Fraction


@dataclass(frozen=True)
class Swing:
    """The lead with one answer at its worst and at its best, as it is included.

    ``changes`` says whether the first approach would no longer be first alone at the worst.
    """

    question: str
    worst: Lead
    best: Lead
    changes: bool

    @property
    def width(self) -> Fraction:
        return self.best.points - self.worst.points


def swings(
    method: Method, landscape: Landscape, scores: Mapping[str, Fraction], first: str
) -> tuple[Swing, ...]:
    """Return what each scored question could do to the lead of ``first``, the widest first.

    ``scores`` are the core approaches' exact scores. A question that defines what is appraised
    is left out, as another answer would be another appraisal; so is one that does not apply.
    """
    carried = shares(method, landscape)
    asked = [method.question_by_key[key] for key in carried.questions]
    found = []
    for question in asked:
        if question.defines_scope:
            continue
        now = Lead(landscape.answer(question).value, lead_of(scores, first))
        others = [
            Lead(move.level, lead_of(added(scores, move.points), first))
            for move in moves(method, landscape, carried, question)
        ]
        # Of several levels that do the same, the present one, then the method's first.
        worst = min([now, *others], key=lambda lead: lead.points)
        best = max([now, *others], key=lambda lead: lead.points)
        found.append(Swing(question.key, worst, best, worst.points <= 0))
    return tuple(sorted(found, key=lambda swing: -swing.width))
