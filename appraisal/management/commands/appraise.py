"""Print what the method finds for an answers file."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

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
        repeated: list[str] = []
        try:
            # Some editors begin a file with a byte order mark, which is no part of the JSON.
            text = content.decode("utf-8-sig")
            # An empty file is an empty landscape.
            document = json.loads(text.strip() or "{}", object_pairs_hook=_once_each(repeated))
        except (ValueError, RecursionError) as error:
            raise CommandError(f"{name} is not JSON: {error}.", returncode=2) from error
        if repeated:
            raise AnswersError([f"“{key}” is given more than once. Keep one." for key in repeated])
        return document


def _once_each(repeated: list[str]) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """Return a reader of JSON objects that notes keys given twice: one would drop an answer."""

    def read(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        counts = Counter(key for key, _ in pairs)
        repeated.extend(key for key, count in counts.items() if count > 1)
        return dict(pairs)

    return read
