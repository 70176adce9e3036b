"""What both networks share above their encoders: the losses, the answers to sentences, and their figures.

A network is called with what its inputs' `tensors(batch)` gives (the last of it the lengths in words), answers a dict of scores for
each word, and knows `arcs(out, lengths)` and `labels(out, heads)`."""
from pathlib import Path

import numpy
import torch

import answers
import corpora
import ud


def tree_loss(network, out, gold, lengths, smoothing):
    heads = gold["heads"]
    length = heads.shape[1]
    loss = answers.cross_entropy(network.arcs(out, lengths), heads, 0.0)
    labels = gold["deprels"].masked_fill((heads == length) | (heads < 0), corpora.IGNORED)
    loss = loss + answers.cross_entropy(network.labels(out, heads), labels, smoothing)
    for kind in ("upos", "xpos", "feats"):
        loss = loss + 0.5 * answers.cross_entropy(out[kind], gold[kind], smoothing)
    return loss


def _tree_heads(scores, lengths):
    """Heads of the best trees, [B, T] with T for the root, from masked [B, T, T+1] scores."""
    b, t, _ = scores.shape
    heads = numpy.zeros((b, t), numpy.int64)
    for i, n in enumerate(lengths):
        heads[i, :n] = [h if h < n else t for h in answers.best_tree(numpy.concatenate([scores[i, :n, :n], scores[i, :n, t:]], 1))]
    return heads


@torch.no_grad()
def parse(network, sentences, inputs, inventory):
    """What the network says of the sentences, as sentences."""
    network.eval()
    found = {}
    rel_root = inventory["deprels"].index("root")
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    for start in range(0, len(order), 64):
        at = order[start:start + 64]
        batch = [sentences[i] for i in at]
        x = inputs.tensors(batch)
        out = network(*x)
        scores = network.arcs(out, x[-1])
        t = scores.shape[1]
        heads = _tree_heads(scores.float().numpy(), [len(s) for s in batch])
        labels = network.labels(out, torch.from_numpy(heads))
        labels[:, :, rel_root] = -1e9
        best_labels = labels.argmax(-1).numpy()
        tags = {k: out[k].argmax(-1).numpy() for k in ("upos", "xpos", "feats")}
        for b, (i, s) in enumerate(zip(at, batch)):
            a = ud.Sentence()
            n = len(s)
            a.forms, a.glued, a.genre = s.forms, s.glued, s.genre
            a.heads = [-1 if h == t else int(h) for h in heads[b, :n]]
            a.deprels = ["root" if h == t else inventory["deprels"][r] for h, r in zip(heads[b, :n], best_labels[b])]
            for k in tags:
                setattr(a, k, [inventory[k][x] for x in tags[k][b, :n]])
            a.ner = [inventory["ner"][x] for x in answers.best_names(out["ner"][b, :n].float().numpy(), inventory["ner"])]
            found[i] = a
    return [found[i] for i in range(len(sentences))]


def figures(reader, data, part=None):
    """A line for each development set. `reader` turns sentences into answered ones; `part`: so many sentences of each set."""
    lines = []
    for name, gold in corpora.trees(data, "dev").items():
        gold = gold[:part]
        lines.append(f"{name} {answers.tree_figures(gold, reader(gold))}")
    for name, (file, classes) in corpora.NAMES_DEV.items():
        gold = ud.read_bio(Path(data) / "ner" / file, classes)[:part]
        lines.append(f"{name} PER/LOC/ORG {answers.names_f1([g.ner for g in gold], [s.ner for s in reader(gold)]):.2f}")
    return lines
