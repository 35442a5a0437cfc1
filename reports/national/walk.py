"""From one solution to others: an appraisal moves, or two change places, within the limits."""

from __future__ import annotations

import numpy as np

from reports.national.program import FREE, Counts, Flags, Limits, Program

TRIES = 6


class Walk:
    """Counts that fit, on their way to others that fit as well.

    What is found on the way depends on chance, but not whether something is possible: so the
    audit finds the same whatever way a walk takes.
    """

    def __init__(self, program: Program, limits: Limits, counts: Counts) -> None:
        self.program, self.counts = program, counts.copy()
        self.totals = program.inside @ counts @ program.says.T
        # The majority of a row that is too uniform stays as it is.
        told = program.low - limits.low
        needed = program.need - told
        is_majority = (program.need > 0) & (self.totals >= needed)
        self.low = np.where(is_majority, needed, limits.low)
        self.high = limits.high
        self.random = np.random.RandomState(0)
        differs = program.says[:, None, :] - program.says[:, :, None]
        # What a move from one state to another adds to, and takes from, by saying.
        self.gains, self.losses = differs > 0, differs < 0

    def reached(self) -> Flags:
        """Return what is said, or would be after one move, by class and saying."""
        low = np.where(self.low <= 0, -FREE, self.low)
        up, down = self._every(self.totals < self.high), self._every(self.totals > low)
        # What stands in the way of a move: a saying that it adds to is full, or one it takes from
        # can spare none.
        full = ~up @ self.gains.reshape(len(self.gains), -1)
        empty = ~down @ self.losses.reshape(len(self.losses), -1)
        states = self.program.states
        barred = (full | empty).reshape(-1, states, states)
        held = self.counts > 0
        states_reached = held | (held[:, :, None] & ~barred).any(axis=1)
        said: Flags = states_reached @ (self.program.says.T > 0)
        return said

    def _every(self, room: Flags) -> Flags:
        """Return whether each class finds room in all the snapshots it is counted in."""
        none: Flags = (self.program.inside.T > 0) @ ~room
        return ~none

    def towards(self, wanted: Flags) -> None:
        """Try to have each wanted saying said, by a change of places with some other class."""
        states = [np.flatnonzero(saying) for saying in self.program.says]
        for kind, saying in np.argwhere(wanted):
            new = self.random.choice(states[saying])
            held = np.flatnonzero(self.counts[kind])
            old = self.random.choice(held)
            others = np.flatnonzero(self.counts[:, new])
            if old == new or not len(others):
                continue
            for other in self.random.choice(others, TRIES):
                if other != kind and self._moved((kind, old, new), (other, new, old)):
                    break
            else:
                self._moved((kind, old, new))

    def _moved(self, *moves: tuple[int, int, int]) -> bool:
        totals = self.totals.copy()
        says, inside = self.program.says, self.program.inside
        for kind, old, new in moves:
            totals += np.outer(inside[:, kind], says[:, new] - says[:, old])
        if np.any(totals < self.low) or np.any(totals > self.high):
            return False
        self.totals = totals
        for kind, old, new in moves:
            self.counts[kind, old] -= 1
            self.counts[kind, new] += 1
        return True
