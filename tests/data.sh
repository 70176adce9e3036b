#!/bin/sh
# data/tables.py sorts by bytes, and stops at what would make a table untrue.
set -eu
make=$1/data/tables.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Writes a table of the lines given; tabs are written as commas.
table() {
    printf '%s\n' "$@" | tr ',' '\t' >"$work/t.tsv"
}
fails() {
    if python3 "$make" "$work/t.tsv" "$work/out" words 'what=IS_' 2>"$work/err"; then
        echo "taken: $1"
        exit 1
    fi
    grep -q "$1" "$work/err" || { cat "$work/err"; exit 1; }
}

table '# Boats.' words,what,source 'ship|Fähre,of sea,own' 'Zille,of river,own'
python3 "$make" "$work/t.tsv" "$work/out" words 'what=IS_'
cat >"$work/expected" <<'ROWS'
{"F\303\244hre", IS_OF_SEA},
{"Zille", IS_OF_RIVER},
{"ship", IS_OF_SEA},
ROWS
diff "$work/expected" "$work/out"

table words,what,source 'ship,of sea,'
fails 't.tsv:2: no source'
table words,what,source 'ship,of sea'
fails 't.tsv:2: 2 columns, but the head has 3'
table words,what,source 'ship,of sea,own' 'boat|ship,of river,own'
fails 't.tsv:3: "ship" means something else in line 2'
table words,source ship,own
fails "t.tsv:2: no column"
