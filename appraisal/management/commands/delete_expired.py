"""Delete work without an account that nobody has changed for as long as we keep it."""

from typing import Any

from django.core.management.base import BaseCommand

from appraisal.models import Appraisal


class Command(BaseCommand):
    help = "Delete appraisals without an owner, 30 days after their last change. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        _, deleted = Appraisal.objects.expired().delete()
        count = deleted.get("appraisal.Appraisal", 0)
        self.stdout.write(f"{count} expired appraisal{'' if count == 1 else 's'} deleted.")
