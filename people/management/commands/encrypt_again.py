"""Let an earlier SECRET_KEY go: encrypt with the present one what it had encrypted."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from people.adapters import ENCRYPTED, encrypt_again


class Command(BaseCommand):
    help = (
        "Encrypt the secrets of authenticator apps and recovery codes with SECRET_KEY, so that "
        "SECRET_KEY_FALLBACKS is not needed for them any more."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        unreadable = 0
        steps = Authenticator.objects.filter(type__in=ENCRYPTED)
        for pk in steps.values_list("pk", flat=True):
            with transaction.atomic():
                # Whoever uses a recovery code meanwhile writes the same field.
                for step in steps.select_for_update().filter(pk=pk):
                    try:
                        encrypt_again(step)
                    except InvalidToken:
                        unreadable += 1
        if unreadable:
            raise CommandError(
                f"{unreadable} cannot be read with any key, and have to be set up again. "
                "All others are encrypted with SECRET_KEY."
            )
        self.stdout.write("All are encrypted with SECRET_KEY.")
