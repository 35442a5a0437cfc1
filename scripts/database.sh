# shellcheck shell=sh
# Points PostgreSQL's own programs at the database of the product's settings. Sourced by scripts.

python=.venv/bin/python
[ -x "$python" ] || python=python3

say() {
    printf '%s\n' "$*"
}

fail() {
    printf 'Not done: %s\n' "$*" >&2
    exit 1
}

# use_database: export PGHOST and its like, so that no password stands on a command line.
use_database() {
    environment=$("$python" - <<'END'
import os, shlex
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
from django.conf import settings
said = settings.DATABASES["default"]
if said["ENGINE"].endswith("postgresql"):
    names = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD",
             "HOST": "PGHOST", "PORT": "PGPORT"}
    # How the other end is known to be the right one, as DATABASE_URL says after its "?".
    guards = ["sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding",
              "target_session_attrs"]
    values = {name: said.get(key) for key, name in names.items()}
    for key in guards:
        values["PG" + key.upper().replace("_", "")] = said["OPTIONS"].get(key)
    for name, value in values.items():
        if value:
            print(f"export {name}={shlex.quote(str(value))}")
END
    ) || fail "the settings could not be read."
    [ "$environment" ] || fail "this is for PostgreSQL. A copy on SQLite is one file: stop the
product and copy it."
    eval "$environment"
}
