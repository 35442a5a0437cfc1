"""What documents tell of a person with an account: given to them with everything else."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from appraisal.models import Access
from people.account_data import Part, keep
from people.models import User
from reports.models import Document


def gather(user: User) -> list[dict[str, Any]]:
    """Return the documents of a person's own appraisals, and those they asked for elsewhere.

    When the account goes, they go with appraisals that go; the others no longer name it.
    """
    own = Access.objects.filter(email=user.email, level=Access.Level.OWNER)
    mine = Q(outcome__appraisal__in=own.values("appraisal")) | Q(asked_by=user)
    known = Document.objects.filter(mine).select_related("outcome__appraisal", "issued")
    light = known.defer("issued__content", "outcome__result", "outcome__landscape")
    return [_told(each, user) for each in light.order_by("pk")]


def _told(document: Document, user: User) -> dict[str, Any]:
    is_ready = document.state == Document.State.READY
    return {
        "reference": document.reference,
        "appraisal": document.outcome.appraisal.reference,
        "outcome": document.outcome.number,
        "format": document.format,
        "edition": document.edition,
        "state": document.state,
        "asked_at": document.asked_at.isoformat(),
        "asked_by_you": document.asked_by_id == user.pk,
        "issued_at": document.issued.issued_at.isoformat() if is_ready else None,
        "sha256": document.issued.sha256 if is_ready else None,
        "size": document.issued.size if is_ready else None,
    }


keep(Part("documents", gather=gather))
