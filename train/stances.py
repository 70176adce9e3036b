"""Teaches the record's heads which statement denies which (NETWORK.md, section 4), on words' vectors that stay as they are: whether a statement denies
anything that its page tells, and of what it denies and what each claims a vector, whose products are compared. The disputes of annotated pages,
those of pages.jsonl and of sentences.jsonl are learnt. The checkpoint gets the head, "stances", and beside it one for each fold of the pages,
"stance_folds", taught by the others alone: what it learns from must not know the answer.

usage: stances.py --data DATA --language FILE --words PROGRAM --kept FILE --checkpoint IN --out OUT [--encoder FOLDER]
"""
import argparse
import collections
import math
import random

import torch
import torch.nn.functional as F
from torch import nn

import antecedents
import pages
import reader
from best import Product

HIDDEN, WIDE = 128, 32
REACH = 48  # statements, as src/record/pairs.h has it


class Stances(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.pool, self.last = Product(inputs, HIDDEN), Product(HIDDEN, 2 + 2 * WIDE)
        nn.init.constant_(self.last.bias[:1], -3.0)

    def forward(self, x, drop=0.0):
        """Of a page's statements: log-odds of denying something [S], and each as what a denial denies [denial, claim]."""
        x = F.dropout(x, drop, self.training)
        y = self.last(F.dropout(F.relu(self.pool(x)).float(), drop, self.training)).float()
        denies, claimed, denial, claim = y.split([1, 1, WIDE, WIDE], 1)
        scores = denial @ claim.t() / math.sqrt(WIDE) + claimed.t()
        order = torch.arange(len(x))
        away = (order[None, :] - order[:, None]).abs()
        return denies[:, 0], scores.masked_fill((away == 0) | (away > REACH), -1e4)


class Statements:
    """Those of a page: what is known of each, and the pairs of claim and denial."""

    def __init__(self, page, record, network):
        rows = []
        for s in record["statements"]:
            cue = page.top_of(page.words_of(s["cue"]))
            if cue is not None:
                rows.append((s["id"], cue, page.words_of(s["content"]), page.words_of(s["speaker"])))
        index = {name: i for i, (name, *_) in enumerate(rows)}
        self.pairs = {(index[d["claim"]], index[d["denial"]]) for d in record["disputes"] if d["claim"] in index and d["denial"] in index}
        self.x = None
        if len(rows) > 1:
            batch, r, out = network.read(page)
            at = torch.tensor([cue for _, cue, _, _ in rows])
            beside, present = reader.windows_beside(batch, at)
            content = reader.marked(beside, present, [words for _, _, words, _ in rows])
            source = reader.marked(beside, present, [words for *_, words in rows]) & ~content
            with torch.no_grad():
                self.x = network.heads.statements(r, out, at, beside, content, source)


def loss_of(net, some, drop):
    denies, scores = net(some.x, drop)
    of_denial = collections.defaultdict(list)
    for claim, denial in some.pairs:
        of_denial[denial].append(claim)
    right = torch.zeros(len(denies))
    right[list(of_denial)] = 1
    loss = 0.3 * F.binary_cross_entropy_with_logits(denies, right, reduction="sum")
    for denial, claims in sorted(of_denial.items()):
        loss = loss + scores[denial].logsumexp(0) - scores[denial][sorted(claims)].logsumexp(0)
    return loss


def learn(some, args):
    """A head taught by pages; of those without a dispute as many are gone through as of those with one, others each time."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    net = Stances(some[0].x.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=args.rate, weight_decay=0.05)
    disputed, calm = [s for s in some if s.pairs], [s for s in some if not s.pairs]
    each = len(disputed) + min(len(calm), len(disputed))
    for turn in range(args.times):
        order = disputed + rng.sample(calm, each - len(disputed))
        rng.shuffle(order)
        for first in range(0, each, 8):
            net.train()
            optimiser.param_groups[0]["lr"] = args.rate * (1 - (turn * each + first) / (args.times * each))
            loss = sum(loss_of(net, s, 0.3) for s in order[first:first + 8]) / 8
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
    return net.eval()


@torch.no_grad()
def figures(nets, folds, some):
    """Right of the claims that are likeliest for a denial, in per cent; and the best F1 of denials that a bound on their chance gives."""
    right, chances = [], []
    for s, fold in zip(some, folds):
        denies, scores = nets[fold](s.x)
        denials = {d for _, d in s.pairs}
        chances += [(denies[k].item(), k in denials) for k in range(len(denies))]
        right += [(scores[d].argmax().item(), d) in s.pairs for d in denials]
    chances.sort(reverse=True)
    hits, best = 0, 0.0
    for given, (_, denies) in enumerate(chances, 1):
        hits += denies
        best = max(best, 2 * hits / (given + len(right)))
    return f"{len(right)} denials; the claim right of {100 * sum(right) / max(1, len(right)):.1f} %; denials found: F1 {best:.3f}"


def main(args):
    torch.set_num_threads(args.threads)
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    network = (antecedents.Large if args.encoder else antecedents.Small)(args, checkpoint)
    words = pages.read_pages(args.data, args.words, args.language, args.kept)
    records = pages.annotated_records(args.data)
    folds = pages.story_folds(records)
    # Of the short texts that are made up, those with disputes; they are of no fold.
    made = {f"own.{name}": r for name, r in pages.own_records(args.data).items() if r.get("disputes") and f"own.{name}" not in records}
    some = {name: Statements(words[name], record, network) for name, record in sorted((records | made).items())}
    some = {name: s for name, s in some.items() if s.x is not None}
    known = [name for name in some if name in records]
    nets = [learn([s for name, s in some.items() if folds.get(name) != fold], args) for fold in range(pages.STORY_FOLDS)]
    for kind in ("record-train.", "own."):
        names = [name for name in known if name.startswith(kind)]
        print(f"{kind[:-1]}: {figures(nets, [folds[n] for n in names], [some[n] for n in names])}", flush=True)
    whole = learn(list(some.values()), args)
    torch.save(checkpoint | {"stances": whole.state_dict(), "stance_folds": [net.state_dict() for net in nets]}, args.out)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "language", "words", "kept", "checkpoint", "out"):
        cli.add_argument(f"--{name}", required=True)
    cli.add_argument("--encoder", help="the folder of the pretrained encoder that the checkpoint went on from")
    cli.add_argument("--times", type=int, default=12)
    cli.add_argument("--rate", type=float, default=1e-3)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--threads", type=int, default=2)
    main(cli.parse_args())
