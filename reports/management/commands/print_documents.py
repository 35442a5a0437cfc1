"""Print the documents that people ask for. It runs beside the web server, as a process of its own.

More than one may run. Ended with SIGTERM or Ctrl-C, it leaves what it was printing to the next.
"""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.issuing.printer import Printer


class Command(BaseCommand):
    help = "Print the documents that people ask for, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--until-empty", action="store_true", help="end when everything is printed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        printer = Printer()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, printer.stop)
        if options["until_empty"]:
            printer.until_empty()
        else:
            printer.until_stopped()
