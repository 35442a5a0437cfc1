"""Let somebody in again who has lost their phone, their keys and their recovery codes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.models import User, tidy_address
from people.second_step import forget_steps_of


class Command(BaseCommand):
    help = (
        "Forget someone's passkeys, authenticator app and recovery codes. First make sure who asks."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address they sign in with")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=tidy_address(options["email"])).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        forget_steps_of(user)
        self.stdout.write(f"{user} can sign in with an e-mailed code alone.")
        if user.needs_second_step:
            self.stdout.write("Their role needs a second step: they will be asked to set one up.")
