#!/bin/sh
# A PostgreSQL server of our own for the tests, on a free port, as a user that is not root.
#
#   tests/postgresql.sh start [FOLDER]   starts one in FOLDER (made anew) and prints its address
#   tests/postgresql.sh stop [FOLDER]    stops it and takes the folder away
#
#   READOUT_TEST_POSTGRESQL="$(tests/postgresql.sh start)" pytest tests/test_record_postgresql.py
set -eu

find_programs() {
    for folder in "$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")" /usr/lib/postgresql/*/bin; do
        [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && echo "$folder" && return
    done
}

as_owner() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    elif command -v runuser >/dev/null; then
        runuser -u postgres -- "$@"
    else
        su postgres -s /bin/sh -c 'exec "$0" "$@"' -- "$@"
    fi
}

start() {
    programs="$(find_programs)"
    if [ -z "$programs" ]; then
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update && apt-get install -y --no-install-recommends postgresql; } >&2
        programs="$(find_programs)"
    fi
    [ -n "$programs" ] || { echo "postgresql.sh: no PostgreSQL here, and none could be installed" >&2; exit 1; }
    [ ! -e "$1/data" ] || stop "$1"
    rm -rf "$1"
    mkdir -p "$1"
    folder="$(cd "$1" && pwd)"
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
    port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
    as_owner "$programs/initdb" -D "$folder/data" -U readout -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
    as_owner "$programs/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" \
        -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off" start >&2 || { cat "$folder/log" >&2; exit 1; }
    echo "postgresql://readout@127.0.0.1:$port/postgres"
}

stop() {
    programs="$(find_programs)"
    folder="$(cd "$1" && pwd)"
    as_owner "$programs/pg_ctl" -D "$folder/data" -m immediate stop >&2 || true
    rm -rf "$folder"
}

case "${1:-}" in
    start | stop) "$1" "${2:-${TMPDIR:-/tmp}/readout-postgresql-$(id -u)}" ;;
    *) sed -n '2,7p' "$0" >&2; exit 2 ;;
esac
