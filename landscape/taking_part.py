"""Who takes part: the people who run an appraisal, and those invited to give their view."""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from qrcode import QRCode
from qrcode.image.svg import SvgPathImage

from appraisal.inviting import Closed, close, extend, link_token, new_link
from appraisal.inviting import invite as send_or_make
from appraisal.method.content import method
from appraisal.models import Invitation
from appraisal.sharing import LastOwner, change_level, share_with, stop_sharing
from landscape.access import owned
from landscape.invite import DeadlineForm, InviteForm, LevelForm, ShareForm
from landscape.letters import address_of, may_send, send_access, send_invitation
from landscape.participation import participation
from landscape.posted import token_of
from people.models import User
from people.visitor import VisitorRequest

NEEDS_AN_OWNER = "Somebody must own the appraisal"


def people(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = owned(request, reference)

    return render(
        request,
        "landscape/people.html",
        {
            "appraisal": appraisal,
            "access": appraisal.access.order_by("given_at", "pk"),
            "user": request.visitor.user,
            "invited": participation(appraisal),
        },
    )


def share(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = owned(request, reference)
    user = request.visitor.user
    if user is None:
        return redirect_to_login(request.path)

    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and may_send(user, form):
        said = form.cleaned_data
        try:
            access = share_with(appraisal, said["email"], said["level"], user)
            if access:
                send_access(access, by=user.email)
            return redirect("landscape:people", reference)
        except LastOwner:
            form.add_error("level", f"{NEEDS_AN_OWNER}. Make another person its owner first")
    return render(request, "landscape/share.html", {"appraisal": appraisal, "form": form})


def change_access(request: VisitorRequest, reference: str, access: int) -> HttpResponse:
    appraisal = owned(request, reference)
    given = get_object_or_404(appraisal.access, pk=access)

    stop = request.POST.get("action") == "stop"
    current = {"level": given.level}
    form = LevelForm(current if stop else request.POST or None, initial=current)
    if request.method == "POST" and form.is_valid():
        try:
            if stop:
                stop_sharing(given, by=request.visitor.user)
            else:
                change_level(given, form.cleaned_data["level"], by=request.visitor.user)
            return redirect("landscape:people", reference)
        except LastOwner:
            form.add_error(None, f"{NEEDS_AN_OWNER}. Make another person its owner first")
    context = {"appraisal": appraisal, "given": given, "form": form}
    return render(request, "landscape/change_access.html", context)


def invite(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = owned(request, reference)
    user = request.visitor.user
    if user is None:
        return redirect_to_login(request.path)

    token = token_of(request.POST.dict())
    form = InviteForm(method(appraisal.method_version), request.POST or None)
    if request.method == "POST" and form.is_valid() and may_send(user, form):
        invitation, is_new = send_or_make(appraisal, form.asked(), token, user)
        if not invitation.is_personal:
            return with_link(request, invitation, link_token(token))
        if is_new:
            send_invitation(invitation, link_token(token))
        return redirect("landscape:people", reference)
    context = {"appraisal": appraisal, "form": form, "token": token}
    return render(request, "landscape/invite.html", context)


def manage(request: VisitorRequest, reference: str, invitation: int) -> HttpResponse:
    appraisal = owned(request, reference)
    asked = get_object_or_404(appraisal.invitations, pk=invitation)
    user = request.visitor.user
    if user is None:
        return redirect_to_login(request.path)

    action = request.POST.get("action", "")
    day = {"deadline": asked.deadline}
    form = DeadlineForm(request.POST if action == "extend" else None, initial=day)
    if action == "close":
        close(asked, user)
        return redirect("landscape:people", reference)
    if action == "link" and asked.is_open:
        return renewed(request, asked, user)
    if action == "extend" and form.is_valid() and moved(form, asked, user):
        return redirect("landscape:people", reference)
    context = {"appraisal": appraisal, "form": form, "invited": participation(appraisal, asked)[0]}
    return render(request, "landscape/manage.html", context)


def renewed(request: VisitorRequest, asked: Invitation, user: User) -> HttpResponse:
    """Send a reminder with a new link, or show the new link; the old one ends."""
    if not asked.is_personal:
        return with_link(request, asked, new_link(asked, user))
    if may_send(user):
        send_invitation(asked, new_link(asked, user))
        return redirect("landscape:people", asked.appraisal.reference)
    context = {"appraisal": asked.appraisal, "most": settings.MOST_LETTERS_A_DAY}
    return render(request, "landscape/too_many_letters.html", context, status=429)


def moved(form: DeadlineForm, asked: Invitation, user: User) -> bool:
    try:
        extend(asked, form.cleaned_data["deadline"], user)
    except Closed:
        form.add_error(
            "deadline",
            "These people were promised that nobody will know who answered what, and their "
            "answers show already. Make a new invitation instead",
        )
        return False
    return True


def with_link(request: VisitorRequest, invitation: Invitation, link: str) -> HttpResponse:
    """Show the link, once: what is kept of it opens nothing."""
    role = method(invitation.appraisal.method_version).role_by_key[invitation.role]
    context = {
        "appraisal": invitation.appraisal,
        "invitation": invitation,
        "role": role,
        "address": address_of(link),
        "picture": picture(address_of(link)),
    }
    response = render(request, "landscape/link.html", context)
    response["Cache-Control"] = "no-store"
    return response


def picture(address: str) -> SafeString:
    """Return the address as a QR code for a phone's camera."""
    code = QRCode(border=2, image_factory=SvgPathImage)
    code.add_data(address)
    drawn = BytesIO()
    code.make_image().save(drawn)
    # Drawn by us from an address of ours: only squares.
    return mark_safe(drawn.getvalue().decode().partition("?>\n")[2])
