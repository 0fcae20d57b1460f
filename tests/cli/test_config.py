#!/usr/bin/env python3
"""ingest --config: sources, patterns, settings, and what is said of a faulty file."""
import json
import os
import unicodedata

from harness import ROOT, HoptacTest, main

TEXT = "Bệnh viện Hải Lưu và Trường Đại học Y Sông Mây ký biên bản ghi nhớ\n\nNgày 3/4/2023, hai bên ký biên bản ghi nhớ số {}.\n"


class Config(HoptacTest):
    def setUp(self):
        super().setUp()
        self.number = 0
        for name in ("press/a.txt", "press/drafts/b.txt", "press/2023/c.txt", "press/2023/c.tmp.txt", "hr/d.txt", "hr/e.md"):
            self.document(name)

    def document(self, name):
        self.number += 1
        return self.write(name, TEXT.format(self.number))

    def config(self, text):
        return self.write("hoptac.toml", text)

    def ingest(self, *args, status=0, config="hoptac.toml"):
        path = self.folder / "report.json"
        self.run_hoptac("ingest", "--config", self.folder / config, "--report", path, *args, status=status)
        return json.loads(path.read_text())

    def documents(self):
        return [json.loads(line)["id"] for line in self.run_hoptac("export", status=0).out.splitlines()]

    TWO = """
index = "index"
lock-timeout = 5
[[source]]
name = "báo"
root = "press"
exclude = ["drafts/", "*.tmp.*"]
[[source]]
name = "hr"
root = "hr"
include = ["*.txt"]
"""

    def test_one_run_takes_all_sources_relative_to_the_file(self):
        self.config(self.TWO)
        report = self.ingest()
        self.assertEqual((report["seen"], report["indexed"]), (3, 3))
        self.assertEqual(self.documents(), ["báo/2023/c.txt", "báo/a.txt", "hr/d.txt"])
        self.assertEqual(len(list((self.index / "runs").iterdir())), 1)
        self.assertEqual(self.ingest()["unchanged"], 3)
        roots = {r["name"]: r["folder"] for r in self.run_hoptac("sources", "--format", "jsonl", status=0).lines}
        self.assertEqual(roots, {"báo": str(self.folder / "press"), "hr": str(self.folder / "hr")})

    def test_paths_and_a_name_choose_among_the_sources(self):
        self.config(self.TWO)
        self.assertEqual(self.ingest("--source", "hr")["seen"], 1)
        self.assertEqual(self.ingest(self.folder / "press/2023")["seen"], 1)
        self.assertEqual(self.ingest(self.folder / "press/drafts", status=1)["seen"], 0)
        self.assertEqual(self.documents(), ["báo/2023/c.txt", "hr/d.txt"])
        elsewhere = self.run_hoptac("ingest", "--config", self.folder / "hoptac.toml", ROOT / "corpus", status=2)
        self.assertIn("it lies in no source", elsewhere.err)
        self.assertIn("no source of this name", self.run_hoptac("ingest", "--config", self.folder / "hoptac.toml", "--source", "x", status=2).err)

    def test_the_command_line_beats_the_file_and_the_file_the_environment(self):
        self.config(self.TWO)
        self.ingest("--index", self.folder / "other")
        self.assertFalse(self.index.exists())
        self.run_hoptac("ingest", "--config", self.folder / "hoptac.toml", status=0, env={"HOPTAC_INDEX": str(self.folder / "third")})
        self.assertTrue(self.index.exists())
        self.assertFalse((self.folder / "third").exists())

    def test_a_file_left_out_later_is_gone(self):
        self.config(self.TWO.replace('"drafts/", ', ""))
        self.assertEqual(self.ingest()["indexed"], 4)
        self.config(self.TWO)
        report = self.ingest("--dry-run", status=1)
        self.assertEqual([(f["path"], f["state"], f["reason"]) for f in report["files"]],
                         [("báo/drafts/b.txt", "vanished", "left out by the configuration; --prune removes it")])
        self.assertEqual(report["seen"], 3)

    def test_a_file_left_out_owns_no_id(self):
        row = json.dumps({"_id": "n1", "text": "Bệnh viện Hải Lưu khai trương phòng khám số một."})
        self.write("press/1.jsonl", row + "\n"), self.write("press/2.jsonl", row + "\n\n")
        config = '[[source]]\nname = "p"\nroot = "press"\n'
        self.config('index = "index"\n' + config)
        self.ingest(status=1)
        self.config('index = "index"\n' + config + 'exclude = ["1.jsonl"]\n')
        self.ingest()
        states = {r["path"]: r["state"] for r in self.run_hoptac("files", "--format", "jsonl").lines}
        self.assertEqual(states["p/2.jsonl"], "indexed")

    def test_a_rebuild_does_not_read_what_is_left_out(self):
        self.config(self.TWO.replace('"drafts/", ', ""))
        self.ingest()
        self.config(self.TWO)
        self.assertEqual(self.ingest("--rebuild", status=1)["seen"], 3)

    def test_names_of_a_mac_and_of_a_keyboard_are_one(self):
        self.document(unicodedata.normalize("NFD", "press/hợp tác/x.txt"))
        self.config('[[source]]\nname = "p"\nroot = "press"\ninclude = ["hợp tác/"]\n')
        self.assertEqual(self.ingest()["indexed"], 1)
        self.assertEqual(self.documents(), [unicodedata.normalize("NFD", "p/hợp tác/x.txt")])

    def test_trouble_in_what_is_left_out_is_none(self):
        os.mkfifo(self.folder / "press/drafts/pipe")
        (self.folder / "press/drafts/loop").symlink_to(self.folder / "press/drafts")
        self.config(self.TWO)
        self.assertEqual(self.ingest(status=0)["failed"], {"new": 0, "known": 0})

    def test_settings_reach_the_run(self):
        self.write("fixes.tsv", "action\tkind\tsubject\tobject\nalias\tinstitution\tTrường Đại học Y Sông Mây\tYSM\n")
        self.write("list.csv", "path,title\na.txt,Tên trong bảng\n")
        self.config('index = "index"\noverrides = "fixes.tsv"\nmetadata = "list.csv"\n[reading]\nocr = "off"\n'
                    'isolation = false\nocr-budget = "2h"\n[[source]]\nname = "p"\nroot = "press"\n')
        report = self.ingest()
        self.assertEqual((report["metadata"]["rows"], report["metadata"]["matched"]), (1, 1))
        self.assertEqual(report["corrections"]["rows"], 1)
        self.assertTrue((self.index / "overrides.tsv").exists())

    def test_the_index_knows_the_folder_or_the_name(self):
        self.run_hoptac("ingest", self.folder / "press", status=0)
        config = self.config('[[source]]\nname = "p"\nroot = "press"\n')
        self.assertIn("as source press", self.run_hoptac("ingest", "--config", config, status=2).err)
        config = self.config('[[source]]\nname = "press"\nroot = "hr"\n')
        self.assertIn("still there", self.run_hoptac("ingest", "--config", config, status=2).err)
        os.rename(self.folder / "press", self.folder / "moved")
        self.config('[[source]]\nname = "press"\nroot = "moved"\n')
        self.assertEqual(self.ingest()["unchanged"], 4)

    def test_faults_name_the_place_and_the_way_out(self):
        source = '[[source]]\nname = "p"\nroot = "press"\n'
        rows = [
            ('indx = "i"\n', "1:1", "unknown key \"indx\"; did you mean index?"),
            ('\n  whatever = 1\n', "2:3", "there are index, authority"),
            (source + 'exlude = ["x"]\n', "4:1", "did you mean exclude?"),
            ("[reading]\nocr-budged = 1\n", "2:1", "did you mean ocr-budget?"),
            ("index = 3\n", "1:9", "index is a string, not a number"),
            ('index = "x\n', "1:11", ""),
            ('index = "a"\nindex = "b"\n', "2:", ""),
            ("[reading]\nocr = \"maybe\"\n", "2:7", "auto, off or only, not maybe"),
            ("[reading]\nisolation = 1\n", "2:13", "true or false"),
            ("[reading]\nocr-budget = 0\n", "2:14", "more than no time"),
            ("reading = 3\n", "1:11", "reading is a table"),
            ('lock-timeout = "soon"\n', "1:16", "\"30m\""),
            ("lock-timeout = -1\n", "1:16", "seconds"),
            ("authority = \"none\"\n", "1:13", "no such folder: " + str(self.folder / "none")),
            ("overrides = \"press\"\n", "1:13", "overrides: no file: "),
            ('index = "~/index"\n', "1:9", "~ is not expanded"),
            ('[source]\nname = "p"\n', "1:1", "[[source]]"),
            ("source = [1]\n", "1:11", "[[source]]"),
            ('[[source]]\nroot = "press"\n', "1:1", "has no name"),
            ('[[source]]\nname = "p"\n', "1:1", "has no root"),
            ('[[source]]\nname = "a/b"\nroot = "press"\n', "2:8", "without '/'"),
            ('[[source]]\nname = "p"\nroot = "nowhere"\n', "3:8", "root: no such folder: "),
            (source + source, "5:8", "a source p already"),
            (source + '[[source]]\nname = "q"\nroot = "press/2023"\n', "6:8", "lie in each other"),
            (source + 'include = "*.pdf"\n', "4:11", "a list of patterns"),
            (source + 'include = []\n', "4:11", "nothing would be taken"),
            (source + 'include = ["*.txt", 3]\n', "4:21", "a list of strings"),
            (source + 'exclude = ["*.{a,b}"]\n', "4:12", "several patterns"),
        ]
        for text, place, says in rows:
            with self.subTest(text):
                config = self.config(text)
                done = self.run_hoptac("ingest", "--config", config, status=2)
                self.assertIn(f"{config}:{place}", done.err)
                self.assertIn(says, done.err)
        self.assertFalse(self.index.exists())
        self.assertIn("cannot be read", self.run_hoptac("ingest", "--config", self.folder / "none.toml", status=2).err)
        self.assertIn("names no [[source]]", self.run_hoptac("ingest", "--config", self.config("# nothing\n"), status=2).err)

    def test_the_example_is_good_where_its_folders_are(self):
        text = (ROOT / "docs/hoptac.toml.example").read_text()
        for folder in ("/srv/press", "/srv/contracts", "/var/lib/hoptac/index"):
            self.assertIn(folder, text)
            text = text.replace(folder, str(self.folder / folder[1:]))
            (self.folder / folder[1:]).mkdir(parents=True)
        # What is commented out is good too.
        text = text.replace("#authority", "authority").replace("#overrides", "overrides").replace("#metadata", "metadata")
        (self.folder / "authority").mkdir()
        self.write("overrides.tsv", ""), self.write("list.csv", "path,title\nmou/2020/x.pdf,X\n")
        for name in ("press/a.txt", "press/drafts/b.txt", "press/~$a.txt", "contracts/mou/2020/x.txt", "contracts/scan-bien-ban.txt"):
            self.document("srv/" + name)
        self.config(text)
        self.run_hoptac("ingest", "--config", self.folder / "hoptac.toml")
        self.assertEqual({r["path"] for r in self.run_hoptac("files", "--index", self.folder / "var/lib/hoptac/index", "--format", "jsonl").lines},
                         {"press/a.txt", "mou/scan-bien-ban.txt"})


main()
