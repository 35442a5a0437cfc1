"""Clocks that change with the season, and clocks that somebody puts right."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from appraisal.models import Invitation, StepRevision
from landscape.limits import MOST_SAVES
from tests.landscape.browser import FULL_PAGE, revisions, stored


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        # The nights in which the clocks change, and a day in summer and in winter.
        (date(2027, 3, 27), datetime(2027, 3, 27, 23, 59, 59, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, 59, 59, tzinfo=UTC)),
        (date(2027, 10, 30), datetime(2027, 10, 30, 22, 59, 59, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 23, 59, 59, tzinfo=UTC)),
        (date(2027, 7, 1), datetime(2027, 7, 1, 22, 59, 59, tzinfo=UTC)),
        (date(2027, 12, 31), datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_answers_are_taken_to_the_end_of_the_day_as_clocks_in_england_show_it(
    monkeypatch: pytest.MonkeyPatch, deadline: date, last: datetime
):
    invitation = Invitation(deadline=deadline)

    monkeypatch.setattr(timezone, "now", lambda: last)
    assert invitation.is_open
    assert invitation.days_left == 0

    monkeypatch.setattr(timezone, "now", lambda: last + timedelta(seconds=1))
    assert not invitation.is_open


def test_a_clock_that_is_put_back_neither_hides_nor_hinders_a_save(amina, home_care):
    ahead = timezone.now() + timedelta(days=1)
    StepRevision.objects.bulk_create(
        StepRevision(
            perspective=home_care.agreed,
            step=FULL_PAGE,
            number=number + 1,
            answers={"provider_count": {"value": 1}},
            method_version=home_care.method_version,
            saved_at=ahead,
            token=uuid4(),
        )
        for number in range(MOST_SAVES)
    )

    response = amina.save(home_care, {"provider_count": "2"})

    assert response.status_code == 302
    assert revisions(home_care) == MOST_SAVES + 1
    assert stored(home_care) == {"provider_count": {"value": 2}}
