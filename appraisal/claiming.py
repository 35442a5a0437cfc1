"""Work begun in a browser without an account becomes that of whoever signs in there."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from appraisal.models import Appraisal
from appraisal.models.appraisal import is_kept
from people.models import User
from people.visitor import Visitor


@receiver(user_logged_in)
def claim_on_sign_in(request: HttpRequest, user: User, **said: Any) -> None:
    visitor: Visitor | None = getattr(request, "visitor", None)
    if visitor and visitor.browser:
        claim_all(visitor.browser, user)


@transaction.atomic
def claim_all(browser: str, user: User) -> None:
    """Give the account every appraisal of this browser, but no trial, which is soon wiped."""
    begun_here = Appraisal.objects.select_for_update().filter(browser=browser, is_trial=False)
    for appraisal in begun_here.filter(is_kept()):
        appraisal.claim(user)
        appraisal.events.create(what="claimed", by=user)
