"""The page where an owner shares an appraisal with the national picture, or withdraws it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render

from appraisal.models import Appraisal
from appraisal.sharing_nationally import (
    WORDING,
    MayNotShare,
    belongs,
    may_be_counted,
    share_nationally,
    standing,
    withdraw_nationally,
)
from frontend.look import look
from landscape.access import owned
from people.models import User
from people.visitor import VisitorRequest

WITHDRAW = "withdraw"


class ShareForm(forms.Form):
    """That an owner has read the wording, and which one it was."""

    wording = forms.CharField(widget=forms.HiddenInput, initial=WORDING)
    agreed = look(
        forms.BooleanField(
            label="I have seen what would be contributed, and may decide this for my organisation",
            error_messages={
                "required": "Tick the box if you have seen what would be contributed and may "
                "decide this"
            },
        ),
        size="s",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")

    def clean_wording(self) -> str:
        wording: str = self.cleaned_data["wording"]
        if wording != WORDING:
            raise forms.ValidationError("These words have changed. Read them again")
        return wording


def sharing_nationally(request: VisitorRequest, reference: str) -> HttpResponse:
    appraisal = owned(request, reference)
    user = request.visitor.user
    if user is None:
        return redirect_to_login(request.path)

    if request.POST.get("action") == WITHDRAW:
        withdraw_nationally(appraisal, user)
        return redirect("landscape:sharing_nationally", reference)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            share_nationally(appraisal, user, form.cleaned_data["wording"])
            return redirect("landscape:sharing_nationally", reference)
        except MayNotShare:
            form.add_error(None, "This appraisal cannot be shared now. The page says why")
    context = {
        "appraisal": appraisal,
        "form": form,
        "consent": standing(appraisal),
        "obstacle": obstacle(appraisal, user),
    }
    return render(request, "landscape/sharing_nationally.html", context)


def obstacle(appraisal: Appraisal, user: User) -> str:
    """Return what stands in the way of sharing, by the name of its part of the page."""
    organisation = appraisal.organisation
    if not may_be_counted(organisation):
        return "organisation"
    if organisation and not belongs(user, organisation):
        return "membership"
    return "" if appraisal.outcomes.exists() else "result"
