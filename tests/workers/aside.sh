#!/bin/sh
# A page that cannot be read is put aside after five tries, with its digest and the reason: from both
# kinds of queue, at once, as each try waits a second more than the one before.
# Usage: aside.sh PROGRAM MODELS STORE-DUMP
. "$(dirname "$0")/begin.sh"
start_postgres && start_nats || exit 1

begin() {
    queue=$1
    store=$2
    "$program" enqueue --queue "$queue" "$servers/cut.html.gz" >"$servers/out" || fail "enqueue"
    work
}

judge() {
    "$dump" "$1" | grep '^dead_letter' >"$servers/aside"
    [ "$(wc -l <"$servers/aside")" -eq 1 ] || fail "$1: not one dead letter"
    grep -q "$(sha256sum <"$servers/cut.html.gz" | cut -c1-64).*cut off" "$servers/aside" ||
        fail "$1: a dead letter without digest or reason: $(cat "$servers/aside")"
}

# In the folder that PostgreSQL's own user may not write to, but read.
chmod 755 "$servers"
echo "The harbour board said that the pier was shut." | gzip -c | head -c 40 >"$servers/cut.html.gz"
begin "$postgres" "$postgres"
begin "$nats" "$servers/store"
wait_until 0
queue=$postgres
wait_until 0
stop_workers TERM
judge "$servers/store"
judge "$postgres"
[ "$failures" -eq 0 ]
