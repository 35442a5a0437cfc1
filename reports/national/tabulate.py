"""Count: how many organisations of a group gave each answer, and what their scores add up to.

The only module of the national picture that imports pandas, which takes a second to import.
Its counts are exact, so they go to nobody but ``protect``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import pandas as pd

from reports.national.catalogue import Catalogue
from reports.national.contributions import Contribution
from reports.national.groups import Group

Key = tuple[str, str]


@dataclass(frozen=True)
class Tables:
    """Exact counts and means, by group and row, and by group and measure."""

    counts: Mapping[Key, Mapping[str, int]]
    means: Mapping[Key, float]


def latest(appraisals: pd.DataFrame) -> pd.DataFrame:
    """Return the one appraisal that counts for each organisation, as it stands in ``appraisals``.

    There is one row for each concluded appraisal: ``organisation``, ``version``, ``concluded``
    (anything that sorts), ``shared`` and ``verified``. Of those that are shared, by an
    organisation on the verified list, the one concluded last counts.
    """
    open_ones = appraisals[appraisals["shared"] & appraisals["verified"]]
    in_order = open_ones.sort_values(["organisation", "concluded", "version"], kind="stable")
    return in_order.drop_duplicates("organisation", keep="last").reset_index(drop=True)


def tabulate(
    contributions: Iterable[Contribution], catalogue: Catalogue, groups: Sequence[Group]
) -> Tables:
    """Return the exact counts of every row, and mean of every measure, in these groups.

    A group without anybody has no means. Nobody’s score may be missing: a mean of fewer than all
    would tell of those left out.
    """
    given = sorted(contributions, key=lambda each: each.organisation)
    coded = _coded(given, catalogue)
    counts: dict[Key, Mapping[str, int]] = {}
    means: dict[Key, float] = {}
    for group in groups:
        inside = coded[[group.holds(each.region, each.kind) for each in given]]
        for row in catalogue.rows:
            found = inside[row.key].value_counts()
            counts[group.key, row.key] = {key: int(found.get(key, 0)) for key in row.keys}
        for measure in catalogue.measures if len(inside) else ():
            # Summed exactly, so that no order of summing can sway a rounding.
            means[group.key, measure.key] = fsum(inside[measure.key]) / len(inside)
    return Tables(counts, means)


def _coded(given: Sequence[Contribution], catalogue: Catalogue) -> pd.DataFrame:
    """Return a line for each organisation, with the value of each row and measure."""
    levels = pd.DataFrame([each.levels() for each in given], dtype="object")
    columns: dict[str, pd.Series] = {}
    for row in catalogue.rows:
        last = row.values[-1].key
        found = levels.get(row.key, pd.Series(last, index=levels.index, dtype="object"))
        columns[row.key] = found.map(row.codes).fillna(last)
    for measure in catalogue.measures:
        scores = [measure.bounded(each.readiness[measure.of]) for each in given]
        columns[measure.key] = pd.Series(scores, index=levels.index, dtype="float64")
    return pd.DataFrame(columns)
