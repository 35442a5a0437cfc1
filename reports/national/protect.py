"""From exact counts to what may be shown: rounding, shares, means and rows that are too uniform."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from reports.national.catalogue import Catalogue
from reports.national.groups import Group
from reports.national.policy import Policy
from reports.national.published import Picture, ShownRow
from reports.national.tabulate import Tables

LEAST_SECRET = 32
BITS = 256


@dataclass(frozen=True)
class Lots:
    """Chance that falls the same way every time: drawn with a secret, for one release."""

    secret: bytes
    quarter: str

    def __post_init__(self) -> None:
        if len(self.secret) < LEAST_SECRET:
            raise ValueError(f"The secret must have at least {LEAST_SECRET} bytes.")

    def falls(self, chance: int, of: int, *place: str) -> bool:
        """Return true with this chance out of so many, by the lot drawn for a place."""
        written = json.dumps([self.quarter, *place], ensure_ascii=False).encode()
        drawn = hmac.new(self.secret, written, hashlib.sha256).digest()
        return int.from_bytes(drawn, "big") * of < chance << BITS

    def rounded(self, count: int, base: int, *place: str) -> int:
        """Return a multiple of base, up or down so that on average the count is kept."""
        over = count % base
        return count - over + (base if self.falls(over, base, "round", *place) else 0)

    def holds_back(self, policy: Policy, group: Group) -> bool:
        return policy.lot > 0 and self.falls(1, policy.lot, "hold back", group.key)


def picture(
    group: Group,
    contributors: int,
    tables: Tables,
    catalogue: Catalogue,
    policy: Policy,
    lots: Lots,
) -> Picture:
    """Return what may be shown of a group, if the group may be shown."""
    rows = {
        row.key: _row(
            tables.counts[group.key, row.key],
            contributors,
            (catalogue.table_of[row.key], row.key, group.key),
            policy,
            lots,
        )
        for row in catalogue.rows
    }
    means = {
        each.key: rounded_mean(tables.means[group.key, each.key], policy)
        for each in catalogue.measures
    }
    return Picture(lots.quarter, rounded_down(contributors, policy), rows, means)


def _row(
    counts: Mapping[str, int],
    contributors: int,
    place: tuple[str, ...],
    policy: Policy,
    lots: Lots,
) -> ShownRow:
    if contributors - max(counts.values()) < policy.dissent:
        return ShownRow(None, {})
    rounded = {
        value: lots.rounded(count, policy.base, *place, value) for value, count in counts.items()
    }
    shares = {
        value: share(count, contributors, policy) for value, count in rounded.items() if count
    }
    return ShownRow(rounded, shares)


def rounded_down(contributors: int, policy: Policy) -> int:
    return contributors - contributors % policy.base


def share(rounded: int, contributors: int, policy: Policy) -> int:
    """Return the lower end of the band of ten points that a share falls in.

    It is worked out from what is shown alone: the rounded count, and the middle of what the
    number of contributors, rounded down, may be.
    """
    middle = rounded_down(contributors, policy) + policy.base // 2
    band = policy.share_band
    return min(100 * rounded // middle // band * band, 100 - band)


def rounded_mean(mean: float, policy: Policy) -> int:
    return int(mean / policy.score_step + 0.5) * policy.score_step
