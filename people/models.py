"""Who is who: the people who sign in, and the organisations they work for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. The e-mail address is the only personal data kept."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"

    def __str__(self) -> str:
        return self.email


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def councils(self) -> OrganisationQuerySet:
        """Return the councils with adult social care responsibility, by name."""
        return self.exclude(gss_code=None).order_by("name")


class Organisation(models.Model):
    """A council, or another body that appraises. Councils merge, so they begin and end."""

    gss_code = models.CharField(max_length=9, unique=True, null=True, blank=True)
    official_name = models.CharField(max_length=200)
    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=40)
    region = models.CharField(max_length=40, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_organisation_ends_after_it_starts",
                condition=models.Q(ends=None)
                | models.Q(starts=None)
                | models.Q(ends__gt=models.F("starts")),
            )
        ]

    def __str__(self) -> str:
        return self.name
