"""Write docs/method.md from the content and the audit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from appraisal.method.content import CURRENT_VERSION, method
from appraisal.method_document import method_document
from appraisal.scoring.audit import audit


class Command(BaseCommand):
    help = "Write docs/method.md: the method in plain English, all its tables and its audit."

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = method(CURRENT_VERSION)
        path = Path(settings.BASE_DIR) / "docs" / "method.md"
        path.write_text(method_document(chosen, audit(chosen)), "utf-8")
        self.stdout.write(f"Wrote {path.relative_to(settings.BASE_DIR)}.")
