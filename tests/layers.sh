#!/bin/sh
# Fails, with file and line, where a file of src/ includes what it must not: layers.sh ROOT
# A layer includes itself and those before it, of others only their public header; base, learn and network are open to all
# behind them, and so are the headers in `shared`. No two files lean on each other, straight or in a circle (a header and its .c
# count as one).
set -eu
cd "$1"
order="base learn network crawl page article language times codebook entities attribution events record across export store web"
open="base learn network"
shared="language/walk language/undone record/visit export/format export/json_visitor export/wording codebook/actors codebook/patterns"
includes=$(grep -rnE '^ *#include "' src include --include='*.c' --include='*.h')
printf '%s\n' "$includes" | awk -v order="$order" -v open="$open" -v shared="$shared" '
    BEGIN {
        count = split(order, names, " ")
        for (i = 1; i <= count; i++)
            rank[names[i]] = i
        n = split(open " " shared, names, " ")
        for (i = 1; i <= n; i++)
            is_open[names[i]] = 1
    }
    # The layer of a path: "src/times/find.c", "include/onrecord/times.h", "times/find.h", "onrecord/times.h".
    function layer_of(path) {
        sub(/^(src|include)\//, "", path)
        if (sub(/^onrecord\//, "", path))
            sub(/\.h$/, "", path)
        sub(/\/.*/, "", path)
        return path
    }
    {
        split($0, part, ":")
        split($0, quoted, "\"")
        from = layer_of(part[1])
        to = layer_of(quoted[2])
        stem = quoted[2]
        sub(/\.[a-z]+$/, "", stem)
        if (!(from in rank) || !(to in rank) || from == to)
            next
        if (rank[to] > rank[from])
            bad[++faults] = $0 "  (a later layer)"
        else if (quoted[2] !~ /^onrecord\// && !(to in is_open) && !(stem in is_open))
            bad[++faults] = $0 "  (not its public header)"
    }
    END {
        for (i = 1; i <= faults; i++)
            print bad[i]
        exit faults > 0
    }'
# tsort names the files of a circle on standard error.
printf '%s\n' "$includes" | sed -nE 's|^src/([^:]*)\.[ch]:[0-9]+: *#include "([^"]*)\.h".*|\1 \2|p' |
    awk '$1 != $2' | tsort >/dev/null
