"""Makes a checkpoint of a shipped model file, so that reader.py and reader_fast.py can go on from what the repository has (`--start`): its int8
weights as floats, a step of rounding away from what was trained.

usage: checkpoint.py MODEL OUT --encoder FOLDER     of language-best
       checkpoint.py MODEL OUT                      of language-fast
"""
import argparse
import json

import torch

import antecedents
import best
import container
import quantise_reader_fast
import reader
import reader_fast
import record_heads
import stances

# The products whose rows quantise_reader.head_sections parts one layer into.
PARTS = {"tags": ("cue", "trigger", "status"), "at": ("head", "nobody", "later", "look"), "beside": ("word", "bias", "earlier", "new", "seen")}


class File:
    """The sections of a model file as tensors."""

    def __init__(self, path):
        self.sections = container.read(path)
        self.meta = json.loads(self.sections["meta"])

    def floats(self, name):
        return torch.from_numpy(container.floats(self.sections, name))

    def put(self, name, layer, by=1.0, bias_by=1.0):
        """A product's weights and bias, multiplied where a step of the file counts otherwise than one here."""
        rows = container.rows(self.sections, f"{name}.weight", f"{name}.scale")
        layer.weight.data = torch.from_numpy(rows).view(layer.weight.shape) * by
        layer.bias.data = self.floats(f"{name}.bias") * bias_by


def read_heads(file, heads):
    """Fills record_heads.Heads, all but the product that makes r of an encoder's vectors."""
    at, first = {}, 0
    for name, count in heads.blocks:
        at[name], first = slice(first, first + count), first + count
    for part, names in PARTS.items():
        rows = torch.nn.Linear(heads.wide, sum(n for name, n in heads.blocks if name in names))
        file.put(f"record.{part}", rows)
        first = 0
        for name in names:
            count = at[name].stop - at[name].start
            heads.head.weight.data[at[name]] = rows.weight.data[first:first + count]
            heads.head.bias.data[at[name]] = rows.bias.data[first:first + count]
            first += count
    for name, layer in (("pool", heads.pool), ("act", heads.act)):
        file.put(f"record.{name}", layer)
    for name, tensor in (("distance", heads.distance), ("sentence", heads.sentence), ("chain", heads.chain_distance)):
        tensor.data = file.floats(f"record.{name}").view(tensor.shape)


def read_behind(file, heads):
    """What is learnt behind the heads: the second look at antecedents, and which statement denies which."""
    links = antecedents.Antecedents(heads)
    for name, layer in (("at", links.at), ("beside", links.beside)):
        file.put(f"record.link.{name}", layer)
    for name, tensor in (("add", links.add), ("signs", links.signs), ("out", links.out)):
        tensor.data = file.floats(f"record.link.{name}").view(tensor.shape)
    denials = stances.Stances(4 * heads.wide)
    file.put("record.stance.pool", denials.pool)
    file.put("record.stance", denials.last)
    return {"antecedents": links.state_dict(), "stances": denials.state_dict()}


def large(file, path, encoder):
    network, meta, inventory = reader.start_from_file(path)
    network.record = record_heads.Heads(2 * best.HIDDEN)
    read_heads(file, network.record)
    file.put("record.word", network.record.word)
    return {"state": network.state_dict(), "pieces": reader.kept_pieces(encoder), "inventory": inventory, "outputs": network.outputs} | read_behind(file, network.record)


@torch.no_grad()
def small(file):
    """As trained, without what quantise_reader_fast.weigh did, which is done again. One step of bytes behind the first product is taken for UNIT,
    since only the steps' ratios are in the file."""
    heads = reader_fast.Heads(file.meta["channels"])
    read_heads(file, heads)
    units = [reader_fast.UNIT]
    file.put("record.join", heads.join, units[0] / reader_fast.UNIT, units[0])
    for i, conv in enumerate(heads.convs):
        units.append(units[i] / file.floats(f"record.conv{i}.residual").item())
        file.put(f"record.conv{i}", conv, units[i + 1] / units[i], units[i + 1])
    file.put("record.word", heads.word, 1 / units[-1])
    heads.tops.data = torch.tensor(units) * 255
    rule = file.floats("record.rule")
    heads.rule.data, heads.trust.data = rule[:heads.rule.numel()].view(heads.rule.shape), rule[heads.rule.numel():]
    by = quantise_reader_fast.WEIGHTS
    outer, inside = ((1 / factor, -more / factor) for factor, more in (by["cue_outer"], by["cue_inside"]))
    quantise_reader_fast.weigh(heads, outer, inside, 1 / by["roles"], -by["rules"], -by["flags"], -by["triggers"])
    return {"state": heads.state_dict()} | read_behind(file, heads)


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("model")
    cli.add_argument("out")
    cli.add_argument("--encoder", help="folder of the pretrained encoder, for its vocab.txt")
    args = cli.parse_args()
    file = File(args.model)
    made = large(file, args.model, args.encoder) if args.encoder else small(file)
    torch.save(made | {"held": file.meta["held_out"], "figures": []}, args.out)
