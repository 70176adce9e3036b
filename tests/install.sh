#!/bin/sh
# What is installed works: the manual's example compiles against it by pkg-config and runs, the
# program finds its models, and the manual pages are there. Usage: install.sh BUILD
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
DESTDIR=$work/root meson install -C "$1" --no-rebuild --quiet >/dev/null
prefix=$work/root$(meson introspect "$1" --buildoptions |
    grep -o '"name": "prefix", "value": "[^"]*"' | cut -d'"' -f8)
packages=$(dirname "$(find "$prefix" -name onrecord.pc)")
flags=$(PKG_CONFIG_PATH=$packages pkg-config --define-variable=prefix="$prefix" --cflags --libs onrecord)
sed -n '/^```$/,/^```$/p' docs/man/onrecord.3.scd | grep -v '^```' | sed 's/\\\\/\\/g' >"$work/example.c"
# shellcheck disable=SC2086
cc -std=c11 -Wall -Wextra -Werror "$work/example.c" -o "$work/example" $flags
cd "$prefix/share/onrecord/models"
[ "$(LD_LIBRARY_PATH=$(dirname "$packages") "$work/example")" = deny ]
echo 'The mayor denied that the bridge was closed.' | "$prefix/bin/onrecord" read --as article |
    grep -q 'deny: that the bridge was closed'
[ -s "$prefix/share/man/man1/onrecord.1" ]
[ -s "$prefix/share/man/man3/onrecord.3" ]
[ -s "$prefix/share/doc/onrecord/NOTICE" ]
