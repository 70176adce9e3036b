"""Teaches heads of `language-fast` to read the record: its convolutions stay as they are, two more of wide reach and the heads learn
(NETWORK.md, sections 2 and 4)."""
import argparse
import collections
import copy
import json
import math
import random
import subprocess
import tempfile
import time
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F
from torch import nn

import answers
import best
import fast
import pages
import quantise
import reader
import record_heads

DILATIONS = [8, 16]
WIDE, PAIR, CHAIN = 160, 48, 48
LIMIT = 256            # words of a window
UNIT = 1 / 32          # what a step of the trunk's bytes counts here
ROUNDED_FROM, AVERAGED_FROM = 0.7, 0.8


class Words:
    """A word is a piece: windows of this network are counted in words."""

    @staticmethod
    def of(form):
        return (form,)


def taps(h, away, first, end):
    """Each word's vector between those `away` before and behind it, zeros beyond its bounds: [N, 3 C]."""
    n = len(h)
    at = torch.arange(n)
    before, behind = at - away, at + away
    padded = torch.cat([h, h.new_zeros(1, h.shape[1])])
    return torch.cat([padded[torch.where(before >= first, before, n)], h, padded[torch.where(behind < end, behind, n)]], 1)


class Trunk:
    """The language model's file up to its last convolution; its rows are whole numbers."""

    def __init__(self, path):
        self.engine = quantise.Engine(path)
        self.meta = self.engine.meta
        self.t = {k: torch.from_numpy(numpy.array(v)).float() for k, v in self.engine.t.items() if k.startswith(("proj", "conv"))}

    def product(self, x, name):
        return F.linear(x, self.t[f"{name}.weight"]) * self.t[f"{name}.scale"] + self.t[f"{name}.bias"]

    @torch.no_grad()
    def rows(self, page):
        """The last h of NETWORK.md, 2.2, of each word, and its first one: [N, 2 channels] bytes."""
        x = torch.from_numpy(numpy.stack([self.engine.input(f, g) for f, g in zip(page.forms, page.glue)])).float()
        h = first = self.product(x, "proj").round().clamp(0, 255)
        bounds = torch.tensor([(a, b) for a, b in page.sentences for _ in range(a, b)])
        for i, d in enumerate(self.meta["dilations"]):
            y = self.product(taps(h, d, bounds[:, 0], bounds[:, 1]), f"conv{i}")
            h = (y + h * self.t[f"conv{i}.residual"]).round().clamp(0, 255)
        return torch.cat([h, first], 1).to(torch.uint8)


class Bytes(best.Product):
    """A product whose inputs are bytes with one scale for all."""

    def forward(self, x, unit):
        if not self.rounded:
            return super().forward(x)
        scale = self.weight.detach().abs().amax(1).clamp_min(1e-8) / 127
        w, q = best.Rounded.apply(self.weight / scale[:, None]), x / unit
        y = F.linear(q.to(answers.LOW), w.to(answers.LOW)).float() if self.training else F.linear(q, w)
        return y * (scale * unit) + self.bias


class Heads(record_heads.Heads):
    """The record's heads behind convolutions of their own."""

    def __init__(self, channels):
        super().__init__(channels, WIDE, PAIR, CHAIN)
        self.join = Bytes(2 * channels, channels)
        with torch.no_grad():
            nn.init.normal_(self.join.weight, std=(0.3 / channels) ** 0.5)
            self.join.weight[:, :channels] = torch.eye(channels)
            nn.init.zeros_(self.join.bias)
        self.convs = nn.ModuleList(Bytes(3 * channels, channels) for _ in DILATIONS)
        for conv in self.convs:
            nn.init.normal_(conv.weight, std=(0.3 / (3 * channels)) ** 0.5)
            nn.init.zeros_(conv.bias)
        self.word = Bytes(channels, WIDE)
        self.register_buffer("tops", torch.zeros(1 + len(DILATIONS)))
        self.rule = nn.Parameter(torch.eye(len(pages.ACTS)))
        self.register_buffer("trust", torch.zeros(len(pages.FLAGS)))
        self.batch = None

    def scalars(self):
        return super().scalars() + [self.rule]

    def about(self, batch):
        """The batch that is read next."""
        self.batch = batch
        return self

    def rounded(self):
        return self.word.rounded

    def unit(self, i):
        return self.tops[i].item() / 255

    def activation(self, x, i):
        if self.rounded():
            unit = self.unit(i)
            return fast.Rounded.apply(x / unit, 0.0, 255.0) * unit
        if self.training:
            self.tops[i] = max(self.tops[i].item() * 0.99, torch.quantile(x.detach().flatten()[::37].float(), 0.9995).item())
        return x

    def forward(self, rows, drop=0.0):
        h = self.activation(F.relu(self.join(rows.float() * UNIT, UNIT)).float(), 0)
        for i, (conv, d) in enumerate(zip(self.convs, DILATIONS)):
            x = taps(F.dropout(h, drop, self.training), d, *self.batch.bounds.t())
            h = self.activation(F.relu(conv(x, self.unit(i)).float() + h), i + 1)
        r = F.relu(self.word(F.dropout(h, drop, self.training), self.unit(len(DILATIONS)))).float()
        r = F.dropout(r, drop, self.training)
        y = self.head(r).float()
        return r, dict(zip([n for n, _ in self.blocks], y.split([n for _, n in self.blocks], -1)))

    def pairs(self, out, at, beside, sentence):
        """As of record_heads.Heads, by products with all words, which for so small a network is faster than gathering those beside."""
        kinds = self.distance.shape[0]
        u, v = out["head"][at].view(len(at), kinds, -1), out["word"].view(-1, kinds, self.pair)
        s = torch.einsum("ckd,nkd->cnk", u, v) / math.sqrt(self.pair) + out["bias"]
        s = s.gather(1, beside[:, :, None].expand(-1, -1, kinds))
        away, reach = record_heads.bucket(beside - at[:, None]), record_heads.AWAY
        lines = (sentence[beside] - sentence[at][:, None]).clamp(-reach, reach) + reach
        return s + F.embedding(away, self.distance.t()) + F.embedding(lines, self.sentence.t())

    def statements(self, r, out, at, beside, content, source):
        """As of record_heads.Heads, by products with all words."""
        of = [torch.zeros(len(at), len(r)).scatter_add_(1, beside, which.float()) for which in (content, source)]
        look = (out["look"][at] @ out["seen"].t() / math.sqrt(self.pair)).masked_fill(of[0] == 0, -1e9)
        seen = (look.softmax(-1) * of[0]) @ r
        means = [w @ r / w.sum(1, keepdim=True).clamp_min(1) for w in of]
        return torch.cat([r[at], means[0], seen, means[1]], -1)

    def nature(self, r, out, at, beside, content, source):
        """As of record_heads.Heads, and what the act by rule speaks for."""
        found = super().nature(r, out, at, beside, content, source)
        acts = len(pages.ACTS)
        return torch.cat([found[:, :acts] + F.embedding(self.batch.rule[at], self.rule), found[:, acts:] + self.trust * self.batch.flags], 1)

    def round(self):
        best.Network.round(self)


class Batch:
    """Pages one behind another, as reader.py's losses want them."""

    def __init__(self, some, limit, rows=None):
        self.pages, self.first, self.windows, self.sentences = some, [], [], []
        count, window, bounds = 0, [], []
        for page in some:
            self.first.append(count)
            for a, b in page.windows(Words, limit):
                window += [len(self.windows)] * (b - a)
                self.windows.append((count + a, count + b))
            bounds += [(count, count + len(page))] * len(page)
            self.sentences += [(count + a, count + b) for a, b in page.sentences]
            count += len(page)
        self.rows = torch.cat([p.rows for p in some]) if rows is None else rows
        self.flat = range(count)
        self.window, self.bounds = torch.tensor(window), torch.tensor(bounds)
        self.sentence = torch.tensor([k for p in some for k in p.sentence])
        self.rule, self.flags = torch.zeros(count, dtype=torch.long), torch.zeros(len(pages.FLAGS))
        for first, page in zip(self.first, some):
            for s in page.statements or []:
                self.rule[first + s["cue"]] = s["rule"]


def loss_of(heads, batch, drop):
    r, out = heads.about(batch)(batch.rows, drop)
    return sum([reader.cue_loss(out, batch), reader.statement_losses(heads, r, out, batch), reader.event_losses(heads, out, batch),
                reader.chain_loss(heads, out, batch)])


def measure(heads, some):
    heads.eval()

    def read(page):
        batch = Batch([page], LIMIT)
        heads.about(batch)
        return batch, batch.rows
    return reader.measure_heads(heads, some, read)


def add_rule_acts(some, args):
    """Gives each statement the act that the rules see in it."""
    texts, asked = dict(pages.texts(args.data)), []
    some = [p for p in some if p.statements]
    for page in some:
        at = [[page.starts[s["cue"]]] + [x for w in s["content"] for x in (page.starts[w], page.ends[w])] for s in page.statements]
        asked.append(json.dumps({"text": texts[page.name], "statements": at}) + "\n")
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        lines.writelines(asked)
        lines.seek(0)
        given = subprocess.run([args.rules, args.language], stdin=lines, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout.split()
    acts = iter(given)
    for page in some:
        for s in page.statements:
            s["rule"] = int(next(acts))


def taught_pages(some, path):
    """The same pages with the labels that reader_teach.py gave them."""
    taught, found = torch.load(path, weights_only=False)["pages"], []
    for page in some:
        like = copy.copy(page)
        like.like, like.nested_known = page, True
        like.statements, like.triggers = (taught[page.name][kind] for kind in ("statements", "triggers"))
        found.append(like)
    return found


def load(args):
    """The pages that are learnt from, by kind, and those held out."""
    kinds, folds = pages.labelled(args.data, pages.read_pages(args.data, args.words, args.language, args.kept), args.acts)
    held = pages.hold_out(kinds, folds, args.fold)
    kinds["taught"] = taught_pages(kinds["polnear"] + kinds["unlabelled"], args.taught) if args.taught else []
    add_rule_acts(held + [p for kind in ("record", "free", "polnear", "taught") for p in kinds[kind]], args)
    return kinds, held


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    random.seed(args.seed)
    kinds, held = load(args)
    trunk = Trunk(args.language)
    for page in held + [p for kind in ("record", "free", "polnear", "events", "unlabelled") for p in kinds[kind]]:
        page.rows = trunk.rows(page)
    for page in kinds["taught"]:
        page.rows = page.like.rows
    heads = Heads(trunk.meta["channels"])
    if args.start:
        heads.load_state_dict(torch.load(args.start, weights_only=False)["state"])
    plan = reader.plan_of(kinds, kinds["taught"], [], args, random.Random(args.seed))
    scalars = heads.scalars()
    rest = [p for p in heads.parameters() if all(p is not s for s in scalars)]
    optimiser = torch.optim.AdamW([{"params": rest, "peak": args.rate, "weight_decay": 0.01}, {"params": scalars, "peak": args.rate * 10, "weight_decay": 0.0}],
                                  lr=args.rate, betas=(0.9, 0.98), fused=True)
    print(f"{len(plan)} batches, {sum(len(p) for b in plan for p in b)} words; fold {args.fold} of {pages.FOLDS} held out: {len(held)} pages", flush=True)
    began, average, lost = time.time(), None, collections.Counter()
    for step, some in enumerate(plan):
        gone = step / len(plan)
        if gone >= ROUNDED_FROM and not heads.rounded():
            heads.round()
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 100) * (1 - gone)
        heads.train()
        loss = loss_of(heads, Batch(some, LIMIT if random.random() < 0.5 else random.randint(60, LIMIT)), args.dropout)
        if not loss.requires_grad:
            continue
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(heads.parameters(), 2.0)
        optimiser.step()
        lost["sum"] += loss.item()
        if gone > AVERAGED_FROM and step % 5 == 0:
            average = answers.averaged(average, heads)
        if step % 100 == 99:
            print(f"{gone:.3f} step {step + 1} loss {lost['sum'] / 100:.3f} {time.time() - began:.0f}s", flush=True)
            lost.clear()
        if step % args.check == args.check - 1:
            print(" ", measure(heads, held), flush=True)
        if args.seconds and time.time() - began > args.seconds:
            break
    if average:
        heads.load_state_dict(average)
    figures = [str(measure(heads, held))]
    print(*figures, sep="\n", flush=True)
    torch.save({"state": heads.state_dict(), "figures": figures, "args": vars(args), "held": [p.name for p in held]}, args.out)


def arguments(cli):
    cli.add_argument("--data", required=True)
    cli.add_argument("--language", required=True, help="the language model to go on from (.onr)")
    cli.add_argument("--words", required=True, help="the program train/words")
    cli.add_argument("--rules", required=True, help="the program train/rule-acts")
    cli.add_argument("--kept", default="words.tsv", help="where the words of all pages are kept")
    cli.add_argument("--acts", default=str(Path(__file__).parent / "acts.tsv"))
    cli.add_argument("--taught", help="labels by reader_teach.py")
    cli.add_argument("--start", help="a checkpoint of an earlier training to go on from, with a smaller --rate")
    cli.add_argument("--out", default="reader_fast.pt")
    cli.add_argument("--times", type=float, nargs=4, default=[14, 1.8, 3.5, 3], help="how often records, attributions, these as taught and events are gone through")
    cli.add_argument("--rate", type=float, default=2e-3)
    cli.add_argument("--dropout", type=float, default=0.1)
    cli.add_argument("--fold", type=int, default=0, help="the fold of the records that is held out; -1: none")
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--threads", type=int, default=2)
    cli.add_argument("--check", type=int, default=400)
    cli.add_argument("--seconds", type=float, help="stop after this long")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    arguments(parser)
    train(parser.parse_args())
