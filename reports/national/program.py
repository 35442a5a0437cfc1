"""The integer program of a row: what fits all that is published, and walks from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_array, diags_array, eye_array, kron, vstack

from reports.national.catalogue import Row
from reports.national.policy import Policy
from reports.national.puzzle import Puzzle

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

# A cell with this much room on a side bars no two moves.
ROOM = 2
FIRST = 20
FREE = 1e6

INFEASIBLE = 2
# Room is wished for, not needed: no long search for more of it.
SOON = {"mip_rel_gap": 0.01, "node_limit": 20}


@dataclass(frozen=True)
class Limits:
    """Between what the counts of every cell lie, and how many appraisals each class has.

    Cells are numbered by snapshot, and within it by what may be said: each value of each row.
    """

    sizes: Floats
    low: Floats
    high: Floats


class Program:
    """What an attacker knows of one row, or of a few that tell of each other.

    A state is what an appraisal says on all of the rows: usually one value of one row.
    """

    def __init__(
        self,
        puzzle: Puzzle,
        rows: Sequence[Row],
        together: Sequence[Sequence[str]],
        policy: Policy,
    ) -> None:
        self.puzzle, self.policy = puzzle, policy
        self.sayings = [(row.key, value) for row in rows for value in row.keys]
        self.says = np.array(
            [
                [float(state[at] == value) for state in together]
                for at, row in enumerate(rows)
                for value in row.keys
            ]
        )
        self.inside = np.zeros((len(puzzle.snapshots), len(puzzle.sizes)))
        for kind, places in enumerate(puzzle.where):
            self.inside[list(places), kind] = 1
        self._read()
        self._lay_out()

    @property
    def kinds(self) -> int:
        return len(self.puzzle.sizes)

    @property
    def states(self) -> int:
        return int(self.says.shape[1])

    def _read(self) -> None:
        """Read what every published cell tells, knowing how it was rounded or why withheld.

        ``need`` is set where a row is too uniform: some value of it reaches so many.
        """
        shape = (len(self.puzzle.snapshots), len(self.sayings))
        self.low, self.high, self.need = np.zeros(shape), np.full(shape, FREE), np.zeros(shape)
        base = self.policy.base
        for at, snapshot in enumerate(self.puzzle.snapshots):
            most = snapshot.size - self.policy.dissent
            for saying, (row, value) in enumerate(self.sayings):
                counts = snapshot.picture.rows[row].counts
                if counts is None:
                    self.need[at, saying] = most + 1
                else:
                    self.low[at, saying] = max(0, counts[value] - base + 1)
                    self.high[at, saying] = min(counts[value] + base - 1, most)

    def limits(self, insider: Sequence[int] = (), said: Sequence[int] | None = None) -> Limits:
        """Return the limits of all appraisals, or of all others than an insider's.

        They hold whatever the insider said; or only if it ``said`` these states, one for each of
        its classes.
        """
        sizes = np.array(self.puzzle.sizes, dtype=float)
        low, high = self.low.copy(), self.high.copy()
        for at, kind in enumerate(insider):
            sizes[kind] -= 1
            if said is None:
                high -= self.inside[:, [kind]]
            else:
                told = np.outer(self.inside[:, kind], self.says[:, said[at]])
                low, high = low - told, high - told
        return Limits(sizes, low, high)

    def set_aside(self, counts: Counts) -> tuple[Limits, Flags]:
        """Return limits that leave room for one more move, and who may make it.

        A cell that has no room to leave keeps its limits. An appraisal of a class and state may
        move to any other state if no such cell is in its way.
        """
        totals = self.inside @ counts @ self.says.T
        low = np.where((self.need > 0) & (totals >= self.need), self.need, self.low)
        below, above = (low > 0) & (totals > low), (self.high < FREE) & (totals < self.high)
        limits = Limits(
            np.array(self.puzzle.sizes, dtype=float),
            np.where(below, low + 1, low),
            np.where(above, self.high - 1, self.high),
        )
        cannot_fall, cannot_rise = (low > 0) & ~below, (self.high < FREE) & ~above
        stuck = self.inside.T @ cannot_fall @ self.says + self.inside.T @ cannot_rise @ (
            1 - self.says
        )
        may_move: Flags = stuck == 0
        return limits, may_move

    def _lay_out(self) -> None:
        """Lay out the program.

        Its variables: counts by class and state; for each cell the room below it and above it,
        for one move and for another; and whether it is the majority of a row that is too uniform.
        """
        cells, need = self.low.size, self.need.ravel()
        self.unknowns = self.kinds * self.states
        each_cell, uniform = eye_array(cells), diags_array(np.sign(need))
        members = kron(eye_array(self.kinds), np.ones((1, self.states)))
        counted = kron(csr_array(self.inside), self.says)
        self.matrix = csr_array(
            block_array(
                [
                    [members, None, None, None, None, None],
                    # Counted, less room, is at least the low bound, or what a majority needs.
                    [counted, -each_cell, None, -each_cell, None, -diags_array(need)],
                    # Counted, with room, is at most the high bound.
                    [counted, None, each_cell, None, each_cell, None],
                    # There is room below a majority only where it is one.
                    [None, uniform, None, uniform, None, -ROOM * uniform],
                    # One value of a row that is too uniform is its majority.
                    [None, None, None, None, None, self._majorities()],
                ]
            )
        )
        sides = np.concatenate(
            [((self.low > 0) | (self.need > 0)).ravel(), (self.high < FREE).ravel()]
        )
        sizes = np.repeat(np.array(self.puzzle.sizes, dtype=float), self.states)
        self.most = np.concatenate([sizes, sides, sides, np.sign(need)])
        self.whole = np.concatenate([np.ones(self.unknowns), np.zeros(4 * cells), np.ones(cells)])
        # Room for one move is worth more than for another, and more where more are counted.
        crowds = np.repeat(self.inside @ np.array(self.puzzle.sizes), len(self.sayings))
        wishes = np.concatenate([FIRST * crowds, FIRST * crowds, crowds, crowds])
        self.wish = np.concatenate([np.zeros(self.unknowns), -wishes, np.zeros(cells)])

    def _majorities(self) -> csr_array:
        """Return a line for each row that is too uniform: its cells."""
        rows = [row for row, _ in self.sayings]
        lines = [
            [
                float((snapshot, row) == (at, name))
                for snapshot in range(len(self.low))
                for name in rows
            ]
            for at in range(len(self.low))
            for row in dict.fromkeys(rows)
            if any(self.need[at, saying] for saying, name in enumerate(rows) if name == row)
        ]
        self.uniform = len(lines)
        return csr_array(np.array(lines).reshape(len(lines), self.low.size))

    def solve(
        self, limits: Limits, target: tuple[int, int] | None = None, *, roomy: bool = False
    ) -> Counts | None:
        """Return counts by class and state within the limits, or None when there are none.

        A target is a class and a saying: one appraisal of that class says so.
        """
        cells = self.low.size
        free = np.full(cells, np.inf)
        ones = np.ones(self.uniform)
        low = np.concatenate([limits.sizes, limits.low.ravel(), -free, -free, ones])
        high = np.concatenate([limits.sizes, free, limits.high.ravel(), np.zeros(cells), ones])
        lines = self.matrix
        if target is not None:
            kind, saying = target
            asked = np.zeros((1, lines.shape[1]))
            asked[0, kind * self.states : (kind + 1) * self.states] = self.says[saying]
            lines = vstack([lines, csr_array(asked)], format="csr")
            low, high = np.append(low, 1), np.append(high, np.inf)
        constraints = LinearConstraint(lines, low, high)
        if roomy:
            found = self._ask(self.wish, constraints, SOON)
            if found is not None:
                return found
        return self._ask(np.zeros_like(self.wish), constraints, {})

    def _ask(
        self, goal: Floats, constraints: LinearConstraint, options: Mapping[str, float]
    ) -> Counts | None:
        found = milp(
            goal,
            integrality=self.whole,
            bounds=Bounds(0, self.most),
            constraints=constraints,
            options=dict(options),
        )
        if found.x is not None:
            counts: Counts = np.rint(found.x[: self.unknowns]).astype(np.int64)
            return counts.reshape(self.kinds, self.states)
        if found.status != INFEASIBLE and not options:
            raise RuntimeError(f"The audit could not be finished: {found.message}")
        return None
