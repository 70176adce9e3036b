#!/bin/sh
# A store goes out in every form, and readers that are not ours read it back (tests/export/).
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
command -v python3 >/dev/null || { echo "skipped: no python3 to read with"; exit 77; }
expect 0 "a store" "$program" add --model fast "$work/store" samples/* tests/golden/*.html tests/golden/*.txt

# out NAME OPTION...: to $work/NAME
out() {
    name=$1
    shift
    expect 0 "export $*" "$program" export "$work/store" "$@"
    mv "$work/out" "$work/$name"
}
formats='jsonl csv tsv gdelt plover polecat annotation claim ftm graphml'
for format in $formats conllu brat; do
    out "o.$format" --format $format
done
for what in events entities disputes instruments figures; do
    out "o.$what.csv" --format csv --what $what
done
for format in annotation graphml; do
    out "o.events.$format" --format $format --what events
done
out o.mentions --format gdelt --what mentions
for format in $formats; do
    out "bare.$format" --format $format --no-text
done
out bare.events.csv --format csv --what events --no-text
out bare.mentions --format gdelt --what mentions --no-text
out o.sure.csv --format csv --min-confidence 0.5
out o.sure.jsonl --min-confidence 0.5
python3 tests/export/read_back.py "$work" schema/record-1.schema.json || fail "read back"

# The same records, read or kept.
"$program" read --model fast --format jsonl samples/dam-accord.html >"$work/read"
grep -F "$(cut -c1-90 "$work/read")" "$work/o.jsonl" >"$work/kept"
cmp "$work/read" "$work/kept" || fail "a record read and the same one exported differ"
for format in csv conllu brat ftm; do
    expect 0 "read as $format" "$program" read --model fast --format $format samples/*
    [ -s "$work/out" ] || fail "read as $format gives nothing"
done

expect 2 "no such table" "$program" export "$work/store" --format csv --what pages
says 'statements|events|entities'
expect 2 "nothing that pages tell" "$program" export "$work/store" --format jsonl --what pages
says "utterances|copies|disputes"
expect 2 "brat without text" "$program" export "$work/store" --format brat --no-text
expect 2 "a network of pages that are being read" "$program" read --format graphml samples/*
expect 2 "no share" "$program" export "$work/store" --min-confidence 2
expect 1 "no store" "$program" export "$work/none" --format csv
says "$work/none"
out since --format csv --since 2100
[ "$(wc -l <"$work/since")" = 1 ] || fail "pages that are not asked for are exported"
finish
