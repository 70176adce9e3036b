#!/bin/sh
# The program puts each of its threads into the sandbox before it reads, and says whether it holds.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
expect 0 "all that the doctor looks at" "$program" doctor
[ "$(grep -c ' holds$' "$work/out")" -ge 12 ] || { fail "promises are missing"; cat "$work/out"; }

# watch COMMAND...: with a pipe as its input, whose threads are looked at while it waits for more.
watch() {
    mkfifo "$work/pipe"
    "$program" "$@" --as jsonl -j 3 - <"$work/pipe" >"$work/out" 2>"$work/err" &
    pid=$!
    exec 3>"$work/pipe"
    echo '{"id":"a","text":"The mayor said that the gate was shut."}' >&3
    tries=0
    while [ $tries -lt 1000 ]; do
        threads=$(ls /proc/$pid/task | wc -l)
        inside=$(grep -l '^Seccomp:[[:space:]]*2' /proc/$pid/task/*/status | wc -l)
        alone=$(grep -l '^NoNewPrivs:[[:space:]]*1' /proc/$pid/task/*/status | wc -l)
        [ "$threads" = 5 ] && [ "$inside" = 5 ] && [ "$alone" = 5 ] && break
        tries=$((tries + 1))
        sleep 0.1
    done
    [ $tries -lt 1000 ] || fail "$1: of $threads threads (workers, watch, writer) $inside are in the sandbox"
    exec 3>&-
    wait $pid || { fail "$1: status $?"; cat "$work/err"; }
    rm "$work/pipe"
}

watch read --all --model fast
grep -q 'gate was shut' "$work/out" || fail "the page is not read"
watch extract
watch add --model fast "$work/store"
expect 0 "a store that was written in the sandbox" "$program" query "$work/store"
grep -q 'gate was shut' "$work/out" || fail "the page is not in the store"
[ ! -e "$work/store-wal" ] || fail "the store's journal is left behind"
finish
