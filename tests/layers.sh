#!/bin/sh
# Fails, with file and line, where a layer's file includes a later layer.
set -eu
cd "$1"
order="base learn network page article language times entities attribution events record export store"
later="$order"
bad=0
for layer in $order; do
    later=${later#"$layer"}
    later=${later# }
    for other in $later; do
        # A layer that only others of the library call has no public header.
        header=include/onrecord/$layer.h
        [ -f "$header" ] || header=
        if grep -nE "#include \"(onrecord/$other\.h|$other/)" -r "src/$layer" $header; then
            bad=1
        fi
    done
done
exit $bad
