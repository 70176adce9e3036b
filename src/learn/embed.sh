#!/bin/sh
# Lists models for src/learn/embedded.h, a line each: embed.sh OUT MODEL.onr... Part of the build, which runs it again when
# one of them changes.
set -eu
out=$1
shift
for model; do
    name=$(basename "$model" .onr | tr 'a-z-' 'A-Z_')
    printf 'MODEL(%s, "%s", %s)\n' "$name" "$model" "$(wc -c <"$model")"
done >"$out"
