#!/bin/sh
# A shell is offered every command, and of each every option that its help has.
. "$(dirname "$0")/check.sh"
for shell in bash zsh fish; do
    expect 0 "completion for $shell" "$program" completion $shell
    cp "$work/out" "$work/$shell"
    for command in $("$program" --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
        grep -q "$command" "$work/$shell" || fail "$shell does not complete $command"
    done
    if command -v $shell >/dev/null; then
        $shell -n "$work/$shell" || fail "$shell does not read its completion"
    fi
done
expect 2 "a shell that there is none of" "$program" completion tcsh
offered() {
    bash -c '. "$1"; COMP_WORDS=(onrecord "$2" "$3"); COMP_CWORD=${4:-2}; _onrecord; printf "%s\n" "${COMPREPLY[@]}"' \
        - "$work/bash" "$@" | sort
}
if command -v bash >/dev/null; then
    for command in add query; do
        offered $command -- >"$work/offered"
        "$program" $command --help | sed -n 's/^ *\(-.,\)\{0,1\} *\(--[a-z-]*\).*/\2/p' |
            grep -v -e --usage -e --version | sort >"$work/known"
        diff "$work/known" "$work/offered" || fail "help (<) and completion (>) of $command differ"
    done
    [ "$(offered quer '' 1)" = query ] || fail "a command is not completed"
fi
finish
