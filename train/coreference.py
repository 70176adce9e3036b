#!/usr/bin/env python3
"""Coreference on whole documents of GUM, with predicted mentions: MUC, B³ and CEAFe with their mean, as CoNLL-2012 counts them
(Pradhan et al. 2014), without chains of one mention. The network gives trees and tags, nouns and pronouns are the mentions, and each goes to
the antecedent that its heads find likeliest, or is new.

usage: coreference.py --data DATA --encoder FOLDER --language MODEL.onr --checkpoint reader.pt
"""
import argparse
import collections

import numpy
import torch
from scipy.optimize import linear_sum_assignment

import antecedents

POLITICAL = ("person", "organization", "place")


def muc(key, response):
    """Links of the key's chains that the response has, and how many there are."""
    chain_of = {m: i for i, chain in enumerate(response) for m in chain}
    found = whole = 0
    for chain in key:
        parts = {chain_of.get(m, ("alone", m)) for m in chain}
        found += len(chain) - len(parts)
        whole += len(chain) - 1
    return found, whole


def b_cubed(key, response):
    shared = sum(len(k & r) ** 2 / len(k) for k in key for r in response)
    return shared, sum(map(len, key))


def ceaf(key, response):
    """The best pairing of chains by φ4."""
    if not key or not response:
        return 0.0, len(key)
    likeness = numpy.array([[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key])
    return likeness[linear_sum_assignment(-likeness)].sum(), len(key)


class Scores:
    """Sums over documents of what each measure found and could have found, for recall and for precision."""

    def __init__(self):
        self.sums = collections.defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])

    def add(self, key, response):
        for measure in (muc, b_cubed, ceaf):
            sums = self.sums[measure.__name__]
            for k, value in enumerate((*measure(key, response), *measure(response, key))):
                sums[k] += value

    def of(self, name):
        found, of_key, given, of_response = self.sums[name]
        return found / max(of_key, 1e-9), given / max(of_response, 1e-9)

    def f1(self, name):
        recall, precision = self.of(name)
        return 2 * recall * precision / max(recall + precision, 1e-9)

    def __str__(self):
        each = {name: 100 * self.f1(name) for name in ("muc", "b_cubed", "ceaf")}
        return " ".join(f"{n} {f:.1f}" for n, f in each.items()) + f" mean {sum(each.values()) / 3:.1f}"


def check():
    """The worked example of Pradhan et al. 2014, section 4."""
    scores = Scores()
    scores.add([set("abc"), set("defg")], [set("ab"), set("cd"), set("fghi")])
    for name, expected in (("muc", (0.40, 0.40)), ("b_cubed", (0.42, 0.50)), ("ceaf", (0.65, 0.43))):
        assert tuple(round(v, 2) for v in scores.of(name)) == expected, (name, scores.of(name))


def chains_of(links):
    """Chains of two mentions or more, from (mention, chain)."""
    chains = collections.defaultdict(set)
    for mention, chain in links:
        chains[chain].add(mention)
    return [c for c in chains.values() if len(c) > 1]


def key_of(page, kinds):
    """The gold chains; with `kinds` only those of a person, a body or a place."""
    chains = collections.defaultdict(set)
    kind_of = {}
    for a, b, chain, kind in page.entities:
        chains[chain].add((a, b))
        kind_of[chain] = kind
    return [c for name, c in chains.items() if len(c) > 1 and (not kinds or kind_of[name] in kinds)]


@torch.no_grad()
def main(args):
    check()
    torch.set_num_threads(args.threads)
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    network = antecedents.Large(args, checkpoint)
    net = antecedents.Antecedents(network.heads).eval()
    net.load_state_dict(checkpoint["antecedents"])
    every, political = Scores(), Scores()
    for page in antecedents.documents(args.data, "dev"):
        keys = key_of(page, None), key_of(page, POLITICAL)
        _, r, _ = network.read(page, treeless=True)
        phrases = antecedents.spans(page)
        heads = sorted(phrases)
        found = antecedents.signs(page, heads)
        chain, links = {}, []
        for i, before in enumerate(net(r[torch.tensor(heads)], found).argmax(1).tolist()):
            chain[i] = chain[i - 1 - before] if before < found.shape[1] else i
            links.append((phrases[heads[i]], chain[i]))
        response = chains_of(links)
        every.add(keys[0], response)
        political.add(keys[1], response)
    print("all mentions:", every)
    print("persons, bodies, places alone in the key:", political)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "encoder", "language", "checkpoint"):
        cli.add_argument(f"--{name}", required=True)
    cli.add_argument("--threads", type=int, default=1)
    main(cli.parse_args())
