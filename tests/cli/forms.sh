#!/bin/sh
# Each form that pages come in is known by its content, and gives the page with what is known of it.
. "$(dirname "$0")/check.sh"
text='The harbour office said on Monday that the ferry to the island was late, and that nobody knew why the crew had stayed ashore.\nIts director promised that the boat would leave before noon, with all those who had waited for it since the early morning.'

# reads FILE PAGES: all of them, the first with the ferry's text.
reads() {
    for as in auto ${3:-}; do
        expect 0 "$1 as $as" "$program" extract --format json --as $as "tests/intake/$1"
        [ "$(wc -l <"$work/out")" -eq "$2" ] || fail "$1 has not $2 pages as $as"
        head -1 "$work/out" | grep -qF "$text" || fail "$1 as $as: not the text: $(head -1 "$work/out")"
    done
}

# knows FIELD VALUE: of the first page.
knows() {
    head -1 "$work/out" | grep -qF "\"$1\":$2" || fail "$1 is not $2: $(head -1 "$work/out")"
}

reads ferry.rss 2 feed
knows title '"The ferry is late"'
knows byline '["Jana Brandt"]'
knows published '"2026-03-04"'
knows url '"http://news.example.org/ferry"'
sed 1d "$work/out" | grep -q '"url":"http://news.example.org/gate".*"published":"2026-03-03"\|"published":"2026-03-03".*"url":"http://news.example.org/gate"' ||
    fail "an item with a summary alone: $(sed 1d "$work/out")"
reads ferry.atom 1 feed
knows url '"http://news.example.org/ferry"'
knows published '"2026-03-04"'
knows byline '["Jana Brandt"]'
reads ferry.mhtml 1 mhtml
knows url '"http://news.example.org/ferry"'
knows published_from '"fetched"'
reads newsplease.json 1 json
knows title '"The ferry is late"'
knows byline '["Jana Brandt","Tomas Hale"]'
knows published '"2026-03-04"'
reads newspaper4k.json 2 json
knows outlet '"The Valley Post"'
knows language '"en"'
reads trafilatura.json 1 jsonl
knows byline '["Jana Brandt","Tomas Hale"]'
knows url '"http://news.example.org/ferry"'
reads ferry.zip 2
reads ferry.wacz 2

# A member of an archive leads back to its bytes.
expect 0 "a record out of WACZ" "$program" read --model fast --format json tests/intake/ferry.wacz
place=$(head -1 "$work/out" | sed 's/.*"offset":\([0-9]*\),"length":\([0-9]*\),.*/\1 \2/')
tail -c +$((${place% *} + 1)) tests/intake/ferry.wacz | head -c "${place#* }" | gzip -dc >"$work/record" 2>"$work/err" ||
    fail "no record at $place"
grep -q '^WARC-Target-URI: http://news.example.org/ferry/0' "$work/record" || fail "not the record at $place"
grep -q '"digest":"sha1:FERRY0","fetched":"2026-03-04T12:00:00Z"' "$work/out" || fail "no digest, or no time"

# So does its entry in a store, where the day is that of the fetch, as nothing tells a better one.
printf 'WARC/1.1\r\nWARC-Type: resource\r\nWARC-Date: 2026-03-04T12:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s' \
    "${#text}" "$text" >"$work/fetched.warc"
expect 0 "a store of a WARC file" "$program" add --model fast "$work/fetched.db" "$work/fetched.warc"
expect 0 "an entry of it" "$program" show --format json "$work/fetched.db" 1
grep -q '"published":"2026-03-04","published_from":"fetched"' "$work/out" || fail "not the day of the fetch"
expect 0 "a statement of it" "$program" show "$work/fetched.db" 1.S1
grep -q "bytes  *$work/fetched.warc, page at 0: 0-249$" "$work/out" || { fail "not where it begins"; cat "$work/out"; }
expect 0 "where its statements are" "$program" read --model fast --bytes "$work/fetched.warc"
grep -q "$work/fetched.warc, page at 0: 0-249$" "$work/out" || { fail "not where they begin"; cat "$work/out"; }

# Of a WARC file what is a page, whatever the record: an answer, a resource, a text; no image, no request, no revisit.
record() {
    printf 'WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: http://a.example/%s\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n' \
        "$1" "$2" "$3" "${5:-}" "${#4}"
    printf '%s\r\n\r\n' "$4"
}
page="<html><title>Gate</title><body><p>$text</p></body></html>"
{
    record resource page text/html "$page"
    record conversion text text/plain "Gate

$text"
    record resource image image/png "$page"
    record request asked text/html "$page"
    record revisit same text/html ''
    record resource cut text/html "$page" 'WARC-Truncated: length
'
    record metadata more text/plain "$text"
} >"$work/all.warc"
gzip -c "$work/all.warc" >"$work/all.warc.gz"
for file in all.warc all.warc.gz; do
    expect 0 "$file" "$program" extract --format json "$work/$file"
    sed 's/.*"url":"\([^"]*\)".*/\1/' "$work/out" | tr '\n' ' ' >"$work/urls"
    [ "$(cat "$work/urls")" = "http://a.example/page http://a.example/text http://a.example/cut " ] || fail "$file: $(cat "$work/urls")"
    tail -n 1 "$work/out" | grep -q '"reason":"the crawler kept only the beginning"' || fail "$file: a page that was cut has no note"
done

# As a filter, lines in and lines out, and out of a list.
expect 0 "a filter of records" sh -c '"$0" extract --as warc - <tests/fuzz/record.warc' "$program"
[ "$(head -c 9 "$work/out")" = '{"name":"' ] || fail "a filter of records writes no lines of JSON: $(head -c 200 "$work/out")"
expect 0 "a filter of lines" sh -c 'tail -n 1 tests/intake/trafilatura.json | "$0" read --model fast --as jsonl -' "$program"
grep -q '^{"page":{"id":"sha256:' "$work/out" || { fail "a filter gives no JSON"; cat "$work/out"; }
expect 0 "WARC on standard input" sh -c 'tail -c +51 tests/intake/ferry.wacz | head -c 426 | "$0" extract --format json --as warc -' "$program"
grep -qF "$text" "$work/out" || fail "WARC on standard input is not read"
expect 0 "all of a folder" "$program" extract --format json -r tests/intake
[ "$(wc -l <"$work/out")" -eq 12 ] || fail "the folder has $(wc -l <"$work/out") pages, not 12"

# What is wrong is told, what comes before it was read.
head -c 1000 tests/intake/ferry.rss >"$work/cut.rss"
expect 1 "a feed that is cut off" "$program" extract --format json "$work/cut.rss" tests/intake/ferry.atom
says "$work/cut.rss:[0-9]*: a feed that is no XML: "
[ "$(wc -l <"$work/out")" -eq 2 ] || fail "the item before the cut, and the next file, are not read"
printf '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><item><title>&a;</title></item></rss>' >"$work/entity.rss"
expect 1 "a feed with entities" "$program" extract "$work/entity.rss"
says 'a feed that declares entities'
head -c 500 tests/intake/ferry.wacz >"$work/cut.wacz"
expect 1 "a zip file that is cut off" "$program" extract "$work/cut.wacz" tests/intake/ferry.atom
says "$work/cut.wacz: a zip file whose table cannot be read"
head -c 900 tests/intake/ferry.mhtml | sed 's/boundary=/bound=/' >"$work/none.mhtml"
expect 1 "MHTML without parts" "$program" extract "$work/none.mhtml"
says 'an MHTML file without a page in it'
finish
