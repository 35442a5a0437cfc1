"""Somebody who has answered all pages of formtools' wizard, as the demonstration does."""

from __future__ import annotations

from collections.abc import Iterator

from appraisal.demonstration import REFERENCE
from appraisal.method.content import CURRENT_VERSION, method
from appraisal.models import GOAL_POINTS, Appraisal
from bench.web.costs import Place
from bench.web.visiting import Browser, form_in
from landscape.questions import typed


def answered(port: int) -> list[Place]:
    """Return every page of one session's wizard, with all of its questions answered."""
    browser = Browser(port)
    found = []
    for step, fields in every_page():
        place = Place(browser, f"/wizard/{step}/")
        blank = form_in(place.open().text)
        given = {f"{step}-{name}": text for name, text in fields.items()}
        saved = browser.post(place.path, {**blank, **given})
        assert saved.status == 302, saved.text[:3000]
        found.append(place)
    return found


def every_page() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each page with what the demonstration's council would have typed there."""
    appraisal = Appraisal.objects.get(reference=REFERENCE)
    questions = method(CURRENT_VERSION).question_by_key
    revisions = appraisal.agreed.current_revisions()
    for page in method(CURRENT_VERSION).pages:
        answers = revisions[page.key].answers
        fields: dict[str, str] = {}
        for key in page.questions:
            fields |= typed(questions[key], answers.get(key, {}))
        yield page.key, fields
    points = revisions[GOAL_POINTS].answers
    yield GOAL_POINTS, {key: str(each["value"]) for key, each in points.items()}
