"""Writes data/first_names.tsv: which first names are borne by men or by women, after the census of the United States of 1990.

usage: first_names.py FOLDER   (of the package names==0.3.0, which carries the census's two lists: dist.male.first, dist.female.first)"""
import sys
from pathlib import Path

OUT = Path(__file__).parent / "../data/first_names.tsv"
LEAST, MOST_NAMES = 5, 900  # how many times as often as the other sex; names of each sex


def share(path):
    return {line.split()[0].capitalize(): float(line.split()[1]) for line in path.read_text().splitlines()}


folder = Path(sys.argv[1])
men, women = share(folder / "dist.male.first"), share(folder / "dist.female.first")
his = [n for n, s in men.items() if s >= LEAST * women.get(n, 0)][:MOST_NAMES]
hers = [n for n, s in women.items() if s >= LEAST * men.get(n, 0)][:MOST_NAMES]
rows = sorted([(n, "male") for n in his] + [(n, "female") for n in hers])
OUT.write_text(f"# First names that one sex bears {LEAST} times as often as the other, the {MOST_NAMES} most frequent of each. Written by train/first_names.py.\n"
               "name\tgender\tsource\n" + "".join(f"{name}\t{gender}\tUS Census 1990\n" for name, gender in rows))
