"""Writes a trained `language-best` as a model file, measures it with its int8 rounding, and dumps one sentence's activations."""
import argparse
import json
from pathlib import Path

import numpy
import torch

import best
import container
import corpora
import features
import lemmas
import parsing
import quantise

F32 = numpy.float32


def product_sections(name, layer):
    w, scale = quantise.rows_to_int8(layer.weight.detach().numpy().astype(numpy.float64))
    return {f"{name}.weight": w, f"{name}.scale": scale.astype(F32), f"{name}.bias": layer.bias.detach().numpy().astype(F32)}


def norm_section(layer):
    return numpy.stack([layer.weight.detach().numpy(), layer.bias.detach().numpy()]).astype(F32)


def export(checkpoint, data, path):
    network = best.Network(checkpoint["inventory"], len(checkpoint["pieces"]))
    network.load_state_dict(checkpoint["state"])
    inventory, arguments = checkpoint["inventory"], checkpoint["args"]
    pieces = {p: i for i, p in enumerate(checkpoint["pieces"])}
    table = features.slots({features.hash64("c" if p.startswith("##") and len(p) > 2 else "p", p[2:] if p.startswith("##") and len(p) > 2 else p): i + 1
                            for p, i in pieces.items()})
    arrays = {"piece.slots": numpy.array(table, numpy.uint32)}
    for name, embedding in (("piece", network.piece), ("position", network.position)):
        rows, scale = quantise.rows_to_int8(embedding.weight.detach().numpy().astype(numpy.float64))
        arrays |= {f"embed.{name}": rows, f"embed.{name}.scale": scale.astype(F32)}
        embedding.weight.data = torch.from_numpy((rows * scale[:, None]).astype(F32))
    arrays |= {"embed.case": network.case.weight.detach().numpy(), "embed.glue": network.glue.weight.detach().numpy(), "embed.norm": norm_section(network.norm)}
    for i, layer in enumerate(network.layers):
        for name in ("qkv", "out", "up", "down"):
            arrays |= product_sections(f"layer{i}.{name}", getattr(layer, name))
        arrays |= {f"layer{i}.norm1": norm_section(layer.norm1), f"layer{i}.norm2": norm_section(layer.norm2)}
    for name in ("word", "head", "label"):
        arrays |= product_sections(name, getattr(network, name))
    arrays |= {"arc.root": network.arc_root.detach().numpy(), "arc.bias": network.arc_bias.detach().numpy(),
               "label.distance": network.label_distance.detach().numpy()}
    free_only = arguments["free_only"]
    learnt = lemmas.learn([s for part in corpora.trees(data, "train", free_only).values() for s in part], data)
    rules, lemma_slots = lemmas.sections(learnt)
    arrays |= {"lemma.rules": rules, "lemma.slots": numpy.array(lemma_slots, numpy.uint32)}
    meta = {"kind": "language-best", "hidden": best.HIDDEN, "layers": best.LAYERS, "attention_heads": best.ATTENTION_HEADS,
            "intermediate": best.INTERMEDIATE, "positions": best.POSITIONS, "pieces": len(pieces), "piece_slots": len(table),
            "cls": pieces["[CLS]"], "sep": pieces["[SEP]"], "unk": pieces["[UNK]"], "arc_dim": best.ARC_DIM, "label_dim": best.LABEL_DIM,
            "arc_reach": best.ARC_REACH, "label_reach": best.LABEL_REACH, "outputs": checkpoint["outputs"], "lemma_slots": len(lemma_slots),
            "upos": inventory["upos"], "xpos": inventory["xpos"], "feats": inventory["feats"], "deprel": inventory["deprels"], "ner": inventory["ner"],
            "free_only": free_only, "command": f"best.py --epochs {arguments['epochs']} --rate {arguments['rate']:g} --dropout {arguments['dropout']:g} --seed {arguments['seed']}",
            "data": ["MiniLM-L6 (all-MiniLM-L6-v2)", "UD English EWT", "UD English GUM", "wikigold, re3d, CrossNER politics" if free_only else "worldwide newswire"]}
    container.write(path, {"meta": json.dumps(meta, ensure_ascii=False).encode()} | features.table_sections() | arrays)
    network.round()
    return network.eval(), learnt


@torch.no_grad()
def dump(network, inputs, inventory, path):
    """What the network computes for the reference sentence, its rounding simulated, for tests/unit/models_test.c."""
    s = quantise.reference_sentence()
    x = inputs.tensors([s])
    layers = []
    handles = [layer.register_forward_hook(lambda _, __, y: layers.append(y[0].numpy().astype(F32))) for layer in network.layers]
    handles.append(network.norm.register_forward_hook(lambda _, __, y: layers.append(y[0].numpy().astype(F32))))
    out = network(*x)
    for handle in handles:
        handle.remove()
    a = parsing.parse(network, [s], inputs, inventory)[0]
    sections = {"forms": "".join(f + "\n" for f in s.forms).encode(), "glue": numpy.array(features.glue(s), numpy.uint8),
                "pieces": x[0][0].numpy().astype(numpy.uint32), "cases": x[1][0].numpy().astype(numpy.uint8),
                "outputs": torch.cat([out[name][0] for name, _ in network.outputs], -1).numpy().astype(F32),
                "heads": numpy.array(a.heads, numpy.int32), "labels": "".join(name + "\n" for name in a.deprels).encode()}
    container.write(path, sections | {f"layer{i}": y for i, y in enumerate(layers)})


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--data", required=True)
    cli.add_argument("--checkpoint", required=True)
    cli.add_argument("--out", required=True)
    cli.add_argument("--reference", help="where to write one sentence's activations")
    args = cli.parse_args()
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    network, learnt = export(checkpoint, args.data, args.out)
    inputs = best.Inputs(checkpoint["pieces"])
    print(f"{args.out}: {Path(args.out).stat().st_size / 2**20:.2f} MiB", flush=True)
    if args.reference:
        dump(network, inputs, checkpoint["inventory"], args.reference)
    print("as trained:", *checkpoint["figures"], sep="\n  ")

    def reader(sentences):
        return parsing.parse(network, sentences, inputs, checkpoint["inventory"])
    print("int8:", *parsing.figures(reader, args.data), sep="\n  ")
    for name, gold in corpora.trees(args.data, "dev").items():
        print(f"{name} lemma on gold tags {lemmas.accuracy(learnt, gold):.2f}")
