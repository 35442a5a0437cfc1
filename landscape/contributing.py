"""What a contributor sees: the welcome, their own questions, and handing in. No account needed."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from appraisal.inviting import (
    Closed,
    LinkUsed,
    accept,
    contribution_of,
    find,
    hand_in,
    new_link,
    withdraw,
)
from appraisal.method.content import method
from appraisal.models import Invitation
from landscape.access import own_contribution
from landscape.check import pages_to_check
from landscape.letters import send_invitation, was_sent_lately
from landscape.progress import by_section, counts, progress
from landscape.way import way_of
from landscape.work import Work
from people.visitor import VisitorRequest


def welcome(request: VisitorRequest, link: str) -> HttpResponse:
    """Say who asks for what. To look opens nothing: mail scanners look at every link."""
    invitation = invited_by(link)
    begun = contribution_of(invitation, request.visitor)

    if request.method == "POST":
        try:
            contribution = accept(link, request.visitor)
        except (Closed, LinkUsed):
            return redirect("landscape:welcome", link)
        return redirect("landscape:contribution", contribution.reference)

    if begun is None and not invitation.is_open:
        return private(render(request, "landscape/welcome_closed.html", status=410))
    if begun is None and invitation.used_at:
        used = {"link": link, "navigation": ()}
        return private(render(request, "landscape/welcome_used.html", used, status=410))
    role = method(invitation.appraisal.method_version).role_by_key[invitation.role]
    # Without the links of the header: the one to sign in would carry the secret along.
    context = {"invitation": invitation, "role": role, "begun": begun, "navigation": ()}
    return private(render(request, "landscape/welcome.html", context))


@require_POST
def ask_for_link(request: VisitorRequest, link: str) -> HttpResponse:
    """Send a new link to the address the used one was sent to, and nowhere else."""
    invitation = invited_by(link)

    if invitation.is_personal and invitation.is_open and not was_sent_lately(invitation):
        send_invitation(invitation, new_link(invitation, by=None))
    return private(render(request, "landscape/link_sent.html"))


def invited_by(link: str) -> Invitation:
    try:
        return find(link)
    except Invitation.DoesNotExist:
        raise Http404("There is no such invitation.") from None


def private(response: HttpResponse) -> HttpResponse:
    """Keep the address of a page, which is a secret, from other sites and from search engines.

    With "no-referrer" browsers would not say either where a form comes from, and we refuse those.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def contribution(request: VisitorRequest, reference: str) -> HttpResponse:
    mine = own_contribution(request, reference)

    pages = progress(Work(mine))
    answered, asked = counts(pages)
    return render(
        request,
        "landscape/contribution.html",
        {
            "contribution": mine,
            "appraisal": mine.appraisal,
            "sections": list(by_section(pages)),
            "answered": answered,
            "asked": asked,
            "way": way_of(mine),
        },
    )


def check_and_hand_in(request: VisitorRequest, reference: str) -> HttpResponse:
    mine = own_contribution(request, reference)

    if request.method == "POST":
        try:
            hand_in(mine)
        except Closed:
            return redirect("landscape:hand_in", reference)
        return redirect("landscape:contribution", reference)
    return render(
        request,
        "landscape/hand_in.html",
        {
            "contribution": mine,
            "appraisal": mine.appraisal,
            "pages": list(pages_to_check(Work(mine))),
            "closed": not mine.takes_answers,
            "way": way_of(mine),
        },
    )


def take_back(request: VisitorRequest, reference: str) -> HttpResponse:
    """Delete the contribution, once its contributor has said that they are sure."""
    mine = own_contribution(request, reference)

    if request.method == "POST":
        try:
            withdraw(mine)
        except Closed:
            return redirect("landscape:contribution", reference)
        return render(request, "landscape/withdrawn.html")
    return render(request, "landscape/withdraw.html", {"contribution": mine})
