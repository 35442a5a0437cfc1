"""That an organisation's result may be counted in the national picture, or no longer."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from appraisal.models.appraisal import Appraisal
from people.models import Organisation, User


class NationalConsentQuerySet(models.QuerySet["NationalConsent"]):
    def standing(self) -> NationalConsentQuerySet:
        """Return the consents that hold now: the last word on each appraisal, if it was yes.

        It was given for one organisation, and lapses when the appraisal becomes another's.
        """
        later = NationalConsent.objects.filter(
            appraisal=OuterRef("appraisal"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(later), is_given=True, organisation=F("appraisal__organisation"))


class NationalConsent(models.Model):
    """That an owner opted in or withdrew, and which wording they were shown.

    Rows are added, never changed; the last one counts. Without any, nothing is shared.
    """

    appraisal = models.ForeignKey(
        Appraisal, on_delete=models.CASCADE, related_name="national_consents"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="national_consents"
    )
    is_given = models.BooleanField()
    wording = models.CharField(max_length=40)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = NationalConsentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.appraisal} {'shared' if self.is_given else 'not shared'}"
