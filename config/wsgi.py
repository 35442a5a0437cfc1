"""The door for a web server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from config.whole import whole_requests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# PostgreSQL gives up before the web server ends a process that hangs, so that whoever waits sees a
# page that keeps what they typed. For pages alone: commands and printers may take their time.
os.environ.setdefault("PGOPTIONS", "-c lock_timeout=10s -c statement_timeout=15s")

application = whole_requests(get_wsgi_application())
