"""Writes the pages of measured.jsonl (PAGES.md), which nothing may learn from, for EVAL/record_score.py: NAME.txt to be read and NAME.json, its record.

usage: measured.py FOLDER; then: onrecord read --as article --format json FOLDER/*.txt >RECORDS; EVAL/record_score.py FOLDER RECORDS
"""
import json
import sys
from pathlib import Path

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with open(Path(__file__).with_name("measured.jsonl"), encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            (folder / f"{record['id']}.txt").write_text(record["text"], encoding="utf-8")
            whole = record | {"page": {"title": "", "published": None, "outlet": None, "sources": []}, "instruments": [], "figures": []}
            (folder / f"{record['id']}.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
