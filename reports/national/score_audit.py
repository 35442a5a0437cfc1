"""How much of a score could be worked out from its published means: a linear program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from reports.national.catalogue import Measure
from reports.national.policy import Policy
from reports.national.puzzle import Puzzle

Floats = NDArray[np.float64]
Known = tuple[tuple[int, float], ...]

# What a solver may be out by, in points of a score.
TRACE = 1e-6


class ScoreAudit:
    """What an attacker knows of one score: for each state of each group, about its sum.

    The scores of a class of like appraisals are taken together: any split of their sum that
    keeps each within the bounds is possible.
    """

    def __init__(self, puzzle: Puzzle, measure: Measure, policy: Policy) -> None:
        self.puzzle = puzzle
        self.span = measure.highest - measure.lowest
        self.enough = self.span * policy.score_room / 100
        self.inside = np.zeros((len(puzzle.snapshots), len(puzzle.sizes)))
        for kind, places in enumerate(puzzle.where):
            self.inside[list(places), kind] = 1
        self.matrix = csr_array(np.vstack([self.inside, -self.inside]))
        size = np.array([float(snapshot.size) for snapshot in puzzle.snapshots])
        mean = np.array([snapshot.picture.means[measure.key] for snapshot in puzzle.snapshots])
        # Scores are counted from the lowest one up.
        self.least = (mean - policy.score_step / 2 - measure.lowest) * size
        self.most = (mean + policy.score_step / 2 - measure.lowest) * size

    def narrow(self) -> bool:
        """Return whether somebody, knowing one's own scores, could say too much of another’s."""
        return any(
            self._narrow_beside(known)
            for insider in self.puzzle.insiders
            for known in self._ends(insider, ())
        )

    def _ends(self, insider: Sequence[int], known: Known) -> Iterator[Known]:
        """Yield what an insider may know: for each of its scores the ends of what is possible.

        The room for another’s score is a concave function of what the insider knows, so it is
        least at an end.
        """
        if not insider:
            yield known
            return
        kind, *rest = insider
        sizes = self._sizes(known)
        others = (sizes[kind] - 1) * self.span
        ends = set()
        for sign in (1.0, -1.0):
            sums = self._solve(self._toward(kind, sign), known)
            low, high = max(0.0, sums[kind] - others), min(float(self.span), sums[kind])
            ends.add(round(low if sign > 0 else high, 9))
        for end in sorted(ends):
            yield from self._ends(rest, (*known, (kind, end)))

    def _narrow_beside(self, known: Known) -> bool:
        sizes = self._sizes(known)
        lowest = np.full(len(sizes), np.inf)
        highest = np.full(len(sizes), -np.inf)
        for goal in self._opposites():
            self._widen(lowest, highest, self._solve(goal, known), sizes)
        for kind in np.flatnonzero(sizes):
            for sign in (1.0, -1.0):
                if highest[kind] - lowest[kind] >= self.enough - TRACE:
                    break
                sums = self._solve(self._toward(int(kind), sign), known)
                self._widen(lowest, highest, sums, sizes)
            if highest[kind] - lowest[kind] < self.enough - TRACE:
                return True
        return False

    def _widen(self, lowest: Floats, highest: Floats, sums: Floats, sizes: Floats) -> None:
        """Note what a score of each class may be, when those of its class add up to so much."""
        others = np.maximum(sizes - 1, 0) * self.span
        np.minimum(lowest, np.maximum(0, sums - others), out=lowest)
        np.maximum(highest, np.minimum(self.span, sums), out=highest)

    def _opposites(self) -> Iterator[Floats]:
        """Yield goals that pull every other class up and the rest down, then the other way."""
        goal = np.array([1.0 if kind % 2 else -1.0 for kind in range(len(self.puzzle.sizes))])
        yield goal
        yield -goal

    def _toward(self, kind: int, sign: float) -> Floats:
        goal = np.zeros(len(self.puzzle.sizes))
        goal[kind] = sign
        return goal

    def _sizes(self, known: Known) -> Floats:
        sizes = np.array(self.puzzle.sizes, dtype=float)
        for kind, _ in known:
            sizes[kind] -= 1
        return sizes

    def _solve(self, goal: Floats, known: Known) -> Floats:
        """Return sums of scores by class, without those known, as low as the goal wants them."""
        told = np.zeros(len(self.puzzle.snapshots))
        for kind, score in known:
            told += self.inside[:, kind] * score
        found = linprog(
            goal,
            A_ub=self.matrix,
            b_ub=np.concatenate([self.most - told, told - self.least]) + TRACE,
            bounds=np.column_stack([np.zeros(len(goal)), self._sizes(known) * self.span]),
            method="highs",
        )
        if found.x is None:
            raise RuntimeError(f"The audit could not be finished: {found.message}")
        return np.asarray(found.x)
