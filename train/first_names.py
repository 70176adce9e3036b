"""Writes src/entities/first_names.h: which first names are borne by men or by women, after the census of the United States of 1990.

usage: first_names.py FOLDER   (of the package names==0.3.0, which carries the census's two lists: dist.male.first, dist.female.first)"""
import sys
from pathlib import Path

OUT = Path(__file__).parent / "../src/entities/first_names.h"
LEAST, MOST_NAMES = 5, 900  # how many times as often as the other sex; names of each sex


def share(path):
    return {line.split()[0].capitalize(): float(line.split()[1]) for line in path.read_text().splitlines()}


def rows(names):
    lines, line = [], "   "
    for name in sorted(names):
        if len(line) + len(name) + 4 > 98:
            lines.append(line)
            line = "   "
        line += f' "{name}",'
    return "\n".join(lines + [line])


folder = Path(sys.argv[1])
men, women = share(folder / "dist.male.first"), share(folder / "dist.female.first")
his = [n for n, s in men.items() if s >= LEAST * women.get(n, 0)][:MOST_NAMES]
hers = [n for n, s in women.items() if s >= LEAST * men.get(n, 0)][:MOST_NAMES]
OUT.write_text(f"""/* Written by train/first_names.py: first names of men and of women, sorted. Do not edit. */
#ifndef ONR_SRC_ENTITIES_FIRST_NAMES_H
#define ONR_SRC_ENTITIES_FIRST_NAMES_H

/* clang-format off */
static const char *const names_of_men[] = {{
{rows(his)}
}};
static const char *const names_of_women[] = {{
{rows(hers)}
}};
/* clang-format on */

#endif
""")
