#!/bin/sh
# What cannot be put into a queue is told, and the rest is put in; what a queue gives and is no page, or no longer the
# page that was put in, is put aside with the reason, and the worker goes on.
# Usage: refused.sh PROGRAM MODELS STORE-DUMP
. "$(dirname "$0")/begin.sh"
has_postgres || { echo "skipped: install postgresql-15"; exit 77; }
start_postgres || exit 1
queue=$postgres
store=$postgres
pages=20
text='The harbour board said that the pier was shut.'

# enqueue STATUS SAID ARGUMENT...: SAID is the last line of standard output, or stands in the errors.
enqueue() {
    wanted=$1
    said=$2
    shift 2
    "$program" enqueue --queue "$queue" "$@" >"$servers/out" 2>"$servers/err" </dev/null
    status=$?
    [ $status -eq "$wanted" ] || fail "enqueue $*: status $status, not $wanted"
    grep -q -- "$said" "$servers/out" "$servers/err" ||
        fail "enqueue $*: no \"$said\": $(cat "$servers/out" "$servers/err")"
}

# A database that has a table of that name, of somebody else.
"$postgres_programs/psql" -q "$postgres" -c "CREATE DATABASE taken" -c "\\c taken" -c "CREATE TABLE queue(thing TEXT)" || fail "psql"
queue=${postgres%/*}/taken
enqueue 3 "work on the queue: .*column" samples/dam-accord.html
# No store: there is none in a database, it is of another version, or its letters are not those of all pages.
told() {
    "$program" query "${postgres%/*}/$1" >"$servers/out" 2>"$servers/err"
    status=$?
    [ $status -eq 1 ] && grep -q "$2" "$servers/err" || fail "query $1: status $status, no \"$2\": $(cat "$servers/err")"
}
"$postgres_programs/psql" -q "$postgres" -c "CREATE DATABASE bytes ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0" \
    -c "CREATE DATABASE newer" -c "\\c newer" -c "CREATE TABLE onrecord_store(version BIGINT)" \
    -c "INSERT INTO onrecord_store VALUES (900)" || fail "psql"
told taken 'no store in this database; `onrecord add` makes one'
told newer 'a store of another version than [0-9]*; ask it with the onrecord that made it'
told bytes "a database whose character set is no UTF-8; make the database with ENCODING 'UTF8'"
told nowhere 'database "nowhere" does not exist'
queue=postgresql://postgres@127.0.0.1:1/postgres
enqueue 3 "open the queue: .*refused" samples/dam-accord.html
queue=$postgres

chmod 755 "$servers"
mkdir "$servers/in" "$servers/in/deep"
for name in good gone changed in/one in/deep/two; do
    echo "$text $name" >"$servers/$name.txt"
done
odd=$(printf '%s/odd\377.txt' "$servers")
echo "$text" >"$odd"
warc() {
    body="<p>$text $1</p>"
    block="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n$body"
    printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://pier.example/%s\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n' \
        "$1" "$(printf '%b' "$block" | wc -c)" "$block"
}
{ warc first; printf 'WARC/1.0\r\nContent-Length: x\r\n\r\n\r\n\r\n'; warc last; } >"$servers/broken.warc"
{ warc third | gzip -c; warc fourth | gzip -c; } >"$servers/members.warc.gz"
{ warc fifth; warc sixth; } | gzip -c >"$servers/whole.warc.gz"
printf '{"id":"a","text":"%s a"}\n{"id":"b","text":"%s b"}\n' "$text" "$text" >"$servers/lines.jsonl"
gzip -c "$servers/lines.jsonl" >"$servers/lines.jsonl.gz"

enqueue 1 'standard input: has no bytes to refer to; save it as a file' -
enqueue 1 "none.txt: No such file" "$servers/none.txt" "$servers/good.txt"
enqueue 1 "a path that is not UTF-8; rename the file" "$odd"
enqueue 2 "none.list: No such file" --files-from "$servers/none.list"
enqueue 0 '^2 put into the queue, 3 in it$' -r "$servers/in"
enqueue 0 '^1 put into the queue, 3 in it$' "$servers/good.txt"
enqueue 1 '^2 put into the queue, 5 in it$' "$servers/broken.warc"
enqueue 0 '^2 put into the queue, 7 in it$' "$servers/members.warc.gz"
enqueue 0 '^1 put into the queue, 8 in it$' "$servers/whole.warc.gz"
enqueue 0 '^2 put into the queue, 10 in it$' "$servers/lines.jsonl"
enqueue 0 '^1 put into the queue, 11 in it$' "$servers/lines.jsonl.gz"
enqueue 0 '^2 put into the queue, 13 in it$' --as article "$servers/gone.txt" "$servers/changed.txt"
rm "$servers/gone.txt"
echo "$text again" >"$servers/changed.txt"
"$postgres_programs/psql" -q "$postgres" <<END || fail "psql"
INSERT INTO queue(id, reference) VALUES ('1', 'no reference'),
 ('2', '{"file":"$servers/good.txt","offset":0,"length":3,"digest":"sha256:00","as":"poem"}');
INSERT INTO queue(key, id, reference) OVERRIDING SYSTEM VALUE
 VALUES (900, '3', '{"file":"$servers/good.txt","offset":0,"length":3,"digest":"sha256:01"}');
INSERT INTO queue_delivery VALUES (900, 7);
END
work
wait_until 0
stop_workers TERM
"$dump" "$store" >"$servers/rows"
grep '^dead_letter' "$servers/rows" >"$servers/aside"
[ "$(wc -l <"$servers/aside")" -eq 5 ] || fail "not five dead letters: $(cat "$servers/aside")"
for reason in 'gone.txt: No such file' 'changed.txt: .*no longer what was enqueued' 'not known: poem' '7 workers ended' \
    "$(printf 'no reference' | sha256sum | cut -c1-64).*no reference"; do
    grep -q "$reason" "$servers/aside" || fail "no dead letter says \"$reason\": $(cat "$servers/aside")"
done
# Two lines are the same two records folded or not: their ids are those of their bytes.
[ "$(grep -c '^page' "$servers/rows")" -eq 11 ] || fail "not eleven pages: $(grep '^page' "$servers/rows" | cut -c1-200)"
[ "$failures" -ne 0 ] || echo "11 pages read, five messages put aside"
[ "$failures" -eq 0 ]
