#!/bin/sh
# Fails, with file and line, where a file of src/ or cli/ includes what it must not: layers.sh ROOT
# A layer includes itself and those before it, of others only their public header; base, learn and network are open to all
# behind them, and so are the headers in `shared`. src/read.c and src/bindings.c stand behind all layers, the program (cli/)
# behind these; it also opens what is in `program`. A header is named by its path from src/, include/ or cli/. No two files lean
# on each other, straight or in a circle (a header and its .c count as one), nor two folders of a layer or of the program.
set -eu
cd "$1"
order="base learn network crawl page article language times codebook entities attribution events record across export store web"
open="base learn network"
shared="language/walk language/undone entities/words events/classes record/visit export/format export/json_visitor export/wording codebook/actors codebook/patterns"
program="crawl/fields crawl/unfold entities/knowledge entities/titles export/seen store/engine store/postgres"
# A line "FILE:LINE:#include "HEADER"", the header with its folder: "cli.h" is "cli/cli.h".
includes=$(grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' src include cli --include='*.c' --include='*.h' |
    sed -E '/^cli/s,"((intake|queue|sandbox|work)/|[^/"]*"),"cli/\1,')
printf '%s\n' "$includes" | awk -v order="$order src cli" -v open="$open" -v shared="$shared" -v program="$program" '
    BEGIN {
        count = split(order, names, " ")
        for (i = 1; i <= count; i++)
            rank[names[i]] = i
        n = split(open " " shared, names, " ")
        for (i = 1; i <= n; i++)
            is_open[names[i]] = 1
        n = split(program, names, " ")
        for (i = 1; i <= n; i++)
            is_of_program[names[i]] = 1
    }
    # The layer of a path: "src/times/find.c", "include/onrecord/times.h", "times/find.h", "onrecord/times.h". Of "src/read.c",
    # "onrecord.h" and "onrecord/bindings.h" it is "src".
    function layer_of(path) {
        if (path ~ /^src\/[^\/]*$/ || path ~ /^(include\/)?onrecord(\/bindings)?\.h$/)
            return "src"
        sub(/^(src|include)\//, "", path)
        if (sub(/^onrecord\//, "", path))
            sub(/\.h$/, "", path)
        sub(/\/.*/, "", path)
        return path == "conllu" ? "language" : path
    }
    {
        split($0, part, ":")
        split($0, quoted, "\"")
        from = layer_of(part[1])
        to = layer_of(quoted[2])
        stem = quoted[2]
        sub(/\.[a-z]+$/, "", stem)
        if (!(from in rank) || !(to in rank))
            bad[++faults] = $0 "  (not named by its path)"
        else if (rank[to] > rank[from])
            bad[++faults] = $0 "  (a later layer)"
        else if (from != to && quoted[2] !~ /^onrecord[\/.]/ && !(to in is_open) && !(stem in is_open) &&
                 !(from == "cli" && stem in is_of_program))
            bad[++faults] = $0 "  (not its public header)"
    }
    END {
        for (i = 1; i <= faults; i++)
            print bad[i]
        exit faults > 0
    }'
# tsort names the files, or folders, of a circle on standard error.
lean() {
    printf '%s\n' "$includes" | sed -nE "s,^((src|include)/)?($1)$2:[0-9]+:[^\"]*\"($1)$2\".*,\3 \4,p" |
        awk '$1 != $2' | tsort >/dev/null
}
lean '[^:"]*' '\.[ch]'
lean '[^/:"]*/[^/:"]*' '/[^/:"]*'
