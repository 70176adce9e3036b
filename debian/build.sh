#!/bin/sh
# Builds the Debian packages in BUILD/deb, from a copy of what is here: dpkg writes beside its sources.
# Then lintian reads them, where it is installed. Usage: build.sh BUILD
set -eu
version=$(sed -n "s/^  version: '\(.*\)',/\1/p" meson.build)
[ "$(dpkg-parsechangelog -S Version)" = "$version" ] ||
    { echo "debian/changelog is of another version than meson.build ($version): add an entry" >&2; exit 1; }
work=$1/deb
rm -rf "$work"
mkdir -p "$work/onrecord-$version"
tar --exclude='./build*' --exclude=./.git -cf - . | tar -xf - -C "$work/onrecord-$version"
(cd "$work/onrecord-$version" && dpkg-buildpackage --build=binary --no-sign --no-pre-clean) >"$work/log" 2>&1 ||
    { tail -20 "$work/log" >&2; exit 1; }
rm -rf "$work/onrecord-$version"
ls "$work"/*.deb
! command -v lintian >/dev/null || lintian --fail-on error,warning "$work"/*.changes
