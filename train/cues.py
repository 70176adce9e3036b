#!/usr/bin/env python3
"""Learns the cue lexicon from PolNeAR: which lemmas are cues, and how often.

usage: train/cues.py DATA/attribution/train.jsonl > src/attribution/lexicon.inc

A lemma's share is the part of its occurrences that lie in a cue's span and are
its head (the last verb, else the last noun). The typical act is given by hand
below, for PolNeAR marks none; a lemma without one is no cue.
"""
import collections
import json
import re
import sys

IRREGULAR = """say said says|tell told|think thought|write wrote written|know knew known
mean meant|feel felt|hear heard|see saw seen|hold held|find found|swear swore sworn|forbid forbade forbidden
seek sought|read read|speak spoke spoken|fear feared|blame blamed|foresee foresaw foreseen|plan planned
commit committed|admit admitted|rebut rebutted|refer referred|infer inferred|teach taught|lay laid|quip quipped
understand understood|show showed shown|learn learned|forget forgot forgotten|choose chose chosen|vow vowed
be is are was were been being am|have has had having|do did does done doing|go went gone|get got|make made
take took taken|give gave given|come came|put put|let let|run ran|lead led|leave left|keep kept|begin began begun
lose lost|win won|pay paid|meet met|sit sat|stand stood|bring brought|buy bought|build built|send sent|spend spent
fight fought|throw threw thrown|draw drew drawn|rise rose risen|fall fell fallen|strike struck|catch caught""".replace("\n", "|")

def irregular_forms():
    forms = {}
    for entry in IRREGULAR.split("|"):
        words = entry.split()
        for word in words:
            forms[word] = words[0]
    return forms


IRREGULAR_FORMS = irregular_forms()


def lemma_of(word, vocabulary):
    """Cuts -s, -ed and -ing where what is left is a word of the corpus."""
    word = word.lower()
    if word in IRREGULAR_FORMS:
        return IRREGULAR_FORMS[word]
    for suffix in ("ies", "ied", "es", "s", "ed", "ing"):
        if not word.endswith(suffix) or len(word) - len(suffix) < 2:
            continue
        stem = word[: -len(suffix)]
        tries = [stem + "y"] if suffix in ("ies", "ied") else [stem, stem + "e"]
        if suffix in ("ed", "ing"):
            tries = [stem + "e", stem]
            if stem[-1] == stem[-2]:
                tries.append(stem[:-1])
        best = max(tries, key=lambda t: vocabulary.get(t, 0))
        if vocabulary.get(best, 0) > 0:
            return best
    return word


def counts(articles, listed):
    """By lemma: how often it stands in the texts, and how often as the head of a cue."""
    vocabulary = collections.Counter()
    for article in articles:
        vocabulary.update(w.lower() for w in re.findall(r"[A-Za-z]+", article["text"]))
    seen, cues = collections.Counter(), collections.Counter()
    for article in articles:
        for word in re.findall(r"[A-Za-z]+", article["text"]):
            seen[lemma_of(word, vocabulary)] += 1
        data = article["text"].encode()
        for attribution in article["attributions"]:
            words = []
            for start, end in attribution["cue"]:
                words += re.findall(r"[A-Za-z]+", data[start:end].decode())
            lemmas = [lemma_of(w, vocabulary) for w in words]
            known = [l for l in lemmas if l in listed]
            rest = [l for l in lemmas if len(l) > 3 and l not in IRREGULAR_FORMS]
            head = known[-1] if known else (rest[0] if rest else None)
            if head:
                cues[head] += 1
    return seen, cues


def main():
    articles = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    lines = open(sys.argv[2], encoding="utf-8").read().splitlines()
    head = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    rows = sorted(line.split("\t") for line in lines[head + 1:])
    seen, cues = counts(articles, {row[0] for row in rows})
    for row in rows:
        row[1] = str(round(100 * min(1.0, cues[row[0]] / max(1, seen[row[0]]))))
        row[4] = "PolNeAR" if seen[row[0]] else "own"
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write("\n".join(lines[:head + 1] + ["\t".join(row) for row in rows]) + "\n")


if __name__ == "__main__":
    main()
