#!/usr/bin/env python
"""Django's command line for the Strategic Commissioning Options Appraisal."""

import logging
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except Exception:
        # Python would print what the error says, which may quote people. Nobody keeps a terminal.
        if sys.stderr.isatty():
            raise
        logging.getLogger("manage").exception("Ended by an error: %s", " ".join(sys.argv[1:2]))
        sys.exit(1)
