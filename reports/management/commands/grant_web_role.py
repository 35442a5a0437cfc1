"""Let a role of PostgreSQL serve pages, and no more than that."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from reports.releases.web_role import Unfit, check, grant, statements


class Command(BaseCommand):
    help = (
        "Let a role of PostgreSQL serve pages: it owns nothing, changes no release, and cannot "
        "read who was counted. Run it as the role that owns the tables, after every migration."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role")
        parser.add_argument("--dry-run", action="store_true", help="show the SQL, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        role = options["role"]
        try:
            if options["dry_run"]:
                check(role)
                for statement in statements(role):
                    self.stdout.write(f"{statement};")
                return
            with transaction.atomic():
                done = grant(role)
        except Unfit as unfit:
            raise CommandError(str(unfit)) from unfit
        self.stdout.write(f"“{role}” may serve pages now ({len(done)} statements).")
