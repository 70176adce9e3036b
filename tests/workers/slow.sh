#!/bin/sh
# A page that takes too long is put aside, with the reason; the worker goes on with the next.
# Usage: slow.sh PROGRAM MODELS STORE-DUMP
. "$(dirname "$0")/begin.sh"
has_nats || { echo "skipped: install nats-server"; exit 77; }
start_nats || exit 1
queue=$nats
store=$servers/store

# Many seconds of work, and next to none.
text='The minister said on Monday that the bridge was closed, and the union denied it.'
yes "$text" | head -c 8000000 >"$servers/slow.txt"
echo "$text" >"$servers/short.txt"
"$program" enqueue --as article --queue "$queue" "$servers/slow.txt" "$servers/short.txt" >"$servers/out" || fail "enqueue"
work --page-memory 4096 --page-seconds 1
wait_until 0
stop_workers TERM
"$dump" "$store" >"$servers/rows"
grep '^dead_letter' "$servers/rows" >"$servers/aside"
[ "$(wc -l <"$servers/aside")" -eq 1 ] || fail "not one dead letter"
grep -q "$(sha256sum <"$servers/slow.txt" | cut -c1-64).*more than 1 s of work" "$servers/aside" ||
    fail "a dead letter without digest or reason: $(cat "$servers/aside")"
[ "$(grep -c '^page' "$servers/rows")" -eq 1 ] || fail "the page behind it is not read"
[ "$failures" -ne 0 ] || echo "put aside after five tries, the one behind it read"
[ "$failures" -eq 0 ]
