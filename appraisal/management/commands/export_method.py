"""Print the whole method as JSON."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from appraisal.method.content import CURRENT_VERSION, method
from appraisal.method.export import export


class Command(BaseCommand):
    help = "Print a version of the method (questions, influences, weights, sources) as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--version-of-method", default=CURRENT_VERSION)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen = method(options["version_of_method"])
        except LookupError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(json.dumps(export(chosen), ensure_ascii=False, indent=2))
