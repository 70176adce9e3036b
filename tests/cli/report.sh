#!/bin/sh
# A report is one file that needs nothing else; what it cannot be written to is told.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
holds() {
    grep -q -- "$1" "$work/report.html" || fail "no \"$1\" in the report"
}
expect 0 "a report" "$program" report --model "$model" samples/* -o "$work/report.html"
[ ! -s "$work/out" ] || fail "a report to a file also goes to standard output"
holds "default-src 'none'"
holds 'data-act="'
holds '<title>Records of several pages</title>'
[ "$(grep -c '^<article>' "$work/report.html")" = 2 ] || fail "two pages are not two articles"
[ "$(tail -1 "$work/report.html")" = '</html>' ] || fail "the report has no end"
grep -qE '<script|https?://[^ ]*\.(js|css)' "$work/report.html" && fail "the report needs something else"
# What was read stands in it.
holds 'class="raw"><span class="meta">bytes [0-9]'

expect 0 "to standard output" "$program" report --model "$model" samples/*
cmp -s "$work/out" "$work/report.html" || fail "standard output is not what the file is"
expect 0 "what is sure" "$program" report --model "$model" --min-confidence 0.99 samples/dam-accord.html
[ "$(grep -c '<article>' "$work/out")" = 1 ] || fail "a report of sure statements has not its page"
[ "$(grep -o 'data-act=' "$work/out" | wc -l)" -lt "$(grep -o 'data-act=' "$work/report.html" | wc -l)" ] ||
    fail "what is not sure is reported, too"
grep -q '<title>Record of dam-accord.html</title>' "$work/out" || fail "a report of a page is not called by it"
expect 0 "a page of no folder" sh -c 'cp samples/dam-accord.html "$3" && cd "$3" && ONRECORD_MODELS=$2 "$0" report --model "$1" dam-accord.html' \
    "$(realpath "$program")" "$model" "$(realpath "$models")" "$work"
grep -q '<title>Record of dam-accord.html</title>' "$work/out" || fail "a report of a page in no folder is not called by it"
expect 1 "a page that is not there" "$program" report --model "$model" "$work/none" samples/* -o "$work/report.html"
says "$work/none: No such file"
[ "$(grep -c '^<article>' "$work/report.html")" = 2 ] || fail "the other pages are not there"
# Whole or not at all: what was there stays where there is no room.
cp "$work/report.html" "$work/before.html"
expect 3 "a file that is full" sh -c 'ulimit -f 4; trap "" XFSZ; "$0" report --model "$1" samples/* -o "$2"' "$program" "$model" "$work/report.html"
says "$work/report.html: File too large"
cmp -s "$work/report.html" "$work/before.html" || fail "a report that could not be written replaced the one before"
[ "$(find "$work" -name 'report.html*' | wc -l)" = 1 ] || fail "a part of a report is left"
mkfifo "$work/list"
"$program" report --model "$model" --files-from "$work/list" -o "$work/report.html" 2>"$work/err" &
killed=$!
exec 4>"$work/list"
while [ "$(find "$work" -name 'report.html.*' | wc -l)" = 0 ]; do sleep 0.1; done
kill -KILL "$killed"
wait "$killed" 2>"$work/err"
exec 4>&-
for _ in 1 2 3 4 5 6 7 8 9; do [ "$(find "$work" -name 'report.html*' | wc -l)" = 1 ] || sleep 0.2; done
[ "$(find "$work" -name 'report.html*' | wc -l)" = 1 ] || fail "a report that was killed left a part"
cmp -s "$work/report.html" "$work/before.html" || fail "a report that was killed replaced the one before"
ln -s report.html "$work/linked.html"
expect 0 "a link" "$program" report --model "$model" samples/* -o "$work/linked.html"
[ -L "$work/linked.html" ] || fail "a report replaced the link to where it goes"
expect 0 "a device" "$program" report --model "$model" samples/* -o /dev/stdout
cmp -s "$work/out" "$work/report.html" || fail "the device was not given what the file is"
expect 3 "a file that cannot be" "$program" report --model "$model" samples/* -o "$work/no/report.html"
says "$work/no/report.html: No such file"
finish
