#!/bin/sh
# What a page may take is bounded, and whoever reads says how: past a bound there is a smaller record,
# with the reason in its notes, or none, with the reason on standard error; the run goes on.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
text='The mayor said that the gate was shut, and that nobody from the council had asked for its keys on that day.'

# notes NUMBER REASON COMMAND...: of the first record; the page behind it is read.
notes() {
    count=$1
    reason=$2
    shift 2
    expect 0 "$*" "$program" "$@"
    [ "$(head -n 1 "$work/out" | grep -c "$reason")" -eq "$count" ] || { fail "not $count notes \"$reason\": $*"; cat "$work/out"; }
    [ "$(tail -n 1 "$work/out" | grep -c 'gate was shut')" -eq 1 ] || fail "the page behind it is not read: $*"
}
echo "<html><title>Gate</title><body><div><div><div><p>$text</p><p>$text</p><p>$text</p></div></div></div></body></html>" >"$work/deep.html"
notes 0 'nested more than' extract --format json "$work/deep.html" "$work/deep.html"
notes 1 'elements nested more than 3 deep: kept side by side' extract --format json --page-depth 3 "$work/deep.html" "$work/deep.html"
notes 0 'is read in pieces' read --model fast --format jsonl "$work/deep.html" "$work/deep.html"
notes 1 'a sentence of more than 5 words is read in pieces' read --model fast --format jsonl --sentence-words 5 \
    "$work/deep.html" "$work/deep.html"

# Eight mebibytes of blanks fold to eight kilobytes: a thousand times as much, and more than is always allowed.
{ echo "<html><title>Gate</title><body><p>$text</p><p>$text</p><p>$text</p>"; head -c 8388608 /dev/zero | tr '\0' ' '; echo "<p>The council denied on Tuesday that it had ever been told of a gate, of a mayor or of keys.</p>"; } |
    gzip -c >"$work/body"
record() {
    length=$(($(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n' | wc -c) + $(wc -c <"$1")))
    printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: %d\r\n\r\n' "$length"
    printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n'
    cat "$1"
    printf '\r\n\r\n'
}
gzip -c "$work/deep.html" >"$work/small"
{ record "$work/body"; record "$work/small"; } >"$work/pages.warc"
notes 1 'the body unfolds to more than is read; its beginning was' extract --format json "$work/pages.warc"
head -n 1 "$work/out" | grep -q 'denied on Tuesday' && fail "what is behind the bound is read"
notes 0 'unfolds to more' extract --format json --unfold-ratio 2000 "$work/pages.warc"
head -n 1 "$work/out" | grep -q 'denied on Tuesday' || fail "a wider bound reads no more"

# A record of a WARC file, and a line, that are larger than a page's memory: told, and the page behind them is read.
{
    printf 'WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 3145728\r\n\r\n'
    head -c 3145728 /dev/zero | tr '\0' ' '
    printf '\r\n\r\n'
    record "$work/small"
} >"$work/large.warc"
{ printf '{"text":"'; head -c 3145728 /dev/zero | tr '\0' ' '; printf '"}\n{"text":"%s"}\n' "$text"; } >"$work/large.jsonl"
# Folded in one piece, and in two that meet within the line.
head -c 1100000 "$work/large.jsonl" | gzip -c >"$work/pieces.jsonl.gz"
tail -c +1100001 "$work/large.jsonl" | gzip -c >>"$work/pieces.jsonl.gz"
{ printf '{"text":"'; head -c 3145728 /dev/zero | tr '\0' ' '; printf '"}\n'; } >"$work/large.json"
expect 1 "an object that is larger than a page" "$program" extract --format json --page-memory 1 "$work/large.json" "$work/deep.html"
says "^$work/large.json.*too large for one page; raise --page-memory"
[ "$(grep -c 'gate was shut' "$work/out")" -eq 1 ] || fail "the page behind an object that is too large is not read"
for file in large.warc large.jsonl large.jsonl.gz pieces.jsonl.gz; do
    [ -e "$work/$file" ] || gzip -c "$work/${file%.gz}" >"$work/$file"
    expect 1 "$file" "$program" extract --format json --page-memory 1 "$work/$file"
    says "^$work/$file.*too large for one page; raise --page-memory"
    [ "$(grep -c 'gate was shut' "$work/out")" -eq 1 ] || fail "the page behind one that is too large is not read: $file"
done

# Words that are given are not parted into sentences: of more than can be read together each has its place in a tree.
awk 'BEGIN { for (i = 1; i <= 600; i++) printf "%d\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n", i, i % 3 ? "bridge" : "closed"; print "" }' >"$work/words.conllu"
expect 0 "600 words that are given as a sentence" "$program" parse --model fast --tokenized "$work/words.conllu"
[ "$(awk -F '\t' '$7 ~ /^[0-9]+$/ && $7 != $1' "$work/out" | wc -l)" -eq 600 ] || fail "of 600 words not each has a head"

# What cannot be a bound is no bound.
for option in "--page-depth 0" "--page-depth 4097" "--sentence-words 257" "--unfold-ratio x"; do
    # shellcheck disable=SC2086
    expect 2 "$option" "$program" read $option "$work/deep.html"
    says "${option% *} ${option#* }: give a number from 1 to "
done
finish
