#!/bin/sh
# Two builds, and any number of threads, give the same bytes: records, trees and articles of the pages of
# tests/golden and samples, by both models. Usage: same.sh PROGRAM OTHER-PROGRAM MODELS
program=$1
other=$2
export ONRECORD_MODELS="$3"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pages=$(ls tests/golden/*.html tests/golden/*.txt samples/*)
count=0
for command in "extract --format json" "read --model fast --format json" "read --model best --format json" \
    "read --model fast --format csv" "parse --model fast"; do
    # shellcheck disable=SC2086
    "$program" $command -j1 $pages >"$work/one" 2>"$work/err" || { cat "$work/err"; exit 1; }
    for how in "$program -j8" "$other -j1" "$other -j8"; do
        # shellcheck disable=SC2086
        ${how% *} $command ${how#* } $pages >"$work/two" 2>"$work/err"
        cmp "$work/one" "$work/two" || { echo "FAIL: $command: $how gives other bytes"; exit 1; }
        count=$((count + 1))
    done
done
echo "$count outputs of $(echo "$pages" | wc -l) pages, the same"
