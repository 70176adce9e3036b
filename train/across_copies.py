#!/usr/bin/env python3
"""Pairs of pages that are copies, and such that are not, to measure src/across/copies.c by.

    train/across_copies.py RECORDS OUT
    build/train/across-signs OUT/records.jsonl OUT/pairs.tsv | train/across_copies.py

The first makes of the pages of RECORDS (`onrecord read --format json`, of fnc1-train) copies that are cut, retitled or rewritten, and takes
pairs of the pages themselves: of one story where they share at least half of their words in stretches of eight, and such that
share less than a twentieth so. The second prints how often the shares are right. Needs no library; the same input gives the same pairs.
"""
import difflib, json, os, random, re, sys

LEAST = 0.0  # a link there is at all


def sentences(text):
    return re.findall(r"[^.!?\n]+[.!?]*[\"”’')]*\s*", text)


def cut(text, rng):
    """The beginning of it, and a word on where the rest is."""
    whole = sentences(text)
    return "".join(whole[: max(6, int(len(whole) * rng.uniform(0.3, 0.7)))]) + "\nRead the whole story in tomorrow's edition."


def retitle(text, rng):
    words = re.findall(r"\w+", text)
    return " ".join(rng.sample(words, 7)).capitalize() + "\n" + text + "\nAdditional reporting by our own correspondents in three cities."


def rewrite(text, rng):
    """Every eighth word is another, every twentieth is gone, one sentence in six is gone, neighbours change places."""
    whole = [s for s in sentences(text) if rng.random() > 1 / 6]
    for i in range(len(whole) - 1):
        if rng.random() < 0.1:
            whole[i], whole[i + 1] = whole[i + 1], whole[i]
    words = re.findall(r"\w+", text)
    out = []
    for piece in re.findall(r"\w+|\W+", "".join(whole)):
        drawn = rng.random()
        if piece[0].isalnum() and drawn < 1 / 8:
            piece = rng.choice(words)
        elif piece[0].isalnum() and drawn < 1 / 8 + 1 / 20:
            continue
        out.append(piece)
    return "".join(out)


def shared(a, b):
    """What of the shorter stands in the other in stretches of eight words and more, in order."""
    a, b = (re.findall(r"\w+", t.lower()) for t in (a, b))
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(m.size for m in blocks if m.size >= 8) / max(1, min(len(a), len(b)))


def bare(record, name, text):
    page = dict(record["page"], name=name, text=text, blocks=[])
    return {k: page if k == "page" else [] for k in record}


def make(records, out):
    rng = random.Random(7)
    all_records = [json.loads(line) for line in open(records)]
    pages = [r for r in all_records if len(sentences(r["page"]["text"])) >= 10]
    made, pairs = {r["page"]["name"]: bare(r, r["page"]["name"], r["page"]["text"]) for r in pages}, []
    for r in pages[:80]:
        name, text = r["page"]["name"], r["page"]["text"]
        for kind in (cut, retitle, rewrite):
            other = f"{name}-{kind.__name__}"
            made[other] = bare(r, other, kind(text, rng))
            pairs.append((name, other, 1, kind.__name__))
    topics = {r["page"]["name"]: set(re.findall(r"[A-Z][a-z]+", r["page"]["text"])) for r in pages}
    for i, a in enumerate(pages):
        for b in pages[i + 1 :]:
            x, y = a["page"]["name"], b["page"]["name"]
            if len(topics[x] & topics[y]) < 12:
                continue
            share = shared(a["page"]["text"], b["page"]["text"])
            if share >= 0.5 or share < 0.05:
                pairs.append((x, y, int(share >= 0.5), "story"))
    others = [p for p in pairs if not p[2]]
    rng.shuffle(others)
    pairs = [p for p in pairs if p[2]] + others[:400]
    os.makedirs(out, exist_ok=True)
    with open(f"{out}/records.jsonl", "w") as f:
        f.writelines(json.dumps(m) + "\n" for m in made.values())
    with open(f"{out}/pairs.tsv", "w") as f:
        f.writelines(f"{a} 0 {b} 0 {label}\n" for a, b, label, _ in pairs)
    kinds = [p[3] for p in pairs if p[2]]
    print({k: kinds.count(k) for k in dict.fromkeys(kinds)}, "copies,", len(pairs) - len(kinds), "others")


def score():
    rows = [tuple(map(float, line.split())) for line in sys.stdin]
    hits = sum(1 for label, share in rows if label and share > LEAST)
    wrong = sum(1 for label, share in rows if not label and share > LEAST)
    copies = sum(1 for label, _ in rows if label)
    print(f"{len(rows)} pairs, {copies} copies: precision {hits / (hits + wrong):.3f} recall {hits / copies:.3f} F1 "
          f"{2 * hits / (hits + wrong + copies):.3f}")


if len(sys.argv) > 1:
    make(*sys.argv[1:])
else:
    score()
