"""The page to bring in an appraisal from a file, and the page that says what came along."""

from __future__ import annotations

from typing import Any

from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from appraisal.copying import BROUGHT_IN
from appraisal.method.content import method
from appraisal.scoring.answers import AnswersError
from frontend.look import look
from landscape.access import own_work
from landscape.bringing_in.reading import Brought, read
from landscape.bringing_in.storing import bring_in_once
from landscape.bringing_in.uploads import MOST_BYTES
from landscape.posted import token_of
from landscape.refusals import too_often
from people.models import User
from people.visitor import VisitorRequest

# A whole council may come from one address of the network.
LIMITS = {"bring_in": "30/10m/ip"}
MOST_SHOWN = 20


class FileForm(forms.Form):
    """The file of an appraisal. Once it is valid, ``brought`` holds what the file brings."""

    file = look(
        forms.FileField(
            label="The file of the appraisal",
            help_text="It ends in .json and is 2 MB at the most. It is read, and not kept.",
            error_messages={
                "required": "Choose the file of an appraisal",
                "empty": "The file is empty. Choose the file of an appraisal",
                "missing": "Choose the file of an appraisal",
                "invalid": "Choose the file of an appraisal",
            },
        ),
        size="m",
    )

    brought: Brought

    def __init__(self, user: User | None, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="%s", label_suffix="")
        self.user = user

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(
                "The file must be 2 MB or smaller. The one that “Download to go on elsewhere” "
                "gives is"
            )
        try:
            self.brought = read(file.read(), self.user)
        except AnswersError as error:
            raise ValidationError(list(_shown(error.problems))) from None
        return file


def _shown(problems: tuple[str, ...]) -> list[str]:
    """Return the first problems, and how many more there are."""
    more = len(problems) - MOST_SHOWN
    if more <= 0:
        return list(problems)
    return [*problems[:MOST_SHOWN], f"And {more:,} more of this kind."]


def bring_in(request: VisitorRequest) -> HttpResponse:
    token = token_of(request.POST.dict())
    form = FileForm(request.visitor.user)
    if request.method == "POST":
        if not within_limit(request):
            return too_often(request)
        form = FileForm(request.visitor.user, request.POST, request.FILES)
        if form.is_valid():
            appraisal = bring_in_once(form.brought, token, request.visitor)
            return redirect("landscape:brought_in", appraisal.reference)

    context = {"form": form, "token": token, "keep": settings}
    return render(request, "landscape/bring_in.html", context)


def within_limit(request: VisitorRequest) -> bool:
    counted = ratelimit.consume(request, app="landscape", action="bring_in", config=LIMITS)
    return counted is not None


@require_safe
def brought_in(request: VisitorRequest, reference: str) -> HttpResponse:
    """Say what came along, what stayed in the file, and how the results compare."""
    appraisal = own_work(request, reference)
    event = appraisal.events.filter(what=BROUGHT_IN).first()
    if event is None:
        raise Http404("This appraisal was not brought in from a file.")

    known = method(appraisal.method_version).approach_by_key
    agreed = appraisal.agreed.answers_file()
    context = {
        "appraisal": appraisal,
        "told": event.details,
        "differing": [known[key].name for key in event.details["differing"]],
        "answers": len(agreed["answers"]),
        "goals": len(agreed["goals"]),
        "exempt": sum(bool(each.get("exempt")) for each in agreed["answers"].values()),
    }
    return render(request, "landscape/brought_in.html", context)
