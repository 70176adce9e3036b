#!/bin/sh
# Options that no command knows, or that lack what belongs to them: told in one line, without what a
# terminal would obey, and nothing is read.
. "$(dirname "$0")/check.sh"
tell() {
    line=$1
    shift
    expect 2 "onrecord $*" "$program" "$@"
    [ "$(cat "$work/err")" = "$line" ] || { fail "onrecord $* does not say: $line"; cat -v "$work/err"; }
    [ ! -s "$work/out" ] || fail "onrecord $* has output"
}
bad=$(printf '\033]0;x\007\377')
for command in $("$program" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    tell "onrecord $command: no option --frob\\x1B]0;x\\x07\\xFF; \`onrecord $command --help\` lists them" \
        "$command" "--frob$bad=$bad" page
    tell "onrecord $command: no option -\\x1B; \`onrecord $command --help\` lists them" "$command" "-$bad"
done
tell 'onrecord read: no option -x; `onrecord read --help` lists them' read -rxj
tell 'onrecord read: no option --frob; `onrecord read --help` lists them' read page -r --frob page
tell 'onrecord query: no option --page; `onrecord query --help` lists them' query --page
tell 'onrecord read: --page: give --page-memory, --page-seconds or --page-depth' read --page 3
tell 'onrecord read: --model: give it a value' read page --model
tell 'onrecord read: --page-m: give it a value' read --page-m
tell 'onrecord read: -j: give it a value' read -rj
tell 'onrecord read: --all=\x1B]0;x\x07\xFF: give it without a value' read "--all=$bad"
tell 'onrecord read: --recursive=3: give it without a value' read --recursive=3

# What is spelt right, or shorter, or is help, is no fault; behind -- nothing is an option.
for help in --help --usage --hel '-?' '-r?x'; do
    expect 0 "read $help" "$program" read "$help" --frob
    grep -q '^Usage: onrecord read' "$work/out" || fail "read $help shows no help"
done
expect 1 "a file called --frob" "$program" extract --page-s 3 -- --frob
says '^--frob: No such file'
finish
