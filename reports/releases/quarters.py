"""Quarters of a year, as releases are named: 2027-Q1."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reports.national.release import Refused

NAMED = re.compile(r"(20\d\d)-Q([1-4])")


def last_day(quarter: str) -> date:
    """Return the last day of a quarter. Raises Refused if it is none."""
    named = NAMED.fullmatch(quarter)
    if not named:
        raise Refused(f"“{quarter}” is not a quarter. Write it like this: 2027-Q1.")
    year, number = int(named[1]), int(named[2])
    following = date(year + number // 4, number % 4 * 3 + 1, 1)
    return following - timedelta(days=1)
