#!/usr/bin/env python3
"""Learns what the signs of a title, a byline and a day weigh, and writes models/metadata.onr.

usage: metadata.py DATA [--write]       (DATA: the folder that holds `extraction`)
       metadata.py --blank              (zeros: to build where signs came or went)

A page's candidates come from build/tests/candidates (train/candidates.c). A page is one choice among
them: conditional logit, its likelihood maximised by gradient ascent with an L2 penalty. Pages
without a right candidate teach nothing, as there the gold is as often wrong as the page. What a
candidate must score to be taken at all is then set so that right less wrong answers are most.
Reports five-fold cross-validation by site, then fits on all pages.
"""
import json, os, re, subprocess, sys, unicodedata
import numpy as np

import container

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = ("day", "title", "byline")
GOLD = {"day": "date", "title": "title", "byline": "author"}
PENALTY = {"day": 1.5, "title": 1.5, "byline": 0.5}
# Signs that never speak against a candidate, whatever the pages here seem to say.
EVIDENCE = {
    "day": "DAY_(META|LD|PROP)_PUBLISHED|DAY_META_DATE|DAY_URL$|DAY_(TIME|NAMED|BYLINE|SHORT|LABEL)_NEAR",
    "title": "TITLE_(HEADING|PROPERTY|META|SOCIAL|LD|IN_PAGE|IN_META|TWO_|THREE_)",
    "byline": "BYLINE_(META|LD$|PROPERTY|REL|AUTHOR_NEAR|BY_NEAR|LABEL|HREF_NEAR)",
}
# Signs that never speak for one: that a day is the last of all favours whatever else a page names, comments and other stories.
COUNTER = {"day": "DAY_(CHANGED|LATEST|LAST)$", "title": "$", "byline": "$"}
ENDLESS = 1e-9
DOUBT = 0.002  # share of the pages


def key(s):
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", s or "").casefold()).strip()


def names_of(header, kind):
    body = re.search(r"enum %s_sign \{(.*?)\};" % kind, header, re.S).group(1)
    body = re.sub(r"/\*.*?\*/", "", body, flags=re.S)
    return [n.strip() for n in body.split(",") if n.strip()][:-1]


def is_right(kind, value, gold):
    """As the scorer has it."""
    if kind == "day":
        return value == gold[:10].replace("-", "")
    if kind == "title":
        return key(value) == key(gold)
    have = key(value.replace(";", " "))
    return all(key(x) in have or have in key(x) for x in re.split(r"[;,]", gold) if key(x))


def is_taught(kind, value, gold):
    """What is learnt from: "Ann Lee and Bo Ek" is right where both are given, and only there."""
    if kind != "byline":
        return is_right(kind, value, gold)
    have = key(value.replace(";", " "))
    names = [key(x) for x in re.split(r"[;,&]| and | und | et | y ", re.sub(r"^(Von|By) ", "", gold))]
    names = [n for n in names if n]
    return all(n in have for n in names) or (len(names) == 1 and have in names[0])


def site_of(url):
    host = re.sub(r"^.*?://", "", url)
    host = re.sub(r"^web\.archive\.org/web/\d+/(https?://)?", "", host)
    return re.sub(r"^www\.", "", host.split("/")[0])


def pages_of(data):
    for name in ("news", "snippets", "dates"):
        folder = os.path.join(data, "extraction", name)
        for line in open(folder + ".jsonl", encoding="utf8"):
            page = json.loads(line)
            page["set"] = name
            page["path"] = os.path.join(folder, page["id"] + ".html.gz")
            yield page


def candidates_of(pages):
    lines = "".join("%s\t%s\n" % (p["path"], p["url"] if p["set"] == "dates" else "") for p in pages)
    out = subprocess.run([os.path.join(HERE, "../build/tests/candidates")], input=lines.encode(),
                         stdout=subprocess.PIPE, check=True).stdout.decode("utf8", "replace")
    found = {}
    for line in out.split("\n"):
        if line:
            path, kind, signs, value = line.split("\t", 3)
            found.setdefault((path, kind), []).append((int(signs, 16), value))
    return found


def examples_of(kind, pages, found, count):
    """(site, set, signs of the candidates, which are right, which are taught as right)"""
    for p in pages:
        gold = p.get(GOLD[kind])
        gold = ";".join(gold) if isinstance(gold, list) else gold
        if not gold:
            continue
        given = found.get((p["path"], kind), [])
        x = np.array([[s >> i & 1 for i in range(count)] for s, _ in given], float).reshape(-1, count)
        y = np.array([is_right(kind, v, gold) for _, v in given], float)
        t = np.array([is_taught(kind, v, gold) for _, v in given], float)
        yield site_of(p["url"]), p["set"], x, y, t


def fit(examples, signs, kind, steps=1500):
    examples = [e for e in examples if e[4].any() and not e[4].all()]
    x = np.concatenate([e[2] for e in examples])
    y = np.concatenate([e[4] for e in examples])
    page = np.repeat(np.arange(len(examples)), [len(e[4]) for e in examples])
    starts = np.flatnonzero(np.r_[True, page[1:] != page[:-1]])
    w, m, v = np.zeros(len(signs)), np.zeros(len(signs)), np.zeros(len(signs))
    least = np.array([0 if re.match(EVIDENCE[kind], n) else -np.inf for n in signs])
    most = np.array([0 if re.match(COUNTER[kind], n) else np.inf for n in signs])

    def share(scores, keep):
        e = np.exp(scores) * keep
        return e / (np.add.reduceat(e, starts)[page] + ENDLESS)

    for step in range(1, steps + 1):
        s = x @ w
        s -= np.maximum.reduceat(s, starts)[page]
        gradient = x.T @ (share(s, y) - share(s, 1)) - PENALTY[kind] * w
        gradient /= len(examples)
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        w += 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
        w = np.clip(w, least, most)
    return w


def least_of(kind, w, examples):
    """The score from which on right answers are more than wrong ones, in doubt the lower one; a title
    is always given."""
    if kind == "title":
        return -np.inf
    best = sorted(((x @ w).max(), y[np.argmax(x @ w)]) for _, _, x, _, y in examples if len(x))
    gain = np.cumsum([1 if y else -1 for _, y in best][::-1])[::-1]
    return best[int(np.argmax(gain >= gain.max() - DOUBT * len(best)))][0] - 0.01


def measure(w, least, examples):
    right = given = reach = 0
    for _, _, x, y, _ in examples:
        reach += y.any()
        if len(x) and (x @ w).max() > least:
            given += 1
            right += y[np.argmax(x @ w)] > 0
    return right, given, reach, len(examples)


def report(name, total):
    right, given, reach, count = total
    print(f"  {name:10} right {right} of {count} ({right / count:.4f}), given {given}, "
          f"precision {right / max(1, given):.4f}, among candidates {reach / count:.4f}")


def cross_validate(kind, examples, signs):
    sites = sorted({e[0] for e in examples})
    order = np.random.RandomState(1).permutation(len(sites))
    fold = {sites[i]: k % 5 for k, i in enumerate(order)}
    totals = {}
    for k in range(5):
        rest = [e for e in examples if fold[e[0]] != k]
        w = fit(rest, signs, kind)
        least = least_of(kind, w, rest)
        for name in ("news", "snippets", "dates"):
            held = [e for e in examples if fold[e[0]] == k and e[1] == name]
            totals[name] = np.array(totals.get(name, (0, 0, 0, 0))) + measure(w, least, held)
    print(kind, "cross-validated by site")
    for name, total in totals.items():
        if total[3]:
            report(name, total)


def write_weights(weights):
    """`weights`: kind -> (least score, [(name of the sign, weight)]); they are rounded, as no more of them means anything."""
    sections = {"meta": json.dumps({"kind": "metadata", "signs": {kind: [n for n, _ in rows] for kind, (_, rows) in weights.items()}}).encode()}
    for kind, (least, rows) in weights.items():
        sections[f"{kind}.weights"] = np.round([x for _, x in rows], 3).astype("<f4")
        sections[f"{kind}.least"] = np.array([max(np.round(least, 3), np.finfo("<f4").min)], "<f4")
    container.write(os.path.join(HERE, "../models/metadata.onr"), sections)


def main():
    header = open(os.path.join(HERE, "../src/article/metadata/choice.h"), encoding="utf8").read()
    if "--blank" in sys.argv:
        return write_weights({kind: (0, [(n, 0) for n in names_of(header, kind)]) for kind in KINDS})
    pages = list(pages_of(sys.argv[1]))
    found = candidates_of(pages)
    weights = {}
    for kind in KINDS:
        names = names_of(header, kind)
        examples = list(examples_of(kind, pages, found, len(names)))
        cross_validate(kind, examples, names)
        w = fit(examples, names, kind)
        least = least_of(kind, w, examples)
        report("fitted", measure(w, least, examples))
        weights[kind] = least, list(zip(names, w))
    if "--write" in sys.argv:
        write_weights(weights)


if __name__ == "__main__":
    main()
