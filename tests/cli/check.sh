# Read by the scripts beside it: $program, $models, a folder $work that goes at the end; $model reads
# many pages, the smaller one where sanitizers are slow; there what is many is divided by $fewer.
set -u
program=$1
models=$2
model=${TEST_MODEL:-best}
fewer=${TEST_FEWER:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    echo "FAIL: $1"
    failures=$((failures + 1))
}

# expect STATUS WHAT COMMAND...: standard output to $work/out, the errors to $work/err.
expect() {
    wanted=$1
    what=$2
    shift 2
    "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$?
    [ "$status" -eq "$wanted" ] || { fail "$what: status $status, not $wanted"; cat "$work/err"; }
}

says() {
    grep -q -- "$1" "$work/err" || { fail "no \"$1\" in the errors"; cat "$work/err"; }
}

finish() {
    [ "$failures" -eq 0 ]
    exit
}
