#!/usr/bin/env python3
"""Learns whether two reports are of one utterance: models/utterances.onr. A logistic regression over signs (src/across/compare.h).

    onrecord read --as jsonl --format json fnc1-train.jsonl > records.jsonl
    build/train/across-signs records.jsonl train/across_labels.tsv | train/across.py train/across_labels.tsv models/utterances.onr

Prints how often the weights are right on stories that they were not learnt from. The labels are pairs of
statements of fnc1-train (FakeNewsChallenge), by page and by the byte of the text where the cue begins; no sentence of it is in them.
"""
import json
import sys

import numpy as np

import container

STRENGTH = 1.0  # of the ridge, which draws the weights towards PRIOR
SIGNS = 22
# What stories of one day each cannot teach: other days, other numbers and one negation more tell of something else.
PRIOR = {10: -1.5, 17: -2.5, 18: -2.0}
LEAST = 0.9  # log-odds from which on two reports are joined: a wrong link costs more than a missed one
OTHER, GRAMS, QUOTED = 14, 6, 20  # places of these signs
DOUBT, RUN = 3.0, 0.6  # what another speaker costs where fewer of the runs of five words than that are the same


def fit(x, y):
    a = np.hstack([x, np.ones((len(x), 1))])
    ridge = np.eye(a.shape[1]) * STRENGTH
    ridge[-1, -1] = 0
    b = np.zeros(a.shape[1])
    prior = np.array([PRIOR.get(i, 0.0) for i in range(SIGNS)] + [0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-a @ b))
        b += np.linalg.solve((a * (p * (1 - p) + 1e-9)[:, None]).T @ a + ridge, a.T @ (y - p) - ridge @ (b - prior))
    return b


def ask(b, x):
    z = x @ b[:-1] + b[-1]
    return z - DOUBT * (x[:, OTHER] == 1) * ((x[:, GRAMS] < RUN) | (x[:, QUOTED] == 0))


def stories(pairs):
    """Pairs whose pages are linked by any label belong to one story: it is held out as a whole."""
    root = {}

    def find(p):
        root.setdefault(p, p)
        while root[p] != p:
            p = root[p]
        return p

    for a, b in pairs:
        root[find(a)] = find(b)
    return np.array([find(a) for a, _ in pairs])


def main():
    labels = [line.split("\t") for line in open(sys.argv[1]).read().splitlines() if not line.startswith("#")]
    rows = [[float(v) for v in line.split()] for line in sys.stdin]
    kept = [i for i, row in enumerate(rows) if len(row) > 1]
    impossible = sum(row[0] for row in rows if len(row) == 1)
    x = np.array([rows[i][1:] for i in kept])
    y = np.array([rows[i][0] for i in kept])
    story = stories([(labels[i][0], labels[i][2]) for i in kept])
    z = np.zeros(len(y))
    for s in set(story):
        z[story == s] = ask(fit(x[story != s], y[story != s]), x[story == s])
    hits = ((z >= LEAST) & (y == 1)).sum()
    wrong = ((z >= LEAST) & (y == 0)).sum()
    missed = ((z < LEAST) & (y == 1)).sum() + impossible
    print(f"{len(rows)} pairs, {len(set(story))} stories: precision {hits / (hits + wrong):.3f} recall {hits / (hits + missed):.3f} "
          f"F1 {2 * hits / (2 * hits + wrong + missed):.3f}; of those that are not the same, joined {wrong / (len(rows) - y.sum() - impossible):.3f}")
    b = fit(x, y)
    container.write(sys.argv[2], {"meta": json.dumps({"kind": "utterances"}).encode(), "weights": np.round(b[:-1], 2).astype("<f4"),
                                  "odds": np.array([np.round(b[-1], 2), -DOUBT, LEAST], "<f4")})


main()
