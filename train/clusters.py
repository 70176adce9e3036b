#!/usr/bin/env python3
"""Writes the table of word clusters that cues and roles are judged with.

usage: train/clusters.py DATA/vectors/glove-kmeans-64-512.tsv.gz models/clusters.onr

By the low bits of a word's hash (src/attribution/reading.c): 1 + 512 * cluster of 64 + cluster of 512, two bytes; 0: unknown.
Where two words meet, the more frequent one is kept.
"""
import gzip
import json
import struct
import sys

import container

ROWS, WORDS = 1 << 17, 40000


def hash_of(word):
    value = 14695981039346656037
    for byte in word.encode():
        value = (value ^ byte) * 1099511628211 % (1 << 64)
    return (value ^ value >> 32) % (1 << 32)


def main():
    table = [0] * ROWS
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        for _, line in zip(range(WORDS), lines):
            word, coarse, fine = line.rstrip("\n").split("\t")
            row = hash_of(word) % ROWS
            table[row] = table[row] or 1 + 512 * int(coarse) + int(fine)
    container.write(sys.argv[2], {"meta": json.dumps({"kind": "clusters"}).encode(), "clusters": struct.pack(f"<{ROWS}H", *table)})


if __name__ == "__main__":
    main()
