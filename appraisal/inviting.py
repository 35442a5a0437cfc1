"""Inviting people to answer from where they stand, and what becomes of their invitation.

A link's token is told once, to whoever is to have the link, and only its hash is kept. It is
made from a token of the page that invites, so that pressing a button twice makes one link.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from appraisal.models import Appraisal, Event, Invitation, Perspective
from people.models import User
from people.visitor import Visitor, hashed

# The wording that contributors are shown before they begin. A new wording gets a new name.
WORDING = "contributor-2026-11"


class LinkUsed(Exception):
    """The link has opened once already, in another browser."""


class Closed(Exception):
    """The invitation takes no answers any more."""


@dataclass(frozen=True)
class Asked:
    """What somebody is invited to: in which role, for which sections, until when."""

    role: str
    sections: Sequence[str]
    deadline: date
    email: str = ""
    is_anonymous: bool = False


def link_token(token: UUID) -> str:
    """Return the token of the link that is made by pressing a button of this page."""
    return salted_hmac("appraisal.inviting", str(token), algorithm="sha256").hexdigest()


def invite(appraisal: Appraisal, asked: Asked, token: UUID, by: User) -> tuple[Invitation, bool]:
    """Return the invitation and whether it is new; the same page invites once."""
    try:
        with transaction.atomic():
            invitation = appraisal.invitations.create(
                role=asked.role,
                sections=list(asked.sections),
                deadline=asked.deadline,
                email=asked.email,
                is_anonymous=asked.is_anonymous,
                token=token,
                token_hash=hashed(link_token(token)),
                invited_by=by,
            )
            _note(invitation, "invited", by)
    except IntegrityError:
        return appraisal.invitations.get(token=token), False
    return invitation, True


def find(link: str) -> Invitation:
    """Return the invitation that a link's token opens. Raises Invitation.DoesNotExist."""
    found = Invitation.objects.select_related("appraisal__organisation", "invited_by")
    return found.get(token_hash=hashed(link))


def contribution_of(invitation: Invitation, visitor: Visitor) -> Perspective | None:
    """Return what this browser has begun to contribute on this invitation, if it has."""
    return invitation.perspectives.filter(contributor=visitor.key_for(invitation.seed)).first()


@transaction.atomic
def accept(link: str, visitor: Visitor) -> Perspective:
    """Return this browser's contribution, begun now or before.

    Raises Closed after the deadline, and LinkUsed when a personal link has been opened already.
    """
    # Locked, so that a personal link opened twice at once opens once.
    invitation = Invitation.objects.select_for_update().get(token_hash=hashed(link))
    visitor.remember_browser()
    begun = contribution_of(invitation, visitor)
    if begun:
        return begun
    if not invitation.is_open:
        raise Closed
    if not invitation.is_personal:
        return _begin(invitation, visitor)
    if invitation.used_at:
        raise LinkUsed
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    # After a new link the answers begun on another device go on on this one.
    earlier = invitation.perspectives.first()
    if earlier is None:
        return _begin(invitation, visitor)
    earlier.contributor = visitor.key_for(invitation.seed)
    earlier.save(update_fields=["contributor"])
    return earlier


def _begin(invitation: Invitation, visitor: Visitor) -> Perspective:
    return Perspective.objects.create(
        appraisal_id=invitation.appraisal_id,
        invitation=invitation,
        role=invitation.role,
        contributor=visitor.key_for(invitation.seed),
        wording=WORDING,
    )


def new_link(invitation: Invitation, by: User | None) -> str:
    """Return the token of a new link. The old one opens nothing any more."""
    token = link_token(uuid4())
    invitation.token_hash = hashed(token)
    invitation.used_at = None
    invitation.reminded_at = timezone.now()
    invitation.save(update_fields=["token_hash", "used_at", "reminded_at"])
    _note(invitation, "new link", by)
    return token


def close(invitation: Invitation, by: User) -> None:
    """Take no more answers. What was handed in stays."""
    if invitation.closed_at is None:
        invitation.closed_at = timezone.now()
        invitation.save(update_fields=["closed_at"])
        _note(invitation, "invitation closed", by)


def extend(invitation: Invitation, deadline: date, by: User) -> None:
    """Take answers until another day; not from people who were promised to be anonymous.

    Their answers show once the invitation has closed. If it opened again, what the next one
    answers could be told from what is new.
    """
    if invitation.is_anonymous and not invitation.is_open:
        raise Closed
    invitation.deadline = deadline
    invitation.closed_at = None
    invitation.save(update_fields=["deadline", "closed_at"])
    _note(invitation, "deadline moved", by)


def hand_in(contribution: Perspective) -> None:
    """Let those who asked see the answers. Raises Closed after the deadline."""
    if not contribution.takes_answers:
        raise Closed
    if contribution.is_handed_in:
        return
    contribution.is_handed_in = True
    contribution.save(update_fields=["is_handed_in"])
    _tell(contribution, "answers handed in")


@transaction.atomic
def withdraw(contribution: Perspective) -> None:
    """Delete a contribution and all its answers; results found before keep what they counted.

    Raises Closed for an anonymous one that shows already: what is missing would tell whose it was.
    """
    if contribution.is_anonymous and not contribution.takes_answers:
        raise Closed
    _tell(contribution, "answers withdrawn")
    contribution.delete()


def _note(invitation: Invitation, what: str, by: User | None) -> None:
    Event.objects.create(
        appraisal_id=invitation.appraisal_id,
        what=what,
        by=by,
        details={"invitation": invitation.pk, "role": invitation.role},
    )


def _tell(contribution: Perspective, what: str) -> None:
    """Note what a contributor did; when an anonymous one did it could give them away."""
    if contribution.invitation and not contribution.is_anonymous:
        _note(contribution.invitation, what, None)
