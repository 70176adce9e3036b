"""The heads that read the record from words' vectors, the same for both networks (NETWORK.md, section 4): who says what and in which act,
what happens to whom, who is meant."""
import math

import torch
import torch.nn.functional as F
from torch import nn

import pages
from best import Product

ROLES = ["source", "content"]            # of words, beside a cue
POINTERS = ["addressee", "actor", "recipient"]  # one head word each, or nobody; actor and recipient beside a trigger
BUCKETS = 17
AWAY = 3                                 # sentences before and behind that are told apart
CHAIN_BUCKETS = 12
MOST_BEFORE = 80                         # mentions that an antecedent is sought among


def bucket(away):
    """0 nothing, then 1, 2, 3-4, 5-8, … 65 and more: before 1..8, behind 9..16."""
    size = away.abs().clamp(1, 65)
    log = torch.ceil(torch.log2(size.double())).long() + 1
    return torch.where(away == 0, 0, torch.where(away < 0, log, log + 8))


def chain_bucket(away):
    """Of how many mentions before: 1, 2, 3, 4, 5-6, 7-8, 9-12, 13-16, 17-24, 25-32, 33-48, more."""
    edges = torch.tensor([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48])
    return torch.bucketize(away, edges)


class Heads(nn.Module):
    def __init__(self, inputs, wide=256, pair=64, chain=96):
        super().__init__()
        self.wide, self.pair, self.chain = wide, pair, chain
        kinds = len(ROLES) + len(POINTERS)
        self.blocks = [("cue", 3), ("trigger", len(pages.CLASSES)), ("status", len(pages.STATUSES)), ("head", kinds * pair), ("word", kinds * pair),
                       ("bias", kinds), ("nobody", len(POINTERS)), ("later", chain), ("earlier", chain), ("new", 1), ("look", pair), ("seen", pair)]
        self.word, self.head = Product(inputs, wide), Product(wide, sum(n for _, n in self.blocks))
        self.distance = nn.Parameter(torch.zeros(kinds, BUCKETS))
        # Few words of a window are source or content, and those far away hardly ever.
        with torch.no_grad():
            self.distance[:len(ROLES)] = -1.5
            for far in (6, 7, 8, 14, 15, 16):
                self.distance[0, far] = -4.0
            for far in (8, 16):
                self.distance[1, far] = -3.0
        self.sentence = nn.Parameter(torch.zeros(kinds, 2 * AWAY + 1))
        self.chain_distance = nn.Parameter(torch.zeros(CHAIN_BUCKETS))
        # Most words are neither cue nor trigger.
        at = {name: sum(n for _, n in self.blocks[:i]) for i, (name, _) in enumerate(self.blocks)}
        with torch.no_grad():
            self.head.bias[at["cue"]:at["cue"] + 3] = -3.5
            self.head.bias[at["trigger"]] = 5.0
        self.pool, self.act = Product(4 * wide, wide), Product(wide, len(pages.ACTS) + len(pages.FLAGS))

    def scalars(self):
        """What is added to scores: single numbers, which must be able to move faster than weights do."""
        return [self.distance, self.sentence, self.chain_distance]

    def forward(self, vectors, drop=0.0):
        """Of words' vectors [N, inputs]: r [N, wide], and the blocks' outputs by name."""
        r = F.relu(self.word(vectors)).float()
        if self.training and drop:
            r = F.dropout(r, drop)
        y = self.head(r).float()
        return r, dict(zip([n for n, _ in self.blocks], y.split([n for _, n in self.blocks], -1)))

    def pairs(self, out, at, beside, sentence):
        """Scores of the words `beside` [C, W] for each kind with respect to the words `at` [C]: [C, W, kinds]."""
        kinds = len(ROLES) + len(POINTERS)
        u = out["head"][at].view(len(at), kinds, self.pair)
        v = out["word"][beside].view(*beside.shape, kinds, self.pair)
        s = torch.einsum("ckd,cwkd->cwk", u, v) / math.sqrt(self.pair) + out["bias"][beside]
        away = bucket(beside - at[:, None])
        lines = (sentence[beside] - sentence[at][:, None]).clamp(-AWAY, AWAY) + AWAY
        return s + self.distance.t()[away] + self.sentence.t()[lines]

    def statements(self, r, out, at, beside, content, source):
        """What is known of the statements with cues `at` [C, 4 wide]; `content`, `source`: which of the words beside [C, W]."""
        def mean(which):
            w = which.float()
            return torch.einsum("cw,cwd->cd", w, r[beside]) / w.sum(1, keepdim=True).clamp_min(1)
        look = torch.einsum("cd,cwd->cw", out["look"][at], out["seen"][beside]) / math.sqrt(self.pair)
        weight = look.masked_fill(~content, -1e9).softmax(-1) * content.any(1, keepdim=True)
        seen = torch.einsum("cw,cwd->cd", weight, r[beside])
        return torch.cat([r[at], mean(content), seen, mean(source)], -1)

    def nature(self, r, out, at, beside, content, source):
        """Act and flags [C, 14 + 3] of statements."""
        return self.act(F.relu(self.pool(self.statements(r, out, at, beside, content, source)))).float()

    def antecedents(self, out, mentions):
        """[M, M + 1] scores of earlier mentions for each, the last column: a new one."""
        m = len(mentions)
        order = torch.arange(m)
        s = out["later"][mentions] @ out["earlier"][mentions].t() / math.sqrt(self.chain)
        away = order[:, None] - order[None, :]
        s = s + self.chain_distance[chain_bucket(away.clamp_min(1))]
        s = s.masked_fill((away <= 0) | (away > MOST_BEFORE), -1e9)
        return torch.cat([s, out["new"][mentions]], 1)
