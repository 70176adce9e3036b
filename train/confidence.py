"""Says how often statements are wholly right, by the product of their parts' chances, and writes it to the language model's file (NETWORK.md,
section 4): on the pages that its heads were not taught by, a rising step function (Zadrozny and Elkan 2002) of few steps."""
import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path

import numpy

import container

STEPS = 8


def bytes_of(spans):
    return {i for start, end in spans or [] for i in range(start, end)}


def name_of(entity):
    return re.sub(r"^(the|a|an) ", "", re.sub(r"[^0-9a-z' ]+", " ", entity.lower()).strip())


def same(ours, gold):
    """Whether two entities are one: by a name, or by their code."""
    if ours is None or gold is None:
        return ours is gold
    names = {name_of(n) for n in [gold["name"], *gold.get("aliases", [])]}
    if names & {name_of(n) for n in [ours["name"], *ours.get("aliases", [])]}:
        return True
    return bool(ours["code"]) and ours["code"] == gold.get("code") and (ours["kind"] == "person") == (gold["kind"] == "person")


def matches(ours, gold):
    """Pairs of statements with one cue, each once, the likest contents first."""
    found = []
    for i, s in enumerate(ours["statements"]):
        for j, g in enumerate(gold["statements"]):
            if bytes_of(s["cue"]) & bytes_of(g["cue"]):
                a, b = bytes_of(s["content"]), bytes_of(g["content"])
                found.append((2 * len(a & b) / max(1, len(a) + len(b)), i, j))
    pairs, taken = {}, set()
    for likeness, i, j in sorted(found, reverse=True):
        if likeness >= 0.5 and i not in pairs and j not in taken:
            pairs[i] = (j, likeness)
            taken.add(j)
    return pairs


def judged(ours, gold):
    """(confidence, whether wholly right) of each statement."""
    pairs = matches(ours, gold)
    us, them = ({e["id"]: e for e in r["entities"]} for r in (ours, gold))
    at = {s["id"]: i for i, s in enumerate(ours["statements"])}
    for i, s in enumerate(ours["statements"]):
        if i not in pairs:
            yield s["confidence"], False
            continue
        g = gold["statements"][pairs[i][0]]
        parent = at.get(s["inside"])
        inside = (s["inside"] is None and g["inside"] is None) or (parent in pairs and gold["statements"][pairs[parent][0]]["id"] == g["inside"])
        told = (not s["addressee"] and not g["addressee"]) or bool(bytes_of(s["addressee"]) & bytes_of(g["addressee"]))
        yield s["confidence"], (pairs[i][1] >= 0.8 and s["act"] == g["act"] and inside and told
                                and same(us.get(s["speaker_entity"]), them.get(g["speaker_entity"])))


def rising(points):
    """Pool adjacent violators: means of runs of points, which rise."""
    runs = []
    for x, y in sorted(points):
        runs.append([x, float(y), 1])
        while len(runs) > 1 and runs[-2][1] / runs[-2][2] >= runs[-1][1] / runs[-1][2]:
            last = runs.pop()
            runs[-1] = [(runs[-1][0] * runs[-1][2] + last[0] * last[2]) / (runs[-1][2] + last[2]), runs[-1][1] + last[1], runs[-1][2] + last[2]]
    return runs


def steps_of(points):
    """At most STEPS steps, of like many statements each."""
    points = sorted(points)
    cut = [points[i * len(points) // STEPS:(i + 1) * len(points) // STEPS] for i in range(STEPS)]
    means = [(float(numpy.mean([x for x, _ in part])), float(numpy.mean([y for _, y in part]))) for part in cut if part]
    return [(x, y / n) for x, y, n in rising(means)]


def main(args):
    sections = container.read(args.model)
    sections.pop("record.confidence", None)
    held = [name.split(".", 1)[1] for name in json.loads(sections["meta"])["held_out"]]
    folder = Path(args.data) / "record-train"
    with tempfile.TemporaryDirectory() as place:
        bare = str(Path(place) / "model.onr")
        container.write(bare, sections)
        out = subprocess.run([args.onrecord, "read", "--model", bare, "--as", "article", "--format", "json", *(str(folder / f"{n}.txt") for n in held)],
                             stdout=subprocess.PIPE, check=True).stdout.decode()
    points = []
    for name, line in zip(held, out.splitlines()):
        points += judged(json.loads(line), json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
    steps = steps_of(points)
    print(f"{len(points)} statements of {len(held)} pages, {sum(y for _, y in points)} wholly right")
    for x, y in steps:
        print(f"product {x:.3f}: right {y:.3f}")
    container.write(args.model, sections | {"record.confidence": numpy.array(steps, numpy.float32)})


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--data", required=True)
    cli.add_argument("--onrecord", required=True)
    cli.add_argument("--model", required=True)
    main(cli.parse_args())
