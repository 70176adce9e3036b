#!/bin/sh
# However many workers: the same bytes in the order of the input.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
i=0
while [ $i -lt 60 ]; do
    echo "{\"id\":\"p$i\",\"text\":\"The minister said on day $i that the bridge was closed. The mayor denied it.\"}"
    i=$((i + 1))
done >"$work/pages.jsonl"
expect 0 "one worker" "$program" read --model "$model" --format json -j1 "$work/pages.jsonl" samples/*
mv "$work/out" "$work/one"
expect 0 "eight workers" "$program" read --model "$model" --format json -j8 "$work/pages.jsonl" samples/*
cmp "$work/one" "$work/out" || fail "-j8 gives another output than -j1"
[ "$(wc -l <"$work/out")" -ge 60 ] || fail "not every page gives a record"
finish
