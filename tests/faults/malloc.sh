#!/bin/sh
# No memory for one allocation, whichever it is: an error that is told, or the same output; never
# a shorter output, a crash, or a store in which something is missing.
# Usage: malloc.sh PROGRAM MODELS SHIM [RUNS]: RUNS of each command, spread over its allocations.
. "$(dirname "$0")/../cli/check.sh"
export ONRECORD_MODELS="$models"
shim=$3
runs=${4:-1000000}

# run NUMBER COMMAND...: with the allocation of that number failing; counts them all.
run() {
    number=$1
    shift
    FAIL_MALLOC=$number COUNT_MALLOC="$work/count" LD_PRELOAD="$shim" "$@" \
        >"$work/out" 2>"$work/err" </dev/null
    status=$?
}

# judge COMMAND...: after a run.
judge() {
    if [ $status -gt 3 ]; then
        fail "allocation $number: status $status: $*: $(head -c 300 "$work/err")"
    elif [ $status = 0 ]; then
        cmp -s "$work/out" "$work/whole" || fail "allocation $number: another output: $*"
    else
        [ -s "$work/err" ] || fail "allocation $number: status $status, but nothing is said: $*"
    fi
}

# spread COMMAND...: what `each` does, for as many of the command's allocations as there are runs.
spread() {
    run 0 "$@"
    [ $status = 0 ] && [ "$(tr -d " " <"$work/count")" -gt 10 ] || fail "status $status: $*"
    mv "$work/out" "$work/whole"
    count=$(tr -d " " <"$work/count")
    step=$((count / runs + 1))
    n=1
    while [ "$n" -le "$count" ]; do
        run "$n" "$@"
        judge "$@"
        n=$((n + step))
    done
}

# Whatever a page comes in.
mkdir "$work/folder" "$work/folder/within"
printf 'The union said on Monday that gate 1 was shut.\n' >"$work/folder/a.txt"
printf 'Nobody denied it.\n' >"$work/folder/within/b.txt"
printf '%s\n' "$work/folder/a.txt" "" "$work/folder/within/b.txt" >"$work/list"
gzip -c tests/fuzz/record.warc >"$work/records.warc.gz"
for pages in tests/golden/column.html tests/intake/ferry.wacz "$work/records.warc.gz" tests/intake/ferry.rss tests/intake/ferry.mhtml \
    tests/intake/newsplease.json tests/fuzz/lines.jsonl "-r $work/folder" "--files-from=$work/list"; do
    # shellcheck disable=SC2086
    spread "$program" extract --format json $pages
done
spread "$program" extract tests/golden/wire.html
spread "$program" report --model fast tests/golden/brief.html
spread "$program" parse --model fast tests/golden/communique.txt
spread "$program" read --model fast tests/golden/brief.html
spread "$program" read --model fast --format json tests/golden/summit.page.txt

# Dictionaries of one's own; what is known of a name.
mkdir "$work/lake"
printf '%s\n' '--- ACCUSE [112] ---' 'ACCUSE' '- * LYING [1125]' >"$work/lake/a.verbs"
printf '%s\n' 'MARA_VELD [OSTGOV 2020-2030]' >"$work/lake/a.actors"
spread "$program" dict lint "$work/lake"
spread "$program" read --model fast --as article --format jsonl --codebook "$work/lake" --actors "$work/lake/a.actors" "$work/folder/a.txt"
spread "$program" knowledge Ostrava Moscow

# A store: all of the page or nothing of it.
"$program" add --model fast "$work/kept" tests/golden/brief.html >/dev/null
"$program" query --format jsonl "$work/kept" >"$work/answers"
add() {
    rm -f "$work"/store*
    run "$1" "$program" add --model fast "$work/store" tests/golden/brief.html
    sed -i "s|$work/store|STORE|" "$work/out"
}
add 0
[ $status = 0 ] || fail "status $status: add"
mv "$work/out" "$work/whole"
count=$(tr -d " " <"$work/count")
step=$((count / runs + 1))
n=1
while [ "$n" -le "$count" ]; do
    add "$n"
    judge add
    if [ -e "$work/store" ]; then
        "$program" query --format jsonl "$work/store" >"$work/answered" 2>"$work/err"
        told=$?
        if [ $status = 0 ]; then
            cmp -s "$work/answers" "$work/answered" || fail "allocation $n: add lost a part"
        else
            [ ! -s "$work/answered" ] || cmp -s "$work/answers" "$work/answered" ||
                fail "allocation $n: add kept a part"
            [ $told -le 1 ] || fail "allocation $n: the store cannot be asked"
        fi
    fi
    n=$((n + step))
done
for format in text jsonl csv; do
    spread "$program" query --format $format "$work/kept"
done
"$program" add --model fast "$work/two" tests/golden/brief.html samples/grain-corridor.page.txt >/dev/null
for asked in "verify" "disputes --format jsonl" "timeline" "export --format csv" "export --format graphml" "export --what utterances"; do
    # shellcheck disable=SC2086
    spread "$program" $asked "$work/two"
done
spread "$program" show "$work/two" 1.S1
finish
