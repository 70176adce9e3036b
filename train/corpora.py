"""Which corpora a model learns from, the label inventories they give, and batches of their sentences."""
import collections
import gzip
import json
import random
from pathlib import Path

import numpy
import torch

import features
import ud

NER_CLASSES = ["PER", "LOC", "ORG", "NORP", "FAC", "PRODUCT", "MISC", "DATE", "MONEY"]
NER_LABELS = ["O"] + [f"{b}-{c}" for c in NER_CLASSES for b in "BI"]
WORLDWIDE = {"Person": "PER", "Location": "LOC", "Organization": "ORG", "NORP": "NORP", "Facility": "FAC",
             "Product": "PRODUCT", "Misc": "MISC", "Date": "DATE", "Money": "MONEY"}
PLAIN = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
RE3D = {"Person": "PER", "Location": "LOC", "Organisation": "ORG", "Nationality": "NORP", "Temporal": "DATE", "Money": "MONEY"}
CROSSNER = {"politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC", "location": "LOC"}
# re3d has no development part; only a --free-only model learns from its training part.
NAMES_DEV = {"worldwide": ("worldwide-dev.bio.gz", WORLDWIDE), "UNER EWT": ("uner-ewt-dev.bio.gz", PLAIN),
             "CrossNER politics": ("crossner-politics-dev.bio.gz", CROSSNER), "re3d": ("re3d-train.bio.gz", RE3D)}
NON_COMMERCIAL_GENRES = {"essay", "letter", "podcast", "fiction", "whow"}
IGNORED = -100


def trees(data, part, free_only=False):
    """Training or development trees: EWT and GUM, by corpus."""
    found = {}
    for name in ("ewt", "gum"):
        sentences = ud.read_conllu(Path(data) / "ud" / f"en_{name}-ud-{part}.conllu.gz")
        if free_only and part == "train":
            sentences = [s for s in sentences if s.genre not in NON_COMMERCIAL_GENRES]
        found[name] = sentences
    return found


def names(data, free_only=False):
    """Training sentences with names. Without worldwide (non-commercial) the smaller free corpora stand in for it."""
    folder = Path(data) / "ner"
    if not free_only:
        return ud.read_bio(folder / "worldwide-train.bio.gz", WORLDWIDE)
    re3d = [s for s in ud.read_bio(folder / "re3d-train.bio.gz", RE3D) if "BBC" not in s.genre]
    return (ud.read_bio(folder / "wikigold.bio.gz", PLAIN) + re3d
            + ud.read_bio(folder / "crossner-politics-train.bio.gz", CROSSNER))


def unlabelled(data):
    """News texts without gold trees."""
    for name, key in (("text/fnc1-train.jsonl.gz", "text"), ("attribution/train.jsonl", "text"), ("extraction/news.jsonl", "body"), ("extraction/body.jsonl", "body")):
        path = Path(data) / name
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)[key]


def inventories(sentences):
    """Label → number for each kind of label, rare ones left out."""
    found = {}
    for kind, least in (("upos", 1), ("xpos", 3), ("feats", 5), ("deprels", 3)):
        counts = collections.Counter(label for s in sentences for label in getattr(s, kind))
        found[kind] = [label for label, n in counts.most_common() if n >= least]
    found["ner"] = NER_LABELS
    return found


def inventory_of(meta):
    """The same, as a model file's `meta` has them."""
    return {"upos": meta["upos"], "xpos": meta["xpos"], "feats": meta["feats"], "deprels": meta["deprel"], "ner": meta["ner"]}


class Labels:
    """Turns the labels of sentences into padded tensors."""

    def __init__(self, inventory):
        self.inventory = inventory
        self.ids = {kind: {label: i for i, label in enumerate(labels)} for kind, labels in inventory.items()}

    def tensors(self, batch, length):
        out = {}
        for kind in ("upos", "xpos", "feats", "deprels", "ner"):
            ids = self.ids[kind]
            a = numpy.full((len(batch), length), IGNORED, numpy.int64)
            for row, s in zip(a, batch):
                labels = getattr(s, kind)
                if labels is not None:
                    row[:len(labels)] = [ids.get(label, IGNORED) for label in labels]
            out[kind] = torch.from_numpy(a)
        heads = numpy.full((len(batch), length), IGNORED, numpy.int64)
        for row, s in zip(heads, batch):
            if s.heads is not None:
                row[:len(s)] = [h if h >= 0 else length for h in s.heads]
        out["heads"] = torch.from_numpy(heads)
        return out


def batches(sentences, words, rng, size=len):
    """Shuffled batches of about `words` words (padding included), of sentences of like length."""
    order = sorted(sentences, key=lambda s: size(s) + rng.random() * 3)
    found, batch, longest = [], [], 0
    for s in order:
        longest = max(longest, size(s))
        if batch and longest * (len(batch) + 1) > words:
            found.append(batch)
            batch, longest = [], size(s)
        batch.append(s)
    if batch:
        found.append(batch)
    rng.shuffle(found)
    return found
