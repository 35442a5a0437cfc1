"""Your account: what is kept about you, and what you can do with it."""

from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from people import account_data
from people.models import Membership, User
from people.models.membership import take_up_invitations
from people.second_step import steps_of
from people.visitor import VisitorRequest


def whoever_is_signed_in(request: VisitorRequest) -> User:
    """Return who is signed in; the decorator has seen to it that somebody is."""
    assert request.visitor.user is not None
    return request.visitor.user


@require_GET
@login_required
def account(request: VisitorRequest) -> HttpResponse:
    user = whoever_is_signed_in(request)

    take_up_invitations(user)
    memberships = user.memberships.select_related("organisation").order_by("organisation__name")
    return render(
        request,
        "people/account.html",
        {
            "user": user,
            "memberships": memberships,
            "waiting": Membership.objects.that_may_be_decided_by(user)
            .select_related("organisation")
            .order_by("organisation__name", "asked_at"),
            "steps": steps_of(user).order_by("pk"),
        },
    )


@require_GET
@login_required
def export(request: VisitorRequest) -> HttpResponse:
    """Give a person everything that is kept about them, as a file."""
    user = whoever_is_signed_in(request)

    name = f"my-data-{timezone.localdate():%Y-%m-%d}.json"
    return JsonResponse(
        account_data.export(user),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
def delete(request: VisitorRequest) -> HttpResponse:
    user = whoever_is_signed_in(request)

    if request.method == "POST":
        account_data.delete(user)
        logout(request)
        request.visitor.user = None
        return redirect("people:deleted")

    return render(request, "people/delete.html", {"foretold": account_data.foretold(user)})


@require_GET
def deleted(request: VisitorRequest) -> HttpResponse:
    return render(request, "people/deleted.html")
