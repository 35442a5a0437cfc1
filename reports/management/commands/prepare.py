"""Get a copy ready to use: tables, councils, the demonstration and a sample report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from appraisal import demonstration
from appraisal.models import Appraisal, Outcome
from people.councils import load as load_councils
from reports.issuing.sample import NotPrinted, ask_for_sample, write_sample
from reports.models import Document
from reports.releases import made_up


class Command(BaseCommand):
    help = "Migrate, load the councils and the demonstration, and write the sample report."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sample", type=Path, help="where to write the sample report")
        parser.add_argument(
            "--synthetic-sector",
            action="store_true",
            help="load a made-up national picture too, unless there is a real one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._migrate()
        self.stdout.write(f"Councils: {load_councils()}")
        outcome = self._demonstration()
        deleted, _ = Appraisal.objects.expired().delete()
        if deleted:
            self.stdout.write("Deleted work that was kept for longer than promised.")
        if options["synthetic_sector"]:
            self._synthetic_sector()
        document = ask_for_sample(outcome)
        if options["sample"]:
            self._sample(document, options["sample"])

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Making the tables…")
            call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)

    def _demonstration(self) -> Outcome:
        loaded = demonstration.load_all()
        for appraisal in loaded:
            self.stdout.write(f"Demonstration: {appraisal.title}")
        return loaded[0].outcomes.latest("number")

    def _synthetic_sector(self) -> None:
        if made_up.is_in_the_way() or made_up.is_loaded():
            return
        self.stdout.write("Loading the releases of a made-up sector…")
        call_command("load_synthetic_sector", stdout=self.stdout)

    def _sample(self, document: Document, path: Path) -> None:
        if document.state in Document.OPEN:
            self.stdout.write("Printing the sample report…")
        try:
            write_sample(document, path)
        except NotPrinted as error:
            raise CommandError(f"There is no sample report. {error}") from error
