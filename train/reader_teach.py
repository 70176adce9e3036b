"""Reads the pages of attributions and news that nobody labelled with the network that reader.py taught, for reader_fast.py to learn from: what it takes
for statements, nested ones too, and for events. What people labelled stays as it is."""
import argparse
import time
from pathlib import Path

import torch

import best
import pages
import reader
import record_heads


def words_where(which, beside):
    return sorted(set(beside[which].tolist()))


def pointed(scores, nobody, beside, present):
    """The likeliest word of each row, None where nobody is likelier."""
    best_at = torch.cat([scores.masked_fill(~present, -1e9), nobody[:, None]], 1).argmax(1).tolist()
    return [int(beside[row, at]) if at < beside.shape[1] else None for row, at in enumerate(best_at)]


def statements_of(heads, r, out, batch, page):
    """Of cues that the network finds and of those that people marked, unless they said that it is no statement."""
    gold = {s["cue"]: s for s in page.statements or []}
    found = (out["cue"][:, :2] > 0).any(1).nonzero().flatten().tolist()
    cues = sorted({c for c in found + list(gold) if not (c in gold and gold[c]["no_statement"])})
    if not cues:
        return []
    at = torch.tensor(cues)
    beside, present = reader.windows_beside(batch, at)
    scores = heads.pairs(out, at, beside, batch.sentence)
    roles = torch.cat([torch.zeros(*beside.shape, 1), scores[:, :, :2]], 2).argmax(-1) * present
    content, source = roles == 2, roles == 1
    for row, c in enumerate(cues):
        if c in gold:
            content[row] = reader.marked(beside[row:row + 1], present[row:row + 1], [gold[c]["content"]])[0]
            source[row] = reader.marked(beside[row:row + 1], present[row:row + 1], [gold[c]["source"]])[0] & ~content[row]
    nature = heads.nature(r, out, at, beside, content, source)
    told = pointed(scores[:, :, 2], out["nobody"][at, 0], beside, present)
    given, acts = [], len(pages.ACTS)
    for row, c in enumerate(cues):
        s = {"cue": c, "inside": bool(out["cue"][c, 1] > out["cue"][c, 0]), "source": words_where(source[row], beside[row]), "content": words_where(content[row], beside[row]),
             "addressee": told[row], "addressee_known": True, "act": int(nature[row, :acts].argmax()), "flags": (nature[row, acts:] > 0).tolist()}
        if c in gold and gold[c]["act"] is not None:
            s |= {k: gold[c][k] for k in ("act", "flags", "addressee")}
        if s["content"]:
            given.append(s)
    return given


def triggers_of(heads, out, batch):
    kinds = out["trigger"].argmax(-1)
    words = kinds.nonzero().flatten()
    if not len(words):
        return []
    beside, present = reader.windows_beside(batch, words)
    scores = heads.pairs(out, words, beside, batch.sentence)
    parties = [pointed(scores[:, :, k], out["nobody"][words, k - 2], beside, present) for k in (3, 4)]
    return [(w, int(kinds[w]), int(out["status"][w].argmax()), *([[]] if p[row] is None else [[p[row]]] for p in parties))
            for row, w in enumerate(words.tolist())]


@torch.no_grad()
def main(args):
    torch.set_num_threads(args.threads)
    network, _, _ = reader.start_from_file(args.language)
    network.record = record_heads.Heads(2 * best.HIDDEN)
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    network.load_state_dict(checkpoint["state"])
    inputs = best.Inputs(reader.kept_pieces(args.encoder))
    kinds, _ = pages.labelled(args.data, pages.read_pages(args.data, args.words, args.language, args.kept), args.acts)
    # Training mode without dropout: the products run in answers.LOW.
    network.train()
    taught, began = {}, time.time()
    some = kinds["polnear"] + kinds["unlabelled"]
    for page in some:
        batch = reader.Batch([page], inputs, reader.LIMIT)
        r, out = network.record(reader.vectors(network, batch, 0.0))
        taught[page.name] = {"statements": statements_of(network.record, r, out, batch, page), "triggers": triggers_of(network.record, out, batch)}
        if len(taught) % 100 == 0:
            print(f"{len(taught)} of {len(some)} pages, {time.time() - began:.0f}s", flush=True)
    torch.save({"pages": taught, "held": checkpoint.get("held", [])}, args.out)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--data", required=True)
    cli.add_argument("--encoder", required=True, help="folder of the pretrained encoder, for its vocab.txt")
    cli.add_argument("--language", required=True, help="the language model that reader.py went on from (.onr)")
    cli.add_argument("--checkpoint", required=True)
    cli.add_argument("--words", required=True, help="the program train/words")
    cli.add_argument("--kept", default="words.tsv", help="where the words of all pages are kept")
    cli.add_argument("--acts", default=str(Path(__file__).parent / "acts.tsv"))
    cli.add_argument("--out", default="taught_record.pt")
    cli.add_argument("--threads", type=int, default=2)
    main(cli.parse_args())
