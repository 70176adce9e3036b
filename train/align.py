"""Which blocks of a page are its article: the blocks' words are sought in the gold text, in order where they can be."""
import re
import unicodedata
from collections import defaultdict

TOKEN = re.compile(r"\w+", re.UNICODE)
SHINGLE = 3


def tokens(text):
    return TOKEN.findall(unicodedata.normalize("NFKC", text or "").casefold())


def diagonals(words, index):
    """Where in the gold the block may lie: (offset of its first word, how many of its words stand there), best first."""
    votes = defaultdict(int)
    for i in range(len(words) - SHINGLE + 1):
        for at in index.get(tuple(words[i:i + SHINGLE]), ()):
            votes[at - i] += 1
    return sorted(votes.items(), key=lambda v: -v[1])[:4]


def candidates(words, gold, index, lines):
    found = {}
    for offset, _ in diagonals(words, index):
        # words may have been added or taken away in the midst: count along nearby diagonals
        end = min(len(gold), offset + len(words) + 8)
        here = gold[max(0, offset - 8):end]
        left = defaultdict(int)
        for w in here:
            left[w] += 1
        matched = 0
        for w in words:
            if left[w]:
                left[w] -= 1
                matched += 1
        found[max(0, offset)] = matched / len(words)
    for at in lines.get(tuple(words), ()):
        found[at] = 1.0
    return [(at, share) for at, share in found.items() if share > 0.5]


def best_chain(items):
    """Heaviest chain of (block, start, end, weight) that is in order on both sides and does not overlap in the gold."""
    items = sorted(items, key=lambda x: (x[0], x[1]))
    ends = sorted({x[2] for x in items})
    rank = {e: i + 1 for i, e in enumerate(ends)}
    tree = [(0.0, -1)] * (len(ends) + 1)  # Fenwick tree of best weights by end
    score, before = [0.0] * len(items), [-1] * len(items)

    def ask(limit):
        lo, hi = 0, len(ends)
        while lo < hi:
            mid = (lo + hi) // 2
            if ends[mid] <= limit:
                lo = mid + 1
            else:
                hi = mid
        best = (0.0, -1)
        while lo > 0:
            best = max(best, tree[lo])
            lo -= lo & -lo
        return best

    i = 0
    while i < len(items):
        j = i
        while j < len(items) and items[j][0] == items[i][0]:
            best, at = ask(items[j][1] + 2)
            score[j], before[j] = best + items[j][3], at
            j += 1
        for k in range(i, j):
            r = rank[items[k][2]]
            while r < len(tree):
                tree[r] = max(tree[r], (score[k], k))
                r += r & -r
        i = j
    best = max(range(len(items)), key=lambda k: score[k], default=-1)
    chain = []
    while best >= 0:
        chain.append(items[best])
        best = before[best]
    return chain


def align(blocks, body):
    """The share of each block's words that stand in `body`, each stretch of `body` given to one block."""
    gold, lines = [], defaultdict(list)
    for line in body.split("\n"):
        words = tokens(line)
        if words:
            lines[tuple(words)].append(len(gold))
            gold += words
    index = defaultdict(list)
    for i in range(len(gold) - SHINGLE + 1):
        index[tuple(gold[i:i + SHINGLE])].append(i)
    split = [tokens(b) for b in blocks]
    items = []
    for b, words in enumerate(split):
        if words:
            for at, share in candidates(words, gold, index, lines):
                items.append((b, at, min(len(gold), at + len(words)), share * len(words)))
    share, taken = [0.0] * len(blocks), [False] * len(gold)
    for b, start, end, weight in best_chain(items):
        share[b] = weight / len(split[b])
        taken[start:end] = [True] * (end - start)
    # what is out of order: a standfirst that the gold has first, a table that it has last
    for b, start, end, weight in sorted(items, key=lambda x: -x[3]):
        if not share[b] and end > start and sum(taken[start:end]) * 4 < end - start:
            share[b] = weight / len(split[b])
            taken[start:end] = [True] * (end - start)
    return share
