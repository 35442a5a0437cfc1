"""The made-up sector: built once, by the same code as real releases, then loaded from files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.db import transaction

from people.councils import COUNCILS
from reports.national.catalogue import CATALOGUE
from reports.national.contributions import Contribution
from reports.national.gates import Members
from reports.national.release import Refused, build
from reports.national.release import Release as Built
from reports.national.synthetic import councils, quarters, sector
from reports.releases import made_up
from reports.releases.keeping import keep, publish
from reports.releases.models import Release

SEED = 153
FIRST_YEAR = 2024
QUARTERS = 8
# No secret at all: there is nothing to protect, and everybody can build the same again.
SECRET = b"Made up, and so there is nothing to keep secret."


def contributed() -> tuple[tuple[str, tuple[Contribution, ...]], ...]:
    """Return what the made-up councils contribute, quarter by quarter."""
    given = sector(councils(COUNCILS), SEED, QUARTERS)
    return tuple(zip(quarters(FIRST_YEAR, QUARTERS), given, strict=True))


def built(first: int = QUARTERS) -> Iterator[Built]:
    """Build the first releases of the sector, or all of them: each takes longer than the last."""
    earlier: list[Built] = []
    for quarter, given in contributed()[:first]:
        earlier.append(build(quarter, given, earlier, SECRET))
        yield earlier[-1]


def path_of(quarter: str) -> Path:
    return made_up.FOLDER / f"{quarter}.json"


@transaction.atomic
def load(say: Callable[[str], object]) -> None:
    """Keep and publish every release of the sector, in the place of any that were made up."""
    if made_up.is_in_the_way():
        raise Refused("There are real releases here, and made-up ones never stand beside them.")
    remove()
    given_in = dict(contributed())
    for path in made_up.files():
        quarter, content = path.stem, path.read_bytes()
        given = given_in[quarter]
        keep(content, members(content, given), is_synthetic=True)
        publish(quarter, is_synthetic=True)
        say(quarter)


def members(content: bytes, given: Iterable[Contribution]) -> dict[str, Members]:
    """Return whose appraisals are counted in each group that was counted for a release."""
    states = {each["group"]: each["state"] for each in json.loads(content)["groups"]}
    return {
        group.key: frozenset(each.piece for each in given if group.holds(each.region, each.kind))
        for group in CATALOGUE.groups
        if states[group.key] == "counted"
    }


def remove() -> None:
    Release.objects.filter(is_synthetic=True).delete()


def rebuild(say: Callable[[str], object]) -> None:
    """Build every release anew, and write the files. It takes minutes."""
    for release in built():
        path_of(release.quarter).write_bytes(release.bytes)
        say(release.quarter)
