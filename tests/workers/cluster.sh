#!/bin/sh
# Three NATS servers, each in a network namespace of its own, keep the queue; one of them is cut off in
# mid-run and comes back. Nothing is lost, nothing is there twice.
# Usage: cluster.sh PROGRAM MODELS STORE-DUMP PAGES [SECONDS], as in kills.sh
# All networks are in a namespace that goes with this script; nothing outside sees them.
[ "${IN_NAMESPACE:-}" ] || {
    unshare -rn true 2>/dev/null && command -v ip >/dev/null || { echo "skipped: no network namespaces here"; exit 77; }
    IN_NAMESPACE=yes exec unshare -rn sh "$0" "$@"
}
program=$1
dump=$3
pages=$4
export ONRECORD_MODELS="$2"
here=$(dirname "$0")
. "$here/servers.sh"
trap 'kill -9 $running $places 2>/dev/null; rm -rf "$servers"' EXIT
trap 'exit 1' INT TERM
has_nats || { echo "skipped: install nats-server"; exit 77; }
running= places=
failures=0

fail() {
    echo "FAIL: $1"
    failures=$((failures + 1))
}

# A namespace lives as long as a process in it.
add_node() {
    unshare -n sleep 100000 &
    place=$!
    places="$places $place"
    while [ "$(readlink "/proc/$place/ns/net")" = "$(readlink /proc/self/ns/net)" ]; do
        sleep 0.1
    done
    ip link add "port$1" type veth peer name inside
    ip link set inside netns "$place"
    ip link set "port$1" master bridge0 up
    nsenter -t "$place" -n sh -c "ip link set lo up; ip addr add 10.9.0.$1/24 dev inside; ip link set inside up"
    nsenter -t "$place" -n nats-server -js -n "node$1" -sd "$servers/node$1" -a "10.9.0.$1" -p 4222 \
        --cluster_name three -cluster "nats://10.9.0.$1:6222" \
        -routes nats://10.9.0.1:6222,nats://10.9.0.2:6222,nats://10.9.0.3:6222 >"$servers/node$1.log" 2>&1 &
    running="$running $!"
}

left() {
    "$program" enqueue --queue "$queue" 2>/dev/null | sed -n 's/.*, \([0-9]*\) in it/\1/p'
}

wait_until() {
    for try in $(seq 1000); do
        now=$(left)
        [ "${now:-$((pages + 1))}" -gt "$1" ] || return 0
        sleep 0.3
    done
    fail "the queue stands still at $now"
}

ip link set lo up
ip link add bridge0 type bridge
ip addr add 10.9.0.100/24 dev bridge0
ip link set bridge0 up
add_node 1
add_node 2
add_node 3
queue=nats://10.9.0.1:4222,nats://10.9.0.2:4222,nats://10.9.0.3:4222
"$here/pages.sh" "$pages" >"$servers/pages.jsonl"
"$program" add --model fast "$servers/undisturbed" "$servers/pages.jsonl" >"$servers/out" 2>&1 || fail "add"
"$dump" "$servers/undisturbed" | sort >"$servers/expected"
for try in $(seq 300); do
    [ -z "$(left)" ] || break
    sleep 1
done
"$program" enqueue --queue "$queue" "$servers/pages.jsonl" >"$servers/out" 2>&1 || fail "enqueue: $(cat "$servers/out")"
[ -z "${5:-}" ] || make_consumer nats://10.9.0.1:4222 "$5" || fail "no consumer in NATS"
workers=
for i in 1 2 3; do
    "$program" work --model fast --queue "$queue" --store "$servers/store" >>"$servers/workers.out" 2>>"$servers/workers.err" &
    workers="$workers $!"
done
running="$running $workers"
wait_until $((pages * 2 / 3))
ip link set port1 down
wait_until $((pages / 3))
ip link set port1 up
wait_until 0
for pid in $workers; do
    kill "$pid"
    wait "$pid" || fail "a worker told to stop: status $?"
done
"$dump" "$servers/store" | sort >"$servers/rows"
if cmp -s "$servers/expected" "$servers/rows"; then
    echo "three NATS servers, one cut off for a third of the run: $(wc -l <"$servers/rows") rows, the same"
else
    fail "other rows than undisturbed"
    diff "$servers/expected" "$servers/rows" | cut -c1-200 | head
    tail -3 "$servers/workers.err"
fi
[ "$failures" -eq 0 ]
