"""Load the councils with adult social care responsibility."""

from typing import Any

from django.core.management.base import BaseCommand

from people import councils


class Command(BaseCommand):
    help = "Load the 153 councils with adult social care responsibility. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{councils.load()} councils are loaded.")
