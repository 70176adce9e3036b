#!/bin/sh
# Folders and lists: all that they name is read, in an order that is always the same.
. "$(dirname "$0")/check.sh"
mkdir -p "$work/in/b/c" "$work/in/a" "$work/in/empty"
for name in b/c/deep b/top a/first z; do
    echo "The mayor of $name said that the gate was shut." >"$work/in/$name.txt"
done
ln -s .. "$work/in/b/back"
mkfifo "$work/in/pipe"

# Whose mayor speaks, page by page; their names stand between.
order() {
    sed -n 's/^The.*of \(.*\) said.*/\1/p' "$work/out"
}

expect 0 "a folder" "$program" extract --as article -r "$work/in"
order | tr '\n' ' ' >"$work/order"
[ "$(cat "$work/order")" = 'a/first b/c/deep b/top z ' ] || fail "a folder's order: $(cat "$work/order")"
expect 1 "a folder without -r" "$program" extract "$work/in"
says "$work/in: a directory, no page; read all files in it by -r"
expect 0 "a folder with a stroke, four at a time" "$program" extract -j4 --as article -r "$work/in/"
order | tr '\n' ' ' | cmp -s - "$work/order" || fail "-j changes the order"
expect 0 "a folder and a file" "$program" extract --as article -r "$work/in/a" "$work/in/z.txt"
[ "$(grep -c "^The mayor" "$work/out")" -eq 2 ] || fail "a folder and a file are not two pages"
expect 1 "a name that is empty" "$program" extract --as article "" "$work/in/z.txt"
says '^"": No such file or directory; check the path$'
[ "$(grep -c "^The mayor" "$work/out")" -eq 1 ] || fail "what is named beside an empty name is not read"
expect 0 "a folder with nothing in it" "$program" extract -r "$work/in/empty"
[ ! -s "$work/out" ] || fail "an empty folder gives a page"

printf '%s\n\n%s\r\n' "$work/in/z.txt" "$work/in/b/top.txt" >"$work/list"
expect 0 "a list" "$program" extract --as article --files-from "$work/list"
[ "$(grep -c "^The mayor" "$work/out")" -eq 2 ] || fail "a list of two gives $(grep -c "^The mayor" "$work/out") pages"
find "$work/in" -name '*.txt' | sort | "$program" extract --as article --files-from=- >"$work/out" 2>"$work/err" ||
    { fail "a list on standard input"; cat "$work/err"; }
order | tr '\n' ' ' | cmp -s - "$work/order" || fail "the order of a list is not kept"
{ cat "$work/list"; echo "$work/none"; echo "$work/in"; } >"$work/bad"
expect 1 "a list that names what is not there" "$program" extract --as article --files-from "$work/bad"
says "$work/none: No such file"
says "$work/in: a directory"
[ "$(grep -c "^The mayor" "$work/out")" -eq 2 ] || fail "what a list has besides a missing file is not read"
# Behind the 4,096th name of a list files are allowed by their folders; each is read all the same.
{ yes "$work/in/empty" | head -n 4096; echo "$work/in/z.txt"; echo "$work/in/b/top.txt"; echo "$work/in/b/c/deep.txt"; } >"$work/long"
expect 0 "a long list" "$program" extract --as article -r --files-from "$work/long"
[ "$(grep -c "^The mayor" "$work/out")" -eq 3 ] || fail "files behind the 4,096th of a list are not read"
there=$(realpath "$program")
(cd "$work/in" && { yes empty | head -n 4096; echo z.txt; } | "$there" extract --as article -r --files-from=- >"$work/out") ||
    fail "a long list of names without folders"
[ "$(grep -c "^The mayor" "$work/out")" -eq 1 ] || fail "a file behind the 4,096th that is named without its folder is not read"
# Deeper than anyone nests folders: told, and the rest is read.
deep="$work/in/deep"
mkdir "$deep"
(cd "$deep" && for i in $(seq 260); do mkdir d && cd d || exit; done && echo "The mayor of down said that the gate was shut." >f.txt)
expect 1 "folders in one another" "$program" extract --as article -r "$work/in"
says "d: Too many levels of symbolic links; check the folder's permissions"
rm -r "$deep"
expect 2 "a list that is a folder" timeout 60 "$program" extract --files-from "$work/in"
says "$work/in: Is a directory; check the list of files"
expect 0 "folders of a list" sh -c 'echo "$1" | "$0" extract --as article -r --files-from=-' "$program" "$work/in"
[ "$(grep -c "^The mayor" "$work/out")" -eq 4 ] || fail "a folder that a list names is not walked"
expect 2 "a list that is not there" "$program" extract --files-from "$work/none"
says "$work/none: No such file"
printf '\357\273\277%s\n' "$work/in/z.txt" >"$work/marked"
expect 0 "a list that begins with a mark of order" "$program" extract --as article --files-from "$work/marked"
[ "$(grep -c "^The mayor" "$work/out")" -eq 1 ] || fail "a list that begins with a mark of order is not read"
printf '%s\0%s\0' "$work/in/z.txt" "$work/in/b/top.txt" >"$work/zeros"
expect 2 "a list parted by bytes of zero" "$program" extract --as article --files-from "$work/zeros"
says "^$work/zeros: a byte of zero in a list of files; give a name a line$"
head -c 200000 /dev/zero | tr '\0' a >"$work/line"
for list in "$work/line" /dev/zero; do
    expect 2 "a list without lines" timeout 60 "$program" extract --as article --files-from "$list"
    says "^$list: .*; give a name a line$"
done
i=0
while [ $i -lt 5000 ]; do
    echo "$work/in/z.txt"
    i=$((i + 1))
done >"$work/long"
expect 0 "a list that is longer than what is allowed file by file" "$program" extract -j2 --as article --files-from "$work/long"
[ "$(grep -c "^The mayor" "$work/out")" -eq 5000 ] || fail "a long list gives $(grep -c "^The mayor" "$work/out") pages"
finish
