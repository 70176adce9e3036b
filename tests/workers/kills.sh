#!/bin/sh
# Workers are killed at random moments, and each server once; the store then equals that of an
# undisturbed `add`, row for row. A page that cannot be read is put aside.
# Usage: kills.sh PROGRAM MODELS STORE-DUMP PAGES KILLS
program=$1
dump=$3
pages=$4
kills=$5
export ONRECORD_MODELS="$2"
here=$(dirname "$0")
. "$here/servers.sh"
trap 'stop_workers KILL; end_servers' EXIT
trap 'exit 1' INT TERM
has_postgres && has_nats || { echo "skipped: install postgresql-15 and nats-server"; exit 77; }
start_postgres && start_nats || exit 1
failures=0
running=

fail() {
    echo "FAIL: $1"
    failures=$((failures + 1))
}

# What a worker says is in a file that bears the number of its process.
work() {
    sh -c 'exec "$0" work --model fast --queue "$1" --store "$2" 2>"$3/said.$$"' \
        "$program" "$queue" "$store" "$servers" >>"$servers/workers.out" &
    running="$running $!"
}

# A signal ends a worker that has only begun at once.
await_work() {
    for try in $(seq 100); do
        ! grep -q 'at work' "$servers/said.$1" 2>/dev/null || return 0
        sleep 0.1
    done
    fail "a worker does not begin: $(cat "$servers/said.$1")"
}

# stop_workers SIGNAL
stop_workers() {
    for pid in $running; do
        [ "$1" = KILL ] || await_work "$pid"
        kill "-$1" "$pid" 2>/dev/null
    done
    for pid in $running; do
        wait "$pid" 2>/dev/null
        status=$?
        [ "$status" -eq 0 ] || [ "$1" = KILL ] || fail "a worker told to stop: status $status"
    done
    running=
}

# The worker that has been there for the longest takes the end of the line, so that each has its turn.
kill_one() {
    # shellcheck disable=SC2086
    set -- $running
    kill -9 "$1"
    wait "$1" 2>/dev/null
    shift
    running="$*"
    work
}

left() {
    "$program" enqueue --queue "$queue" 2>/dev/null | sed -n 's/.*, \([0-9]*\) in it/\1/p'
}

# Moments as counts of pages that are left, spread at random over the run.
moments() {
    awk -v kills="$kills" -v pages="$pages" 'BEGIN {
        srand(7)
        for (i = 0; i < kills; i++)
            print int(pages - (i + rand()) / kills * pages * .9)
    }'
}

# wait_until LEFT
wait_until() {
    last= same=0
    while now=$(left); [ "${now:-$((pages + 1))}" -gt "$1" ]; do
        [ "$now" = "$last" ] && same=$((same + 1)) || same=0
        [ "$same" -lt 300 ] || { fail "the queue stands still at $now"; return 1; }
        last=$now
        sleep 0.2
    done
}

# run QUEUE STORE: the whole of it.
run() {
    queue=$1
    store=$2
    done=0
    "$program" enqueue --queue "$queue" "$servers/pages.jsonl" >"$servers/out" || fail "enqueue"
    grep -q "^$pages put into the queue, $pages in it" "$servers/out" || fail "enqueue: $(cat "$servers/out")"
    work
    work
    work
    for moment in $(moments); do
        wait_until "$moment" || break
        kill_one
        done=$((done + 1))
        [ $done -ne $((kills / 3 + 1)) ] || { kill_postgres; start_postgres || fail "PostgreSQL does not come back"; }
        [ $done -ne $((kills * 2 / 3 + 1)) ] || { kill_nats; start_nats || fail "NATS does not come back"; }
    done
    wait_until 0
    stop_workers TERM
    compare "$3, $done kills"
}

compare() {
    "$dump" "$store" | sort >"$servers/rows"
    if cmp -s "$servers/expected" "$servers/rows"; then
        echo "$1: $(wc -l <"$servers/rows") rows, the same"
    else
        fail "$1: other rows than undisturbed"
        diff "$servers/expected" "$servers/rows" | cut -c1-300 | head -20
        tail -n 5 "$servers"/said.*
    fi
}

# A page that is cut off: five tries, a second more from one to the next.
put_aside() {
    queue=$1
    store=$2
    gzip -c "$servers/pages.jsonl" | head -c 200 >"$servers/cut.html.gz"
    "$program" enqueue --queue "$queue" "$servers/cut.html.gz" >"$servers/out" || fail "enqueue"
    work
    wait_until 0
    stop_workers TERM
    "$dump" "$store" | grep '^dead_letter' >"$servers/aside"
    [ "$(wc -l <"$servers/aside")" -eq 1 ] || fail "$3: not one dead letter"
    grep -q "$(sha256sum <"$servers/cut.html.gz" | cut -c1-64).*cut off" "$servers/aside" ||
        fail "$3: a dead letter without digest or reason: $(cat "$servers/aside")"
}

"$here/pages.sh" "$pages" >"$servers/pages.jsonl"
chmod 755 "$servers"
"$program" add --model fast "$servers/undisturbed" "$servers/pages.jsonl" >"$servers/out" || fail "add"
"$dump" "$servers/undisturbed" | sort >"$servers/expected"
[ "$(grep -c '^page' "$servers/expected")" -eq "$pages" ] || fail "not $pages pages undisturbed"

run "$nats" "$servers/store" "NATS and SQLite"
run "$postgres" "$postgres" "PostgreSQL, queue and store in one"
"$postgres_programs/createdb" -h 127.0.0.1 -p "$port" -U postgres other
run "$nats" "${postgres%/*}/other" "NATS and PostgreSQL"
put_aside "$nats" "$servers/store" "NATS and SQLite"
put_aside "$postgres" "$postgres" "PostgreSQL"
[ "$failures" -eq 0 ]
