"""Small worlds: a few organisations, one question, some groups, some quarters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from reports.national.catalogue import Bond, Catalogue, Measure, Row, Table, Value
from reports.national.contributions import Contribution
from reports.national.groups import Group
from reports.national.policy import VERSION_1, Policy
from reports.national.protect import Lots
from reports.national.puzzle import Snapshot
from reports.national.release import Building, Release, build
from tests.national.brute import Rules, Sight

SECRET = b"A small world has nothing to keep"
# No group is held back by lot, so that what is held back is held back for a reason.
NO_LOT = replace(VERSION_1, lot=0)

NATION = Group("nation", "nation", "Nation")
EAST = Group("east", "region", "East", ("East",))
WEST = Group("west", "region", "West", ("West",))
TOWNS = Group("towns", "type", "Towns", ("Town",))
GROUPS = (NATION, EAST, WEST, TOWNS)


@cache
def one_question(*values: str) -> Catalogue:
    row = Row("said", "Said", tuple(Value(value, value, (value,)) for value in values))
    return Catalogue((Table("table", "Table", (row,)),), GROUPS)


YES_NO = one_question("yes", "no")

# Two rows that tell of each other: who leads is sure or not, and if nobody leads it is open.
PAIRS = (("a", "sure"), ("b", "sure"), ("a", "unsure"), ("b", "unsure"), ("nobody", "open"))
LEAD, HOW = (
    Row(key, key, tuple(Value(value, value, (value,)) for value in values))
    for key, values in (("lead", ("a", "b", "nobody")), ("how", ("sure", "unsure", "open")))
)
TWO_ROWS = Catalogue(
    (Table("table", "Table", (LEAD, HOW)),), GROUPS, (Bond(("lead", "how"), PAIRS),)
)

ONE_SCORE = Catalogue(
    (Table("table", "Table", measures=(Measure("score", "Score", "score"),)),), (NATION,)
)


def says(
    name: str, said: str, region: str = "", kind: str = "", version: str = "1", score: float = 50
) -> Contribution:
    return Contribution(
        organisation=name,
        version=version,
        region=region,
        kind=kind,
        verdict="too_early",
        answers={"said": said},
        readiness={"score": score},
    )


def crowd(
    prefix: str, yes: int, no: int, region: str = "", kind: str = ""
) -> tuple[Contribution, ...]:
    answers = ["yes"] * yes + ["no"] * no
    return tuple(
        says(f"{prefix}{number}", said, region, kind) for number, said in enumerate(answers)
    )


def releases(
    quarters: Sequence[Iterable[Contribution]],
    policy: Policy = NO_LOT,
    catalogue: Catalogue = YES_NO,
    secret: bytes = SECRET,
) -> list[Release]:
    found: list[Release] = []
    for number, given in enumerate(quarters, start=1):
        found.append(build(f"2027-Q{number}", given, found, secret, policy, catalogue))
    return found


def counted(release: Release) -> set[str]:
    return {each.group for each in release.shown if each.state == "counted"}


def cells(release: Release, group: str) -> Mapping[str, int] | None:
    (shown,) = (each for each in release.shown if each.group == group)
    assert shown.picture is not None
    return shown.picture.rows["said"].counts


def sights(found: Iterable[Release]) -> list[Sight]:
    """Return what an attacker sees, read from the published document itself."""
    seen = []
    for release in found:
        for group in json.loads(release.bytes)["groups"]:
            if group["state"] == "counted":
                row = group["rows"]["said"]
                members = frozenset(
                    (p.organisation, p.version) for p in release.members[group["group"]]
                )
                seen.append(Sight(members, None if row == "too_uniform" else row["counts"]))
    return seen


def rules(policy: Policy) -> Rules:
    return Rules(policy.base, policy.dissent)


def secret_for(
    quarters: Sequence[Iterable[Contribution]],
    wanted: Callable[[list[Release]], bool],
    policy: Policy = NO_LOT,
) -> bytes:
    """Return a secret by which chance falls as an attacker would like it best."""
    for number in range(20_000):
        secret = b"%032d" % number
        if wanted(NotAudited.releases(quarters, policy, secret)):
            return secret
    raise AssertionError("Chance never falls so.")


class NotAudited(Building):
    """A release that nobody tries to take apart before it is published."""

    def _audited(self, new: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
        return tuple(new)

    @classmethod
    def releases(
        cls, quarters: Sequence[Iterable[Contribution]], policy: Policy, secret: bytes
    ) -> list[Release]:
        found: list[Release] = []
        for number, given in enumerate(quarters, start=1):
            quarter = f"2027-Q{number}"
            lots = Lots(secret, quarter)
            made = cls(quarter, tuple(given), tuple(found), lots, policy, YES_NO)
            found.append(made.release())
        return found
