"""Writes a trained `language-fast` as a model file, runs that file with integers as the engine does, and dumps reference activations."""
import argparse
import json
from pathlib import Path

import numpy

import answers
import container
import corpora
import fast
import features
import lemmas
import parsing

F32 = numpy.float32


def rows_to_int8(w):
    """int8 rows and their scales."""
    scale = numpy.maximum(numpy.abs(w).max(1), 1e-8) / 127
    return numpy.clip(numpy.rint(w / scale[:, None]), -127, 127).astype(numpy.int8), scale


def network_sections(checkpoint):
    """The sections of what a training changes: tables, convolutions, and the outputs of words and trees."""
    state = {k: v.numpy().astype(numpy.float64) for k, v in checkpoint["state"].items()}
    tops, sizes = checkpoint["tops"], checkpoint["outputs"]
    signed = {k: max(tops[k], 1e-3) / 127 for k in ("word", "sub", "arc_dep", "arc_head")}
    unsigned = {k: max(tops[k], 1e-3) / 255 for k in tops if k not in signed}
    word = numpy.clip(numpy.rint(state["word.weight"] / signed["word"]), -127, 127).astype(numpy.int8)
    sub_scale = max(numpy.abs(state["sub.weight"]).max(), numpy.abs(state["glue.weight"]).max()) / 127

    def sub_rows(w):
        return numpy.clip(numpy.rint(w / sub_scale), -127, 127).astype(numpy.int8)
    proj = state["proj.weight"].copy()
    proj[:, fast.WORD_DIM:] *= signed["sub"] / signed["word"]
    proj, scale = rows_to_int8(proj)
    arrays = {"word.rows": word, "sub.rows": sub_rows(state["sub.weight"][:-1]),
              "glue.rows": sub_rows(state["glue.weight"]), "sub.multiply": numpy.array([sub_scale / signed["sub"]], F32),
              "proj.weight": proj, "proj.scale": (scale * signed["word"] / unsigned["h0"]).astype(F32),
              "proj.bias": (state["proj.bias"] / unsigned["h0"]).astype(F32)}
    for i in range(len(fast.DILATIONS)):
        w, scale = rows_to_int8(state[f"convs.{i}.weight"])
        here, there = unsigned[f"h{i}"], unsigned[f"h{i + 1}"]
        arrays |= {f"conv{i}.weight": w, f"conv{i}.scale": (scale * here / there).astype(F32),
                   f"conv{i}.bias": (state[f"convs.{i}.bias"] / there).astype(F32), f"conv{i}.residual": numpy.array([here / there], F32)}
    w, scale = rows_to_int8(state["head.weight"])
    unit = numpy.ones(len(w))
    at = 0
    for name, n in sizes:
        unit[at:at + n] = {"arc_dep": signed["arc_dep"], "arc_head": signed["arc_head"], "label_dep": unsigned["label"],
                           "label_head": unsigned["label"]}.get(name, 1.0)
        at += n
    arrays |= {"head.weight": w, "head.scale": (scale * unsigned[f"h{len(fast.DILATIONS)}"] / unit).astype(F32), "head.bias": (state["head.bias"] / unit).astype(F32)}
    arrays["arc.root"] = numpy.clip(numpy.rint(state["arc_root"] / signed["arc_head"]), -127, 127).astype(numpy.int8)
    arrays["arc.bias"] = numpy.rint(state["arc_bias"] / (signed["arc_dep"] * signed["arc_head"])).astype(numpy.int32)
    arrays["label.distance"] = (state["label_distance"] / unsigned["label"]).astype(F32)
    w, scale = rows_to_int8(state["label.weight"])
    arrays |= {"label.weight": w, "label.scale": (scale * unsigned["label"]).astype(F32), "label.bias": state["label.bias"].astype(F32)}
    return arrays


def export(checkpoint, data, free_only, path):
    inventory, sizes = checkpoint["inventory"], checkpoint["outputs"]
    table = features.slots({features.hash64("W", k): row for k, row in checkpoint["words"].items()})
    arrays = {"vocab.slots": numpy.array(table, numpy.uint32)} | network_sections(checkpoint)
    trees = [s for part in corpora.trees(data, "train", free_only).values() for s in part]
    learnt = lemmas.learn(trees, data)
    rules, lemma_slots = lemmas.sections(learnt)
    arrays |= {"lemma.rules": rules, "lemma.slots": numpy.array(lemma_slots, numpy.uint32)}
    arguments = checkpoint["args"]
    command = f"fast.py --steps {arguments['steps']} --rate {arguments['rate']:g} --dropout {arguments['dropout']:g} --seed {arguments['seed']}"
    meta = {"kind": "language-fast", "channels": fast.CHANNELS, "word_dim": fast.WORD_DIM, "sub_dim": fast.SUB_DIM, "buckets": fast.BUCKETS,
            "vocab_slots": len(table), "words": len(arrays["word.rows"]), "dilations": fast.DILATIONS, "arc_dim": fast.ARC_DIM, "label_dim": fast.LABEL_DIM,
            "arc_reach": fast.ARC_REACH, "label_reach": fast.LABEL_REACH, "outputs": sizes, "lemma_slots": len(lemma_slots),
            "upos": inventory["upos"], "xpos": inventory["xpos"], "feats": inventory["feats"], "deprel": inventory["deprels"], "ner": inventory["ner"],
            "free_only": free_only, "command": command,
            "data": ["UD English EWT", "UD English GUM", "wikigold, re3d, CrossNER politics" if free_only else "worldwide newswire", "GloVe 6B 100d"]}
    container.write(path, {"meta": json.dumps(meta, ensure_ascii=False).encode()} | features.table_sections() | arrays)
    return learnt


def clamp(x, low, high):
    return numpy.clip(numpy.rint(x), low, high)


class Engine:
    """The model file, run as NETWORK.md says, in numpy."""

    def __init__(self, path):
        raw = container.read(path)
        m = self.meta = json.loads(raw["meta"])
        shapes = {"vocab.slots": (-1, 2), "word.rows": (-1, m["word_dim"]), "sub.rows": (-1, m["sub_dim"]), "glue.rows": (-1, m["sub_dim"]),
                  "proj.weight": (m["channels"], -1), "head.weight": (-1, m["channels"]), "label.weight": (-1, m["label_dim"]),
                  "label.distance": (-1, m["label_dim"])}
        self.t = {}
        for name, data in raw.items():
            kind = numpy.int8 if name.endswith((".weight", ".rows", ".root")) else numpy.uint32 if name.endswith(".slots") else \
                numpy.int32 if name == "arc.bias" else F32
            if "." in name and name != "lemma.rules":
                self.t[name] = numpy.frombuffer(data, kind).reshape(shapes.get(name, (m["channels"], -1) if name.startswith("conv") and name.endswith("weight") else -1))
        self.input_cache = {}

    def row_of(self, key):
        """The row of a word's key, 0 where it has none."""
        h, table = features.hash64("W", key), self.t["vocab.slots"]
        i, fingerprint = h & (len(table) - 1), (h >> 32) or 1
        while table[i][0]:
            if table[i][0] == fingerprint:
                return int(table[i][1])
            i = (i + 1) & (len(table) - 1)
        return 0

    def input(self, form, glue):
        if form not in self.input_cache:
            rows = features.sub_rows(form, self.meta["buckets"])
            self.input_cache[form] = self.t["word.rows"][self.row_of(features.key(form))], self.t["sub.rows"][list(rows)].astype(numpy.int32).sum(0)
        word, total = self.input_cache[form]
        sub = clamp((total + self.t["glue.rows"][glue]).astype(F32) * self.t["sub.multiply"][0], -127, 127)
        return numpy.concatenate([word, sub.astype(numpy.int8)])

    def product(self, x, name):
        # float64 products of int8 are exact, and far faster here than numpy's integer ones.
        return (x.astype(numpy.float64) @ self.t[name].astype(numpy.float64).T).astype(F32)

    def run(self, forms, glue):
        t, m, trace = self.t, self.meta, {}
        x = trace["input"] = numpy.stack([self.input(f, g) for f, g in zip(forms, glue)])
        h = trace["h0"] = clamp(self.product(x, "proj.weight") * t["proj.scale"] + t["proj.bias"], 0, 255)
        n = len(forms)
        for i, d in enumerate(m["dilations"]):
            padded = numpy.pad(h, ((d, d), (0, 0)))
            taps = numpy.concatenate([padded[:n], padded[d:d + n], padded[2 * d:2 * d + n]], 1)
            h = clamp((self.product(taps, f"conv{i}.weight") * t[f"conv{i}.scale"] + t[f"conv{i}.bias"]) + h.astype(F32) * t[f"conv{i}.residual"][0], 0, 255)
            trace[f"h{i + 1}"] = h
        y = self.product(h, "head.weight") * t["head.scale"] + t["head.bias"]
        out, at = {}, 0
        for name, size in m["outputs"]:
            out[name] = trace[name] = y[:, at:at + size]
            at += size
        dep, head = clamp(out["arc_dep"], -127, 127).astype(numpy.int32), clamp(out["arc_head"], -127, 127).astype(numpy.int32)
        reach = m["arc_reach"]
        away = numpy.clip(numpy.arange(n)[None, :] - numpy.arange(n)[:, None], -reach, reach) + reach
        scores = numpy.concatenate([dep @ head.T + t["arc.bias"][away], (dep @ t["arc.root"].astype(numpy.int32) + t["arc.bias"][-1])[:, None]], 1)
        trace["scores"] = scores.copy()
        masked = scores.astype(numpy.float64)
        masked[numpy.arange(n), numpy.arange(n)] = -1e9
        heads = answers.best_tree(masked)
        trace["heads"] = [-1 if h == n else int(h) for h in heads]
        reach, names, labels = m["label_reach"], m["deprel"], []
        for i, h in enumerate(heads):
            if h == n:
                labels.append("root")
                continue
            u = clamp((out["label_dep"][i] + out["label_head"][h]) + t["label.distance"][max(-reach, min(reach, int(h) - i)) + reach], 0, 255)
            logits = self.product(u[None], "label.weight")[0] * t["label.scale"] + t["label.bias"]
            logits[names.index("root")] = -1e9
            labels.append(names[int(logits.argmax())])
        trace["labels"] = labels
        trace["tags"] = {k: [m[k][int(a)] for a in out[k].argmax(1)] for k in ("upos", "xpos", "feats")}
        trace["names"] = [m["ner"][i] for i in answers.best_names(out["ner"], m["ner"])]
        return trace

    def parse(self, sentences):
        found = []
        for s in sentences:
            r = self.run(s.forms, features.glue(s))
            a = corpora.ud.Sentence()
            a.forms, a.heads, a.deprels, a.ner = s.forms, r["heads"], r["labels"], r["names"]
            a.upos, a.xpos, a.feats = (r["tags"][k] for k in ("upos", "xpos", "feats"))
            found.append(a)
        return found


def reference_sentence():
    """A sentence of ours with what is hard to get right: capitals, clitics, accents, numbers, quotes."""
    s = corpora.ud.Sentence()
    s.forms = ["The", "McAllister", "ministry", "did", "n’t", "say", "that", "Ms.", "Ødegård", "-", "Reyes", "had", "been", "asked", "twice", "in", "1998", "…", "”"]
    s.glued = [False, False, False, True, False, False, False, False, True, True, False, False, False, False, False, False, True, True, False]
    return s


def dump(engine, path):
    """What the network computes for the reference sentence, for tests/unit/models_test.c."""
    s = reference_sentence()
    forms = s.forms
    glue = features.glue(s)
    r = engine.run(forms, glue)
    sections = {"forms": "".join(f + "\n" for f in forms).encode(), "glue": numpy.array(glue, numpy.uint8),
                "outputs": numpy.concatenate([r[name] for name, _ in engine.meta["outputs"]], 1).astype(F32), "scores": r["scores"].astype(numpy.int32),
                "heads": numpy.array(r["heads"], numpy.int32), "labels": "".join(name + "\n" for name in r["labels"]).encode()}
    container.write(path, sections | {name: h.astype(numpy.uint8) for name, h in r.items() if name[0] == "h" and name[1:].isdigit()})


if __name__ == "__main__":
    import torch
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--data", required=True)
    cli.add_argument("--checkpoint", required=True)
    cli.add_argument("--out", required=True)
    cli.add_argument("--reference", help="where to write one sentence's activations")
    cli.add_argument("--limit", type=int, help="sentences of each development set to measure on")
    args = cli.parse_args()
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    learnt = export(checkpoint, args.data, checkpoint["args"]["free_only"], args.out)
    engine = Engine(args.out)
    print(f"{args.out}: {Path(args.out).stat().st_size / 2**20:.2f} MiB", flush=True)
    if args.reference:
        dump(engine, args.reference)
    print("int8:", *parsing.figures(engine.parse, args.data, args.limit), sep="\n  ")
    for name, gold in corpora.trees(args.data, "dev").items():
        print(f"{name} lemma on gold tags {lemmas.accuracy(learnt, gold):.2f}")
