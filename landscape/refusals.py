"""What is shown when a request is refused before any view sees it. What was typed is kept."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from appraisal.method.content import CURRENT_VERSION, method
from landscape.held import can_be_held
from landscape.route import asked_by

CSRF = "csrfmiddlewaretoken"
# Set by the page, not by a person.
UNTYPED = (CSRF, "revision", "token", "action")
# As the page says.
SECONDS_TO_WAIT = 10 * 60


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show what was typed, and offer to send it again if it came from a page of ours.

    A form of another site that posts to us gets no button: nobody should be led to save it.
    """
    context = {
        "fields": fields_in(request),
        "typed": typed_in(request),
        "address": request.get_full_path(),
        "ours": is_ours(request),
    }
    return render(request, "403_csrf.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page. Whoever sent something there gets it back to copy."""
    context = {
        "typed": typed_in(request),
        # A session may have ended while a page stood open.
        "sign_in_again": request.method == "POST" and can_be_held(request.path),
        "sent": sent_in(request),
        "address": request.path,
    }
    return render(request, "404.html", context, status=404)


def too_often(request: HttpRequest) -> HttpResponse:
    """Ask whoever sends too much in a short time to wait. What was typed is kept, to send again.

    The form's CSRF token has been checked by then, so the button repeats nobody else's wish.
    """
    context = {
        "fields": fields_in(request),
        "typed": typed_in(request),
        "address": request.get_full_path(),
    }
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def fields_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return all that a form sent, to be sent again: several boxes of one name may be ticked."""
    lists = ((name, texts) for name, texts in request.POST.lists() if name != CSRF)
    return [(name, str(text)) for name, texts in lists for text in texts]


def sent_in(request: HttpRequest) -> dict[str, str]:
    return {name: str(text) for name, text in request.POST.items() if name != CSRF}


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return each text that a person may have typed, with the question it answers."""
    return list(_typed(sent_in(request)))


def is_ours(request: HttpRequest) -> bool:
    """Tell whether the browser says that the form stood on a page of this very site."""
    origin = request.headers.get("Origin")
    return origin == f"{request.scheme}://{request.get_host()}"


def _typed(sent: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each text that a person may have typed, with the question it answers."""
    chosen = method(CURRENT_VERSION)
    texts = {question.key: question.text for question in chosen.questions}
    texts |= {goal.key: goal.text for goal in chosen.goals}
    for name, text in sent.items():
        if text and name not in UNTYPED:
            yield texts.get(asked_by(name), name.replace("_", " ").capitalize()), text
