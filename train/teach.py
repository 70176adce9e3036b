"""Reads unlabelled news with a trained `language-best`, for `language-fast` to learn from. `onrecord parse` splits it into sentences and words."""
import argparse
import random
import subprocess
import tempfile
import time

import numpy
import torch

import best
import corpora
import ud

LONGEST = 80  # words; longer "sentences" of unlabelled pages are mostly lists and menus


@torch.no_grad()
def teach(network, batch, inputs, inventory):
    """Puts the teacher's answers into the sentences: `soft` holds distributions as float16, labels those under the likeliest head."""
    x = inputs.tensors(batch)
    out = network(*x)
    arcs = network.arcs(out, x[-1]).softmax(-1)
    heads = arcs.argmax(-1)
    labels = network.labels(out, heads)
    labels[:, :, inventory["deprels"].index("root")] = -1e9
    t = heads.shape[1]
    soft = {"arcs": arcs, "deprels": labels.softmax(-1), "upos": out["upos"].softmax(-1), "ner": out["ner"].softmax(-1)}
    soft = {kind: chances.half().numpy() for kind, chances in soft.items()}
    tags = {kind: out[kind].argmax(-1).numpy() for kind in ("upos", "xpos", "feats")}
    best_labels, heads = soft["deprels"].argmax(-1), heads.numpy()
    for b, s in enumerate(batch):
        n = len(s)
        s.heads = [int(h) if h < n else -1 for h in heads[b, :n]]
        s.deprels = [inventory["deprels"][r] if h < t else "root" for h, r in zip(heads[b, :n], best_labels[b])]
        for kind, values in tags.items():
            setattr(s, kind, [inventory[kind][v] for v in values[b, :n]])
        s.ner = None
        s.soft = {kind: chances[b, :n].copy() for kind, chances in soft.items() if kind != "arcs"}
        s.soft["arcs"] = numpy.concatenate([soft["arcs"][b, :n, :n], soft["arcs"][b, :n, t:]], 1)


def main(args):
    torch.set_num_threads(args.threads)
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    inventory, inputs = checkpoint["inventory"], best.Inputs(checkpoint["pieces"])
    network = best.Network(inventory, len(checkpoint["pieces"]))
    network.load_state_dict(checkpoint["state"])
    # Training mode without dropout: the products run in answers.LOW.
    network.train()
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as split:
        subprocess.run([args.onrecord, "parse", "--page-memory", "8192", "-"], input="\n\n".join(corpora.unlabelled(args.data)),
                       stdout=split, check=True, encoding="utf-8")
        # The same sentence stands in many articles; one of each will do.
        sentences = list({tuple(s.forms): s for s in ud.read_conllu(split.name) if 3 <= len(s) <= LONGEST}.values())
    print(f"{len(sentences)} sentences, {sum(map(len, sentences))} words", flush=True)
    rng, began = random.Random(1), time.time()
    plan = corpora.batches(sentences, 4000, rng, inputs.size)
    for i, batch in enumerate(plan):
        teach(network, batch, inputs, inventory)
        if i % 50 == 49:
            print(f"{i + 1} of {len(plan)} batches, {time.time() - began:.0f}s", flush=True)
    torch.save(sentences, args.out)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--checkpoint", required=True)
    cli.add_argument("--out", default="taught.pt")
    cli.add_argument("--data", required=True)
    cli.add_argument("--onrecord", default="../build/onrecord", help="the program")
    cli.add_argument("--threads", type=int, default=2)
    main(cli.parse_args())
