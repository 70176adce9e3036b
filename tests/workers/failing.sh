#!/bin/sh
# A call of a queue's library fails, whichever it is, or is done and its answer is lost, or an allocation fails: whoever
# puts in is told, and may put in again; a worker goes on, and what it writes is what an undisturbed `add` writes, each
# page once.
# Usage: failing.sh PROGRAM MODELS STORE-DUMP SERVER-SHIM MALLOC-SHIM [RUNS]: RUNS of each command and way to fail,
# spread over its calls
. "$(dirname "$0")/begin.sh"
has_postgres && has_nats || { echo "skipped: install postgresql-15 and nats-server"; exit 77; }
start_postgres && start_nats || exit 1
server_shim=$4
malloc_shim=$5
runs=${6:-1000000}
pages=3
tried=0
told=0
# A delivery whose worker lost it is given to the next soon.
make_consumer "$nats" 1 || { echo "FAIL: no consumer in NATS"; exit 1; }

# Of libpq's allocations those are left out that it makes in Kerberos' library, which crashes where one fails.
export PGGSSENCMODE=disable PGSSLMODE=disable

# failing HOW NUMBER COMMAND...: with that call failing; 0: none, all are counted.
failing() {
    case $1 in
    memory) export FAIL_MALLOC="$2" COUNT_MALLOC="$servers/count" LD_PRELOAD="$malloc_shim" ;;
    *) export FAIL_HOW="$1" FAIL_AT="$2" COUNT_CALLS="$servers/count" LD_PRELOAD="$server_shim" ;;
    esac
    shift 2
    "$@"
    status=$?
    unset FAIL_MALLOC FAIL_HOW FAIL_AT COUNT_MALLOC COUNT_CALLS LD_PRELOAD
}

put_in() {
    "$program" enqueue --queue "$queue" "$servers/pages.jsonl" >"$servers/out" 2>"$servers/err" </dev/null
}

# All that was put in is taken out, by a worker that nothing happens to.
empty_queue() {
    work
    wait_until 0
    stop_workers TERM
}

# Whoever is told that it went wrong puts in again. PostgreSQL knows by their ids what it has; NATS may have some twice.
enqueue_with() {
    failing "$1" "$2" put_in
    if [ $status -ne 0 ]; then
        [ "$1" = memory ] || told=$((told + 1))
        [ $status -eq 3 ] && [ -s "$servers/err" ] || fail "$3, call $2 ($1): status $status: $(cat "$servers/err")"
        put_in || fail "$3, call $2 ($1): not put in again: $(cat "$servers/err")"
    fi
    grep -q "^$pages put into the queue" "$servers/out" || fail "$3, call $2 ($1): $(cat "$servers/out")"
    [ "$queue" = "$nats" ] || grep -q ", $pages in it" "$servers/out" || fail "$3, call $2 ($1): $(cat "$servers/out")"
}

# A worker of which a call fails works the queue off all the same.
work_with() {
    put_in || fail "$3: not put in: $(cat "$servers/err")"
    failing "$1" "$2" work
    wait_until 0
    # shellcheck disable=SC2086
    set -- "$@" $running
    stop_workers TERM
    told=$((told + ($(grep -vc 'at work; SIGTERM\|ends after the pages' "$servers/said.$4") > 0)))
}

# Rows are compared where a store is new: each time.
fresh_store() {
    case $store in
    postgresql*) "$postgres_programs/psql" -q "$store" -c 'DROP SCHEMA public CASCADE' -c 'CREATE SCHEMA public' >/dev/null 2>&1 ;;
    *) rm -f "$store"* ;;
    esac
}
compare() {
    "$dump" "$store" | sort >"$servers/rows"
    cmp -s "$servers/expected" "$servers/rows" && return
    fail "$3, call $2 ($1): other rows than undisturbed"
    diff "$servers/expected" "$servers/rows" | cut -c1-200 | head -5
}

# once STEP HOW NUMBER NAME
once() {
    fresh_store
    "$@"
    [ "$1" = work_with ] || empty_queue
}

# each NAME STEP HOW...: for as many of the step's calls as there are runs.
each() {
    name=$1
    step=$2
    shift 2
    for how in "$@"; do
        once "$step" "$how" 0 "$name"
        count=$(tr -d ' ' <"$servers/count")
        [ "${count:-0}" -gt 2 ] || { fail "$name ($how): ${count:-no} calls are counted"; return; }
        n=1
        while [ "$n" -le "$count" ]; do
            once "$step" "$how" "$n" "$name"
            compare "$how" "$n" "$name"
            [ "$how" = memory ] || tried=$((tried + 1))
            n=$((n + count / runs + 1))
        done
    done
}

chmod 755 "$servers"
"$here/pages.sh" "$pages" >"$servers/pages.jsonl"
"$program" add --model fast "$servers/undisturbed" "$servers/pages.jsonl" >"$servers/out" || fail "add"
"$dump" "$servers/undisturbed" | sort >"$servers/expected"
queue=$nats
store=$servers/store
# No allocation: OpenSSL, which libnats begins with, crashes where one of its own first ones fails.
each "enqueue, NATS" enqueue_with error lost
each "work, NATS and SQLite" work_with error lost
queue=$postgres
each "enqueue, PostgreSQL" enqueue_with error lost memory
each "work, PostgreSQL and SQLite" work_with error lost
store=$postgres
each "work, PostgreSQL, queue and store in one" work_with error lost
[ $told -gt $((tried / 3)) ] || fail "of $tried failures $told are told"
[ "$failures" -ne 0 ] || echo "$tried runs with a call that fails, $told of them told, each page there once"
[ "$failures" -eq 0 ]
