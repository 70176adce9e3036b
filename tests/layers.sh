#!/bin/sh
# Fails, with file and line, where a layer's file includes a later layer.
set -eu
cd "$1"
order="base page article language times entities attribution events record store"
later="$order"
bad=0
for layer in $order; do
    later=${later#"$layer"}
    later=${later# }
    for other in $later; do
        if grep -nE "#include \"(onrecord/$other\.h|$other/)" -r "src/$layer" "include/onrecord/$layer.h"; then
            bad=1
        fi
    done
done
exit $bad
