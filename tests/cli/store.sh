#!/bin/sh
# A store keeps each page once, and a query leads back to it.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
expect 0 "a new store" "$program" add "$work/store" samples/*
expect 0 "the same pages again" "$program" add "$work/store" samples/*
grep -q ' 0 new' "$work/out" || fail "adding the same pages twice adds them"
for format in text jsonl csv; do
    expect 0 "a query as $format" "$program" query "$work/store" --format $format --since 1990
done
expect 1 "words that are no syntax" "$program" query "$work/store" --about '"AND (NEAR* -x:'
[ ! -s "$work/out" ] || fail "no answer, but output"
says "nothing in $work/store meets that"
expect 0 "all of a year" "$program" query "$work/store" --since 2026 --until 2026
mv "$work/out" "$work/year"
for words in '"' ' ' '" "'; do
    expect 1 "words that are none" "$program" query "$work/store" --about "$words"
    says "nothing in $work/store meets that"
done
expect 0 "all of a year that is not sure" "$program" query "$work/store" --since '2026?' --until '2026~'
[ -s "$work/year" ] && cmp "$work/year" "$work/out" || fail "an unsure year in question is another year"
expect 1 "a missing store" "$program" query "$work/none" --format csv
says "$work/none"
[ ! -s "$work/out" ] || fail "a table is begun that nothing can be in"
[ ! -e "$work/none" ] || fail "a query made a store"
# What SQLite would take for no file, or for an address, is a file's name.
there=$(realpath "$program")
sample=$(realpath samples/dam-accord.html)
(cd "$work" && for name in :memory: 'file:a?mode=memory'; do
    "$there" add --model fast "$name" "$sample" >"$work/out" 2>&1 && [ -s "$name" ] &&
        "$there" query "$name" >"$work/out" 2>&1 || : >"$work/failed"
done)
[ ! -e "$work/failed" ] || { fail "a store of that name"; rm "$work/failed"; cat "$work/out"; }
echo 'no database at all, but a text of some length' >"$work/text"
expect 3 "a file that is no store" "$program" add "$work/text" samples/*
says "$work/text"
if [ -w /dev/full ]; then
    "$program" query "$work/store" >/dev/full 2>"$work/err"
    [ $? -eq 3 ] || fail "answers to a full disk: not status 3"
    says "standard output: No space left"
fi

# lines STATUS NUMBER WHAT ARGUMENT...: an answer a line, and as many as that.
lines() {
    expect "$1" "$3" "$program" "$4" "$work/store" --format jsonl $5
    [ "$(wc -l <"$work/out")" -eq "$2" ] || { fail "$3: not $2 lines"; cat "$work/out"; }
}
all=$("$program" query "$work/store" --format jsonl | wc -l)
denied=$("$program" query "$work/store" --format jsonl --act deny | wc -l)
promised=$("$program" query "$work/store" --format jsonl --act promise | wc -l)
[ "$denied" -gt 0 ] && [ "$promised" -gt 0 ] || fail "nobody denies or promises anything"
lines 0 $((denied + promised)) "one act or the other" query '--act deny --act PROMISE'
lines 0 2 "two answers at most" query '--limit 2'
lines 0 "$all" "one outlet or none" query '--min-confidence 0'
lines 1 0 "an outlet that is not there" query '--outlet Nowhere'
lines 0 "$all" "all on a timeline" timeline ''
lines 1 0 "a dispute of nobody" disputes '--by Nobody'
"$program" query "$work/store" --format jsonl --sort newest --limit 1 | grep -q '"published":"2026-03-04"' ||
    fail "the newest page does not come first"
"$program" query "$work/store" --format csv --count-by act | grep -q "^\"deny\",$denied" || fail "acts are not counted"
expect 2 "counts by nothing" "$program" query "$work/store" --count-by colour
says 'give speaker, code'

# What is shown leads back to the bytes of the page.
expect 0 "an entry" "$program" show "$work/store" dam-accord.html.S2
cp "$work/out" "$work/entry"
expect 0 "the same by its hash" "$program" show "$work/store" \
    "$(sha256sum samples/dam-accord.html | cut -c1-16).S2"
cmp "$work/entry" "$work/out" >/dev/null && fail "another name, but the same head"
[ "$(tail -n +2 "$work/entry")" = "$(tail -n +2 "$work/out")" ] || fail "an entry is another by its page's hash"
bytes=$(sed -n 's/.*dam-accord.html:\([0-9]*\)-\([0-9]*\)$/\1 \2/p' "$work/out")
tail -c +$((${bytes% *} + 1)) samples/dam-accord.html | head -c $((${bytes#* } - ${bytes% *})) |
    grep -q 'keep the gates of the Lower Dam open' || fail "the bytes that are shown are not those of the entry"
expect 1 "an entry that is not there" "$program" show "$work/store" dam-accord.html.S999
says 'no such entry'

# A source that says something else is told, and no longer looked at.
expect 0 "sources that hold" "$program" verify "$work/store"
[ "$(grep -c '^holds' "$work/out")" -eq 2 ] || fail "not every page holds"
mkdir "$work/changed"
sed 's/Lower Dam/Upper Dam/' samples/dam-accord.html >"$work/changed/dam-accord.html"
expect 0 "a page to be changed" "$program" add "$work/moved" "$work/changed/dam-accord.html"
cp samples/dam-accord.html "$work/changed"
expect 1 "a source that changed" "$program" verify "$work/moved"
grep -q '^source changed	1	' "$work/out" || fail "a changed source is not told: $(cat "$work/out")"
rm "$work/changed/dam-accord.html"
expect 1 "a source that is gone" "$program" verify "$work/moved"
grep -q '^not found	1	' "$work/out" || fail "a missing source is not told: $(cat "$work/out")"
expect 0 "one page of two" "$program" verify "$work/store" samples/dam-accord.html
[ "$(cat "$work/out")" = "holds	1	samples/dam-accord.html" ] || fail "not the one page: $(cat "$work/out")"
# sql STORE SCRIPT: changes a store behind onrecord's back.
sql() {
    python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1], isolation_level=None).executescript(sys.argv[2])' "$@"
}
first="(SELECT min(key) FROM statement)"
for change in "UPDATE statement SET content = 'that all is well' WHERE key = $first" "UPDATE statement SET cue = 'sang' WHERE key = $first" \
    "UPDATE statement SET speaker = 'Nobody' WHERE key = $first" "DELETE FROM statement WHERE key = $first" \
    "UPDATE statement SET number = 900 WHERE key = $first" "UPDATE article SET text = text || ' It was so.' WHERE page = 1"; do
    cp "$work/store" "$work/rewritten"
    sql "$work/rewritten" "PRAGMA foreign_keys = OFF; $change"
    expect 1 "a row that was changed: $change" "$program" verify "$work/rewritten"
    grep -q '^reads otherwise	1' "$work/out" || fail "a changed row is not told: $change: $(cat "$work/out")"
done

# A damaged store is told, whatever it is opened for, and stays as it is.
cp "$work/store" "$work/damaged"
size=$(wc -c <"$work/damaged")
{ head -c 4096 "$work/store"; yes damage | head -c $((size / 2)); tail -c +$((4096 + size / 2 + 1)) "$work/store"; } >"$work/damaged"
cp "$work/damaged" "$work/before"
expect 1 "a damaged store that is verified" "$program" verify "$work/damaged"
says "^$work/damaged: .*; put back a copy of it"
expect 3 "a damaged store that is added to" "$program" add --model "$model" "$work/damaged" tests/golden/communique.txt
says "^$work/damaged: .*malformed; put back a copy of it"
expect 1 "a damaged store that is asked" "$program" query "$work/damaged"
says "^$work/damaged: .*malformed; put back a copy of it"
cmp -s "$work/before" "$work/damaged" || fail "a damaged store is written to"
# A number where a record should be is no record.
cp "$work/store" "$work/numbered"
sql "$work/numbered" "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'article'"
sql "$work/numbered" "UPDATE article SET record = 66"
expect 1 "a store with a number for a record" "$program" export "$work/numbered"
says "a record whose bytes are damaged; put back a copy of the store"
# What no question meets: a row that an index does not have.
cp "$work/store" "$work/bent"
sql "$work/bent" "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema
    WHERE type = 'index' AND name = (SELECT min(name) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL))
    WHERE type = 'index' AND name = (SELECT max(name) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL)"
expect 1 "an index that is not its table's" "$program" verify "$work/bent"
says "^$work/bent: a damaged store: .* page [0-9]*; put back a copy of it"

# Several at once: one makes the store, the others wait for it.
for i in 1 2 3; do
    "$program" add "$work/shared" samples/* >"$work/out.$i" 2>&1 || : >"$work/failed" &
done
wait
[ ! -e "$work/failed" ] || { fail "adding at once"; cat "$work"/out.*; }
added=$(sed -n 's/.* read, \([0-9]*\) new.*/\1/p' "$work"/out.? | paste -sd+)
[ "$(($added))" -eq 2 ] || fail "adding at once adds pages twice, or not: $added"

# While a feed gives nothing, what it gave is in the store, and others may add to that.
mkfifo "$work/feed"
"$program" add --as jsonl "$work/fed" - <"$work/feed" >"$work/out.feed" 2>&1 &
feeder=$!
exec 9>"$work/feed"
echo '{"text":"\"The lock stays shut,\" the harbour minister said."}' >&9
tries=0
until "$program" query "$work/fed" 2>/dev/null | grep -q 'lock stays shut' || [ $((tries += 1)) -gt 600 ]; do sleep .1; done
[ "$tries" -le 600 ] || fail "a page is not in the store while its feed waits"
expect 0 "adding beside a feed that waits" "$program" add "$work/fed" samples/dam-accord.html
echo '{"text":"\"It opens on Monday,\" the mayor said."}' >&9
exec 9>&-
wait "$feeder" || { fail "a feed"; cat "$work/out.feed"; }
expect 0 "what came of both" "$program" query "$work/fed"
grep -q 'It opens on Monday' "$work/out" && grep -q 'dam-accord' "$work/out" || fail "a feed's page or one beside it is lost"

# What several pages tell: the same page cut short and under another title is a copy, its reports are of the same utterances.
sed 's/Dam accord: Ostrava pledges to keep the gates open/Gates stay open/' samples/dam-accord.html >"$work/again.html"
expect 0 "a page and its copy" "$program" add "$work/told" samples/dam-accord.html "$work/again.html"
for kind in utterances copies disputes events instruments; do
    expect 0 "export of $kind" "$program" export "$work/told" --format jsonl --what $kind
    mv "$work/out" "$work/$kind"
done
grep -q '^{"pages":\["[^"]*","[^"]*"\],"share":[01][.0-9]*}$' "$work/copies" || fail "a copy is not told"
grep -q '"page":"again.html","statement":"S[0-9]*","cue":\[[0-9]*,[0-9]*\]}.*"sources":1' "$work/utterances" ||
    fail "no utterance with its reports"
expect 0 "the same twice" "$program" export "$work/told" --what utterances
cmp -s "$work/out" "$work/utterances" || fail "the same store is told in two ways"
expect 0 "an undone link" "$program" unlink "$work/told" again.html dam-accord.html
expect 0 "copies that are none" "$program" export "$work/told" --what copies
[ ! -s "$work/out" ] || fail "what was undone is still told"
expect 1 "a link that is none" "$program" unlink "$work/told" again.html.S1 none.S1
says "no link between"
expect 0 "the same page read again" "$program" add --replace "$work/told" "$work/again.html"
expect 0 "copies that are still none" "$program" export "$work/told" --what copies
[ ! -s "$work/out" ] || fail "reading a page again undoes what was undone"
expect 0 "a page that is removed" "$program" remove "$work/told" again.html
expect 1 "a page that is not there" "$program" remove "$work/told" again.html
says "no page"
expect 0 "what is left" "$program" export "$work/told" --what utterances
! grep -q again.html "$work/out" || fail "a removed page is told"
if command -v python3 >/dev/null; then
    # A store of version 4 is brought up to this one, which is told once.
    cp "$work/told" "$work/older"
    python3 -c 'import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.executescript("""DROP TABLE digest; DROP TABLE trace; DROP INDEX page_source;
DROP TABLE tally; DROP TABLE facts; DROP INDEX page_newest;
CREATE TABLE trace (hash INTEGER, page INTEGER REFERENCES page(key) ON DELETE CASCADE, weight INTEGER);
PRAGMA user_version = 4""")' "$work/older"
    expect 0 "a store of an older version" "$program" query "$work/older"
    says "$work/older: made by an older version; its pages are prepared anew, once"
    mv "$work/out" "$work/answers"
    expect 0 "the same again" "$program" query "$work/older"
    cmp -s "$work/answers" "$work/out" || fail "an older store answers otherwise"
    [ ! -s "$work/err" ] || fail "what is done is told twice: $(cat "$work/err")"
    python3 -c 'import sqlite3, sys
stores = [sqlite3.connect(path) for path in sys.argv[1:]]
for rows in "* FROM trace", "* FROM digest", "kind, value, count FROM tally", "key FROM facts":
    one, other = (sorted(c.execute(f"SELECT {rows}")) for c in stores)
    assert one == other and one, rows' "$work/told" "$work/older" ||
        fail "an older store has other traces, digests or counts"
    cp "$work/told" "$work/damaged"
    python3 -c 'import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute("DROP VIEW statements")
c.execute("ALTER TABLE statement DROP COLUMN cue")
c.commit()' "$work/damaged" 2>/dev/null ||
        python3 -c 'import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.executescript("PRAGMA legacy_alter_table = ON; ALTER TABLE chain RENAME TO chains")' "$work/damaged"
    expect 1 "a store that lacks a column" "$program" query "$work/damaged" --act deny
    says "$work/damaged: ask the store: no such"
fi
finish
