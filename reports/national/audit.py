"""The attack on our own release, before anybody else can make it.

It reads nothing but what will be published and who was counted in it. So that it passes tells
nobody anything that the release does not; that it does not pass would, which is why a group may
also be held back by lot.
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.national.catalogue import Catalogue
from reports.national.policy import Policy
from reports.national.program import Program
from reports.national.puzzle import Snapshot, puzzle
from reports.national.row_audit import RowAudit
from reports.national.score_audit import ScoreAudit


def first_forced(
    snapshots: Sequence[Snapshot], catalogue: Catalogue, policy: Policy
) -> str | None:
    """Return a row of which somebody’s answer could be worked out, or None when there is none."""
    if not snapshots:
        return None
    known = puzzle(snapshots)
    for rows, together in catalogue.blocks():
        if RowAudit(Program(known, rows, together, policy)).forced():
            return rows[0].key
    for measure in catalogue.measures:
        if ScoreAudit(known, measure, policy).narrow():
            return measure.key
    return None
