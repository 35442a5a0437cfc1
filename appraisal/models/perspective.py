"""One point of view on an appraisal, and the answers given from it, revision by revision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from appraisal.models.appraisal import Access, Appraisal, new_reference
from appraisal.models.invitation import Invitation
from people.models import User
from people.prepared import Prepared, Slot
from people.visitor import Visitor

# The step of the wizard that holds the points of the goals; every other step is a page.
GOAL_POINTS = "goal-points"


class PerspectiveQuerySet(models.QuerySet["Perspective"]):
    def contributions(self) -> PerspectiveQuerySet:
        """Return the points of view of those who were invited."""
        return self.exclude(invitation=None)

    def contributed_by(self, visitor: Visitor, reference: str) -> Perspective:
        """Return the contribution of this reference; to another browser there is none."""
        found = self.contributions().select_related("invitation", "appraisal__organisation")
        contribution = found.get(reference=reference)
        seed = contribution.invitation.seed if contribution.invitation else ""
        if contribution.contributor != visitor.key_for(seed):
            raise self.model.DoesNotExist
        return contribution

    def agreed_in(self, visitor: Visitor, reference: str, step: str = "") -> Perspective:
        """Return the agreed answers of an appraisal that the visitor may answer.

        Whose that is, Appraisal.objects.editable_by says; this finds the same for one of them, for
        a tenth of the work, as it does for every page and save.
        """
        asked = {"reference": reference, "step": step}
        if visitor.user and (found := LET_IN.first(email=visitor.user.email, **asked)):
            return found
        found = AGREED.first(**asked)
        if found is None or not found.appraisal.is_kept_in(visitor.browser):
            raise self.model.DoesNotExist
        return found


class AgreedAnswers:
    """Finds the agreed answers of an appraisal, under more conditions if any are given."""

    def __init__(self, **more: Any) -> None:
        asked = {
            "invitation": None,
            "appraisal__reference": Slot("reference"),
            "appraisal__is_demonstration": False,
            **more,
        }
        there = {f"perspective__{name}": value for name, value in asked.items()}
        self.with_step = Prepared(
            lambda: (
                StepRevision.objects.filter(step=Slot("step"), **there)
                .order_by("-number")
                .select_related("perspective__appraisal")
            )
        )
        self.alone = Prepared(
            lambda: Perspective.objects.filter(**asked).select_related("appraisal")
        )

    def first(self, *, step: str, **values: str) -> Perspective | None:
        """Return what is asked for, and read the current revision of a step in the same query."""
        if revision := self.with_step.first(step=step, **values):
            revision.perspective.read[step] = revision
            return revision.perspective
        found = self.alone.first(**values)
        if found:
            found.read[step] = None
        return found


AGREED = AgreedAnswers()
LET_IN = AgreedAnswers(
    appraisal__access__email=Slot("email"), appraisal__access__level__in=Access.MAY_EDIT
)


class Perspective(models.Model):
    """One point of view on an appraisal: the agreed one, or one contributor's.

    A contributor has no account. ``contributor`` is a key that only their browser can make, and
    another one for every invitation, so that no two contributions can be told to be one person's.
    """

    AGREED = "agreed"

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="perspectives")
    role = models.CharField(max_length=40, default=AGREED)
    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.CASCADE, related_name="perspectives"
    )
    contributor = models.CharField(max_length=64, blank=True, db_index=True)
    # Which wording about what happens to their answers the contributor agreed to.
    wording = models.CharField(max_length=20, blank=True)
    is_handed_in = models.BooleanField(default=False)

    objects = PerspectiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_appraisal_has_one_agreed_perspective",
                fields=["appraisal"],
                condition=Q(role="agreed"),
            ),
            models.CheckConstraint(
                name="all_but_the_agreed_perspective_were_invited",
                condition=Q(role="agreed", invitation=None)
                | (~Q(role="agreed") & Q(invitation__isnull=False)),
            ),
            models.UniqueConstraint(
                name="a_browser_contributes_once_to_an_invitation",
                fields=["invitation", "contributor"],
                condition=~Q(contributor=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appraisal} {self.role}"

    @property
    def sections(self) -> list[str]:
        """Return the keys of the sections it is asked; an empty list for all of them."""
        return self.invitation.sections if self.invitation else []

    @property
    def is_anonymous(self) -> bool:
        return self.invitation is not None and self.invitation.is_anonymous

    @property
    def takes_answers(self) -> bool:
        """Tell whether it can be changed; a contribution only while its invitation is open."""
        return self.invitation is None or self.invitation.is_open

    @cached_property
    def read(self) -> dict[str, StepRevision | None]:
        """Hold the current revisions of steps that were read on the way to it."""
        return {}

    def current_revisions(self) -> dict[str, StepRevision]:
        """Return the latest revision of every step that has been saved, in one query."""
        return {revision.step: revision for revision in self.revisions.current()}

    def current_revision(self, step: str) -> StepRevision | None:
        """Return the latest revision of one step, if it has been saved."""
        found = StepRevision.objects.filter(perspective=self, step=step).order_by("-number")
        return next(iter(found[:1]), None)

    def answers_file(self) -> dict[str, Any]:
        """Return all current answers in the shape of an answers file."""
        return answers_file(self.current_revisions())


class StepRevisionQuerySet(models.QuerySet["StepRevision"]):
    def current(self) -> StepRevisionQuerySet:
        """Return the latest revision of every step of a perspective that has been saved."""
        latest = (
            StepRevision.objects.filter(
                perspective=models.OuterRef("perspective"), step=models.OuterRef("step")
            )
            .order_by("-number")
            .values("number")[:1]
        )
        return self.filter(number=models.Subquery(latest))


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
    saved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)
    # When these answers were given, if they were copied from another appraisal.
    given_at = models.DateTimeField(null=True, blank=True)
    token = models.UUIDField()

    objects = StepRevisionQuerySet.as_manager()

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
                name="revisions_are_numbered_from_one", condition=Q(number__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.perspective} {self.step} {self.number}"


def current_of(perspectives: Iterable[Perspective]) -> dict[int, dict[str, StepRevision]]:
    """Return the current revisions by step of each perspective, by its id, in one query."""
    found: dict[int, dict[str, StepRevision]] = {each.pk: {} for each in perspectives}
    for revision in StepRevision.objects.filter(perspective__in=found).current():
        found[revision.perspective_id][revision.step] = revision
    return found


def answers_file(revisions: Mapping[str, StepRevision]) -> dict[str, Any]:
    """Return the answers of the current revisions, by step, in the shape of an answers file."""
    goals: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    for revision in revisions.values():
        if revision.step == GOAL_POINTS:
            goals |= {key: answer["value"] for key, answer in revision.answers.items()}
        else:
            answers |= revision.answers
    return {"answers": answers, "goals": goals}
