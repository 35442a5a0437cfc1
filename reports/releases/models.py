"""Releases as they were built. Triggers of the database refuse to change or delete them.

Only what is made up, for the demonstration, may be deleted again. On PostgreSQL the role that
serves pages may read all of this but ``CountedAppraisal``, and may write nothing of it: see
``manage.py grant_web_role``.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Release(models.Model):
    """The release of a quarter, as it was built.

    ``content`` is the proof file: the bytes that ``hash`` is the SHA-256 of. Groups and rows
    hold the same cells, for pages to read. ``catalogue`` describes all tables, rows and groups
    in full, so that a release can be read when the product has another catalogue.
    """

    quarter = models.CharField(max_length=7)
    is_synthetic = models.BooleanField(default=False)
    policy = models.JSONField()
    policy_version = models.PositiveSmallIntegerField()
    catalogue = models.JSONField()
    catalogue_fingerprint = models.CharField(max_length=64)
    content = models.BinaryField()
    hash = models.CharField(max_length=64)
    audit = models.JSONField()
    built_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_quarter_has_one_release", fields=["quarter", "is_synthetic"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.quarter} (made up)" if self.is_synthetic else self.quarter


class Publication(models.Model):
    """That a release is published. Before that, no page shows it."""

    release = models.OneToOneField(
        Release, on_delete=models.CASCADE, primary_key=True, related_name="publication"
    )
    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.release} published"


class ReleasedGroup(models.Model):
    """What a release shows of a group: as it stood in the quarter ``as_of``, or nothing.

    ``contributors`` is rounded down to 5. A group that always is the same as another names it
    in ``same_as`` and has no rows of its own.
    """

    class State(models.TextChoices):
        COUNTED = "counted", "Counted for this release"
        KEPT = "kept", "Kept from an earlier release"
        NOT_SHOWN = "not_shown", "Not shown"
        SAME_AS = "same_as", "The same as another group"

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="groups")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State)
    same_as = models.CharField(max_length=40, blank=True)
    as_of = models.CharField(max_length=7, blank=True)
    contributors = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_release_has_each_group_once", fields=["release", "key"]
            ),
            models.CheckConstraint(
                name="a_group_says_how_many_contributed_only_if_it_is_shown",
                condition=(
                    Q(state__in=["counted", "kept"], contributors__isnull=False) & ~Q(as_of="")
                )
                | Q(state__in=["not_shown", "same_as"], contributors=None, as_of=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.key}"


class ReleasedRow(models.Model):
    """A row of a table for one group: rounded counts and shares by value, or a rounded mean.

    A count of 0 reads “fewer than 5”. A row that is too uniform has neither.
    """

    group = models.ForeignKey(ReleasedGroup, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    is_too_uniform = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    shares = models.JSONField(default=dict)
    mean = models.SmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_group_has_each_row_once", fields=["group", "key"])
        ]
        indexes = [models.Index(fields=["key"], name="released_rows_over_time")]

    def __str__(self) -> str:
        return f"{self.group} {self.key}"


class CountedAppraisal(models.Model):
    """Whose appraisal was counted in which group of a release. No page may ever read this.

    Later releases are audited against it. It says nothing of what was answered, and it stays
    when the appraisal is deleted: what was published with it stands.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="counted")
    group = models.CharField(max_length=40)
    organisation = models.CharField(max_length=20)
    version = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_organisation_counts_once_in_a_group",
                fields=["release", "group", "organisation"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.group}"
