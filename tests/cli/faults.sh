#!/bin/sh
# Whatever is wrong with one page: a message that names it, the others still read.
. "$(dirname "$0")/check.sh"
export ONRECORD_MODELS="$models"
there=$(realpath "$program")
page="$work/good.txt"
echo 'The minister said on Monday that the bridge was closed.' >"$page"

expect 1 "a missing file" "$program" extract --as article "$work/none" "$page"
says "$work/none: No such file"
grep -q bridge "$work/out" || fail "the page behind a missing file is not read"

expect 1 "a directory" "$program" read "$work"
says "$work: a directory"

: >"$work/empty"
expect 0 "an empty file" "$program" read --format json "$work/empty"
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "an empty file gives one record"

printf x >"$work/one"
expect 0 "one byte" "$program" read --format json "$work/one"
yes '<p>' | tr -d '\n' | head -c $((52428800 / fewer)) >"$work/flood.html"
expect 1 "50 MB of <p>" "$program" read --format json --page-memory $((1024 / fewer)) "$work/flood.html" "$page"
says "$work/flood.html: no room left in memory to "
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "the page behind 50 MB of <p> is not read"
rm "$work/flood.html"
# Two seconds of work and more: a page that takes long is given up, the one behind it is read.
yes 'The minister said on Monday that the bridge was closed, and the union denied it.' | head -c $((4000000 / fewer)) \
    >"$work/slow.txt"
expect 1 "a page that takes too long" "$program" read --model fast --as article --format json --page-memory 4096 --page-seconds 1 "$work/slow.txt" "$page"
says "$work/slow.txt: more than 1 s of work; raise --page-seconds"
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "the page behind one that takes too long is not read"
head -c 20000 "$work/slow.txt" >"$work/short.txt"
expect 0 "a page that takes no second" "$program" read --model fast --as article --page-seconds 60 "$work/short.txt"
rm "$work/slow.txt" "$work/short.txt"
printf '\377\376\201broken \303(' >"$work/invalid"
expect 0 "invalid UTF-8" "$program" read --format json --as article "$work/invalid"

gzip -c "$page" | head -c 30 >"$work/cut.gz"
expect 1 "a cut .gz" "$program" read --as article "$work/cut.gz"
says "$work/cut.gz:.*cut off"
gzip -c "$page" >"$work/good.gz"
size=$(wc -c <"$work/good.gz")
{ head -c $((size - 8)) "$work/good.gz"; printf 'xxxx'; tail -c 4 "$work/good.gz"; } >"$work/bent.gz"
expect 1 "a .gz whose checksum is wrong" "$program" read --as article "$work/bent.gz"
says "^$work/bent.gz:[0-9]*: incorrect data check"
head -c 3000000 /dev/zero | gzip -c >"$work/bomb.gz"
expect 1 "a .gz that unfolds beyond its page's memory" "$program" extract --page-memory 1 --as article "$work/bomb.gz" "$page"
says "$work/bomb.gz:1048576: too large for one page; raise --page-memory"
grep -q bridge "$work/out" || fail "the page behind a .gz that unfolds without end is not read"
expect 0 "a .gz" "$program" extract --as article "$work/good.gz"
cmp -s "$work/out" "$page" || fail "a .gz is not read as what it holds"

printf 'PK\003\004\024abcde' >"$work/short.zip"
expect 1 "a zip file of ten bytes" "$program" extract "$work/short.zip" samples/dam-accord.html
says "$work/short.zip: a zip file whose table cannot be read"
[ -s "$work/out" ] || fail "the page behind a zip file of ten bytes is not read"

tar cf "$work/pages.tar" samples/dam-accord.html
expect 1 "a tar file" "$program" extract "$work/pages.tar"
says "^$work/pages.tar: no page: a tar file; unpack it, and give the pages in it$"
printf 'PK\005\006%018d' 0 | tr 0 '\000' >"$work/empty.zip"
expect 1 "a zip file with nothing in it" "$program" extract "$work/empty.zip"
says "^$work/empty.zip: a zip file with nothing in it; give one with pages$"
if command -v python3 >/dev/null; then
    python3 -c 'import sys, zipfile
zipfile.ZipFile(sys.argv[1], "w").write("tests/intake/ferry.zip", "in.zip")' "$work/outer.zip"
    expect 1 "a zip file in another" "$program" extract "$work/outer.zip"
    says "^$work/outer.zip/in.zip: no page: a ZIP file, or a document in one; unpack it"
    # Of two members the first is marked as encrypted, in its head and in the table.
    python3 -c 'import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    z.write("samples/dam-accord.html", "a.html")
    z.write("samples/dam-accord.html", "b.html")
whole = bytearray(open(sys.argv[1], "rb").read())
whole[6] |= 1
whole[whole.find(b"PK\1\2") + 8] |= 1
open(sys.argv[1], "wb").write(whole)' "$work/locked.zip"
    expect 1 "an encrypted member" "$program" extract --format json "$work/locked.zip"
    says "^$work/locked.zip/a.html: an encrypted member of a zip file; unpack it with its password$"
    [ "$(grep -c '"name":"b.html"' "$work/out")" -eq 1 ] || fail "the member behind an encrypted one is not read"
fi

# A byte of its first member is another one; what stands in the second is told all the same.
{ head -c 160 tests/intake/ferry.zip; printf x; tail -c +162 tests/intake/ferry.zip; } >"$work/bent.zip"
expect 1 "a zip file with a byte changed" "$program" extract --format json "$work/bent.zip"
says "^$work/bent.zip/saved/ferry.html: damaged; fetch the file again"
[ "$(cut -c1-20 "$work/out")" = '{"name":"notes.txt",' ] || fail "what is damaged is read, or the member behind it is not"
# Of a WARC file in a zip file, too; it is told once.
{ head -c 880 tests/intake/ferry.wacz; printf x; tail -c +882 tests/intake/ferry.wacz; } >"$work/bent.wacz"
expect 1 "an archive with a byte changed" timeout 60 "$program" extract --format json "$work/bent.wacz" samples/dam-accord.html
says "^$work/bent.wacz/archive/data.warc.gz:[0-9]*: damaged; fetch the file again"
[ "$(grep -c damaged "$work/err")" -eq 2 ] || fail "a damaged archive is told more than once, and counted: $(cat "$work/err")"
[ "$(grep -c '"name":"data.warc.gz:50"' "$work/out")" -eq 1 ] || fail "a member whose own checksum is right is not read"
grep -q 'Ostrava' "$work/out" || fail "the page behind a damaged archive is not read"
if command -v python3 >/dev/null; then
    # Stored as it stands, so that all is there and only the checksum is wrong at its end.
    for form in plain gzip; do
        python3 -c 'import gzip, sys, zipfile
record = gzip.decompress(open("tests/intake/ferry.wacz", "rb").read()[50:476])
name, data = ("r.warc", record * 3) if sys.argv[2] == "plain" else ("r.warc.gz", gzip.compress(record) * 3)
with zipfile.ZipFile(sys.argv[1], "w") as z:
    z.writestr(name, data)
whole = open(sys.argv[1], "rb").read()
open(sys.argv[1], "wb").write(whole.replace(data, data[:-8] + b"XXXXXXXX", 1))' \
            "$work/$form.wacz" $form
        expect 1 "an archive of a $form file whose checksum is wrong" timeout 60 "$program" extract --format json "$work/$form.wacz" \
            samples/dam-accord.html
        says "^$work/$form.wacz/r.warc[^:]*:[0-9]*: damaged; fetch the file again"
        [ "$(grep -c damaged "$work/err")" -eq 2 ] || fail "a damaged $form file in an archive is told more than once, and counted"
        [ "$(grep -c '"name":"r.warc' "$work/out")" -eq 2 ] || fail "of a damaged $form file in an archive the records before it are not read"
        grep -q 'Ostrava' "$work/out" || fail "the page behind a damaged $form file in an archive is not read"
    done
fi

# Of records in a WARC file one is longer than it says, and tells of WARC/1.0 itself; another has no head to its end.
page_text='<p>The mayor said that the gate of the harbour was shut, and that it was for the crew of the ferry to open it on Monday.</p>'
warc_record() {
    printf 'WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b' "$1" "$2"
}
{
    warc_record 20 "<p>Read the text.</p>\r\nWARC/1.0 is a format.\nWARC/1.1\r\nOther: x\r\nWARC/1.2345\r\n$page_text"
    printf '\r\n\r\n'
    warc_record ${#page_text} "$page_text"
    printf '\n\n'
    warc_record ${#page_text} "$page_text"
    printf '\n\nWARC/1.0\r\nbroken\nWARC/1.'
} >"$work/odd.warc"
expect 1 "records that are longer than they say, or broken" "$program" extract --format json "$work/odd.warc"
says "^$work/odd.warc: a WARC record whose length is not that of its block"
says "^$work/odd.warc:[0-9]*: a WARC record's head has no end"
[ "$(grep -c 'gate of the harbour was shut' "$work/out")" -eq 2 ] || fail "the records around broken ones are not read: $(cat "$work/out")"

# What a feed begins with beside its text, and a saved page that is known by its name alone.
{ printf '\357\273\277'; cat tests/intake/ferry.rss; } >"$work/marked.rss"
sed 's#multipart/related#multipart/mixed#' tests/intake/ferry.mhtml >"$work/saved.mht"
expect 0 "a feed with a mark of order, a saved page" "$program" extract --format json "$work/marked.rss" "$work/saved.mht"
[ "$(wc -l <"$work/out")" -eq 3 ] || fail "a feed of two and a saved page are not three: $(cat "$work/out")"
expect 0 "items of a feed that has another address" "$program" extract --format json --url http://quay.example/x tests/intake/ferry.rss
[ "$(grep -c '"url":"http://quay.example/x"' "$work/out")" -eq 2 ] || fail "the address that is given is not that of the items"

printf '{"id":"a","text":"One."}\n{"id":"b"\n{"id":"c","text":"Three."}\n' >"$work/bad.jsonl"
expect 1 "a bad line" "$program" extract --format json "$work/bad.jsonl"
says "$work/bad.jsonl:[0-9]*: "
[ "$(wc -l <"$work/out")" -eq 2 ] || fail "the lines around a bad one are not read"

printf '{"id":7,"text":"One.","date":"2026-02-19T08:00:00Z"}\n{"text":"Two.","date":"last week"}\n' >"$work/dates.jsonl"
expect 1 "a line with a bad date" "$program" extract --format json "$work/dates.jsonl"
says "$work/dates.jsonl:[0-9]*: a line whose \"date\" is no date"
grep -q '^{"name":"7",.*"published":"2026-02-19"' "$work/out" || fail "a number is no id, or a point of time no day: $(cat "$work/out")"
printf '{"id":"a\\u00e9","text":"One.","z":[{"text":"no"},[]],"text":"Two."}\n["text"]\n{"text":"\\ud83d"}\n' >"$work/odd.jsonl"
expect 1 "lines that say a thing twice, or nothing, or half a character" "$program" extract --format json "$work/odd.jsonl"
grep -q '^{"name":"aé","text":"Two."' "$work/out" || fail "the last of two members is not the one that counts: $(cat "$work/out")"
says "$work/odd.jsonl:68: a line that is no object; each line must be a JSON object"
says "$work/odd.jsonl:86: not JSON: a .u without a character; "
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "a line that is no page gives an article"
# Whoever wrote a line named its authors in a list, or in one text; what is no name is none.
printf '%s\n' '{"text":"One.","authors":["Ada Lum","",{"name":"Cy"},7,["Di"]],"date":"2026-02-19 08:00"}' \
    '{"text":"Two.","author":"Bo Key; ;Ada Lum","date":""}' '{"text":"Three.","author":7,"title":"Gate","title":null}' >"$work/authors.jsonl"
expect 0 "lines with authors" "$program" extract --format json "$work/authors.jsonl"
[ "$(grep -c '"byline":\["Ada Lum"\]' "$work/out")" -eq 1 ] || fail "a list of authors is read otherwise: $(cat "$work/out")"
grep -q '"published":"2026-02-19"' "$work/out" || fail "a day with its time behind a blank is none"
grep -q '"byline":\["Bo Key","Ada Lum"\]' "$work/out" || fail "a text of authors is read otherwise: $(cat "$work/out")"
expect 1 "a fault in standard input" sh -c 'echo word | "$0" parse --tokenized' "$program"
says "^standard input: "

head -c 1000 "$models/language-fast.onr" >"$work/cut.onr"
expect 2 "a truncated model" "$program" read --model "$work/cut.onr" "$page"
says "$work/cut.onr:16: model file of [0-9]* bytes, but 1000 are there"
{ head -c 100000 "$models/language-fast.onr"; printf x; tail -c +100002 "$models/language-fast.onr"; } >"$work/bent.onr"
expect 2 "a model with one byte changed" "$program" read --model "$work/bent.onr" "$page"
says "$work/bent.onr:24: .*checksum"
expect 2 "a model of that name is not there" "$program" read --model none "$page"
says "$models/language-none.onr: No such file"
for command in "report" "parse" "add $work/store" "extract --model none"; do
    # shellcheck disable=SC2086
    expect 2 "no model for $command" "$program" $command --model none "$page"
done
[ ! -e "$work/store" ] || fail "a store is made where there is no model"
mkdir "$work/without"
expect 1 "a doctor without models" env ONRECORD_MODELS="$work/without" "$program" doctor
grep -q '^Model best  CANNOT BE READ$' "$work/out" || fail "a missing model is not told: $(cat "$work/out")"
says "$work/without/language-best.onr: No such file"
expect 0 "a model by its name" "$program" read --model fast "$page"
expect 2 "an unknown option" "$program" read --nonsense "$page"
expect 2 "an unknown form" "$program" read --as poem "$page"
expect 2 "an unknown command" "$program" sing
expect 2 "another command's option" "$program" extract --tokenized "$page"
expect 2 "no share" "$program" read --min-confidence 1.5 "$page"
says "--min-confidence 1.5: give a number from 0 to 1"
expect 2 "another command's format" "$program" parse --format csv "$page"
expect 2 "an act that there is none of" "$program" query --act sing "$work/store"
says "--act sing: give state, deny"
expect 2 "a store without files" "$program" add "$work/store"
says "name the files to add"
expect 2 "a store without a name" "$program" query ""
expect 2 "no day of the calendar" "$program" read --date 2026-02-30 "$page"
expect 2 "no date" "$program" read --date "last week" "$page"
for day in 2026-02-28 2026-02 2026 2008? 2026-02~; do
    expect 0 "$day" "$program" extract --date "$day" "$page"
done
expect 2 "two stores" "$program" query "$work/store" "$work/store"
[ ! -e "$work/store" ] || fail "wrong usage made a store"
expect 0 "help" "$program" --help
expect 0 "version" "$program" --version

if [ -w /dev/full ]; then
    "$program" extract --as article "$page" >/dev/full 2>"$work/err"
    [ $? -eq 3 ] || fail "a full disk: not status 3"
    says "standard output: No space left"
fi
if [ -w /dev/full ]; then
    for verb in "read --help" "query --usage" "--version" "report --model fast $page"; do
        # shellcheck disable=SC2086
        "$program" $verb >/dev/full 2>"$work/err"
        [ $? -eq 3 ] || fail "a full disk: $verb: not status 3"
        [ "$(wc -l <"$work/err")" -eq 1 ] || fail "a full disk is told more than once, or not: $verb"
    done
fi
"$program" extract --as article "$page" >&- 2>"$work/err"
[ $? -eq 3 ] || fail "no standard output: not status 3"
says "standard output: "
expect 1 "no standard input" sh -c '"$0" extract - <&-' "$program"

# What is no file is told before anything is read, and not waited for.
mkfifo "$work/pipe"
expect 2 "a pipe for a model" timeout -k 1 60 "$program" read --model "$work/pipe" "$page"
says "^$work/pipe: not a regular file"
for journal in "$work/pipe" /dev/null; do
    expect 2 "the journal $journal" timeout -k 1 60 "$program" read --model fast --resume "$journal" "$page"
    says "^$journal: not a regular file; name a file by --resume$"
    [ ! -s "$work/out" ] || fail "the journal $journal: something was read"
done

# No room for the third page: the two before it are there, and no part of a third.
cat "$page" "$page" "$page" "$page" "$page" "$page" "$page" "$page" >"$work/long"
size=$("$program" extract --as article "$work/long" "$work/long" | wc -c)
[ "$size" -lt 1024 ] || fail "the long page is too long for this test"
(ulimit -f 2; "$program" extract --as article "$work/long" "$work/long" "$work/long" \
    "$work/long" "$work/long" >"$work/short" 2>"$work/err")
[ $? -eq 3 ] || fail "a file that may not grow: not status 3"
says "standard output: File too large"
[ "$(wc -c <"$work/short")" -eq "$size" ] || fail "a page is written in part"

# The reader is gone before anything is written.
i=0
while [ $i -lt 300 ]; do
    echo '{"id":"x","text":"A sentence that is long enough to fill what a pipe can hold, said again and again and again."}'
    i=$((i + 1))
done >"$work/many.jsonl"
{ "$program" extract --format json "$work/many.jsonl" "$work/many.jsonl" "$work/many.jsonl" \
    2>"$work/err"; echo $? >"$work/status"; } | true
[ "$(cat "$work/status")" -eq 0 ] || fail "a closed pipe: status $(cat "$work/status"), not 0"
[ ! -s "$work/err" ] || fail "a closed pipe is no reason for a message"

# So is the reader of what stands around the pages, whoever writes it.
for verb in "report" "read --format csv" "read --format gdelt"; do
    { "$program" $verb --model fast "$page" 2>"$work/err"; echo $? >"$work/status"; } | true
    [ "$(cat "$work/status")" -eq 0 ] || fail "a closed pipe: $verb: status $(cat "$work/status"), not 0"
    [ ! -s "$work/err" ] || fail "a closed pipe is no reason for a message: $verb: $(cat "$work/err")"
done

# Where standard output and errors are closed, what is said goes into no file that is opened for something else.
sh -c 'exec "$0" read --model fast --format jsonl --resume="$1/journal" "$2" "$1/none" <&- >&- 2>&-' "$program" "$work" "$page"
[ $? -eq 3 ] || fail "no standard input, output and errors: not status 3"
grep -q 'standard output' "$work/journal" && fail "an error stands in the journal"

# A folder that is read has in it what is written: read, it would grow without end. A page is no report's file.
mkdir "$work/both"
cp samples/dam-accord.html "$work/both/page.html"
(cd "$work/both" && timeout 60 "$there" extract --format json -r . >>out.json 2>"$work/err")
[ $? -eq 1 ] || fail "a folder with the output in it: not status 1"
says '^./out.json: no page: the output goes into it; write to a file that is not read$'
[ "$(wc -l <"$work/both/out.json")" -eq 1 ] || fail "of a folder with the output in it not the page alone is read"
ln "$work/both/page.html" "$work/both/again.html"
expect 3 "a report over its own page" "$program" report --model fast "$work/both/page.html" -o "$work/both/again.html"
says "^$work/both/again.html: what is to be read, which the report would replace; name another file by -o$"
echo "$work/both/page.html" >"$work/both/list"
expect 3 "a report over a page of its list" "$program" report --model fast --files-from "$work/both/list" -o "$work/both/again.html"
expect 3 "a report over its list" "$program" report --model fast --files-from "$work/both/list" -o "$work/both/list"
expect 3 "a report over a page of its folder" "$program" report --model fast -r "$work/both" -o "$work/both/page.html"
cmp -s samples/dam-accord.html "$work/both/page.html" || fail "a report replaces its own page"
[ "$(cat "$work/both/list")" = "$work/both/page.html" ] || fail "a report replaces its own list"
expect 0 "a report over another" "$program" report --model fast "$work/both/page.html" -o "$work/both/out.json"
[ "$(tail -n 1 "$work/both/out.json")" = '</html>' ] || fail "a report does not replace what its file was"

# What is given is shown, and so is what a file is called; neither is obeyed, nor forges a line.
escapes=$(printf '\033[31m\302\233')
for verb in "$escapes" "read --as $escapes $page" "query --act $escapes $work/store" "query --since $escapes $work/store" "read -j $escapes $page"; do
    # shellcheck disable=SC2086
    expect 2 "escapes that are given" "$program" $verb
    says 'x1B.31m.u009B'
    grep -q "$(printf '\033')" "$work/err" && fail "an escape that is given reaches the terminal"
done
name=$(printf 'a\nb: all read\033[2J\302\233\342\200\256')
expect 1 "a file's name with a newline, escapes and a bidi override" "$program" extract "$work/$name"
says "/a.x0Ab: all read.x1B.2J.u009B.u202E: No such file"
[ "$(wc -l <"$work/err")" -eq 1 ] || fail "a file's name makes two lines"
# So is what a server says of a page, in the closing line as well; a store's name, and a source's in it.
escape=$(printf '\033')
coded=$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: x\033[31mx\r\n\r\n<p>The mayor said so.</p>')
printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' ${#coded} "$coded" >"$work/coded.warc"
expect 1 "a body whose coding is an escape" "$program" extract "$work/coded.warc" "$page"
says 'in a coding that is not known: x?.31mx)$'
grep -q "$escape" "$work/err" && fail "a coding's name is obeyed by a terminal"
cp "$page" "$work/$name"
expect 0 "a store and a page of such names" "$program" add --model fast --as article "$work/s$escape[31m" "$work/$name"
grep -q "$escape" "$work/out" && fail "a store's name is obeyed by a terminal"
expect 0 "a page of such a name" "$program" verify "$work/s$escape[31m" "$work/$name"
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "a source's name makes two lines: $(cat "$work/out")"
grep -q "$escape" "$work/out" && fail "a source's name is obeyed by a terminal"
expect 1 "nothing in a store of such a name" "$program" query "$work/s$escape[31m" --by Nobody
grep -q "$escape" "$work/err" && fail "a store's name is obeyed by a terminal"
expect 1 "no entry in a store of such a name" "$program" show "$work/s$escape[31m" "$escape"
grep -q "$escape" "$work/err" && fail "an entry's name is obeyed by a terminal"
finish
