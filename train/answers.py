"""The heads that both networks share: losses, and the answers read from the scores."""
import math

import numpy
import torch
import torch.nn.functional as F

# What products run in while training: bfloat16 where the processor multiplies it itself; elsewhere that takes eight times as long as float.
LOW = torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else torch.float32


def offsets(n, reach):
    """Index of head - dependant, cut at ±reach, for an n × n score matrix."""
    at = torch.arange(n)
    return (at[None, :] - at[:, None]).clamp(-reach, reach) + reach


def mask_arcs(scores, lengths):
    """[B, T, T+1] scores (last column: root) with forbidden heads at -inf."""
    b, t, _ = scores.shape
    absent = torch.arange(t)[None, :] >= lengths[:, None]
    blocked = absent[:, None, :] | torch.eye(t, dtype=torch.bool)[None]
    blocked = torch.cat([blocked, torch.zeros(b, t, 1, dtype=torch.bool)], 2)
    return scores.masked_fill(blocked, -1e9)


def cross_entropy(scores, gold, smoothing=0.0):
    if not (gold >= 0).any():
        return scores.sum() * 0.0
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=-100, label_smoothing=smoothing)


def best_tree(scores):
    """Heads (n = root) of the maximum spanning tree with one root; `scores` is n × (n+1), the last column the root."""
    n = scores.shape[0]
    full = numpy.full((n + 1, n + 1), -1e18)
    full[1:, 1:] = scores[:, :n]
    full[1:, 0] = scores[:, n]
    numpy.fill_diagonal(full, -1e18)
    heads = full[1:].argmax(1)
    if (heads == 0).sum() == 1 and not _cycle(numpy.concatenate([[0], heads])):
        return [h - 1 if h else n for h in heads]
    best, answer = -math.inf, None
    # One root: a tree for each of the likeliest roots, the others forbidden.
    gain = full[1:, 0] - numpy.where(numpy.arange(n + 1)[None, :] == 0, -1e18, full[1:]).max(1) if n > 1 else full[1:, 0]
    for root in numpy.argsort(-gain)[:min(n, 5)] + 1:
        one = full.copy()
        one[:, 0] = -1e18
        one[root, :] = -1e18
        one[root, 0] = full[root, 0]
        heads = _edmonds(one)
        total = sum(one[d, heads[d]] for d in range(1, n + 1))
        if total > best:
            best, answer = total, heads
    return [h - 1 if h else n for h in answer[1:]]


def _cycle(heads):
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, at = [], start
        while at and not state[at]:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at and state[at] == 1:
            return path[path.index(at):]
        for p in path:
            state[p] = 2
    return None


def _edmonds(s):
    """Chu-Liu-Edmonds on s[dependant][head], node 0 the root."""
    heads = s.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    n = s.shape[0]
    inside = numpy.zeros(n, bool)
    inside[cycle] = True
    rest = [i for i in range(n) if not inside[i]]
    c = len(rest)
    small = numpy.full((c + 1, c + 1), -1e18)
    small[:c, :c] = s[numpy.ix_(rest, rest)]
    kept = numpy.array([s[d, heads[d]] for d in cycle])
    into = s[numpy.ix_(cycle, rest)] - kept[:, None]
    enter = into.argmax(0)
    small[c, :c] = into.max(0)
    outof = s[numpy.ix_(rest, cycle)]
    leave = outof.argmax(1)
    small[:c, c] = outof.max(1)
    numpy.fill_diagonal(small, -1e18)
    solved = _edmonds(small)
    answer = heads.copy()
    for i, d in enumerate(rest):
        if d:
            answer[d] = cycle[leave[i]] if solved[i] == c else rest[solved[i]]
    entry = solved[c]
    answer[cycle[enter[entry]]] = rest[entry]
    return answer


def best_names(scores, labels):
    """BIO labels left to right; I-X only after B-X or I-X."""
    out, previous = [], 0
    for row in scores:
        for i in numpy.argsort(-row, kind="stable"):
            if labels[i][0] != "I" or (previous and labels[previous][2:] == labels[i][2:]):
                break
        out.append(int(i))
        previous = int(i)
    return out


def spans(labels):
    """(start, end, class) of a BIO sequence."""
    found, start, name = set(), None, None
    for i, label in enumerate(list(labels) + ["O"]):
        if name and (label == "O" or label[0] == "B" or label[2:] != name):
            found.add((start, i, name))
            name = None
        if label != "O" and not name:
            start, name = i, label[2:]
    return found


def names_f1(gold, system, classes=("PER", "LOC", "ORG")):
    right = have = want = 0
    for g, s in zip(gold, system):
        g = {x for x in spans(g) if x[2] in classes}
        s = {x for x in spans(s) if x[2] in classes}
        right, have, want = right + len(g & s), have + len(s), want + len(g)
    return 200.0 * right / max(1, have + want)


def tree_figures(gold, system):
    """UPOS, XPOS, FEATS, UAS, LAS (universal part of the label) in percent; `system` sentences have the same columns."""
    n = 0
    hits = dict.fromkeys(("upos", "xpos", "feats", "uas", "las", "full"), 0)
    for g, s in zip(gold, system):
        n += len(g)
        for i in range(len(g)):
            for kind in ("upos", "xpos", "feats"):
                hits[kind] += getattr(g, kind)[i] == getattr(s, kind)[i]
            if g.heads[i] == s.heads[i]:
                hits["uas"] += 1
                hits["las"] += g.deprels[i].split(":")[0] == s.deprels[i].split(":")[0]
                hits["full"] += g.deprels[i] == s.deprels[i]
    return {k: round(100.0 * v / n, 2) for k, v in hits.items()}


def averaged(average, network):
    """The running average of a network's weights with those of now; None begins one. Counts are taken as they are."""
    state = {k: v.detach().clone() for k, v in network.state_dict().items()}
    if average is None:
        return state
    return {k: 0.95 * average[k] + 0.05 * v if v.is_floating_point() else v for k, v in state.items()}
