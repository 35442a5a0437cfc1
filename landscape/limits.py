"""How often one may begin something, so that nobody fills the database or keeps others waiting.

A whole council may come from one address of the network, and a workshop of forty people tries the
example within the same minute: the limits leave room for that.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.core.internal import ratelimit
from django.utils import timezone

from landscape.work import Work
from people.visitor import VisitorRequest

LIMITS = {
    "start": "100/10m/ip,300/h/ip",
    "try_example": "200/10m/ip,600/h/ip",
}
# One page of answers is saved this often, by hand, in more than this time.
MOST_SAVES, WITHIN = 30, timedelta(minutes=1)


def within_limit(request: VisitorRequest, action: str) -> bool:
    """Count what is done, and tell whether it may be."""
    counted = ratelimit.consume(request, app="landscape", action=action, config=LIMITS)
    return counted is not None


def is_saved_too_often(work: Work, step: str) -> bool:
    """Tell whether a page has been saved more often in a minute than anyone could.

    Only every thirtieth save has to look, so that saving costs no query for it. Whoever is
    refused stays at that number, so the next attempt looks again.
    """
    number = work.revision(step).number
    if number == 0 or number % MOST_SAVES:
        return False
    first = work.perspective.revisions.filter(step=step, number=number - MOST_SAVES + 1)
    now = timezone.now()
    # What is dated later than now was saved before somebody put the clock right.
    return first.filter(saved_at__gt=now - WITHIN, saved_at__lte=now).exists()
