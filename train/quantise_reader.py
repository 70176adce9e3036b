"""Writes a network that reader.py taught as a model file: the sections of the language model that it went on from, their tensors replaced, and
the record's heads (NETWORK.md, section 4). Prints its figures with the file's rounding."""
import argparse
import json
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F

import antecedents
import best
import container
import features
import pages
import quantise
import quantise_best
import reader
import record_heads
import stances

F32 = numpy.float32


def part(layer, names, blocks):
    """Rows of a product by the names of their blocks, as a product of their own."""
    first, at = 0, {}
    for name, count in blocks:
        at[name] = range(first, first + count)
        first += count
    rows = [i for name in names for i in at[name]]
    found = torch.nn.Linear(layer.in_features, len(rows))
    found.weight.data, found.bias.data = layer.weight.data[rows], layer.bias.data[rows]
    return found


def head_sections(heads):
    """The sections of the record's heads, and the numbers of `meta` that go with them."""
    arrays = {}
    for name, layer in (("word", heads.word), ("tags", part(heads.head, ("cue", "trigger", "status"), heads.blocks)),
                        ("at", part(heads.head, ("head", "nobody", "later", "look"), heads.blocks)),
                        ("beside", part(heads.head, ("word", "bias", "earlier", "new", "seen"), heads.blocks)), ("pool", heads.pool), ("act", heads.act)):
        arrays |= quantise_best.product_sections(f"record.{name}", layer)
    for name, tensor in (("distance", heads.distance), ("sentence", heads.sentence), ("chain", heads.chain_distance)):
        arrays[f"record.{name}"] = tensor.detach().numpy().astype(F32)
    return arrays, {"record_wide": heads.wide, "record_pair": heads.pair, "record_chain": heads.chain, "record_most_before": record_heads.MOST_BEFORE}


def link_sections(net):
    """The sections of the second look at antecedents."""
    arrays = quantise_best.product_sections("record.link.at", net.at) | quantise_best.product_sections("record.link.beside", net.beside)
    return arrays | {f"record.link.{name}": tensor.detach().numpy().astype(F32) for name, tensor in (("add", net.add), ("signs", net.signs), ("out", net.out))}


def stance_sections(net):
    """The sections of the head that says which statement denies which (stances.py)."""
    return quantise_best.product_sections("record.stance.pool", net.pool) | quantise_best.product_sections("record.stance", net.last)


def stances_of(state):
    net = stances.Stances(state["pool.weight"].shape[1])
    net.load_state_dict(state)
    return net.eval()


def links_of(checkpoint, heads):
    """The second look at antecedents that goes with a checkpoint's heads (antecedents.py)."""
    net = antecedents.Antecedents(heads)
    net.load_state_dict(checkpoint["antecedents"])
    return net.eval()


def encoder_sections(network):
    arrays = {}
    for name, embedding in (("piece", network.piece), ("position", network.position)):
        rows, scale = quantise.rows_to_int8(embedding.weight.detach().numpy().astype(numpy.float64))
        arrays |= {f"embed.{name}": rows, f"embed.{name}.scale": scale.astype(F32)}
        embedding.weight.data = torch.from_numpy((rows * scale[:, None]).astype(F32))
    arrays |= {"embed.case": network.case.weight.detach().numpy(), "embed.glue": network.glue.weight.detach().numpy(), "embed.norm": quantise_best.norm_section(network.norm)}
    for i, layer in enumerate(network.layers):
        for name in ("qkv", "out", "up", "down"):
            arrays |= quantise_best.product_sections(f"layer{i}.{name}", getattr(layer, name))
        arrays |= {f"layer{i}.norm1": quantise_best.norm_section(layer.norm1), f"layer{i}.norm2": quantise_best.norm_section(layer.norm2)}
    for name in ("word", "head", "label"):
        arrays |= quantise_best.product_sections(name, getattr(network, name))
    return arrays | {"arc.root": network.arc_root.detach().numpy(), "arc.bias": network.arc_bias.detach().numpy(), "label.distance": network.label_distance.detach().numpy()}


def write(checkpoint, language, path):
    sections = container.read(language)
    network, meta, inventory = reader.start_from_file(language)
    network.record = record_heads.Heads(2 * best.HIDDEN)
    network.load_state_dict(checkpoint["state"])
    heads, numbers = head_sections(network.record)
    links, denials = links_of(checkpoint, network.record), stances_of(checkpoint["stances"])
    heads |= link_sections(links) | stance_sections(denials)
    meta |= numbers | {"windows": 1, "held_out": checkpoint.get("held", [])}
    container.write(path, sections | encoder_sections(network) | heads | {"meta": json.dumps(meta, ensure_ascii=False).encode()})
    network.round()
    best.round_products(links)
    best.round_products(denials)
    return network.eval(), links, denials, inventory


def reference_page():
    s = quantise.reference_sentence()
    page = pages.Page("reference")
    page.forms, page.glue = s.forms, features.glue(s)
    page.sentence, page.block, page.heads = [0] * len(s), [0] * len(s), [-1] * len(s)
    return page.finish()


@torch.no_grad()
def write_said(path, heads, links, denials, r, out, batch):
    """What heads say of one window, its rounding simulated, for tests/unit/models_test.c."""
    n = len(r)
    at = torch.arange(n)
    beside = at[None, :].expand(n, n)
    content, source = torch.zeros(n, n, dtype=torch.bool), torch.zeros(n, n, dtype=torch.bool)
    content[:, n // 2:] = True
    source[:, :2] = True
    # Every word a mention, with signs that are made up.
    counts = list(antecedents.SIGNS.values())
    signs = torch.tensor([[[(7 * c + 3 * (c - 1 - k) + s) % counts[s] for s in range(len(counts))] for k in range(n)] for c in range(n)])
    nearest = links(r, signs)[:, :n]
    earlier = torch.stack([F.pad(nearest[c, :c].flip(0), (0, n - c), value=-1e9) for c in range(n)])
    denies, denied = denials(heads.statements(r, out, at, beside, content, source))
    said = {"tags": torch.cat([out[k] for k in ("cue", "trigger", "status")], 1), "pairs": heads.pairs(out, at, beside, batch.sentence), "nobody": out["nobody"],
            "nature": heads.nature(r, out, at, beside, content, source), "antecedents": earlier,
            "denies": denies, "denied": denied.fill_diagonal_(0)}
    container.write(path, {k: v.numpy().astype(F32) for k, v in said.items()})


@torch.no_grad()
def reference(network, links, denials, inputs, path):
    batch = reader.Batch([reference_page()], inputs, reader.LIMIT)
    write_said(path, network.record, links, denials, *network.record(reader.vectors(network, batch, 0.0)), batch)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--encoder", required=True)
    cli.add_argument("--language", required=True)
    cli.add_argument("--checkpoint", required=True)
    cli.add_argument("--out", required=True)
    cli.add_argument("--reference", help="where to write one sentence's activations")
    cli.add_argument("--record-reference", help="where to write what the heads say of it")
    args = cli.parse_args()
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    network, links, denials, inventory = write(checkpoint, args.language, args.out)
    print(f"{args.out}: {Path(args.out).stat().st_size / 2**20:.2f} MiB", flush=True)
    inputs = best.Inputs(reader.kept_pieces(args.encoder))
    if args.reference:
        quantise_best.dump(network, inputs, inventory, args.reference)
    if args.record_reference:
        reference(network, links, denials, inputs, args.record_reference)
    print("as trained:", *checkpoint.get("figures", []), sep="\n  ")
