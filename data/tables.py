#!/usr/bin/env python3
"""Makes rows of C of a table of data/: tables.py TABLE.tsv OUT KEY [COLUMN...]. Part of the build.

A row is written for each name in column KEY, whose names "|" parts (of several columns: KEY+KEY), sorted by the names' bytes, as
base/table.h looks them up. COLUMN gives a string, COLUMN=PREFIX an enumerator or a number: the value in capitals behind PREFIX, blanks as
"_"; of several values that "|" parts, all of them; "-" is -1. The same name twice is an error, but where all columns asked for are
the same. Where KEY begins with "lower:", ASCII capitals in names are written as small letters.
"""
import sys


def fail(path, line, what):
    sys.exit(f"{path}:{line}: {what}")


def read(path):
    """Gives the rows of a table, each as (line, {column: value}); lines that begin with # are left out."""
    rows, names = [], None
    for number, line in enumerate(open(path, encoding="utf8"), 1):
        cells = line.rstrip("\n").split("\t")
        if line.startswith("#"):
            continue
        if names is None:
            names = cells
            continue
        if len(cells) != len(names):
            fail(path, number, f"{len(cells)} columns, but the head has {len(names)}")
        row = dict(zip(names, cells))
        if not row.get("source"):
            fail(path, number, "no source: say where the row comes from")
        rows.append((number, row))
    return rows


def quote(text):
    """A string of C; bytes that are not ASCII in octal, which ends after three digits."""
    return '"' + "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:03o}" for b in text.encode()) + '"'


def cell(row, column):
    name, is_code, prefix = column.partition("=")
    if not is_code:
        return quote(row[name])
    if row[name] == "-":
        return "-1"
    return " | ".join(prefix + value.upper().replace(" ", "_") for value in row[name].split("|"))


def ascii_lower(text):
    """As base/table.h compares: other letters stay."""
    return "".join(c.lower() if c.isascii() else c for c in text)


def main(path, out, keys, *columns):
    found = {}
    lower, keys = keys.startswith("lower:"), keys.removeprefix("lower:")
    for number, row in read(path):
        try:
            cells = [cell(row, column) for column in columns]
            names = [name for key in keys.split("+") for name in row[key].split("|") if name]
            names = [ascii_lower(name) for name in names] if lower else names
        except KeyError as column:
            fail(path, number, f"no column {column}")
        for name in names:
            other, line = found.setdefault(name, (cells, number))
            if other != cells:
                fail(path, number, f'"{name}" means something else in line {line}')
    with open(out, "w") as rows:
        for name in sorted(found, key=str.encode):
            rows.write("{" + ", ".join([quote(name)] + found[name][0]) + "},\n" if columns else quote(name) + ",\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
