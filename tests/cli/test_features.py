#!/usr/bin/env python3
"""An index of an older, a newer or another program: every command says which feature or file it is, and ends with 4."""
import json
import shutil
import subprocess

from harness import HoptacTest, main

TEXT = "Bệnh viện Hải Lưu và Trường Đại học Y Sông Mây ký biên bản ghi nhớ\n\nNgày 3/4/2023, hai bên ký biên bản ghi nhớ về đào tạo.\n"

COMMANDS = [["search", "benh vien"], ["agreements"], ["show", "d/a.txt"], ["people"], ["institutions"], ["suggest", "benh"],
            ["stats"], ["files"], ["sources"], ["export"], ["verify"], ["rollback"], []]


class Features(HoptacTest):
    def setUp(self):
        super().setUp()
        self.write("d/a.txt", TEXT)
        self.run_hoptac("ingest", self.folder / "d", status=0)
        self.generation = self.index / (self.index / "current").readlink()
        self.docs = self.generation / "docs"

    # As another version of hoptac would: the list of checksums is not of what it writes.
    def set_metadata(self, key, value):
        (self.generation / "checksums").unlink(missing_ok=True)
        subprocess.run(["xapian-metadata", "set", self.docs, key, value], check=True)

    def features(self, **changes):
        text = subprocess.run(["xapian-metadata", "get", self.docs, "features"], check=True, capture_output=True, text=True).stdout
        features = {**json.loads(text), **changes}
        self.set_metadata("features", json.dumps({k: v for k, v in features.items() if v is not None}))

    def expect_refused(self, *words):
        for command in COMMANDS + [["ingest", self.folder / "d"], ["ingest", "--dry-run", self.folder / "d"]]:
            done = self.run_hoptac(*command, status=4)
            for word in words:
                self.assertIn(word, done.err, command)
            self.assertEqual(done.out, "", command)

    # A rebuild is the way out that every message names.
    def expect_made_anew(self):
        self.run_hoptac("ingest", "--rebuild", self.folder / "d")
        self.assertEqual(self.ids("benh vien"), ["d/a.txt"])
        self.run_hoptac("verify", status=0)

    def test_versions_and_names(self):
        rows = [
            ({"holograms": 1}, ["newer hoptac", "holograms 1", "update hoptac", "hoptac ingest --rebuild"]),
            ({"schema": 999}, ["newer hoptac", "schema is 999, this hoptac reads version", "update hoptac"]),
            ({"schema": 0}, ["older hoptac", "schema is 0", "hoptac ingest --rebuild"]),
            ({"stored": None}, ["older hoptac", "stored is none", "hoptac ingest --rebuild"]),
        ]
        before = self.run_hoptac("stats", "--format", "json", status=0).json["revision"]
        for changes, words in rows:
            with self.subTest(changes):
                self.features(**{"holograms": None, "schema": 1, "stored": 1, **changes})
                self.expect_refused(*words)
        self.features(holograms=None, schema=1, stored=1)
        self.assertGreater(self.run_hoptac("stats", "--format", "json", status=0).json["revision"], before)
        self.features(schema=999)
        self.expect_made_anew()

    def test_an_older_version_that_is_still_read_is_raised_by_the_next_change(self):
        self.features(ledger=1, schema=1)
        self.assertEqual(self.ids("benh vien"), ["d/a.txt"])
        self.write("d/b.txt", TEXT.replace("Hải Lưu", "Thanh Sơn"))
        self.run_hoptac("ingest", self.folder / "d", status=0)
        features = subprocess.run(["xapian-metadata", "get", self.docs, "features"], check=True, capture_output=True, text=True)
        self.assertGreater(json.loads(features.stdout)["ledger"], 1)
        self.assertEqual(json.loads(features.stdout)["schema"], 1)  # of all documents, and one of them is old

    def test_a_database_of_another_program(self):
        foreign = self.folder / "foreign"
        (self.generation / "checksums").unlink()
        subprocess.run(["xapian-compact", self.docs, foreign], check=True, capture_output=True)
        shutil.rmtree(self.docs), shutil.copytree(foreign, self.docs)
        self.set_metadata("features", "")
        self.expect_refused("not of hoptac", "names no features", "hoptac ingest --rebuild")
        self.expect_made_anew()

    def test_a_folder_of_a_database_is_no_index(self):
        done = self.run_hoptac("search", "benh", "--index", self.docs, status=4)
        self.assertIn("there is no index", done.err)
        self.assertIn("hoptac ingest FOLDER", done.err)

    def test_the_description_of_the_generation(self):
        meta = self.generation / "meta.json"
        text = meta.read_text()
        for content, word in [(None, "it is missing"), (text[:20], "it is torn"), ("", "it is torn"), ("[1]", "it is torn"),
                              ('{"name": "x"}', "it is not of gen-1"), (text.replace("gen-1", "gen-7"), "it is not of gen-1")]:
            with self.subTest(content):
                meta.unlink(missing_ok=True)
                (self.generation / "checksums").unlink(missing_ok=True)
                if content is not None:
                    meta.write_text(content)
                self.expect_refused("meta.json", word, "hoptac ingest --rebuild")
        # The documents are sound, so that a rebuild loses none, not even those whose files are gone.
        self.write("d/c.txt", TEXT.replace("Hải Lưu", "Cửu Long"))
        (self.folder / "d/a.txt").unlink()
        self.run_hoptac("ingest", "--rebuild", self.folder / "d")  # half of the files are gone: not removed unasked
        self.assertEqual(sorted(self.ids("benh vien")), ["d/a.txt", "d/c.txt"])

    def test_rollback_leads_to_no_index_that_cannot_be_opened(self):
        old = self.generation
        self.run_hoptac("ingest", "--rebuild", self.folder / "d", status=0)
        subprocess.run(["xapian-metadata", "set", old / "docs", "features", '{"schema": 999}'], check=True)
        self.assertIn("schema is 999", self.run_hoptac("rollback", status=4).err)
        self.assertEqual(self.ids("benh vien"), ["d/a.txt"])

    def test_rollback_leads_away_from_one(self):
        self.run_hoptac("ingest", "--rebuild", self.folder / "d", status=0)
        self.docs = self.index / (self.index / "current").readlink() / "docs"
        self.features(schema=999)
        self.run_hoptac("search", "benh vien", status=4)
        self.run_hoptac("rollback", status=0)
        self.assertEqual(self.ids("benh vien"), ["d/a.txt"])


if __name__ == "__main__":
    main()
