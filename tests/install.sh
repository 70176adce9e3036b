#!/bin/sh
# What `make install` put into /usr/local works as it stands: the program finds its models, and the
# manual's example is compiled, linked and run by pkg-config's word alone. /usr/local and /etc are
# this test's own, in a name space of mounts. It is skipped (77) where Linux grants none, where the
# tools themselves are in /usr/local, and where BUILD goes to another prefix. Usage: install.sh BUILD
set -eu
if [ "${2:-}" != apart ]; then
    unshare --mount --map-root-user true 2>/dev/null || exit 77
    case $(command -v cc meson pkg-config) in */usr/local/*) exit 77 ;; esac
    meson introspect "$1" --buildoptions | grep -q '"name": "prefix", "value": "/usr/local"' || exit 77
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    env -u DESTDIR -u LD_LIBRARY_PATH -u PKG_CONFIG_PATH -u ONRECORD_MODELS \
        unshare --mount --map-root-user sh "$0" "$1" apart "$work"
    exit
fi
work=$3
cp -a /etc "$work" 2>/dev/null || :
mount --bind "$work/etc" /etc
mount -t tmpfs none /usr/local
make -s -o all -o deps BUILD="$1" install
sh tests/hardening.sh /usr/local/bin/onrecord /usr/local/lib/libonrecord.so

/usr/local/bin/onrecord --version | grep -q '^onrecord [0-9]'
echo 'The mayor denied that the bridge was closed.' | /usr/local/bin/onrecord read --as article |
    grep -q 'denied: that the bridge was closed'
sed -n '/^```$/,/^```$/p' docs/man/onrecord.3.scd | grep -v '^```' | sed 's/\\\\/\\/g' >"$work/program.c"
cd "$work"
# shellcheck disable=SC2046
cc -std=c11 -Wall -Wextra -Werror -o program program.c $(pkg-config --cflags --libs onrecord)
[ "$(./program "$(pkg-config --variable=models onrecord)/language-fast.onr")" = deny ]
for file in man/man1/onrecord.1 man/man3/onrecord.3 doc/onrecord/NOTICE doc/onrecord/RECORD.md \
    doc/onrecord/STORE.md bash-completion/completions/onrecord zsh/site-functions/_onrecord \
    fish/vendor_completions.d/onrecord.fish; do
    [ -s "/usr/local/share/$file" ]
done
