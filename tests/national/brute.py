"""A second attack on what is published, written from the text of the policy alone.

It shares no code with the auditor. It goes through every way the answers may lie that fits all
that is published, and looks at what all of them have in common. Appraisals that were counted in
the same states are alike, so only how many of them said what is gone through; that makes no
difference to what can be known of one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

Piece = tuple[str, str]
# For each class of like appraisals: how many said which value (row), in every way (column).
Ways = list[np.ndarray]

MOST_WAYS = 4_000_000


@dataclass(frozen=True)
class Sight:
    """One published row of one group, and whose appraisals were counted in it.

    ``cells`` are the numbers as printed, with 0 for “fewer than 5”; None where the row reads
    “not shown (too uniform)”. ``could`` are the counts before rounding, for who knows them.
    Where two rows tell of each other, a value is what an appraisal says on both, and ``reads`` what
    of it this row prints.
    """

    members: frozenset[Piece]
    cells: Mapping[str, int] | None
    could: Mapping[str, frozenset[int]] | None = None
    reads: Mapping[str, str] | None = None

    def cell(self, value: str) -> str:
        return self.reads[value] if self.reads else value


@dataclass(frozen=True)
class Rules:
    """What the policy says of numbers."""

    base: int = 5
    dissent: int = 3


def learned(
    sights: Sequence[Sight],
    values: Sequence[str],
    rules: Rules = Rules(),
    known: Mapping[Piece, str] | None = None,
) -> set[tuple[Piece, str]]:
    """Return every appraisal and value of which it is certain that it was, or was not, given.

    ``known`` are answers the attacker knows already; nothing is learned of those.
    """
    known = known or {}
    if not sights:
        return set()
    classes = _classes(sights, known)
    ways = _ways(classes, sights, values, rules, known)
    found = set()
    for at, alike in enumerate(classes):
        for saying, states in _sayings(sights, values).items():
            said = ways[at][states].sum(axis=0)
            if not (said > 0).any() or not (said < len(alike)).any():
                found |= {(piece, saying) for piece in alike}
    return found


def _sayings(sights: Sequence[Sight], values: Sequence[str]) -> dict[str, list[int]]:
    """Return what can be learned: each thing that a row prints, with the values that say so."""
    found: dict[str, set[int]] = {}
    for sight in sights:
        for number, value in enumerate(values):
            found.setdefault(sight.cell(value), set()).add(number)
    return {saying: sorted(states) for saying, states in found.items()}


def learned_by_any_one(
    sights: Sequence[Sight], values: Sequence[str], rules: Rules = Rules()
) -> set[tuple[Piece, str]]:
    """Return what some one contributor, who knows all it ever answered, could learn of others.

    Whatever it may have answered: that is, for every answer that fits what is published.
    """
    found = learned(sights, values, rules)
    done = set()
    for mine in _by_organisation(sights):
        likeness = tuple(sorted(_places(piece, sights) for piece in mine))
        if likeness in done:
            continue
        done.add(likeness)
        for answers in _every(values, len(mine)):
            known = dict(zip(mine, answers, strict=True))
            if _fits(sights, values, rules, known):
                found |= learned(sights, values, rules, known)
    return found


def least_and_most(
    sights: Sequence[Sight], values: Sequence[str], value: str, rules: Rules = Rules()
) -> tuple[int, int]:
    """Return how many appraisals gave an answer at least, and at most."""
    ways = _ways(_classes(sights, {}), sights, values, rules, {})
    number = list(values).index(value)
    totals = np.sum([counts[number] for counts in ways], axis=0)
    return int(totals.min()), int(totals.max())


def _fits(
    sights: Sequence[Sight], values: Sequence[str], rules: Rules, known: Mapping[Piece, str]
) -> bool:
    totals = _ways(_classes(sights, known), sights, values, rules, known)
    return bool(totals and totals[0].shape[1])


def _every(values: Sequence[str], number: int) -> Iterator[tuple[str, ...]]:
    if number == 0:
        yield ()
        return
    for first in values:
        for rest in _every(values, number - 1):
            yield (first, *rest)


def _by_organisation(sights: Iterable[Sight]) -> list[list[Piece]]:
    pieces = sorted({piece for sight in sights for piece in sight.members})
    return [
        [piece for piece in pieces if piece[0] == name] for name in sorted({p[0] for p in pieces})
    ]


def _places(piece: Piece, sights: Sequence[Sight]) -> tuple[bool, ...]:
    return tuple(piece in sight.members for sight in sights)


def _classes(sights: Sequence[Sight], known: Mapping[Piece, str]) -> list[list[Piece]]:
    alike: dict[tuple[bool, ...], list[Piece]] = {}
    for mine in _by_organisation(sights):
        for piece in mine:
            if piece not in known:
                alike.setdefault(_places(piece, sights), []).append(piece)
    return list(alike.values())


def _ways(
    classes: Sequence[Sequence[Piece]],
    sights: Sequence[Sight],
    values: Sequence[str],
    rules: Rules,
    known: Mapping[Piece, str],
) -> Ways:
    """Return what fits: for each class and value, how many said so, in every way there is.

    The classes are added one by one. What already exceeds a cell is dropped on the way.
    """
    ways: Ways = []
    totals: np.ndarray = np.array(
        [
            [sum(known.get(piece) == value for piece in sight.members) for value in values]
            for sight in sights
        ],
        dtype=np.int16,
    )[:, :, None]
    for alike in classes:
        splits = np.array(list(_splits(len(alike), len(values))), dtype=np.int16).T
        number, so_far = splits.shape[1], totals.shape[2]
        assert number * so_far <= MOST_WAYS, "Too many ways to go through."
        inside = np.array([alike[0] in sight.members for sight in sights])[:, None, None]
        totals = np.repeat(totals, number, axis=2) + inside * np.tile(splits, so_far)[None]
        ways = [np.repeat(each, number, axis=1) for each in ways]
        ways.append(np.tile(splits, so_far))
        kept = _not_exceeded(totals, sights, values, rules)
        totals, ways = totals[:, :, kept], [each[:, kept] for each in ways]
    kept = _as_published(totals, sights, values, rules)
    return [each[:, kept] for each in ways]


def _splits(number: int, parts: int) -> Iterator[tuple[int, ...]]:
    for bars in combinations(range(number + parts - 1), parts - 1):
        ends = (-1, *bars, number + parts - 1)
        yield tuple(high - low - 1 for low, high in pairwise(ends))


def _printed(
    totals: np.ndarray, sight: Sight, values: Sequence[str]
) -> Iterator[tuple[str, np.ndarray]]:
    for saying, states in _sayings([sight], values).items():
        yield saying, totals[states].sum(axis=0)


def _not_exceeded(
    totals: np.ndarray, sights: Sequence[Sight], values: Sequence[str], rules: Rules
) -> np.ndarray:
    kept = np.ones(totals.shape[2], dtype=bool)
    for at, sight in enumerate(sights):
        if sight.cells is not None:
            for name, counted in _printed(totals[at], sight, values):
                kept &= counted < sight.cells[name] + rules.base
                kept &= counted <= len(sight.members) - rules.dissent
    return kept


def _as_published(
    totals: np.ndarray, sights: Sequence[Sight], values: Sequence[str], rules: Rules
) -> np.ndarray:
    """Return which ways would be printed like this, if chance rounded so."""
    kept = np.ones(totals.shape[2], dtype=bool)
    for at, sight in enumerate(sights):
        cells = dict(_printed(totals[at], sight, values))
        dissenting = len(sight.members) - np.max(list(cells.values()), axis=0)
        if sight.cells is None:
            kept &= dissenting < rules.dissent
            continue
        kept &= dissenting >= rules.dissent
        for name, counted in cells.items():
            down = counted // rules.base * rules.base
            over = counted > down
            printed = sight.cells[name]
            if sight.could is not None:
                kept &= np.isin(counted, sorted(sight.could[name]))
            kept &= (down == printed) | (over & (down + rules.base == printed))
    return kept
