"""What appraisals hold about a person with an account: given to them, and deleted with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from appraisal.export import exported
from appraisal.models import Access, Appraisal, Event, Invitation
from appraisal.retention import forget_address
from people.account_data import Part, keep
from people.models import User

# What stands in the trail in the place of an address that was deleted.
DELETED = "an account that was deleted"


def gather(user: User) -> dict[str, Any]:
    """Return a person's appraisals in full, their access to others', and who asked their view."""
    given = Access.objects.filter(email=user.email).select_related("appraisal").order_by("pk")
    owned = [each for each in given if each.level == Access.Level.OWNER]
    asked = Invitation.objects.filter(email=user.email).select_related("appraisal").order_by("pk")
    return {
        "owned": [exported(each.appraisal) for each in owned],
        "shared_with_you": [
            {
                "reference": each.appraisal.reference,
                "level": each.level,
                "given_at": each.given_at.isoformat(),
            }
            for each in given
            if each not in owned
        ],
        "asked_for_your_view": [
            {
                "reference": each.appraisal.reference,
                "role": each.role,
                "invited_at": each.invited_at.isoformat(),
                "deadline": each.deadline.isoformat(),
            }
            for each in asked
        ],
    }


def foretell(user: User) -> Iterator[str]:
    """Say which appraisals would go with the account, and what stays."""
    known = Appraisal.objects.filter(access__email=user.email).order_by("pk")
    alone = [each for each in known if is_alone(user, each)]
    for each in alone:
        yield _farewell(each, others=each.access.count() - 1)
    staying = len(known) - len(alone)
    if staying:
        which = "1 appraisal" if staying == 1 else f"{staying} appraisals"
        yield (
            f"You can no longer open {which} that others own. What you entered there stays, and "
            "no longer says that it was you."
        )
    if Invitation.objects.filter(email=user.email).exists():
        yield (
            "Where you were asked for your view by e-mail, your address is deleted and the link "
            "you were sent no longer opens. Answers you gave stay. If you do not want that, "
            "withdraw them first, in the browser you gave them in."
        )


def _farewell(appraisal: Appraisal, others: int) -> str:
    sentence = (
        f"“{appraisal.title}” ({appraisal.reference}) is deleted with everything in it, because "
        "nobody but you owns it."
    )
    if others:
        people = "1 other person" if others == 1 else f"{others} other people"
        sentence += f" {people} can open it now. To keep it for them, make someone its owner first."
    return sentence


def forget(user: User) -> None:
    """Delete what a person alone owns; elsewhere, whatever tells who they are."""
    # Locked, so that two owners who leave at once do not leave an appraisal without one.
    known = Appraisal.objects.filter(access__email=user.email).order_by("pk")
    for appraisal in known.select_for_update():
        if is_alone(user, appraisal):
            appraisal.delete()
        else:
            appraisal.access.filter(email=user.email).delete()
    for invitation in Invitation.objects.filter(email=user.email):
        forget_address(invitation)
    for event in Event.objects.filter(details__email=user.email):
        event.details["email"] = DELETED
        event.save(update_fields=["details"])


def is_alone(user: User, appraisal: Appraisal) -> bool:
    """Tell whether a person owns an appraisal and nobody else does."""
    owners = appraisal.access.filter(level=Access.Level.OWNER)
    return set(owners.values_list("email", flat=True)) == {user.email}


keep(Part("appraisals", gather=gather, foretell=foretell, forget=forget))
