#!/bin/sh
# Installs the Debian packages that are missing. Without the right to install, says which they
# are and what installs them. Elsewhere than on Debian the build itself says what it lacks.
# Usage: packages.sh PACKAGE...
set -u
command -v dpkg >/dev/null || exit 0
missing=
for package in "$@"; do
    dpkg -s "$package" 2>/dev/null | grep -q '^Status: .* installed$' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

install() {
    # shellcheck disable=SC2086
    $1 apt-get update -q && $1 env DEBIAN_FRONTEND=noninteractive \
        apt-get install -yq --no-install-recommends $missing
}

if [ "$(id -u)" = 0 ]; then
    install "" && exit 0
elif command -v sudo >/dev/null; then
    install sudo && exit 0
fi
cat >&2 <<END

These packages are missing:$missing
Whoever may install packages here (root) installs them with
    apt-get install --no-install-recommends$missing
Then run make again.
END
exit 1
