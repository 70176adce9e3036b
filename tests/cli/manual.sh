#!/bin/sh
# The manual has every option that a command's help has, and no other.
. "$(dirname "$0")/check.sh"
manual=docs/man/onrecord.1.scd
{
    echo version
    for command in $("$program" --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
        "$program" $command --help | sed -n 's/^ *\(-.,\)\{0,1\} *--\([a-z-]*\).*/\2/p'
    done
} | sort -u >"$work/known"
grep -o '^[*-].*' $manual | grep -o '\*--[a-z-]*' | tr -d '*' | cut -c3- | sort -u >"$work/told"
diff "$work/known" "$work/told" >"$work/out" || { fail "help (<) and manual (>) differ"; cat "$work/out"; }
[ "$(wc -l <"$work/known")" -gt 15 ] || fail "the help's options were not found"
"$program" --help | grep -o '^  [a-z]*' | while read -r command; do
    grep -q "^\*$command\*" $manual || echo "$command"
done >"$work/out"
[ ! -s "$work/out" ] || fail "not in the manual: $(cat "$work/out")"
finish
