"""What an appraisal is: its perspectives, their answers, what was found and what happened."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property

from people.models import Organisation, User
from people.visitor import KEPT_DAYS, Visitor

# Without the letters and digits that are mistaken for one another when read out.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 8

# The step of the wizard that holds the points of the goals; every other step is a page.
GOAL_POINTS = "goal-points"


def new_reference() -> str:
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))


def kept_since() -> datetime:
    """Return when work without an owner must have been changed to be kept still."""
    return timezone.now() - timedelta(days=KEPT_DAYS)


class AppraisalQuerySet(models.QuerySet["Appraisal"]):
    def editable_by(self, visitor: Visitor) -> AppraisalQuerySet:
        """Return what this visitor began in this browser or signed in."""
        mine = models.Q(pk__in=())
        if visitor.browser:
            mine |= models.Q(browser=visitor.browser, owner=None, changed_at__gte=kept_since())
        if visitor.user:
            mine |= models.Q(owner=visitor.user)
        return self.filter(mine, is_demonstration=False)

    def visible_to(self, visitor: Visitor) -> AppraisalQuerySet:
        """Return what this visitor may read: their own, and the public demonstration."""
        return self.editable_by(visitor) | self.filter(is_demonstration=True)

    def expired(self) -> AppraisalQuerySet:
        """Return work without an owner that nobody has changed for longer than we keep it."""
        return self.filter(owner=None, is_demonstration=False, changed_at__lt=kept_since())


class Appraisal(models.Model):
    """One decision on how to commission, under one version of the method."""

    class Route(models.TextChoices):
        SHORT = "short", "Short route"
        FULL = "full", "Full route"

    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    title = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="appraisals"
    )
    scope = models.TextField(blank=True)
    decision_date = models.DateField(null=True, blank=True)
    route = models.CharField(max_length=5, choices=Route, default=Route.SHORT)
    method_version = models.CharField(max_length=20)
    owner = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="appraisals"
    )
    browser = models.CharField(max_length=64, blank=True, db_index=True)
    is_demonstration = models.BooleanField(default=False)
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = AppraisalQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reference

    def begin(self) -> None:
        """Save a new appraisal, with the agreed perspective that its answers will belong to."""
        with transaction.atomic():
            self.save(force_insert=True)
            self.perspectives.create(role=Perspective.AGREED)
            self.events.create(what="started", by=self.owner)

    @cached_property
    def agreed(self) -> Perspective:
        """Return the perspective that the result is worked out from."""
        return self.perspectives.get(role=Perspective.AGREED)

    def described(self) -> dict[str, Any]:
        """Return what is appraised, as an outcome keeps it."""
        return {
            "title": self.title,
            "council": self.organisation.official_name if self.organisation else "",
            "scope": self.scope,
            "decision_date": self.decision_date.isoformat() if self.decision_date else None,
            "route": self.route,
        }

    def touch(self) -> None:
        """Note a change: work without an account is kept for a time after the last one."""
        self.changed_at = timezone.now()
        self.save(update_fields=["changed_at"])

    def keep_until(self) -> datetime:
        """Return when unowned work is deleted unless it changes before."""
        return self.changed_at + timedelta(days=KEPT_DAYS)


class Perspective(models.Model):
    """One point of view on an appraisal: the agreed one, or one contributor's."""

    AGREED = "agreed"

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="perspectives")
    role = models.CharField(max_length=40, default=AGREED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_appraisal_has_one_agreed_perspective",
                fields=["appraisal"],
                condition=models.Q(role="agreed"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.appraisal} {self.role}"

    def current_revisions(self) -> dict[str, StepRevision]:
        """Return the latest revision of every step that has been saved, in one query."""
        latest = (
            StepRevision.objects.filter(
                perspective=models.OuterRef("perspective"), step=models.OuterRef("step")
            )
            .order_by("-number")
            .values("number")[:1]
        )
        found = self.revisions.filter(number=models.Subquery(latest))
        return {revision.step: revision for revision in found}

    def answers_file(self) -> dict[str, Any]:
        """Return all current answers in the shape of an answers file."""
        goals: dict[str, Any] = {}
        answers: dict[str, Any] = {}
        for revision in self.current_revisions().values():
            if revision.step == GOAL_POINTS:
                goals |= {key: answer["value"] for key, answer in revision.answers.items()}
            else:
                answers |= revision.answers
        return {"answers": answers, "goals": goals}


class StepRevision(models.Model):
    """What one page of the wizard held when it was saved. Rows are added, never changed.

    ``answers`` holds what was accepted, by question key; ``draft`` what was typed and could
    not be accepted, by field name, so that it can be shown again.
    """

    perspective = models.ForeignKey(Perspective, on_delete=models.CASCADE, related_name="revisions")
    step = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    answers = models.JSONField()
    draft = models.JSONField(default=dict, blank=True)
    method_version = models.CharField(max_length=20)
    saved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT)
    saved_at = models.DateTimeField(default=timezone.now)
    token = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_step_of_a_perspective_has_each_revision_number_once",
                fields=["perspective", "step", "number"],
            ),
            models.UniqueConstraint(
                name="a_submission_is_saved_once", fields=["perspective", "token"]
            ),
            models.CheckConstraint(
                name="revisions_are_numbered_from_one", condition=models.Q(number__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.perspective} {self.step} {self.number}"


class Outcome(models.Model):
    """What an appraisal found, stored as it was found: no later version may rewrite it.

    ``appraised`` says what was appraised, as it was described then; ``landscape`` holds the
    answers in the shape of an answers file; ``result`` is what the core found, in the shape
    that the appraise command prints.
    """

    class Verdict(models.TextChoices):
        CLEAR = "clear", "Clear"
        LEANING = "leaning", "Leaning"
        NO_CLEAR_DIFFERENCE = "no_clear_difference", "No clear difference"
        TOO_EARLY = "too_early", "Too early to say"

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="outcomes")
    number = models.PositiveIntegerField()
    found_at = models.DateTimeField(default=timezone.now)
    found_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT)
    method_version = models.CharField(max_length=20)
    method_hash = models.CharField(max_length=64)
    appraised = models.JSONField()
    landscape = models.JSONField()
    result = models.JSONField()
    verdict = models.CharField(max_length=20, choices=Verdict)
    leader = models.CharField(max_length=40, blank=True)
    coverage = models.DecimalField(max_digits=7, decimal_places=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_appraisal_has_each_outcome_number_once", fields=["appraisal", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.appraisal} outcome {self.number}"


class Event(models.Model):
    """Who did what else, and when: the trail. Rows are added, never changed."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=40)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT)
    at = models.DateTimeField(default=timezone.now)
    details = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.appraisal} {self.what}"
