"""The attack on our own release, before anybody else can make it.

It reads nothing but what will be published and who was counted in it. So that it passes tells
nobody anything that the release does not; that it does not pass would, which is why a group may
also be held back by lot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reports.national.catalogue import Catalogue
from reports.national.policy import Policy
from reports.national.program import Program
from reports.national.puzzle import Puzzle, Snapshot, puzzle
from reports.national.row_audit import RowAudit
from reports.national.score_audit import ScoreAudit


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
    known = puzzle(snapshots)
    return next(_given_away(known, catalogue, policy, only), None)


def _given_away(
    known: Puzzle, catalogue: Catalogue, policy: Policy, only: Collection[str]
) -> Iterator[str]:
    """Yield rows that give somebody away. Rows that tell of each other take longest: so last."""
    for rows, together in sorted(catalogue.blocks(), key=lambda block: len(block[0])):
        key = rows[0].key
        if (not only or key in only) and RowAudit(Program(known, rows, together, policy)).forced():
            yield key
    for measure in catalogue.measures:
        if (not only or measure.key in only) and ScoreAudit(known, measure, policy).narrow():
            yield measure.key
