"""Teaches the encoder of `language-best` to read the record as well: goes on from the language model with windows of whole paragraphs,
trees and names beside statements, events and chains of mentions (NETWORK.md, sections 3 and 4)."""
import argparse
import collections
import fnmatch
import json
import random
import time
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F
from torch import nn

import answers
import best
import container
import corpora
import features
import pages
import parsing
import record_heads

LIMIT = best.POSITIONS - 2


def start_from_file(path):
    """The network of a language model's file, its int8 weights as floats; with its pieces and inventory."""
    sections = container.read(path)
    meta = json.loads(sections["meta"])
    inventory = corpora.inventory_of(meta)

    def floats(name):
        return torch.from_numpy(container.floats(sections, name))

    def rows(name, scale):
        return torch.from_numpy(container.rows(sections, name, scale))
    network = best.Network(inventory, meta["pieces"])
    state = {"piece.weight": rows("embed.piece", "embed.piece.scale"), "position.weight": rows("embed.position", "embed.position.scale"),
             "case.weight": floats("embed.case").view(10, -1), "glue.weight": floats("embed.glue").view(5, -1),
             "arc_root": floats("arc.root"), "arc_bias": floats("arc.bias"), "label_distance": floats("label.distance").view(-1, best.LABEL_DIM)}
    for ours, theirs in [("norm", "embed.norm")] + [(f"layers.{i}.norm{k}", f"layer{i}.norm{k}") for i in range(best.LAYERS) for k in (1, 2)]:
        state[f"{ours}.weight"], state[f"{ours}.bias"] = floats(theirs).view(2, -1)
    products = [(f"layers.{i}.{p}", f"layer{i}.{p}") for i in range(best.LAYERS) for p in ("qkv", "out", "up", "down")]
    for ours, theirs in products + [(n, n) for n in ("word", "head", "label")]:
        state[f"{ours}.weight"], state[f"{ours}.bias"] = rows(f"{theirs}.weight", f"{theirs}.scale"), floats(f"{theirs}.bias")
    network.load_state_dict(state)
    return network, meta, inventory


def kept_pieces(encoder):
    """The pieces in the order of their rows: those of the pretrained vocabulary that the model keeps."""
    vocabulary = (Path(encoder) / "vocab.txt").read_text(encoding="utf-8").split("\n")
    vocabulary = vocabulary[:-1] if not vocabulary[-1] else vocabulary
    return [vocabulary[i] for i in best.kept_pieces(vocabulary)]


class Batch:
    """Windows of one page or several as tensors; the words of all stand one behind another, window by window."""

    def __init__(self, some, inputs, limit):
        self.pages, self.first = some, []
        rows, count, window = [], 0, []
        self.windows = []
        for page in some:
            self.first.append(count)
            for a, b in page.windows(inputs.pieces, limit):
                ids, cases, glues, firsts, lasts = [inputs.cls], [features.CASE_NONE], [0], [], []
                for i in range(a, b):
                    got = inputs.pieces.of(page.forms[i])[:max(best.POSITIONS - 1 - len(ids), 0)]
                    firsts.append(min(len(ids), best.POSITIONS - 2))
                    ids += got
                    cases += [features.case_class(page.forms[i])] * len(got)
                    glues += [page.glue[i]] * len(got)
                    lasts.append(len(ids) - 1)
                window += [len(rows)] * (b - a)
                self.windows.append((count + a, count + b))
                rows.append((ids + [inputs.sep], cases + [features.CASE_NONE], glues + [0], firsts, lasts))
            count += len(page)
        longest = max(len(r[0]) for r in rows)
        out = [numpy.full((len(rows), longest), fill, numpy.int64) for fill in (0, features.CASE_NONE, 0)]
        flat = []
        for b, row in enumerate(rows):
            for a, values in zip(out, row):
                a[b, :len(values)] = values
            flat += [(b * longest + f, b * longest + z) for f, z in zip(row[3], row[4])]
        self.ids, self.cases, self.glues = map(torch.from_numpy, out)
        lengths = torch.tensor([len(r[0]) for r in rows])
        self.absent = torch.arange(longest)[None, :] >= lengths[:, None]
        self.flat = torch.tensor(flat)
        self.window = torch.tensor(window)
        self.sentence = torch.tensor([k for p in some for k in p.sentence])
        self.sentences = [(f + a, f + b) for f, p in zip(self.first, some) for a, b in p.sentences]


def vectors(network, batch, dropout):
    mask = torch.zeros(batch.absent.shape).masked_fill(batch.absent, -1e9)[:, None, None, :]
    x = network.encode(batch.ids, batch.cases, batch.glues, mask, dropout)
    return x.reshape(-1, best.HIDDEN)[batch.flat].view(-1, 2 * best.HIDDEN)


def language_outputs(network, x, dropout=0.0):
    z = F.relu(network.word(x)).float()
    if network.training and dropout:
        z = F.dropout(z, dropout)
    y = network.head(z).float()
    return dict(zip([n for n, _ in network.outputs], y.split([n for _, n in network.outputs], -1)))


def by_sentence(out, sentences):
    """The flat outputs as [sentence, word, …], padded, and the lengths."""
    longest = max(b - a for a, b in sentences)
    at = torch.tensor([[min(a + k, b - 1) for k in range(longest)] for a, b in sentences])
    return {k: v[at] for k, v in out.items()}, torch.tensor([b - a for a, b in sentences])


class Columns:
    """A sentence of a page as corpora.Labels wants it."""

    def __init__(self, page, a, b):
        for kind in ("upos", "xpos", "feats", "deprels", "ner"):
            column = getattr(page, kind)
            setattr(self, kind, column[a:b] if column else None)
        self.heads = [h - a if h >= a else -1 for h in page.heads[a:b]] if page.upos else None
        self.size = b - a

    def __len__(self):
        return self.size


def language_loss(network, out, batch, labels):
    sentences, columns, first = [], [], 0
    for first, page in zip(batch.first, batch.pages):
        for a, b in page.sentences:
            if b - a <= 120:
                sentences.append((first + a, first + b))
                columns.append(Columns(page, a, b))
    if not sentences:
        return torch.zeros(())
    order = sorted(range(len(sentences)), key=lambda i: len(columns[i]))
    total = torch.zeros(())
    # Sentences of like length together, since arcs cost the square of the longest.
    groups = [order[i:i + 16] for i in range(0, len(order), 16)]
    words = sum(map(len, columns))
    for group in groups:
        part, lengths = by_sentence(out, [sentences[i] for i in group])
        gold = labels.tensors([columns[i] for i in group], int(lengths.max()))
        n = int(lengths.sum())
        loss = answers.cross_entropy(part["ner"], gold["ner"], 0.0)
        if columns[group[0]].heads is not None:
            loss = loss + parsing.tree_loss(network, part, gold, lengths, 0.03)
        total = total + loss * (n / words)
    return total


def windows_beside(batch, at):
    """For words `at`: the words of their windows [C, W], and which of these are there."""
    bounds = [batch.windows[w] for w in batch.window[at].tolist()]
    longest = max(b - a for a, b in bounds)
    beside = torch.tensor([[min(a + k, b - 1) for k in range(longest)] for a, b in bounds])
    present = torch.tensor([[a + k < b for k in range(longest)] for a, b in bounds])
    return beside, present


def marked(beside, present, words):
    """Which of the words beside are among each row's `words`."""
    out = torch.zeros(beside.shape, dtype=torch.bool)
    for row, (some, base) in enumerate(zip(words, beside[:, 0].tolist())):
        for w in some:
            if 0 <= w - base < beside.shape[1]:
                out[row, w - base] = True
    return out & present


def surprise(scores, right):
    """-log of the share of the right columns in each row."""
    return scores.logsumexp(1) - scores.masked_fill(~right, -1e9).logsumexp(1)


def pointer_loss(scores, nobody, target, present):
    """-log of the share of the right words, `nobody` where there is none. scores [C, W], target [C, W] bool."""
    full = torch.cat([scores.masked_fill(~present, -1e9), nobody[:, None]], 1)
    right = torch.cat([target, ~target.any(1, keepdim=True)], 1)
    return surprise(full, right)


def cue_loss(out, batch):
    """Of cues: outermost, nested (record), outermost as PolNeAR has them."""
    known, gold = torch.zeros(len(batch.flat), 3), torch.zeros(len(batch.flat), 3)
    for first, page in zip(batch.first, batch.pages):
        if page.statements is None:
            continue
        here = slice(first, first + len(page))
        for word, inside in page.nested_cues.items():
            known[first + word, 1], gold[first + word, 1] = 1, float(inside)
        if page.nested_known:
            known[here, :2] = 1
        else:
            known[here, 2] = 1
        for s in page.statements:
            gold[first + s["cue"], 2 if not page.nested_known else int(s["inside"])] = 1
            if not page.nested_known and (s["act"] is not None or s["no_statement"]):
                # Whoever labelled the act also said whether the record takes it for a statement.
                known[first + s["cue"], 0] = 1
                gold[first + s["cue"], 0] = s["act"] is not None
    if not known.any():
        return torch.zeros(())
    p = F.binary_cross_entropy_with_logits(out["cue"], gold, reduction="none")
    return 40 * (p * known).sum() / known.sum()


def statement_losses(heads, r, out, batch):
    rows = [(first, s) for first, page in zip(batch.first, batch.pages) for s in page.statements or [] if not s.get("no_statement") or s["content"]]
    if not rows:
        return torch.zeros(())
    if len(rows) > 48:
        rows = random.sample(rows, 48)
    at = torch.tensor([f + s["cue"] for f, s in rows])
    beside, present = windows_beside(batch, at)
    scores = heads.pairs(out, at, beside, batch.sentence)
    content = marked(beside, present, [[f + w for w in s["content"]] for f, s in rows])
    source = marked(beside, present, [[f + w for w in s["source"]] for f, s in rows]) & ~content
    roles = torch.cat([torch.zeros(*beside.shape, 1), scores[:, :, :2]], 2)
    gold = source.long() + 2 * content.long()
    near = F.cross_entropy(roles.transpose(1, 2), gold, reduction="none") * present
    loss = 4 * near.sum() / present.sum() + 0.02 * near.sum() / len(rows)
    told = [i for i, (_, s) in enumerate(rows) if s["addressee_known"]]
    if told:
        target = marked(beside, present, [[f + s["addressee"]] if s["addressee"] is not None else [] for f, s in rows])
        loss = loss + pointer_loss(scores[told, :, 2], out["nobody"][at[told], 0], target[told], present[told]).mean()
    acts = [i for i, (_, s) in enumerate(rows) if s["act"] is not None]
    if acts:
        nature = heads.nature(r, out, at[acts], beside[acts], content[acts], source[acts])
        gold_acts = torch.tensor([rows[i][1]["act"] for i in acts])
        flags = torch.tensor([rows[i][1]["flags"] for i in acts]).float()
        k = len(pages.ACTS)
        loss = loss + 2 * F.cross_entropy(nature[:, :k], gold_acts, label_smoothing=0.05) + 6 * F.binary_cross_entropy_with_logits(nature[:, k:], flags)
    return loss


def event_losses(heads, out, batch):
    gold = torch.full((len(batch.flat),), -100)
    rows, sentence_loss, count = [], torch.zeros(()), 0
    for first, page in zip(batch.first, batch.pages):
        if page.triggers is not None:
            gold[first:first + len(page)] = 0
            for word, kind, status, actors, recipients in page.triggers:
                gold[first + word] = kind
                rows.append((first, word, status, actors, recipients))
        elif page.no_triggers:
            gold[[first + w for w in page.no_triggers]] = 0
        elif page.classes is not None:
            # A sentence whose events have no trigger: some word has the class, or none has any.
            logp = out["trigger"][first:first + len(page)].log_softmax(-1)
            count += 1
            if not page.classes:
                sentence_loss = sentence_loss - logp[:, 0].sum()
            for c in page.classes:
                sentence_loss = sentence_loss - torch.log((1 - (1 - logp[:, c].exp()).clamp_min(1e-6).log().sum().exp()).clamp_min(1e-6))
    loss = 0.3 * sentence_loss / max(count, 1)
    if not (gold >= 0).any():
        return loss
    p = F.cross_entropy(out["trigger"], gold, reduction="none", ignore_index=-100)
    loss = loss + 30 * p.sum() / (gold >= 0).sum()
    if not rows:
        return loss
    at = torch.tensor([f + w for f, w, *_ in rows])
    loss = loss + 0.5 * F.cross_entropy(out["status"][at], torch.tensor([s for _, _, s, _, _ in rows]))
    beside, present = windows_beside(batch, at)
    scores = heads.pairs(out, at, beside, batch.sentence)
    for k, part in ((3, 3), (4, 4)):
        for n in range(2):
            # Each of several actors is a target of its own; all its mentions are right.
            some = [i for i, row in enumerate(rows) if n < max(1, len(row[part]))]
            if not some:
                continue
            target = marked(beside[some], present[some], [[rows[i][0] + w for w in rows[i][part][n]] if rows[i][part] else [] for i in some])
            lost = torch.tensor([bool(rows[i][part]) for i in some]) & ~target.any(1)
            p = pointer_loss(scores[some, :, k], out["nobody"][at[some], k - 2], target, present[some])
            loss = loss + 0.5 * (p * ~lost).sum() / len(rows)
    return loss


def chain_loss(heads, out, batch):
    loss, count = torch.zeros(()), 0
    for first, page in zip(batch.first, batch.pages):
        if not page.mentions or len(page.mentions) < 2:
            continue
        chain = [c for _, c in page.mentions]
        scores = heads.antecedents(out, torch.tensor([first + w for w, _ in page.mentions]))
        same = torch.tensor([[i > j and chain[i] == chain[j] and i - j <= record_heads.MOST_BEFORE for j in range(len(chain))] for i in range(len(chain))])
        right = torch.cat([same, ~same.any(1, keepdim=True)], 1)
        loss = loss + surprise(scores, right).sum()
        count += len(chain)
    return loss / max(count, 1)


def loss_of(network, batch, labels, dropout):
    x = vectors(network, batch, dropout)
    trees = language_loss(network, language_outputs(network, x, dropout), batch, labels)
    # News has trees of the language model itself: they hold what is known, and count less than gold.
    gold = batch.pages[0].gold_trees or batch.pages[0].upos is None
    if all(p.statements is None and p.classes is None and p.triggers is None and not p.mentions for p in batch.pages):
        return trees
    r, out = network.record(x, dropout)
    parts = [cue_loss(out, batch), statement_losses(network.record, r, out, batch), event_losses(network.record, out, batch), chain_loss(network.record, out, batch)]
    return sum(parts) + (1.0 if gold else 0.4) * trees


def f1(hit, given, gold):
    return 200.0 * hit / max(1, given + gold)


@torch.no_grad()
def measure(network, some, inputs):
    """Figures of pages with records, as the network reads them."""
    network.eval()

    def read(page):
        batch = Batch([page], inputs, LIMIT)
        return batch, vectors(network, batch, 0.0)
    return measure_heads(network.record, some, read)


@torch.no_grad()
def measure_heads(heads, some, read):
    """Figures of heads on pages with records, given gold cues and contents where they are asked for; `read` gives a page's batch and its words' vectors."""
    n = collections.Counter()
    for page in some:
        batch, x = read(page)
        r, out = heads(x)
        for kind in (0, 1):
            gold = {s["cue"] for s in page.statements if s["inside"] == bool(kind)}
            given = set((out["cue"][:, kind] > 0).nonzero().flatten().tolist())
            n["cue", kind, "hit"] += len(gold & given)
            n["cue", kind, "given"] += len(given)
            n["cue", kind, "gold"] += len(gold)
        if page.statements:
            at = torch.tensor([s["cue"] for s in page.statements])
            beside, present = windows_beside(batch, at)
            scores = heads.pairs(out, at, beside, batch.sentence)
            content = marked(beside, present, [s["content"] for s in page.statements])
            source = marked(beside, present, [s["source"] for s in page.statements]) & ~content
            found = torch.cat([torch.zeros(*beside.shape, 1), scores[:, :, :2]], 2).argmax(-1) * present
            for k, gold in ((1, source), (2, content)):
                n["role", k, "hit"] += int(((found == k) & gold).sum())
                n["role", k, "given"] += int((found == k).sum())
                n["role", k, "gold"] += int(gold.sum())
            nature = heads.nature(r, out, at, beside, content, source)
            k = len(pages.ACTS)
            n["act", "hit"] += int((nature[:, :k].argmax(-1) == torch.tensor([s["act"] for s in page.statements])).sum())
            n["act", "all"] += len(at)
            flags = torch.tensor([s["flags"] for s in page.statements])
            n["flag", "hit"] += int(((nature[:, k:] > 0) & flags).sum())
            n["flag", "given"] += int((nature[:, k:] > 0).sum())
            n["flag", "gold"] += int(flags.sum())
            full = torch.cat([scores[:, :, 2].masked_fill(~present, -1e9), out["nobody"][at, 0][:, None]], 1).argmax(1)
            for row, s in enumerate(page.statements):
                word = int(beside[row, full[row]]) if full[row] < beside.shape[1] else None
                n["told", "hit"] += word is not None and word == s["addressee"]
                n["told", "given"] += word is not None
                n["told", "gold"] += s["addressee"] is not None
        kinds = out["trigger"].argmax(-1)
        gold = {w: k for w, k, *_ in page.triggers}
        n["event", "hit"] += sum(int(kinds[w]) == k for w, k in gold.items())
        n["event", "given"] += int((kinds > 0).sum())
        n["event", "gold"] += len(gold)
        if page.mentions:
            scores = heads.antecedents(out, torch.tensor([w for w, _ in page.mentions])).argmax(1).tolist()
            for i, (w, chain) in enumerate(page.mentions):
                known = any(c == chain for _, c in page.mentions[:i])
                picked = scores[i] if scores[i] < len(page.mentions) else None
                n["chain", "hit"] += (page.mentions[picked][1] == chain) if picked is not None else not known
                n["chain", "all"] += 1
                if page.upos[w] == "PRON" and known:
                    n["pronoun", "hit"] += picked is not None and page.mentions[picked][1] == chain
                    n["pronoun", "all"] += 1
    def of(*key):
        return round(f1(n[(*key, "hit")], n[(*key, "given")], n[(*key, "gold")]), 1)
    return {"cue outer": of("cue", 0), "nested": of("cue", 1), "source": of("role", 1), "content": of("role", 2),
            "act": round(100 * n["act", "hit"] / max(1, n["act", "all"]), 1), "flags": of("flag"), "addressee": of("told"), "event class": of("event"),
            "chain": round(100 * n["chain", "hit"] / max(1, n["chain", "all"]), 1), "pronouns": round(100 * n["pronoun", "hit"] / max(1, n["pronoun", "all"]), 1)}


@torch.no_grad()
def read_tree(network, out, a, b, inventory):
    """Of the sentence of words [a, b): each word's head (b - a: none), relation, UPOS and XPOS, as the outputs `out` of a page have them."""
    part, lengths = by_sentence(out, [(a, b)])
    heads = answers.best_tree(network.arcs(part, lengths)[0].numpy())
    labels = network.labels(part, torch.tensor([heads]))
    labels[:, :, inventory["deprels"].index("root")] = -1e9
    relations = ["root" if h == b - a else inventory["deprels"][k] for h, k in zip(heads, labels.argmax(-1)[0].tolist())]
    upos, xpos = ([inventory[tag][k] for k in part[tag][0].argmax(-1).tolist()] for tag in ("upos", "xpos"))
    return zip(heads, relations, upos, xpos)


@torch.no_grad()
def tree_figures(network, some, inputs, inventory):
    """Tags and trees of gold pages, read in windows."""
    network.eval()
    hits, words = collections.Counter(), 0
    for page in some:
        batch = Batch([page], inputs, LIMIT)
        out = language_outputs(network, vectors(network, batch, 0.0))
        for a, b in page.sentences:
            for i, (head, relation, upos, _) in enumerate(read_tree(network, out, a, b, inventory), a):
                gold = page.heads[i]
                if head == (b - a if gold < 0 else gold - a):
                    hits["uas"] += 1
                    hits["las"] += relation.split(":")[0] == page.deprels[i].split(":")[0]
                hits["upos"] += upos == page.upos[i]
            words += b - a
    return {k: round(100 * v / words, 2) for k, v in hits.items()}


def plan_of(kinds, trees, named, args, rng):
    """The batches of the whole training as lists of pages, each kind so many times over."""
    plan = []
    for some, times, words in ((kinds["record"] + kinds["free"], args.times[0], 900), (kinds["polnear"], args.times[1], 1100), (trees, args.times[2], 1100),
                               (named, 1.0, 700), (kinds["events"], args.times[3], 700)):
        whole = int(len(some) * times)
        order = []
        while len(order) < whole:
            order += rng.sample(some, len(some))
        batch = []
        for page in order[:whole]:
            if batch and sum(map(len, batch)) + len(page) > words:
                plan.append(batch)
                batch = []
            batch.append(page)
        if batch:
            plan.append(batch)
    rng.shuffle(plan)
    return plan


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    random.seed(args.seed)
    rng = random.Random(args.seed)
    network, meta, inventory = start_from_file(args.language)
    pieces = kept_pieces(args.encoder)
    assert len(pieces) == meta["pieces"]
    network.record = record_heads.Heads(2 * best.HIDDEN)
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=False)["state"])
    inputs, labels = best.Inputs(pieces), corpora.Labels(inventory)
    kinds, folds = pages.labelled(args.data, pages.read_pages(args.data, args.words, args.language, args.kept), args.acts)
    held = pages.hold_out(kinds, folds, args.fold)
    for pattern, times in args.more:
        kinds["record"] += [p for p in kinds["record"] if fnmatch.fnmatch(p.name, pattern)] * (int(times) - 1)
    trees, named = pages.tree_pages(args.data, "train"), pages.name_pages(args.data, rng)
    dev_trees = {n: [p for p in pages.tree_pages(args.data, "dev") if p.name.startswith(n)] for n in ("ewt", "gum")}
    plan = plan_of(kinds, trees, named, args, rng)
    encoder = [p for n, p in network.named_parameters() if n.startswith(("layers", "piece", "position", "norm"))]
    scalars = network.record.scalars()
    known = {id(p) for p in scalars}
    heads = [p for p in network.record.parameters() if id(p) not in known]
    known |= {id(p) for p in encoder + heads}
    rest = [p for p in network.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW([{"params": encoder, "peak": args.rate, "weight_decay": 0.01}, {"params": rest, "peak": args.rate * 2, "weight_decay": 0.0},
                                   {"params": heads, "peak": args.rate * 8, "weight_decay": 0.01}, {"params": scalars, "peak": args.rate * 80, "weight_decay": 0.0}], lr=args.rate, betas=(0.9, 0.98), fused=True)
    print(f"{len(plan)} batches, {sum(len(p) for b in plan for p in b)} words; fold {args.fold} of {pages.FOLDS} held out: {len(held)} pages", flush=True)
    began, average, lost, start = time.time(), None, collections.Counter(), 0
    kept_at = Path(args.out + ".part")
    if kept_at.exists():
        part = torch.load(kept_at, weights_only=False)
        network.load_state_dict(part["state"])
        optimiser.load_state_dict(part["optimiser"])
        start, average = part["step"], part["average"]
    for step in range(start, len(plan)):
        gone = step / len(plan)
        # New heads learn first what the encoder says already, lest they shake it.
        for p in encoder + rest:
            p.requires_grad_(step >= args.heads_first)
        if gone >= best.ROUNDED_FROM:
            network.round()
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 100 if group["peak"] > args.rate * 2 else max(0, step - args.heads_first) / 150) * (1 - gone)
        network.train()
        # Windows of many lengths, so that no place in one means anything.
        batch = Batch(plan[step], inputs, LIMIT if random.random() < 0.5 else random.randint(60, LIMIT))
        loss = loss_of(network, batch, labels, args.dropout)
        if not loss.requires_grad:
            continue
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        lost["sum"] += loss.item()
        if gone > best.AVERAGED_FROM and step % 5 == 0:
            average = answers.averaged(average, network)
        if step % 50 == 49:
            print(f"{gone:.3f} step {step + 1} loss {lost['sum'] / 50:.3f} {time.time() - began:.0f}s", flush=True)
            lost.clear()
        if step % args.check == args.check - 1:
            torch.save({"state": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1, "average": average}, kept_at)
            print(" ", measure(network, held, inputs), flush=True)
            print(" ", {n: tree_figures(network, p[:8], inputs, inventory) for n, p in dev_trees.items()}, flush=True)
    if average:
        network.load_state_dict(average)
    if args.mean:
        other, share = torch.load(args.mean[0], weights_only=False)["state"], float(args.mean[1])
        network.load_state_dict({k: (1 - share) * v + share * other.get(k, v) for k, v in network.state_dict().items()})
    figures = [str(measure(network, held, inputs))] + [f"{n} {tree_figures(network, p, inputs, inventory)}" for n, p in dev_trees.items()]
    print(*figures, sep="\n", flush=True)
    torch.save({"state": network.state_dict(), "pieces": pieces, "inventory": inventory, "figures": figures, "outputs": network.outputs, "args": vars(args),
                "held": [p.name for p in held]}, args.out)
    kept_at.unlink(missing_ok=True)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--data", required=True)
    cli.add_argument("--encoder", required=True, help="folder of the pretrained encoder, for its vocab.txt")
    cli.add_argument("--language", required=True, help="the language model to go on from (.onr)")
    cli.add_argument("--words", required=True, help="the program train/words")
    cli.add_argument("--kept", default="words.tsv", help="where the words of all pages are kept")
    cli.add_argument("--acts", default=str(Path(__file__).parent / "acts.tsv"))
    cli.add_argument("--out", default="reader.pt")
    cli.add_argument("--times", type=float, nargs=4, default=[9, 1.2, 1.4, 2], help="how often records, attributions, trees and events are gone through")
    cli.add_argument("--start", help="a checkpoint of an earlier training to go on from, with --heads-first 0 and a smaller --rate")
    cli.add_argument("--more", nargs=2, action="append", default=[], metavar=("PATTERN", "TIMES"),
                     help="how often pages of such a name are gone through for once of the others: record-train.* 3")
    cli.add_argument("--rate", type=float, default=1e-4)
    cli.add_argument("--dropout", type=float, default=0.1)
    cli.add_argument("--mean", nargs=2, metavar=("CHECKPOINT", "SHARE"),
                     help="the weights that are kept are the mean of what was learnt and SHARE of these, which tell trees better; heads that they lack stay as learnt")
    cli.add_argument("--fold", type=int, default=0, help="the fold of the records that is held out; -1: none")
    cli.add_argument("--heads-first", type=int, default=120, help="steps at the start in which the new heads alone learn")
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--threads", type=int, default=2)
    cli.add_argument("--check", type=int, default=400)
    train(cli.parse_args())
