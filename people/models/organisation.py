"""A council, or another body that appraises."""

from __future__ import annotations

from django.db import models, transaction
from django.db.models.functions import Lower, Now

from people.models.user import User


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def current(self) -> OrganisationQuerySet:
        """Return those that have not ended. One that is still to start is among them.

        The database says what day it is, so that a list made when the server started is still
        right a year later.
        """
        return self.filter(models.Q(ends=None) | models.Q(ends__gt=Now()))

    def councils(self) -> OrganisationQuerySet:
        """Return the present councils with adult social care responsibility, by name."""
        return self.current().exclude(gss_code=None).order_by("name")

    def others(self) -> OrganisationQuerySet:
        """Return the bodies that people have added: NHS bodies, partners and so on, by name."""
        return self.current().filter(gss_code=None).order_by("name")

    def contributing(self) -> OrganisationQuerySet:
        """Return those that the national picture may count: on the verified list, not ended."""
        return self.current().filter(is_verified=True)

    def named(self, name: str) -> OrganisationQuerySet:
        """Return the one with this name, however its capitals and spaces are typed."""
        return self.filter(name__iexact=tidy_name(name))

    @transaction.atomic
    def add(self, name: str, kind: str, by: User) -> Organisation:
        """Add a body that is in no published list, with whoever adds it as its first member."""
        name = tidy_name(name)
        organisation = self.create(name=name, official_name=name, kind=kind)
        membership = organisation.memberships.create(user=by)
        membership.approve(by)
        return organisation


class Organisation(models.Model):
    """A council, or another body that appraises. Councils merge, so they begin and end."""

    gss_code = models.CharField("GSS code", max_length=9, unique=True, null=True, blank=True)
    official_name = models.CharField(max_length=200)
    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=40)
    region = models.CharField(max_length=40, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(
        null=True, blank=True, help_text="The first day on which it is no more."
    )
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    is_verified = models.BooleanField(
        "verified", default=False, help_text="Someone has checked that it is what it says it is."
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_organisation_ends_after_it_starts",
                condition=models.Q(ends=None)
                | models.Q(starts=None)
                | models.Q(ends__gt=models.F("starts")),
            ),
            models.UniqueConstraint(
                Lower("name"),
                name="no_two_organisations_have_names_that_differ_by_capitals_only",
                violation_error_message="There is an organisation with this name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.name = tidy_name(self.name)


def tidy_name(name: str) -> str:
    return " ".join(name.split())
