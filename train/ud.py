"""Reads CoNLL-U and BIO files into sentences."""
import gzip
import re


class Sentence:
    """Words in columns. `heads` counts from 0, -1 is the root; `glued[i]`: no blank between word i and the one after it;
    `entities`: (first word, end, chain, type) of each mention, where the corpus has them."""
    __slots__ = ("forms", "lemmas", "upos", "xpos", "feats", "heads", "deprels", "glued", "ner", "genre", "newpar", "newdoc", "entities", "soft", "text")

    def __init__(self):
        for name in self.__slots__:
            setattr(self, name, None)

    def __len__(self):
        return len(self.forms)


def _open(path):
    return gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")


def read_conllu(path):
    """All sentences of a CoNLL-U file; empty nodes and range lines are left out (but for their SpaceAfter)."""
    sentences, rows, glued, inside, genre, newpar, newdoc, text = [], [], [], (0, False), "", True, True, ""
    with _open(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    sentences.append(_sentence(rows, glued, genre, newpar))
                    sentences[-1].text, sentences[-1].newdoc = text, newdoc
                rows, glued, inside, newpar, newdoc = [], [], (0, False), False, False
            elif line.startswith("#"):
                if line.startswith("# newdoc"):
                    name = line.split("=")[-1].strip()
                    genre = name.split("_")[1] if name.startswith("GUM_") else name.split("-")[0]
                    newpar = newdoc = True
                elif line.startswith("# newpar"):
                    newpar = True
                elif line.startswith("# text = "):
                    text = line[9:].strip()
            else:
                columns = line.split("\t")
                if "." in columns[0]:
                    continue
                no_space = "SpaceAfter=No" in columns[9]
                if "-" in columns[0]:
                    inside = (int(columns[0].split("-")[1]), no_space)
                    continue
                number = int(columns[0])
                glued.append(inside[1] if number == inside[0] else True if number < inside[0] else no_space)
                rows.append(columns)
    if rows:
        sentences.append(_sentence(rows, glued, genre, newpar))
        sentences[-1].text, sentences[-1].newdoc = text, newdoc
    return sentences


def _entities(rows):
    """GUM's mentions: `(chain-type-…` opens one, `chain)` closes it; those in several pieces are left out."""
    found, opened = [], {}
    for i, row in enumerate(rows):
        marks = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", marks):
            chain = re.match(r"\(?([^-()]+)", mark).group(1)
            if mark.startswith("("):
                opened.setdefault(chain, []).append((i, mark.strip("()").split("-")[1]))
            if mark.endswith(")") and opened.get(chain) and "[" not in chain:
                first, kind = opened[chain].pop()
                found.append((first, i + 1, chain, kind))
    return found or None


def _sentence(rows, glued, genre, newpar):
    s = Sentence()
    s.forms = [r[1] for r in rows]
    s.lemmas = [r[2] for r in rows]
    s.upos = [r[3] for r in rows]
    s.xpos = [r[4] for r in rows]
    s.feats = [r[5] for r in rows]
    s.heads = [int(r[6]) - 1 if r[6] not in ("_", "") else -1 for r in rows]
    s.deprels = [r[7] for r in rows]
    s.glued = glued[:-1] + [False]
    s.genre, s.newpar, s.entities = genre, newpar, _entities(rows)
    return s


def read_bio(path, classes):
    """Sentences of a two-column file; `classes` maps its classes to ours, others become O."""
    sentences, forms, labels = [], [], []
    region = ""
    with _open(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# ") and "\t" not in line:
                if line.startswith("# source"):
                    region = line
                continue
            if "\t" in line:
                form, label = line.split("\t")[:2]
                if not form.strip():
                    continue
                forms.append(form)
                labels.append(label)
            elif forms:
                sentences.append(_bio_sentence(forms, labels, classes, region))
                forms, labels = [], []
    if forms:
        sentences.append(_bio_sentence(forms, labels, classes, region))
    return sentences


def _bio_sentence(forms, labels, classes, region):
    s = Sentence()
    s.forms, s.genre = forms, region
    s.ner, previous = [], "O"
    for label in labels:
        name = classes.get(label[2:], "O") if label != "O" else "O"
        if name == "O":
            s.ner.append("O")
        else:
            go_on = label[0] == "I" and previous == name
            s.ner.append(("I-" if go_on else "B-") + name)
        previous = name
    return s
