#!/bin/sh
# gcc's analyser over all C of the library and the program, for at most a minute of work a file. It takes a
# function's callers and callees into account, within one file. Exit status 1 when it finds something.
# Usage: analyze.sh BUILD
set -u
build=$1
log=$build/analyze.log
here=$(dirname "$0")

# one FILE: what is found in it; "given up" where that takes too long.
if [ "${2:-}" ]; then
    ulimit -t 60
    gcc -fanalyzer -std=gnu11 -D_GNU_SOURCE -DONRECORD_VERSION='""' -DONRECORD_MODELS_DIRECTORY='""' -DHAVE_POSTGRESQL \
        -DHAVE_NATS -DHAVE_MICROHTTPD -O1 -Iinclude -Isrc -Icli -I"$build/src" -I/usr/include/postgresql \
        -I/usr/include/uchardet -Wa,-I"$build" -c "$2" -o /dev/null 2>&1
    status=$?
    [ $status -eq 0 ] || echo "given up $2: status $status"
    exit 0
fi
if ! find src cli -name '*.c' | sort | xargs -P2 -I{} sh "$here/analyze.sh" "$build" {} >"$log" 2>&1; then
    tail -n 3 "$log"
    exit 1
fi
found=$(grep -c 'warning:' "$log")
given_up=$(grep -c '^given up' "$log")
grep -E 'warning:|error:|^given up' "$log"
echo "$(find src cli -name '*.c' | wc -l) files, $found findings, $given_up given up"
[ "$found" -eq 0 ] && ! grep -q 'error:' "$log"
