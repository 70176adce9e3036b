#!/bin/sh
# What makes a fault harder to use stands in the files themselves: addresses that change with each
# start, tables of pointers that nobody can write to, guarded stacks, checked copies, no memory that
# is written and run. Usage: hardening.sh FILE...
set -u
bad=0
for file in "$@"; do
    readelf --wide --file-header --program-headers --dynamic --symbols "$file" >/dev/null || exit 1
    # has WHAT OPTION PATTERN: what `readelf OPTION` prints has it.
    has() {
        readelf --wide "$2" "$file" | grep -Eq "$3" || { echo "FAIL: $file: $1"; bad=1; }
    }
    has "is at a fixed address" --file-header 'Type: *DYN'
    has "relocations stay writable (no relro)" --program-headers 'GNU_RELRO'
    has "functions are bound late (no -z now)" --dynamic 'FLAGS.* NOW'
    has "the stack can be run" --program-headers 'GNU_STACK .* RW +0x'
    has "stacks are not guarded" --dyn-syms '__stack_chk_fail'
    has "copies are not checked" --dyn-syms '__(memcpy|snprintf|vsnprintf|fprintf|printf)_chk'
    if readelf --wide --program-headers "$file" | grep -E '^ *LOAD' | grep -q 'RWE'; then
        echo "FAIL: $file: memory that is written and run"
        bad=1
    fi
done
exit $bad
