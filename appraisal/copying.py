"""Starting again from an appraisal: next year's, or a part of it after a split."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from appraisal.models import Appraisal
from people.models import User

# The event that tells of a start from another appraisal, and how many results that one had.
COPIED = "started from another"
LONGEST_TITLE = 120


def title_of_copy(source: Appraisal) -> str:
    """Return a title to start with: the year added, or “copy” if it is there already."""
    year = str(timezone.localdate().year)
    added = "copy" if year in source.title else year
    room = LONGEST_TITLE - len(added) - 3
    return f"{source.title[:room].rstrip()} ({added})"


def start_from(
    source: Appraisal, title: str, token: UUID, by: User | None, browser: str
) -> Appraisal:
    """Return a new appraisal with the answers and points that are agreed now.

    Who had access, what contributors said, results and decisions stay with the source. A second
    press of the button raises IntegrityError, as the token is taken.
    """
    copy = Appraisal(
        title=title,
        organisation=source.organisation,
        scope=source.scope,
        decision_date=None,
        route=source.route,
        method_version=source.method_version,
        browser=browser,
        started_from=source,
        token=token,
    )
    with transaction.atomic():
        copy.begin(by)
        for step, revision in source.agreed.current_revisions().items():
            copy.agreed.revisions.create(
                step=step,
                number=1,
                answers=revision.answers,
                method_version=source.method_version,
                saved_by=by,
                given_at=revision.given_at or revision.saved_at,
                token=uuid4(),
            )
        copy.events.create(what=COPIED, by=by, details=_known_before(source))
    return copy


def _known_before(source: Appraisal) -> dict[str, Any]:
    """Return whose results were known when it was started from: that of a source without any is
    what its own source had."""
    results = source.outcomes.count()
    earlier = source.events.filter(what=COPIED).first()
    if earlier and not results:
        return {**earlier.details, "through": source.reference}
    return {"from": source.reference, "results": results}
