"""An appraisal with all that can be kept about one, and the file it gives."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from appraisal.export import exported
from appraisal.method.content import method
from appraisal.models import GOAL_POINTS, Access, Appraisal, StepRevision
from appraisal.sharing import share_with
from people.models import Organisation, User
from tests.landscape.browser import Browser
from tests.landscape.invited import sign_in
from tests.reports.exempt import GOALS, marked

METHOD = method("2026.1")
MARCH = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
AMINA = "amina@example.org"


def everything(amina: Browser) -> Appraisal:
    """Return an appraisal of Amina's, signed in and shared: everything answered, noted and
    sourced, half of it exempt."""
    user = sign_in(amina, AMINA)
    council = Organisation.objects.create(
        name="Kent", official_name="Kent County Council", kind="county council", gss_code="E1"
    )
    appraisal = amina.start(
        title="Cymorth yn y tŷ – £5m",
        scope="Over 65s\nat home",
        organisation=str(council.pk),
        decision_date_day="27",
        decision_date_month="3",
        decision_date_year="2027",
    )
    share_with(appraisal, "ed@example.org", Access.Level.EDITOR, user)
    answers = {**marked().landscape["answers"], "provider_count": {"value": 3, "number": "4"}}
    for page in METHOD.pages:
        save(appraisal, page.key, {key: answers[key] for key in page.questions}, user)
    save(appraisal, GOAL_POINTS, {key: {"value": str(each)} for key, each in GOALS.items()}, user)
    return appraisal


def save(appraisal: Appraisal, step: str, answers: dict[str, Any], by: User) -> None:
    StepRevision.objects.create(
        perspective=appraisal.agreed,
        step=step,
        number=1,
        answers=answers,
        method_version=METHOD.version,
        saved_by=by,
        saved_at=MARCH,
        token=uuid4(),
    )


def file_of(appraisal: Appraisal) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(exported(appraisal)))
    return document
