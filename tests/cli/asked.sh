#!/bin/sh
# What a store answers to people: disputes, counts, entries; and what is undone in it. The pages tell of a
# pier that one says was closed and another says was not.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
answers() {
    grep -q -- "$1" "$work/out" || { fail "no \"$1\" in the answer"; cat "$work/out"; }
}
cat >"$work/row.html" <<'PAGE'
<html><head><title>Ferry row</title></head><body><article><h1>Ferry row</h1><p>The minister, Anna Lind, said on
Monday that the port had closed the old pier.</p><p>The mayor, Omar Reyes, denied that the port had closed the old
pier.</p></article></body></html>
PAGE
sed 's/Ferry row/Pier row/; s/on$/last/' "$work/row.html" >"$work/same.html"
sed 's/Ferry row/Mill row/g; s/Anna Lind/Ines Kahn/; s/Omar Reyes/Paul Mohr/; s/pier/mill/' "$work/row.html" |
    sed 's,<head>,&<meta property="article:published_time" content="2026-03-04">,' >"$work/dated.html"
printf '%s\n' "The union's leader said: \"Nobody asked us.\" Reportedly, the port does not want to open it." >"$work/bare.txt"
expect 0 "the pages" "$program" add --model fast "$work/store" "$work/row.html" "$work/same.html" samples/dam-accord.html \
    "$work/bare.txt" "$work/dated.html"

expect 0 "disputes" "$program" disputes "$work/store"
answers '^undated  Ferry row$'
answers '^2026-03-04  Mill row$'
answers '^  claim   Anna Lind \[“The minister, Anna Lind”\] stated \[“said”\]: that the port had closed the old pier (0\.[0-9]*)$'
answers '^  denial  Omar Reyes .* denied'
answers '^          this page ← Omar Reyes  1\.S[0-9]*$'
expect 0 "counts" "$program" query "$work/store" --count-by speaker
answers '^ *2  Anna Lind$'
expect 0 "counts of whoever speaks to nobody" "$program" query "$work/store" --count-by addressee
answers '^ *[0-9]*  ?$'
expect 0 "counts, a line each" "$program" query "$work/store" --count-by act --format jsonl
answers '^{"act":"deny","count":[0-9]*}$'
for order in oldest newest confidence; do
    expect 0 "$order first" "$program" query "$work/store" --sort $order
done

# By name, by id, as a whole; and whatever is no entry.
expect 0 "entries" "$program" show "$work/store" row.html.S1 row.html.E1 row.html.S2
answers '^row.html.S1  undated: Ferry row$'
answers '^  speaker_entity    E1 Anna Lind$'
answers '^  mentions          minister ([0-9-]*) … Anna Lind ([0-9-]*)$'
expect 0 "a page" "$program" show "$work/store" row.html
answers '^      denied by Omar Reyes'
for name in row.html.S row.html.X1 row.html.S0 S1 .S1 99 nobody; do
    expect 1 "no entry: $name" "$program" show "$work/store" "$name" row.html.S1
    says "^onrecord: $name: no such entry in $work/store"
    answers '^row.html.S1'
done
if [ -w /dev/full ]; then
    "$program" show "$work/store" row.html.S1 row.html.S2 >/dev/full 2>"$work/err"
    [ $? -eq 3 ] || fail "an entry to a full disk: not status 3"
    "$program" timeline "$work/store" >/dev/full 2>"$work/err"
    [ $? -eq 3 ] || fail "a timeline to a full disk: not status 3"
    [ "$(wc -l <"$work/err")" -eq 1 ] || { fail "a timeline to a full disk says more than that"; cat "$work/err"; }
fi

# An entity of one page that was taken for that of another is a person of its own again.
expect 0 "a dispute that several pages tell" "$program" export "$work/store" --what disputes
expect 0 "an entity of its own" "$program" unlink "$work/store" same.html.E1
expect 1 "an entity that there is none of" "$program" unlink "$work/store" same.html.E99
says "^$work/store: no entity same.html.E99; give PAGE.E4"
expect 1 "two entries, one of which is none" "$program" unlink "$work/store" same.html.S1 row.html.S99
says "no link between same.html.S1 and row.html.S99"
expect 0 "two pages" "$program" remove "$work/store" same.html bare.txt
answers '^2 pages removed'

# A page that came under the name of another, and one whose source has no name left.
expect 0 "a page from standard input" sh -c '"$1" add --model fast "$2/store" - <"$2/bare.txt"' - "$program" "$work"
expect 1 "sources of which one is not there to read" "$program" verify "$work/store"
answers '^not found'
printf '%s\n' "$work/row.html" >"$work/list"
expect 0 "the pages of a list" "$program" verify "$work/store" --files-from "$work/list"
answers "^holds	1	$work/row.html$"
says 'not asked for'
expect 1 "nothing that can be read" "$program" verify "$work/store" "$work/none"
expect 1 "a store that is not there" "$program" verify "$work/none"

# Wrong usage says what would be right; status 2, and nothing is done.
wrong() {
    advice=$1
    shift
    expect 2 "$*" "$program" "$@"
    says "$advice"
}
wrong 'name the queue: --queue ADDRESS' work
wrong 'name the queue: --queue ADDRESS' enqueue "$work/row.html"
wrong '--queue http://here: give nats://HOST or postgresql://HOST/DATABASE' work --queue http://here
# Of an address nothing is told that opens it.
for address in nats://ada:secret@127.0.0.1:1 postgresql://ada:secret@127.0.0.1:1/x \
    'postgresql://127.0.0.1:1/x?user=ada&password=secret'; do
    "$program" enqueue --queue "$address" "$work/row.html" >"$work/out" 2>"$work/err"
    [ $? -ne 3 ] || { says '://127.0.0.1:1' && ! grep 'ada\|secret' "$work/out" "$work/err"; } || fail "$address is told whole"
done
wrong 'it takes no files' doctor "$work/row.html"
wrong 'name two reports, PAGE.S1 PAGE.S2, or an entity' unlink "$work/store"
wrong 'name two reports, PAGE.S1 PAGE.S2, or an entity' unlink "$work/store" a.S1 b.S1 c.S1
wrong 'name the pages to remove' remove "$work/store"
wrong 'name what to show' show "$work/store"
wrong 'name the shell: bash, zsh or fish' completion
wrong 'name the shell: bash, zsh or fish' completion bash zsh
wrong 'say what to do: onrecord dict lint PATH' dict mend "$work/row.html"
# PostgreSQL is queue and store in one; for NATS the program may not have been built.
timeout 10 "$program" work --queue nats://127.0.0.1 2>&1 | grep -q 'was built for' ||
    wrong 'name the store: --store STORE' work --queue nats://127.0.0.1
wrong '--quote loud: give' query "$work/store" --quote loud
wrong '--class SING: give' query "$work/store" --class SING
wrong '"soon" is no date' query "$work/store" --since soon
for limit in 0 -1 x 2x 99999999999999999999; do
    wrong "--limit $limit" query "$work/store" --limit $limit
done
for share in 2 -1 x 1x nan; do
    wrong "--min-confidence $share: give a number from 0 to 1" query "$work/store" --min-confidence $share
done
names=$(for i in $(seq 33); do echo "--by $i"; done)
# shellcheck disable=SC2086
wrong 'an option is given more than 32 times' query "$work/store" $names
wrong '--sort longest: give oldest, newest or confidence' query "$work/store" --sort longest
wrong '-j 2x: give a number from 1 to' read -j 2x "$work/row.html"
wrong 'give a number from 1 to' read -j 99999999999999999999 "$work/row.html"
wrong '--min-confidence -1: give a number from 0 to 1' read --min-confidence -1 "$work/row.html"
wrong '--min-confidence 1x: give a number from 0 to 1' read --min-confidence 1x "$work/row.html"
actors=
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33; do
    actors="$actors --actors tests/fuzz/lake.actors"
done
# shellcheck disable=SC2086
wrong 'files at most; put more into the folder of --codebook' read $actors "$work/row.html"

# What is said of the page on the command line is what the record has.
expect 0 "an address and a day that are given" "$program" read --model fast --format json --url http://given.example/row \
    --date 2026-02-19 "$work/row.html"
answers '"url":"http://given.example/row"'
answers '"2026-02-19"'
sed 's/Ferry row/=1+1/g' "$work/row.html" >"$work/cell.html"
expect 0 "cells that a spreadsheet would run" "$program" read --model fast --format csv --spreadsheet "$work/cell.html"
answers ",\"'=1+1\","
expect 0 "cells between tabs that a spreadsheet would run" "$program" read --model fast --format tsv --spreadsheet "$work/cell.html"
answers "	'=1+1	"
wrong '--spreadsheet: no table is --format jsonl; give csv or tsv' read --format jsonl --spreadsheet "$work/cell.html"
expect 0 "doubtful statements too" "$program" read --model fast --all "$work/row.html"
answers '^Doubtful'
finish
