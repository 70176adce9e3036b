#!/bin/sh
# What docs/SECURITY-MODEL.md promises, each promise tried for long: a line a promise, "holds", "FAILS"
# or "not tried" (something is missing here, and which). Exit status 1 when one fails.
# Usage: trust.sh BUILD MODELS FUZZ-SECONDS PAGES KILLS [PROMISE...]: those alone whose name is given.
set -u
build=$1
checked=$1-asan
models=$2
seconds=$3
pages=$4
kills=$5
shift 5
wanted=$*
folder=$build/trust
mkdir -p "$folder"
failed=0
tried=0

# promise NAME WORDS COMMAND...: the last line of the command's output is its figure.
promise() {
    name=$1
    words=$2
    shift 2
    case " ${wanted:-$name} " in *" $name "*) ;; *) return ;; esac
    tried=$((tried + 1))
    begun=$(date +%s)
    "$@" >"$folder/$name.log" 2>&1 </dev/null
    status=$?
    took=$(($(date +%s) - begun))
    figure=$(grep -v '^$' "$folder/$name.log" | tail -n 1 | cut -c1-100)
    case $status in
    0) echo "holds      $name: $words ($figure; $took s)" ;;
    77) echo "not tried  $name: $words ($figure)" ;;
    *)
        echo "FAILS      $name: $words (status $status, $took s; $folder/$name.log)"
        failed=$((failed + 1))
        ;;
    esac
}

# tests BUILD NAME...: of meson, those of the suite `long` too.
tests() {
    of=$1
    shift
    MESON_TESTTHREADS=1 meson test -C "$of" --no-rebuild --setup long --timeout-multiplier 0 --print-errorlogs "$@" &&
        awk '/"result": "OK"/ {ok++} END {print ok " tests, each OK"}' "$of/meson-logs/testlog-long.json"
}

# A build of its own with another compiler.
same_by_clang() {
    command -v clang >/dev/null || { echo "no clang"; return 77; }
    [ -f "$build-clang/build.ninja" ] || CC=clang meson setup "$build-clang" || return
    ninja -C "$build-clang" onrecord && sh tests/same.sh "$build/onrecord" "$build-clang/onrecord" "$models"
}

fuzz() {
    command -v clang >/dev/null || { echo "no clang"; return 77; }
    make --no-print-directory fuzz "TARGET=$1" "SECONDS=$seconds" && grep '^Done' "$folder/fuzz-$1.log"
}

memory_is_clean() {
    command -v valgrind >/dev/null || { echo "no valgrind"; return 77; }
    for test in base page article crawl json times codebook record export store; do
        valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite "$build/tests/${test}_test" ||
            return
    done
    rm -f "$folder"/valgrind.db*
    while read -r command; do
        # shellcheck disable=SC2086
        ONRECORD_MODELS=$models valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite \
            "$build/onrecord" $command || return
    done <<END
extract --format json samples/dam-accord.html tests/intake/ferry.wacz tests/intake/ferry.rss tests/intake/ferry.mhtml
parse --model fast samples/grain-corridor.page.txt
read --model fast --format jsonl samples/dam-accord.html
report --model fast samples/dam-accord.html
add --model fast $folder/valgrind.db samples/dam-accord.html samples/grain-corridor.page.txt
query --format jsonl $folder/valgrind.db
show $folder/valgrind.db 1.S1
verify $folder/valgrind.db
disputes --format jsonl $folder/valgrind.db
export --format csv $folder/valgrind.db
knowledge Ostrava Moscow
END
    echo "10 unit tests and 11 commands under valgrind"
}

coverage() {
    command -v clang-19 llvm-cov-19 >/dev/null || { echo "no clang-19, llvm-19"; return 77; }
    make --no-print-directory coverage
}

workers() {
    [ -x "$build/tests/store-dump" ] || { echo "no libpq-dev, libnats-dev"; return 77; }
    sh "$@"
}

promise sandbox "a page reaches no network, program, file or other process" tests "$build" sandbox 'cli sandbox'
promise hardening "the program is built to be hard to use for others" tests "$build" hardening install library
promise work "no page takes more than its length in time and memory" tests "$build" 'hostile, long'
promise pages "a page that is too large, too deep or too slow is given up, and the run goes on" tests "$build" 'cli faults' 'cli bounds' base crawl page language
promise slow "a page that takes a worker too long is put aside, and the next is read" \
    workers tests/workers/slow.sh "$build/onrecord" "$models" "$build/tests/store-dump"
promise memory "without memory a page gives an error or its whole record" tests "$build" 'faults arena, long' 'faults malloc, long'
promise store "a store whose calls fail is left whole and tells it" \
    tests "$build" 'faults store, long' 'faults store in PostgreSQL, long' store 'cli store'
promise queue "a queue whose calls fail loses nothing, and nothing is there twice" tests "$build" 'faults queue, long'
promise io "reads, writes and fsyncs that fail lose nothing in silence" tests "$build" 'faults io, long'
promise interrupts "a kill leaves output, journal and store that can be gone on with" tests "$build" 'cli interrupt' 'cli crawl' 'cli store'
promise sanitizers "no test reaches outside its memory or does what C leaves undefined" tests "$checked"
promise valgrind "no unit test and no command reads what it has not written, or loses memory" memory_is_clean
promise analyze "gcc's analyser finds no fault" sh tests/analyze.sh "$build"
promise coverage "the tests reach each layer" coverage
promise threads "threads that read share nothing that changes" make --no-print-directory threads
promise bytes "every word leads back to its bytes, in each character set" tests "$build" back page article
promise instructions "the same record by whatever instructions" tests "$build" instructions network models
promise same "the same bytes on 1 and 8 threads, by gcc and by clang" same_by_clang
promise arm64 "the same bytes on ARM64" sh tests/arm64.sh "$build/onrecord" "$models" "$build/arm64"
for target in page record codebook conllu crawl intake json metadata words charset model request store kept digest; do
    promise "fuzz-$target" "any bytes give a result or an error" fuzz $target
done
promise kills "workers and servers that are killed lose nothing, and nothing is there twice" \
    workers tests/workers/kills.sh "$build/onrecord" "$models" "$build/tests/store-dump" "$pages" "$kills"
promise cluster "of three NATS servers one may be cut off" \
    workers tests/workers/cluster.sh "$build/onrecord" "$models" "$build/tests/store-dump" "$pages"
[ $tried -gt 0 ] || echo "no promise is called $wanted"
[ $tried -gt 0 ] && [ $failed -eq 0 ]
