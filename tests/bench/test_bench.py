#!/usr/bin/env python3
"""The bench says what it has measured: generated documents, figures, bounds, programs that are not there."""
import contextlib
import io
import sqlite3
import sys
import tempfile
import unittest
from argparse import Namespace
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

import ingest
import peers
from measured import Cost, ratio, run
from releases import as_html, as_text, release, write_all


class Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ""

    def handle_data(self, data):
        self.text += data


class Releases(unittest.TestCase):
    def test_a_document_depends_on_its_number_alone(self):
        self.assertEqual(as_text(release(77)), as_text(release(77)))
        self.assertNotEqual(as_text(release(77)), as_text(release(78)))

    def test_both_languages_of_the_length_of_real_releases(self):
        made = [release(i) for i in range(60)]
        self.assertTrue(20 < sum(m.language == "vi" for m in made) < 40)
        for m in made:
            self.assertTrue(250 <= len(as_text(m).split()) <= 1100, len(as_text(m).split()))

    def test_one_in_twenty_repeats_another_and_one_nearly(self):
        texts = [as_text(release(i)) for i in range(200)]
        self.assertEqual(len(texts) - len(set(texts)), 8)
        self.assertTrue(any(texts[53].startswith(t[:-1]) for t in texts[:53]))

    def test_pages_have_the_text(self):
        made, words = release(5), Words()
        words.feed(as_html(made))
        for paragraph in [made.title, *made.paragraphs]:
            self.assertIn(paragraph, words.text)


class Figures(unittest.TestCase):
    def test_ratios_are_those_within_a_round(self):
        own, other = [Cost(c, 1, 1) for c in (2, 30, 9)], [Cost(c, 1, 1) for c in (1, 10, 3)]
        self.assertEqual(ratio(own, other, "cpu"), 3)

    def test_every_bound_is_told_as_held_or_missed(self):
        bench = ingest.Bench(Namespace(documents=100, large=1000, rounds=1, pairs=1, work=Path("w"), binary=Path("b/hoptac")))
        costs = {"hoptac": 26, ingest.COMPACTED: 20, ingest.COMMITS: 10, ingest.UNCHANGED: 0.5, ingest.WALK: 0.1, ingest.CHANGED: 0.52, "Omega": 60, "Recoll": 29,
                 "hoptac, html": 30, "SQLite FTS5": 5, "--jobs 1, in pairs": 20, "--jobs 2, in pairs": 12, "hoptac, large": 300,
                 ingest.UNCHANGED + ", large": 3, ingest.WALK + ", large": 1, ingest.CHANGED + ", large": 3}
        for what, seconds in costs.items():
            bench.costs[what] = [Cost(seconds, seconds, 500 if what == "hoptac, large" else 100, 10**6)]
        said = {cells[0]: cells[1:] for cells in (line.cells() for line in ingest.lines(bench))}
        rows = [
            ("full ingest, CPU to bare Xapian in parts", ["1.30 x", "≤ 1.30", "holds"]),
            ("full ingest, CPU to bare Xapian with commits", ["2.60 x", "≤ 1.50", "missed"]),
            ("index size to bare Xapian, compacted", ["1.00 x", "≤ 1.25", "holds"]),
            ("full ingest, largest process", ["100.00 MiB", "≤ 400.00", "holds"]),
            ("without changes, CPU (bound: 1.5 x walk + .5 s)", ["0.50 s", "≤ 0.65", "holds"]),
            ("1 % changed, CPU to full", ["2.00 %", "≤ 3.00", "holds"]),
            ("CPU a document, 1000 to 100", ["1.15 x", "≤ 1.10", "missed"]),
            ("full ingest, large, largest process", ["500.00 MiB", "≤ 400.00", "missed"]),
            ("without changes, large, CPU (bound: 1.5 x walk + .5 s)", ["3.00 s", "≤ 2.00", "missed"]),
            ("--jobs 2, wall to --jobs 1", ["0.60 x", "≤ 0.65", "holds"]),
            ("full ingest of html, CPU to Omega (goal .5)", ["0.50 x", "≤ 1.00", "holds"]),
            ("full ingest of html, CPU to Recoll (goal .5)", ["1.03 x", "≤ 1.00", "missed"]),
            ("full ingest of texts, CPU to SQLite FTS5", ["5.20 x", "", ""]),
        ]
        for what, want in rows:
            with self.subTest(what):
                self.assertEqual(said[what], want)


class Programs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_one_that_fails_ends_the_bench_with_its_words(self):
        with self.assertRaisesRegex(SystemExit, "ended with 3(.|\n)*no such index"):
            run(["sh", "-c", "echo no such index >&2; exit 3"])

    def test_one_that_is_not_installed_is_named_with_its_package(self):
        said = io.StringIO()
        with mock.patch("shutil.which", lambda program: program == "python3"), contextlib.redirect_stderr(said):
            self.assertEqual([peer.name for peer in peers.installed()], ["SQLite FTS5"])
        self.assertIn("Omega is not installed and left out: apt install xapian-omega", said.getvalue())
        self.assertIn("apt install recollcmd", said.getvalue())

    def test_fts5_indexes_every_file(self):
        write_all(self.folder / "txt", 30)
        peers.fts5(self.folder / "txt", self.folder)
        with contextlib.closing(sqlite3.connect(self.folder / "index.db")) as database:
            self.assertEqual(database.execute("SELECT count(*) FROM text WHERE text MATCH 'ky OR signed OR the'").fetchone(), (30,))

    def test_changed_files_are_put_back(self):
        write_all(self.folder / "txt", 30)
        before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (self.folder / "txt").rglob("*.txt")}
        with ingest.Changed(self.folder / "txt"):
            self.assertEqual(sum(p.read_bytes() != before[p][0] for p in before), 1)
        self.assertEqual({p: (p.read_bytes(), p.stat().st_mtime_ns) for p in before}, before)


if __name__ == "__main__":
    sys.exit(unittest.main())
