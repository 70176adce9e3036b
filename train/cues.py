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

ACTS = {
    "state": """say tell report note argue estimate announce add explain state write declare describe claim recall
        remark mention observe stress emphasize emphasise underline assert maintain contend indicate
        reveal disclose inform comment conclude reiterate repeat post tweet joke quip respond reply answer
        point predict forecast show suggest imply signal cite quote testify detail clarify
        tout detail opine muse lament complain caution read learn hear find discover notice call
        publish broadcast speak talk express elaborate caution recite outline boast brag proclaim recount hint remind reaffirm portray shout yell whisper discuss rule concede reportedly supposedly purportedly""",
    "deny": "deny dispute refute rebut counter disavow debunk dismiss",
    "admit": "admit acknowledge confirm concede confess recognize recognise",
    "accuse": """accuse blame condemn criticise criticize denounce slam blast decry lambaste lambast deplore fault
        chide rebuke allege assail lambast mock ridicule belittle scold disparage excoriate attack bash castigate berate charge deride censure regret lash implicate allegedly""",
    "demand": """demand insist urge order request seek implore beg press exhort instruct command forbid require
        pressure lobby push petition plead appeal direct encourage""",
    "propose": "propose offer suggest float submit recommend advise advocate invite willing ready prepared",
    "promise": "promise pledge vow assure guarantee commit swear reassure",
    "refuse": "refuse reject rule veto decline oppose rebuff spurn resist object",
    "agree": """agree accept approve endorse back support defend consent favor favour concur
        embrace welcome champion""",
    "threaten": "threaten",
    "warn": "warn caution",
    "praise": "praise thank hail applaud laud commend congratulate salute compliment",
    "think": """think believe hope fear plan expect want wish intend know consider feel see doubt suspect
        assume regard view prefer anticipate worry understand aim decide desire love like need imagine
        concern convince aware remember realize realise guess hope confident speculate dream mean pretend
        determine concerned worried alarmed afraid fearful angry anxious wary hopeful optimistic convinced
        certain unsure skeptical sceptical upset frustrated proud interested appalled""",
    "ask": "ask wonder question inquire query grill quiz",
}
NOUNS = {
    "state": "statement report claim assertion announcement allegation argument comment remark note letter memo suggestion prediction testimony explanation response declaration",
    "deny": "denial", "admit": "admission acknowledgment confirmation", "accuse": "accusation criticism condemnation",
    "demand": "demand request call appeal order insistence ultimatum pressure plea guidance", "propose": "proposal offer recommendation",
    "promise": "promise pledge vow assurance guarantee commitment", "refuse": "refusal rejection opposition objection",
    "agree": "agreement support endorsement", "threaten": "threat", "warn": "warning", "praise": "praise",
    "think": "belief hope fear concern view opinion plan desire decision intention expectation wish conviction worry goal aim consensus doubt feeling",
    "ask": "question",
}
ORDER = "state deny admit accuse demand propose promise refuse agree threaten warn praise think ask".split()


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


def main():
    articles = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    vocabulary = collections.Counter()
    for article in articles:
        vocabulary.update(w.lower() for w in re.findall(r"[A-Za-z]+", article["text"]))
    seen, cues = collections.Counter(), collections.Counter()
    act_of = {}
    for act in ORDER:
        for lemma in ACTS[act].split():
            act_of[lemma] = act
    noun_of = {lemma: act for act in ORDER for lemma in NOUNS.get(act, "").split()}
    for article in articles:
        for word in re.findall(r"[A-Za-z]+", article["text"]):
            seen[lemma_of(word, vocabulary)] += 1
        data = article["text"].encode()
        for attribution in article["attributions"]:
            words = []
            for start, end in attribution["cue"]:
                words += re.findall(r"[A-Za-z]+", data[start:end].decode())
            lemmas = [lemma_of(w, vocabulary) for w in words]
            known = [l for l in lemmas if l in act_of or l in noun_of]
            rest = [l for l in lemmas if len(l) > 3 and l not in IRREGULAR_FORMS]
            head = known[-1] if known else (rest[0] if rest else None)
            if head:
                cues[head] += 1
    print("/* clang-format off */")
    print("/* Written by train/cues.py from PolNeAR's train part: lemma, percent of its occurrences that")
    print(" * are cues, typical act as a verb and as a noun (-1: not a cue as such). Sorted by lemma. */")
    for lemma in sorted(set(act_of) | set(noun_of)):
        share = round(100 * min(1.0, cues[lemma] / max(1, seen[lemma])))
        verb, noun = act_of.get(lemma), noun_of.get(lemma)
        print('    {"%s", %d, %s, %s},' % (lemma, share, "ONR_ACT_" + verb.upper() if verb else "-1",
                                       "ONR_ACT_" + noun.upper() if noun else "-1"))


if __name__ == "__main__":
    main()
