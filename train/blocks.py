"""Trains the judgement of blocks: models/blocks-html.onr and models/blocks-lines.onr, from the gold pages of DATA/extraction.

usage: blocks.py DATA [--kinds html lines] [--folds N] [--threads N] [--keep DIR]
Two judgements: of HTML pages, and of the same pages as lines of text, as if they had been saved without their markup. --kinds trains one
alone.

Every column is measured by src/article/prose/; `ninja -C build tests/blocks` makes what prints them. Labels: align.py finds a page's
blocks in its gold text; snippets label the blocks that hold them; labels.txt has those of pages that were read for it, by hashes of
their blocks; where a page has none of these but a JSON-LD body, that body labels it, and is hidden from the columns. Sites are cut into
folds. Each page's columns for the second forest come of token weights and a first forest that never saw its fold. DIR/KIND.SET.jsonl,
for extraction_score.py, are the articles that a user would get by the model that never saw the page's fold. The model written is
trained on all.
"""
import argparse
import gzip
import html
import json
import os
import re
import struct
import subprocess
import sys
import unicodedata
import zlib
from collections import defaultdict
from urllib.parse import urlparse

import lxml.html
import numpy as np

import container
import forests
from align import align, tokens

SLOT_BITS, UNIT, DEPTH = 14, forests.UNIT, forests.DEPTH
PLACES = {"body", "div", "section", "aside", "main", "article", "ul", "ol", "form", "footer", "header", "p", "table", "blockquote"}
POST = re.compile(r"^[—–-] .*\(@\w+\)|pic\.twitter\.com|https://t\.co/")  # an embedded one: half of the gold texts leave it out
SHORT_FRAMES = [  # what stands above and below a short page's article
    ("", ""),
    ('<ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul>', ""),
    ('<header><a href="/">The Valley Courier</a><nav><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav></header>',
     '<footer><ul><li><a href="/about">About us</a></li><li><a href="/p">Privacy policy</a></li></ul><p>© The Valley Courier. All rights reserved.</p></footer>'),
]
# What is left of boxes, and stands above and below, when a page is saved as text.
SAVED_MARKS = ("Also read", "Read also", "Others also read", "Read more", "Advertisement", "Related articles", "More on this topic",
               "Recommended for you", "Story continues below", "Lesen Sie auch", "Mehr zum Thema", "Anzeige", "Lire aussi", "Publicité",
               "Leer también", "Publicidad", "Leggi anche", "Czytaj też", "Читайте также", "Реклама")
SAVED_TOPS = (("Home News",), ("Home / Politics / {start}…", "{title}", "Economy, Energy", "Getty Images"), ("{title}", "Climate, Water"),
              ("Menu", "Search", "{title}", "Reuters"), ("Politics", "{title}", "By our staff", "3 min read", "dpa"), ())
SAVED_BOTTOMS = (("Ads by Example",), ("Share", "Tags: elections, parliament"), ("Sources: Example Post, Example Radio", "Ads by Example"), ())
SHORT_CLASSES = ("", "b1", "", "row", "story", "c-4", "", "txt", "wrap", "x7", "entry")
NEAR = 8  # how many blocks from the article its surroundings reach
SEEDS = 7, 8  # by a single one it hangs on chance whether a short page's first paragraph is in
# How far below evens an unsure page's threshold may fall, in logits; less without markup, where scores say less. Chosen by the folds'
# figures of `news` and `snippets` (docs/FIGURES.md).
LOWEST = {"html": -0.8, "lines": -0.4}
ADDED = 2  # the weight of a block that was put in: few pages have it, and all should be ready for it
HERE = os.path.dirname(os.path.abspath(__file__))
TOOL = os.environ.get("BLOCKS", os.path.join(HERE, "..", "build", "tests", "blocks"))


def read_columns():
    """The columns' numbers, as src/article/prose/columns.h gives them."""
    text = re.sub(r"/\*.*?\*/", "", open(os.path.join(HERE, "..", "src", "article", "prose", "columns.h")).read(), flags=re.S)
    names = {}
    for enum in re.findall(r"enum \{(.*?)\}", text, re.S):
        at = 0
        for entry in filter(str.strip, enum.split(",")):
            name, _, value = entry.partition("=")
            at = eval(value, {}, names) if value else at
            names[name.strip()] = at
            at += 1
    return names


COLUMN = read_columns()
# What the second forest may ask of a block besides the scores around it: more, and it learns the pages by heart.
OWN = [COLUMN[c] for c in ("F_WORDS", "F_LINKS", "F_LAST", "F_FIRST", "F_TAG", "F_TOKEN_LOW", "F_TOKEN_WHOLE", "F_HINT_LOW", "F_HINT_OWN",
                           "F_BESIDE_TOKEN_LOW", "F_BESIDE_TOKEN_WHOLE", "F_BESIDE_HINT_LOW", "F_BESIDE_HINT_OWN", "F_SAME_BEFORE", "F_AFTER_BREAK",
                           "F_CLOSED", "F_STRONG")]


def site_of(page):
    url = page["url"].rsplit("/http", 1)[-1] if "web.archive.org" in page["url"] else page["url"]
    host = urlparse(url if "//" in url else "//" + url.lstrip("s:/")).hostname or page["id"]
    parts = host.split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def fold_of(page, folds):
    return zlib.crc32(site_of(page).encode()) % folds


def fold_text(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def label_by_gold(page):
    lines = page["gold"].split("\n")
    title = {" ".join(tokens(t)) for t in (page["title"], page.get("gold_title")) if t}
    if lines and " ".join(tokens(lines[0])) in title:
        lines = lines[1:]
    share = np.array(align(page["blocks"], "\n".join(lines)))
    label = without_cut(page, (share > 0.5).astype(np.int8))
    posts = np.array([bool(POST.search(b)) for b in page["blocks"]], bool)
    label[posts & (label == 0)] = -1
    return label


def is_prose(block):
    return len(block.split()) >= 12 and re.search(r'[.!?…"”’»)]$', block)


def without_cut(page, label):
    """Gold text that was cut off calls the rest of an article none: where much follows that looks the same, it says nothing."""
    last = max(np.flatnonzero(label == 1), default=-1)
    inside, behind = defaultdict(int), defaultdict(int)
    for i, block in enumerate(page["blocks"]):
        if is_prose(block) and (label[i] == 1 or i > last):
            (inside if label[i] == 1 else behind)[page["kin"][i]] += len(block.split())
    kin = {k for k in inside if behind[k] > 0.5 * inside[k] and behind[k] > 100}
    if kin:
        label[last + 1:] = np.where(np.isin(page["kin"][last + 1:], list(kin)) | (label[last + 1:] == 0), -1, label[last + 1:])
    return label


def hash_block(text):
    return zlib.crc32(" ".join(tokens(text)).encode()) & 0xFFFFFF


def read_labels():
    """The pages that were labelled by reading them, by id: of each block that is the article its hash and 1, of an unsure one -1."""
    pages = {}
    for line in open(os.path.join(HERE, "labels.txt")):
        name, *words = line.split()
        sure = words.index("?") if "?" in words else len(words)
        pages[name] = {int(h, 16): 1 for h in words[:sure]} | {int(h, 16): -1 for h in words[sure + 1:]}
    return pages


def label_by_reading(page):
    return np.array([page["read"].get(hash_block(block), 0) for block in page["blocks"]], np.int8)


def label_by_told(page):
    """A JSON-LD body says nothing of short blocks, and little where it is not the page's text."""
    share = np.array(align(page["blocks"], page["told"]))
    words = np.array([len(tokens(b)) for b in page["blocks"]])
    if (share * words).sum() < 0.8 * len(tokens(page["told"])):
        return None
    label = (share > 0.5).astype(np.int8)
    label[(words < 4) & (label == 0)] = -1
    return label


def label_by_snippets(page, label):
    if label is None:
        label = np.full(len(page["blocks"]), -1, np.int8)
    for value, key in ((1, "with"), (0, "without")):
        for snippet in map(fold_text, page["snippets"][key]):
            for i, block in enumerate(map(fold_text, page["blocks"])):
                if snippet in block or (len(block) > 20 and block in snippet):
                    label[i] = value
    return label


def see(pages):
    """Takes in what the tool sees of pages: their blocks, titles, tokens."""
    by_file = {p["file"]: p for p in pages}
    run = subprocess.run([TOOL, "text"] + list(by_file), stdout=subprocess.PIPE, check=True)
    for line in run.stdout.splitlines():
        seen = json.loads(line)
        words = np.array([len(b.split()) for b in seen["blocks"]], int)
        by_file[seen["name"]].update(blocks=seen["blocks"], words=words, kin=seen["kin"], title=seen["title"], tokens=np.array(seen["tokens"], np.int64).reshape(-1, 3))


def read_pages(data, keep, folds, kind):
    """The gold pages and copies of them. Saved text gets no other pages' furniture: that teaches that what follows "Read also" is none of
    the article, which is wrong where a page was saved without its links."""
    pages, labels = [], read_labels()
    for name in ("body", "news", "snippets", "dates"):
        for line in open(f"{data}/extraction/{name}.jsonl", encoding="utf8"):
            gold = json.loads(line)
            page = {"set": name, "id": gold["id"], "url": gold["url"], "gold": gold.get("body"), "gold_title": gold.get("title")}
            if "with" in gold:
                page["snippets"] = gold
            bytes_ = gzip.open(f"{data}/extraction/{name}/{gold['id']}.html.gz").read()
            page["read"], page["told"] = labels.get(gold["id"]), told_by(bytes_)
            if not page["gold"] and page["read"] is None:
                bytes_ = bytes_.replace(b"articleBody", b"articleText")
            page["file"] = f"{keep}/{gold['id']}.html"
            with open(page["file"], "wb") as out:
                out.write(bytes_)
            pages.append(page)
    see(pages)
    for page in pages:
        if page["read"]:
            page["gold"] = "\n".join(b for b, inside in zip(page["blocks"], label_by_reading(page)) if inside == 1)
    copies = with_boxes(pages) + with_short(pages) + (with_found(pages, folds) if kind == "html" else with_saved(pages))
    see(copies)
    return pages + copies


def read_parts(name):
    return [part.encode() for part in open(os.path.join(HERE, name), encoding="utf8").read().split("\n----\n")]


def rename(bytes_, salt):
    """Class names and ids as machines make them: what they say is gone, who is alike stays."""
    return re.sub(rb'(\s(?:class|id)=")([^"]*)"', lambda m: m[1] + b"x%08x" % zlib.crc32(m[2], salt) + b'"', bytes_)


def insert(bytes_, gold, inserts, k):
    """Puts what interrupts articles behind two of this one's paragraphs."""
    lines = [line for line in gold.split("\n") if len(line) > 80]
    for line in (lines[len(lines) // 3:] + lines)[::3][:2]:
        tail = line.strip()[-25:].encode("utf8", "replace")
        found = re.search(re.escape(tail) + rb"\s*</p>", bytes_)
        if found:
            k += 7
            bytes_ = bytes_[:found.end()] + inserts[k % len(inserts)] + bytes_[found.end():]
    return bytes_


def article_of(bytes_, gold):
    """Where a page's article element stands that holds its gold text, as (start, end); None where none does."""
    at = [bytes_.find(line.strip()[:25].encode()) for line in gold.split("\n") if len(line) > 80]
    at = [a for a in at if a >= 0] or [0]
    start, end = bytes_.rfind(b"<article", 0, min(at)), bytes_.find(b"</article>", max(at))
    return (start, end + len(b"</article>")) if 0 <= start and 0 <= end else None


def go_on(bytes_, page, sisters):
    """A page that goes on with the site's next article, as endless ones do."""
    here = article_of(bytes_, page["gold"])
    for sister in sisters:
        other = open(sister["file"], "rb").read()
        there = article_of(other, sister["gold"])
        if here and there:
            return bytes_[:here[1]] + other[there[0]:there[1]] + bytes_[here[1]:]
    return bytes_


def put_copy(page, end, bytes_, own):
    """Writes a page that was made out of another; of what is known of it, `own` is not the other's."""
    copy = {k: page[k] for k in ("id", "url", "gold", "gold_title", "read")} | {"set": "boxes", "file": page["file"].replace(".html", end)} | own
    with open(copy["file"], "wb") as out:
        out.write(bytes_)
    return copy


def with_boxes(pages):
    """Copies of every other page with gold text, boxes put in that saved pages seldom keep: of cookies, comments, appeals; a third of
    them with names that say nothing, and the site's next article behind this one where both are article elements."""
    boxes, inserts = read_parts("boxes.html"), read_parts("inserts.html")
    copies, sisters = [], defaultdict(list)
    for page in (p for p in pages if p["gold"]):
        sisters[site_of(page)].append(page)
    for i, page in enumerate([p for p in pages if p["gold"]][::2]):
        bytes_ = open(page["file"], "rb").read()
        bytes_ = go_on(bytes_, page, [p for p in sisters[site_of(page)] if p is not page])
        bytes_ = rename(bytes_, i) if i % 3 == 1 else bytes_
        bytes_ = insert(bytes_, page["gold"], inserts, i)
        for k in range(2):
            box = boxes[(i + k * 5) % len(boxes)]
            body = re.search(rb"<body[^>]*>", bytes_)
            end = bytes_.rfind(b"</body>")
            at = body.end() if body and (i + k) % 3 == 0 else end if end > 0 else len(bytes_)
            bytes_ = bytes_[:at] + box + bytes_[at:]
        copies.append(put_copy(page, ".boxes.html", bytes_, {"of": page, "ours": True}))
    return copies


def furniture_of(page):
    """The elements of a page that hold prose and nothing of its article, as HTML; the wordiest."""
    text = open(page["file"], "rb").read().decode("utf8", "replace").encode()
    root = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(encoding="utf8"))
    words = re.findall(r"\w+", page["gold"].lower())
    article, found = {tuple(words[i:i + 3]) for i in range(len(words))}, []

    def visit(element):
        if element.tag not in PLACES:
            return
        text = re.findall(r"\w+", element.text_content().lower())
        linked = sum(len(a.text_content().split()) for a in element.iter("a"))
        foreign = not any(tuple(text[i:i + 3]) in article for i in range(len(text)))
        if foreign and len(text) <= 250 and element.tag != "body":
            if len(text) - linked >= 12:
                found.append((len(text) - linked, lxml.html.tostring(element, with_tail=False)))
        elif len(text) >= 12:
            for child in element:
                visit(child)

    for element in list(root.iter("script", "style", "noscript", "svg", "iframe")):
        element.drop_tree()
    for body in root.findall("body"):
        visit(body)
    return [html for _, html in sorted(found, key=lambda f: -f[0])[:5]]


def with_found(pages, folds):
    """Copies of pages with gold text that hold other pages' furniture: in the midst of the article, behind it, at the page's end."""
    copies, donors, k = [], defaultdict(list), 0
    pages = [p for p in pages if p["gold"]]
    for page in pages:
        donors[fold_of(page, folds)] += furniture_of(page)
    for i, page in enumerate(pages[1::2]):
        pool, bytes_ = donors[fold_of(page, folds)], open(page["file"], "rb").read()
        lines = [line.strip() for line in page["gold"].split("\n") if len(line) > 60]
        for line in lines[len(lines) // 2:][:1] + lines[-1:] + [None]:
            k += 1
            end = bytes_.rfind(b"</body>")
            if line:
                found = list(re.finditer(re.escape(line[-25:].encode()) + rb"\s*</\w+>", bytes_))
                end = found[-1].end() if found else -1
            if end > 0:
                bytes_ = bytes_[:end] + pool[k * 7919 % len(pool)] + bytes_[end:]
        copies.append(put_copy(page, ".found.html", bytes_, {"of": page}))
    return copies


def with_short(pages):
    """The first paragraphs of every page with gold text as pages of their own, with a class that says little or none, with a box or
    two: so short and plain are few that anybody saves, and they are articles nevertheless."""
    boxes, inserts, copies = read_parts("boxes.html"), read_parts("inserts.html"), []
    for i, page in enumerate([p for p in pages if p["gold"]]):
        lines = [line.strip() for line in page["gold"].split("\n") if len(line) > 8][:2 + i // 5 % 5]
        text = [html.escape(line, quote=False) for line in lines]
        marked = [f"<p>{line}</p>" if len(line) > 60 else f"<h2>{line}</h2>" for line in text]
        title, level = html.escape(page["gold_title"] or page["title"], quote=False), 1 + i // 5 % 2
        head = f"<h{level}>{title}</h{level}>" if title and i % 3 else ""
        half = (len(text) + 1) // 2
        name = SHORT_CLASSES[i // 5 % len(SHORT_CLASSES)]
        box = f'<div class="{name}">' if name else "<div>"
        body = [f"{box}{head}{''.join(marked)}</div>" if name else head + "".join(marked),
                f"{head}{box}{'<br><br>'.join(text)}</div>",
                head + "".join(marked[:1] + [inserts[(i // 2) % len(inserts)].decode()] * (len(text) > 1) + marked[1:]),
                f"<main><article>{head}{''.join(marked)}</article></main>",
                f"<main>{head}{box}<section>{''.join(marked[:half])}</section><section>{''.join(marked[half:])}</section></div></main>"][i % 5]
        top, bottom = SHORT_FRAMES[i // 5 % len(SHORT_FRAMES)]
        around = boxes[i % len(boxes)].decode() if i // 5 % 4 else ""
        if lines:
            bytes_ = f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{top}{body}{around}{bottom}</body></html>'.encode()
            copies.append(put_copy(page, ".short.html", bytes_, {"gold": "\n".join(lines), "read": None, "ours": True}))
    return copies


def with_saved(pages):
    """Copies of every other page with gold text as a browser saves it without its pictures and links: of a box in the article's midst
    only the heading is left, and what stands behind it is the article again."""
    copies = []
    for i, page in enumerate([p for p in pages if p["gold"]][::2]):
        lines = [line.strip() for line in page["gold"].split("\n") if len(line) > 8][:3 + i % 20]
        title = page["gold_title"] or page["title"]
        text = [line.format(title=title, start=title[:40]) for line in SAVED_TOPS[i % len(SAVED_TOPS)]]
        for k, line in enumerate(lines):
            text.append(line)
            if k % (2 + i % 3) == i % 2 and k + 1 < len(lines):
                text.append(SAVED_MARKS[(i + k) % len(SAVED_MARKS)])
        text += SAVED_BOTTOMS[i % len(SAVED_BOTTOMS)]
        if lines:
            bytes_ = ('<html><head><meta charset="utf-8"></head><body>' + "".join(f"<p>{html.escape(line)}</p>" for line in text) + "</body></html>").encode()
            copies.append(put_copy(page, ".saved.html", bytes_, {"gold": "\n".join(lines), "read": None, "ours": True, "marks": True}))
    return copies


def told_by(bytes_):
    """The longest JSON-LD body of a page, where it is plain text."""
    best = ""
    for m in re.finditer(rb'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")', bytes_):
        try:
            text = json.loads(m.group(1), strict=False)
        except ValueError:
            continue
        best = max(best, text, key=len)
    return best if len(tokens(best)) > 80 and "</" not in best else ""


def label(page):
    page["weight"] = 0.5 if "of" in page else 1.0
    if page["read"] is not None:
        page["label"] = label_by_reading(page)
    elif page["gold"]:
        page["label"] = label_by_gold(page)
    else:
        page["label"] = label_by_told(page) if page["told"] else None
        page["weight"] = 0.5 if page["label"] is not None else 0.3
    if "snippets" in page:
        page["label"] = label_by_snippets(page, page["label"])
    if page["label"] is None:
        page["label"] = np.full(len(page["blocks"]), -1, np.int8)
    weigh(page)


def weigh(page):
    """Gives labels their weights: a page's by its kind, a block's by its words; furniture no more than twice the article."""
    words, label = np.minimum(page["words"], 120) + 5.0, page["label"]
    inside = words[label == 1].sum()
    page["weights"] = page["weight"] * words / (inside + 150) * (label >= 0)
    outside = page["weights"][label == 0].sum()
    page["weights"][label == 0] *= min(1, 2 * page["weight"] / max(outside, 1e-9))
    if "of" in page:
        known = set(page["of"]["blocks"])
        page["weights"] *= np.array([1 if block in known else ADDED for block in page["blocks"]])
    elif page.get("marks"):
        page["weights"][label == 0] *= ADDED


def nearness(page):
    """1 for a block in the article or up to NEAR from one that is, 0 for others."""
    inside = np.flatnonzero(page["label"] == 1)
    near = np.zeros(len(page["label"]))
    for off in range(-NEAR, NEAR + 1):
        at = inside + off
        near[at[(at >= 0) & (at < len(near))]] = 1
    return near


def share_by_token(page, weight):
    """Of each token: which share of the labelled words in its elements is the article's, each block's words times its weight."""
    words = page["words"] * (page["label"] >= 0) * weight
    total = np.concatenate([[0], np.cumsum(words)])
    inside = np.concatenate([[0], np.cumsum(words * (page["label"] == 1))])
    t = page["tokens"]
    all_, in_ = total[t[:, 1]] - total[t[:, 0]], inside[t[:, 1]] - inside[t[:, 0]]
    hashes, where = np.unique(t[:, 2], return_inverse=True)
    all_, in_ = np.bincount(where, all_), np.bincount(where, in_)
    seen = all_ > 0
    return hashes[seen], in_[seen] / all_[seen]


def log_odds(pages, key):
    """Of each token over sites: 16 times its log-odds, and how far they can be trusted. Copies into which we put words of our own say
    nothing: the few that we wrote would be furniture wherever they stand."""
    sites = defaultdict(lambda: defaultdict(list))
    for p in (p for p in pages if not p.get("ours")):
        for h, share in zip(*p[key]):
            sites[int(h)][p["site"]].append(share)
    odds = {}
    for h, by_site in sites.items():
        n = len(by_site)
        if n < 4:
            continue
        inside = sum(sum(x) / len(x) for x in by_site.values())
        weight = int(round(16 * np.log((inside + 0.75) / (n - inside + 0.75))))
        odds[h] = max(-127, min(127, weight)), abs(weight) * n ** 0.5
    return odds


def weigh_tokens(pages):
    """The table that C looks up: of each token its log-odds on whole pages and near articles; of two in a slot the surer."""
    page, near = log_odds(pages, "shares"), log_odds(pages, "near")
    slots = {}
    for h in sorted(page.keys() | near.keys()):
        (a, merit_a), (b, merit_b) = page.get(h, (0, 0)), near.get(h, (0, 0))
        slot, merit = h & ((1 << SLOT_BITS) - 1), merit_a + merit_b
        if merit > slots.get(slot, (0, 0))[0]:
            slots[slot] = (merit, (h >> SLOT_BITS & 0xFFFF) << 16 | (b & 0xFF) << 8 | (a & 0xFF))
    table = np.zeros(1 << SLOT_BITS, "<u4")
    for slot, (_, entry) in slots.items():
        table[slot] = entry
    return table


EMPTY = (np.zeros((0, DEPTH), np.uint8), np.zeros((0, DEPTH), np.uint8), np.zeros((0, 1 << DEPTH), "<i2"), 0)


def grow(x, y, w, trees, threads):
    """A forest that is the mean of one a seed."""
    ignored = [c for c in range(COLUMN["F_FIRST_COUNT"]) if c not in OWN] if x.shape[1] == COLUMN["F_COUNT"] else None
    return forests.grow(x, y, w, trees, depth=DEPTH, seeds=SEEDS, ignored=ignored, columns=0.3, threads=threads)


def write_model(path, kind, table, first=EMPTY, second=EMPTY):
    """A model file as src/article/prose/model.h has it."""
    sections = {"meta": json.dumps({"kind": "blocks", "of": kind}).encode(), "tokens": table}
    for name, (features, thresholds, leaves, bias) in (("first", first), ("second", second)):
        sections |= {f"{name}.features": features, f"{name}.thresholds": thresholds, f"{name}.leaves": leaves, f"{name}.bias": np.array([bias], "<i4")}
    container.write(path, sections | {"lowest": np.array([LOWEST[kind] * UNIT], "<i4")})


def ask(mode, model, pages, kind):
    """The columns of pages, a matrix a page."""
    out, at = [], 0
    flag = ["--lines"] if kind == "lines" else []
    run = subprocess.run([TOOL, mode, model] + flag + [p["file"] for p in pages], stdout=subprocess.PIPE, check=True).stdout
    for _ in pages:
        count, columns, first = struct.unpack_from("<III", run, at)
        at += 12
        m = np.frombuffer(run, np.uint8, count * columns, at).reshape(count, columns)
        out.append(m[:, :first] if mode == "first" else m)
        at += count * columns
    return out


def read(model, pages, kind):
    """The articles that `model` leads to, all of the way that a user's page goes."""
    flag = ["--lines"] if kind == "lines" else []
    run = subprocess.run([TOOL, "read", model] + flag + [p["file"] for p in pages], stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in run.splitlines()]


def stack(pages, key):
    """Columns, labels, weights; of links alone, which are easy and many, every fifth stands for five."""
    x, y, w = [], [], []
    for p in (p for p in pages if (p["label"] >= 0).any()):
        easy = (p["words"] < 8) & (p["first"][:, COLUMN["F_LINKS"]] > 28) & (p["label"] == 0)
        keep = (p["weights"] > 0) & ~(easy & (np.arange(len(easy)) % 5 > 0))
        x.append(p[key][keep])
        y.append(p["label"][keep])
        w.append((p["weights"] * np.where(easy, 5, 1))[keep])
    return np.concatenate(x), np.concatenate(y), np.concatenate(w)


def take(pages, mode, model, kind):
    for p, m in zip(pages, ask(mode, model, pages, kind)):
        p[mode] = m


def log(*words):
    print(*words, file=sys.stderr, flush=True)


def chain(pages, folds, trees, threads, keep, kind):
    """Trains a chain a fold that never sees its pages; gives the models' files."""
    groups = [[p for p in pages if p["fold"] == f] for f in range(folds)]
    rest = [[p for p in pages if p["fold"] != f] for f in range(folds)]
    tables = [weigh_tokens(rest[f]) for f in range(folds)]
    path = [f"{keep}/{kind}{f}.model" for f in range(folds)]
    for f in range(folds):
        write_model(path[f], kind, tables[f])
        take(groups[f], "first", path[f], kind)
    firsts = []
    for f in range(folds):
        firsts.append(grow(*stack(rest[f], "first"), trees[0], threads))
        write_model(path[f], kind, tables[f], firsts[f])
        take(groups[f], "second", path[f], kind)
        log("first forest", f)
    for f in range(folds):
        write_model(path[f], kind, tables[f], firsts[f], grow(*stack(rest[f], "second"), trees[1], threads))
        log("second forest", f)
    return path


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("data")
    arguments.add_argument("--kinds", nargs="+", default=["html", "lines"])
    arguments.add_argument("--folds", type=int, default=5)
    arguments.add_argument("--trees", type=int, nargs=2, default=[320, 100])
    arguments.add_argument("--threads", type=int, default=2, help="the forests are the same, whatever the number")
    arguments.add_argument("--keep", default="/tmp/blocks")
    arguments.add_argument("--out", default=os.path.join(HERE, "..", "models"))
    a = arguments.parse_args()
    os.makedirs(a.keep, exist_ok=True)
    for kind in a.kinds:
        pages = read_pages(a.data, a.keep, a.folds, kind)
        for p in pages:
            label(p)
            p["site"], p["fold"] = site_of(p), fold_of(p, a.folds)
            p["shares"], p["near"] = share_by_token(p, 1), share_by_token(p, nearness(p))
        log(kind, len(pages), "pages,", sum(len(p["blocks"]) for p in pages), "blocks,", sum((p["label"] >= 0).sum() for p in pages), "labelled")
        for f, path in enumerate(chain(pages, a.folds, a.trees, a.threads, a.keep, kind)):
            group = [p for p in pages if p["fold"] == f]
            for p, article in zip(group, read(path, group, kind)):
                p["article"] = article
        first, second = (grow(*stack(pages, key), n, a.threads) for key, n in zip(("first", "second"), a.trees))
        write_model(f"{a.out}/blocks-{kind}.onr", kind, weigh_tokens(pages), first, second)
        for name in ("body", "news", "snippets"):
            with open(f"{a.keep}/{kind}.{name}.jsonl", "w") as out:
                for p in (p for p in pages if p["set"] == name):
                    out.write(json.dumps({"name": p["id"], "text": "\n".join(p["article"]["blocks"]), "title": p["article"]["title"]}) + "\n")


if __name__ == "__main__":
    main()
