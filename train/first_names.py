"""Writes src/entities/first_names.c: which first names are borne by men or by women, after the census of the United States of 1990.

usage: first_names.py FOLDER   (of the package names==0.3.0, which carries the census's two lists: dist.male.first, dist.female.first)"""
import sys
from pathlib import Path

OUT = Path(__file__).parent / "../src/entities/first_names.c"
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
OUT.write_text(f"""/* Written by train/first_names.py: first names of men and of women. Do not edit. */
#include <stdlib.h>

#include "base/str.h"
#include "entities/persons.h"

/* clang-format off */
static const char *const names_of_men[] = {{
{rows(his)}
}};
static const char *const names_of_women[] = {{
{rows(hers)}
}};
/* clang-format on */

static int compare(const void *key, const void *entry)
{{
    const onr_str *name = key;
    const char *other = *(const char *const *)entry;
    size_t len = strlen(other), least = name->len < len ? name->len : len;
    int order = memcmp(name->data, other, least);
    return order ? order : (name->len > len) - (name->len < len);
}}

static bool is_among(onr_str name, const char *const *names, size_t count)
{{
    return bsearch(&name, names, count, sizeof *names, compare) != NULL;
}}

gender first_name_gender(onr_str name)
{{
    if (is_among(name, names_of_men, sizeof names_of_men / sizeof *names_of_men))
        return GENDER_MALE;
    if (is_among(name, names_of_women, sizeof names_of_women / sizeof *names_of_women))
        return GENDER_FEMALE;
    return GENDER_UNKNOWN;
}}
""")
