"""Starting again from an appraisal: next year's, or a part of it after a split."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal.models import Appraisal
from appraisal.rescoring import Carried, Step
from people.models import User
from people.visitor import Visitor

# The events that tell of a start from another appraisal, here or as a file from elsewhere, and how
# many results that one had.
COPIED = "started from another"
BROUGHT_IN = "brought in from a file"
STARTED_FROM = (COPIED, BROUGHT_IN)
LONGEST_TITLE = 120


def title_of_copy(source: Appraisal) -> str:
    """Return a title to start with: the year added, or “copy” if it is there already."""
    year = str(timezone.localdate().year)
    added = "copy" if year in source.title else year
    room = LONGEST_TITLE - len(added) - 3
    return f"{source.title[:room].rstrip()} ({added})"


def start_once(
    source: Appraisal, title: str, token: UUID, visitor: Visitor, carried: Carried | None = None
) -> Appraisal:
    """Return the visitor's new appraisal, however often the button of this page is pressed."""
    browser = "" if visitor.user else visitor.browser
    try:
        return start_from(source, title, token, visitor.user, browser, carried)
    except IntegrityError:
        return Appraisal.objects.owned_by(visitor).get(token=token)


def start_from(
    source: Appraisal,
    title: str,
    token: UUID,
    by: User | None,
    browser: str,
    carried: Carried | None = None,
) -> Appraisal:
    """Return a new appraisal with the answers and points that are agreed now, as they are, or as
    they are carried over to another version of the method.

    Who had access, what contributors said, results and decisions stay with the source.
    """
    copy = Appraisal(
        title=title,
        organisation=source.organisation,
        scope=source.scope,
        route=source.route,
        method_version=carried.method.version if carried else source.method_version,
        browser=browser,
        started_from=source,
        token=token,
    )
    steps = carried.steps if carried else _as_they_are(source)
    with transaction.atomic():
        begin_with(copy, steps, by)
        copy.events.create(what=COPIED, by=by, details=_known_before(source))
    return copy


def begin_with(appraisal: Appraisal, steps: Mapping[str, Step], by: User | None) -> None:
    """Begin a new appraisal with what was answered before, each page as its first revision."""
    appraisal.begin(by)
    for key, step in steps.items():
        appraisal.agreed.revisions.create(
            step=key,
            number=1,
            answers=step.answers,
            method_version=appraisal.method_version,
            saved_by=by,
            given_at=step.given_at,
            token=uuid4(),
        )


def _as_they_are(source: Appraisal) -> dict[str, Step]:
    return {
        key: Step(revision.answers, revision.given_at or revision.saved_at)
        for key, revision in source.agreed.current_revisions().items()
    }


def _known_before(source: Appraisal) -> dict[str, Any]:
    """Return whose results were known when it was started from: that of a source without any is
    what its own source had."""
    results = source.outcomes.count()
    earlier = source.events.filter(what__in=STARTED_FROM).first()
    return known_from(source.reference, results, earlier.details if earlier else None)


def known_from(reference: str, results: int, earlier: Mapping[str, Any] | None) -> dict[str, Any]:
    if earlier and not results:
        return {"from": earlier["from"], "results": earlier["results"], "through": reference}
    return {"from": reference, "results": results}
