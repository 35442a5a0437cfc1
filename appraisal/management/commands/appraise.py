"""Print what the method finds for an answers file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from appraisal.method.content import CURRENT_VERSION, method
from appraisal.scoring.answers import AnswersError, read_landscape
from appraisal.scoring.result import appraise, as_document


class Command(BaseCommand):
    help = "Print the whole outcome for a file of answers as JSON. “-” reads standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("answers", metavar="ANSWERS.json")
        parser.add_argument("--version-of-method", default=CURRENT_VERSION)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen = method(options["version_of_method"])
            landscape = read_landscape(chosen, self._document(options["answers"]))
        except (LookupError, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        except AnswersError as error:
            lines = "\n".join(error.problems)
            raise CommandError(f"These answers cannot be used.\n{lines}", returncode=2) from error
        found = as_document(appraise(chosen, landscape))
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def _document(self, name: str) -> Any:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
        if not text.strip():
            return {}
        try:
            return json.loads(text, parse_float=str, object_pairs_hook=_once_each)
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise CommandError(f"{name} is not JSON: {error}.", returncode=2) from error


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the pairs as a dict; a key given twice would silently drop an answer."""
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise AnswersError([f"“{key}” is given more than once. Keep one."])
    return dict(pairs)
