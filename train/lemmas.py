"""Lemma rules learnt from the treebanks: exact forms where the suffix rules fail, suffix rules for the rest (NETWORK.md, 1.6)."""
import collections

import features

LONGEST_SUFFIX = 8


def form_key(form):
    return features.lower(form).replace("’", "'").replace("‘", "'")


def rule_of(form, lemma):
    """(strip, case, append) that makes `lemma` of `form`, in the case that shares more with it."""
    best = None
    for case, w in (("l", features.lower(form)), ("k", form)):
        same = 0
        while same < min(len(w), len(lemma)) and w[same] == lemma[same]:
            same += 1
        rule = (len(w) - same, case, lemma[same:])
        if best is None or len(rule[2]) < len(best[2]):
            best = rule
    return best


def keys_of(form, upos, xpos):
    f = form_key(form)
    yield features.hash64("W", f"{f}\x01{upos}\x01{xpos}")
    for n in range(min(LONGEST_SUFFIX, len(f) - 1), 0, -1):
        yield features.hash64("S", f"{f[-n:]}\x01{upos}\x01{xpos}")
    yield features.hash64("S", f"\x01{upos}\x01{xpos}")


def apply(rule, form):
    strip, case, append = rule
    w = features.lower(form) if case == "l" else form
    return None if strip > len(w) else w[:len(w) - strip] + append


def lemma(table, form, upos, xpos):
    for key in keys_of(form, upos, xpos):
        if key in table:
            found = apply(table[key], form)
            if found is not None:
                return found
    return form if upos == "PROPN" else features.lower(form)


def learn(sentences):
    """Hash → rule. A suffix is kept where its commonest rule differs from that of the next shorter one; an exact form where the suffixes err."""
    votes = collections.defaultdict(collections.Counter)
    exact = collections.defaultdict(collections.Counter)
    for s in sentences:
        for form, wanted, upos, xpos in zip(s.forms, s.lemmas, s.upos, s.xpos):
            if wanted == "_":
                continue
            rule = rule_of(form, wanted)
            exact[form_key(form), upos, xpos][rule] += 1
    for (f, upos, xpos), rules in exact.items():
        rule = rules.most_common(1)[0][0]
        for n in range(0, min(LONGEST_SUFFIX, len(f) - 1) + 1):
            votes[f[len(f) - n:] if n else "", upos, xpos][rule] += 1
    table = {}
    for suffix, upos, xpos in sorted(votes, key=lambda k: (len(k[0]), k)):
        rules = votes[suffix, upos, xpos]
        rule, n = rules.most_common(1)[0]
        if suffix and n < 2:
            continue
        inherited = None
        for m in range(len(suffix) - 1, -1, -1):
            key = features.hash64("S", f"{suffix[len(suffix) - m:] if m else ''}\x01{upos}\x01{xpos}")
            if key in table:
                inherited = table[key]
                break
        if rule != inherited:
            table[features.hash64("S", f"{suffix}\x01{upos}\x01{xpos}")] = rule
    for (f, upos, xpos), rules in exact.items():
        rule, n = rules.most_common(1)[0]
        wanted = apply(rule, f)
        if wanted is not None and lemma(table, f, upos, xpos) != wanted or rule[1] == "k" and upos != "PROPN" and n > 1:
            table[features.hash64("W", f"{f}\x01{upos}\x01{xpos}")] = rule
    return table


def sections(table):
    rules = sorted(set(table.values()))
    number = {rule: i for i, rule in enumerate(rules)}
    text = "".join(f"{strip}\t{case}\t{append}\n" for strip, case, append in rules)
    return text.encode(), features.slots({key: number[rule] for key, rule in table.items()})


def accuracy(table, sentences):
    right = total = 0
    for s in sentences:
        for form, wanted, upos, xpos in zip(s.forms, s.lemmas, s.upos, s.xpos):
            if wanted != "_":
                total += 1
                right += lemma(table, form, upos, xpos) == wanted
    return 100.0 * right / total
