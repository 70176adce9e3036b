#!/usr/bin/env python3
"""Learns what a page's words tell of the sector of whoever it names, and whether he is of the page's state: models/sectors.onr.

usage: sectors.py DATA [--tool build/train/sectors] [--model models/language-best.onr] [--out models/sectors.onr] [--kept FILE]

The pages are those of DATA/record-train but for what the language model held out, and those of pages.jsonl (PAGES.md) that tell no story of one held
out. Reports by folds of stories how many codes of DATA's pages are right. Nothing in it is random.
"""
import argparse
import collections
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch
from scipy import optimize, sparse

import container
import pages as labelled_pages
from attribution import LOGIT, laid_out

# What a code may have behind its state; the first: nothing.
SECTORS = ["", *"GOV LEG JUD MIL COP SPY OPP PTY REB MED BUS CVL EDU ELI LAB REL NGO REF CRM HLH".split()]
LEAST_SEEN = 4
WEIGHT = 3.0   # of a page of DATA's, whose readers told codes as those do by whom it is measured
PENALTY = 1.0
ROWS = 1 << 15
ROUNDS = 60
# By how much a sector must outweigh the next, and what the state must weigh, in 1/LOGIT of a logit, for whom the tables code and for whom they do not.
# Stricter bounds give fewer codes, right and wrong ones. Chosen by folds.
LEAST = ((24, -32), (24, 64))


def likeness(a, b):
    """Of two entities: the sum over the mentions of one of how far one of the other's covers it."""
    total = 0.0
    for s, t in a["mentions"]:
        total += max([max(0, min(t, v) - max(s, u)) / (max(t, v) - min(s, u)) for u, v in b["mentions"]], default=0)
    return total


def gold_of(page, record):
    """By index of a found entity, the annotated one that it is."""
    found = {}
    for gold in record["entities"]:
        scores = [likeness(gold, ours) * (0.5 if bool(ours["members"]) != bool(gold.get("members") or gold["kind"] == "group") else 1)
                  for ours in page["entities"]]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= 0.3 and (best not in found or scores[best] > found[best][0]):
            found[best] = (scores[best], gold)
    return {index: gold for index, (_, gold) in found.items()}


class Row:
    """An entity that a page shows, what people say of it, and the state that its code may have."""

    def __init__(self, name, page, index, main, hashes, gold):
        self.page, self.hashes, self.kind = name, hashes, page["entities"][index]["kind"]
        self.tables, self.gold = page["entities"][index]["code"], gold["code"] or ""
        self.state = self.tables[:3] or main
        self.is_ours = name.startswith("own.")
        rest = "" if self.gold[:3] in ("IGO", "IMG") else self.gold if self.gold in SECTORS else self.gold[3:]
        rest = {"LEGPTY": "LEG", "PTYREP": "PTY", "PTYDEM": "PTY"}.get(rest, rest)
        self.sector = SECTORS.index(rest) if self.gold and self.gold[:3] not in ("IGO", "IMG") and rest in SECTORS else None
        self.is_of_state = bool(self.gold) and self.gold[:3] == self.state
        # What readers of pages.jsonl do otherwise than those of DATA is learnt apart, and left out of the model.
        self.apart = [("kind", self.kind), ("tables", self.tables[3:] if self.tables else None, self.kind)] if self.is_ours else []


def read(tool, model, texts, records, kept):
    """The rows of all pages, as the tool shows them."""
    names = sorted(records)
    if not (kept and Path(kept).exists()):
        with tempfile.TemporaryDirectory() as folder:
            for name in names:
                (Path(folder) / name).write_text(texts[name], encoding="utf-8")
            lines = subprocess.run([tool, model, *names], cwd=folder, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
        if kept:
            Path(kept).write_text(lines, encoding="utf-8")
    else:
        lines = Path(kept).read_text(encoding="utf-8")
    rows = []
    for name, line in zip(names, lines.splitlines(), strict=True):
        page = json.loads(line)
        gold = gold_of(page, records[name])
        rows += [Row(name, page, index, main, hashes, gold[index]) for index, main, hashes in page["seen"]
                 if index in gold and not page["entities"][index]["members"]]
    return rows


class Bags:
    """Features that are seen often enough, as columns; those that stand for pages.jsonl alone come last."""

    def __init__(self, rows):
        seen = collections.Counter(h for r in rows for h in r.hashes)
        self.hashes = sorted(h for h, n in seen.items() if n >= LEAST_SEEN)
        self.column = {h: i for i, h in enumerate(self.hashes)}
        for r in rows:
            for key in r.apart:
                self.column.setdefault(key, len(self.column))

    def matrix(self, rows, apart):
        lists = [[self.column[h] for h in (*r.hashes, *(r.apart if apart else ())) if h in self.column] for r in rows]
        ends = np.cumsum([0] + [len(x) for x in lists])
        return sparse.csr_matrix((np.ones(ends[-1], np.float32), np.concatenate(lists), ends), (len(rows), len(self.column)))


def learn(bags, rows, labels, outputs):
    """Weights by multinomial regression with a penalty on their squares (L-BFGS from zero)."""
    seen = bags.matrix(rows, True)
    turned, right = seen.T.tocsr(), np.eye(outputs, dtype=np.float32)[labels]
    importance = np.array([1.0 if r.is_ours else WEIGHT for r in rows], np.float32)[:, None]

    def loss(flat):
        weights = flat.reshape(-1, outputs).astype(np.float32)
        scores = seen @ weights
        scores -= scores.max(1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        slope = turned @ ((np.exp(logs) - right) * importance) + PENALTY * weights
        return -float((right * logs * importance).sum()) + PENALTY / 2 * float((weights ** 2).sum()), slope.ravel().astype(float)
    found = optimize.minimize(loss, np.zeros(len(bags.column) * outputs), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 6})
    return found.x.reshape(-1, outputs)


def ask(bags, weights, rows):
    return np.asarray(bags.matrix(rows, False) @ np.clip(np.round(weights * LOGIT), -127, 127)).astype(int)


def teach(bags, rows):
    told = [r for r in rows if r.sector is not None]
    placed = [r for r in rows if r.state]
    return learn(bags, told, [r.sector for r in told], len(SECTORS)), \
        np.diff(learn(bags, placed, [int(r.is_of_state) for r in placed], 2), axis=1)


def code_of(row, sectors, state, least):
    """As src/entities/sectors.c decides it."""
    second, first = np.sort(sectors)[-2:]
    lead, of_state = least[not row.tables]
    if row.state and state < of_state:
        return ""
    if not row.state or first - second < lead:
        return row.tables
    code = row.state + SECTORS[sectors.argmax()]
    return row.tables if row.tables.startswith(code) and len(code) > 3 else code


def figures(told, least):
    """Of entities with a code how many get it, how many another; and the same of the state alone."""
    codes = [code_of(*x, least) for x in told]
    right, given = sum(c == r.gold for c, (r, *_) in zip(codes, told)), sum(map(bool, codes))
    state = sum(bool(c) and c[:3] == r.gold[:3] for c, (r, *_) in zip(codes, told))
    n = len(told)
    return f"right {right / n:.3f}, wrong {(given - right) / n:.3f}; state right {state / n:.3f}, wrong {(given - state) / n:.3f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--tool", default="build/train/sectors")
    parser.add_argument("--model", default="models/language-best.onr")
    parser.add_argument("--out", default="models/sectors.onr")
    parser.add_argument("--kept")
    options = parser.parse_args()
    records = labelled_pages.annotated_records(options.data)
    rows = read(options.tool, options.model, {n: r["text"] for n, r in records.items()}, records, options.kept)
    folds, stories = labelled_pages.story_folds(records), labelled_pages.stories(records)
    held = {"record-train." + n.split(".", 1)[1] for n in json.loads(container.read(options.model)["meta"])["held_out"]}
    held = {stories[n] for n in held}
    rows = [r for r in rows if stories[r.page] not in held]
    bags = Bags(rows)
    print(f"{len(rows)} entities, {len(bags.column)} features", flush=True)
    scored = []
    for fold in range(labelled_pages.STORY_FOLDS):
        asked = [r for r in rows if folds[r.page] == fold and not r.is_ours]
        sectors, states = teach(bags, [r for r in rows if folds[r.page] != fold])
        scored += list(zip(asked, ask(bags, sectors, asked), ask(bags, states, asked)[:, 0]))
        print("fold", fold, len(scored), flush=True)
    told = [x for x in scored if x[0].gold]
    right = sum(r.tables == r.gold for r, *_ in told)
    given = sum(bool(r.tables) for r, *_ in told)
    print(f"{len(told)} with a code; tables right {right / len(told):.3f}, wrong {(given - right) / len(told):.3f}")
    print(f"with the bounds {LEAST}: {figures(told, LEAST)}")
    sectors, states = teach(bags, rows)
    hashes = np.array(bags.hashes, np.uint32)
    meta = {"kind": "sectors", "measured": figures(told, LEAST)}
    container.write(options.out, {"meta": json.dumps(meta).encode(), "names": "".join(n or "   " for n in SECTORS).encode(),
                                  "least": np.array(LEAST, "<i4"), "sectors": laid_out(hashes, torch.tensor(sectors[:len(hashes)]), ROWS),
                                  "states": laid_out(hashes, torch.tensor(states[:len(hashes)]), ROWS)})


if __name__ == "__main__":
    main()
