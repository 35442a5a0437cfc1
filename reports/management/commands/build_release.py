"""Build the release of a quarter: show what it would show, and keep it when told to."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reports.national.release import Refused, Release, build
from reports.releases.gathering import contributions
from reports.releases.keeping import keep, kept
from reports.releases.quarters import last_day
from reports.releases.secret import secret
from reports.releases.telling import told


class Command(BaseCommand):
    help = (
        "Build the release of a quarter, such as 2027-Q1, and say what it would show and what it "
        "refuses. Nothing is stored without --keep, and nothing is published by this command."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("quarter", help="such as 2027-Q1")
        parser.add_argument(
            "--keep", action="store_true", help="store the release; it can never be changed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        quarter = options["quarter"]
        try:
            self._check(quarter, options["keep"])
            release = self._built(quarter)
            for line in told(release):
                self.stdout.write(line)
            self.stdout.write(f"SHA-256: {release.hash}")
            self._keep(release, options["keep"])
        except Refused as refused:
            raise CommandError(str(refused)) from refused

    def _check(self, quarter: str, to_keep: bool) -> None:
        ends = last_day(quarter)
        if to_keep and timezone.localdate() <= ends:
            raise Refused(
                f"{quarter} is not over. Its release can be kept from the day after "
                f"{ends:%-d %B %Y}. Without --keep you can see what it would show today."
            )

    def _built(self, quarter: str) -> Release:
        rounding, begun = secret(), time.monotonic()
        self.stdout.write("Reading earlier releases, and who contributes…")
        earlier, given = kept(), contributions()
        self._took(begun)
        begun = time.monotonic()
        self.stdout.write("Counting, rounding and auditing. This can take ten minutes…")
        release = build(quarter, given, earlier, rounding)
        self._took(begun)
        return release

    def _keep(self, release: Release, to_keep: bool) -> None:
        if not to_keep:
            self.stdout.write(
                "Nothing was stored. To keep this release, for good: "
                f"manage.py build_release {release.quarter} --keep"
            )
            return
        keep(release.bytes, release.members)
        self.stdout.write(
            "Kept, and not yet published. To publish it, for good: "
            f"manage.py publish_release {release.quarter}"
        )

    def _took(self, begun: float) -> None:
        self.stdout.write(f"Done in {time.monotonic() - begun:.1f} seconds.")
