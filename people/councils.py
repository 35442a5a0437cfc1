"""The councils with adult social care responsibility, as published; see data/CREDIT.md."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from django.db.models.functions import Lower

from people.models import Organisation

UPDATED = ["official_name", "name", "kind", "region", "starts", "is_verified"]
COUNCILS = Path(__file__).parent / "data" / "councils.csv"


def load() -> int:
    """Add or correct every council of the list, by its GSS code; return how many there are.

    What the list does not tell, such as when a council ends, stays as an administrator set it.
    """
    rows = read()
    make_way_for(rows)
    Organisation.objects.bulk_create(
        [council(row) for row in rows],
        update_conflicts=True,
        unique_fields=["gss_code"],
        update_fields=[*UPDATED, *(["ends"] if "valid_to" in rows[0] else [])],
    )
    name_successors(rows)
    return len(rows)


def read() -> list[dict[str, str]]:
    with COUNCILS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def council(row: Mapping[str, str]) -> Organisation:
    """Return the council of a row. The list may also say when it ends: valid_to."""
    return Organisation(
        gss_code=row["gss_code"],
        official_name=row["official_name"],
        name=row["name"],
        kind=row["type"],
        region=row["region"],
        starts=day(row["valid_from"]),
        ends=day(row.get("valid_to", "")),
        is_verified=True,
    )


def make_way_for(rows: Iterable[Mapping[str, str]]) -> None:
    """Leave the list's names to the list: people may have added a new council before it did."""
    names = [row["name"].lower() for row in rows]
    added = Organisation.objects.filter(gss_code=None).annotate(small=Lower("name"))
    for each in added.filter(small__in=names):
        each.name = f"{each.name} (added by hand)"
        each.save(update_fields=["name"])


def name_successors(rows: Iterable[Mapping[str, str]]) -> None:
    """Say which council follows one that ends, where the list gives its GSS code: successor."""
    for row in rows:
        if code := row.get("successor"):
            following = Organisation.objects.get(gss_code=code)
            Organisation.objects.filter(gss_code=row["gss_code"]).update(successor=following)


def day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
