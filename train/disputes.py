#!/usr/bin/env python3
"""Learns which statements of a page deny which: models/disputes.onr.

usage: disputes.py DATA --checkpoint FILE [--tool build/train/disputes] [--onrecord build/onrecord] [--model models/language-best.onr]
       [--out models/disputes.onr]

The pages are those of DATA/record-train and of pages.jsonl (PAGES.md). Pairs are learnt of the statements by hand and of those that are found,
aligned with them: one whose cue shares a word and whose content half of its words is the same. What the language model sees in a page's pairs is
asked of heads that other pages taught (the checkpoint's, by stances.py). Reports F1 by five folds of pages. Seeded: the same pages give the same
file.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import tempfile

import numpy as np

import torch

import container
import forests
import pages as labelled_pages
import quantise_reader

ACTS = "state deny admit accuse demand propose promise refuse agree threaten warn praise think ask".split()
# Trees of depth 4, 200 of them: more learn the pages by heart.
GROWTH = dict(trees=200, depth=4, rate=0.05)
WORD = re.compile(rb"[0-9A-Za-z\x80-\xff]+")


def write_statements(path, record):
    """The statements of a record in the form that train/disputes.c reads."""
    index = {s["id"]: k for k, s in enumerate(record["statements"])}
    with open(path, "w") as out:
        for s in record["statements"]:
            flags = s.get("negated", False) + 2 * s.get("hedged", False) + 4 * s.get("unrealised", False)
            row = [ACTS.index(s["act"]), flags, index.get(s["inside"], -1)]
            for spans in (s["speaker"] or [], s["cue"], s["content"]):
                row += [len(spans), *(byte for span in spans for byte in span)]
            print(*row, file=out)


def positions(words, spans):
    return {k for k, (a, z) in enumerate(words) for start, end in spans or [] if a < end and start < z}


def align(text, found, gold):
    """For each found statement the gold one that it is, or None."""
    words = [(m.start(), m.end()) for m in WORD.finditer(text)]
    sides = [[(positions(words, s["cue"]), positions(words, s["content"])) for s in side] for side in (found, gold)]
    scored = []
    for i, (cue, content) in enumerate(sides[0]):
        for k, (own_cue, own_content) in enumerate(sides[1]):
            both = len(content & own_content)
            if cue & own_cue and both and 2 * both / (len(content) + len(own_content)) >= 0.5:
                scored.append((2 * both / (len(content) + len(own_content)), i, k))
    out, taken = [None] * len(found), set()
    for _, i, k in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if out[i] is None and k not in taken:
            out[i] = k
            taken.add(k)
    return out


class Page:
    """An annotated page, whose text is put into `folder` for the programs that read it."""

    def __init__(self, name, record, number, fold, folder):
        self.path, self.number, self.fold, self.record = os.path.join(folder, name), number, fold, record
        self.text = record["text"].encode()
        with open(self.path + ".txt", "wb") as out:
            out.write(self.text)
        index = {s["id"]: k for k, s in enumerate(self.record["statements"])}
        self.gold = {(index[d["claim"]], index[d["denial"]]) for d in self.record["disputes"]}


Row = collections.namedtuple("Row", "page found claim denial signs of_denial label")


def read_pairs(tool, model, arguments):
    """Of each article the pairs: (claim, denial, signs, the denial's signs)."""
    out = collections.defaultdict(list)
    run = subprocess.run([tool, model] + arguments, stdout=subprocess.PIPE, check=True, text=True).stdout
    for line in run.splitlines():
        path, claim, denial, signs, of_denial = line.split(" ")
        out[path[:-4]].append((int(claim), int(denial), bytes.fromhex(signs), bytes.fromhex(of_denial)))
    return out


def fold_models(options, folder):
    """A model file a fold, whose stances were taught by the pages of the other folds."""
    sections, paths = container.read(options.model), []
    for fold, state in enumerate(torch.load(options.checkpoint, weights_only=False)["stance_folds"]):
        paths.append(os.path.join(folder, f"fold{fold}.onr"))
        container.write(paths[-1], sections | quantise_reader.stance_sections(quantise_reader.stances_of(state)))
    return paths


def gather(pages, options, folder):
    """Rows, of the statements by hand and of those that are found."""
    paths = [p.path + ".txt" for p in pages]
    lines = subprocess.run([options.onrecord, "read", "--as", "article", "--format", "json", "--model", options.model] + paths,
                           stdout=subprocess.PIPE, check=True).stdout.splitlines()
    found = {json.loads(line)["page"]["source"][:-4]: json.loads(line)["statements"] for line in lines}
    of_gold, of_found, rows = {}, {}, []
    for fold, model in enumerate(fold_models(options, folder)):
        by_hand, own = [], []
        for p in (p for p in pages if p.fold == fold):
            write_statements(p.path + ".statements", p.record)
            by_hand += [p.path + ".txt", p.path + ".statements"]
            own += [p.path + ".txt", "-"]
        of_gold |= read_pairs(options.tool, model, by_hand)
        of_found |= read_pairs(options.tool, model, own)
    for p in pages:
        same = align(p.text, found[p.path], p.record["statements"])
        rows += [Row(p.number, False, c, d, signs, denial, (c, d) in p.gold) for c, d, signs, denial in of_gold.get(p.path, [])]
        rows += [Row(p.number, True, c, d, signs, denial, (same[c], same[d]) in p.gold) for c, d, signs, denial in of_found.get(p.path, [])]
    return rows


def matrix(signs):
    signs = list(signs)
    return np.frombuffer(b"".join(signs), np.uint8).reshape(len(signs), -1)


def denials(rows):
    """The rows of each denial, which stand together."""
    groups, last = [], None
    for k, r in enumerate(rows):
        if (r.page, r.found, r.denial) != last:
            groups.append([])
            last = (r.page, r.found, r.denial)
        groups[-1].append(k)
    return groups


def learn(rows):
    """The two forests: whether a denial denies something that the page tells, and which of the claims it is."""
    groups = denials(rows)
    denies = forests.grow(matrix(rows[g[0]].of_denial for g in groups), np.array([any(rows[k].label for k in g) for g in groups], int), **GROWTH)
    chosen = [g for g in groups if any(rows[k].label for k in g)]
    flat = [k for g in chosen for k in g]
    which = forests.grow(matrix(rows[k].signs for k in flat), np.array([rows[k].label for k in flat], int),
                         groups=np.repeat(np.arange(len(chosen)), [len(g) for g in chosen]), **GROWTH)
    return denies, which


def score(models, rows):
    """The log of each pair's probability: that the denial denies something, and that it is this."""
    denies, which = models
    out = np.zeros(len(rows))
    if not rows:
        return out
    of_pair = forests.ask(which, matrix(r.signs for r in rows))
    for g in denials(rows):
        of_denial = forests.ask(denies, matrix([rows[g[0]].of_denial]))[0]
        of_claims = of_pair[g]
        out[g] = -np.logaddexp(0, -of_denial) + of_claims - np.logaddexp.reduce(of_claims)
    return out


def f1(hits, given, gold):
    return 2 * hits / (given + gold) if hits else 0.0


def decide(rows, scores, least, most):
    """The pairs that are listed: of each denial the best claims above the bound, and no pair both ways."""
    out, of_denial, listed = [], collections.Counter(), set()
    for k in sorted(range(len(rows)), key=lambda k: -scores[k]):
        r = rows[k]
        if scores[k] <= least:
            break
        if of_denial[r.page, r.denial] >= most or (r.page, r.denial, r.claim) in listed:
            continue
        of_denial[r.page, r.denial] += 1
        listed.add((r.page, r.claim, r.denial))
        out.append(k)
    return out


def report(some, rows, scores, gold, of):
    """Prints, and gives by whether the statements are found, the best F1 with what gives it: claims of a denial, the bound, pairs right and given."""
    best = {}
    for own in (True, False):
        kept = [k for k in some if rows[k].found == own]
        those = [rows[k] for k in kept]
        tried = []
        for most in (1, 2, 3):
            for least in np.arange(-6, 0, 0.1):
                listed = decide(those, scores[kept], least, most)
                right = sum(those[k].label for k in listed)
                tried.append((f1(right, len(listed), gold), most, least, right, len(listed)))
        best[own] = measured, most, least, right, given = max(tried)
        print(f"{of}{'found' if own else 'by hand'}: {sum(r.label for r in those)} of {gold} within reach; folds F1 {measured:.3f} "
              f"(P {right / given:.3f}, R {right / gold:.3f}) at {least:.1f}, at most {most} a denial")
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--tool", default="build/train/disputes")
    parser.add_argument("--onrecord", default="build/onrecord")
    parser.add_argument("--checkpoint", required=True, help="of the model, with heads by folds")
    parser.add_argument("--model", default="models/language-best.onr")
    parser.add_argument("--out", default="models/disputes.onr")
    options = parser.parse_args()
    records = labelled_pages.annotated_records(options.data)
    folds = labelled_pages.story_folds(records)
    with tempfile.TemporaryDirectory() as folder:
        pages = [Page(name, record, k, folds[name], folder) for k, (name, record) in enumerate(records.items())]
        rows = gather(pages, options, folder)
    fold = np.array([pages[r.page].fold for r in rows])
    scores = np.zeros(len(rows))
    for f in range(labelled_pages.STORY_FOLDS):
        models = learn([r for r, of in zip(rows, fold) if of != f])
        scores[fold == f] = score(models, [r for r, of in zip(rows, fold) if of == f])
    report(range(len(rows)), rows, scores, sum(len(p.gold) for p in pages), "")
    # The bound is that of DATA's pages, which are annotated most carefully; and of their statements by hand, since what is found of pages that the
    # reader learnt is better than of others.
    of_data = [k for k, r in enumerate(rows) if "/record-train." in pages[r.page].path]
    best = report(of_data, rows, scores, sum(len(p.gold) for p in pages if "/record-train." in p.path), "record-train, ")
    measured, most, least, *_ = best[False]
    denies, which = learn(rows)
    meta = {"kind": "disputes", "measured": f"F1 by folds {measured:.3f} of statements by hand, {best[True][0]:.3f} of those found"}
    container.write(options.out, {"meta": json.dumps(meta).encode(), **forests.sections(denies, "denies"), **forests.sections(which, "which"),
                                  "least": np.array([round(least * forests.UNIT)], "<i4"), "most": np.array([most], "<i4")})


if __name__ == "__main__":
    main()
