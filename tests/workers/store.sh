#!/bin/sh
# The tests of the store, on PostgreSQL.
# Usage: store.sh STORE-TEST [ARGUMENT...]
. "$(dirname "$0")/servers.sh"
trap end_servers EXIT
trap 'exit 1' INT TERM
has_postgres || { echo "skipped: install postgresql-15"; exit 77; }
start_postgres || exit 1
ONRECORD_TEST_STORE=$postgres "$@"
