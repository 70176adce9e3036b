#!/usr/bin/env python3
"""Learns whom a mention takes up, on a reader that has done learning: the scores of all earlier mentions from words' vectors and from signs that
stand in the page, and those of the best few once more by a small network over both mentions (after Dobrovolskii 2021). What reads words stays as it
is. Learns from GUM's chains, with mentions and trees as the large network finds them, and from annotated pages but those held out (NETWORK.md, section 4).

usage: antecedents.py --data DATA [--encoder FOLDER] --language MODEL.onr --words TOOL --kept WORDS.tsv --checkpoint reader.pt --out reader.pt
Without --encoder the checkpoint is one of reader_fast.py.
"""
import argparse
import random

import torch
import torch.nn.functional as F
from torch import nn

import best
import corpora
import pages
import reader
import reader_fast
import record_heads
from best import Product

PRONOUNS = [set(words.split()) for words in ("he him his himself", "she her hers herself", "it its itself", "they them their theirs themselves",
                                             "i me my mine myself", "we us our ours ourselves", "you your yours yourself yourselves", "this that these those")]
NAME, NOUN, OTHER, HE, SHE, IT, THEY, I, WE, YOU, THIS = range(11)
# The signs of a pair, and how many values each has: what both are; whether their words are alike, and one stands right above the other in a tree;
# sentences between; which are subjects; numbers; articles.
SIGNS = {"what": 11 * 11, "alike": 6 * 2, "sentences": 8, "subjects": 4, "numbers": 9, "articles": 36}
REACH = 8        # words of a name on each side of its head
BEST = 12        # antecedents that are looked at twice
WIDE = 64


def what(page, word):
    form = page.forms[word].lower()
    if page.upos[word] in ("PRON", "DET"):
        return next((HE + k for k, forms in enumerate(PRONOUNS) if form in forms), OTHER)
    return NAME if page.upos[word] == "PROPN" else NOUN


def name_around(page, word):
    """The names' words around a name's, with it."""
    if page.upos[word] != "PROPN":
        return []
    def belongs(k):
        return 0 <= k < len(page) and abs(k - word) <= REACH and page.upos[k] == "PROPN" and page.sentence[k] == page.sentence[word]
    first = last = word
    while belongs(first - 1):
        first -= 1
    while belongs(last + 1):
        last += 1
    return [page.forms[k].lower() for k in range(first, last + 1)]


def article(page, word):
    """0 none that counts, 1 the, 2 a, 3 this or that, 4 of pronouns, 5 a name without."""
    if what(page, word) > NOUN:
        return 4
    for k in range(word - 1, max(-1, word - 6), -1):
        if page.sentence[k] != page.sentence[word]:
            break
        if page.upos[k] in ("DET", "PRON"):
            form = page.forms[k].lower()
            return 1 if form == "the" else 2 if form in ("a", "an") else 3 if form in PRONOUNS[-1] else 0
        if page.upos[k] not in ("ADJ", "NOUN", "PROPN", "NUM", "ADV"):
            break
    return 5 if page.upos[word] == "PROPN" else 0


def number(page, word):
    """0 unknown, 1 one, 2 several."""
    kind = what(page, word)
    if kind in (THEY, WE) or page.xpos[word] in ("NNS", "NNPS"):
        return 2
    return 1 if kind in (HE, SHE, IT, I) or page.xpos[word] in ("NN", "NNP") else 0


class Mention:
    def __init__(self, page, word):
        self.word, self.kind, self.form, self.sentence = word, what(page, word), page.forms[word].lower(), page.sentence[word]
        self.name = name_around(page, word)
        self.initials = "".join(w[0] for w in self.name) if len(self.name) > 1 else ""
        before = word - 1
        modified = before >= 0 and page.sentence[before] == self.sentence and page.upos[before] in ("ADJ", "NOUN", "PROPN")
        self.before = page.forms[before].lower() if modified else None
        self.article, self.number = article(page, word), number(page, word)
        self.subject = int((page.deprels[word] or "").startswith("nsubj"))
        above = page.heads[word]
        self.above = {above, page.heads[above]} - {-1} if above >= 0 else set()


def alike(m, n):
    """0 nothing, 1 the head's form, 2 a word of both names, 3 the whole name or the noun with the word before it, 4 a pronoun's form, 5 initials."""
    if m.kind > NOUN or n.kind > NOUN:
        return 4 if m.form == n.form else 0
    if m.name and m.name == n.name:
        return 3
    if m.form == n.form:
        return 3 if not m.name and m.before is not None and m.before == n.before else 1
    if set(m.name) & set(n.name):
        return 2
    return 5 if n.initials and m.form.replace(".", "") == n.initials or m.initials and n.form.replace(".", "") == m.initials else 0


def signs(page, words):
    """[M, 80, 6]: of each mention, and of those before it, the nearest first."""
    mentions = [Mention(page, w) for w in words]
    found = torch.zeros(len(words), min(len(words), record_heads.MOST_BEFORE), len(SIGNS), dtype=torch.long)
    for i, m in enumerate(mentions):
        for k in range(min(i, record_heads.MOST_BEFORE)):
            n = mentions[i - 1 - k]
            nested = n.word in m.above or m.word in n.above
            found[i, k] = torch.tensor([m.kind * 11 + n.kind, alike(m, n) * 2 + nested, min(m.sentence - n.sentence, 7),
                                        m.subject * 2 + n.subject, m.number * 3 + n.number, m.article * 6 + n.article])
    return found


class Antecedents(nn.Module):
    """Goes on from the bilinear scores of a reader's heads (record_heads.Heads.antecedents)."""

    def __init__(self, heads):
        super().__init__()
        self.chain = heads.chain
        rows = {}
        for name, count in heads.blocks:
            rows[name] = range(sum(map(len, rows.values())), sum(map(len, rows.values())) + count)
        self.rows = [i for name in ("later", "earlier", "new") for i in rows[name]]
        self.first = Product(heads.wide, len(self.rows))
        self.first.weight.data, self.first.bias.data = heads.head.weight.data[self.rows].clone(), heads.head.bias.data[self.rows].clone()
        self.distance = nn.Parameter(heads.chain_distance.data.clone())
        self.add = nn.Parameter(torch.zeros(sum(SIGNS.values())))
        self.at, self.beside = Product(heads.wide, WIDE), Product(heads.wide, WIDE)
        self.signs = nn.Parameter(0.1 * torch.randn(sum(SIGNS.values()) + record_heads.CHAIN_BUCKETS, WIDE))
        self.out = nn.Parameter(torch.zeros(WIDE))
        self.offsets = torch.tensor([sum(list(SIGNS.values())[:k]) for k in range(len(SIGNS))])

    def scalars(self):
        return [self.distance, self.add]

    def put_back(self, heads):
        heads.head.weight.data[self.rows], heads.head.bias.data[self.rows] = self.first.weight.data, self.first.bias.data
        heads.chain_distance.data = self.distance.data

    def forward(self, r, found, drop=0.0):
        """Of mentions' vectors and the signs of those before: scores [M, 80 + 1], the nearest first, the last column nobody's."""
        m, before = found.shape[:2]
        r = F.dropout(r, drop, self.training)
        later, earlier, new = self.first(r).float().split([self.chain, self.chain, 1], 1)
        away = torch.arange(1, before + 1)
        words = torch.arange(m)[:, None] - away
        there = words >= 0
        words = words.clamp_min(0)
        bucket, rows = record_heads.chain_bucket(away), found + self.offsets
        s = (later @ earlier.t()).gather(1, words) / self.chain ** 0.5 + self.distance[bucket] + self.add[rows].sum(-1)
        s = s.masked_fill(~there, -1e9)
        chosen = s.detach().topk(min(BEST, before), 1).indices
        signs = self.signs[rows.gather(1, chosen[:, :, None].expand(-1, -1, len(SIGNS)))].sum(2) + self.signs[sum(SIGNS.values()) + bucket][chosen]
        seen = self.at(r).float()[:, None] + self.beside(r).float()[words.gather(1, chosen)] + signs
        again = F.dropout(F.relu(seen), drop, self.training) @ self.out
        s = torch.full_like(s, -1e9).scatter(1, chosen, s.gather(1, chosen) + again).masked_fill(~there, -1e9)
        return torch.cat([s, new], 1)


def documents(data, part):
    """GUM's documents whole, with the spans of their entities."""
    found = []
    for s in corpora.trees(data, part)["gum"]:
        if s.newdoc:
            found.append(pages.Page(f"gum.{len(found)}"))
            found[-1].glue, found[-1].entities = [], []
        pages.append_tree(found[-1], s)
    return [p.finish() for p in found]


def read_trees(network, page, x, inventory):
    """Puts the network's tags and trees in the place of the gold ones."""
    out = reader.language_outputs(network, x)
    for a, b in page.sentences:
        for i, (head, relation, upos, xpos) in enumerate(reader.read_tree(network, out, a, b, inventory), a):
            page.heads[i] = a + head if head < b - a else -1
            page.deprels[i], page.upos[i], page.xpos[i] = relation, upos, xpos


def spans(page):
    """Head → (first, end) of the phrases of nouns and pronouns, a possessive's mark among them, and of names that modify a noun."""
    below = [[] for _ in range(len(page))]
    for i, h in enumerate(page.heads):
        if h >= 0:
            below[h].append(i)
    found = {}
    for i in range(len(page)):
        noun = page.upos[i] in ("NOUN", "PROPN") and page.deprels[i] not in ("flat", "compound", "fixed", "goeswith")
        modifier = page.upos[i] == "PROPN" and page.deprels[i] == "compound"
        pronoun = page.upos[i] == "PRON" and page.xpos[i] in ("PRP", "PRP$", "DT") and page.deprels[i] != "expl"
        if noun or pronoun:
            words, rest = [i], [c for c in below[i] if page.deprels[c].split(":")[0] not in ("case", "conj", "cc", "punct", "appos", "parataxis", "cop", "nsubj", "mark", "advmod")]
            while rest:
                words.append(rest.pop())
                rest += below[words[-1]]
            end = max(words) + 1
            found[i] = (min(words), end + (end < len(page) and page.xpos[end] == "POS"))
        elif modifier:
            found[i] = (i, i + 1)
    return found


class Document:
    """A page's mentions: vectors, signs, and which earlier ones are the same."""

    def __init__(self, page, r, mentions):
        words, chain = [w for w, _ in mentions], [c for _, c in mentions]
        self.r, self.signs = r[torch.tensor(words)], signs(page, words)
        before = self.signs.shape[1]
        same = torch.tensor([[k < i and chain[i - 1 - k] == chain[i] for k in range(before)] for i in range(len(words))])
        self.right = torch.cat([same, ~same.any(1, keepdim=True)], 1)


def gum_mentions(page):
    """All phrases that may be mentions, each with its chain or alone."""
    chain_of, exact = {}, {(a, b): chain for a, b, chain, _ in page.entities}
    for a, b, chain, _ in sorted(page.entities, key=lambda e: e[1] - e[0]):
        chain_of.setdefault(page.top_of(range(a, b)), chain)
    return [(head, exact.get(span, chain_of.get(head, ("alone", head)))) for head, span in sorted(spans(page).items())]


def learn(net, documents, args, rng):
    slow = {id(p) for p in net.scalars()}
    groups = [{"params": [p for p in net.parameters() if id(p) not in slow], "peak": args.rate, "weight_decay": 0.01},
              {"params": net.scalars(), "peak": 5 * args.rate, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=args.rate, betas=(0.9, 0.98))
    net.train()
    steps, step = args.times * len(documents), 0
    for _ in range(args.times):
        rng.shuffle(documents)
        waiting, lost = 0, 0.0
        for d in documents:
            scores = net(d.r, d.signs, 0.2).clamp_min(-30)
            loss = reader.surprise(scores, d.right).sum() / 60
            loss.backward()
            waiting, lost, step = waiting + len(d.r), lost + loss.item(), step + 1
            if waiting > 150:
                for group in groups:
                    group["lr"] = group["peak"] * (1 - step / steps)
                torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimiser.step()
                optimiser.zero_grad()
                waiting = 0
        print(f"loss {lost / len(documents):.3f}", flush=True)
    net.eval()


@torch.no_grad()
def right_of(net, documents):
    """Per cent of mentions given the right antecedent, or rightly none."""
    hits = [d.right.gather(1, net(d.r, d.signs).argmax(1, keepdim=True)).squeeze(1) for d in documents]
    return 100 * torch.cat(hits).float().mean().item()


class Large:
    """What reader.py taught."""

    def __init__(self, args, checkpoint):
        self.network, _, self.inventory = reader.start_from_file(args.language)
        self.network.record = record_heads.Heads(2 * best.HIDDEN)
        self.network.load_state_dict(checkpoint["state"])
        self.network.eval()
        self.heads, self.inputs = self.network.record, best.Inputs(reader.kept_pieces(args.encoder))

    def state(self):
        return self.network.state_dict()

    @torch.no_grad()
    def read(self, page, treeless=False):
        """The page as a batch, r of its words and what the heads make of them (NETWORK.md, section 4); the network's tags and trees take the place of
        the page's where it is to have none."""
        batch = reader.Batch([page], self.inputs, reader.LIMIT)
        x = reader.vectors(self.network, batch, 0.0)
        if treeless:
            read_trees(self.network, page, x, self.inventory)
        return batch, *self.heads(x)


class Small:
    """What reader_fast.py taught, which knows no trees: it takes a page's."""

    def __init__(self, args, checkpoint):
        self.heads = reader_fast.Heads(checkpoint["state"]["join.weight"].shape[0])
        self.heads.load_state_dict(checkpoint["state"])
        self.heads.eval()
        self.trunk = reader_fast.Trunk(args.language)

    def state(self):
        return self.heads.state_dict()

    @torch.no_grad()
    def read(self, page, treeless=False):
        page.rows = self.trunk.rows(page)
        for s in page.statements or []:  # A batch holds the rules' acts, of which r knows nothing.
            s.setdefault("rule", 0)
        batch = reader_fast.Batch([page], reader_fast.LIMIT)
        return batch, *self.heads.about(batch)(batch.rows)


def main(args):
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    torch.set_num_threads(args.threads)
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    network = (Large if args.encoder else Small)(args, checkpoint)
    kinds, folds = pages.labelled(args.data, pages.read_pages(args.data, args.words, args.language, args.kept), args.acts)
    held = pages.hold_out(kinds, folds, args.fold)
    gum = []
    for page in documents(args.data, "train"):
        _, r, _ = network.read(page, treeless=True)
        gum.append(Document(page, r, gum_mentions(page)))
    def annotated(some):
        return [Document(p, network.read(p)[1], p.mentions) for p in some if len(p.mentions) > 1]
    records, held = annotated(kinds["record"] + kinds["free"]), annotated(held)
    print(f"{len(gum)} documents, {len(records)} pages; held out: {len(held)}", flush=True)
    net = Antecedents(network.heads).eval()
    print(f"before: {right_of(net, held):.1f} % right on pages held out", flush=True)
    learn(net, gum * 2 + records, args, rng)
    print(f"now: {right_of(net, held):.1f} %", flush=True)
    net.put_back(network.heads)
    torch.save(checkpoint | {"state": network.state(), "antecedents": net.state_dict()}, args.out)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "language", "words", "kept", "checkpoint", "out"):
        cli.add_argument(f"--{name}", required=True)
    cli.add_argument("--encoder", help="the folder of the pretrained encoder that the checkpoint went on from")
    cli.add_argument("--acts", default=str(pages.Path(__file__).with_name("acts.tsv")))
    cli.add_argument("--fold", type=int, default=0)
    cli.add_argument("--times", type=int, default=4)
    cli.add_argument("--rate", type=float, default=1e-3)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--threads", type=int, default=2)
    main(cli.parse_args())
