#!/bin/sh
# Bad input and what is said of it. Each case of tests/bad/cases.txt is a command, its exit status and
# the first lines of its errors, word for word. Usage: bad.sh PROGRAM MODELS
set -u
program=$1
export ONRECORD_MODELS="$2"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
count=0

# Runs the command that was read, and holds what it did against what was read since.
check() {
    [ -n "$command" ] || return 0
    count=$((count + 1))
    # shellcheck disable=SC2086
    "$program" $command >"$work/out" 2>"$work/err" </dev/null
    status=$?
    head -n "$(wc -l <"$work/said")" "$work/err" >"$work/first"
    [ $status = "$wanted" ] && cmp -s "$work/said" "$work/first" && return
    echo "FAIL: onrecord $command: status $status, not $wanted; said (+) and should have said (-):"
    diff -u "$work/said" "$work/err" | tail -n +3
    bad=1
}

command=
while IFS= read -r line; do
    case $line in
    '$ onrecord '*)
        check
        command=${line#* * }
        : >"$work/said"
        ;;
    '= '*) wanted=${line#= } ;;
    '#'* | '') ;;
    *) echo "$line" >>"$work/said" ;;
    esac
done <tests/bad/cases.txt
check
[ $count -gt 20 ] || { echo "FAIL: only $count cases were read"; bad=1; }
exit $bad
