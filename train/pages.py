"""Pages to learn the record from: their words as the language layer reads them (train/words.c), and their labels as words."""
import collections
import gzip
import hashlib
import json
import re
import subprocess
import tempfile
from pathlib import Path

import corpora
import features
import ud

ACTS = ["state", "deny", "admit", "accuse", "demand", "propose", "promise", "refuse", "agree", "threaten", "warn", "praise", "think", "ask"]
FLAGS = ["negated", "hedged", "unrealised"]
CLASSES = ["none", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
           "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
OLDER = {"YIELD": None, "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
STATUSES = ["happened", "ongoing", "planned", "denied", "hypothetical"]
FOLDS = 8
STORY_FOLDS = 5
MEASURED_ONLY = {"neutral"}  # its README keeps this set for measuring
# Of genres of EWT and GUM that tell of no politics, no word is a trigger.
UNPOLITICAL = {"academic", "conversation", "fiction", "textbook", "vlog", "voyage", "whow", "answers", "reviews"}
# Acts that are no event of their own, whatever is said: of 3,300 statements of annotated pages 11 are.
NO_EVENT = {"state", "think", "ask", "admit"}


class Page:
    """Words in columns, one behind another; `sentences` are (first, end) of words. What is not labelled stays None and is not learnt."""

    def __init__(self, name):
        self.name = name
        self.forms, self.starts, self.ends, self.block, self.sentence = [], [], [], [], []
        self.upos, self.xpos, self.feats, self.heads, self.deprels, self.ner = [], [], [], [], [], []
        self.gold_trees = False
        self.statements = None  # of dicts, see `label_statements`
        self.nested_known = True
        self.nested_cues = {}   # where not all are known: of some words whether they are cues inside a content
        self.triggers = None    # (word, class, status, actors, recipients), the last two lists of lists of words
        self.no_triggers = []   # words known to be none, where the others are not known
        self.classes = None     # of a sentence of events without triggers
        self.parties = []       # of its events, where it has their parties by their words: (class, words of the source, of the target)
        self.mentions = None    # (head word, chain)

    def __len__(self):
        return len(self.forms)

    def finish(self):
        """What follows from the columns."""
        self.sentences, first = [], 0
        for i in range(1, len(self) + 1):
            if i == len(self) or self.sentence[i] != self.sentence[first]:
                self.sentences.append((first, i))
                first = i
        if self.starts:
            joined = [a == b - 1 and self.starts[b] <= self.ends[a] for a, b in zip(range(len(self)), range(1, len(self)))]
            same = [self.sentence[i] == self.sentence[i + 1] for i in range(len(self) - 1)]
            glued = [j and s for j, s in zip(joined, same)]
            self.glue = [1 + (i > 0 and glued[i - 1]) + 2 * (i < len(glued) and glued[i]) for i in range(len(self))]
        self.depth = [self._depth(i) for i in range(len(self))]
        return self

    def _depth(self, i):
        steps = 0
        while self.heads[i] >= 0 and steps < 200:
            i, steps = self.heads[i], steps + 1
        return steps

    def words_of(self, spans):
        """Indices of the words that the byte spans touch."""
        found = []
        for start, end in spans or []:
            found += [i for i in range(len(self)) if self.starts[i] < end and self.ends[i] > start]
        return sorted(set(found))

    def top_of(self, words):
        """Of some words the one that stands highest in its tree; punctuation and auxiliaries only where there is nothing else."""
        light = ("PUNCT", "AUX", "ADP", "PART", "DET", "SCONJ", "CCONJ")
        return min(words, key=lambda i: (self.upos[i] in light, self.depth[i], i)) if words else None

    def windows(self, pieces, limit):
        """(first, end) of words: whole blocks while they fit `limit` pieces, else whole sentences; as src/language/windows.c cuts."""
        sizes = [sum(len(pieces.of(self.forms[i])) for i in range(a, b)) for a, b in self.sentences]
        found, first, room, n = [], 0, limit, 0
        while n < len(self.sentences):
            block = self.block[self.sentences[n][0]]
            end = n
            while end < len(self.sentences) and self.block[self.sentences[end][0]] == block:
                end += 1
            whole = sum(sizes[n:end])
            if whole > room and room < limit:
                found.append((first, self.sentences[n][0]))
                first, room = self.sentences[n][0], limit
            if whole <= room:
                room -= whole
                n = end
                continue
            for k in range(n, end):
                if sizes[k] > room and room < limit:
                    found.append((first, self.sentences[k][0]))
                    first, room = self.sentences[k][0], limit
                room -= min(sizes[k], room)
            n = end
        if first < len(self):
            found.append((first, len(self)))
        return found


def read_words(lines):
    """The pages of train/words.c's output, by file name."""
    pages, page = {}, None
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# "):
            page = Page(Path(line[2:]).name)
        elif not line:
            pages[page.name] = page.finish()
        else:
            start, end, sentence, block, form, upos, xpos, feats, head, deprel, ner = line.split("\t")
            for column, value in ((page.starts, int(start)), (page.ends, int(end)), (page.sentence, int(sentence)), (page.block, int(block)), (page.forms, form),
                                  (page.upos, upos), (page.xpos, xpos), (page.feats, feats), (page.heads, int(head)), (page.deprels, deprel), (page.ner, ner)):
                column.append(value)
    return pages


OWN = Path(__file__).with_name("pages.jsonl")
SENTENCES = Path(__file__).with_name("sentences.jsonl")


def treebank_texts(path):
    """Name → text of a treebank's documents, a paragraph a block."""
    name, blocks = None, []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            key, _, value = line.strip().partition(" = ")
            if key == "# newdoc id":
                if name:
                    yield name, "".join(" ".join(b) + "\n" for b in blocks if b)
                name, blocks = value, [[]]
            elif line.startswith("# newpar"):
                blocks.append([])
            elif key == "# text":
                blocks[-1].append(value.strip())
    yield name, "".join(" ".join(b) + "\n" for b in blocks if b)


def own_texts(data):
    """Name → text of the articles that pages.jsonl (PAGES.md) may label: a block a line, the title first where the corpus has one."""
    data = Path(data)
    corpora_of = {"fnc": (data / "text/fnc1-train.jsonl.gz", gzip.open, "text"), "news": (data / "extraction/news.jsonl", open, "body"),
                  "body": (data / "extraction/body.jsonl", open, "body"), "polnear": (data / "attribution/train.jsonl", open, "text")}
    for corpus, (path, opened, field) in corpora_of.items():
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                page = json.loads(line)
                blocks = [page.get("title") or "", *page[field].split("\n")]
                yield f"{corpus}.{page['id'].replace('/', '_')}", "".join(block.strip() + "\n" for block in blocks if block.strip())
    for corpus in ("gum", "ewt"):
        for name, text in treebank_texts(data / f"ud/en_{corpus}-ud-train.conllu.gz"):
            yield f"{corpus}.{name}", text


def own_pages(data):
    """Name → record of pages.jsonl, with its text from DATA. Refuses a text that is another than the labelled one."""
    with open(OWN, encoding="utf-8") as lines:
        records = {r["id"]: r for r in map(json.loads, lines)}
    for name, text in own_texts(data):
        if name in records:
            if hashlib.sha256(text.encode()).hexdigest()[:16] != records[name]["digest"]:
                raise SystemExit(f"{OWN}: {name} has another text in {data} than the one that was labelled")
            records[name]["text"] = text
    missing = [name for name, r in records.items() if "text" not in r]
    if missing:
        raise SystemExit(f"{OWN}: {data} has no {missing[0]}")
    return records


def own_records(data):
    """The same, and the items of sentences.jsonl, which has their texts."""
    with open(SENTENCES, encoding="utf-8") as lines:
        return own_pages(data) | {r["id"]: r for r in map(json.loads, lines)}


def unlabelled_texts(data, labelled):
    """Name → text of news that nobody labelled, of a usual length: for a network to learn from another."""
    for name, text in own_texts(data):
        if not name.startswith(("polnear.", "gum.", "ewt.")) and name not in labelled and 100 <= len(text.split()) <= 1200:
            yield f"unlabelled.{name}", text


def texts(data):
    """Name → text of all that is learnt or measured, names as `label` expects them."""
    data = Path(data)
    own = own_records(data)
    for name, record in sorted(own.items()):
        yield f"own.{name}", record["text"]
    yield from unlabelled_texts(data, own)
    for folder in ("record-train", "record-free", "record-dev", "record"):
        for path in sorted((data / folder).glob("*.json")):
            yield f"{folder}.{path.stem}", json.loads(path.read_text(encoding="utf-8"))["text"]
    for kind, path in (("polnear-train", "attribution/train.jsonl"), ("polnear-dev", "attribution/dev.jsonl"),
                       ("events-dev", "events/dev.jsonl"), ("events-plv_dev", "events/plv_dev.jsonl")):
        with open(data / path, encoding="utf-8") as lines:
            for line in lines:
                page = json.loads(line)
                yield f"{kind}.{page['id'].replace('/', '_')}", page["text"]


def read_pages(data, words_program, model, kept):
    """All pages, unlabelled; the words of the language model are kept in the file `kept`, to which pages are added that it lacks."""
    known = {}
    if Path(kept).exists():
        with open(kept, encoding="utf-8") as lines:
            known = read_words(lines)
    with tempfile.TemporaryDirectory() as folder:
        missing = []
        for name, text in texts(data):
            if name not in known:
                (Path(folder) / name).write_text(text, encoding="utf-8")
                missing.append(name)
        if missing:
            out = subprocess.run([words_program, model, *missing], cwd=folder, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
            known |= read_words(out.splitlines())
            before = Path(kept).read_text(encoding="utf-8") if Path(kept).exists() else ""
            Path(kept + ".part").write_text(before + out, encoding="utf-8")
            Path(kept + ".part").rename(kept)
    return known


def label_record(page, record):
    """Statements, triggers and mentions of an annotated page."""
    entities = {e["id"]: e for e in record["entities"]}
    heads = {name: sorted({page.top_of(page.words_of([m])) for m in e["mentions"]} - {None}) for name, e in entities.items()}
    page.statements = []
    for s in record["statements"]:
        cue = page.top_of(page.words_of(s["cue"]))
        if cue is None:
            continue
        page.statements.append({
            "cue": cue, "inside": s["inside"] is not None, "source": page.words_of(s["speaker"]), "content": page.words_of(s["content"]),
            "addressee": page.top_of(page.words_of(s["addressee"])), "addressee_known": True,
            "act": ACTS.index(s["act"]), "flags": [bool(s.get(f)) for f in FLAGS]})
    page.triggers = []
    for e in record["events"]:
        word = page.top_of(page.words_of(e["trigger"]))
        if word is not None:
            page.triggers.append((word, CLASSES.index(e["class"]), STATUSES.index(e["status"]),
                                  [heads.get(x, []) for x in e["actor"]], [heads.get(x, []) for x in e["recipient"]]))
    chain_of = {}
    for name, words in heads.items():
        for w in words:
            chain_of.setdefault(w, name)
    # The speakers and addressees of statements are mentions too: pronouns above all.
    for s in record["statements"]:
        for part in ("speaker", "addressee"):
            word = page.top_of(page.words_of(s[part]))
            if word is not None and s[part + "_entity"]:
                chain_of.setdefault(word, s[part + "_entity"])
    page.mentions = sorted(chain_of.items())


def label_polnear(page, attributions, acts, nested):
    """Outermost attributions. By the first byte of a cue, `acts` has the act, flags and addressee that were labelled ("none": no statement),
    `nested` the first bytes of all cues within the content."""
    page.statements, page.nested_known = [], False
    for a in attributions:
        cue = page.top_of(page.words_of(a["cue"]))
        if cue is None:
            continue
        act, flags, addressee = acts.get(a["cue"][0][0], (None, None, None))
        page.statements.append({
            "cue": cue, "inside": False, "source": page.words_of(a["source"]), "content": page.words_of(a["content"]),
            "addressee": page.top_of(page.words_of(addressee)) if addressee else None, "addressee_known": act not in (None, "none"),
            "act": ACTS.index(act) if act and act != "none" else None, "no_statement": act == "none",
            "flags": [f[0] in flags for f in FLAGS] if act and act != "none" else None})
        if act in NO_EVENT:
            page.no_triggers.append(cue)
        if a["cue"][0][0] in nested:
            inside = nested[a["cue"][0][0]]
            page.nested_cues |= {w: page.starts[w] in inside for w in page.words_of(a["content"])}


def read_acts(path):
    """Article → cue's first byte → (act, flags, spans of the addressee), as train/acts.tsv has them."""
    found = collections.defaultdict(dict)
    if Path(path).exists():
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                article, byte, act, flags, start, end = line.split("\t")
                found[article][int(byte)] = (act, flags, [(int(start), int(end))] if start != "-" else None)
    return found


def read_nested(path):
    """Article → a cue's first byte → the first bytes of the cues in its content, as train/nested.tsv has them."""
    found = collections.defaultdict(dict)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, byte, inside = line.split("\t")
            found[article][int(byte)] = {int(b) for b in inside.split(",")} if inside != "-" else set()
    return found


def fold_of(name):
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % FOLDS


def stories(records):
    """Page → a name of its story: pages that share much of their text are one story, so that no fold learns what it is asked."""
    owner, shingles = {name: name for name in records}, collections.defaultdict(list)

    def root(name):
        while owner[name] != name:
            name = owner[name]
        return name
    shared = collections.Counter()
    for name, record in sorted(records.items()):
        words = re.findall(r"\w+", record["text"].lower())
        for gram in {" ".join(words[i:i + 5]) for i in range(len(words) - 4)}:
            for other in shingles[gram]:
                shared[other, name] += 1
            shingles[gram].append(name)
    for (a, b), n in shared.items():
        if n >= 25:
            owner[root(b)] = root(a)
    return {name: root(name) for name in records}


def annotated_records(data):
    """Page → record of those annotated whole."""
    records = {f"record-train.{path.stem}": json.loads(path.read_text(encoding="utf-8")) for path in sorted((Path(data) / "record-train").glob("*.json"))}
    return records | {f"own.{name}": record for name, record in sorted(own_pages(data).items())}


def story_folds(records):
    """Page → its fold of STORY_FOLDS; pages that tell one story are of one."""
    story = stories(records)
    names = sorted(set(story.values()))
    return {name: names.index(story[name]) % STORY_FOLDS for name in records}


def folds_beside(folds, records, own):
    """Of pages of ours, which are only learnt from: the fold of an annotated page that tells their story, None if there is none."""
    story = stories(records | own)
    fold_of_story = {story[name]: folds[name] for name in records}
    return {name: fold_of_story.get(story[name]) for name in own}


def labelled(data, pages, acts_path):
    """Labels the pages and gives them by kind: "record", "own", "free", "dev", "polnear", "events", "unlabelled", and the fold of each page of "record",
    "own" and "unlabelled"."""
    data = Path(data)
    kinds = collections.defaultdict(list)
    records = {}
    for folder, kind in (("record-train", "record"), ("record-free", "free"), ("record-dev", "dev"), ("record", "dev")):
        for path in sorted((data / folder).glob("*.json")):
            record = json.loads(path.read_text(encoding="utf-8"))
            page = pages[f"{folder}.{path.stem}"]
            label_record(page, record)
            kinds[kind].append(page)
            if kind == "record":
                records[page.name] = record
    story = stories(records)
    folds = {name: fold_of(story[name]) for name in records}
    own = own_records(data)
    for name, record in own.items():
        page = pages[f"own.{name}"]
        label_record(page, record)
        kinds["own"].append(page)
    folds |= folds_beside(folds, records, {p.name: r for p, r in zip(kinds["own"], own.values())})
    news = {name: {"text": text} for name, text in unlabelled_texts(data, own)}
    kinds["unlabelled"] = [pages[name] for name in news]
    folds |= folds_beside(folds, records, news)
    twins = json.loads((data / "record-train/annotation/polnear-ids.json").read_text())
    fold_of_article = {article: folds[f"record-train.{name}"] for name, article in twins.items()}
    acts, nested = read_acts(acts_path), read_nested(Path(acts_path).with_name("nested.tsv"))
    for part in ("train", "dev"):
        with open(data / f"attribution/{part}.jsonl", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                page = pages[f"polnear-{part}.{article['id'].replace('/', '_')}"]
                label_polnear(page, article["attributions"], acts.get(article["id"], {}), nested.get(article["id"], {}))
                page.twin_fold = fold_of_article.get(article["id"])
                kinds["polnear" if part == "train" else "polnear-dev"].append(page)
    for part in ("dev", "plv_dev"):
        with open(data / f"events/{part}.jsonl", encoding="utf-8") as lines:
            for line in lines:
                sentence = json.loads(line)
                if sentence["set"] in MEASURED_ONLY:
                    continue
                page = pages[f"events-{part}.{sentence['id'].replace('/', '_')}"]
                named = {OLDER.get(e["class"], e["class"]) for e in sentence["events"]} - {"STATEMENT"}
                if None in named:
                    continue
                page.classes = sorted(CLASSES.index(c) for c in named)
                page.set = sentence["set"]
                label_parties(page, sentence)
                kinds["events"].append(page)
    return kinds, folds


def label_parties(page, sentence):
    """Whose event it is and at whom it is aimed, by words, and the fold of sentences that tell the same. Words that the text lacks are unknown."""
    def words(phrase):
        at = sentence["text"].find(phrase) if phrase else -1
        first = len(sentence["text"][:at].encode())
        return page.words_of([(first, first + len(phrase.encode()))]) if at >= 0 else []
    page.parties = [(CLASSES.index(OLDER.get(e["class"], e["class"])), words(e["source_text"]), words(e["target_text"]))
                    for e in sentence["events"] if e["class"] != "STATEMENT" and "source_text" in e]
    told = sentence.get("twin") or sentence["id"]
    page.parties_fold = int(hashlib.sha256(told.encode()).hexdigest()[:8], 16) % STORY_FOLDS


def hold_out(kinds, folds, fold):
    """The pages of a fold of the records, which are taken out of `kinds`."""
    held = [p for p in kinds["record"] if folds[p.name] == fold]
    kinds["record"] = [p for p in kinds["record"] + kinds["own"] if folds[p.name] != fold]
    kinds["unlabelled"] = [p for p in kinds["unlabelled"] if folds[p.name] != fold]
    kinds["polnear"] = [p for p in kinds["polnear"] if p.twin_fold is None or p.twin_fold != fold]
    return held


def append_tree(page, s):
    """Adds a sentence of a treebank to a page whose `glue` and `entities` are lists."""
    at, block = len(page), (page.block[-1] + bool(s.newpar)) if len(page) else 0
    page.entities += [(at + a, at + b, chain, kind) for a, b, chain, kind in s.entities or []]
    page.forms += s.forms
    page.glue += features.glue(s)
    page.upos += s.upos
    page.xpos += s.xpos
    page.feats += s.feats
    page.heads += [h + at if h >= 0 else -1 for h in s.heads]
    page.deprels += s.deprels
    page.sentence += [page.sentence[-1] + 1 if at else 0] * len(s)
    page.block += [block] * len(s)


def tree_pages(data, part, free_only=False):
    """Pages of gold trees: EWT and GUM by document, GUM with its coreference."""
    pages = []
    for name, sentences in corpora.trees(data, part, free_only).items():
        page = None
        for s in sentences:
            if page is None or (s.newpar and len(page) > 400) or len(page) > 900 or (s.newdoc and name == "gum"):
                page = Page(f"{name}.{len(pages)}")
                page.gold_trees, page.glue, page.genres, page.entities = True, [], set(), []
                pages.append(page)
            page.genres.add(s.genre)
            append_tree(page, s)
    for page in pages:
        page.ner = None
        page.finish()
        page.mentions = chained(page) or None
        if page.genres <= UNPOLITICAL:
            page.triggers = []
    return pages


def chained(page):
    """GUM's mentions: (head word, chain)."""
    found = {}
    for first, end, chain, _ in sorted(page.entities, key=lambda e: e[1] - e[0]):
        head = page.top_of(range(first, end))
        if page.upos[head] in ("PROPN", "PRON", "NOUN") and page.xpos[head] not in ("WP", "WDT"):
            found.setdefault(head, chain)
    return sorted(found.items())


def name_pages(data, rng, free_only=False, count=4000):
    """Sentences with names alone, several a page."""
    sentences = corpora.names(data, free_only)
    sentences = rng.sample(sentences, min(count, len(sentences)))
    pages = []
    for s in sentences:
        if not pages or len(pages[-1]) > 200:
            pages.append(Page(f"names.{len(pages)}"))
            pages[-1].glue = []
        page = pages[-1]
        page.glue += features.glue(s)
        page.sentence += [page.sentence[-1] + 1 if len(page) else 0] * len(s)
        page.block += [page.block[-1] + 1 if len(page) else 0] * len(s)
        page.forms += s.forms
        page.ner += s.ner
    for page in pages:
        n = len(page)
        page.upos = page.xpos = page.feats = page.deprels = None
        page.heads = [-1] * n
        page.upos = ["X"] * n
        page.finish()
        page.upos = None
    return pages
