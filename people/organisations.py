"""Pages about organisations: join one, add one, invite a colleague, decide who joins, leave."""

from __future__ import annotations

from typing import Any

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from people import mail
from people.account import whoever_is_signed_in
from people.hints import hint
from people.models import Membership, Organisation, User
from people.models.membership import invite
from people.organisation_forms import AddForm, InviteForm, JoinForm
from people.visitor import VisitorRequest

# A mail goes out for each, to an address that somebody else typed.
LIMITS = {"invite": "20/h/user", "ask": "10/h/user"}
# Enough for one of them to see it; a large council need not write to all.
MEMBERS_TOLD = 5


@login_required
def join(request: VisitorRequest) -> HttpResponse:
    user = whoever_is_signed_in(request)

    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation: Organisation = form.cleaned_data["organisation"]
        if not within_limit(request, "ask"):
            form.add_error(None, "You have asked too often. Try again in an hour")
        else:
            _, is_new = organisation.memberships.get_or_create(user=user)
            if is_new:
                tell_members(organisation)
            messages.success(request, f"You have asked to join {organisation}.")
            return redirect("people:account")

    return render(request, "people/join.html", {"form": form})


def tell_members(organisation: Organisation) -> None:
    members = organisation.memberships.approved().select_related("user")
    for member in members.order_by("-approved_at")[:MEMBERS_TOLD]:
        mail.send("asked_to_join", member.user.email, organisation=organisation)


@login_required
def add(request: VisitorRequest) -> HttpResponse:
    user = whoever_is_signed_in(request)

    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = Organisation.objects.add(**form.cleaned_data, by=user)
        messages.success(request, f"{organisation} is added, and you are its first member.")
        return redirect("people:organisation", organisation.pk)

    return render(request, "people/add.html", {"form": form})


@login_required
def organisation(request: VisitorRequest, pk: int) -> HttpResponse:
    """Show the members of one's own organisation, and invite another."""
    user = whoever_is_signed_in(request)
    found = own_organisation(user, pk)

    members = found.memberships.approved().select_related("user").order_by("user__email")
    form = InviteForm(
        request.POST or None, already=frozenset(member.user.email for member in members)
    )
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, "invite"):
            form.add_error(None, "You have invited many people. Try again in an hour")
        else:
            email = form.cleaned_data["email"]
            invite(found, email, by=user)
            mail.send("invited", email, organisation=found)
            messages.success(request, f"An invitation is on its way to {email}.")
            return redirect("people:organisation", pk)

    return render(
        request,
        "people/organisation.html",
        {
            "organisation": found,
            "members": members,
            "invitations": found.invitations.order_by("email"),
            "form": form,
        },
    )


@login_required
def decide(request: VisitorRequest, pk: int) -> HttpResponse:
    """Show a request to join, with what its address suggests, and take the decision."""
    user = whoever_is_signed_in(request)
    asking = get_object_or_404(
        Membership.objects.that_may_be_decided_by(user).select_related("user", "organisation"),
        pk=pk,
    )

    if request.method == "POST":
        if request.POST.get("decision") == "approve":
            asking.approve(by=user)
            messages.success(request, f"{asking.user} is now a member of {asking.organisation}.")
        else:
            asking.delete()
            messages.success(request, f"The request of {asking.user} is declined.")
        return redirect("people:account")

    return render(request, "people/decide.html", {"asking": asking, "hint": hint(asking)})


@login_required
def leave(request: VisitorRequest, pk: int) -> HttpResponse:
    """Leave an organisation, or take back the request to join it."""
    user = whoever_is_signed_in(request)
    membership = get_object_or_404(user.memberships.select_related("organisation"), pk=pk)

    if request.method == "POST":
        membership.delete()
        messages.success(request, f"You no longer belong to {membership.organisation}.")
        return redirect("people:account")

    return render(request, "people/leave.html", {"membership": membership})


@require_POST
@login_required
def withdraw(request: VisitorRequest, pk: int, invitation: int) -> HttpResponse:
    """Take back an invitation that has not been taken up."""
    user = whoever_is_signed_in(request)
    found = get_object_or_404(own_organisation(user, pk).invitations, pk=invitation)

    found.delete()
    messages.success(request, f"The invitation to {found.email} is withdrawn.")
    return redirect("people:organisation", pk)


def own_organisation(user: User, pk: int) -> Organisation:
    """Return an organisation to its member; to anyone else there is no such page."""
    own = Organisation.objects.filter(memberships__in=user.memberships.approved())
    return get_object_or_404(own, pk=pk)


def within_limit(request: HttpRequest, action: str) -> bool:
    said: dict[str, Any] = {"app": "people", "config": LIMITS}
    return ratelimit.consume(request, action=action, **said) is not None
