"""Parses unlabelled news with a trained `language-best`, for `language-fast` to learn from. `onrecord parse` splits it into sentences and words."""
import argparse
import subprocess
import tempfile
import time

import torch

import best
import corpora
import parsing
import ud

LONGEST = 80  # words; longer "sentences" of unlabelled pages are mostly lists and menus


def main(args):
    torch.set_num_threads(args.threads)
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    inventory, inputs = checkpoint["inventory"], best.Inputs(checkpoint["pieces"])
    network = best.Network(inventory, len(checkpoint["pieces"]))
    network.load_state_dict(checkpoint["state"])
    network.round()
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as split:
        subprocess.run([args.onrecord, "parse", "-"], input="\n\n".join(corpora.unlabelled(args.data)), stdout=split, check=True, encoding="utf-8")
        # The same sentence stands in many articles; one of each will do.
        sentences = {tuple(s.forms): s for s in ud.read_conllu(split.name) if 3 <= len(s) <= LONGEST}
    sentences = list(sentences.values())
    print(f"{len(sentences)} sentences, {sum(map(len, sentences))} words", flush=True)
    began = time.time()
    taught = parsing.parse(network, sentences, inputs, inventory, soft=True)
    torch.save(taught, args.out)
    print(f"{time.time() - began:.0f}s")


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--checkpoint", required=True)
    cli.add_argument("--out", default="taught.pt")
    cli.add_argument("--data", required=True)
    cli.add_argument("--onrecord", default="../build/onrecord", help="the program")
    cli.add_argument("--threads", type=int, default=2)
    main(cli.parse_args())
