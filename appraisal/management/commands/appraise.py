"""Print what the method finds for an answers file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from appraisal.decoding import decoded
from appraisal.method.content import CURRENT_VERSION, method
from appraisal.scoring.answers import AnswersError
from appraisal.scoring.document import as_document
from appraisal.scoring.result import appraise
from appraisal.scoring.voices import read_perspectives


class Command(BaseCommand):
    help = "Print the whole outcome for a file of answers as JSON. “-” reads standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("answers", metavar="ANSWERS.json")
        parser.add_argument("--version-of-method", default=CURRENT_VERSION)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen = method(options["version_of_method"])
        except LookupError as error:
            raise CommandError(str(error), returncode=2) from error
        try:
            landscape, voices = read_perspectives(chosen, self._document(options["answers"]))
        except AnswersError as error:
            lines = "\n".join(error.problems)
            raise CommandError(f"These answers cannot be used.\n{lines}", returncode=2) from error
        found = as_document(appraise(chosen, landscape, voices))
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def _document(self, name: str) -> Any:
        try:
            content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            message = f"{name} cannot be read: {error.strerror}."
            raise CommandError(message, returncode=2) from error
        try:
            return decoded(content)
        except ValueError as error:
            raise CommandError(f"{name} is not JSON: {error}.", returncode=2) from error
