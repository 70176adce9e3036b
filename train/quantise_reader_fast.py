"""Writes the heads that reader_fast.py taught into the file of `language-fast`, whose other sections stay as they are (NETWORK.md, section 4)."""
import argparse
import json
from pathlib import Path

import numpy
import torch

import best
import container
import pages
import quantise
import quantise_reader
import reader_fast

F32 = numpy.float32
# What log-odds and scores count beside the linear models and rules; chosen on the pages held out. cue_*: a factor, and what is added.
WEIGHTS = {"cue_outer": (0.5, 0.03), "cue_inside": (0.45, 0.4), "roles": 0.32, "rules": -0.8, "flags": 2.0, "triggers": 2.0}


def byte_sections(name, layer, here, there=1.0):
    """A product of bytes that count `here` a step; what comes out counts `there`."""
    w, scale = quantise.rows_to_int8(layer.weight.detach().numpy().astype(numpy.float64))
    return {f"{name}.weight": w, f"{name}.scale": (scale * here / there).astype(F32), f"{name}.bias": (layer.bias.detach().numpy() / there).astype(F32)}


def write(heads, links, denials, language, path, held):
    sections = {k: v for k, v in container.read(language).items() if not k.startswith("record.")}
    arrays, numbers = quantise_reader.head_sections(heads)
    arrays |= quantise_reader.link_sections(links) | quantise_reader.stance_sections(denials)
    arrays |= byte_sections("record.join", heads.join, reader_fast.UNIT, heads.unit(0))
    for i, conv in enumerate(heads.convs):
        here, there = heads.unit(i), heads.unit(i + 1)
        arrays |= byte_sections(f"record.conv{i}", conv, here, there) | {f"record.conv{i}.residual": numpy.array([here / there], F32)}
    arrays |= byte_sections("record.word", heads.word, heads.unit(len(heads.convs))) | {"record.rule": numpy.append(heads.rule.detach().numpy(), heads.trust.numpy()).astype(F32)}
    meta = json.loads(sections["meta"]) | numbers | {"record_dilations": reader_fast.DILATIONS, "held_out": held}
    container.write(path, sections | arrays | {"meta": json.dumps(meta, ensure_ascii=False).encode()})


@torch.no_grad()
def weigh(heads, cue_outer, cue_inside, roles, rules, flags, triggers):
    """Multiplies log-odds and scores by what they are to count beside the linear models, where the engine adds them as they are; and moves cues' log-odds
    and triggers'."""
    at = 0
    for name, count in heads.blocks:
        rows = slice(at, at + count)
        if name == "cue":
            for row, (by, more) in enumerate((cue_outer, cue_inside)):
                heads.head.weight[at + row] *= by
                heads.head.bias[at + row] = heads.head.bias[at + row] * by + more
        if name == "trigger":
            heads.head.bias[at] -= triggers
        if name == "head":
            rows = slice(at, at + 2 * heads.pair)
        if name == "bias":
            rows = slice(at, at + 2)
        if name in ("head", "bias"):
            heads.head.weight[rows] *= roles
            heads.head.bias[rows] *= roles
        at += count
    heads.rule += rules * torch.eye(len(heads.rule))
    heads.trust += flags
    heads.distance[:2] *= roles
    heads.sentence[:2] *= roles


@torch.no_grad()
def reference(heads, links, denials, language, path):
    page = quantise_reader.reference_page()
    page.rows = reader_fast.Trunk(language).rows(page)
    batch = reader_fast.Batch([page], reader_fast.LIMIT)
    batch.rule, batch.flags = torch.arange(len(page)) % len(pages.ACTS), torch.tensor([1.0, -1.0, 1.0])
    quantise_reader.write_said(path, heads, links, denials, *heads.about(batch)(batch.rows), batch)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--language", required=True, help="the model file, which is written again")
    cli.add_argument("--checkpoint", required=True)
    cli.add_argument("--reference", help="where to write what the heads say of one sentence")
    cli.add_argument("--cue-outer", type=float, nargs=2, default=WEIGHTS["cue_outer"], help="what log-odds of cues outside contents are multiplied by, and what is added")
    cli.add_argument("--cue-inside", type=float, nargs=2, default=WEIGHTS["cue_inside"], help="the same of cues inside")
    cli.add_argument("--roles", type=float, default=WEIGHTS["roles"], help="what scores of source and content are multiplied by")
    cli.add_argument("--rules", type=float, default=WEIGHTS["rules"], help="what the act by rule gains besides: less than nothing, since the engine adds some itself")
    cli.add_argument("--triggers", type=float, default=WEIGHTS["triggers"], help="what words gain in log-odds as triggers")
    cli.add_argument("--flags", type=float, default=WEIGHTS["flags"], help="what log-odds of flags gain where the rules say so, and lose where they do not")
    args = cli.parse_args()
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    heads = reader_fast.Heads(checkpoint["state"]["join.weight"].shape[0])
    heads.load_state_dict(checkpoint["state"])
    links, denials = quantise_reader.links_of(checkpoint, heads), quantise_reader.stances_of(checkpoint["stances"])
    weigh(heads, args.cue_outer, args.cue_inside, args.roles, args.rules, args.flags, args.triggers)
    heads.round()
    heads.eval()
    best.round_products(links)
    best.round_products(denials)
    write(heads, links, denials, args.language, args.language, checkpoint["held"])
    print(f"{args.language}: {Path(args.language).stat().st_size / 2**20:.2f} MiB", flush=True)
    if args.reference:
        reference(heads, links, denials, args.language, args.reference)
    print("as trained:", *checkpoint["figures"], sep="\n  ")
