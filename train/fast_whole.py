"""Goes on teaching the whole of `language-fast`: its tables and convolutions learn to read the record with the heads behind them, beside tags, trees and
names (NETWORK.md, sections 2 and 4.2). reader_fast.py teaches the heads alone. Each step has pages of records and sentences of trees, so that neither
is learnt at the other's cost. The model file that it goes on from is written again up to its heads; these are in the checkpoint."""
import argparse
import collections
import itertools
import random
import time

import numpy
import torch
import torch.nn.functional as F
from torch import nn

import answers
import checkpoint
import container
import corpora
import fast
import parsing
import quantise
import reader
import reader_fast

BYTE = 1 / 32          # what a step of the file's bytes counts here, to begin with
ROUNDED_FROM, AVERAGED_FROM = 0.6, 0.7


class FileWords:
    """The rows of words as the file has them: by their hashes."""

    def __init__(self, engine):
        self.engine, self.known = engine, {}

    def get(self, key, missing):
        if key not in self.known:
            self.known[key] = self.engine.row_of(key) or missing
        return self.known[key]


def network_of(file, engine, trees):
    """The network of the file, its bytes as floats. The file has the scores of arcs without their scale, which no answer asks for: the one is taken under
    which `trees` are likeliest."""
    meta, t = file.meta, {k: torch.from_numpy(numpy.array(v)).float() for k, v in engine.t.items()}
    inventory = corpora.inventory_of(meta)
    network = fast.Network(inventory, meta["words"] - 1)
    layers = len(meta["dilations"])
    units = [BYTE]
    for i in range(layers):
        units.append(units[i] / t[f"conv{i}.residual"].item())
    network.tops |= {"word": BYTE * 127, "sub": BYTE * 127, "label": BYTE * 255} | {f"h{i}": unit * 255 for i, unit in enumerate(units)}
    network.word.weight.data = t["word.rows"] * BYTE
    sub = BYTE * t["sub.multiply"].item()
    network.sub.weight.data[:-1], network.glue.weight.data = t["sub.rows"] * sub, t["glue.rows"] * sub
    file.put("proj", network.proj, units[0] / BYTE, units[0])
    for i, conv in enumerate(network.convs):
        file.put(f"conv{i}", conv, units[i + 1] / units[i], units[i + 1])
    file.put("head", network.head, 1 / units[layers])
    file.put("label", network.label, 1 / BYTE)
    network.label_distance.data = t["label.distance"] * BYTE
    rows, first = {}, 0
    for name, n in network.outputs:
        rows[name], first = slice(first, first + n), first + n
    for name in ("label_dep", "label_head"):
        network.head.weight.data[rows[name]] *= BYTE
        network.head.bias.data[rows[name]] *= BYTE
    network.quantised = True
    weights, biases = network.head.weight.data.clone(), network.head.bias.data.clone()

    def scale_arcs(step):
        for name in ("arc_dep", "arc_head"):
            network.head.weight.data[rows[name]], network.head.bias.data[rows[name]] = weights[rows[name]] * step, biases[rows[name]] * step
            network.tops[name] = step * 127
        network.arc_root.data, network.arc_bias.data = t["arc.root"] * step, t["arc.bias"] * step**2

    def unlikely(step):
        scale_arcs(step)
        with torch.no_grad():
            return answers.cross_entropy(network.arcs(network(*trees[0]), trees[0][-1]), trees[1]["heads"]).item()
    scale_arcs(min((1 / 8 / 1.1**k for k in range(30)), key=unlikely))
    return network, inventory


class Pages:
    """Pages' words as the network takes them, and its rows of them as the record's heads do."""

    def __init__(self, network, inputs):
        self.network, self.inputs = network, inputs

    def rows(self, some, dropout=0.0, drop_word=0.0):
        """[last h ; first h] of each word, in the file's bytes."""
        network, bounds, first = self.network, [], 0
        for page in some:
            if not hasattr(page, "ids"):
                page.ids = torch.tensor([self.inputs.row(f) for f in page.forms], dtype=torch.int32)
            bounds += [(first + a, first + b) for a, b in page.sentences for _ in range(a, b)]
            first += len(page)
        bounds = torch.tensor(bounds).t()
        ids, glue = torch.cat([p.ids for p in some]).long(), torch.tensor([g for p in some for g in p.glue])
        h = start = network.activation(F.relu(network.input(ids[None], glue[None], drop_word)[0]), "h0")
        for i, (conv, d) in enumerate(zip(network.convs, fast.DILATIONS)):
            taps = reader_fast.taps(F.dropout(h, dropout, network.training), d, *bounds)
            h = network.activation(F.relu(network.linear(taps, conv) + h), f"h{i + 1}")
        return torch.cat([h * (255 / network.tops[f"h{len(fast.DILATIONS)}"]), start * (255 / network.tops["h0"])], 1)

    def measure(self, heads, some):
        self.network.eval()
        heads.eval()

        def read(page):
            batch = reader_fast.Batch([page], reader_fast.LIMIT, self.rows([page]))
            heads.about(batch)
            return batch, batch.rows
        return reader.measure_heads(heads, some, read)


def tree_batches(data, taught, words, rng):
    """Sentences with trees and with names, of people and of the teacher, by turns and without end."""
    trees, named = [s for part in corpora.trees(data, "train").values() for s in part], corpora.names(data)
    while True:
        epoch = corpora.batches(trees, words, rng) + corpora.batches(rng.sample(named, min(len(named), 6000)), words, rng)
        epoch += corpora.batches(rng.sample(taught, min(len(taught), 2 * len(trees))), words, rng)
        rng.shuffle(epoch)
        yield from epoch


def tree_loss(network, batch, inputs, labels, dropout):
    ids, glue, lengths = inputs.tensors(batch)
    if random.random() < 0.1:
        glue = glue * 0
    gold = labels.tensors(batch, ids.shape[1])
    out = network(ids, glue, lengths, dropout, 0.1)
    if batch[0].soft is not None:
        return fast.taught_loss(network, out, gold, fast.soft_tensors(batch, ids.shape[1]), lengths)
    loss = answers.cross_entropy(out["ner"], gold["ner"])
    return loss if batch[0].heads is None else loss + parsing.tree_loss(network, out, gold, lengths, 0.03)


def write(network, path):
    """The file again, with what was learnt up to the record's heads."""
    sections = container.read(path)
    learnt = quantise.network_sections({"state": network.state_dict(), "tops": network.tops, "outputs": network.outputs})
    container.write(path, sections | learnt)


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    random.seed(args.seed)
    rng = random.Random(args.seed)
    kinds, held = reader_fast.load(args)
    file, engine = checkpoint.File(args.language), quantise.Engine(args.language)
    inputs = fast.Inputs(FileWords(engine))
    some = [s for part in corpora.trees(args.data, "dev").values() for s in part[::8]]
    ids, glue, lengths = inputs.tensors(some)
    labels = corpora.Labels(corpora.inventory_of(file.meta))
    dev = (ids, glue, lengths), labels.tensors(some, ids.shape[1])
    network, inventory = network_of(file, engine, dev)
    heads = reader_fast.Heads(file.meta["channels"])
    heads.load_state_dict((torch.load(args.start, weights_only=False) if args.start else checkpoint.small(file))["state"])
    read = Pages(network, inputs)

    def figures(part=None):
        def parse(sentences):
            return parsing.parse(network, sentences, inputs, inventory)
        return [str(read.measure(heads, held)), *parsing.figures(parse, args.data, part)]
    print(*figures(300), sep="\n  ", flush=True)
    network.quantised = False
    taught = torch.load(args.trees, weights_only=False)
    plan = reader.plan_of(kinds, kinds["taught"], [], args, rng)
    scalars = heads.scalars()
    rest = [p for p in heads.parameters() if all(p is not s for s in scalars)]
    optimiser = torch.optim.AdamW([{"params": network.parameters(), "peak": args.rate, "weight_decay": 0.0}, {"params": rest, "peak": args.rate, "weight_decay": 0.01},
                                   {"params": scalars, "peak": args.rate * 10, "weight_decay": 0.0}], lr=args.rate, betas=(0.9, 0.98), fused=True)
    print(f"{len(plan)} steps, {sum(len(p) for b in plan for p in b)} words of records; fold {args.fold} held out: {len(held)} pages", flush=True)
    began, average, lost = time.time(), None, collections.Counter()
    for step, (some, trees) in enumerate(zip(plan, tree_batches(args.data, taught, args.tree_words, rng))):
        gone = max(step / len(plan), (time.time() - began) / args.seconds if args.seconds else 0.0)
        if gone >= 1:
            break
        if gone >= ROUNDED_FROM and not network.quantised:
            network.quantised = True
            heads.round()
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 100) * (1 - gone)
        network.train()
        heads.train()
        limit = reader_fast.LIMIT if random.random() < 0.5 else random.randint(60, reader_fast.LIMIT)
        record = reader_fast.loss_of(heads, reader_fast.Batch(some, limit, read.rows(some, args.dropout, 0.05)), args.dropout)
        tree = tree_loss(network, trees, inputs, labels, args.dropout)
        optimiser.zero_grad(set_to_none=True)
        (record + tree).backward()
        nn.utils.clip_grad_norm_(itertools.chain(network.parameters(), heads.parameters()), 3.0)
        optimiser.step()
        lost["record"] += record.item()
        lost["tree"] += tree.item()
        if gone > AVERAGED_FROM and step % 5 == 0:
            average = answers.averaged(average, nn.ModuleList([network, heads]))
        if step % 100 == 99:
            print(f"{gone:.3f} step {step + 1} loss {lost['record'] / 100:.3f} + {lost['tree'] / 100:.3f} {time.time() - began:.0f}s", flush=True)
            lost.clear()
        if step % args.check == args.check - 1:
            print(*figures(300), sep="\n  ", flush=True)
    if average:
        nn.ModuleList([network, heads]).load_state_dict(average)
    if args.mean:
        other, share = args.mean[0], float(args.mean[1])
        other, _ = network_of(checkpoint.File(other), quantise.Engine(other), dev)
        network.load_state_dict({k: (1 - share) * v + share * other.state_dict()[k] for k, v in network.state_dict().items()})
        network.tops = {k: (1 - share) * v + share * other.tops[k] for k, v in network.tops.items()}
    network.quantised = True
    heads.round()
    said = figures()
    print(*said, sep="\n", flush=True)
    write(network, args.language)
    torch.save({"state": heads.state_dict(), "figures": said, "args": vars(args), "held": [p.name for p in held]}, args.out)
    if args.reference:
        quantise.dump(quantise.Engine(args.language), args.reference)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    reader_fast.arguments(cli)
    cli.add_argument("--trees", required=True, help="sentences parsed by language-best (see teach.py)")
    cli.add_argument("--tree-words", type=int, default=900, help="words of trees in a step, padding included")
    cli.add_argument("--mean", nargs=2, metavar=("FILE", "SHARE"), help="the network that is written is the mean of what was learnt and SHARE of FILE's, which tells trees better")
    cli.add_argument("--reference", help="where to write one sentence's activations")
    cli.set_defaults(times=[8, 1.2, 3, 2.5], rate=1e-3, check=1500)
    train(cli.parse_args())
