"""Trains the splitter's network on what build/boundaries says of the treebanks' texts and of news.

One hidden layer of 8 over the sum of one row for each feature; rows by the upper 14 bits of the feature's hash. Rows are whole
numbers from -46 to 47. Takes half a minute of one core:

    ninja -C build train/boundaries && cd train && python3 boundaries.py --data DATA
"""
import argparse
import gzip
import json
import subprocess
from pathlib import Path

import numpy
import torch

import container
import corpora

BITS, HIDDEN = 14, 8
EPOCHS, BATCH, RATE, DROPOUT = 2, 512, 3e-3, 0.2
LEAST, MOST = -46, 47  # a row's numbers
OUT_SCALE = 1024
NEWS_ARTICLES, NEWS_INSIDE = 840, 0.1  # articles of each source; the share of places between two words
FINAL, CLOSING, OPENING = ".!?…", "\"'”’)]", "\"'“‘([—@#"
TITLES = set("Adm. Brig. Capt. Cmdr. Col. Cpl. Dr. Gen. Gov. Govs. Hon. Lt. Maj. Messrs. Mr. Mrs. Ms. Mt. Pres. Prof. Rep. Reps. Rev. Sen. "
             "Sens. Sgt. St. Supt.".split())
STARTERS = set("After All Although And As At But By For He His How However If In It Its Many Meanwhile Now On One Other Our She Since So Some That "
               "The Their Then There These They This Those To We What When While Who Why With You".split())


def squash(text):
    return "".join(text.split())


def raw_text(sentences):
    """The sentences' text, an empty line before each paragraph, and how many characters (blanks aside) stand before each sentence's end."""
    text, ends, length = [], set(), 0
    for s in sentences:
        text.append("\n\n" if s.newpar and text else " " if text else "")
        text.append(s.text)
        length += len(squash(s.text))
        ends.add(length)
    return "".join(text), ends


def run_tool(tool, data):
    """For each token of the text: the byte behind it, whether a sentence may end there, the features."""
    rows = numpy.frombuffer(subprocess.run([tool], input=data, stdout=subprocess.PIPE, check=True).stdout, numpy.uint32)
    return rows[1:].reshape(-1, 2 + int(rows[0]))


def news_texts(data):
    """Articles, each line a paragraph."""
    found = []
    with open(Path(data) / "attribution" / "train.jsonl", encoding="utf-8") as lines:
        found += [json.loads(line)["text"] for line in lines][:NEWS_ARTICLES]
    with gzip.open(Path(data) / "text" / "fnc1-train.jsonl.gz", "rt", encoding="utf-8") as lines:
        found += [json.loads(line)["text"] for line in lines][:NEWS_ARTICLES]
    return ["\n\n".join(text.split("\n")) for text in found]


def is_word(form):
    return form[:1].isalpha()


def certain(before, form, gap, behind):
    """Whether a sentence surely ends behind `form` (1), surely does not (0), or nobody knows (None). For news, where marks are set with care."""
    marks = [*before, form]
    closed = form[0] in CLOSING
    while len(marks) > 1 and marks[-1][0] in CLOSING:
        marks.pop()
    last, previous = marks[-1], marks[-2] if len(marks) > 1 else ""
    capital = behind[0].isupper()
    if not gap or len(before) < 3:
        return None
    if is_word(last) and last[-1] == "." and not closed:
        return 0 if last in TITLES and capital else 1 if last not in TITLES and behind in STARTERS else None
    if is_word(last) or last == ",":
        return 0 if is_word(behind) and (capital or not closed) else None
    if last == ":":
        return 0 if capital or behind[0] in OPENING else None
    known = is_word(previous) or previous.isdigit() and len(marks) > 2 and is_word(marks[-3])
    return 1 if last[0] in FINAL and known and (capital or behind[0] in OPENING) else None


def read_news(tool, data, seed):
    """Features of places in news where it is certain whether a sentence ends, without a treebank's help; few of those where none does."""
    chosen, wanted, rng = [], [], numpy.random.default_rng(seed)
    for text in news_texts(data):
        encoded = text.encode()
        rows = run_tool(tool, encoded)
        # a token's first byte is not told; white space is cut off instead
        cuts = [0] + rows[:, 0].tolist()
        pieces = [encoded[a:b].decode() for a, b in zip(cuts, cuts[1:])] + [" "]
        forms = [piece.strip() for piece in pieces]
        for i in numpy.flatnonzero(rows[:, 1] == 1):
            if not forms[i] or not forms[i + 1]:
                continue
            answer = certain(forms[max(0, i - 4):i], forms[i], pieces[i + 1][0].isspace(), forms[i + 1])
            plain = answer == 0 and is_word(forms[i]) and forms[i][-1] != "."
            if answer is not None and (not plain or rng.random() < NEWS_INSIDE):
                chosen.append(rows[i, 2:] >> (32 - BITS))
                wanted.append(answer)
    return numpy.array(chosen, numpy.int64), numpy.array(wanted, bool)


def read_features(tool, text, ends):
    """Features of each place where a sentence may end, whether it may (2: it must), whether one does, and the characters before it."""
    data = text.encode()
    rows = run_tool(tool, data)
    before, length, at = numpy.zeros(len(data) + 1, numpy.int64), 0, 0
    for c in text:
        width = len(c.encode())
        before[at:at + width] = length
        at += width
        length += not c.isspace()
    before[at:] = length
    behind = before[rows[:, 0]]
    return (rows[:, 2:] >> (32 - BITS)).astype(numpy.int64), rows[:, 1], numpy.isin(behind, list(ends)), behind


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rows = torch.nn.EmbeddingBag(1 << BITS, HIDDEN, mode="sum", sparse=True)
        torch.nn.init.normal_(self.rows.weight, 0, 0.05)
        self.bias = torch.nn.Parameter(torch.zeros(HIDDEN))
        self.out = torch.nn.Linear(HIDDEN, 1)

    def forward(self, rows, kept):
        return self.out(torch.relu(self.rows(rows, per_sample_weights=kept) + self.bias)).squeeze(1)


def train(rows, wanted, seed):
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    net, loss = Network(), torch.nn.BCEWithLogitsLoss()
    dense = torch.optim.Adam([net.bias, net.out.weight, net.out.bias], lr=RATE)
    sparse = torch.optim.SparseAdam([net.rows.weight], lr=RATE)
    rows, wanted = torch.from_numpy(rows), torch.from_numpy(wanted.astype(numpy.float32))
    steps = EPOCHS * (len(rows) // BATCH + 1)
    step = 0
    for _ in range(EPOCHS):
        order = torch.randperm(len(rows))
        for at in range(0, len(rows), BATCH):
            chosen = order[at:at + BATCH]
            for optimiser in (dense, sparse):
                optimiser.param_groups[0]["lr"] = RATE * max(0.02, 1 - step / steps)
                optimiser.zero_grad()
            batch = rows[chosen]
            kept = (torch.rand(batch.shape) > DROPOUT).float() / (1 - DROPOUT)
            loss(net(batch, kept), wanted[chosen]).backward()
            dense.step()
            sparse.step()
            step += 1
    return net


def quantise(net):
    rows = net.rows.weight.detach().numpy()
    scale = MOST / numpy.quantile(abs(rows), 0.9999)
    return {"rows": numpy.clip(numpy.rint(rows * scale), LEAST, MOST).astype(numpy.int64),
            "hidden_bias": numpy.rint(net.bias.detach().numpy() * scale).astype(numpy.int64),
            "out": numpy.rint(net.out.weight.detach().numpy()[0] * OUT_SCALE).astype(numpy.int64),
            "out_bias": int(numpy.rint(net.out.bias.item() * scale * OUT_SCALE))}


def score(q, rows):
    hidden = numpy.maximum(q["rows"][rows].sum(1) + q["hidden_bias"], 0)
    return hidden @ q["out"] + q["out_bias"]


def sentence_f1(ends, found):
    def spans(places):
        ordered = sorted(places)
        return set(zip([0] + ordered[:-1], ordered))
    gold, system = spans(ends), spans(found)
    return 200 * len(gold & system) / (len(gold) + len(system))


def write(path, q, measured):
    container.write(path, {
        "meta": json.dumps({"kind": "boundaries", "measured": measured}).encode(),
        "rows": q["rows"].astype(numpy.int8),
        "hidden.bias": q["hidden_bias"].astype(numpy.int32),
        "out.weight": q["out"].astype(numpy.int32),
        "out.bias": numpy.array([q["out_bias"]], numpy.int32),
    })


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", required=True)
    options.add_argument("--tool", default="../build/train/boundaries")
    options.add_argument("--out", default="../models/boundaries.onr")
    options.add_argument("--free-only", action="store_true", help="leave out news and the genres that are not for commerce")
    options.add_argument("--seed", type=int, default=1)
    o = options.parse_args()
    parts = []
    for sentences in corpora.trees(o.data, "train", o.free_only).values():
        rows, possible, wanted, _ = read_features(o.tool, *raw_text(sentences))
        parts.append((rows[possible == 1], wanted[possible == 1]))
    if not o.free_only:
        parts.append(read_news(o.tool, o.data, o.seed))
        print(f"{len(parts[-1][1])} places in news, {parts[-1][1].sum()} of them ends")
    q = quantise(train(numpy.concatenate([p[0] for p in parts]), numpy.concatenate([p[1] for p in parts]), o.seed))
    measured = []
    for name, sentences in corpora.trees(o.data, "dev").items():
        text, ends = raw_text(sentences)
        rows, possible, _, behind = read_features(o.tool, text, ends)
        found = behind[(possible == 2) | (possible == 1) & (score(q, rows) > 0)]
        measured.append(f"{name} dev sentence F1 {sentence_f1(ends, set(found.tolist())):.2f}")
    print(", ".join(measured))
    write(o.out, q, ", ".join(measured))


if __name__ == "__main__":
    main()
