"""Councils that share results with the national picture, as many as a test needs.

Concluding takes a second for each, so the rows that concluding would write are written here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from appraisal.method.content import CURRENT_VERSION, method
from appraisal.models import Appraisal, NationalConsent, Outcome, ResultRow
from appraisal.sharing_nationally import WORDING
from people import councils
from people.models import Organisation
from reports.national.release import Release, build
from reports.releases.gathering import contributions
from reports.releases.keeping import kept

SECRET = b"made up for the tests, and long enough"
QUARTER = "2026-Q2"
MARCH = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
METHOD = method(CURRENT_VERSION)


def council(name: str = "Kent") -> Organisation:
    return Organisation.objects.get(name=name)


def share(organisation: Organisation, number: int = 0, **said: Any) -> Appraisal:
    """Return an appraisal of an organisation that is concluded and shared."""
    appraisal = Appraisal(
        title="Home care", organisation=organisation, method_version=METHOD.version
    )
    appraisal.begin()
    concluded(appraisal, number, **said)
    NationalConsent.objects.create(
        appraisal=appraisal, organisation=organisation, is_given=True, wording=WORDING
    )
    return appraisal


def concluded(appraisal: Appraisal, number: int = 0, **said: Any) -> ResultRow:
    """Store a result; by its number the answers differ, so that no row is too uniform."""
    at = said.pop("found_at", MARCH + timedelta(minutes=number))
    outcome = Outcome.objects.create(
        appraisal=appraisal,
        number=appraisal.outcomes.count() + 1,
        found_at=at,
        method_version=METHOD.version,
        method_hash=METHOD.hash,
        appraised=appraisal.described(),
        landscape={"answers": {}},
        result={},
        verdict=("clear", "leaning")[number % 2],
        leader=("relational", "place_based", "competitive")[number % 3],
        coverage=1,
    )
    facts: dict[str, Any] = {
        "verdict": outcome.verdict,
        "leader": outcome.leader,
        "best_score": 50.0 + number % 15,
        "readiness_place_based": 40.0 + number % 20,
        "readiness_outcome_based": 50.0,
        "readiness_relational": 45.0 + number % 10,
        "readiness_competitive": 60.0 - number % 30,
        "answers": {
            question.key: str(question.level_keys[number % len(question.level_keys)])
            for question in METHOD.questions
            if question.level_keys
        },
    }
    return ResultRow.objects.create(
        outcome=outcome, appraisal=appraisal, found_at=at, **{**facts, **said}
    )


def share_many(number: int, first: int = 0) -> list[Appraisal]:
    """Share a result of so many councils, far apart on the list: few are of one region."""
    every = list(Organisation.objects.councils().order_by("gss_code"))
    spread = [every[at * 7 % len(every)] for at in range(first, first + number)]
    return [share(each, at) for at, each in enumerate(spread, first)]


def build_now(quarter: str = QUARTER) -> Release:
    return build(quarter, contributions(), kept(), SECRET)


def built_of(number: int) -> Release:
    """Return the first release of so many councils, leaving nothing behind in the database."""
    with transaction.atomic():
        councils.load()
        share_many(number)
        release = build_now()
        transaction.set_rollback(True)
    return release
