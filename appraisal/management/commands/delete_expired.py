"""Delete whatever has been kept for as long as we said. The rules are in appraisal/retention.py."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from appraisal.retention import rules


class Command(BaseCommand):
    help = "Delete whatever has been kept for as long as the settings KEEP_* say. Run it daily."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be deleted, and delete nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for rule in rules():
            if options["dry_run"]:
                self.stdout.write(f"Would delete {rule.count()}: {rule.what}")
            else:
                self.stdout.write(f"Deleted {rule.end()}: {rule.what}")
