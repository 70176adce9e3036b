#!/bin/sh
# A read, a write, an fsync or a change of a file's size fails, whichever it is, or is done by half:
# an error that is told, or the same output; never a page by half, a crash, or a store or a journal
# that cannot be gone on with. Then each command with a disk that is full.
# Usage: io.sh PROGRAM MODELS SHIM [RUNS]: RUNS of each command and kind, spread over its calls.
# "lasting": the disk stays full from that write on.
# What is waited for on a disk is nothing that is tried here.
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
. "$(dirname "$0")/../cli/check.sh"
export ONRECORD_MODELS="$models"
shim=$3
runs=${4:-1000000}
tried=0

# run KIND HOW NUMBER COMMAND...: standard output to the end of $work/out.
run() {
    call=$1
    how=$2
    number=$3
    shift 3
    timeout 300 env FAIL_CALL="$call" FAIL_HOW="$how" FAIL_AT="$number" COUNT_CALLS="$work/count" \
        LD_PRELOAD="$shim" "$@" >>"$work/out" 2>"$work/err" </dev/null
    status=$?
    tried=$((tried + 1))
}

told() {
    [ $status -le 3 ] || fail "$call $number ($how): status $status: $*: $(head -c 300 "$work/err")"
    [ $status -eq 0 ] || [ -s "$work/err" ] || fail "$call $number ($how): status $status, but nothing is said: $*"
    [ -z "$(sort "$work/err" | uniq -d)" ] || fail "$call $number ($how): told twice: $(cat "$work/err")"
}

# each BEFORE AFTER COMMAND...: the functions BEFORE and AFTER stand around each run.
each() {
    before=$1
    after=$2
    shift 2
    for kind_how in "read error" "read short" "write error" "write short" "write lasting" "sync error" "size error"; do
        kind=${kind_how% *}
        how=${kind_how#* }
        $before
        run "$kind" "$how" 0 "$@"
        [ $status = 0 ] || { fail "status $status: $*"; cat "$work/err"; return; }
        count=$(tr -d " " <"$work/count")
        n=1
        while [ "$n" -le "$count" ]; do
            $before
            run "$kind" "$how" "$n" "$@"
            told "$@"
            [ "$status" -ne 0 ] || [ "$how" = short ] || [ "$call" != write ] || allowed_to_pass "$@"
            $after "$@"
            n=$((n + count / runs + 1))
        done
    done
}

# SQLite goes on where what it could not write was for speed alone, or where all is safe in its journal,
# which it could not take into the store; what came of it is looked at.
allowed_to_pass() {
    case $* in *" add "*) ;; *) fail "write $number failed ($how), status 0: $*" ;; esac
}

# Output: all of it, or its first pages as a whole.
fresh() {
    rm -f "$work/out"
}
whole_lines() {
    if [ $status = 0 ]; then
        cmp -s "$work/out" "$work/whole" || fail "$call $number ($how): another output: $*"
    else
        size=$(wc -c <"$work/out")
        head -c "$size" "$work/whole" | cmp -s - "$work/out" || [ "$call" = read ] ||
            fail "$call $number ($how): not the beginning of the output: $*"
        [ "$size" -eq 0 ] || [ -z "$(tail -c 1 "$work/out" | tr -d '\n')" ] ||
            fail "$call $number ($how): a page is written in part: $*"
    fi
}
i=0
while [ $i -lt 12 ]; do
    echo "{\"id\":\"p$i\",\"text\":\"The union said on Monday that gate $i was shut. Nobody denied it.\"}"
    i=$((i + 1))
done >"$work/pages.jsonl"
gzip -c "$work/pages.jsonl" >"$work/pages.jsonl.gz"
for command in "extract --format json $work/pages.jsonl.gz" "read --model fast --format jsonl $work/pages.jsonl" \
    "parse --model fast tests/golden/communique.txt" "extract --format json tests/intake/ferry.zip" \
    "extract --format json tests/intake/ferry.wacz"; do
    # shellcheck disable=SC2086
    "$program" $command >"$work/whole" 2>/dev/null
    # shellcheck disable=SC2086
    each fresh whole_lines "$program" $command
done

# A run that goes on: what was written before and after are the output of one undisturbed run.
begin_journal() {
    rm -f "$work/out" "$work/journal"
}
go_on() {
    "$program" read --model fast --format jsonl --resume="$work/journal" "$work/pages.jsonl" \
        >>"$work/out" 2>"$work/err2"
    again=$?
    if [ $again -eq 2 ] && [ $status -ne 0 ] && grep -q 'damaged journal\|shorter than the run' "$work/err2"; then
        fail "$call $number ($how): the run cannot go on: $(cat "$work/err2")"
    elif [ "$call" != read ]; then
        cmp -s "$work/out" "$work/whole" || fail "$call $number ($how): gone on with, another output"
    fi
}
"$program" read --model fast --format jsonl "$work/pages.jsonl" >"$work/whole" 2>/dev/null
each begin_journal go_on "$program" read --model fast --format jsonl --resume="$work/journal" "$work/pages.jsonl"

# A store: all of a page or nothing of it, and it takes the rest later.
rows() {
    "$program" query --format jsonl "$work/$1" 2>"$work/err2"
}
no_store() {
    rm -f "$work"/store*
}
old_store() {
    rm -f "$work"/store* "$work/out"
    cp "$work/half" "$work/store"
}
takes_all() {
    [ ! -e "$work/store" ] || rows store >/dev/null
    "$program" add --model fast "$work/store" "$work/pages.jsonl" >"$work/said" 2>&1 ||
        fail "$call $number ($how): the store takes no more: $(cat "$work/said")"
    rows store >"$work/answered"
    cmp -s "$work/answers" "$work/answered" || fail "$call $number ($how): other answers than undisturbed"
}
"$program" add --model fast "$work/kept" "$work/pages.jsonl" >/dev/null 2>&1
mv "$work/pages.jsonl" "$work/all.jsonl"
head -n 5 "$work/all.jsonl" >"$work/pages.jsonl"
"$program" add --model fast "$work/half" "$work/pages.jsonl" >/dev/null 2>&1
mv "$work/all.jsonl" "$work/pages.jsonl"
rows kept >"$work/answers"
[ "$(wc -l <"$work/answers")" -ge 12 ] || fail "no answers to compare"
each no_store takes_all "$program" add --model fast "$work/store" "$work/pages.jsonl"
each old_store takes_all "$program" add --model fast "$work/store" "$work/pages.jsonl"

# A disk of its own, with room for half of the store: nothing is lost that was there, and with more room the rest goes in.
if unshare -rm sh -c 'mount -t tmpfs none "$0"' "$work" 2>/dev/null; then
    half=$(($(wc -c <"$work/kept") / 2048))
    mkdir "$work/disk"
    # shellcheck disable=SC2016
    unshare -rm sh -c 'mount -t tmpfs -o size="$1"k none "$2/disk" || exit 9
        "$0" add --model fast "$2/disk/store" "$2/pages.jsonl"
        echo $? >"$2/status"
        mount -o remount,size=64m none "$2/disk"
        "$0" add --model fast "$2/disk/store" "$2/pages.jsonl" || exit 9
        "$0" query --format jsonl "$2/disk/store" >"$2/answered"' "$program" "$half" "$work" >"$work/said" 2>&1 ||
        fail "a disk of $half KiB: $(cat "$work/said")"
    [ "$(cat "$work/status")" -eq 3 ] || fail "a disk of $half KiB: status $(cat "$work/status"), not 3"
    grep -q 'full; free some space and add again' "$work/said" || fail "a disk that is full is not told: $(cat "$work/said")"
    cmp -s "$work/answers" "$work/answered" || fail "a disk that was full: other answers"
fi

# Nothing is asked but what is read; what cannot be read is told, or SQLite reads it again.
asked() {
    [ $status -ne 0 ] || cmp -s "$work/out" "$work/whole" || fail "$call $number ($how): another answer: $*"
}
for command in "query --format jsonl $work/kept" "export --format csv $work/kept" "timeline --format jsonl $work/kept"; do
    # shellcheck disable=SC2086
    "$program" $command >"$work/whole" 2>/dev/null
    # shellcheck disable=SC2086
    each fresh asked "$program" $command
done

# The disk is full: told, with status 3.
if [ -w /dev/full ]; then
    for command in "extract samples/dam-accord.html" "parse --model fast samples/dam-accord.html" \
        "read --model fast samples/dam-accord.html" "report --model fast samples/dam-accord.html" \
        "query $work/kept" "query --format jsonl $work/kept" "export --format csv $work/kept" \
        "timeline $work/kept" "disputes --format csv $work/kept" "completion bash" "--version" \
        "knowledge Ostrava" "show $work/kept 1.S1" "verify $work/kept" "read --model fast --format csv samples/dam-accord.html"; do
        # shellcheck disable=SC2086
        "$program" $command >/dev/full 2>"$work/err" </dev/null
        status=$?
        [ $status -eq 3 ] || { [ "$command" = "disputes --format csv $work/kept" ] && [ $status -le 1 ]; } ||
            fail "a full disk: status $status, not 3: $command"
        [ $status -ne 3 ] || says 'No space left'
    done
fi
echo "$tried runs"
[ $tried -gt 50 ] || fail "only $tried runs"
finish
