#!/bin/sh
# Whole pages and their records, to be read by people: a change of a record shows as a difference.
# Usage: golden.sh PROGRAM MODELS LINES [write]; `write` (`make golden`) makes what is now the case
# what shall be the case. GOLDEN_MODELS: those to read with; a build with sanitizers is slow.
set -u
program=$1
export ONRECORD_MODELS="$2"
lines=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
for page in tests/golden/*.html tests/golden/*.txt; do
    form=auto
    case $page in *.page.txt) form=page ;; *.txt) form=article ;; esac
    for model in ${GOLDEN_MODELS:-fast best}; do
        record=${page%%.*}.$model.json
        [ "${4:-}" = write ] && kept=$record || kept=$work/record
        { "$program" read --model $model --as $form --format json "$page" || echo failed; } | "$lines" >"$kept"
        diff -u "$record" "$kept" || bad=1
    done
done
[ $bad = 0 ] || echo "FAIL: read the differences; \`make golden\` takes them over"
exit $bad
