#!/bin/sh
# What people read: lines as wide as the terminal, colour there alone, what is unsure left out or
# at the end, several articles parted.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
unset COLUMNS NO_COLOR
page=samples/dam-accord.html
holds() {
    grep -q -- "$1" "$work/out" || { fail "no \"$1\" in the output"; cat "$work/out"; }
}
lacks() {
    grep -q -- "$1" "$work/out" && { fail "\"$1\" in the output"; cat "$work/out"; }
}
expect 0 "a page" "$program" read --model "$model" "$page"
holds '^Statements$'
holds '^¶[0-9]* *S[0-9]* .* \[“.*”\].*: .* (0\.[0-9][0-9])$'
lacks "$page:"
cp "$work/out" "$work/plain"

expect 0 "in more columns than there can be" env COLUMNS=99999 "$program" read --model "$model" "$page"
cmp -s "$work/out" "$work/plain" || fail "99,999 columns are not as if none were told"
expect 0 "in 50 columns" env COLUMNS=50 "$program" read --model "$model" "$page"
# A character may be several bytes; wide ones and marks are none of the sample's.
widest=$(LC_ALL=C.UTF-8 sed 's/./x/g' "$work/out" | awk 'length > n { n = length } END { print n }')
[ "$widest" -le 50 ] || fail "a line is $widest columns wide"
[ "$(tr -s ' \n' ' ' <"$work/out")" = "$(tr -s ' \n' ' ' <"$work/plain")" ] ||
    fail "in lines of 50 columns stand other words"

expect 0 "with bytes" "$program" read --model "$model" --bytes "$page"
holds "^ *$page:[0-9]*-[0-9]*$"
expect 0 "sure ones" "$program" read --model "$model" --min-confidence 1 --format json "$page"
holds '"statements":\[\]'
expect 2 "no number" "$program" read --min-confidence much "$page"
says '--min-confidence much: give a number from 0 to 1'

# On a terminal, in colour unless NO_COLOR is set.
if command -v script >/dev/null; then
    escape=$(printf '\033')
    expect 0 "a terminal" script -qc "$program read --model $model $page 2>/dev/null" /dev/null
    holds "$escape\[1m"
    expect 0 "NO_COLOR" env NO_COLOR=1 script -qc "$program read --model $model $page 2>/dev/null" /dev/null
    lacks "$escape"
fi

expect 0 "one article" "$program" extract "$page"
lacks '^==>'
expect 0 "two articles" "$program" extract "$page" "$page"
[ "$(grep -c '^==> dam-accord.html <==$' "$work/out")" = 2 ] || fail "two articles have not two names"
finish
