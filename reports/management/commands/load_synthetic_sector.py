"""Load a made-up sector and its published releases, to see what the national picture looks like."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.national.release import Refused
from reports.releases import made_up
from reports.releases.made_up import sector


class Command(BaseCommand):
    help = (
        "Load the releases of a made-up sector: 153 councils that join, leave and change over "
        "eight quarters. They are marked as made up, and never stand beside real releases."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--remove", action="store_true", help="delete them instead")
        which.add_argument(
            "--rebuild",
            action="store_true",
            help="for developers: build and audit them anew first, which takes minutes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            sector.remove()
            self.stdout.write("The made-up releases are gone.")
            return
        if options["rebuild"]:
            self.begun = time.monotonic()
            sector.rebuild(self._built)
        if made_up.is_loaded():
            self.stdout.write("The made-up sector is loaded already.")
            return
        try:
            sector.load(self._loaded)
        except Refused as refused:
            raise CommandError(str(refused)) from refused

    def _built(self, quarter: str) -> None:
        taken = time.monotonic() - self.begun
        self.stdout.write(f"Built and audited {quarter}, {taken:.0f} seconds in")

    def _loaded(self, quarter: str) -> None:
        self.stdout.write(f"Made-up release: {quarter}")
