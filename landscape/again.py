"""Starting again from an appraisal: a year later, or for a part of it after a split."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from appraisal.copying import LONGEST_TITLE, start_once, title_of_copy
from appraisal.models import Appraisal
from frontend.look import look
from landscape.access import own_work
from landscape.posted import token_of
from landscape.texts import Line
from people.visitor import VisitorRequest


class AgainForm(forms.Form):
    """What the new appraisal is called."""

    title = look(
        Line(
            called="The title",
            longest=LONGEST_TITLE,
            required=True,
            label="What will the new one be called?",
            help_text="You can change this later. Please do not name people.",
            error_messages={"required": "Give the new appraisal a title"},
        ),
        size="m",
    )

    def __init__(self, source: Appraisal, data: Any = None) -> None:
        suggested = {"title": title_of_copy(source)}
        super().__init__(data, initial=suggested, auto_id="%s", label_suffix="")


def start_again(request: VisitorRequest, reference: str) -> HttpResponse:
    source = own_work(request, reference)
    if source.is_trial:
        # What is made up and wiped in a day is nothing to start from.
        raise Http404

    token = token_of(request.POST.dict())
    form = AgainForm(source, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        copy = start_once(source, form.cleaned_data["title"], token, request.visitor)
        return redirect("landscape:task_list", copy.reference)
    context = {"appraisal": source, "form": form, "token": token}
    return render(request, "landscape/start_again.html", context)
