#!/usr/bin/env python3
"""The Python package over the library: package_test.py LIBRARY MODELS PROGRAM"""
import dataclasses
import os
import subprocess
import sys
import tempfile
import threading
import unittest
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIBRARY, MODELS, PROGRAM = sys.argv[1:4]
os.environ["ONRECORD_LIBRARY"], os.environ["ONRECORD_MODELS"] = LIBRARY, MODELS
sys.path.insert(0, str(ROOT / "bindings/python"))
import onrecord  # noqa: E402

PAGE = (ROOT / "samples/dam-accord.html").read_bytes()
PAGES = [PAGE] + [path.read_bytes() for path in sorted((ROOT / "tests/golden").glob("*.html"))]


class Package(unittest.TestCase):
    def test_a_record_says_who_said_what(self):
        record = onrecord.read(PAGE, model="fast")
        denial = next(s for s in record.statements if s.act == "deny")
        self.assertEqual(denial.who, "Nora Quist")
        self.assertIn("binds the next parliament", denial.what)
        self.assertEqual(denial.chain[0], "The Valley Post")
        self.assertIsInstance(denial.speaker_entity, onrecord.Entity)
        self.assertEqual(record.published, "2026-03-04")
        self.assertTrue(all(isinstance(e, onrecord.Event) and e.event_class for e in record.events))

    def test_spans_count_characters_and_bytes(self):
        record = onrecord.read(PAGE, model="fast")
        data, shifted = record.text.encode(), False
        for s in record.statements:
            for span in s.speaker + s.cue + s.content + s.addressee:
                self.assertEqual(record.text[span.start:span.end], span.text)
                self.assertEqual(data[span.start_byte:span.end_byte].decode(), span.text)
                shifted = shifted or span.start != span.start_byte
        self.assertTrue(shifted, "no page with characters of several bytes: the test sees nothing")

    def test_it_is_the_record_that_the_program_prints(self):
        import json

        printed = subprocess.run(
            [PROGRAM, "read", "--model", "fast", "--format", "jsonl", "-"], input=PAGE, capture_output=True, check=True
        )
        self.assertEqual({**json.loads(printed.stdout)}, onrecord.read(PAGE, model="fast").to_dict())

    def test_a_str_and_a_given_day(self):
        record = onrecord.read("Der Präsident kommt.\nThe mayor denied that the bridge was closed.", form="article", date="2026-02", model="fast")
        self.assertEqual(record.published, "2026-02")
        self.assertTrue(record.text.startswith("Der Präsident"))
        self.assertEqual([s.act for s in record.statements], ["deny"])

    def test_the_article_alone(self):
        article = onrecord.extract(PAGE)
        self.assertEqual(article.title, "Dam accord: Ostrava pledges to keep the gates open")
        self.assertEqual(article.blocks[0].span.text, article.title)

    def test_many_pages_come_in_their_order(self):
        pages = PAGES * 3
        one_by_one = [onrecord.read(page, model="fast").to_dict() for page in PAGES]
        together = [r.to_dict() for r in onrecord.read_all(iter(pages), threads=4, model="fast")]
        self.assertEqual(together, one_by_one * 3)

    def test_other_threads_run_meanwhile(self):
        page = b"The mayor denied that the bridge was closed.\n" * 2000
        begins = threading.Event()

        def read():
            begins.set()
            onrecord.read(page, form="article", model="fast")

        most = 0
        for _ in range(10):  # the machine may be busy with something else for a while
            begins.clear()
            thread = threading.Thread(target=read)
            thread.start()
            begins.wait()
            steps = 0
            while thread.is_alive():
                steps += 1
            most = max(most, steps)
            if most > 10000:
                break
        self.assertGreater(most, 10000)

    def test_a_store_answers(self):
        with tempfile.TemporaryDirectory() as folder:
            store_path = Path(folder) / "store"
            subprocess.run([PROGRAM, "add", "--model", "fast", store_path, ROOT / "samples/dam-accord.html"], check=True, capture_output=True)
            with onrecord.Store(store_path) as store:
                denials = store.query(act="deny", about="parliament")
                self.assertEqual([a.speaker for a in denials], ["Nora Quist"])
                self.assertEqual(PAGE[slice(*denials[0].bytes)].count(b"parliament"), 1)
                self.assertEqual(len(store.query(act=["deny", "demand"], limit=1)), 1)
                self.assertEqual(store.query(since="2030"), [])
            with self.assertRaises(ValueError):
                store.query()

    def test_what_cannot_be_read_says_why(self):
        with self.assertRaisesRegex(onrecord.Error, "no-such.onr.*"):
            onrecord.read(PAGE, model="/no-such.onr")
        with self.assertRaisesRegex(onrecord.Error, "give auto, html"):
            onrecord.read(PAGE, model="fast", form="pdf")
        with self.assertRaises(onrecord.Error):
            onrecord.read(PAGE, model="fast", memory=1000)
        with self.assertRaises(onrecord.Error):
            onrecord.Store("/no/such/store")

    def test_entries_are_rows(self):
        record = onrecord.read(PAGE, model="fast")
        rows = [entry.row() for entry in record.statements]
        self.assertIn("Nora Quist", [row["who"] for row in rows])
        self.assertTrue(all(isinstance(v, (str, int, float, bool, type(None), tuple)) for row in rows for v in row.values()))
        self.assertTrue(dataclasses.is_dataclass(record))
        try:
            import pandas
        except ImportError:
            self.skipTest("pandas is not there")
        frame = record.statements.frame()
        self.assertIsInstance(frame, pandas.DataFrame)
        self.assertEqual(len(frame), len(record.statements))

    def test_the_wheel_is_whole_and_works(self):
        with tempfile.TemporaryDirectory() as folder:
            made = subprocess.run(
                [sys.executable, ROOT / "bindings/python/wheel.py", LIBRARY, MODELS, "1.2", folder], check=True, capture_output=True, text=True
            )
            with zipfile.ZipFile(made.stdout.strip()) as archive:
                self.assertIsNone(archive.testzip())
                listed = {line.split(",")[0] for line in archive.read("onrecord-1.2.dist-info/RECORD").decode().splitlines()}
                self.assertEqual(listed, set(archive.namelist()))
                archive.extractall(Path(folder) / "site")
            program = "import onrecord; print(onrecord.read('The mayor denied it.', form='article', model='fast').statements[0].act)"
            clean = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_")}
            told = subprocess.run(
                [sys.executable, "-c", program], env={**clean, "PYTHONPATH": f"{folder}/site"}, check=True, capture_output=True, text=True
            )
            self.assertEqual(told.stdout.strip(), "deny")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
