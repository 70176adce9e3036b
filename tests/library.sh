#!/bin/sh
# The library as others meet it: each header compiles alone, as C11 and as C++17; it exports no
# name but its own; no variable of it changes. Usage: library.sh BUILD
set -u
bad=0
fail() {
    echo "FAIL: $1"
    bad=1
}
flags="-Iinclude -Wall -Wextra -Wpedantic -Werror -fsyntax-only"
plus=$(command -v c++ || command -v clang++ || :)
for header in include/onrecord.h include/onrecord/*.h; do
    # shellcheck disable=SC2086
    {
        echo "#include \"${header#include/}\"" | cc -std=c11 $flags -xc - || fail "$header as C11"
        [ -z "$plus" ] || echo "#include \"${header#include/}\"" | "$plus" -std=c++17 $flags -xc++ - ||
            fail "$header as C++17"
    }
done
nm -D --defined-only "$1/libonrecord.so" | awk '$3 !~ /^onr_/' | grep . && fail "a name that is not onr_*"
# Tables of pointers stand in .data.rel.ro, which nobody can write to once the program runs.
objdump -t "$1/libonrecord-core.a" | grep -E '[[:space:]]O[[:space:]]+(\.data|\.bss|\*COM\*)' |
    grep -v '\.data\.rel\.ro' && fail "a variable that changes"
exit $bad
