#!/bin/sh
# Workers are killed at random moments, and each server once; the store then equals that of an
# undisturbed `add`, row for row. Beside it, aside.sh: a page that cannot be read is put aside.
# Usage: kills.sh PROGRAM MODELS STORE-DUMP PAGES KILLS [SECONDS]: for so long NATS waits for a worker that
# was killed, thirty otherwise.
program=$1
dump=$3
pages=$4
kills=$5
patience=${6:-}
export ONRECORD_MODELS="$2"
here=$(dirname "$0")
. "$here/servers.sh"
. "$here/work.sh"
trap 'stop_workers KILL; kill $aside 2>/dev/null; end_servers' EXIT
trap 'exit 1' INT TERM
has_postgres && has_nats || { echo "skipped: install postgresql-15 and nats-server"; exit 77; }
"$here/aside.sh" "$program" "$2" "$dump" &
aside=$!
start_postgres && start_nats || exit 1
[ -z "$patience" ] || make_consumer "$nats" "$patience" || { echo "FAIL: no consumer in NATS"; exit 1; }

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

# Moments as counts of pages that are left, spread at random over the run.
moments() {
    awk -v kills="$kills" -v pages="$pages" 'BEGIN {
        srand(7)
        for (i = 0; i < kills; i++)
            print int(pages - (i + rand()) / kills * pages * .9)
    }'
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
    case $queue in
    nats*) wait_until 0 1 ;;
    *) wait_until 0 ;;
    esac
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
        cat "$servers"/said.* | grep -v 'at work; SIGTERM' | tail -n 20
    fi
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
wait "$aside" || fail "a page that cannot be read is not put aside"
[ "$failures" -eq 0 ]
