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
