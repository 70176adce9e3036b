#!/usr/bin/env python3
"""Trains the attribution model: which words are cues, and which words around a cue are its source and content.

usage: train/attribution.py --features build/train/attribution-features --language models/language-*.onr \
           --data DATA --out models/attribution.onr

Both are linear over the hashed features of src/attribution/features.c: cues by logistic regression, roles by a conditional
random field over the words of the cue's window. PolNeAR marks outermost attributions alone, so that words within a content
are no examples of cues, neither good nor bad. One article in ten of the train part is kept for measuring.
"""
import argparse
import json
import pathlib
import subprocess
import sys

import numpy
import torch

import container

LEAST_SEEN = {"cues": 10, "roles": 20}  # A feature that fewer examples have is not learnt.
DROPPED = 0.2  # Share of the features that an example is learnt without.
CUE_ROWS, ROLE_ROWS, EDGE_ROWS = 1 << 18, 1 << 18, 1 << 13
PROBES, LOGIT = 8, 32  # As in src/learn/rows.h.
NEITHER, SOURCE, CONTENT = range(3)
ADP, PART, SCONJ = 1, 9, 13


class Bags:
    """Lists of features, one after the other: numbers of those that are seen often enough, and the hashes they stand for."""

    def __init__(self, lists, least):
        lengths = numpy.array([len(x) for x in lists], dtype=numpy.int64)
        hashes, features = numpy.unique(numpy.concatenate(lists).view(numpy.uint32), return_inverse=True)
        often = numpy.bincount(features) >= least
        kept = often[features]
        total = numpy.concatenate([[0], numpy.cumsum(kept)])
        self.starts = total[numpy.concatenate([[0], numpy.cumsum(lengths)])]
        self.lengths = numpy.diff(self.starts)
        self.rows = (numpy.cumsum(often) - 1)[features[kept]]
        self.hashes = hashes[often]

    def take(self, picked, dropped=0.0):
        """Rows of the picked lists, a share of them dropped at random, and where each list starts."""
        lengths = self.lengths[picked]
        offsets = numpy.concatenate([[0], numpy.cumsum(lengths)])[:-1]
        index = numpy.repeat(self.starts[:-1][picked] - offsets, lengths) + numpy.arange(lengths.sum())
        rows = self.rows[index]
        weights = torch.ones(len(rows))
        if dropped:
            weights = (torch.rand(len(rows)) > dropped) / (1 - dropped)
        return torch.from_numpy(rows), torch.from_numpy(offsets), weights


def covers(spans, starts, ends):
    """By word: whether a byte of it stands in one of the spans."""
    inside = numpy.zeros(len(starts), bool)
    for first, end in spans:
        inside |= (starts < end) & (ends > first)
    return inside


class Corpus:
    """Examples of cues and of windows, with their article's number in the file."""

    def __init__(self, program, languages, path):
        """`languages`: model files; the articles are learnt from with the trees of each."""
        self.cue_rows, self.cue_label, self.cue_article = [], [], []
        self.role_rows, self.edge_rows, self.roles, self.window_article = [], [], [], []
        for language in languages:
            out = subprocess.run([program, language], stdin=open(path, "rb"), stdout=subprocess.PIPE, check=True).stdout
            self.data, self.at = numpy.frombuffer(out, numpy.int32), 0
            for number, line in enumerate(open(path, encoding="utf-8")):
                self.read_article(number, json.loads(line)["attributions"])
        self.cues, self.role_bags, self.edge_bags = (
            Bags(self.cue_rows, LEAST_SEEN["cues"]), Bags(self.role_rows, LEAST_SEEN["roles"]), Bags(self.edge_rows, LEAST_SEEN["roles"]))
        self.cue_label = numpy.array(self.cue_label, numpy.float32)
        self.cue_article, self.window_article = numpy.array(self.cue_article), numpy.array(self.window_article)
        self.window_start = numpy.concatenate([[0], numpy.cumsum([len(r) for r in self.roles])])

    def read_article(self, number, attributions):
        words, bags = self.words()
        starts, ends = words[:, 0], words[:, 1]
        in_cue = covers([s for a in attributions for s in a["cue"]], starts, ends)
        in_content = covers([s for a in attributions for s in a["content"]], starts, ends)
        assert self.next() == len(attributions)
        heads = set()
        for attribution in attributions:
            window = self.window()
            if window is None:
                continue
            cue, first, end, roles, edges = window
            heads.add(cue)
            self.roles.append(self.labels(attribution, words[first:end]))
            self.role_rows += roles
            self.edge_rows += edges
            self.window_article.append(number)
        for word, bag in bags:
            if word in heads or not (in_content[word] or (in_cue[word] and words[word, 2] == 16)):
                self.cue_rows.append(bag)
                self.cue_label.append(word in heads)
                self.cue_article.append(number)

    def next(self):
        self.at += 1
        return int(self.data[self.at - 1])

    def bag(self):
        count = self.next()
        self.at += count
        return self.data[self.at - count:self.at]

    def words(self):
        words, bags = [], []
        for i in range(self.next()):
            words.append(self.data[self.at:self.at + 3])
            self.at += 3
            if self.next():
                bags.append((i, self.bag()))
        return numpy.array(words).reshape(-1, 3), bags

    def window(self):
        if not self.next():
            return None
        cue, first, end = self.next(), self.next(), self.next()
        roles, edges = [], []
        for i in range(first, end):
            roles.append(self.bag())
            edges.append(self.bag() if i > first else numpy.zeros(0, numpy.int32))
        return cue, first, end, roles, edges

    @staticmethod
    def labels(attribution, words):
        starts, ends = words[:, 0], words[:, 1]
        roles = numpy.zeros(len(words), numpy.int64)
        roles[covers(attribution["source"], starts, ends)] = SOURCE
        roles[covers(attribution["content"], starts, ends)] = CONTENT
        # The record counts "to", "about", "of" as content, where the annotators often have them in the cue.
        in_cue = covers(attribution["cue"], starts, ends)
        for i in range(len(words) - 2, 0, -1):
            if in_cue[i] and in_cue[i - 1] and words[i, 2] in (ADP, PART, SCONJ) and roles[i + 1] == CONTENT:
                roles[i] = CONTENT
        return roles


def table(rows, outputs):
    weights = torch.nn.EmbeddingBag(rows, outputs, mode="sum")
    torch.nn.init.zeros_(weights.weight)
    return weights


def apply(model, taken):
    rows, offsets, weights = taken
    return model(rows, offsets, per_sample_weights=weights)[:, 0]


def train_cues(corpus, kept, epochs, rate, decay):
    model = table(len(corpus.cues.hashes), 1)
    optimiser = torch.optim.Adagrad(model.parameters(), lr=rate)
    indices = numpy.flatnonzero(~kept[corpus.cue_article])
    generator = numpy.random.default_rng(1)
    for epoch in range(epochs):
        generator.shuffle(indices)
        total = 0.0
        for at in range(0, len(indices), 512):
            picked = indices[at:at + 512]
            scores = apply(model, corpus.cues.take(picked, DROPPED))
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                scores, torch.from_numpy(corpus.cue_label[picked]), reduction="sum") / 512
            loss = loss + decay * (model.weight ** 2).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += float(loss.detach()) * 512
        print(f"cues: epoch {epoch}, loss {total / len(indices):.4f}", report_cues(model, corpus, kept), flush=True)
    return model


def report_cues(model, corpus, kept):
    indices = numpy.flatnonzero(kept[corpus.cue_article])
    if not len(indices):
        return ""
    with torch.no_grad():
        scores = torch.sigmoid(apply(model, corpus.cues.take(indices))).numpy()
    label, best = corpus.cue_label[indices] > 0, (0, 0)
    for threshold in numpy.arange(0.1, 0.9, 0.05):
        hit = ((scores > threshold) & label).sum()
        best = max(best, (2 * hit / max(1, (scores > threshold).sum() + label.sum()), threshold))
    return f"kept: F1 {best[0]:.4f} at {best[1]:.2f}"


class Roles(torch.nn.Module):
    def __init__(self, corpus):
        super().__init__()
        self.words, self.edges = table(len(corpus.role_bags.hashes), 3), table(len(corpus.edge_bags.hashes), 9)

    def scores(self, corpus, windows, dropped=0.0):
        """Of the windows' words one behind the other, padded: [window, word, role] and [window, word, role before, role]."""
        starts = corpus.window_start[windows]
        lengths = corpus.window_start[windows + 1] - starts
        words = numpy.concatenate([numpy.arange(s, s + n) for s, n in zip(starts, lengths)])
        rows, offsets, weights = corpus.role_bags.take(words, dropped)
        node = self.words(rows, offsets, per_sample_weights=weights)
        rows, offsets, weights = corpus.edge_bags.take(words)
        edge = self.edges(rows, offsets, per_sample_weights=weights)
        mask = torch.arange(int(lengths.max()))[None, :] < torch.from_numpy(lengths)[:, None]
        nodes = torch.zeros(len(windows), int(lengths.max()), 3)
        edges = torch.zeros(len(windows), int(lengths.max()), 9)
        gold = torch.zeros(len(windows), int(lengths.max()), dtype=torch.long)
        nodes[mask], edges[mask] = node, edge
        gold[mask] = torch.from_numpy(numpy.concatenate([corpus.roles[w] for w in windows]))
        return nodes, edges.view(len(windows), -1, 3, 3), mask, gold

    @staticmethod
    def loss(nodes, edges, mask, gold):
        alpha = nodes[:, 0]
        right = nodes[:, 0].gather(1, gold[:, :1])[:, 0]
        for t in range(1, nodes.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + edges[:, t], 1) + nodes[:, t]
            alpha = torch.where(mask[:, t, None], step, alpha)
            pair = edges[:, t].flatten(1).gather(1, (3 * gold[:, t - 1] + gold[:, t])[:, None])[:, 0]
            right = right + torch.where(mask[:, t], pair + nodes[:, t].gather(1, gold[:, t:t + 1])[:, 0], 0 * pair)
        return (torch.logsumexp(alpha, 1) - right).sum()

    @staticmethod
    def best(nodes, edges, mask):
        alpha, back = nodes[:, 0], []
        for t in range(1, nodes.shape[1]):
            scores, before = (alpha[:, :, None] + edges[:, t]).max(1)
            back.append(torch.where(mask[:, t, None], before, torch.arange(3)[None, :]))
            alpha = torch.where(mask[:, t, None], scores + nodes[:, t], alpha)
        at = alpha.argmax(1)
        path = [at]
        for step in reversed(back):
            at = step.gather(1, at[:, None])[:, 0]
            path.append(at)
        return torch.stack(path[::-1], 1)


def batches(corpus, windows, generator):
    """Windows of like length together, so that little is padded."""
    lengths = corpus.window_start[windows + 1] - corpus.window_start[windows]
    order = windows[numpy.argsort(lengths + generator.random(len(lengths)) * 4)]
    groups = [order[i:i + 32] for i in range(0, len(order), 32)]
    generator.shuffle(groups)
    return groups


def train_roles(corpus, kept, epochs, rate, decay):
    model = Roles(corpus)
    optimiser = torch.optim.Adagrad(model.parameters(), lr=rate)
    windows = numpy.flatnonzero(~kept[corpus.window_article])
    generator = numpy.random.default_rng(2)
    for epoch in range(epochs):
        total = 0.0
        for group in batches(corpus, windows, generator):
            loss = Roles.loss(*model.scores(corpus, group, DROPPED)) / len(group)
            loss = loss + decay * (model.words.weight ** 2).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += float(loss.detach()) * len(group)
        print(f"roles: epoch {epoch}, loss {total / len(windows):.4f}", report_roles(model, corpus, kept), flush=True)
    return model


def report_roles(model, corpus, kept):
    windows = numpy.flatnonzero(kept[corpus.window_article])
    if not len(windows):
        return ""
    generator = numpy.random.default_rng(3)
    counts, fits = numpy.zeros((3, 3)), 0
    with torch.no_grad():
        for group in batches(corpus, windows, generator):
            nodes, edges, mask, gold = model.scores(corpus, group)
            found = Roles.best(nodes, edges, mask)
            good = torch.ones(len(group), dtype=torch.bool)
            for role in (SOURCE, CONTENT):
                a, b = (found == role) & mask, (gold == role) & mask
                both, na, nb = (a & b).sum(1), a.sum(1), b.sum(1)
                counts[role] += [int(both.sum()), int(na.sum()), int(nb.sum())]
                good &= ((2 * both >= na) & (2 * both >= nb) & (both > 0)) | ((na == 0) & (nb == 0))
            fits += int(good.sum())
    f1 = [2 * counts[r][0] / max(1, counts[r][1] + counts[r][2]) for r in (SOURCE, CONTENT)]
    return f"kept: source F1 {f1[0]:.4f}, content F1 {f1[1]:.4f}, both by half {fits / len(windows):.4f}"


def laid_out(hashes, weights, rows):
    """The table of src/learn/rows.h; what finds no room is left out, least weight first."""
    weights = numpy.clip(numpy.round(weights.detach().numpy() * LOGIT), -127, 127).astype(numpy.int8)
    out = numpy.zeros((rows, 1 + weights.shape[1]), numpy.int8)
    lost = 0
    for i in numpy.argsort(-numpy.abs(weights.astype(int)).max(1), kind="stable"):
        if not weights[i].any():
            break
        check = 1 + (int(hashes[i]) >> 24) % 255
        for probe in range(PROBES):
            row = out[(int(hashes[i]) + probe) % rows]
            if row[0] == 0:
                row[0] = check if check < 128 else check - 256
                row[1:] = weights[i]
                break
        else:
            lost += 1
    print(f"{len(weights)} features in {rows} rows, {lost} left out", flush=True)
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--features", required=True)
    parser.add_argument("--language", required=True, nargs="+")
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    corpus = Corpus(arguments.features, arguments.language, arguments.data / "attribution" / "train.jsonl")
    articles = 1 + int(corpus.cue_article.max())
    kept = numpy.arange(articles) % 10 == 0
    print(f"{len(corpus.cue_label)} words, {int(corpus.cue_label.sum())} cues, {len(corpus.roles)} windows of "
          f"{corpus.window_start[-1] / len(corpus.roles):.1f} words", flush=True)
    cues = train_cues(corpus, kept, 4, 0.03, 1e-6)
    roles = train_roles(corpus, kept, 6, 0.01, 1e-6)
    container.write(arguments.out, {
        "meta": json.dumps({"kind": "attribution"}).encode(),
        "cues": laid_out(corpus.cues.hashes, cues.weight, CUE_ROWS),
        "roles": laid_out(corpus.role_bags.hashes, roles.words.weight, ROLE_ROWS),
        "edges": laid_out(corpus.edge_bags.hashes, roles.edges.weight, EDGE_ROWS),
    })


if __name__ == "__main__":
    sys.exit(main())
