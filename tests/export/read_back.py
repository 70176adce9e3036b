#!/usr/bin/env python3
"""Reads what `onrecord export` wrote with readers that are not ours: read_back.py FOLDER SCHEMA

FOLDER has a file a format (o.jsonl, o.csv, …), of the same store. What each says is compared with the records' own JSON. Ends with
1 where something is not as it should be; a check whose reader is missing here is named and left out.
"""
import collections
import csv
import json
import re
import shutil
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as xml

csv.field_size_limit(1 << 30)
folder, schema_path = sys.argv[1:3]
faults = []


def check(holds, what):
    if not holds and len(faults) < 20:
        faults.append(what)


def path(name):
    return f"{folder}/o.{name}"


def lines(name):
    return [json.loads(line) for line in open(path(name), encoding="utf8", newline="\n")]


def rows(name, **how):
    return list(csv.DictReader(open(path(name), encoding="utf8", newline=""), **how))


def text_of(record):
    return record["page"]["text"].encode()


def words(record, spans):
    return " … ".join(text_of(record)[start:end].decode() for start, end in spans or [])


def folded(text):
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text)


records = {record["page"]["id"]: record for record in lines("jsonl")}
statements = {(page, s["id"]): s for page, record in records.items() for s in record["statements"]}
events = {(page, e["id"]): e for page, record in records.items() for e in record["events"]}


def number_of(rows):
    return {(row["page"], row.get("statement") or row.get("event")) for row in rows}


def each_field_is_in_the_schema(value, rule, schema, where):
    """The schema lets fields be that it does not know, for records to come; ours have none such."""
    while "$ref" in rule:
        rule = schema["$defs"][rule["$ref"].rsplit("/", 1)[1]]
    for choice in rule.get("anyOf", []):
        if value is not None and choice.get("type") != "null":
            each_field_is_in_the_schema(value, choice, schema, where)
    if isinstance(value, dict):
        check("anyOf" in rule or set(value) == set(rule["required"]),
              f"schema: {where} has other fields: {sorted(set(value) ^ set(rule.get('required', [])))}")
        for key, inner in value.items():
            each_field_is_in_the_schema(inner, rule.get("properties", {}).get(key, {}), schema, f"{where}.{key}")
    if isinstance(value, list) and "items" in rule:
        for inner in value:
            each_field_is_in_the_schema(inner, rule["items"], schema, where)


def jsonl():
    schema = json.load(open(schema_path, encoding="utf8"))
    for record in records.values():
        each_field_is_in_the_schema(record, schema, schema, "record")
    try:
        import jsonschema
    except ImportError:
        print("left out: the schema as a whole (python3-jsonschema is not there)")
        return
    validator = jsonschema.Draft202012Validator(schema)
    for record in records.values():
        for fault in validator.iter_errors(record):
            check(False, f"schema: {list(fault.path)}: {fault.message[:100]}")


def tables():
    found = rows("csv")
    check(number_of(found) == set(statements), "csv: other statements than the records'")
    for row in found:
        record, s = records[row["page"]], statements[row["page"], row["statement"]]
        check(row["content"] == words(record, s["content"]), f"csv: {row['statement']}: other content")
        check(row["act"] == s["act"] and row["negated"] == str(int(s["negated"])), "csv: another act")
        check(abs(float(row["confidence"]) - s["confidence"]) < 1e-6, "csv: another confidence")
        check(row["chain"] == " ← ".join(s["chain"]), "csv: another chain")
    for a, b in zip(found, rows("tsv", delimiter="\t", quoting=csv.QUOTE_NONE)):
        check({k: folded(v) for k, v in a.items()} == b, f"tsv: {a['statement']} differs from csv")
    told = rows("events.csv")
    check(number_of(told) == set(events), "csv: other events than the records'")
    for row in told:
        e = events[row["page"], row["event"]]
        check(row["class"] == e["class"] and row["trigger"] == words(records[row["page"]], e["trigger"]), "csv: another event")
        check(row["quad"] in ("VC", "MC", "VX", "MX") and -10 <= float(row["plover_score"]) <= 10, "csv: no score")
    for kind in ("entities", "disputes", "figures"):
        check(len(rows(kind + ".csv")) == sum(len(r[kind]) for r in records.values()), f"csv: other {kind}")
    standings = sum(max(len(i["standings"]), 1) for r in records.values() for i in r["instruments"])
    check(len(rows("instruments.csv")) == standings, "csv: other instruments")


def pairs(e):
    mutual = not e["recipient"] and len(e["actor"]) > 1 and e["class"] in ("CONSULT", "COOPERATE", "ASSAULT")
    if mutual:
        return len(e["actor"]) * (len(e["actor"]) - 1)
    return max(len(e["actor"]), 1) * max(len(e["recipient"]), 1)


def facts(repeats=False):
    """Events that have rows, each with the one whose pairs they are."""
    told = {key: e for key, e in events.items() if e["status"] in ("happened", "ongoing")}
    first = {key: told.get((key[0], e["same_as"]), e) for key, e in told.items()}
    return [(page, e, first[page, i]) for (page, i), e in told.items() if repeats or first[page, i] is e]


def gdelt():
    table = list(csv.reader(open(path("gdelt"), encoding="utf8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    mentions = list(csv.reader(open(path("mentions"), encoding="utf8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    check({len(row) for row in table} == {61} and {len(row) for row in mentions} == {16}, "gdelt: wrong number of columns")
    check(len(table) == sum(pairs(e) for _, e, _ in facts()), "gdelt: other events")
    check(len({row[0] for row in table}) == len(table), "gdelt: an id twice")
    check({row[0] for row in table} == {row[0] for row in mentions}, "gdelt: mentions of other events")
    counted = collections.Counter(row[0] for row in mentions)
    check(all(int(row[31]) == counted[row[0]] for row in table), "gdelt: NumMentions")
    for row in table:
        check(row[29] in "1234" and row[29] and (not row[28] or len(row[28]) == 2 and row[26].startswith(row[28])), "gdelt: codes")
        check(not row[30] or -10 <= float(row[30]) <= 10, "gdelt: Goldstein")
        check(not row[1] or row[1][:6] == row[2] and row[1][:4] == row[3] == row[4][:4], "gdelt: dates")
        check(not row[5] or row[7] == row[5][:3] or row[12], "gdelt: no country and no role")
    triggers = [(page, e) for page, e, first in facts(repeats=True) for _ in range(pairs(first))]
    check(len(triggers) == len(mentions), "gdelt: other mentions")
    for row, (page, e) in zip(mentions, triggers):
        trigger = text_of(records[page])[e["trigger"][0][0]:e["trigger"][0][1]].decode()
        check(records[page]["page"]["text"][int(row[9]):].startswith(trigger), "gdelt: ActionCharOffset")
        check(0 <= int(row[11]) <= 100 and int(row[12]) == len(records[page]["page"]["text"]), "gdelt: mention")


def plover_and_polecat():
    told = lines("plover")
    check(len(told) == len(events), "plover: other events")
    for e in told:
        own = events[e["textInfo"]["page"], e["id"].rsplit("#", 1)[1]]
        check(e["event"] == own["class"] and [a["id"] for a in e["actor"]] == own["actor"], "plover: another event")
        check(e["trigger"] in e["text"], "plover: the trigger is not in its passage")
    table = rows("polecat", delimiter="\t", quoting=csv.QUOTE_NONE)
    check(len(table) == sum(pairs(e) for _, e, _ in facts()), "polecat: other events")
    check(table and len(table[0]) == 40 and table[0]["Event Type"] and table[0]["Quad Code"], "polecat: columns")


def conllu():
    page, tokens = None, 0
    for line in open(path("conllu"), encoding="utf8", newline="\n"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            page = line[14:]
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            check(len(cells) == 10, "conllu: not ten columns")
            at = re.search(r"TokenRange=(\d+):(\d+)", cells[9])
            if at:
                form = text_of(records[page])[int(at[1]):int(at[2])].decode()
                check(form == cells[1], f"conllu: {cells[1]} does not stand where it should")
                tokens += 1
    check(tokens > 100, "conllu: no tokens")


def annotations():
    for name, own in (("annotation", statements), ("events.annotation", events)):
        told = lines(name)
        check(len(told) == len(own), f"{name}: others")
        for a in told:
            page, entry = a["id"].removeprefix("urn:onrecord:").split("#")
            text = text_of(records[page])
            in_page, in_text = a["target"]
            quoted = in_page["selector"][0]
            span = in_text["selector"]
            check((page, entry) in own and a["type"] == "Annotation", f"{name}: an unknown entry")
            check(quoted["exact"] == text[span["start"]:span["end"]].decode(), f"{name}: other words")
            around = quoted.get("prefix", "") + quoted["exact"] + quoted.get("suffix", "")
            check(around in text.decode(), f"{name}: prefix and suffix do not stand around it")


# The lines of https://brat.nlplab.org/standoff.html, each with its mark.
BRAT = {
    "T": r"T\d+\t[\w-]+ \d+ \d+(;\d+ \d+)*\t[^\n]+",
    "E": r"E\d+\t[\w-]+:T\d+( [\w-]+:[TE]\d+)*",
    "A": r"A\d+\t[\w-]+ [TER]\d+( [^ \n]+)?",
    "M": r"M\d+\t[\w-]+ [TER]\d+( [^ \n]+)?",
    "R": r"R\d+\t[\w-]+ [\w-]+:[TE]\d+ [\w-]+:[TE]\d+",
    "N": r"N\d+\tReference [TER]\d+ [^:\n]+:[^\t\n]+\t[^\n]*",
    "#": r"#\d+\t[\w-]+ [TERAM]\d+\t[^\n]*",
    "*": r"\*\t[\w-]+( [TE]\d+)+",
}


def brat():
    with tarfile.open(path("brat")) as archive:
        files = {member.name: archive.extractfile(member).read().decode() for member in archive}
    check("[events]" in files["annotation.conf"], "brat: no settings")
    check(len(files) == 2 * len(records) + 1, "brat: not two files a page")
    for name, annotations in files.items():
        if not name.endswith(".ann"):
            continue
        text = files[name[:-4] + ".txt"]
        known = set()
        for line in annotations.splitlines():
            cells = line.split("\t")
            check(re.fullmatch(BRAT.get(line[:1], "$^"), line), f"brat: {name}: no line of its format: {line[:60]}")
            known.add(cells[0])
            if cells[0][0] == "T":
                places = [piece.split() for piece in cells[1].split(" ", 1)[1].split(";")]
                check(" ".join(text[int(a):int(b)] for a, b in places) == cells[2], f"brat: {name} {cells[0]}: other words")
            if cells[0][0] in "ER":
                check(all(part.split(":")[1] in known or cells[0][0] == "R" for part in cells[1].split() if ":" in part),
                      f"brat: {name} {cells[0]} points nowhere")
    check(sum(a.count("\nE") for n, a in files.items() if n.endswith(".ann")) >= len(statements) - len(records), "brat: few statements")


def claims():
    told = lines("claim")
    check(told and all(c["@type"] == "Claim" and c["@context"] == "https://schema.org" for c in told), "claim: none")
    check("rating" not in open(path("claim"), encoding="utf8").read().lower().replace("operating", ""), "claim: a rating")
    for c in told:
        page, entry = c["@id"].removeprefix("urn:onrecord:").split("#")
        s = statements[page, entry]
        check(s["act"] in ("state", "accuse", "admit", "warn") and c["text"] == words(records[page], s["content"]), "claim: another")


def money():
    table = rows("ftm")
    schemas = {}
    for row in table:
        schemas.setdefault(row["entity_id"], set()).add(row["schema"])
        check(row["value"] and row["origin"] and row["dataset"] == "onrecord", "ftm: a value without its origin")
    check(all(len(s) == 1 for s in schemas.values()), "ftm: an entity of two schemas")
    check(all(row["value"] in schemas for row in table if row["prop_type"] == "entity"), "ftm: a link to nobody")
    check({"Article", "Person", "Documentation", "UnknownLink"} <= {s for all in schemas.values() for s in all}, "ftm: schemas")


def graph():
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    for name in ("graphml", "events.graphml"):
        root = xml.parse(path(name)).getroot()
        nodes = [n.get("id") for n in root.findall(".//g:node", space)]
        edges = root.findall(".//g:edge", space)
        check(edges and len(set(nodes)) == len(nodes), f"{name}: a node twice, or no edge")
        check(len({e.get("id") for e in edges}) == len(edges), f"{name}: an edge twice")
        check(all(e.get(end) in set(nodes) for e in edges for end in ("source", "target")), f"{name}: an edge to nobody")
        if not shutil.which("xmllint"):
            print("left out: GraphML by xmllint (libxml2-utils is not there)")
        else:
            check(subprocess.run(["xmllint", "--noout", path(name)]).returncode == 0, f"{name}: xmllint")


def runs_of_words(text, count=5):
    """Within a cell, and within a list's element."""
    runs = set()
    for piece in re.split(r'[;|"<>\t\n]', text):
        its = re.findall(r"\w+", piece)
        runs |= {tuple(its[i:i + count]) for i in range(len(its) - count + 1)}
    return runs


def without_text():
    page_words = set()
    for record in records.values():
        page_words |= runs_of_words(record["page"]["text"])
        for e in record["entities"]:
            for name in [e["name"]] + e["aliases"]:
                page_words -= runs_of_words(name)
    for name in ("jsonl", "csv", "events.csv", "tsv", "gdelt", "mentions", "plover", "polecat", "annotation", "claim", "ftm", "graphml"):
        bare = open(f"{folder}/bare.{name}", encoding="utf8", newline="").read()
        whole = open(path(name), encoding="utf8", newline="").read()
        check(not runs_of_words(bare) & page_words, f"{name} --no-text: words of a page")
        check(bare.count("\n") == whole.count("\n") or name in ("ftm", "claim"), f"{name} --no-text: other rows")
    check(runs_of_words(open(path("csv"), encoding="utf8").read()) & page_words, "csv holds no words of pages: the check above sees nothing")


READR = """
suppressMessages(library(readr))
for (path in commandArgs(TRUE)) {
    tsv <- grepl("[.](tsv|gdelt|mentions|polecat)$", path)
    read <- if (tsv) read_tsv else read_csv
    told <- suppressWarnings(read(path, col_names = !grepl("[.](gdelt|mentions)$", path), quote = if (tsv) "" else "\\"",
                                  col_types = cols(.default = col_character()), progress = FALSE, lazy = FALSE))
    cat(nrow(told), ncol(told), nrow(problems(told)), "\n")
}
"""


def tables_by_others():
    """Every table has the rows and columns for R and csvkit that it has for Python."""
    shapes = {}
    for name in ("csv", "events.csv", "entities.csv", "disputes.csv", "instruments.csv", "figures.csv", "ftm", "tsv", "polecat",
                 "gdelt", "mentions"):
        how = {} if name.endswith("csv") or name == "ftm" else {"delimiter": "\t", "quoting": csv.QUOTE_NONE}
        table = list(csv.reader(open(path(name), encoding="utf8", newline=""), **how))
        shapes[name] = (len(table) - (name not in ("gdelt", "mentions")), len(table[0]))
    r = shutil.which("Rscript")
    if not r or subprocess.run([r, "-e", "library(readr)"], capture_output=True).returncode:
        print("left out: tables by R (r-cran-readr is not there)")
    else:
        told = subprocess.run([r, "-e", READR] + [path(name) for name in shapes], capture_output=True, text=True)
        for (name, shape), line in zip(shapes.items(), told.stdout.splitlines()):
            check(tuple(map(int, line.split())) == shape + (0,), f"{name}: readr has {line}, not {shape}")
        check(len(told.stdout.splitlines()) == len(shapes), f"readr: {told.stderr[:200]}")
    if not shutil.which("csvclean"):
        print("left out: tables by csvkit (it is not there)")
        return
    for name, shape in shapes.items():
        if name.endswith("csv") or name == "ftm":
            # Its versions before 2 say "No errors." to -n; later ones do not know that, and end with 0 or 1.
            told = subprocess.run(["csvclean", "-n", path(name)], capture_output=True, text=True)
            holds = "No errors" in told.stdout
            if told.returncode == 2:
                told = subprocess.run(["csvclean", "-a", path(name)], capture_output=True, text=True)
                holds = told.returncode == 0
            check(holds, f"{name}: csvclean: {(told.stdout + told.stderr)[:200]}")


def sure():
    kept = {(row["page"], row["statement"]) for row in rows("sure.csv")}
    check(kept == {key for key, s in statements.items() if s["confidence"] >= 0.5}, "--min-confidence: others are left")
    check(0 < len(kept) < len(statements), "--min-confidence leaves out all or none")
    sure_records = lines("sure.jsonl")
    check({(r["page"]["id"], s["id"]) for r in sure_records for s in r["statements"]} == kept, "jsonl --min-confidence")


for part in (jsonl, tables, gdelt, plover_and_polecat, conllu, annotations, brat, claims, money, graph, tables_by_others, without_text, sure):
    part()
for fault in faults:
    print("FAIL:", fault)
sys.exit(bool(faults))
