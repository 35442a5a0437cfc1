"""The pages of answers find what is somebody's own in a way of their own: it is the same rule."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from appraisal.models import Access, Appraisal, Perspective
from landscape.work import Submission, Work
from people.models import User
from people.visitor import Visitor
from tests.landscape.browser import FULL_PAGE

TOKENS = ("", "amina's browser", "another")


@pytest.fixture
def amina(db: None) -> User:
    return User.objects.create_user("amina@example.org")


@pytest.fixture
def every(amina: User) -> list[Appraisal]:
    """Return an appraisal of each kind that there is."""
    found = [begun(), begun(is_trial=True), begun(is_demonstration=True), begun(browser="")]
    for level in Access.Level:
        shared = begun(browser="")
        shared.access.create(email=amina.email, level=level)
        found.append(shared)
    shown = begun(browser="", is_demonstration=True)
    shown.access.create(email=amina.email, level=Access.Level.OWNER)
    long_ago = timezone.now() - timedelta(days=400)
    for old in (begun(), begun(is_trial=True)):
        Appraisal.objects.filter(pk=old.pk).update(started_at=long_ago, changed_at=long_ago)
        found.append(old)
    return [*found, shown]


def begun(browser: str = Visitor(token=TOKENS[1]).browser, **said: bool) -> Appraisal:
    appraisal = Appraisal(title="Home care", method_version="2026.1", browser=browser, **said)
    appraisal.begin()
    Work(appraisal.agreed).save(FULL_PAGE, Submission(0, uuid4(), {}, {}), None)
    return appraisal


@pytest.mark.parametrize("step", [FULL_PAGE, "not-saved-yet"])
def test_whose_answers_they_are_is_whose_appraisal_it_is(
    amina: User, every: list[Appraisal], step: str
):
    ben = User.objects.create_user("ben@example.org")
    opened = 0
    for user in (None, amina, ben):
        for token in TOKENS:
            visitor = Visitor(user=user, token=token)
            theirs = set(Appraisal.objects.editable_by(visitor))
            for appraisal in every:
                assert may_answer(visitor, appraisal, step) == (appraisal in theirs)
            opened += len(theirs)
    assert opened == 2 * 3 + 2 * 3


def may_answer(visitor: Visitor, appraisal: Appraisal, step: str) -> bool:
    try:
        found = Perspective.objects.agreed_in(visitor, appraisal.reference, step)
    except Perspective.DoesNotExist:
        return False
    assert found.read[step] == found.current_revision(step)
    return found == appraisal.agreed and found.appraisal == appraisal
