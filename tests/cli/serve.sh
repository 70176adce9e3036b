#!/bin/sh
# A store in a browser: every view in its three forms, faults in one form, nobody but this machine.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
"$program" --help | grep -q '^  serve ' || exit 77
command -v curl >/dev/null || exit 77
cat >"$work/pages.jsonl" <<'END'
{"id":"a","html":"<html><head><title>Gate</title></head><body><article><h1>Gate &lt;script&gt;alert(1)&lt;/script&gt;</h1><p>The mayor of Karst claimed that the city council had sold the water of the river. The council denied that it had sold the water of the river.</p><p>Prime Minister Tomas Hale told reporters that the <b>dam</b> was safe.</p></article></body></html>","date":"2026-03-04"}
{"id":"b","text":"Nora Quist urged Ostrava to publish the text. She told the Valley Post that the text was secret.","date":"2026-03"}
END
sed -n '1s/"a"/"c"/; 1s/Gate/Water/gp' "$work/pages.jsonl" >"$work/copy.jsonl"
expect 0 "a store" "$program" add --model "$model" "$work/s.db" "$work/pages.jsonl" samples/dam-accord.html "$work/copy.jsonl"
"$program" serve --port 0 "$work/s.db" >"$work/address" 2>"$work/err" &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
tries=0
while [ ! -s "$work/address" ] && kill -0 $server 2>/dev/null && [ $tries -lt 1000 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
address=$(sed -n 's|^\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$work/address")
[ "$address" ] || { fail "no address"; finish; }

# got STATUS PATH [CURL...]: the body to $work/out, its head to $work/head.
got() {
    wanted=$1
    path=$2
    shift 2
    status=$(curl -s -D "$work/head" -o "$work/out" -w '%{http_code}' "$@" "$address$path")
    [ "$status" = "$wanted" ] || fail "$path: status $status, not $wanted"
}
holds() {
    grep -q -- "$1" "$work/out" || { fail "$path: no \"$1\""; cat "$work/out"; }
}
for view in search timeline disputes actors article; do
    got 200 "/$view"
    holds '^</html>$'
    holds "<a href=\"/$view\" aria-current=\"page\">"
    grep -q '<script' "$work/out" && fail "/$view: a script"
    grep -qi "^Content-Security-Policy: default-src 'none'; style-src 'sha256-" "$work/head" || fail "/$view: no policy"
    got 200 "/$view.json"
    holds '^{.*}$'
    grep -qi '^Content-Type: application/json' "$work/head" || fail "/$view.json: another type"
    got 200 "/$view.csv"
    grep -qi '^Content-Type: text/csv' "$work/head" || fail "/$view.csv: another type"
done
got 200 "/search.csv?about=%22"
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "a word that is none is found"
for value in about by to outlet; do
    got 200 "/search.csv?$value=text%00secret"
    [ "$(wc -l <"$work/out")" -eq 1 ] || fail "$value with a zero in it finds something"
done
got 200 "/search?about=text&by=Nora+Quist"
holds '<mark>text</mark>'
holds '<a href="/article?page='
got 200 "/search.json?act=deny"
holds '"act":"deny"'
grep -q '"act":"state"' "$work/out" && fail "a search for one act finds another"
page=$(sed -n 's/.*"id":"\([0-9]*\)\.S.*/\1/p' "$work/out")
got 200 "/article?page=$page"
holds 'data-act="'
got 200 "/article.json?page=$page"
holds '"statements":\['
# A page and its copy are two reports on one word.
got 200 "/disputes.json"
claim=$(sed -n 's/.*"claim":{"id":"\(1\.S[0-9]*\)".*/\1/p' "$work/out")
[ "$claim" ] || fail "no dispute in the page that has a copy"
got 200 "/disputes?claim=$claim"
holds 'Asserted in <b>2 reports, 1 independent source</b>'
# The bytes that were read, where the source still has them.
got 200 "/article?page=3"
holds 'class="raw"><span class="meta">bytes [0-9]'

for form in json csv; do
    got 400 "/search.$form?since=soon"
    holds 'since: no date'
    got 404 "/article.$form?page=999"
    holds 'no such page'
    got 404 "/nothing.$form"
done
got 404 /nothing
holds '<h1>Error 404</h1>'
got 403 /search -H 'Host: example.org'
holds 'called by another name'
got 405 /search -X POST
got 200 /search -I
got 200 /search -H "Host: localhost:${address##*:}"
got 200 '/search?by&to=&about'
many=$(for i in $(seq 80); do printf 'by=%s&' "$i"; done)
got 200 "/search.json?$many"
holds '"statements":\[\]'
# A source that is gone, a folder by now, or another text, is not shown.
rm "$work/copy.jsonl"
got 200 "/article?page=4"
holds 'Water'
grep -q 'class="raw"' "$work/out" && fail "the bytes of a source that is gone are shown"
mkdir "$work/copy.jsonl"
got 200 "/article?page=4"
grep -q 'class="raw"' "$work/out" && fail "the bytes of a folder are shown"
rmdir "$work/copy.jsonl"
echo "Another text." >"$work/copy.jsonl"
got 200 "/article?page=4"
grep -q 'class="raw"' "$work/out" && fail "the bytes of another text are shown"
expect 1 "a port that is taken" "$program" serve --port "${address##*:}" "$work/s.db"
says "port ${address##*:} cannot be listened on: Address already in use; choose another by --port"
kill -INT $server
wait $server
[ $? = 0 ] || fail "Ctrl-C is a fault"
expect 1 "a store that is not there" "$program" serve "$work/none.db"
says "$work/none.db"
expect 2 "a port that is none" "$program" serve --port 70000 "$work/s.db"
finish
