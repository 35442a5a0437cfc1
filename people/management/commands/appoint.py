"""Make somebody an LGA analyst or an administrator, or neither any more."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from people.models import User, tidy_address
from people.second_step import steps_of


class Command(BaseCommand):
    help = "Give somebody the role of LGA analyst, of administrator, or both; or take both away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address they sign in with")
        parser.add_argument("--analyst", action="store_true", help="sees the national picture")
        parser.add_argument(
            "--administrator", action="store_true", help="looks after accounts and organisations"
        )
        parser.add_argument("--neither", action="store_true", help="takes both roles away")

    def handle(self, *args: Any, **options: Any) -> None:
        email = tidy_address(options["email"])
        roles = {"is_analyst": options["analyst"], "is_administrator": options["administrator"]}
        if any(roles.values()) == options["neither"]:
            raise CommandError("Say --analyst, --administrator or both; or else --neither.")
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"“{email}” is not an e-mail address.") from None

        user = User.objects.filter(email=email).first()
        if user is None:
            if options["neither"]:
                raise CommandError(f"There is no account with the address {email}.")
            user = User.objects.create_user(email)
            self.stdout.write(f"There was no account with the address {email}. There is one now.")
        for role, given in roles.items():
            setattr(user, role, given)
        user.save(update_fields=list(roles))
        self.stdout.write(self._outcome(user))

    def _outcome(self, user: User) -> str:
        if not user.needs_second_step:
            return f"{user} is neither an analyst nor an administrator now."
        names = {"an LGA analyst": user.is_analyst, "an administrator": user.is_administrator}
        said = f"{user} is now {' and '.join(name for name, given in names.items() if given)}."
        if steps_of(user).exists():
            return f"{said} They will be asked for their second step."
        return f"{said} When they next sign in, they will be asked to set up a second step first."
