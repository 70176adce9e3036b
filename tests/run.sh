#!/bin/sh
# Runs all tests twice: as built, and with address and undefined-behaviour sanitizers.
# Ends with one line that counts them: "N passed, N failed, N skipped".
set -u
plain=$1
checked=$2
[ -f "$checked/build.ninja" ] ||
    meson setup "$checked" -Db_sanitize=address,undefined -Db_lundef=false >/dev/null || exit 1
passed=0
failed=0
skipped=0
status=0
for build in "$plain" "$checked"; do
    ninja -C "$build" || exit 1
    meson test -C "$build" --no-rebuild --print-errorlogs || status=1
    log=$build/meson-logs/testlog.json
    ok=$(grep -c '"result": "OK"' "$log")
    not=$(grep -c '"result": "SKIP"' "$log")
    all=$(wc -l <"$log")
    passed=$((passed + ok))
    skipped=$((skipped + not))
    failed=$((failed + all - ok - not))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$status" = 0 ] && [ "$failed" = 0 ]
