"""The door for a web server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from config.whole import whole_requests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = whole_requests(get_wsgi_application())
