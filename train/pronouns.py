"""Learns whom a pronoun stands for, from GUM's gold coreference, and measures it: writes models/pronouns.onr.

usage: pronouns.py DATA [--learn]

train/pronouns.c gives each pronoun's candidates with their signs; right is a candidate whose last name before the pronoun stands in the
pronoun's gold chain; where none is, right is nobody. The figures are of GUM's news, interviews, speeches and lives: of its development part,
and, with five folds by document, of its training part. Signs hang on earlier answers, so learning is repeated with those it gives."""
import argparse
import collections
import gzip
import json
import re
import subprocess
from pathlib import Path

import numpy

import container

HERE = Path(__file__).parent
MODEL = HERE / "../models/pronouns.onr"
GENRES = {"news", "interview", "speech", "bio"}
GROUPS = ["he, she", "they", "it"]
ROUNDS, FOLDS, STEPS, RATE, PENALTY = 3, 5, 400, 0.5, 2e-3


def signs():
    """The signs' names in their order, as src/entities/pronouns.h gives them; those of a range with their place in it."""
    text = (HERE / "../src/entities/pronouns.h").read_text()
    names, at = {}, 0
    for entry in re.search(r"enum \{\s*(SIGN_SINCE.*?SIGN_COUNT)", re.sub(r"/\*.*?\*/", "", text, flags=re.S), re.S).group(1).split(","):
        name, _, value = (part.strip() for part in entry.partition("="))
        at = eval(value, {"ONR_ENTITY_GROUP": 10}, names) if value else at
        names[name] = at
        at += 1
    return names


def rows(path):
    """Words of a treebank in order: (columns, glued to the word before, first of a paragraph, name of a new document)."""
    document, paragraph, last, shared = None, False, "", None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                document = line.split("=")[1].strip()
            elif re.match(r"# newpar\s*$", line):
                paragraph = True
            elif line[0].isdigit():
                columns = line.rstrip("\n").split("\t")
                if "-" in columns[0]:
                    shared = (columns[0].split("-")[1], "SpaceAfter=No" in line)
                elif "." not in columns[0]:
                    yield columns, last, paragraph, document
                    paragraph, document = False, None
                    inside = shared and columns[0] != shared[0]
                    last = "" if inside or (shared[1] if shared else "SpaceAfter=No" in columns[9]) else " "
                    shared = shared if inside else None


class Document:
    def __init__(self, name):
        self.name, self.genre, self.text, self.mentions, self.open = name, name.split("_")[1], b"", [], collections.defaultdict(list)

    def add(self, columns, blank):
        self.text += (blank if self.text else "").encode()
        start = len(self.text)
        self.text += columns[1].encode()
        entity = re.search(r"Entity=([^|]*)", columns[9])
        for bracket in re.findall(r"\([^()]*\)?|[^()]+\)", entity.group(1)) if entity else []:
            chain = re.match(r"\(?([^-)]+)", bracket).group(1)
            if bracket[0] == "(":
                self.open[chain].append(start)
            if bracket[-1] == ")":
                self.mentions.append((self.open[chain].pop(), len(self.text), chain))

    def chain_of(self, span):
        """The chain of the smallest gold mention that the span lies in."""
        fit = [m for m in self.mentions if m[0] <= span[0] and span[1] <= m[1]]
        return min(fit, key=lambda m: m[1] - m[0])[2] if fit else None


def documents(data, part):
    found = []
    for columns, blank, paragraph, name in rows(f"{data}/ud/en_gum-ud-{part}.conllu.gz"):
        if name:
            found.append(Document(name))
        found[-1].add(columns, "\n\n" if paragraph else blank)
    return found


def read(documents, args):
    """Each pronoun as (genre, fold, group, candidates' signs, which are right)."""
    lines = "".join(json.dumps(d.text.decode()) + "\n" for d in documents)
    run = subprocess.run([args.tool, args.model], input=lines, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    found = []
    for n, (d, line) in enumerate(zip(documents, run.stdout.splitlines())):
        seen = json.loads(line)
        exact = {m[:2]: m[2] for m in d.mentions}
        pronouns = {(start, end) for start, end, _, _ in seen["pronouns"]}
        chains = [[(s[0], d.chain_of(s)) for s in spans if tuple(s) not in pronouns] for spans in seen["entities"]]
        for start, end, group, candidates in seen["pronouns"]:
            gold = exact.get((start, end))
            names = [[chain for at, chain in chains[e] if at < start][-1:] if e >= 0 else [] for e, _ in candidates]
            right = numpy.array([bool(gold) and gold in chain for chain in names])
            right[-1] = not right.any()
            bits = numpy.array([[(s >> k) & 1 for k in range(args.count)] for _, s in candidates], float)
            found.append((d.genre, n % FOLDS, group, bits, right))
    return found


def learn(examples, count):
    """Weights that make the right candidates likely (log-linear, with a penalty on their squares), by gradient with momentum."""
    w, speed = numpy.zeros(count), numpy.zeros(count)
    sizes = [len(bits) for _, _, _, bits, _ in examples]
    ends = numpy.cumsum([0] + sizes)[:-1]
    x, y = numpy.concatenate([e[3] for e in examples]), numpy.concatenate([e[4] for e in examples])
    for _ in range(STEPS):
        scores = x @ w
        scores = numpy.exp(scores - numpy.repeat(numpy.maximum.reduceat(scores, ends), sizes))
        chance = scores / numpy.repeat(numpy.add.reduceat(scores, ends), sizes)
        given = scores * y
        given = given / numpy.repeat(numpy.add.reduceat(given, ends), sizes)
        gradient = x.T @ (given - chance) / len(examples) - PENALTY * w
        speed = 0.9 * speed + RATE * gradient
        w += speed
    return w


def report(title, examples, weights):
    """`weights`: of a group and a fold."""
    for group, name in enumerate(GROUPS):
        of = [e for e in examples if e[2] == group and e[0] in GENRES]
        known = sum(not e[4][-1] for e in of)
        best = [int(numpy.argmax(e[3] @ weights[group][e[1]])) for e in of]
        given = sum(b < len(e[4]) - 1 for b, e in zip(best, of))
        hits = sum(e[4][b] and b < len(e[4]) - 1 for b, e in zip(best, of))
        print(f"{title}, {name}: {hits} right of {known} whose name is known ({100 * hits / max(1, known):.1f} %) and of {given} given ({100 * hits / max(1, given):.1f} %)")


def write(weights):
    container.write(MODEL, {"meta": json.dumps({"kind": "pronouns"}).encode(), "weights": numpy.round(weights, 3).astype(numpy.float32)})


def main(args):
    args.count = signs()["SIGN_COUNT"]
    train, dev = documents(args.data, "train"), documents(args.data, "dev")
    for _ in range(ROUNDS if args.learn else 0):
        subprocess.run(["ninja", "-C", str(HERE / "../build"), "train/pronouns"], check=True, stdout=subprocess.DEVNULL)
        examples = read(train, args)
        of = [[e for e in examples if e[2] == g] for g in range(len(GROUPS))]
        report("train, folds", examples, [[learn([e for e in part if e[1] != f], args.count) for f in range(FOLDS)] for part in of])
        weights = [learn(part, args.count) for part in of]
        write(weights)
    if not args.learn:
        weights = numpy.frombuffer(container.read(MODEL)["weights"], numpy.float32).reshape(len(GROUPS), -1)
    report("dev", read(dev, args), [[numpy.array(w)] * FOLDS for w in weights])


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("data")
    cli.add_argument("--learn", action="store_true")
    cli.add_argument("--model", default=str(HERE / "../models/language-best.onr"))
    cli.add_argument("--tool", default=str(HERE / "../build/train/pronouns"))
    main(cli.parse_args())
