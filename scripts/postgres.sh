# shellcheck shell=sh
# A PostgreSQL of our own: it listens on a private Unix socket and nowhere else, lets in the user
# who started it and no one else, and ends with the script. Sourced after setup.sh.

# sh knows no variables of a function's own, so all of ours have a name that nobody else uses.

postgres_commands() {
    # One that has a cluster keeps to the version that made it.
    postgres_version=$(cat "$1/PG_VERSION" 2>/dev/null || echo '*')
    # shellcheck disable=SC2086  # the star is to be expanded
    for postgres_bin in $(printf '%s\n' /usr/lib/postgresql/$postgres_version/bin | sort -t / -k 5 -n); do
        [ -x "$postgres_bin/initdb" ] && PATH="$postgres_bin:$PATH"
    done
    command -v initdb >/dev/null
}

install_postgres() {
    postgres_is_new=$([ -d /var/lib/postgresql ] || echo yes)
    need "PostgreSQL 14 or later" postgresql
    # Debian's package starts a server of its own; we asked for the programs only.
    if [ "$postgres_is_new" ]; then
        for postgres_example in /etc/postgresql/*/main; do
            quietly as_root pg_dropcluster --stop "$(basename "$(dirname "$postgres_example")")" main
        done
    fi
}

# PostgreSQL refuses to run as root, so root lends it Debian's user for it. That user may have no
# way through the folders above ours (/root, say), which the capability gives.
as_postgres() {
    if is_root; then
        setpriv --reuid postgres --regid postgres --init-groups \
            --inh-caps +dac_override --ambient-caps +dac_override -- "$@"
    else
        "$@"
    fi
}

# postgres_start FOLDER [SERVER OPTION...]: start it on the cluster in FOLDER, made if need be,
# and point DATABASE_URL at it.
postgres_start() {
    postgres_commands "$1" || { install_postgres && postgres_commands "$1"; } ||
        fail "PostgreSQL's initdb is not to be found. As root: apt-get install postgresql"
    mkdir -p "$1"
    postgres_data=$(cd "$1" && pwd)
    shift
    # In /tmp, since the path of a socket has to be short.
    postgres_sockets=$(mktemp -d /tmp/appraisal-postgres.XXXXXX)
    if is_root; then
        chown postgres: "$postgres_data" "$postgres_sockets"
    fi
    if [ ! -s "$postgres_data/PG_VERSION" ]; then
        say "Making a PostgreSQL cluster ..."
        quietly as_postgres initdb --pgdata "$postgres_data" --username "$(id -un)" \
            --auth-local peer --auth-host reject --encoding UTF8 --locale C.UTF-8 ||
            fail "PostgreSQL could not make its files in $postgres_data."
    fi
    if as_postgres pg_ctl status --pgdata "$postgres_data" >/dev/null; then
        rmdir "$postgres_sockets"
        fail "another PostgreSQL uses $postgres_data; end it with: kill $(head -n 1 "$postgres_data/postmaster.pid")"
    fi
    postgres_running=yes
    quietly as_postgres pg_ctl start --wait --pgdata "$postgres_data" \
        --log "$postgres_data/server.log" \
        --options "-c listen_addresses='' -c unix_socket_directories='$postgres_sockets' $*" ||
        fail "PostgreSQL did not start; $postgres_data/server.log says why."
    if ! psql --host "$postgres_sockets" --dbname appraisal --command '' >/dev/null 2>&1; then
        quietly createdb --host "$postgres_sockets" appraisal
    fi
    export DATABASE_URL="postgres:///$postgres_sockets/appraisal"
}

postgres_stop() {
    [ "${postgres_running:-}" ] || return 0
    postgres_running=''
    quietly as_postgres pg_ctl stop --wait --mode fast --pgdata "$postgres_data"
    rm -rf "$postgres_sockets"
}
