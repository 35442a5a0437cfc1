"""The groups that are shown: the nation, nine regions, four types of council; never crossed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["nation", "region", "type"]


@dataclass(frozen=True)
class Group:
    """A group of organisations: those whose region, or type, is one of ``takes``.

    ``same_as`` names another group that always holds the same: only that one is published.
    """

    key: str
    kind: Kind
    name: str
    takes: tuple[str, ...] = ()
    same_as: str = ""

    def holds(self, region: str, kind: str) -> bool:
        if self.kind == "nation":
            return True
        return (region if self.kind == "region" else kind) in self.takes


NATION = Group("england", "nation", "England")

REGIONS = tuple(
    Group(f"region-{name.lower().replace(' ', '-')}", "region", name, (name,))
    for name in (
        "East Midlands",
        "East of England",
        "London",
        "North East",
        "North West",
        "South East",
        "South West",
        "West Midlands",
        "Yorkshire and The Humber",
    )
)

# The City of London is one council: as a type of its own it would be the difference between
# London and the London boroughs. So it counts as one of them, and the type is the region.
TYPES = (
    Group("type-county", "type", "County councils", ("County council",)),
    Group(
        "type-london",
        "type",
        "London boroughs and the City of London",
        ("London borough", "City of London"),
        same_as="region-london",
    ),
    Group("type-metropolitan", "type", "Metropolitan districts", ("Metropolitan district",)),
    Group("type-unitary", "type", "Unitary authorities", ("Unitary authority",)),
)

GROUPS = (NATION, *REGIONS, *TYPES)
