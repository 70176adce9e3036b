#!/bin/sh
# Ctrl-C, a full disk, a kill: what `add` has read is in the store, nothing is there by half.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
# More bytes than a pipe holds, however many pages.
pages=$((250 / fewer))
i=0
padding=$(printf "%$((1000 * fewer))s" | tr ' ' x)
while [ $i -lt $pages ]; do
    echo "{\"id\":\"p$i\",\"url\":\"http://example.org/$i/$padding\",\"text\":\"The union said the gate $i was shut.\"}"
    i=$((i + 1))
done >"$work/pages.jsonl"

# Each page has one statement, so a store's answers count its pages.
kept() {
    "$program" query "$1" --format jsonl | wc -l
}

# stop SIGNAL: adds the pages from a pipe and sends the signal, which must end it with the pipe still open.
stop() {
    rm -f "$work/pipe"
    mkfifo "$work/pipe"
    # A shell starts what runs in the background with Ctrl-C ignored.
    env --default-signal=INT "$program" add --model "$model" "$work/stopped.$1" --as jsonl - \
        <"$work/pipe" >"$work/out" 2>"$work/err" &
    pid=$!
    exec 3>"$work/pipe"
    cat "$work/pages.jsonl" >&3
    kill -s "$1" $pid
    wait $pid
    status=$?
    exec 3>&-
}

stop INT
[ $status -eq 130 ] || fail "Ctrl-C: status $status, not 130"
says "onrecord: Interrupt: "
count=$(kept "$work/stopped.INT")
grep -q "^$count pages read, $count new in $work/stopped.INT" "$work/out" ||
    fail "Ctrl-C: $count pages in the store, but: $(cat "$work/out")"
[ "$count" -gt 0 ] || fail "Ctrl-C: nothing was kept"
expect 0 "the same pages after Ctrl-C" "$program" add --model "$model" "$work/stopped.INT" "$work/pages.jsonl"
grep -q "^$pages pages read, $((pages - count)) new" "$work/out" || fail "Ctrl-C: $(cat "$work/out")"

stop TERM
[ $status -eq 143 ] || fail "SIGTERM: status $status, not 143"
stop KILL
expect 0 "the same pages after a kill" "$program" add --model "$model" "$work/stopped.KILL" "$work/pages.jsonl"
[ "$(kept "$work/stopped.KILL")" -eq $pages ] || fail "a killed add left a store that takes no pages"

# The store may not grow: none of the pages, or all of them.
expect 0 "a first page" "$program" add --model "$model" "$work/full" samples/dam-accord.html
before=$(kept "$work/full")
(ulimit -f 300; "$program" add --model "$model" "$work/full" "$work/pages.jsonl" >"$work/out" 2>"$work/err")
[ $? -eq 3 ] || fail "a full disk: status $?, not 3"
says "$work/full: "
[ "$(kept "$work/full")" -eq "$before" ] || fail "a full disk: a part of the pages is in the store"
expect 0 "with room again" "$program" add --model "$model" "$work/full" "$work/pages.jsonl"
[ "$(kept "$work/full")" -eq $((before + pages)) ] || fail "with room again: pages are missing"
finish
