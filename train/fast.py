"""Trains `language-fast`: the convolutional network of NETWORK.md, in float first, then with its int8 rounding simulated."""
import argparse
import gzip
import random
import time
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F
from torch import nn

import answers
import corpora
import features
import parsing

CHANNELS, WORD_DIM, SUB_DIM, BUCKETS, WORDS = 192, 128, 96, 16384, 32000
DILATIONS, ARC_DIM, LABEL_DIM, ARC_REACH, LABEL_REACH = [1, 2, 4, 1], 96, 64, 32, 8
ROUNDED_FROM, AVERAGED_FROM = 0.6, 0.7  # parts of training after which int8 is simulated and weights are averaged


def load_vectors(data):
    folder = Path(data) / "vectors"
    words = gzip.open(folder / "glove6b-100d-top100k.words.gz", "rt", encoding="utf-8").read().split("\n")
    rows = numpy.frombuffer(gzip.open(folder / "glove6b-100d-top100k.i8.gz").read(), numpy.int8).reshape(-1, 100)
    scale = numpy.frombuffer(gzip.open(folder / "glove6b-100d-top100k.scale.f32.gz").read(), numpy.float32)
    return words[:len(rows)], rows * scale[:, None]


def vocabulary(sentences, glove_words):
    """Keys of the word table: what the corpora hold twice, then the most frequent of GloVe."""
    counts = {}
    for s in sentences:
        for form in s.forms:
            k = features.key(form)
            counts[k] = counts.get(k, 0) + 1
    chosen = {k: None for k, n in counts.items() if n >= 3}
    for w in glove_words:
        if len(chosen) >= WORDS - 1:
            break
        chosen.setdefault(features.key(w))
    return {k: i + 1 for i, k in enumerate(chosen)}


class Inputs:
    """Rows of the two tables for each form, looked up once."""

    def __init__(self, words):
        self.words, self.cache = words, {}

    def row(self, form):
        if form not in self.cache:
            rows = features.sub_rows(form, BUCKETS)
            self.cache[form] = [self.words.get(features.key(form), 0), *rows] + [BUCKETS] * (11 - len(rows))
        return self.cache[form]

    def tensors(self, batch):
        longest = max(map(len, batch))
        ids = numpy.full((len(batch), longest, 12), BUCKETS, numpy.int64)
        ids[:, :, 0] = 0
        glue = numpy.zeros((len(batch), longest), numpy.int64)
        for i, s in enumerate(batch):
            ids[i, :len(s)] = [self.row(f) for f in s.forms]
            glue[i, :len(s)] = features.glue(s)
        return torch.from_numpy(ids), torch.from_numpy(glue), torch.tensor([len(s) for s in batch])


class Rounded(torch.autograd.Function):
    """Rounding and clamping whose gradient is that of the clamp."""

    @staticmethod
    def forward(ctx, x, low, high):
        ctx.save_for_backward((x >= low) & (x <= high))
        return x.round().clamp(low, high)

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.saved_tensors[0], None, None


class Network(nn.Module):
    def __init__(self, inventory, words):
        super().__init__()
        sizes = [("upos", len(inventory["upos"])), ("xpos", len(inventory["xpos"])), ("feats", len(inventory["feats"])),
                 ("ner", len(inventory["ner"])), ("arc_dep", ARC_DIM), ("arc_head", ARC_DIM), ("label_dep", LABEL_DIM), ("label_head", LABEL_DIM)]
        self.outputs = sizes
        self.word = nn.Embedding(words + 1, WORD_DIM)
        self.sub = nn.Embedding(BUCKETS + 1, SUB_DIM, padding_idx=BUCKETS)
        self.glue = nn.Embedding(5, SUB_DIM)
        self.proj = nn.Linear(WORD_DIM + SUB_DIM, CHANNELS)
        self.convs = nn.ModuleList(nn.Linear(3 * CHANNELS, CHANNELS) for _ in DILATIONS)
        self.head = nn.Linear(CHANNELS, sum(n for _, n in sizes))
        self.arc_root = nn.Parameter(torch.randn(ARC_DIM) * 0.1)
        self.arc_bias = nn.Parameter(torch.zeros(2 * ARC_REACH + 2))
        self.label_distance = nn.Parameter(torch.zeros(2 * LABEL_REACH + 1, LABEL_DIM))
        self.label = nn.Linear(LABEL_DIM, len(inventory["deprels"]))
        for table, size in ((self.word, 0.1), (self.sub, 0.1), (self.glue, 0.02)):
            nn.init.normal_(table.weight, std=size)
        self.sub.weight.data[BUCKETS] = 0
        for conv in self.convs:
            nn.init.normal_(conv.weight, std=(1.0 / (3 * CHANNELS)) ** 0.5)
        names = ["word", "sub", "arc_dep", "arc_head", "label"] + [f"h{i}" for i in range(len(DILATIONS) + 1)]
        self.tops = {name: 0.0 for name in names}
        self.quantised = False

    def activation(self, x, name):
        """Rounds an activation to its 8 bits; unsigned but for the inputs and the arcs."""
        signed = name in ("word", "sub", "arc_dep", "arc_head")
        if not self.quantised:
            if self.training:
                top = torch.quantile(x.detach().abs().flatten()[::37].float(), 0.9995).item()
                self.tops[name] = max(self.tops[name] * 0.99, top)
            return x
        scale = max(self.tops[name], 1e-3) / (127 if signed else 255)
        return Rounded.apply(x / scale, -127.0 if signed else 0.0, 127.0 if signed else 255.0) * scale

    def weight(self, w):
        if not self.quantised:
            return w
        scale = w.detach().abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        return Rounded.apply(w / scale, -127.0, 127.0) * scale

    def linear(self, x, layer):
        w = self.weight(layer.weight)
        if self.training:
            return F.linear(x.to(answers.LOW), w.to(answers.LOW)).float() + layer.bias
        return F.linear(x, w) + layer.bias

    def input(self, ids, glue, drop_word=0.0):
        rows = ids[:, :, 0]
        if drop_word:
            rows = rows.masked_fill(torch.rand(rows.shape) < drop_word, 0)
        b, t, _ = ids.shape
        sub = F.embedding_bag(ids[:, :, 1:].reshape(b * t, -1), self.sub.weight, mode="sum", padding_idx=BUCKETS).view(b, t, -1)
        sub = self.activation(sub + self.glue(glue), "sub")
        ratio = 1.0
        if self.quantised:
            ratio = max(self.tops["sub"], 1e-3) / max(self.tops["word"], 1e-3)
        x = torch.cat([self.activation(self.word(rows), "word"), sub / ratio], -1)
        if ratio == 1.0:
            return self.linear(x, self.proj)
        # Both parts share one integer product, so the weights are rounded with the ratio of their scales folded in.
        folded = torch.cat([self.proj.weight[:, :WORD_DIM], self.proj.weight[:, WORD_DIM:] * ratio], 1)
        w = self.weight(folded)
        if self.training:
            return F.linear(x.to(answers.LOW), w.to(answers.LOW)).float() + self.proj.bias
        return F.linear(x, w) + self.proj.bias

    def forward(self, ids, glue, lengths, dropout=0.0, drop_word=0.0):
        there = (torch.arange(ids.shape[1])[None, :] < lengths[:, None])[:, :, None].float()
        h = self.activation(F.relu(self.input(ids, glue, drop_word)) * there, "h0")
        for i, (conv, d) in enumerate(zip(self.convs, DILATIONS)):
            padded = F.pad(F.dropout(h, dropout, self.training), (0, 0, d, d))
            t = h.shape[1]
            taps = torch.cat([padded[:, :t], padded[:, d:d + t], padded[:, 2 * d:2 * d + t]], -1)
            h = self.activation(F.relu(self.linear(taps, conv) + h) * there, f"h{i + 1}")
        y = self.linear(F.dropout(h, dropout, self.training), self.head)
        return dict(zip([n for n, _ in self.outputs], y.split([n for _, n in self.outputs], -1)))

    def arcs(self, out, lengths):
        dep, head = self.activation(out["arc_dep"], "arc_dep"), self.activation(out["arc_head"], "arc_head")
        root = self.arc_root
        if self.quantised:
            scale = self.tops["arc_head"] / 127
            root = Rounded.apply(root / scale, -127.0, 127.0) * scale
        t = dep.shape[1]
        scores = torch.bmm(dep, head.transpose(1, 2)) + self.arc_bias[answers.offsets(t, ARC_REACH)]
        to_root = dep @ root + self.arc_bias[-1]
        return answers.mask_arcs(torch.cat([scores, to_root[:, :, None]], 2), lengths)

    def labels(self, out, heads):
        """Scores of the labels of the arcs to `heads` (T where it is the root: any head will do, its label is `root`)."""
        t = heads.shape[1]
        at = heads.clamp(0, t - 1)
        chosen = out["label_head"].gather(1, at[:, :, None].expand(-1, -1, LABEL_DIM))
        away = (at - torch.arange(t)[None, :]).clamp(-LABEL_REACH, LABEL_REACH) + LABEL_REACH
        u = self.activation(F.relu(out["label_dep"] + chosen + self.label_distance[away]), "label")
        return self.linear(u, self.label)


def soft_tensors(batch, length):
    """Distributions of the teacher, padded: for each kind [B, T, labels], for arcs [B, T, T+1]."""
    found = {}
    for kind in batch[0].soft:
        width = length + 1 if kind == "arcs" else batch[0].soft[kind].shape[1]
        a = numpy.zeros((len(batch), length, width), numpy.float32)
        for row, s in zip(a, batch):
            n, given = len(s), s.soft[kind]
            if kind == "arcs":
                row[:n, :n], row[:n, length] = given[:, :n], given[:, n]
            else:
                row[:n] = given
        found[kind] = torch.from_numpy(a)
    return found


def soft_cross_entropy(scores, chances):
    return -(chances * scores.log_softmax(-1)).sum() / chances.sum().clamp_min(1)


def taught_loss(network, out, gold, soft, lengths):
    """As parsing.tree_loss, with the teacher's distributions for gold where they are kept."""
    heads = gold["heads"]
    under_words = ((heads >= 0) & (heads < heads.shape[1]))[:, :, None]
    loss = soft_cross_entropy(network.arcs(out, lengths), soft["arcs"])
    loss = loss + soft_cross_entropy(network.labels(out, heads), soft["deprels"] * under_words)
    loss = loss + 0.5 * soft_cross_entropy(out["upos"], soft["upos"]) + soft_cross_entropy(out["ner"], soft["ner"])
    for kind in ("xpos", "feats"):
        loss = loss + 0.5 * answers.cross_entropy(out[kind], gold[kind])
    return loss


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    trees = [s for part in corpora.trees(args.data, "train", args.free_only).values() for s in part]
    named = corpora.names(args.data, args.free_only)
    taught = torch.load(args.taught, weights_only=False) if args.taught else []
    glove_words, glove = load_vectors(args.data)
    words = vocabulary(trees + named + taught, glove_words)
    inventory = corpora.inventories(trees)
    labels, inputs = corpora.Labels(inventory), Inputs(words)
    network = Network(inventory, len(words))
    seen = set()
    for w, vector in zip(glove_words, glove):
        row = words.get(features.key(w))
        if row and row not in seen:
            seen.add(row)
            network.word.weight.data[row, :100] = torch.from_numpy(vector) * 0.5
    network.word.weight.data[0] = 0
    optimiser = torch.optim.Adam(network.parameters(), lr=args.rate, betas=(0.9, 0.99), fused=True)
    plan = []
    while len(plan) < args.steps:
        epoch = corpora.batches(trees, 3000, rng) + corpora.batches(rng.sample(named, min(len(named), 6000)), 3000, rng)
        if taught:
            epoch += corpora.batches(rng.sample(taught, min(len(taught), 2 * len(trees))), 3000, rng)
        rng.shuffle(epoch)
        plan += epoch

    def reader(sentences):
        return parsing.parse(network, sentences, inputs, inventory)
    began, average, lost = time.time(), None, 0.0
    for step, batch in enumerate(plan[:args.steps]):
        gone = step / args.steps
        if gone > ROUNDED_FROM and not network.quantised:
            network.quantised = True
            print({k: round(v, 2) for k, v in network.tops.items()}, flush=True)
        for group in optimiser.param_groups:
            group["lr"] = args.rate * min(1, (step + 1) / 100) * (1 - gone)
        network.train()
        ids, glue, lengths = inputs.tensors(batch)
        if rng.random() < 0.1:
            glue = glue * 0
        gold = labels.tensors(batch, ids.shape[1])
        out = network(ids, glue, lengths, args.dropout, 0.1)
        if batch[0].soft is not None:
            loss = taught_loss(network, out, gold, soft_tensors(batch, ids.shape[1]), lengths)
        else:
            loss = answers.cross_entropy(out["ner"], gold["ner"])
            if batch[0].heads is not None:
                loss = loss + parsing.tree_loss(network, out, gold, lengths, 0.03)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        lost += loss.item()
        if gone > AVERAGED_FROM and step % 10 == 0:
            average = answers.averaged(average, network)
        if step % 500 == 499:
            print(f"{gone:.2f} step {step + 1} loss {lost / 500:.3f} {time.time() - began:.0f}s", flush=True)
            lost = 0.0
        if step % 2000 == 1999:
            print(*parsing.figures(reader, args.data, 300), sep="\n  ", flush=True)
    network.load_state_dict(average)
    lines = parsing.figures(reader, args.data)
    print(*lines, sep="\n", flush=True)
    torch.save({"state": network.state_dict(), "tops": network.tops, "words": words, "inventory": inventory, "figures": lines,
                "outputs": network.outputs, "args": vars(args)}, args.out)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--data", required=True)
    cli.add_argument("--out", default="fast.pt")
    cli.add_argument("--steps", type=int, default=9000, help="training steps of 3,000 words; the learning rate falls over them")
    cli.add_argument("--rate", type=float, default=2e-3)
    cli.add_argument("--dropout", type=float, default=0.15)
    cli.add_argument("--seed", type=int, default=2)
    cli.add_argument("--threads", type=int, default=2)
    cli.add_argument("--taught", help="sentences parsed by language-best (see teach.py)")
    cli.add_argument("--free-only", action="store_true")
    train(cli.parse_args())
