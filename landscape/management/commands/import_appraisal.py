"""Bring in an appraisal from a file that some copy of this product exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from appraisal.scoring.answers import AnswersError
from landscape.bringing_in.reading import Brought, read
from landscape.bringing_in.storing import bring_in
from landscape.bringing_in.uploads import MOST_BYTES
from people.models import User, tidy_address


class Command(BaseCommand):
    help = "Bring in an appraisal from a file of “Download everything (JSON)”, as a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="APPRAISAL.json")
        parser.add_argument("--owner", required=True, help="the address its owner signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self._owner(tidy_address(options["owner"]))
        appraisal = bring_in(self._read(options["file"], owner), owner)
        self.stdout.write(f"“{appraisal.title}” is brought in as {appraisal.reference}.")

    def _owner(self, email: str) -> User:
        owner = User.objects.filter(email=email).first()
        if owner is None:
            raise CommandError(
                f"There is no account with the address {email}. Let its owner sign in once first.",
                returncode=2,
            )
        return owner

    def _read(self, path: Path, owner: User) -> Brought:
        try:
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError as error:
            message = f"{path} cannot be read: {error.strerror}."
            raise CommandError(message, returncode=2) from error
        if len(content) > MOST_BYTES:
            raise CommandError(f"{path} is larger than {MOST_BYTES:,} bytes.", returncode=2)
        try:
            return read(content, owner)
        except AnswersError as error:
            lines = "\n".join(error.problems)
            message = f"{path} cannot be brought in.\n{lines}\nNothing is stored."
            raise CommandError(message, returncode=2) from error
