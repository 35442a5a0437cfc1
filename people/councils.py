"""The councils with adult social care responsibility, as published; see data/CREDIT.md."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from people.models import Organisation

COUNCILS = Path(__file__).parent / "data" / "councils.csv"


def load() -> int:
    """Add or correct every council of the list, by its GSS code; return how many there are."""
    councils = read()
    Organisation.objects.bulk_create(
        councils,
        update_conflicts=True,
        unique_fields=["gss_code"],
        update_fields=["official_name", "name", "kind", "region", "starts"],
    )
    return len(councils)


def read() -> list[Organisation]:
    with COUNCILS.open(encoding="utf-8", newline="") as lines:
        return [
            Organisation(
                gss_code=row["gss_code"],
                official_name=row["official_name"],
                name=row["name"],
                kind=row["type"],
                region=row["region"],
                starts=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            )
            for row in csv.DictReader(lines)
        ]
