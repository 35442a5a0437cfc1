"""What a newer version of the method would find, shown before anything is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from appraisal.conclusion import worked_out
from appraisal.copying import LONGEST_TITLE, start_once
from appraisal.models import Appraisal
from appraisal.rescoring import Carried, carry, newer_than
from frontend.look import look
from people.visitor import VisitorRequest
from reports.comparison.comparing import Comparison, compare_as


class NewForm(forms.Form):
    """What the appraisal under the newer version is called."""

    title = look(
        forms.CharField(
            label="What will the new one be called?",
            help_text="You can change this later. Please do not name people.",
            max_length=LONGEST_TITLE,
            error_messages={
                "required": "Give the new appraisal a title",
                "max_length": f"The title must be {LONGEST_TITLE} characters or fewer",
            },
        ),
        size="m",
    )
    # Made when the page is shown: pressing its button twice starts one appraisal.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, title: str, data: Mapping[str, Any] | None = None) -> None:
        shown = {"title": title, "token": uuid4()}
        super().__init__(data, initial=shown, auto_id="%s", label_suffix="")


@require_http_methods(["GET", "HEAD", "POST"])
def newer_method(request: VisitorRequest, reference: str) -> HttpResponse:
    """Preview the answers under the newer version; start an appraisal under it if asked to."""
    editable = Appraisal.objects.editable_by(request.visitor).filter(is_trial=False)
    appraisal = get_object_or_404(editable.select_related("organisation"), reference=reference)
    version = newer_than(appraisal.method_version)
    if version is None:
        raise Http404("There is no newer version of the method.")

    carried = carry(appraisal, version)
    form = NewForm(titled(appraisal, version), request.POST.dict() if request.POST else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = start_once(
            appraisal, said["title"], said["token"] or uuid4(), request.visitor, carried
        )
        return redirect("landscape:task_list", new.reference)
    context = {
        "appraisal": appraisal,
        "carried": carried,
        "comparison": preview(appraisal, carried),
        "form": form,
    }
    return render(request, "reports/comparison/newer_method.html", context)


def titled(appraisal: Appraisal, version: str) -> str:
    added = f" (method {version})"
    return f"{appraisal.title[: LONGEST_TITLE - len(added)].rstrip()}{added}"


def preview(appraisal: Appraisal, carried: Carried) -> Comparison:
    """Return what both versions find for the answers as they stand, each as it takes them."""
    versions = appraisal.method_version, carried.method.version
    landscapes = appraisal.agreed.answers_file(), carried.landscape
    appraised = appraisal.described()
    before, after = (
        worked_out(appraisal, landscape, version, appraised)
        for landscape, version in zip(landscapes, versions, strict=True)
    )
    return compare_as((f"Version {versions[0]}", f"Version {versions[1]}"), before, after)
