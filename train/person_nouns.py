"""Writes data/person_nouns.tsv: nouns that are a person, after WordNet 3.0: those whose commonest sense stands in its file noun.person.

usage: person_nouns.py FOLDER NEWS   (WordNet's data.noun and index.noun, Debian's wordnet-base; fnc1-train.jsonl.gz, whose words are kept)"""
import collections
import gzip
import re
import sys
from pathlib import Path

OUT = Path(__file__).parent / "../data/person_nouns.tsv"
PERSON, FEWEST = "18", 1  # the number of noun.person (lexnames(5WN)); how often a noun stands in the news
OWN = (
    "abbot ally anchor archbishop auditor bailiff banker beekeeper blacksmith bookkeeper brewer bursar "
    "butler cantor caretaker carpenter chair chairperson chaplain clergyman cobbler consul councilman "
    "councilwoman counterpart courier crofter curator deacon dean docker electrician ferryman fishmonger "
    "foreman forester frontrunner grocer harbormaster harbourmaster head headmaster headmistress "
    "headteacher herder innkeeper janitor jeweller joiner kidnapper landlady librarian magistrate midwife "
    "miller mogul muezzin mufti mum ombudsman organist overseer parson pharmacist policewoman prelate "
    "prioress provost queen rabbi ranger rector registrar sacristan sailor schoolmaster schoolteacher "
    "seamstress sexton sheikh sheriff shooter shopkeeper skipper spokesperson stationmaster steward "
    "surveyor treasurer undersecretary vicar viceroy vintner weaver welder"
).split()
# In news more often an organisation or a state, or seldom anybody.
OTHER = "affiliate bank banks buyer carrier eagle maker manufacturer neighbor neighbour producer provider supplier times user watchdog world".split()

folder, news = Path(sys.argv[1]), sys.argv[2]
rows = [line.split() for name in ("data.noun", "index.noun") for line in open(folder / name) if not line.startswith("  ")]
file_of = {row[0]: row[1] for row in rows if row[0].isdigit() and len(row[0]) == 8}
first = {row[0]: next(cell for cell in row if re.fullmatch(r"\d{8}", cell)) for row in rows if re.fullmatch("[a-z]+", row[0])}
seen = collections.Counter(word for line in gzip.open(news, "rt") for word in re.findall("[a-z]+", line))
found = {word: "WordNet 3.0" for word, sense in first.items() if file_of[sense] == PERSON and seen[word] >= FEWEST and word not in OTHER}
found = {word: "own" for word in OWN} | found
OUT.write_text("# Nouns that are a person, by lemma. Written by train/person_nouns.py.\nword\tsource\n"
               + "".join(f"{word}\t{source}\n" for word, source in sorted(found.items())))
