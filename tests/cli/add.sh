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
# A file that changed takes the place of what it was, also when it becomes again what it was before.
mkdir "$work/watched"
for i in 1 2 3; do
    echo "The union said on Monday that gate $i was shut." >"$work/watched/$i.txt"
done
told() { "$program" query "$work/kept" --format csv | grep -c 'gate'; }
expect 0 "a folder to be watched" "$program" add --model fast --as article --update "$work/kept" -r "$work/watched"
grep -q '^3 pages read, 3 new (0 in place of an older version)' "$work/out" || fail "not three new pages: $(cat "$work/out")"
before=$(told)
echo "The union said on Friday that gate 2 was open." >"$work/watched/2.txt"
expect 0 "one file that changed" "$program" add --model fast --as article --update "$work/kept" -r "$work/watched"
grep -q '^3 pages read, 1 new (1 in place of an older version)' "$work/out" || fail "not one changed page: $(cat "$work/out")"
[ "$(told)" = "$before" ] || fail "the file as it was before still answers"
"$program" query "$work/kept" --about open | grep -q 'Friday\|open' || fail "the changed file does not answer"
echo "The union said on Monday that gate 2 was shut." >"$work/watched/2.txt"
expect 0 "the file as it was" "$program" add --model fast --as article --update "$work/kept" -r "$work/watched"
grep -q '^3 pages read, 0 new (1 in place of an older version)' "$work/out" || fail "not changed back: $(cat "$work/out")"
"$program" query "$work/kept" --about open >/dev/null 2>&1 && fail "what the file no longer says still answers"
printf '{"id": "a", "text": "The mayor said that dock 1 was shut."}\n{"id": "b", "text": "The mayor said that dock 2 was shut."}\n' >"$work/lines.jsonl"
echo "$work/lines.jsonl" >"$work/list"
expect 0 "the files of a list" "$program" add --model fast --as jsonl "$work/listed" --files-from "$work/list"
[ "$("$program" query --format jsonl "$work/listed" | wc -l)" -gt 0 ] || fail "what a list names is not added"
expect 0 "lines with ids" "$program" add --model fast --as jsonl --update "$work/lined" "$work/lines.jsonl"
sed -i 's/dock 2 was shut/dock 2 was open/' "$work/lines.jsonl"
expect 0 "one line that changed" "$program" add --model fast --as jsonl --update "$work/lined" "$work/lines.jsonl"
grep -q '^2 pages read, 1 new (1 in place of an older version)' "$work/out" || fail "not one changed line: $(cat "$work/out")"
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

# A page that is read again is not new.
expect 0 "pages read again" "$program" add --model fast --replace "$work/again" "$work/pages/1.txt"
expect 0 "one of them again" "$program" add --model fast --replace "$work/again" "$work/pages/1.txt" "$work/pages/2.txt"
grep -q '^2 pages read, 1 new (1 read again in place of what was kept)' "$work/out" ||
    fail "a page read again is new: $(cat "$work/out")"

# What a run writes itself is no page of the folder that it reads, where it lies there.
mkdir "$work/all"
cp "$work/pages/1.txt" "$work/pages/2.txt" "$work/all"
for run in first second; do
    expect 0 "the $run run in its own folder" "$program" add --model fast "$work/all/store.db" -r "$work/./all" \
        --resume "$work/all/journal"
    rm "$work/all/journal"
done
grep -q '^2 pages read, 0 new' "$work/out" || fail "a store in its own folder is read: $(cat "$work/out")"
expect 0 "what it has" "$program" verify "$work/all/store.db" -r "$work/all"
grep -q 'of 2 pages 2 hold' "$work/err" || fail "another page than those of the folder: $(cat "$work/err")"
finish
