"""Everything kept about one person: given to them, and deleted when they ask.

Other parts of the product keep things about people too, and register here what they keep when
Django starts. They import people; people imports none of them.

    from people.account_data import Part, keep

    keep(Part("appraisals", gather=..., foretell=..., forget=...))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from people.models import MembershipInvitation, User


@dataclass(frozen=True)
class Part:
    """What one part of the product keeps about a person."""

    name: str
    # Returns it, as what JSON can hold.
    gather: Callable[[User], Any]
    # Says, in sentences, what deleting the account will do to it.
    foretell: Callable[[User], Iterable[str]] = lambda user: ()
    # Deletes it, or whatever in it tells who the person is. The account itself is deleted after.
    forget: Callable[[User], None] = lambda user: None


_parts: dict[str, Part] = {}


def keep(part: Part) -> None:
    _parts[part.name] = part


def export(user: User) -> dict[str, Any]:
    """Return everything kept about a person."""
    return {
        "account": account(user),
        "second_steps": second_steps(user),
        "organisations": organisations(user),
        "invitations_to_organisations": invitations(user),
        **{part.name: part.gather(user) for part in _parts.values()},
    }


def foretold(user: User) -> list[str]:
    """Return what will happen when a person deletes their account, in sentences."""
    return [sentence for part in _parts.values() for sentence in part.foretell(user)]


@transaction.atomic
def delete(user: User) -> None:
    for part in _parts.values():
        part.forget(user)
    MembershipInvitation.objects.filter(email=user.email).delete()
    # What administrators did to the account stays on record, without its address.
    done_to_it = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
    )
    done_to_it.update(object_repr="A deleted account")
    user.delete()


# What people itself keeps


def account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "joined_at": user.joined_at.isoformat(),
        "last_signed_in_at": user.last_login.isoformat() if user.last_login else None,
        "is_analyst": user.is_analyst,
        "is_administrator": user.is_administrator,
        "signs_in_through": [
            {"provider": each.provider, "uid": each.uid, "since": each.date_joined.isoformat()}
            for each in user.socialaccount_set.all()
        ],
    }


def second_steps(user: User) -> list[dict[str, Any]]:
    """Return which second steps a person has. Their secrets are left out: a file can be lost."""
    return [
        {
            "kind": each.type,
            "name": str(each),
            "added_at": each.created_at.isoformat(),
            "last_used_at": each.last_used_at.isoformat() if each.last_used_at else None,
        }
        for each in Authenticator.objects.filter(user=user).order_by("pk")
    ]


def organisations(user: User) -> list[dict[str, Any]]:
    return [
        {
            "name": each.organisation.name,
            "asked_at": each.asked_at.isoformat(),
            "approved_at": each.approved_at.isoformat() if each.approved_at else None,
        }
        for each in user.memberships.select_related("organisation").order_by("asked_at")
    ]


def invitations(user: User) -> list[dict[str, Any]]:
    """Return the invitations a person has sent or was sent, as long as they are open."""
    sent = MembershipInvitation.objects.filter(invited_by=user)
    received = MembershipInvitation.objects.filter(email=user.email)
    return [
        {
            "to": each.email,
            "organisation": each.organisation.name,
            "invited_at": each.invited_at.isoformat(),
        }
        for each in (sent | received).select_related("organisation").order_by("invited_at")
    ]
