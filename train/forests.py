"""Forests of oblivious trees over bytes (src/learn/forest.h)."""
import json
import os

import numpy as np
from catboost import CatBoost, CatBoostClassifier, Pool

DEPTH, UNIT = 6, 1024


def grow_one(x, y, weights, groups, trees, depth, rate, seed, ignored, columns, threads):
    settings = dict(iterations=trees, depth=depth, learning_rate=rate, l2_leaf_reg=6, rsm=columns, border_count=32, bootstrap_type="Bernoulli",
                    subsample=0.7, random_seed=seed, thread_count=threads, verbose=False, allow_writing_files=False)
    if ignored:
        settings["ignored_features"] = ignored
    if groups is None:
        model = CatBoostClassifier(boost_from_average=True, leaf_estimation_iterations=3, **settings)
        model.fit(x, y, sample_weight=weights)
    else:
        model = CatBoost(dict(settings, loss_function="QuerySoftMax"))
        model.fit(Pool(x, y, group_id=groups))
    path = f"/tmp/forest.{os.getpid()}.json"
    model.save_model(path, format="json")
    raw = json.load(open(path))
    os.remove(path)
    scale, bias = raw["scale_and_bias"]
    bias = bias[0] if isinstance(bias, list) else bias
    features, thresholds, leaves = [], [], []
    for tree in raw["oblivious_trees"]:
        splits = tree["splits"] or []
        values = np.array(tree["leaf_values"]) * scale * UNIT
        features.append([s["float_feature_index"] for s in splits] + [0] * (DEPTH - len(splits)))
        thresholds.append([int(np.floor(s["border"])) for s in splits] + [255] * (DEPTH - len(splits)))
        leaves.append(np.clip(np.tile(values, (1 << DEPTH) // len(values)), -32767, 32767))
    return np.array(features, np.uint8), np.array(thresholds, np.uint8), np.array(leaves), bias * UNIT


def grow(x, y, weights=None, groups=None, trees=60, depth=3, rate=0.06, seeds=(1, 2, 3), ignored=None, columns=0.4, threads=2):
    """A forest that is the mean of one a seed: features, thresholds, leaves, bias. It learns whether a row is one, or, of rows in `groups`, which
    one of a group is. `columns`: which part of them a split chooses among."""
    parts = [grow_one(x, y, weights, groups, trees, depth, rate, seed, ignored, columns, threads) for seed in seeds]
    features, thresholds, leaves = (np.concatenate(arrays) for arrays in list(zip(*parts))[:3])
    return features, thresholds, np.rint(leaves / len(seeds)).astype("<i2"), round(sum(bias for *_, bias in parts) / len(seeds))


def ask(forest, x):
    """Scores in logits, as src/learn/forest.c adds them up."""
    features, thresholds, leaves, bias = forest
    leaf = np.zeros((len(x), len(features)), int)
    for level in range(DEPTH):
        leaf |= (x[:, features[:, level]] > thresholds[:, level]).astype(int) << level
    return (leaves[np.arange(len(features)), leaf].astype(int).sum(1) + bias) / UNIT


def sections(forest, name):
    """The sections of a model file that src/learn/forest.h reads."""
    features, thresholds, leaves, bias = forest
    return {f"{name}.features": features, f"{name}.thresholds": thresholds, f"{name}.leaves": leaves, f"{name}.bias": np.array([bias], "<i4")}
