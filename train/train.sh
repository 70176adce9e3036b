#!/bin/sh
# Trains language-fast and writes models/language-fast.onr: train.sh DATA [--free-only]
# Takes 16 minutes of training and 2 of measuring on two cores with bfloat16. The length of training is a time, so the weights
# differ a little from run to run and from machine to machine although the seed is fixed.
set -eu
data=$(cd "${1:?usage: train/train.sh DATA [--free-only]}" && pwd)
shift
cd "$(dirname "$0")"
kept=../build
mkdir -p "$kept"
python3 fast.py --data "$data" --minutes 16 --dropout 0.3 --seed 2 --out "$kept/fast.pt" "$@"
python3 quantise.py --data "$data" --checkpoint "$kept/fast.pt" --out ../models/language-fast.onr --reference ../tests/unit/language-fast.reference
# What learns from the language model's trees is trained after it. Its one corpus states no licence.
case " $* " in *" --free-only "*) exit 0 ;; esac
ninja -C "$kept" train/attribution-features
python3 attribution.py --features "$kept/train/attribution-features" --language ../models/language-fast.onr --data "$data" --out ../src/attribution/weights.bin
