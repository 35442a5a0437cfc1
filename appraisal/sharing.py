"""Letting others in: who may open an appraisal, and that somebody always owns it."""

from __future__ import annotations

from django.db import transaction

from appraisal.models import Access, Appraisal
from people.models import User


class LastOwner(Exception):
    """It would leave an appraisal without an owner."""


@transaction.atomic
def share_with(appraisal: Appraisal, email: str, level: str, by: User) -> Access | None:
    """Let an address in, and return its access if it is new; a known one gets the level."""
    _lock(appraisal)
    known = appraisal.access.filter(email=email).first()
    if known:
        change_level(known, level, by)
        return None
    access = appraisal.access.create(email=email, level=level)
    appraisal.events.create(what="shared", by=by, details={"email": email, "level": level})
    return access


@transaction.atomic
def change_level(access: Access, level: str, by: User | None) -> None:
    """Change what an address may do. Raises LastOwner."""
    _lock(access.appraisal)
    if access.level == level:
        return
    _keep_an_owner(access)
    access.level = level
    access.save(update_fields=["level"])
    details = {"email": access.email, "level": level}
    access.appraisal.events.create(what="access changed", by=by, details=details)


@transaction.atomic
def stop_sharing(access: Access, by: User | None) -> None:
    """Let an address in no more. Raises LastOwner."""
    _lock(access.appraisal)
    _keep_an_owner(access)
    details = {"email": access.email}
    access.appraisal.events.create(what="sharing stopped", by=by, details=details)
    access.delete()


def _lock(appraisal: Appraisal) -> None:
    """Let two owners who let each other go at once do it one after the other."""
    Appraisal.objects.select_for_update().get(pk=appraisal.pk)


def _keep_an_owner(access: Access) -> None:
    owners = access.appraisal.access.filter(level=Access.Level.OWNER).exclude(pk=access.pk)
    if access.level == Access.Level.OWNER and not owners.exists():
        raise LastOwner
