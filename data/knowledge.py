#!/usr/bin/env python3
"""Makes the knowledge base of data/knowledge/: knowledge.py OUT TABLE.tsv... Part of the build.

OUT is a container (src/base/container.h); src/entities/knowledge.c says what its sections hold. Names are sorted by their keys: without
accents, in small letters, so that whoever looks one up finds it however it is typed. The build stops, with file and line, where a row
lacks its source, a column is missing, an id stands twice, a code is none, a term ends before it begins, a row points at one that is not
there, or a name means two things without a row in ambiguous.tsv.
"""
import os
import re
import struct
import sys
import unicodedata
import zlib

from tables import fail, read

KINDS = "state igo body party group organisation company outlet person place region".split()
USES = "name other former adjective singular plural capital government short".split()
SECTORS = set("GOV LEG JUD MIL COP SPY PTY OPP REB CVL MED EDU BUS LAB REL HLH NGO REF CRM AGR ELI".split())
GENDERS = {"": 0, "m": 1, "f": 2}
# Letters that Unicode does not take apart.
LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n", "ħ": "h",
           "ə": "e", "ʻ": "'", "ʼ": "'", "’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"}


def fold(text):
    """The key of a name."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(LETTERS.get(c, c) for c in apart if not 0x300 <= ord(c) <= 0x36F)


def folds():
    """What characters of one or two columns of Unicode become, for the program, which has no tables of it: at most two letters each."""
    out = {}
    for point in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *map(ord, LETTERS)]:
        key = fold(chr(point))
        if key != chr(point) and key.isascii() and len(key) <= 2:
            out[point] = key
    return out


def day(path, line, text):
    """A day, month or year as a number: 20150200 is February of 2015, 0 none."""
    if not text:
        return 0
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        fail(path, line, f'"{text}" is no day, month or year')
    return int(text.replace("-", "").ljust(8, "0"))


def last(number):
    """The last day that a day, month or year may mean."""
    return number + (1231 if number % 10000 == 0 else 31 if number % 100 == 0 else 0)


class Base:
    """What the tables say, collected row by row."""

    def __init__(self):
        self.text, self.offsets = bytearray(b"\0"), {"": 0}
        self.things, self.names, self.terms, self.doubts = [], [], [], []
        self.by_id, self.files = {}, []

    def string(self, text):
        if text not in self.offsets:
            self.offsets[text] = len(self.text)
            self.text += text.encode() + b"\0"
        return self.offsets[text]

    def thing(self, at, kind, id, name, code, state, source, gender=""):
        if id in self.by_id:
            fail(*at, f'"{id}" stands in line {self.by_id[id]["line"]}, too')
        if code and not re.fullmatch(r"[A-Z]{3,15}", code):
            fail(*at, f'"{code}" is no code')
        if kind not in KINDS:
            fail(*at, f'"{kind}" is no kind: {" ".join(KINDS)}')
        if gender not in GENDERS:
            fail(*at, f'"{gender}": a gender is m, f or empty')
        self.by_id[id] = {"kind": kind, "id": id, "name": name, "code": code, "state": state, "gender": gender, "source": source,
                          "file": len(self.files) - 1, "line": at[1], "path": at[0], "index": len(self.things), "terms": []}
        self.things.append(self.by_id[id])
        return self.by_id[id]

    def alias(self, at, thing, use, names, dates=("", "")):
        for name in names.split("|"):
            if name.lower().startswith("the ") and use != "capital":
                fail(*at, f'"{name}": names stand without their article')
            if name:
                first, end = (day(*at, d) for d in dates)
                self.names.append({"name": name, "thing": thing, "use": use, "from": first, "to": end, "at": at})


def bare(name):
    return name[4:] if name.lower().startswith("the ") else name


def take_states(b, rows, path):
    for line, r in rows:
        at = (path, line)
        if not re.fullmatch(r"[A-Z]{3}", r["code"]):
            fail(*at, f'"{r["code"]}" is no code of three letters')
        t = b.thing(at, "state", r["code"], r["name"], r["code"], r["code"], r["source"])
        for use, column in zip(USES, "name names former adjectives singular plural capitals government".split()):
            if use == "former":
                for former in filter(None, r[column].split("|")):
                    name, _, dates = former.partition("@")
                    b.alias(at, t, use, name, dates.split("/"))
            else:
                b.alias(at, t, use, r[column])
        term(b, at, t, t["code"], "", "", "", r["from"], r["to"], r["source"])


def take_named(b, rows, path, kind, code):
    for line, r in rows:
        at = (path, line)
        state = r.get("state", "")
        t = b.thing(at, kind(r), r["id"], r["name"], code(r, at), state, r["source"], r.get("gender", ""))
        b.alias(at, t, "name", bare(r["name"]))
        b.alias(at, t, "other", r["names"])
        b.alias(at, t, "short", r.get("short", ""))
        b.alias(at, t, "capital", r.get("seats", ""))


def take_people(b, rows, path):
    """Some write a surname of two parts without its hyphen."""
    take_named(b, rows, path, lambda r: "person", lambda r, at: "")
    for line, r in rows:
        names = [r["name"], *r["names"].split("|")]
        apart = {re.sub(r"(?<=[a-z])-(?=[A-Z])", " ", name) for name in names} - set(names)
        b.alias((path, line), b.by_id[r["id"]], "other", "|".join(sorted(apart)))


def take_places(b, rows, path):
    for line, r in rows:
        at = (path, line)
        t = b.thing(at, "place", f'place/{r["state"]}/{r["name"]}', r["name"], r["state"], r["state"], r["source"])
        b.alias(at, t, "name", r["name"])


def term(b, at, person, code, state, office, title, first, end, source):
    a, z = day(*at, first), day(*at, end)
    if z and last(z) < a:
        fail(*at, f"ends ({end}) before it begins ({first})")
    if a or office:
        person["terms"].append({"office": office, "title": title, "code": code, "state": state, "from": a, "to": z, "source": source,
                                "line": at[1], "file": len(b.files) - 1})


def take_offices(b, rows, path):
    for line, r in rows:
        at = (path, line)
        if r["person"] not in b.by_id:
            fail(*at, f'nobody in people.tsv is "{r["person"]}"')
        if not re.fullmatch(r"[A-Z]{3,15}", r["code"]) or not r["from"]:
            fail(*at, "an office needs a code and the day from which it was held")
        term(b, at, b.by_id[r["person"]], r["code"], r["state"], r["office"], r["title"], r["from"], r["to"], r["source"])


def take_doubts(b, rows, path):
    for line, r in rows:
        if r["prefer"] and r["prefer"] not in b.by_id:
            fail(path, line, f'nothing is called "{r["prefer"]}"')
        b.doubts.append({**r, "line": line, "file": len(b.files) - 1, "path": path})


def sector(r, at):
    if r["sector"] not in SECTORS:
        fail(*at, f'"{r["sector"]}" is no sector')
    return r["state"] + r["sector"]


TABLES = {
    "states": take_states,
    "igos": lambda b, rows, path: take_named(b, rows, path, lambda r: "region" if r["kind"] == "region" else "igo", lambda r, at: r["code"]),
    "bodies": lambda b, rows, path: take_named(b, rows, path, lambda r: "body", sector),
    "parties": lambda b, rows, path: take_named(b, rows, path, lambda r: "party", lambda r, at: r["state"] + "PTY"),
    "groups": lambda b, rows, path: take_named(b, rows, path, lambda r: "group", lambda r, at: r["code"]),
    "organisations": lambda b, rows, path: take_named(b, rows, path, lambda r: r["kind"], lambda r, at: r["code"]),
    "outlets": lambda b, rows, path: take_named(b, rows, path, lambda r: "outlet", lambda r, at: r["state"] + "MED"),
    "people": take_people,
    "places": take_places,
    "offices": take_offices,
    "ambiguous": take_doubts,
}


def check_states(b):
    peoples = {"KUR", "MOS", "CHR", "JEW", "HIN"}
    for t in b.things:
        if t["state"] and t["state"] not in peoples and (t["state"] not in b.by_id or b.by_id[t["state"]]["kind"] != "state"):
            fail(t["path"], t["line"], f'no state has the code "{t["state"]}"')


def check_doubts(b):
    """No name of two things without a word on it; people are told apart by their terms, and a family name is nobody's alone."""
    doubted, owners = {d["name"]: d for d in b.doubts}, {}
    for n in b.names:
        if n["thing"]["kind"] != "person":
            other = owners.setdefault(n["name"], n)
            if other["thing"] is not n["thing"] and n["name"] not in doubted:
                fail(*n["at"], f'"{n["name"]}" is {other["thing"]["id"]} too (line {other["at"][1]}): say in ambiguous.tsv which is meant')
    return doubted


def sections(b):
    """Numbers of 32 bits, little-endian; text by its offset."""
    doubted = check_doubts(b)
    order = {d["name"]: i + 1 for i, d in enumerate(b.doubts)}
    terms, things = [], []
    for t in b.things:
        held = sorted(t["terms"], key=lambda x: x["from"])
        things += [b.string(t["id"]), b.string(t["name"]), b.string(t["code"]), b.string(t["state"]), b.string(t["source"]),
                   KINDS.index(t["kind"]), GENDERS[t["gender"]], len(terms) // 8, len(held), t["file"] << 24 | t["line"]]
        for x in held:
            terms += [b.string(x["office"]), b.string(x["title"]), b.string(x["code"]), b.string(x["state"]), b.string(x["source"]), x["from"],
                      x["to"], x["file"] << 24 | x["line"]]
    rows, seen = [], set()
    for n in b.names:
        rows.append((fold(n["name"]), n["name"], n["thing"]["index"], USES.index(n["use"]), n["from"], n["to"]))
        seen.add(n["name"])
    rows += [(fold(name), name, 0xFFFFFFFF, 0, 0, 0) for name in doubted if name not in seen]
    names = []
    for key, name, thing, use, first, end in sorted(set(rows), key=lambda r: (r[0].encode(), r[1:])):
        names += [b.string(key), b.string(name), thing, use, first, end, order.get(name, 0)]
    doubts = []
    for d in b.doubts:
        doubts += [b.string(d["name"]), b.by_id[d["prefer"]]["index"] if d["prefer"] else 0xFFFFFFFF, b.string(d["other"]),
                   b.string(d["source"]), d["file"] << 24 | d["line"]]
    letters = []
    for point, key in sorted(folds().items()):
        letters += [point, ord(key[0]) if key else 0, ord(key[1]) if len(key) > 1 else 0]
    files = [b.string(f) for f in b.files]
    return {name: struct.pack(f"<{len(n)}I", *n) for name, n in
            {"things": things, "terms": terms, "names": names, "doubts": doubts, "letters": letters, "files": files}.items()} | {
        "text": bytes(b.text), "meta": b'{"kind": "knowledge"}'}


def write(path, parts):
    """A container, as src/base/container.h describes it."""
    def aligned(n):
        return -(-n // 64) * 64
    start = offset = aligned(32 + 48 * len(parts))
    table, body = b"", b""
    for name, blob in parts.items():
        table += struct.pack("<32sQQ", name.encode(), offset, len(blob))
        body += blob.ljust(aligned(len(blob)), b"\0")
        offset += aligned(len(blob))
    rest = table.ljust(start - 32, b"\0") + body
    with open(path, "wb") as out:
        out.write(struct.pack("<8sIIQII", b"ONRMODEL", 1, len(parts), 32 + len(rest), zlib.crc32(rest), 0) + rest)


def main(out, *paths):
    b = Base()
    found = {os.path.basename(path).removesuffix(".tsv"): path for path in paths}
    for name, take in TABLES.items():
        b.files.append(f"{name}.tsv")
        take(b, read(found[name]), found[name])
    check_states(b)
    write(out, sections(b))


if __name__ == "__main__":
    main(*sys.argv[1:])
