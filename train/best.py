"""Trains `language-best`: a pretrained MiniLM encoder fine-tuned with the heads of NETWORK.md, its int8 rounding simulated in the last part."""
import argparse
import json
import math
import random
import struct
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

HIDDEN, LAYERS, ATTENTION_HEADS, INTERMEDIATE, POSITIONS = 384, 6, 12, 1536, 256
ARC_DIM, LABEL_DIM, ARC_REACH, LABEL_REACH = 256, 128, 32, 8
ROUNDED_FROM = 0.75  # the part of training after which int8 is simulated
AVERAGED_FROM = 0.85


def read_safetensors(path):
    """Name → float32 tensor of a .safetensors file (an 8-byte length, a JSON header, the data)."""
    raw = Path(path).read_bytes()
    size = struct.unpack_from("<Q", raw)[0]
    header = json.loads(raw[8:8 + size])
    found = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            found[name] = torch.from_numpy(numpy.frombuffer(raw, numpy.float32, (end - start) // 4, 8 + size + start).reshape(entry["shape"]).copy())
    return found


def kept_pieces(vocabulary):
    """Rows of the pretrained vocabulary that folded text can ask for: specials and what is of printable ASCII or one symbol."""
    specials = ["[UNK]", "[CLS]", "[SEP]"]
    kept = [vocabulary.index(s) for s in specials]
    for i, piece in enumerate(vocabulary):
        text = piece.removeprefix("##")
        if piece.startswith("[") and piece.endswith("]") and len(piece) > 2:
            continue
        if features.fold(text) == text and (text.isascii() or (len(text) == 1 and ord(text) in range(0xA0, 0x2400))):
            kept.append(i)
    return kept


class Inputs:
    """Pieces, and for each piece its word's case and glue; for each word its first and last piece."""

    def __init__(self, pieces):
        self.pieces = features.Pieces(pieces)
        self.cls, self.sep = self.pieces.ids["[CLS]"], self.pieces.ids["[SEP]"]

    def sequence(self, s):
        """Ids, cases, glues, firsts and lasts; what does not fit the positions is cut (development sets hold no such sentence)."""
        ids, cases, glues, firsts, lasts = [self.cls], [features.CASE_NONE], [0], [], []
        for form, glue in zip(s.forms, features.glue(s)):
            pieces = self.pieces.of(form)
            room = POSITIONS - 1 - len(ids)
            pieces = pieces[:max(room, 0)]
            firsts.append(min(len(ids), POSITIONS - 2))
            ids += pieces
            cases += [features.case_class(form)] * len(pieces)
            glues += [glue] * len(pieces)
            lasts.append(len(ids) - 1)
        return ids + [self.sep], cases + [features.CASE_NONE], glues + [0], firsts, lasts

    def size(self, s):
        return 2 + sum(len(self.pieces.of(form)) for form in s.forms)

    def tensors(self, batch):
        rows = [self.sequence(s) for s in batch]
        longest, words = max(len(r[0]) for r in rows), max(map(len, batch))
        out = [numpy.full((len(batch), n), fill, numpy.int64) for n, fill in
               ((longest, 0), (longest, features.CASE_NONE), (longest, 0), (words, 0), (words, 0))]
        for b, row in enumerate(rows):
            for a, values in zip(out, row):
                a[b, :len(values)] = values
        pieces = torch.tensor([len(r[0]) for r in rows])
        return *map(torch.from_numpy, out), pieces, torch.tensor([len(s) for s in batch])


class Rounded(torch.autograd.Function):
    """Rounds to whole numbers; the gradient passes."""

    @staticmethod
    def forward(ctx, x):
        return x.round()

    @staticmethod
    def backward(ctx, grad):
        return grad


class Product(nn.Linear):
    """A linear layer that can simulate int8 weights (a scale a row) and int8 inputs (a scale a row, found on the fly)."""
    rounded = False

    def forward(self, x):
        if not self.rounded:
            if self.training:
                return F.linear(x.to(answers.LOW), self.weight.to(answers.LOW), self.bias.to(answers.LOW))
            return F.linear(x, self.weight, self.bias)
        scale = self.weight.detach().abs().amax(1).clamp_min(1e-8) / 127
        w = Rounded.apply(self.weight / scale[:, None])
        s = x.detach().abs().amax(-1, keepdim=True).clamp_min(1e-8).float() / 127
        q = Rounded.apply(x / s)
        if self.training:
            y = F.linear(q.to(answers.LOW), w.to(answers.LOW))
        else:
            y = F.linear(q, w)
        return y * s * scale + self.bias


def round_products(module):
    """From now on all of its products simulate int8."""
    for part in module.modules():
        if isinstance(part, Product):
            part.rounded = True


def drop(x, chance, training):
    """Dropout of whole channels of a sentence: as good here as one of single values, and far fewer random numbers."""
    if not training or not chance:
        return x
    return x * (torch.rand(x.shape[0], 1, x.shape[2]) >= chance) / (1 - chance)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = Product(HIDDEN, 3 * HIDDEN), Product(HIDDEN, HIDDEN)
        self.up, self.down = Product(HIDDEN, INTERMEDIATE), Product(INTERMEDIATE, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x, mask, dropout):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        # 1/sqrt(32) is folded into the query's weights.
        a = (q @ k.transpose(2, 3) + mask.to(q.dtype)).softmax(-1) @ v
        a = self.out(a.transpose(1, 2).reshape(b, t, HIDDEN))
        x = self.norm1(x + drop(a.float(), dropout, self.training))
        f = self.down(F.gelu(self.up(x)))
        return self.norm2(x + drop(f.float(), dropout, self.training))


class Network(nn.Module):
    def __init__(self, inventory, pieces):
        super().__init__()
        sizes = [("upos", len(inventory["upos"])), ("xpos", len(inventory["xpos"])), ("feats", len(inventory["feats"])),
                 ("ner", len(inventory["ner"])), ("arc_dep", ARC_DIM), ("arc_head", ARC_DIM), ("label_dep", LABEL_DIM), ("label_head", LABEL_DIM)]
        self.outputs = sizes
        self.piece, self.position = nn.Embedding(pieces, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.case, self.glue = nn.Embedding(10, HIDDEN), nn.Embedding(5, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.word, self.head = Product(2 * HIDDEN, HIDDEN), Product(HIDDEN, sum(n for _, n in sizes))
        self.arc_root = nn.Parameter(torch.randn(ARC_DIM) * 0.1)
        self.arc_bias = nn.Parameter(torch.zeros(2 * ARC_REACH + 2))
        self.label_distance = nn.Parameter(torch.zeros(2 * LABEL_REACH + 1, LABEL_DIM))
        self.label = Product(LABEL_DIM, len(inventory["deprels"]))
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.glue.weight)

    def start_from(self, weights, kept):
        """Takes over the encoder of a BERT-shaped checkpoint."""
        def of(name):
            return weights[name] if name in weights else weights["bert." + name]
        state = {"piece.weight": of("embeddings.word_embeddings.weight")[kept],
                 "position.weight": of("embeddings.position_embeddings.weight")[:POSITIONS] + of("embeddings.token_type_embeddings.weight")[0],
                 "norm.weight": of("embeddings.LayerNorm.weight"), "norm.bias": of("embeddings.LayerNorm.bias")}
        names = {"out": "attention.output.dense", "up": "intermediate.dense", "down": "output.dense",
                 "norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}
        shrink = 1 / math.sqrt(HIDDEN / ATTENTION_HEADS)
        for i in range(LAYERS):
            at = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                q, k, v = (of(f"{at}attention.self.{n}.{part}") for n in ("query", "key", "value"))
                state[f"layers.{i}.qkv.{part}"] = torch.cat([q * shrink, k, v])
                for ours, theirs in names.items():
                    state[f"layers.{i}.{ours}.{part}"] = of(f"{at}{theirs}.{part}")
        missing, unexpected = self.load_state_dict(state, strict=False)
        assert not unexpected and not any(m.startswith(("layers", "piece", "position", "norm")) for m in missing)

    def round(self):
        round_products(self)

    def encode(self, ids, cases, glues, mask, dropout=0.0):
        x = self.norm(self.piece(ids) + self.position(torch.arange(ids.shape[1])) + self.case(cases) + self.glue(glues))
        x = drop(x, dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask, dropout)
        return x

    def forward(self, ids, cases, glues, firsts, lasts, pieces, lengths, dropout=0.0):
        absent = torch.arange(ids.shape[1])[None, :] >= pieces[:, None]
        x = self.encode(ids, cases, glues, torch.zeros(absent.shape).masked_fill(absent, -1e9)[:, None, None, :], dropout)
        at = torch.stack([firsts, lasts], 2).flatten(1)
        words = x.gather(1, at[:, :, None].expand(-1, -1, HIDDEN)).view(*firsts.shape, 2 * HIDDEN)
        z = drop(F.relu(self.word(drop(words, dropout, self.training))), dropout, self.training)
        y = self.head(z).float()
        return dict(zip([n for n, _ in self.outputs], y.split([n for _, n in self.outputs], -1)))

    def arcs(self, out, lengths):
        dep, head = out["arc_dep"], out["arc_head"]
        scores = torch.bmm(dep, head.transpose(1, 2)) + self.arc_bias[answers.offsets(dep.shape[1], ARC_REACH)]
        to_root = dep @ self.arc_root + self.arc_bias[-1]
        return answers.mask_arcs(torch.cat([scores, to_root[:, :, None]], 2), lengths)

    def labels(self, out, heads):
        t = heads.shape[1]
        at = heads.clamp(0, t - 1)
        chosen = out["label_head"].gather(1, at[:, :, None].expand(-1, -1, LABEL_DIM))
        away = (at - torch.arange(t)[None, :]).clamp(-LABEL_REACH, LABEL_REACH) + LABEL_REACH
        return self.label(F.relu(out["label_dep"] + chosen + self.label_distance[away])).float()


def train(args):
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    trees = [s for part in corpora.trees(args.data, "train", args.free_only).values() for s in part]
    named = corpora.names(args.data, args.free_only)
    vocabulary = (Path(args.encoder) / "vocab.txt").read_text(encoding="utf-8").split("\n")
    vocabulary = vocabulary[:-1] if not vocabulary[-1] else vocabulary
    kept = kept_pieces(vocabulary)
    pieces = [vocabulary[i] for i in kept]
    inventory = corpora.inventories(trees)
    labels, inputs = corpora.Labels(inventory), Inputs(pieces)
    network = Network(inventory, len(pieces))
    network.start_from(read_safetensors(Path(args.encoder) / "model.safetensors"), kept)
    print(f"{len(pieces)} pieces, {len(trees)} trees, {len(named)} sentences with names", flush=True)
    encoder = [p for n, p in network.named_parameters() if n.startswith(("layers", "piece", "position", "norm"))]
    known = {id(p) for p in encoder}
    rest = [p for p in network.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW([{"params": encoder, "peak": args.rate, "weight_decay": 0.01},
                                   {"params": rest, "peak": args.rate * 8, "weight_decay": 0.0}], lr=args.rate, betas=(0.9, 0.98), fused=True)
    plan = []
    for _ in range(args.epochs):
        epoch = (corpora.batches(trees, args.batch, rng, inputs.size)
                 + corpora.batches(rng.sample(named, min(len(named), 4000)), args.batch, rng, inputs.size))
        rng.shuffle(epoch)
        plan += epoch

    def reader(sentences):
        return parsing.parse(network, sentences, inputs, inventory)
    began, average, lost, start = time.time(), None, 0.0, 0
    kept_at = Path(args.out + ".part")
    if kept_at.exists():
        # The order of the batches hangs on the seed alone, so a cut training goes on where its last checkpoint was.
        part = torch.load(kept_at, weights_only=False)
        network.load_state_dict(part["state"])
        optimiser.load_state_dict(part["optimiser"])
        start, average = part["step"], part["average"]
    for step in range(start, len(plan)):
        batch, gone = plan[step], step / len(plan)
        if gone >= ROUNDED_FROM:
            network.round()
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 200) * (1 - gone)
        network.train()
        x = inputs.tensors(batch)
        if rng.random() < 0.1:
            x[2].zero_()
        gold = labels.tensors(batch, x[3].shape[1])
        out = network(*x, args.dropout)
        loss = answers.cross_entropy(out["ner"], gold["ner"], 0.0)
        if any(s.heads is not None for s in batch):
            loss = loss + parsing.tree_loss(network, out, gold, x[-1], 0.03)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        lost += loss.item()
        if gone > AVERAGED_FROM and step % 10 == 0:
            average = answers.averaged(average, network)
        if step % 100 == 99:
            print(f"{gone:.3f} step {step + 1} loss {lost / 100:.3f} {time.time() - began:.0f}s", flush=True)
            lost = 0.0
        if step % 500 == 499:
            torch.save({"state": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1, "average": average}, kept_at)
            print(*parsing.figures(reader, args.data, 300), sep="\n  ", flush=True)
    network.load_state_dict(average)
    lines = parsing.figures(reader, args.data)
    print(*lines, sep="\n", flush=True)
    torch.save({"state": network.state_dict(), "pieces": pieces, "inventory": inventory, "figures": lines,
                "outputs": network.outputs, "args": vars(args)}, args.out)
    kept_at.unlink(missing_ok=True)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--data", required=True)
    cli.add_argument("--encoder", required=True, help="folder of the pretrained encoder (vocab.txt, model.safetensors)")
    cli.add_argument("--out", default="best.pt")
    cli.add_argument("--epochs", type=int, default=8)
    cli.add_argument("--batch", type=int, default=2000, help="word pieces a batch, padding included")
    cli.add_argument("--rate", type=float, default=2e-4)
    cli.add_argument("--dropout", type=float, default=0.1)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--threads", type=int, default=2)
    cli.add_argument("--free-only", action="store_true")
    train(cli.parse_args())
