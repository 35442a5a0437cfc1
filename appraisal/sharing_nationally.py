"""Sharing with the national picture: off until an owner says so, and off again at any time.

Counted is only what an organisation on the verified list says of itself: an owner who belongs to
it opts in, appraisal by appraisal, in view of a wording whose name is kept.
"""

from __future__ import annotations

from django.db import transaction

from appraisal.models import Appraisal, NationalConsent
from people.models import Organisation, User

# The wording that owners are shown before they opt in. A new wording gets a new name.
WORDING = "national-2026-11"

SHARED = "shared with the national picture"
WITHDRAWN = "withdrawn from the national picture"


class MayNotShare(Exception):
    """Not this person, or not this appraisal."""


def standing(appraisal: Appraisal) -> NationalConsent | None:
    """Return the consent that holds now."""
    return appraisal.national_consents.standing().select_related("by").first()


def may_be_counted(organisation: Organisation | None) -> bool:
    """Return whether the organisation is one that the national picture counts."""
    return organisation is not None and (
        Organisation.objects.contributing().filter(pk=organisation.pk).exists()
    )


def belongs(user: User | None, organisation: Organisation) -> bool:
    """Return whether somebody may speak for the organisation."""
    return (
        user is not None and user.memberships.approved().filter(organisation=organisation).exists()
    )


@transaction.atomic
def share_nationally(appraisal: Appraisal, by: User, wording: str = WORDING) -> None:
    """Opt in. Doing it twice, as a double click does, is doing it once."""
    locked = _locked(appraisal)
    organisation = locked.organisation
    if organisation is None or not may_be_counted(organisation) or not belongs(by, organisation):
        raise MayNotShare
    if standing(locked) is None:
        locked.national_consents.create(
            organisation=organisation, is_given=True, wording=wording, by=by
        )
        locked.events.create(
            what=SHARED, by=by, details={"organisation": organisation.name, "wording": wording}
        )


@transaction.atomic
def withdraw_nationally(appraisal: Appraisal, by: User | None) -> None:
    """Withdraw: releases built from now on are built without it. It needs no reason."""
    locked = _locked(appraisal)
    latest = locked.national_consents.order_by("-pk").first()
    if latest and latest.is_given:
        locked.national_consents.create(
            organisation=latest.organisation, is_given=False, wording=latest.wording, by=by
        )
        locked.events.create(what=WITHDRAWN, by=by, details={})


def _locked(appraisal: Appraisal) -> Appraisal:
    """Let two owners decide one after the other."""
    return Appraisal.objects.select_for_update().get(pk=appraisal.pk)
