"""An appraisal: what is appraised, under which method, and who may open it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.functional import cached_property

from people.models import Organisation, User
from people.visitor import Visitor

if TYPE_CHECKING:
    from appraisal.models.perspective import Perspective

# Without the letters and digits that are mistaken for one another when read out.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 8


def new_reference() -> str:
    return get_random_string(REFERENCE_LENGTH, REFERENCE_ALPHABET)


def kept_for(is_trial: bool) -> timedelta:
    """Return how long work without an account is kept: a trial after its start, other work
    after its last change."""
    if is_trial:
        return timedelta(hours=settings.KEEP_TRIAL_HOURS)
    return timedelta(days=settings.KEEP_UNCLAIMED_DAYS)


def is_kept() -> Q:
    """Return the condition under which work without an account has not expired."""
    now = timezone.now()
    return Q(is_trial=False, changed_at__gte=now - kept_for(is_trial=False)) | Q(
        is_trial=True, started_at__gte=now - kept_for(is_trial=True)
    )


def open_to(visitor: Visitor, *levels: Access.Level) -> Q:
    """Return the condition under which an appraisal is open to a visitor at one of the levels."""
    begun = Appraisal.objects.filter(is_kept(), browser=visitor.browser).values("pk")
    if not visitor.user:
        return Q(pk__in=begun) if visitor.browser else Q(pk__in=())
    let_in = Access.objects.filter(email=visitor.user.email, level__in=levels).values("appraisal")
    # Each is found by its index. An “or” of the two would look through everybody's work.
    return Q(pk__in=let_in.union(begun) if visitor.browser else let_in)


class AppraisalQuerySet(models.QuerySet["Appraisal"]):
    def owned_by(self, visitor: Visitor) -> AppraisalQuerySet:
        """Return what is this visitor's to share, to trace and to delete."""
        return self._open_to(visitor, Access.Level.OWNER)

    def editable_by(self, visitor: Visitor) -> AppraisalQuerySet:
        """Return what this visitor may answer and conclude."""
        return self._open_to(visitor, *Access.MAY_EDIT)

    def shared_with(self, visitor: Visitor) -> AppraisalQuerySet:
        """Return what this visitor may at least read, by having begun it or been let in."""
        return self._open_to(visitor, *Access.Level)

    def visible_to(self, visitor: Visitor) -> AppraisalQuerySet:
        """Return what this visitor may read: all of that, and the public demonstration."""
        return self.shared_with(visitor) | self.filter(is_demonstration=True)

    def telling_owners_apart(self, visitor: Visitor) -> AppraisalQuerySet:
        """Return the same with ``is_owned``: whether each one is the visitor's own."""
        return self.annotate(is_owned=open_to(visitor, Access.Level.OWNER))

    def _open_to(self, visitor: Visitor, *levels: Access.Level) -> AppraisalQuerySet:
        return self.filter(open_to(visitor, *levels), is_demonstration=False)

    def unclaimed(self) -> AppraisalQuerySet:
        """Return work that belongs to a browser and to no account."""
        return self.exclude(browser="")

    def expired(self) -> AppraisalQuerySet:
        """Return unclaimed work that has been kept as long as we promised."""
        return self.unclaimed().exclude(is_kept())


class Appraisal(models.Model):
    """One decision on how to commission, under one version of the method.

    It belongs to a browser (``browser`` is the hash of its token) until somebody signs in there
    and claims it, and from then on to whoever has access.
    """

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
    # How often the fields above were changed: by it a change on top of another is noticed.
    scope_number = models.PositiveIntegerField(default=0)
    method_version = models.CharField(max_length=20)
    browser = models.CharField(max_length=64, blank=True, db_index=True)
    is_demonstration = models.BooleanField(default=False)
    is_trial = models.BooleanField(default=False)
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now)
    # A copy goes on when what it was started from is deleted.
    started_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    # Made when the page to start on was shown: pressing its button twice starts one appraisal.
    token = models.UUIDField(null=True, unique=True)

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        indexes = [
            # A few of very many, which the start page and the example look for.
            models.Index(
                fields=["reference"],
                condition=Q(is_demonstration=True),
                name="the_demonstrations",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    def begin(self, by: User | None = None) -> None:
        """Save a new appraisal, with the perspective that its agreed answers will belong to.

        It is the browser's if it has one, and otherwise the account's.
        """
        with transaction.atomic():
            self.save(force_insert=True)
            self.perspectives.create()
            self.events.create(what="started", by=by)
            if by and not self.browser:
                self.claim(by)

    def claim(self, user: User) -> None:
        """Give the appraisal to an account; from then on the browser alone does not open it."""
        self.browser = ""
        self.save(update_fields=["browser"])
        self.access.create(email=user.email, level=Access.Level.OWNER)

    @cached_property
    def agreed(self) -> Perspective:
        """Return the perspective that the result is worked out from."""
        found = self.perspectives.get(invitation=None)
        found.appraisal = self
        return found

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

    def is_kept_in(self, browser: str) -> bool:
        """Tell whether it belongs to this browser, and has not expired."""
        return bool(browser) and browser == self.browser and timezone.now() <= self.keep_until()

    def keep_until(self) -> datetime:
        """Return when unclaimed work is deleted unless, if it is no trial, it changes before."""
        begun = self.started_at if self.is_trial else self.changed_at
        return begun + kept_for(self.is_trial)


class Access(models.Model):
    """An e-mail address that may open an appraisal by signing in, and what it may do there.

    An address and not an account, so that nobody learns by sharing who has one.
    """

    class Level(models.TextChoices):
        OWNER = "owner", "Owner"
        EDITOR = "editor", "Editor"
        VIEWER = "viewer", "Viewer"

    MAY_EDIT = (Level.OWNER, Level.EDITOR)

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="access")
    email = models.EmailField(db_index=True)
    level = models.CharField(max_length=6, choices=Level)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_address_has_one_level_of_access_to_an_appraisal",
                fields=["appraisal", "email"],
            ),
            models.CheckConstraint(
                name="an_address_with_access_is_in_small_letters",
                condition=Q(email=Lower("email")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appraisal} {self.level}"
