"""Lemma rules learnt from the treebanks: exact forms where the suffix rules fail, suffix rules for the rest (NETWORK.md, 1.6).

    python3 lemmas.py --data DATA ../models/language-*.onr

learns them anew and puts them into models that are there; the networks in them stay as they are.
"""
import argparse
import collections
import gzip
import json
from pathlib import Path

import numpy

import container
import features

LONGEST_SUFFIX = 8
SHOUTED = 6  # a name in capitals alone, of so many letters and more, is no abbreviation
LEAST_GAIN = 2  # so many forms more must a longer suffix set right
EWT_GENRES = {"weblog", "newsgroup", "email", "reviews", "answers"}
EWT_WEIGHT = 2  # where the treebanks disagree ("people" or "person"), EWT's practice counts
VOCABULARY_RANK = 60000  # so many of the commonest words show how verbs and nouns are inflected
# Verbs whose past is not told by their ending: form, past, participle.
IRREGULAR = """arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent bent
|bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred|bring brought brought|build built built
|burst burst burst|buy bought bought|cast cast cast|catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept
|cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn|drink drank drunk|drive drove driven|dwell dwelt dwelt|eat ate eaten|fall fell fallen
|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden|forget forgot forgotten
|forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone|grind ground ground|grow grew grown|hang hung hung|have had had
|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led
|leap leapt leapt|leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost|make made made|mean meant meant|meet met met
|pay paid paid|put put put|quit quit quit|read read read|rid rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen
|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|show showed shown
|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|slay slew slain|sleep slept slept|slide slid slid|sling slung slung|speak spoke spoken
|speed sped sped|spend spent spent|spin spun spun|spit spat spat|split split split|spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen
|stick stuck stuck|sting stung stung|stink stank stunk|stride strode stridden|strike struck struck|string strung strung|strive strove striven|swear swore sworn
|sweep swept swept|swell swelled swollen|swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought
|throw threw thrown|thrust thrust thrust|tread trod trodden|wake woke woken|wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound
|wring wrung wrung|write wrote written"""
PREFIXED = {"over": "come do draw eat hear lay pay ride run see sell shoot sleep spend take throw", "under": "go lie pay sell stand take write cut",
            "out": "bid do grow run sell shine spend", "re": "build do make pay sell send tell think write", "with": "draw hold stand", "up": "hold set",
            "fore": "cast go see tell", "mis": "lead read spend take understand", "un": "do wind", "broad": "cast", "par": "take"}
SAME = "aircraft crossroads feces goods headquarters means news offspring politics premises proceeds remains scissors series species thanks trousers whereabouts".split()


def form_key(form):
    return features.lower(form).replace("’", "'").replace("‘", "'")


def titled(form):
    return form[:1].upper() + features.lower(form[1:]) if len(form[:1].upper()) == 1 else form


def in_case(case, form):
    """l: small letters, k: kept, t: a capital and small letters, p: as a name is written, n: a number without its commas."""
    if case == "l":
        return features.lower(form)
    if case == "n":
        return features.lower(form).replace(",", "")
    if case == "t":
        return titled(form)
    if case == "p" and form.isalpha() and form.isascii() and (form.islower() or form.isupper() and len(form) >= SHOUTED):
        return titled(form)
    return form


def rule_of(form, lemma, case):
    """(strip, case, append) that makes `lemma` of `form`."""
    w, same = in_case(case, form), 0
    while same < min(len(w), len(lemma)) and w[same] == lemma[same]:
        same += 1
    return (len(w) - same, case, lemma[same:])


def apply(rule, form):
    strip, case, append = rule
    w = in_case(case, form)
    return None if strip > len(w) or strip == len(w) and not append else w[:len(w) - strip] + append


def keys_of(form, upos, xpos):
    """Exact form, then ever shorter endings; with both tags, then with the universal one alone."""
    f = form_key(form)
    longest = min(LONGEST_SUFFIX, len(f) - 1)
    for exact, suffix, tags in (("W", "S", f"\x01{upos}\x01{xpos}"), ("V", "T", f"\x01{upos}")):
        yield features.hash64(exact, f + tags)
        for n in range(longest, -1, -1):
            yield features.hash64(suffix, (f[-n:] if n else "") + tags)


def lemma(table, form, upos, xpos):
    for key in keys_of(form, upos, xpos):
        if key in table:
            found = apply(table[key], form)
            if found is not None:
                return found
    return form if upos == "PROPN" else features.lower(form)


def look_up(table, kind, form, tags):
    """The lemma by endings alone."""
    f = form_key(form)
    for n in range(min(LONGEST_SUFFIX, len(f) - 1), -1, -1):
        rule = table.get(features.hash64(kind, (f[-n:] if n else "") + tags))
        found = rule and apply(rule, form)
        if found:
            return found
    return features.lower(form)


def best_rule(pairs, cases):
    """The rule that gives most of the lemmas; the one that changes least where several do."""
    candidates = {rule_of(form, wanted, case) for form, wanted in pairs for case in cases}
    def worth(rule):
        right = sum(n for (form, wanted), n in pairs.items() if apply(rule, form) == wanted)
        return right, -len(rule[2]), -rule[0], -cases.index(rule[1]), rule
    return max(candidates, key=worth)


def suffix_cases(tags):
    return "p" if tags.startswith("\x01PROPN") else "n" if tags.startswith("\x01NUM") else "lk"


def learn_suffixes(table, kind, types):
    """`types`: (form, tags) → its pairs. A longer suffix stands where it sets right more forms than a shorter one."""
    members = collections.defaultdict(list)
    for (f, tags), pairs in types.items():
        for n in range(0, min(LONGEST_SUFFIX, len(f) - 1) + 1):
            members[f[len(f) - n:] if n else "", tags] += list(pairs)
    rules = {}
    for suffix, tags in sorted(members, key=lambda k: (len(k[0]), k)):
        pairs = members[suffix, tags]
        cases = suffix_cases(tags)
        votes = collections.Counter(rule_of(form, wanted, case) for form, wanted in pairs for case in cases)
        inherited = next((rules[suffix[i:], tags] for i in range(1, len(suffix) + 1) if (suffix[i:], tags) in rules), None)
        def right(rule):
            return sum(apply(rule, form) == wanted for form, wanted in pairs)
        rule = max((r for r, _ in votes.most_common(4)), key=lambda r: (right(r), -cases.index(r[1]), r))
        if inherited is None or right(rule) - right(inherited) >= LEAST_GAIN:
            rules[suffix, tags] = rule
    for (suffix, tags), rule in rules.items():
        table[features.hash64(kind, suffix + tags)] = rule


def learn_exact(table, kind, types, look_up):
    """The forms that the suffixes get wrong."""
    for (f, tags), pairs in sorted(types.items()):
        cases = suffix_cases(tags) + "lktp"
        rule = best_rule(pairs, cases)
        right = sum(n for (form, wanted), n in pairs.items() if apply(rule, form) == wanted)
        if sum(n for (form, wanted), n in pairs.items() if look_up(form, tags) == wanted) < right:
            table[features.hash64(kind, f + tags)] = rule


def irregular_forms():
    """(form, lemma, tag) of verbs and nouns that no ending tells."""
    verbs = {v.split()[0]: v.split() for v in IRREGULAR.replace("\n", "").split("|")}
    for prefix, stems in PREFIXED.items():
        for stem in stems.split():
            if stem in verbs:
                verbs[prefix + stem] = [prefix + form for form in verbs[stem]]
    for verb, past, participle in verbs.values():
        yield past, verb, "VBD"
        yield participle, verb, "VBN"
    for noun in SAME:
        yield noun, noun, "NNS"


def is_short(stem):
    """One vowel between consonants: it would double its last before an ending."""
    vowels = [c in "aeiouy" for c in stem]
    return len(stem) > 2 and sum(vowels) == 1 and vowels[-2] and stem[-1] not in "wxy"


def verb_of(stem, rank):
    """The verb whose forms are `stem` + ed, ing, by what words there are; None where there is none."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sfz"
    candidates = [stem[:-1] if doubled else stem + "e", stem, stem[:-1] if stem.endswith("ck") else None]
    known = [c for c in candidates if c in rank]
    if doubled and stem[-1] != "l" and candidates[0] in rank:
        return candidates[0]
    if is_short(stem) and candidates[0] in rank:
        return candidates[0]
    return min(known, key=rank.get) if known else None


def inflected_forms(words):
    """(form, lemma, tag) of the regular forms among common words."""
    rank = {w: i for i, w in enumerate(words[:VOCABULARY_RANK]) if w.isalpha() and w.isascii() and len(w) > 2}
    for w in rank:
        for ending, tags in (("ing", ("VBG",)), ("ed", ("VBD", "VBN"))):
            if w.endswith(ending) and len(w) > len(ending) + 2:
                stem = w[:-len(ending)]
                verb = stem[:-1] + "y" if ending == "ed" and stem.endswith("i") and stem[:-1] + "y" in rank else verb_of(stem, rank)
                if verb:
                    yield from ((w, verb, tag) for tag in tags)
        if w.endswith("s") and not w.endswith("ss"):
            shorter = [w[:-3] + "y" if w.endswith("ies") else None, w[:-2] if w.endswith(("ses", "xes", "zes", "ches", "shes", "oes")) else None, w[:-1]]
            known = [c for c in shorter if c in rank]
            if known:
                noun = min(known, key=rank.get)
                yield w, noun, "NNS"
                yield w, noun, "VBZ"


def learn(sentences, data=None):
    """Hash → rule. `data`: the folder whose vectors' words show regular forms that the sentences lack."""
    both, one = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for s in sentences:
        weight = EWT_WEIGHT if s.genre in EWT_GENRES else 1
        for form, wanted, upos, xpos in zip(s.forms, s.lemmas, s.upos, s.xpos):
            if wanted != "_" and xpos != "GW":
                both[form_key(form), f"\x01{upos}\x01{xpos}"][form, wanted] += weight
                one[form_key(form), f"\x01{upos}"][form, wanted] += weight
    words = []
    if data:
        with gzip.open(Path(data) / "vectors" / "glove6b-100d-top100k.words.gz", "rt", encoding="utf-8") as lines:
            words = lines.read().split("\n")
    def key(form, xpos):
        return form, f"\x01{'NOUN' if xpos == 'NNS' else 'VERB'}\x01{xpos}"
    for form, wanted, xpos in irregular_forms():
        both[key(form, xpos)] = collections.Counter({(form, wanted): 1})
    seen = set(both)
    for form, wanted, xpos in inflected_forms(words):
        if key(form, xpos) not in seen:
            both[key(form, xpos)][form, wanted] += 1
    table = {}
    learn_suffixes(table, "T", one)
    learn_suffixes(table, "S", both)
    learn_exact(table, "V", one, lambda form, tags: look_up(table, "T", form, tags))
    learn_exact(table, "W", both, lambda form, tags: lemma(table, form, *tags[1:].split("\x01")))
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


def main():
    import corpora  # needs torch, which whoever only wants the rules applied does not
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", required=True)
    options.add_argument("--free-only", action="store_true")
    options.add_argument("models", nargs="+")
    o = options.parse_args()
    table = learn([s for part in corpora.trees(o.data, "train", o.free_only).values() for s in part], o.data)
    rules, slots = sections(table)
    for path in o.models:
        parts = container.read(path)
        meta = json.loads(parts["meta"]) | {"lemma_slots": len(slots)}
        parts |= {"meta": json.dumps(meta, ensure_ascii=False).encode(), "lemma.rules": rules, "lemma.slots": numpy.array(slots, numpy.uint32)}
        container.write(path, parts)
    for name, gold in corpora.trees(o.data, "dev").items():
        print(f"{name} dev lemma on gold tags {accuracy(table, gold):.2f}")


if __name__ == "__main__":
    main()
