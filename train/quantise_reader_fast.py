"""Writes the heads that reader_fast.py taught into the file of `language-fast`, whose other sections stay as they are (NETWORK.md, section 4)."""
import argparse
import json
from pathlib import Path

import numpy
import torch

import container
import features
import pages
import quantise
import quantise_reader
import reader_fast

F32 = numpy.float32


def byte_sections(name, layer, here, there=1.0):
    """A product of bytes that count `here` a step; what comes out counts `there`."""
    w, scale = quantise.rows_to_int8(layer.weight.detach().numpy().astype(numpy.float64))
    return {f"{name}.weight": w, f"{name}.scale": (scale * here / there).astype(F32), f"{name}.bias": (layer.bias.detach().numpy() / there).astype(F32)}


def write(heads, language, path, held):
    sections = {k: v for k, v in container.read(language).items() if not k.startswith("record.")}
    arrays, numbers = quantise_reader.head_sections(heads)
    arrays |= byte_sections("record.join", heads.join, reader_fast.UNIT, heads.unit(0))
    for i, conv in enumerate(heads.convs):
        here, there = heads.unit(i), heads.unit(i + 1)
        arrays |= byte_sections(f"record.conv{i}", conv, here, there) | {f"record.conv{i}.residual": numpy.array([here / there], F32)}
    arrays |= byte_sections("record.word", heads.word, heads.unit(len(heads.convs))) | {"record.rule": heads.rule.detach().numpy().astype(F32)}
    meta = json.loads(sections["meta"]) | numbers | {"record_dilations": reader_fast.DILATIONS, "held_out": held}
    container.write(path, sections | arrays | {"meta": json.dumps(meta, ensure_ascii=False).encode()})


@torch.no_grad()
def reference(heads, language, path):
    """What the heads say of one sentence, their rounding simulated, for tests/unit/models_test.c."""
    s = quantise.reference_sentence()
    page = pages.Page("reference")
    page.forms, page.glue = s.forms, features.glue(s)
    page.sentence, page.block, page.heads = [0] * len(s), [0] * len(s), [-1] * len(s)
    page.finish()
    page.rows = reader_fast.Trunk(language).rows(page)
    batch = reader_fast.Batch([page], reader_fast.LIMIT)
    n = len(page)
    at = torch.arange(n)
    batch.rule = at % len(pages.ACTS)
    r, out = heads.about(batch)(batch.rows)
    beside = at[None, :].expand(n, n)
    content, source = torch.zeros(n, n, dtype=torch.bool), torch.zeros(n, n, dtype=torch.bool)
    content[:, n // 2:] = True
    source[:, :2] = True
    antecedents = heads.antecedents(out, at)
    antecedents[antecedents < -1e8] = 0
    found = {"tags": torch.cat([out[k] for k in ("cue", "trigger", "status")], 1), "pairs": heads.pairs(out, at, beside, batch.sentence), "nobody": out["nobody"],
             "nature": heads.nature(r, out, at, beside, content, source), "antecedents": antecedents}
    container.write(path, {"forms": "".join(f + "\n" for f in s.forms).encode(), "glue": numpy.array(page.glue, numpy.uint8)}
                    | {k: v.numpy().astype(F32) for k, v in found.items()})


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--language", required=True, help="the model file, which is written again")
    cli.add_argument("--checkpoint", required=True)
    cli.add_argument("--reference", help="where to write what the heads say of one sentence")
    args = cli.parse_args()
    checkpoint = torch.load(args.checkpoint, weights_only=False)
    heads = reader_fast.Heads(checkpoint["state"]["join.weight"].shape[0])
    heads.load_state_dict(checkpoint["state"])
    heads.round()
    heads.eval()
    write(heads, args.language, args.language, checkpoint["held"])
    print(f"{args.language}: {Path(args.language).stat().st_size / 2**20:.2f} MiB", flush=True)
    if args.reference:
        reference(heads, args.language, args.reference)
    print("as trained:", *checkpoint["figures"], sep="\n  ")
