#!/bin/sh
# A store keeps each page once, and a query leads back to it.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
expect 0 "a new store" "$program" add "$work/store" samples/*
expect 0 "the same pages again" "$program" add "$work/store" samples/*
grep -q ' 0 new' "$work/out" || fail "adding the same pages twice adds them"
for format in text jsonl csv; do
    expect 0 "a query as $format" "$program" query "$work/store" --format $format --since 1990
done
expect 0 "words that are no syntax" "$program" query "$work/store" --about '"AND (NEAR* -x:'
expect 0 "all of a year" "$program" query "$work/store" --since 2026 --until 2026
mv "$work/out" "$work/year"
expect 0 "all of a year that is not sure" "$program" query "$work/store" --since '2026?' --until '2026~'
[ -s "$work/year" ] && cmp "$work/year" "$work/out" || fail "an unsure year in question is another year"
expect 1 "a missing store" "$program" query "$work/none" --format csv
says "$work/none"
[ ! -s "$work/out" ] || fail "a table is begun that nothing can be in"
[ ! -e "$work/none" ] || fail "a query made a store"
echo 'no database at all, but a text of some length' >"$work/text"
expect 3 "a file that is no store" "$program" add "$work/text" samples/*
says "$work/text"
if [ -w /dev/full ]; then
    "$program" query "$work/store" >/dev/full 2>"$work/err"
    [ $? -eq 3 ] || fail "answers to a full disk: not status 3"
    says "standard output: No space left"
fi

# Several at once: one makes the store, the others wait for it.
for i in 1 2 3; do
    "$program" add "$work/shared" samples/* >"$work/out.$i" 2>&1 || : >"$work/failed" &
done
wait
[ ! -e "$work/failed" ] || { fail "adding at once"; cat "$work"/out.*; }
[ "$(grep -l ' 0 new' "$work"/out.? | wc -l)" -eq 2 ] || fail "adding at once adds pages twice"
finish
