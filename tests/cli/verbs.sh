#!/bin/sh
# What `make` says to a newcomer: its verbs, and the packages that are missing where they cannot be
# installed.
. "$(dirname "$0")/check.sh"
expect 0 "make help" make help
for verb in $(sed -n 's/^\.PHONY: //p' Makefile); do
    grep -q "^$verb  *[^ ]" "$work/out" || fail "make help does not tell what $verb does"
done

# A machine without cc, without sudo, on which nobody is root.
mkdir "$work/bin"
for tool in sh grep cat; do
    ln -s "$(command -v $tool)" "$work/bin/$tool"
done
printf '#!/bin/sh\necho 1000\n' >"$work/bin/id"
printf '#!/bin/sh\n[ "$2" = gcc ] || echo "Status: install ok installed"\n' >"$work/bin/dpkg"
chmod +x "$work/bin/id" "$work/bin/dpkg"
expect 1 "a missing package" env PATH="$work/bin" sh tests/packages.sh gcc meson
says 'packages are missing: gcc$'
says '    apt-get install --no-install-recommends gcc$'
expect 0 "all packages there" env PATH="$work/bin" sh tests/packages.sh meson
rm "$work/bin/dpkg"
expect 0 "no Debian" env PATH="$work/bin" sh tests/packages.sh gcc meson
finish
