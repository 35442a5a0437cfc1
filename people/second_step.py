"""The second step when signing in: who needs one, and who has taken it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from people.models import User
from people.visitor import VisitorRequest

# What somebody may do before the second step is set up and taken: set it up, take it, or leave.
OPEN = ("account_logout", "mfa_")


class SecondStepMiddleware:
    """Serve analysts and administrators nothing before they have taken the second step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: VisitorRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseRedirect | None:
        user = request.visitor.user
        if user is None or not user.needs_second_step or took_second_step(request):
            return None
        match = request.resolver_match
        if match and (match.url_name or "").startswith(OPEN):
            return None
        if not steps_of(user).exists():
            return redirect("mfa_index")
        return redirect(way_back_through(request, "mfa_reauthenticate"))


def steps_of(user: User) -> QuerySet[Authenticator]:
    """Return a person's passkeys and authenticator app. Recovery codes stand in for these."""
    steps: QuerySet[Authenticator] = Authenticator.objects.filter(user_id=user.pk).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    return steps


def forget_steps_of(user: User) -> None:
    """Take away a person's passkeys, app and recovery codes, when they have lost them all."""
    Authenticator.objects.filter(user_id=user.pk).delete()


def took_second_step(request: HttpRequest) -> bool:
    """Return whether whoever is signed in has taken a second step since."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def way_back_through(request: HttpRequest, name: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}"


@receiver(authenticator_added)
def count_as_taken(
    request: HttpRequest, user: User, authenticator: Authenticator, **said: Any
) -> None:
    """Setting up a passkey or an app shows that one has it: do not ask for it again at once."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request,
            user,
            "mfa",
            id=authenticator.pk,
            type=authenticator.type,
            reauthenticated=True,
        )
