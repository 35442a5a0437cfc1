"""The attack on our own release, before anybody else can make it.

It reads nothing but what will be published and who was counted in it. So that it passes tells
nobody anything that the release does not; that it does not pass would, which is why a group may
also be held back by lot.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context

from reports.national.catalogue import Catalogue, Measure, Row
from reports.national.policy import Policy
from reports.national.program import Program
from reports.national.puzzle import Puzzle, Snapshot, puzzle
from reports.national.row_audit import RowAudit
from reports.national.score_audit import ScoreAudit

# To start processes for fewer attacks takes longer than to make them.
MANY = 20


def safe_to_publish(
    published: Sequence[Snapshot],
    new: Sequence[Snapshot],
    catalogue: Catalogue,
    policy: Policy,
) -> tuple[Snapshot, ...]:
    """Return the new states that may join what is published: each in turn, largest first.

    What a few states tell, more states tell too. So only the rows that give something away need
    to be asked again for each state; that the rest is safe is asked of all states at once.
    """
    in_turn = sorted(new, key=lambda each: (-each.size, each.group))
    suspects: tuple[str, ...] = ()
    while True:
        safe: tuple[Snapshot, ...] = ()
        for each in in_turn:
            together = (*published, *safe, each)
            if not suspects or first_forced(together, catalogue, policy, suspects) is None:
                safe = (*safe, each)
        # What is published already has been asked before.
        found = first_forced((*published, *safe), catalogue, policy) if safe else None
        if found is None:
            return safe
        suspects = (*suspects, found)


def first_forced(
    snapshots: Sequence[Snapshot],
    catalogue: Catalogue,
    policy: Policy,
    only: Collection[str] = (),
) -> str | None:
    """Return a row by which somebody's answer could be worked out, or None when there is none.

    ``only`` some rows may be asked for; otherwise all.
    """
    if not snapshots:
        return None
    attacks = {
        key: attack
        for key, attack in _attacks(puzzle(snapshots), catalogue, policy)
        if not only or key in only
    }
    with _side_by_side(len(attacks)) as in_turn:
        found = zip(attacks, in_turn(_made, attacks.values()), strict=True)
        return next((key for key, succeeded in found if succeeded), None)


def _attacks(
    known: Puzzle, catalogue: Catalogue, policy: Policy
) -> Iterator[tuple[str, Callable[[], bool]]]:
    """Yield every attack by its row. Rows that tell of each other take longest: so first."""
    for rows, together in sorted(catalogue.blocks(), key=lambda block: -len(block[0])):
        yield rows[0].key, partial(_is_forced, known, rows, together, policy)
    for measure in catalogue.measures:
        yield measure.key, partial(_is_narrow, known, measure, policy)


def _is_forced(
    known: Puzzle, rows: Sequence[Row], together: Sequence[Sequence[str]], policy: Policy
) -> bool:
    return RowAudit(Program(known, rows, together, policy)).forced()


def _is_narrow(known: Puzzle, measure: Measure, policy: Policy) -> bool:
    return ScoreAudit(known, measure, policy).narrow()


def _made(attack: Callable[[], bool]) -> bool:
    return attack()


@contextmanager
def _side_by_side(number: int) -> Iterator[Callable[..., Iterable[bool]]]:
    """Give a ``map`` that uses every core when it has much to do."""
    if number < MANY:
        yield map
        return
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(mp_context=context)
    try:
        yield pool.map
    finally:
        pool.shutdown(cancel_futures=True)
