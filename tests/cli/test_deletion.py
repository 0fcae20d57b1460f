#!/usr/bin/env python3
"""Files that are gone: removed up to a tenth, else confirmed with --prune; what is said, in text and JSON."""
import json
import os
import shutil
import unicodedata

from harness import HoptacTest, main

TEXT = "Bệnh viện Hải Lưu và Trường Đại học Y Sông Mây ký biên bản ghi nhớ\n\nNgày 3/4/2023, hai bên ký biên bản ghi nhớ lần thứ {}.\n"


class Deletion(HoptacTest):
    def fill(self, folder, count):
        for i in range(count):
            self.write(f"{folder}/f{i:02}.txt", TEXT.format(i))
        return self.folder / folder

    def ingest(self, *args, status=0):
        path = self.folder / "report.json"
        done = self.run_hoptac("ingest", *args, "--report", path, status=status)
        return done, json.loads(path.read_text())

    def all_ids(self):
        return sorted(json.loads(line)["id"] for line in self.run_hoptac("export").out.splitlines())


class Vanished(Deletion):
    def test_a_tenth_goes_and_is_told(self):
        d = self.fill("d", 20)
        self.ingest(d)
        for name in ("f00.txt", "f07.txt"):
            (d / name).unlink()
        done, report = self.ingest(d, "--dry-run")
        self.assertIn("removed: d/f00.txt: no longer there", done.out)
        self.assertIn("2 files that are gone from their folder would be removed", done.out)
        self.assertEqual((report["removed"], len(self.all_ids())), (2, 20))
        done, report = self.ingest(d)
        self.assertIn("2 files that are gone from their folder were removed", done.out)
        self.assertEqual((report["removed"], report["vanished"], report["unconfirmed"]), (2, 0, []))
        self.assertEqual([(f["path"], f["state"], f["reason"]) for f in report["files"]],
                         [("d/f00.txt", "removed", "no longer there"), ("d/f07.txt", "removed", "no longer there")])
        self.assertEqual(len(self.all_ids()), 18)
        self.assertEqual(self.run_hoptac("files", "--format", "jsonl").out.count("f07"), 0)
        self.run_hoptac("verify", status=0)
        done, report = self.ingest(d)
        self.assertEqual((report["removed"], report["changed"]), (0, False))

    def test_more_stays_with_exit_1_until_confirmed(self):
        d = self.fill("d", 12)
        self.ingest(d)
        for i in range(5):
            (d / f"f{i:02}.txt").unlink()
        for quiet in ((), ("--quiet",), ("--rebuild",)):
            done, report = self.ingest(d, *quiet, status=1)
            self.assertIn("d: 5 of 12 files are gone from ", done.err)
            self.assertIn("--prune", done.err)
            self.assertEqual((report["removed"], report["vanished"]), (0, 5))
            self.assertEqual([(u["source"], u["gone"], u["known"]) for u in report["unconfirmed"]], [("d", 5, 12)])
            self.assertEqual(len(self.all_ids()), 12)
        done, report = self.ingest(d, "--prune")
        self.assertEqual((report["removed"], report["vanished"]), (5, 0))
        self.assertEqual(len(self.all_ids()), 7)
        self.run_hoptac("verify", status=0)

    def test_a_disk_that_is_not_there_costs_nothing(self):
        d = self.fill("d", 12)
        other = self.fill("other", 1)
        self.ingest(d)
        d.rename(self.folder / "away")
        self.assertIn("no such file or folder", self.run_hoptac("ingest", d, "--prune", status=2).err)
        d.mkdir()
        done, report = self.ingest(d, other, status=1)
        self.assertIn("d: 11 of 12 files are gone", done.err, "one has a copy, which takes over")
        self.assertIn("perhaps its disk is not there", done.err)
        self.assertEqual((len(self.all_ids()), "other/f00.txt" in self.all_ids()), (12, True))
        d.rmdir(), (self.folder / "away").rename(d)
        _, report = self.ingest(d)
        self.assertEqual((report["unchanged"], report["indexed"], report["vanished"]), (11, 1, 0))
        self.assertEqual((len(self.all_ids()), "d/f00.txt" in self.all_ids()), (12, True))
        shutil.rmtree(d), d.mkdir()
        _, report = self.ingest(d, "--prune")
        self.assertEqual(report["removed"], 12)
        self.assertEqual(self.all_ids(), ["other/f00.txt"], "the copy takes over")

    def test_a_renamed_folder_needs_no_confirmation(self):
        d = self.fill("d/a", 6).parent
        self.ingest(d)
        (d / "a").rename(d / unicodedata.normalize("NFD", "thư mục"))
        done, report = self.ingest(d)
        self.assertEqual((report["removed"], report["indexed"], report["vanished"]), (6, 6, 0))
        self.assertIn("removed: d/a/f00.txt: moved to d/", done.out)
        self.assertEqual(len(self.all_ids()), 6)
        self.run_hoptac("verify", status=0)

    def test_lists_are_cut(self):
        d = self.fill("d", 30)
        self.ingest(d)
        for i in range(25):
            (d / f"f{i:02}.txt").unlink()
        done, _ = self.ingest(d, status=1)
        self.assertEqual(done.err.count("vanished: d/"), 20)
        self.assertIn("and 5 more vanished: --report", done.err)

    def test_an_unreadable_folder_hides_its_files(self):
        d = self.fill("d/sub", 3).parent
        self.fill("d", 3)
        self.ingest(d)
        shutil.rmtree(d / "sub"), os.mkfifo(d / "sub")
        _, report = self.ingest(d, "--prune", status=1)
        self.assertEqual((report["removed"], report["vanished"]), (0, 0))


main()
