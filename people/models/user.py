"""Someone who signs in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


def tidy_address(email: str) -> str:
    """Return an e-mail address as we keep it: without spaces around it, and in small letters."""
    return email.strip().lower()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, **fields: Any) -> User:
        user = self.model(email=tidy_address(email), **fields)
        # People sign in by an e-mailed code or a passkey; there is no password to lose.
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def with_address(self, email: str) -> User:
        """Return the account of someone who has shown that an address is theirs.

        If there is none yet, this makes it.
        """
        fresh = self.model()
        fresh.set_unusable_password()
        user, _ = self.get_or_create(
            email=tidy_address(email), defaults={"password": fresh.password}
        )
        return user


class User(AbstractBaseUser):
    """Someone who signs in. The e-mail address is the only personal data kept.

    Analysts see the national picture, administrators look after accounts and organisations.
    Neither role sees anyone's appraisal, and both need a second step to sign in.
    """

    email = models.EmailField("e-mail address", unique=True)
    is_active = models.BooleanField(
        "may sign in", default=True, help_text="Untick to shut this account out at once."
    )
    is_analyst = models.BooleanField(
        "LGA analyst", default=False, help_text="Sees the anonymised national picture."
    )
    is_administrator = models.BooleanField(
        "administrator", default=False, help_text="Looks after accounts and organisations, here."
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    # allauth and Django's commands look for it.
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        super().clean()
        self.email = tidy_address(self.email)

    @property
    def needs_second_step(self) -> bool:
        return self.is_analyst or self.is_administrator

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2]
