#!/bin/sh
# A researcher's own dictionaries decide, and each of their faults is told by file and line.
. "$(dirname "$0")/check.sh"
ONRECORD_MODELS=$models
export ONRECORD_MODELS
printf '%s\n' 'Mara Veld accused the Karst police of lying.' >"$work/page.txt"
printf '%s\n' 'MARA_VELD [OSTGOV 2020-2030]' ' [OSTELI]' 'KARST [120]--' >"$work/own.actors"
printf '%s\n' 'POLICE {} [~COP]' >"$work/own.agents"
reads() {
    grep -q "$1" "$work/out" || { fail "no $1 in the record"; cat "$work/out"; }
}
expect 0 "an actor on a day" "$program" read --model "$model" --as article --format jsonl --date 2024-05-01 \
    --actors "$work/own.actors" --actors "$work/own.agents" "$work/page.txt"
reads '"OSTGOV"'
says 'own.actors:3: "--" behind the code is not read'
expect 0 "the same later" "$program" read --model "$model" --as article --format jsonl --date 2034-05-01 \
    --actors "$work/own.actors" "$work/page.txt"
reads '"OSTELI"'
expect 2 "a dictionary that is not there" "$program" read --actors "$work/none.actors" "$work/page.txt"
says 'none.actors: No such file'
expect 2 "a file that is no dictionary" "$program" read --actors "$work/page.txt" "$work/page.txt"
says 'page.txt: not known as a dictionary'
mkdir "$work/piped"
mkfifo "$work/piped/own.actors"
expect 2 "a pipe in a folder of dictionaries" timeout -k 1 60 "$program" read --codebook "$work/piped" "$work/page.txt"
says 'piped/own.actors: not a regular file; take it out of the folder'

mkdir "$work/lake"
printf '%s\n' '--- ACCUSE [112] ---' 'ACCUSE' '- * LYING [1125]' >"$work/lake/a.verbs"
printf '%s\n' 'n:POLICE [SAFETY]' >"$work/lake/a.issues"
expect 0 "a codebook" "$program" read --model "$model" --as article --format jsonl --codebook "$work/lake" "$work/page.txt"
reads '"cameo":"112[5]*"'
reads '"issues":\["SAFETY"\]'
printf '%s\n' 'POLICE_OF' >"$work/lake/a.discards"
expect 0 "a discard" "$program" read --model "$model" --as article --format jsonl --codebook "$work/lake" "$work/page.txt"
reads '"events":\[\]'
reads 'a phrase of .discards'
rm "$work/lake/a.discards"
expect 0 "a table" sh -c 'printf "accused\tREQUEST\tchange\n" >"$2/a.tsv" && "$1" read --model "$3" --as article \
    --format jsonl --codebook "$2" "$4"' - "$program" "$work/lake" "$model" "$work/page.txt"
reads '"mode":"change"'
expect 0 "a store keeps modes" "$program" add --model "$model" --as article --codebook "$work/lake" "$work/s.db" "$work/page.txt"
expect 2 "a folder without dictionaries" sh -c 'mkdir "$2/e" && "$1" read --codebook "$2/e" "$3"' - "$program" "$work" \
    "$work/page.txt"
says 'no dictionary is in this folder'
expect 2 "a folder that is none" "$program" read --codebook "$work/page.txt/" "$work/page.txt"
says 'page.txt/: Not a directory'
lints() {
    grep -qxF "$1" "$work/out" || { fail "lint does not say $1"; cat "$work/out"; }
}
expect 1 "faults" "$program" dict lint "$work/own.actors" "$work/own.agents"
lints "$work/own.actors:3: \"--\" behind the code is not read"
lints '1 fault in 2 dictionaries'
expect 0 "no faults" "$program" dict lint "$work/own.agents"
lints '0 faults in 1 dictionary'
expect 1 "a folder" "$program" dict lint "$work"
lints '1 fault in 2 dictionaries'
expect 2 "nothing to lint" "$program" dict lint
expect 2 "nothing to do" "$program" dict
expect 2 "a file that is not there" "$program" dict lint "$work/none.verbs"
finish
