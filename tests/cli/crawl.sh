#!/bin/sh
# A run over many pages: counted, in order or not, and gone on with after any interruption.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
text='The mayor said that the gate of the harbour was shut, and that it was for the crew of the ferry to open it. Nobody from the city had asked for the keys by then.'
pages=$((3000 / fewer))
i=0
while [ $i -lt $pages ]; do
    echo "{\"id\":\"p$i\",\"text\":\"$text Page $i.\"}"
    i=$((i + 1))
done >"$work/pages.jsonl"

expect 0 "an undisturbed run" "$program" extract --format json "$work/pages.jsonl"
says "^onrecord: $pages read: $pages kept, 0 not English, 0 empty, 0 failed$"
mv "$work/out" "$work/whole"
for jobs in 2 7; do
    expect 0 "$jobs at a time" "$program" extract --format json -j$jobs "$work/pages.jsonl"
    cmp -s "$work/whole" "$work/out" || fail "-j$jobs gives another output"
    expect 0 "$jobs at a time, as they come" "$program" extract --format json --unordered -j$jobs "$work/pages.jsonl"
    sort "$work/out" >"$work/sorted"
    sort "$work/whole" | cmp -s - "$work/sorted" || fail "--unordered -j$jobs gives other pages"
done

# What came of pages, and why.
{
    echo "{\"text\":\"$text\"}"
    echo '{"text":"Der Bürgermeister sagte am Montag, dass das Tor des Hafens geschlossen sei und dass die Besatzung der Fähre es öffnen müsse, weil niemand sonst die Schlüssel habe."}'
    echo '{"text":""}'
    echo '{"text":'
    echo '["text"]'
} >"$work/mixed.jsonl"
expect 1 "pages of all kinds" "$program" extract --format json "$work/mixed.jsonl" "$work/none"
says '^onrecord: 6 read: 1 kept, 1 not English, 1 empty, 3 failed (.*1 a line that is no object.*1 No such file or directory)$'
[ "$(wc -l <"$work/out")" -eq 3 ] || fail "pages that are empty or not English have no article"

# A page that cannot be read is told by where it begins in its file.
printf '{"text":""}\n{"html":"%%PDF-1.4 1 0 obj"}\n' >"$work/refused.jsonl"
expect 1 "a page of a file that is refused" "$program" extract "$work/refused.jsonl"
says "^$work/refused.jsonl:12: no page: a PDF file"

# A kill, again and again: the output is that of the undisturbed run.
for how in "-j2" "-j3 --unordered"; do
    rm -f "$work/journal" "$work/resumed"
    kills=0
    while :; do
        # shellcheck disable=SC2086
        "$program" read --model fast --format json $how --resume="$work/journal" "$work/pages.jsonl" \
            >>"$work/resumed" 2>"$work/err" &
        pid=$!
        [ $kills -lt 3 ] || break
        sleep 0.7
        kill -9 $pid 2>/dev/null || break
        wait $pid 2>/dev/null
        kills=$((kills + 1))
    done
    wait $pid || { fail "after $kills kills ($how): status $?"; cat "$work/err"; }
    says "^onrecord: $pages read: $pages kept,"
    "$program" read --model fast --format json -j2 "$work/pages.jsonl" 2>/dev/null >"$work/read"
    sort "$work/resumed" >"$work/sorted"
    sort "$work/read" | cmp -s - "$work/sorted" || fail "after $kills kills ($how): pages are missing, or twice"
    [ "$how" != "-j2" ] || cmp -s "$work/read" "$work/resumed" || fail "after $kills kills: another order"
done
"$program" read --model fast --format json -j3 --unordered --resume="$work/journal" "$work/pages.jsonl" \
    >>"$work/resumed" 2>"$work/err" || fail "a run that is done: status $?"
sort "$work/resumed" | cmp -s - "$work/sorted" || fail "what is done is read again"
says "^onrecord: $pages read: $pages kept,"

# Pages that the run before had done out of turn are done, too, if this one is killed before they come in.
mkfifo "$work/trickle"
for i in 0 1 2; do # long, since of a pipe so much is looked at before the first page is taken
    echo "{\"id\":\"p$i\",\"text\":\"Page $i. $text $text $text $text $text $text $text $text\"}"
done >"$work/three.jsonl"
cat "$work/three.jsonl" >"$work/trickle" &
"$program" extract --format json --unordered --resume="$work/early" "$work/trickle" >"$work/all" 2>/dev/null
"$program" extract --format json "$work/three.jsonl" 2>/dev/null | sed -n 3p >"$work/out"
head -n 1 "$work/early" >"$work/head"
{ cat "$work/head"; printf 'at\t0\t0\t%d\t1\t0\t0\t1\t2\t0\n' "$(wc -c <"$work/out")"; } >"$work/early"
"$program" extract --format json --unordered --resume="$work/early" "$work/trickle" >>"$work/out" 2>/dev/null &
pid=$!
exec 9>"$work/trickle"
head -n 2 "$work/three.jsonl" >&9
until [ "$(wc -l <"$work/early")" -gt 2 ]; do sleep 0.1; done
kill -9 $pid
exec 9>&-
wait $pid 2>/dev/null
cat "$work/three.jsonl" >"$work/trickle" &
"$program" extract --format json --unordered --resume="$work/early" "$work/trickle" >>"$work/out" 2>/dev/null ||
    fail "pages that were done out of turn: status $?"
[ "$(wc -l <"$work/out")" -eq 3 ] || fail "of three pages $(wc -l <"$work/out") are written"

# What cannot be gone on with is told, and nothing is read.
mkfifo "$work/slow"
"$program" extract --resume="$work/taken" "$work/slow" >"$work/first" 2>&1 &
exec 9>"$work/slow"
while [ ! -s "$work/taken" ]; do sleep 0.1; done
expect 2 "the journal of a run that is going on" "$program" extract --resume="$work/taken" "$work/slow"
says "$work/taken: the journal of a run that is going on"
exec 9>&-
wait $!
expect 2 "another run's journal" "$program" extract --resume="$work/journal" "$work/pages.jsonl"
says "$work/journal: the journal of another run"
# Else a store would lack what the run before put into another one, and a file have records of two kinds.
for other in "read --model best --format json" "read --model fast --format csv" "read --model fast --format json --no-text" \
    "read --model fast --format json --date 2026" "read --model fast --format json --min-confidence 0.5" "read --model fast --format json --as jsonl"; do
    # shellcheck disable=SC2086
    expect 2 "a journal of another run: $other" "$program" $other --resume="$work/journal" "$work/pages.jsonl"
    says "$work/journal: the journal of another run"
done
expect 0 "a run into a store" "$program" add --model fast --resume="$work/added" "$work/one.db" samples/dam-accord.html
expect 2 "the same into another store" "$program" add --model fast --resume="$work/added" "$work/other.db" samples/dam-accord.html
says "$work/added: the journal of another run; give the same command, or another journal"
echo 'no journal of ours' >"$work/foreign"
expect 2 "a file that is no journal" "$program" extract --resume="$work/foreign" "$work/pages.jsonl"
says "$work/foreign: the journal of another run"
[ "$(cat "$work/foreign")" = 'no journal of ours' ] || fail "a file that is no journal is written over"
expect 2 "a journal in no folder" "$program" extract --resume="$work/none/journal" "$work/pages.jsonl"
says "$work/none/journal: No such file or directory; check the journal's folder"
# What went into a pipe cannot be taken back: it is no file that could be shorter.
for time in first second; do
    "$program" extract --resume="$work/piped" samples/dam-accord.html 2>"$work/err" | cat >"$work/$time.pipe"
done
[ -s "$work/first.pipe" ] && [ ! -s "$work/second.pipe" ] || fail "what went into a pipe is read again, or not at all"
expect 2 "an output that is shorter than it was" "$program" read --model fast --format json --resume="$work/journal" "$work/pages.jsonl"
says 'standard output is shorter than the run before left it'
sed 's/gate/gateway/' "$work/pages.jsonl" >"$work/others"
mv "$work/others" "$work/pages.jsonl"
"$program" read --model fast --format json --resume="$work/journal" "$work/pages.jsonl" >>"$work/resumed" 2>"$work/err"
[ $? -eq 2 ] || fail "other pages than those of the journal: not status 2"
says 'the pages are others than those of the journal'
echo nonsense >>"$work/journal"
expect 2 "a damaged journal" "$program" read --model fast --format json --resume="$work/journal" "$work/pages.jsonl"
says "$work/journal: a damaged journal"

# A journal that is cut at whatever byte is gone on with, or begun anew where not even its head is whole.
head -n 3 "$work/mixed.jsonl" >"$work/few.jsonl"
resume() {
    "$program" extract --format json --resume="$work/journal" "$work/few.jsonl" "$work/none" >>"$work/resumed" 2>"$work/err"
}
rm -f "$work/journal" "$work/resumed"
resume
[ $? -eq 1 ] || fail "a run with a file that is missing: not status 1"
cp "$work/journal" "$work/whole.journal"
mv "$work/resumed" "$work/whole"
head=$(head -n 1 "$work/whole.journal" | wc -c)
for length in 0 "$head" $(seq $((head + 1)) 7 "$(wc -c <"$work/whole.journal")"); do
    head -c "$length" "$work/whole.journal" >"$work/journal"
    cp "$work/whole" "$work/resumed"
    [ "$length" -gt "$head" ] || : >"$work/resumed"
    resume
    [ $? -eq 1 ] || { fail "a journal of $length bytes"; cat "$work/err"; }
    tail -n 1 "$work/err" | grep -q '^onrecord: 4 read: 1 kept, 1 not English, 1 empty, 1 failed (1 No such file or directory)$' ||
        { fail "a journal of $length bytes counts otherwise"; cat "$work/err"; }
    [ "$length" -gt "$head" ] || cmp -s "$work/whole" "$work/resumed" || fail "a journal of $length bytes: another output"
done
head -c $((head - 2)) "$work/whole.journal" >"$work/journal"
expect 2 "a journal whose head is cut" "$program" extract --format json --resume="$work/journal" "$work/few.jsonl" "$work/none"
says "the journal of another run"
# Each of its fields must be what it is.
fields=$(sed -n '$p' "$work/whole.journal" | awk -F '\t' '{print NF}')
for field in $(seq "$fields"); do
    awk -v n="$field" -v last="$fields" 'BEGIN {FS = OFS = "\t"} NR > 1 {if (n < last) $n = "x"; else NF--} {print}' \
        "$work/whole.journal" >"$work/journal"
    expect 2 "a journal whose field $field is none" "$program" extract --format json --resume="$work/journal" "$work/few.jsonl" "$work/none"
    says "a damaged journal"
done
# More pages ahead, or reasons, than there can be, fewer than it says, and what is no number.
for state in 'at\t1\t0\t0\t1\t0\t0\t5000\t0' 'at\t1\t0\t0\t1\t0\t0\t2\t7' 'at\t1\t0\t0\t1\t0\t0\t0\t5000' \
    'at\t99999999999999999999999\t0\t0\t1\t0\t0\t0\t0' 'at\t1x\t0\t0\t1\t0\t0\t0\t0' 'at\t1\t0\t0\t1\t0\t0\t0\t2\t3\tcut'; do
    { head -n 1 "$work/whole.journal"; printf "$state\n"; } >"$work/journal"
    expect 2 "a journal with the state $state" "$program" extract --format json --resume="$work/journal" "$work/few.jsonl" "$work/none"
    says "a damaged journal"
done
finish
