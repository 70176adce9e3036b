#!/usr/bin/env python3
"""Learns which of the instruments that a page mentions the record lists: models/instruments.onr.

usage: instruments.py PAGES [--tool build/train/instruments] [--model models/language-best.onr] [--out models/instruments.onr]

PAGES holds NAME.txt (articles) and NAME.json (their records by hand: `text`, `instruments` with `name` and `kind`). Reports F1 by five folds of
pages; the model learns from all. Seeded: the same pages give the same file.
"""
import argparse
import glob
import json
import os
import subprocess

import numpy as np

import container
import forests

# Trees of depth 3, 80 of them: more learn the pages by heart.
GROWTH = dict(trees=80, depth=3, rate=0.06)


def candidates(tool, model, pages):
    """What each page mentions: (page, [(start, end, kind, signs)])."""
    out = {page: [] for page in pages}
    run = subprocess.run([tool, model] + [p + ".txt" for p in pages], stdout=subprocess.PIPE, check=True, text=True).stdout
    for line in run.splitlines():
        path, start, end, kind, *signs = line.split(" ")
        out[path[:-4]].append((int(start), int(end), kind, [int(s) for s in signs]))
    return out


def label(page, found):
    """Whether each candidate is in the record, and how many are."""
    gold = [(*i["name"], i["kind"]) for i in json.load(open(page + ".json"))["instruments"]]
    taken, labels = set(), []
    for start, end, kind, _ in found:
        hit = next((k for k, (a, z, of) in enumerate(gold) if k not in taken and of == kind and a < end and start < z), None)
        if hit is not None:
            taken.add(hit)
        labels.append(hit is not None)
    return labels, len(gold)


def f1(hits, given, gold):
    return 2 * hits / (given + gold) if hits else 0.0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pages")
    parser.add_argument("--tool", default="build/train/instruments")
    parser.add_argument("--model", default="models/language-best.onr")
    parser.add_argument("--out", default="models/instruments.onr")
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    pages = sorted(p[:-5] for p in glob.glob(os.path.join(options.pages, "*.json")))
    found = candidates(options.tool, options.model, pages)
    x, y, fold, gold = [], [], [], 0
    for number, page in enumerate(pages):
        labels, count = label(page, found[page])
        gold += count
        for (*_, signs), is_one in zip(found[page], labels):
            x.append(signs), y.append(is_one), fold.append(number % options.folds)
    x, y, fold = np.array(x, np.uint8), np.array(y, int), np.array(fold)
    scores = np.zeros(len(y))
    for f in range(options.folds):
        scores[fold == f] = forests.ask(forests.grow(x[fold != f], y[fold != f], **GROWTH), x[fold == f])
    best = max(np.arange(-2, 1.01, 0.1), key=lambda t: f1(y[scores > t].sum(), (scores > t).sum(), gold))
    at_best = scores > best
    measured = f1(y[at_best].sum(), at_best.sum(), gold)
    print(f"{len(pages)} pages, {len(y)} mentioned, {y.sum()} of {gold} in the records; all kept F1 {f1(y.sum(), len(y), gold):.3f}; "
          f"folds F1 {measured:.3f} (P {y[at_best].mean():.3f}, R {y[at_best].sum() / gold:.3f}) at {best:.1f}")
    forest = forests.grow(x, y, **GROWTH)
    meta = {"kind": "instruments", "measured": f"F1 by folds {measured:.3f}"}
    container.write(options.out, {"meta": json.dumps(meta).encode(), **forests.sections(forest, "kept"),
                                  "least": np.array([round(best * forests.UNIT)], "<i4")})


if __name__ == "__main__":
    main()
