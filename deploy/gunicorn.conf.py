"""How the web server runs: gunicorn --config deploy/gunicorn.conf.py config.wsgi

WEB_CONCURRENCY and GUNICORN_BIND may be set in the environment; see docs/operations/sizing.md.
"""

import os

# Behind a proxy on the same machine. Never where others can reach it.
bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")

# Pages cost processor time, so more processes than cores win nothing; two can be killed one by one.
workers = int(os.environ.get("WEB_CONCURRENCY") or max(2, os.cpu_count() or 2))
worker_class = "sync"

# The longest page takes a second or two; what takes longer hangs, and its process is replaced.
timeout = 30
graceful_timeout = 30

# A process that has grown is replaced, and not all of them in the same minute.
max_requests = 5_000
max_requests_jitter = 500

# A heartbeat on a slow disk would let healthy processes be killed.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112

# Addresses may hold the links of invitations, and our own log says what goes wrong.
accesslog = None
errorlog = "-"
if os.environ.get("LOG_FORMAT") == "json":
    # What the web server itself says, as config/settings.py has it for all else.
    logconfig_dict = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"]},
        "loggers": {"gunicorn.error": {"handlers": ["stderr"], "propagate": False}},
    }

# Larger than any address of ours; what is larger is an attack or a mistake.
limit_request_line = 4_094
limit_request_fields = 64
limit_request_field_size = 8_190

# No door besides the one for the web.
control_socket_disable = True
