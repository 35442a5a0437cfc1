"""Whether anybody's answer could be worked out from a row, in all groups and all releases.

An integer program holds what an attacker knows: how many of each class of like appraisals gave
each answer is unknown, and every published cell bounds a sum of them. An answer is safe when each
value is possible for each appraisal, whatever any one other organisation, which knows its own
answers, may have given.

Whether a value is possible is asked of SciPy's ``milp``. To ask for every organisation, value and
insider would take millions of programs, so each solution vouches for all it can: for what it
holds, and for what one move within the limits leads to. Only what no solution vouches for is asked
for by itself, so the audit is exact.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from reports.national.program import Counts, Flags, Limits, Program
from reports.national.walk import Walk

Insider = tuple[int, ...]

# An insider who contributed so often that it may have said more than this many things is taken
# to know whatever it could not know only if nothing else helps.
MOST_TUPLES = 300
TIRED = 3
VAIN = 2


class RowAudit:
    """What is still to be shown to be possible: for each insider, by class and saying."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.open = {insider: self._asked(insider) for insider in program.puzzle.insiders}

    def _asked(self, insider: Insider) -> Flags:
        """Return what an insider must not know: what anybody else said."""
        sizes = np.array(self.program.puzzle.sizes)
        sizes[list(insider)] -= 1
        return np.repeat(sizes[:, None] > 0, len(self.program.sayings), axis=1)

    def forced(self) -> bool:
        """Return whether somebody could be sure that another did, or did not, answer something."""
        self._settle_beside_many()
        return any(self._knows(insider) for insider, asked in self.open.items() if asked.any())

    def _settle_beside_many(self) -> None:
        """Ask for a solution with much room, then for one that has what is left to be shown."""
        fitting = self.program.solve(self.program.limits(), roomy=True)
        if fitting is None:
            raise RuntimeError("Nothing fits what is published: the history is not whole.")
        self._settle_beside_free(fitting)
        tried, vain = np.zeros_like(self._left()), 0
        while vain < VAIN and (left := self._left() & ~tried).any():
            kind, saying = (int(at) for at in np.argwhere(left)[0])
            tried[kind, saying] = True
            found = self.program.solve(self.program.limits(), (kind, saying), roomy=True)
            before = self._number_open()
            if found is not None:
                self._settle_beside_free(found)
            vain = vain + 1 if self._number_open() > 0.9 * before else 0

    def _number_open(self) -> int:
        return sum(int(asked.sum()) for asked in self.open.values())

    def _left(self) -> Flags:
        left: Flags = np.logical_or.reduce(list(self.open.values()))
        return left

    def _settle_beside_free(self, fitting: Counts) -> None:
        """Strike off what is possible beside every insider who is free, after a walk as well.

        Free is who could move to any state from the one it is in: it may have said anything. The
        room for that is set aside, so that it is still there whatever another says.
        """
        steady, may_move = self.program.set_aside(fitting)
        walk = Walk(self.program, steady, fitting)
        tired = 0
        while may_move.any() and (left := self._left()).any() and tired < TIRED:
            before = self._number_open()
            self._strike_off(walk, may_move)
            tired = tired + 1 if self._number_open() == before else 0
            walk.towards(left)

    def _strike_off(self, walk: Walk, may_move: Flags) -> None:
        free = np.where(may_move, walk.counts, 0)
        reached = walk.reached()
        for insider, asked in self.open.items():
            kinds = list(insider)
            if asked.any() and free[kinds].any(axis=1).all():
                own = {kind: asked[kind] & ~self._beside(walk, kind, free) for kind in kinds}
                asked &= ~reached
                for kind, left in own.items():
                    asked[kind] = left

    def _beside(self, walk: Walk, kind: int, free: Counts) -> Flags:
        """Return what is said by another of an insider's own class, wherever it is free itself."""
        counts, places = walk.counts[kind], free[kind] > 0
        elsewhere = places.sum() - places > 0
        others = (counts > 1) | ((counts > 0) & elsewhere)
        said: Flags = others @ (self.program.says.T > 0)
        return said

    def _settle(self, wanted: Flags, limits: Limits, fitting: Counts) -> Flags:
        """Return what is still wanted after a walk from a solution."""
        walk = Walk(self.program, limits, fitting)
        tired = 0
        while wanted.any() and tired < TIRED:
            left = wanted & ~walk.reached()
            tired = tired + 1 if left.sum() == wanted.sum() else 0
            wanted = left
            walk.towards(wanted)
        return wanted

    def _knows(self, insider: Insider) -> bool:
        """Return whether an insider could be sure of something, asking until all is settled.

        First for all it may have said at once; of what that leaves, for each thing by itself.
        """
        doubtful = self._never_said(self.open[insider], self.program.limits(insider))
        if not doubtful.any():
            return False
        states = range(self.program.states)
        if len(states) ** len(insider) > MOST_TUPLES:
            return True
        each_of_all = product(states, repeat=len(insider))
        return any(
            self.program.solve(limits) is not None and self._never_said(doubtful, limits).any()
            for limits in (self.program.limits(insider, said) for said in each_of_all)
        )

    def _never_said(self, asked: Flags, limits: Limits) -> Flags:
        """Return which of what is asked for nothing within the limits has."""
        never = np.zeros_like(asked)
        while (left := asked & ~never).any():
            kind, saying = (int(at) for at in np.argwhere(left)[0])
            found = self.program.solve(limits, (kind, saying))
            if found is not None:
                asked = self._settle(left, limits, found) | never
            elif self.program.solve(limits) is None:
                return asked
            else:
                never[kind, saying] = True
        return never
