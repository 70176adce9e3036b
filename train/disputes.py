#!/usr/bin/env python3
"""Learns which statements of a page deny which: models/disputes.onr.

usage: disputes.py DATA [--tool build/train/disputes] [--onrecord build/onrecord] [--model models/language-best.onr] [--out models/disputes.onr]

The pages are those of DATA/record-train and of pages.jsonl (PAGES.md). Pairs are learnt of the statements by hand and of those that are found,
aligned with them: one whose cue shares a word and whose content half of its words is the same. Reports F1 by five folds of pages. Seeded: the
same pages give the same file.
"""
import argparse
import collections
import glob
import json
import os
import re
import subprocess
import tempfile

import numpy as np

import container
import forests
import pages as labelled_pages

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

    def __init__(self, name, record, number, folder):
        self.path, self.number, self.record = os.path.join(folder, name), number, record
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


def gather(pages, options):
    """Rows, of the statements by hand and of those that are found."""
    paths = [p.path + ".txt" for p in pages]
    lines = subprocess.run([options.onrecord, "read", "--as", "article", "--format", "json", "--model", options.model] + paths,
                           stdout=subprocess.PIPE, check=True).stdout.splitlines()
    found = {json.loads(line)["page"]["source"][:-4]: json.loads(line)["statements"] for line in lines}
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        by_hand, own = [], []
        for p in pages:
            statements = os.path.join(folder, os.path.basename(p.path))
            write_statements(statements, p.record)
            by_hand += [p.path + ".txt", statements]
            own += [p.path + ".txt", "-"]
        of_gold, of_found = (read_pairs(options.tool, options.model, a) for a in (by_hand, own))
    for p in pages:
        same = align(p.text, found[p.path], p.record["statements"])
        rows += [Row(p.number, False, c, d, signs, denial, (c, d) in p.gold) for c, d, signs, denial in of_gold[p.path]]
        rows += [Row(p.number, True, c, d, signs, denial, (same[c], same[d]) in p.gold) for c, d, signs, denial in of_found[p.path]]
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


def load(data, folder):
    records = {f"record-train.{os.path.basename(p)[:-5]}": json.load(open(p)) for p in sorted(glob.glob(os.path.join(data, "record-train", "*.json")))}
    records |= {f"own.{name}": record for name, record in sorted(labelled_pages.own_pages(data).items())}
    return [Page(name, record, k, folder) for k, (name, record) in enumerate(records.items())]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("--tool", default="build/train/disputes")
    parser.add_argument("--onrecord", default="build/onrecord")
    parser.add_argument("--model", default="models/language-best.onr")
    parser.add_argument("--out", default="models/disputes.onr")
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = load(options.data, folder)
        rows = gather(pages, options)
    # Pages that tell one story are of one fold.
    story = labelled_pages.stories({p.path: p.record for p in pages})
    names = sorted(set(story.values()))
    fold = np.array([names.index(story[pages[r.page].path]) % options.folds for r in rows])
    gold = sum(len(p.gold) for p in pages)
    scores = np.zeros(len(rows))
    for f in range(options.folds):
        models = learn([r for r, of in zip(rows, fold) if of != f])
        scores[fold == f] = score(models, [r for r, of in zip(rows, fold) if of == f])
    best = {}
    for own in (True, False):
        kept = [k for k, r in enumerate(rows) if r.found == own]
        those, of = [rows[k] for k in kept], scores[kept]
        tried = []
        for most in (1, 2, 3):
            for least in np.arange(-6, 0, 0.1):
                listed = decide(those, of, least, most)
                right = sum(those[k].label for k in listed)
                tried.append((f1(right, len(listed), gold), most, least, right, len(listed)))
        best[own] = measured, most, least, right, given = max(tried)
        print(f"{'found' if own else 'by hand'}: {sum(r.label for r in those)} of {gold} within reach; folds F1 {measured:.3f} "
              f"(P {right / given:.3f}, R {right / gold:.3f}) at {least:.1f}, at most {most} a denial")
    # What is found of pages that the reader learnt is better than of others: the bound is that of the statements by hand.
    measured, most, least, *_ = best[False]
    denies, which = learn(rows)
    meta = {"kind": "disputes", "measured": f"F1 by folds {measured:.3f} of statements by hand, {best[True][0]:.3f} of those found"}
    container.write(options.out, {"meta": json.dumps(meta).encode(), **forests.sections(denies, "denies"), **forests.sections(which, "which"),
                                  "least": np.array([round(least * forests.UNIT)], "<i4"), "most": np.array([most], "<i4")})


if __name__ == "__main__":
    main()
