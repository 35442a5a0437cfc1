"""Print the method's audit of itself; fail when it is out of bounds."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from appraisal.audit_report import audit_section
from appraisal.method.content import CURRENT_VERSION, method
from appraisal.scoring.audit import audit


class Command(BaseCommand):
    help = "Print what the method does to random situations. Exit status 1 if out of bounds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--version-of-method", default=CURRENT_VERSION)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen = method(options["version_of_method"])
        except LookupError as error:
            raise CommandError(str(error), returncode=2) from error
        found = audit(chosen)
        self.stdout.write("\n".join(audit_section(chosen, found)))
        if found.problems:
            raise CommandError("\n".join(found.problems), returncode=1)
