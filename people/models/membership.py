"""Who belongs to which organisation, who asks to, and who was invited.

Being a member opens no appraisal: an appraisal's owner shares it, person by person.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from people.models.organisation import Organisation
from people.models.user import User, tidy_address


class MembershipQuerySet(models.QuerySet["Membership"]):
    def approved(self) -> MembershipQuerySet:
        return self.exclude(approved_at=None)

    def waiting(self) -> MembershipQuerySet:
        return self.filter(approved_at=None)

    def that_may_be_decided_by(self, user: User) -> MembershipQuerySet:
        """Return the requests to join that a person may approve or decline."""
        if user.is_administrator:
            return self.waiting()
        own = Membership.objects.approved().filter(user=user)
        return self.waiting().filter(organisation__in=own.values("organisation"))


class Membership(models.Model):
    """That someone belongs to an organisation, or asks to."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_person_belongs_to_an_organisation_once",
                fields=["user", "organisation"],
            ),
            models.CheckConstraint(
                name="whoever_approved_a_membership_did_so_at_some_time",
                condition=models.Q(approved_by=None) | models.Q(approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.organisation}"

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    def approve(self, by: User | None) -> None:
        if not self.is_approved:
            self.approved_at = timezone.now()
            self.approved_by = by
            self.save(update_fields=["approved_at", "approved_by"])


class MembershipInvitation(models.Model):
    """That a member invited an e-mail address, whether or not it has an account.

    It is answered when somebody signs in with that address, and gone then. Until then nobody,
    not even whoever sent it, can tell from it who has an account.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_address_is_invited_to_an_organisation_once",
                fields=["organisation", "email"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.organisation}"

    @property
    def stands(self) -> bool:
        """Return whether whoever sent it is still a member."""
        return self.organisation.memberships.approved().filter(user=self.invited_by).exists()


def invite(organisation: Organisation, email: str, by: User) -> None:
    organisation.invitations.update_or_create(
        email=tidy_address(email), defaults={"invited_by": by, "invited_at": timezone.now()}
    )


@transaction.atomic
def take_up_invitations(user: User) -> None:
    """Make a person a member wherever their address was invited."""
    invitations = MembershipInvitation.objects.filter(email=user.email)
    for invitation in invitations.select_related("organisation", "invited_by"):
        if invitation.stands:
            membership, _ = invitation.organisation.memberships.get_or_create(user=user)
            membership.approve(invitation.invited_by)
        invitation.delete()
