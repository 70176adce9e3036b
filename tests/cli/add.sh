#!/bin/sh
# `add` reads no page again that the store has.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
mkdir "$work/pages"
for i in 1 2 3 4 5 6; do
    echo "The union said on Monday that gate $i was shut." >"$work/pages/$i.txt"
done
expect 0 "a folder" "$program" add --model fast "$work/store" -r "$work/pages"
grep -q '^6 pages read, 6 new' "$work/out" || fail "not six pages: $(cat "$work/out")"
echo "The union said on Friday that gate 7 was open." >"$work/pages/7.txt"
expect 0 "the folder with one page more" "$program" add --model fast "$work/store" -r "$work/pages"
grep -q '^7 pages read, 1 new' "$work/out" || fail "not one page more: $(cat "$work/out")"
# A page that is known is not read: with so little memory it could not be.
i=0
while [ $i -lt $((4000 / fewer)) ]; do
    echo "The union said on Monday that gate $i was shut, and that it would stay so."
    i=$((i + 1))
done >"$work/large.txt"
expect 0 "a large page" "$program" add --model fast "$work/store" "$work/large.txt"
expect 0 "a large page that is known" "$program" add --model fast --page-memory 1 "$work/store" "$work/large.txt"
grep -q '^1 pages read, 0 new' "$work/out" || fail "a known page is new: $(cat "$work/out")"
echo >>"$work/large.txt"
expect 1 "a large page that is not known" "$program" add --model fast --page-memory 1 "$work/store" "$work/large.txt"
says 'raise --page-memory'
finish
