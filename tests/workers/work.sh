# Read by the scripts beside it, behind servers.sh: workers that take from $queue and put into $store.
# Needs $program; counts $failures.
failures=0
running=

fail() {
    echo "FAIL: $1"
    failures=$((failures + 1))
}

# work [OPTION...]: what a worker says is in a file that bears the number of its process.
work() {
    sh -c 'queue=$1 store=$2 servers=$3; shift 3
        exec "$0" work --model fast --queue "$queue" --store "$store" "$@" 2>"$servers/said.$$"' \
        "$program" "$queue" "$store" "$servers" "$@" >>"$servers/workers.out" &
    running="$running $!"
}

# A signal ends a worker that has only begun at once.
await_work() {
    for try in $(seq 1000); do
        ! grep -q 'at work' "$servers/said.$1" 2>/dev/null || return 0
        kill -0 "$1" 2>/dev/null || break
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

left() {
    "$program" enqueue --queue "$queue" 2>/dev/null | sed -n 's/.*, \([0-9]*\) in it/\1/p'
}

# wait_until LEFT [MISCOUNTED]: a NATS server that was killed may (2.9.10) count for ever what was
# acknowledged right before. So many may stand still; the store's rows say whether all was read.
wait_until() {
    last= same=0
    while now=$(left); [ "${now:-$((pages + 1))}" -gt "$1" ]; do
        [ "$now" = "$last" ] && same=$((same + 1)) || same=0
        [ "$same" -lt 300 ] || [ "${now:-$((pages + 1))}" -gt "${2:-0}" ] || return 0
        [ "$same" -lt 300 ] || { fail "the queue stands still at $now"; return 1; }
        last=$now
        sleep 0.2
    done
}
