"""Teaches the record's heads who acts in an event and on whom, also from sentences whose events have both by their words and no trigger (the sets with
spans of DATA/events), beside the events of annotated pages. Words' vectors stay as they are, and of the heads all but the rows of these two
parts (NETWORK.md, section 4: `actor`, `recipient`), so that nothing else is read otherwise. Of a sentence's event the word is taken for its trigger
that the heads hold for the likeliest.

usage: parties.py --data DATA --language FILE --words PROGRAM --kept FILE --encoder FOLDER --checkpoint IN --out OUT [--without FOLD]
"""
import argparse
import collections
import math
import random
import types

import torch
import torch.nn.functional as F
from torch import nn

import antecedents
import pages
import reader
import record_heads

PARTS = [len(record_heads.ROLES) + record_heads.POINTERS.index(name) for name in ("actor", "recipient")]
LEAST = math.log(0.02)  # of a trigger's chance; below it the sentence's event is told in another way
MOST = 2                # of several actors as many are learnt, as reader.py does
MUTUAL = {pages.CLASSES.index(name) for name in ("AGREE", "CONSULT", "COOPERATE")}  # There both sides act in a record (docs/RECORD.md).
TIMES = 2               # that sentences are gone through for once of the pages, which are far more


class Text:
    """A page or sentence: r of its words, and of each event's part the trigger, which part, and the words that are right (none: nobody has it)."""

    def __init__(self, name, batch, r, rows):
        self.name, self.r, self.rows = name, r.half(), rows
        self.batch = types.SimpleNamespace(windows=batch.windows, window=batch.window, sentence=batch.sentence)


def of_page(page, network):
    batch, r, _ = network.read(page)
    rows = [(word, part, some) for word, _, _, *both in page.triggers for part, named in enumerate(both) for some in (named or [[]])[:MOST]]
    return Text(page.name, batch, r, rows)


def of_sentence(page, network):
    batch, r, out = network.read(page)
    chances = out["trigger"].log_softmax(-1)
    rows = []
    for kind, *both in page.parties:
        word = int(chances[:, kind].argmax())
        if chances[word, kind] > LEAST:
            rows += [(word, part, [page.top_of(words)]) for part, words in enumerate(both)
                     if words and word not in words and not (part == 1 and kind in MUTUAL)]
    return Text(page.name, batch, r, rows)


def scores_of(heads, text, drop):
    """The rows' scores of the words beside them, nobody's, and which words are right and which are there."""
    r = F.dropout(text.r.float(), drop)
    out = dict(zip([n for n, _ in heads.blocks], heads.head(r).float().split([n for _, n in heads.blocks], -1)))
    at, part = (torch.tensor(column) for column in list(zip(*text.rows))[:2])
    beside, present = reader.windows_beside(text.batch, at)
    kind = torch.tensor(PARTS)[part]
    scores = heads.pairs(out, at, beside, text.batch.sentence)[torch.arange(len(at)), :, kind]
    nobody = out["nobody"][at, kind - len(record_heads.ROLES)]
    return scores, nobody, reader.marked(beside, present, [words for *_, words in text.rows]), present


def loss_of(heads, text, drop):
    scores, nobody, right, present = scores_of(heads, text, drop)
    lost = torch.tensor([bool(words) for *_, words in text.rows]) & ~right.any(1)  # Named in another window.
    return (reader.pointer_loss(scores, nobody, right, present) * ~lost).sum()


@torch.no_grad()
def figures(heads, texts):
    """Per cent right of each part, where somebody has it and where nobody has."""
    n = collections.Counter()
    for text in texts:
        scores, nobody, right, present = scores_of(heads, text, 0.0)
        full = torch.cat([scores.masked_fill(~present, -1e9), nobody[:, None]], 1)
        good = torch.cat([right, ~right.any(1, keepdim=True)], 1).gather(1, full.argmax(1, keepdim=True))[:, 0]
        for (_, part, words), hit in zip(text.rows, good.tolist()):
            n[part, bool(words), "hit"] += hit
            n[part, bool(words), "all"] += 1
    return {f"{'actor' if part == 0 else 'recipient'}{'' if some else ' none'}": f"{100 * n[part, some, 'hit'] / total:.1f} of {total}"
            for (part, some, which), total in sorted(n.items()) if which == "all"}


def keep_the_rest(heads):
    """Lets learn the rows of actor and recipient alone."""
    free = torch.zeros(len(heads.head.bias))
    first = 0
    for name, count in heads.blocks:
        if name in ("head", "word", "bias"):
            size = count // heads.distance.shape[0]
            free[first + PARTS[0] * size:first + (PARTS[1] + 1) * size] = 1
        if name == "nobody":
            free[[first + k - len(record_heads.ROLES) for k in PARTS]] = 1
        first += count
    parts = torch.zeros(heads.distance.shape[0], 1)
    parts[PARTS] = 1
    for tensor, mask in ((heads.head.weight, free[:, None]), (heads.head.bias, free), (heads.distance, parts), (heads.sentence, parts)):
        tensor.register_hook(lambda grad, mask=mask: grad * mask)


def learn(heads, texts, args):
    rng = random.Random(args.seed)
    keep_the_rest(heads)
    slow = [heads.head.bias, heads.distance, heads.sentence]
    optimiser = torch.optim.AdamW([{"params": [heads.head.weight], "peak": args.rate}, {"params": slow, "peak": 5 * args.rate}], lr=args.rate,
                                  betas=(0.9, 0.98), weight_decay=0.0)
    step, waiting = 0, 0
    for _ in range(args.times):
        rng.shuffle(texts)
        lost, count = 0.0, 0
        for text in texts:
            loss = loss_of(heads, text, 0.15)
            (loss / 30).backward()
            lost, count, waiting, step = lost + loss.item(), count + len(text.rows), waiting + len(text.rows), step + 1
            if waiting > 60:
                for group in optimiser.param_groups:
                    group["lr"] = group["peak"] * (1 - step / (args.times * len(texts)))
                nn.utils.clip_grad_norm_([heads.head.weight, *slow], 1.0)
                optimiser.step()
                optimiser.zero_grad()
                waiting = 0
        print(f"loss {lost / count:.3f}", flush=True)


def main(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    network = antecedents.Large(args, checkpoint)
    kinds, folds = pages.labelled(args.data, pages.read_pages(args.data, args.words, args.language, args.kept), args.acts)
    held = [of_page(p, network) for p in pages.hold_out(kinds, folds, args.fold) if p.triggers]
    without = [of_sentence(p, network) for p in kinds["events"] if p.parties and p.parties_fold == args.without]
    texts = TIMES * [of_sentence(p, network) for p in kinds["events"] if p.parties and p.parties_fold != args.without]
    texts += [of_page(p, network) for p in kinds["record"] + kinds["free"] if p.triggers]
    texts, without = ([t for t in some if t.rows] for some in (texts, without))
    print(f"{len(texts)} texts; held out: {len(held)} pages, {len(without)} sentences", flush=True)
    for say, step in (("before", lambda: None), ("now", lambda: learn(network.heads, texts, args))):
        step()
        print(f"{say}: pages {figures(network.heads, held)}, sentences {figures(network.heads, without)}", flush=True)
    torch.save(checkpoint | {"state": network.state()}, args.out)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "language", "words", "kept", "encoder", "checkpoint", "out"):
        cli.add_argument(f"--{name}", required=True)
    cli.add_argument("--acts", default=str(pages.Path(__file__).with_name("acts.tsv")))
    cli.add_argument("--fold", type=int, default=0)
    cli.add_argument("--without", type=int, help="leave out a fold of the sentences, to measure with")
    cli.add_argument("--times", type=int, default=4)
    cli.add_argument("--rate", type=float, default=3e-4)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--threads", type=int, default=2)
    main(cli.parse_args())
