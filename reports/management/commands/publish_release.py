"""Publish the release of a quarter, as it was built and kept."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.national.release import Refused
from reports.releases.keeping import publish
from reports.releases.quarters import last_day


class Command(BaseCommand):
    help = "Publish the release of a quarter that build_release has kept. It cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("quarter", help="such as 2027-Q1")

    def handle(self, *args: Any, **options: Any) -> None:
        quarter = options["quarter"]
        try:
            last_day(quarter)
            published = publish(quarter)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{quarter} is published. SHA-256: {published.hash}")
