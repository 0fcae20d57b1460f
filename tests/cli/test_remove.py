#!/usr/bin/env python3
"""remove: documents leave every file of the index, stay out of every later run, and come back when asked."""
import io
import json
import unicodedata
import zipfile
import zlib

from harness import HoptacTest, main

TEXT = "Bệnh viện Hải Lưu và Trường Đại học Y Sông Mây ký biên bản ghi nhớ {0}\n\nNgày 3/4/2023, hai bên ký biên bản ghi nhớ lần thứ {0}.\n"
# Words of nobody: in title, text, names of people and institutions, at both ends of the order of titles.
SECRET = "Zzyxquabel ký kết với Bệnh viện Zzyxquabel\n\nHà Nội, ngày 5/6/2022 - Ông Zzyxquabel Văn Nam, Giám đốc Bệnh viện Zzyxquabel, và Đại học Aaquzbel đã ký biên bản ghi nhớ.\n"
WORDS = (b"zyxquabel", b"aquzbel")


def inflated(data):
    """Whatever can be read as deflate from any place of the bytes: Xapian packs stored data so."""
    for at in range(len(data)):
        if data[at] & 6 not in (2, 4):  # fixed or dynamic block
            continue
        try:
            yield zlib.decompressobj(-15).decompress(data[at:at + 16384], 65536)
        except zlib.error:
            pass


class Base(HoptacTest):
    def ingest(self, *args, status=0):
        path = self.folder / "report.json"
        self.run_hoptac("ingest", *(args or (self.folder / "d",)), "--report", path, status=status)
        return json.loads(path.read_text())

    def all_ids(self):
        return sorted(json.loads(line)["id"] for line in self.run_hoptac("export").out.splitlines())

    def fill(self, count=3):
        for i in range(count):
            self.write(f"d/f{i}.txt", TEXT.format(i))

    def traces(self, deep=True):
        """Files below the index that hold a word of the secret text, as it is, in any case, or packed."""
        out = []
        for path in sorted(p for p in self.index.rglob("*") if p.is_file()):
            data = path.read_bytes().lower()
            found = any(word in data for word in WORDS)
            if not found and deep and path.name == "docdata.glass":
                found = any(word in text.lower() for text in inflated(path.read_bytes()) for word in WORDS)
            if found:
                out.append(str(path.relative_to(self.index)))
        return out


class Remove(Base):
    def test_no_byte_of_the_text_is_left(self):
        self.fill()
        self.write("d/secret.txt", SECRET)
        self.ingest()
        self.ingest(self.folder / "d", "--rebuild")
        before = self.traces()
        for name in ("gen-1/docs/docdata.glass", "gen-2/docs/docdata.glass", "gen-2/docs/postlist.glass", "gen-2/docs/position.glass", "gen-2/register/postlist.glass"):
            self.assertIn(name, before, "the search for traces finds them")
        done = self.run_hoptac("remove", "d/secret.txt", status=0)
        self.assertIn("d/secret.txt: 1 documents removed", done.out)
        self.assertIn("rollback is not possible", done.out)
        self.assertEqual(self.traces(), [])
        self.assertEqual(sorted(p.name for p in self.index.glob("gen-*")), ["gen-3"])
        self.run_hoptac("verify", status=0)
        self.run_hoptac("rollback", status=1)
        self.assertEqual(self.all_ids(), ["d/f0.txt", "d/f1.txt", "d/f2.txt"])
        self.assertEqual(len(self.ids("hải lưu")), 3)
        self.run_hoptac("search", "zzyxquabel", status=1)
        self.ingest()
        self.ingest(self.folder / "d", "--rebuild")
        self.assertEqual(self.traces(), [], "later runs bring nothing back")

    def test_an_older_text_of_the_document_goes_too(self):
        self.fill()
        path = self.write("d/secret.txt", SECRET)
        self.ingest()
        path.write_text(TEXT.format("khác hẳn"))
        self.ingest()
        self.run_hoptac("remove", "d/secret.txt", status=0)
        self.assertEqual(self.traces(), [])

    def test_it_stays_out(self):
        self.fill()
        path = self.write("d/secret.txt", SECRET)
        self.ingest()
        self.run_hoptac("remove", "d/secret.txt", status=0)

        def stays(why, *args):
            report = self.ingest(self.folder / "d", *args)
            self.assertEqual(self.all_ids(), ["d/f0.txt", "d/f1.txt", "d/f2.txt"], why)
            self.assertIn("skipped: removed with hoptac remove", [f["reason"] for f in report["files"] if f["state"] == "skipped"], why)

        stays("the next run")
        self.assertFalse(self.ingest()["changed"])
        path.write_text(SECRET + "Thêm một dòng.\n")
        stays("the file has changed")
        stays("a rebuild", "--rebuild")
        path.write_text(SECRET)
        path.rename(self.folder / "d/other-name.txt")
        stays("the same bytes under another name")
        self.write("d/copy.txt", SECRET)
        stays("a copy")
        self.assertEqual(self.run_hoptac("files", "--state", "skipped", "--format", "jsonl").out.count("removed with hoptac remove"), 2)
        self.run_hoptac("verify", status=0)

    def test_the_way_back(self):
        self.fill()
        self.write("d/secret.txt", SECRET), self.write("d/secret2.txt", SECRET)
        self.ingest()
        self.run_hoptac("remove", "d/secret.txt", status=0)
        self.assertEqual([r["id"] for r in self.run_hoptac("remove", "--list", "--format", "jsonl", status=0).lines], ["d/secret.txt"])
        self.assertIn("removed before", self.run_hoptac("remove", "d/secret.txt", status=0).out)
        self.run_hoptac("remove", "--undo", "d/nothing.txt", status=1)
        self.run_hoptac("remove", "--undo", "d/secret.txt", status=0)
        self.run_hoptac("remove", "--list", status=1)
        self.run_hoptac("verify", status=0)
        report = self.ingest()
        self.assertEqual((report["indexed"], report["duplicate"]), (1, 1))
        self.assertIn("d/secret.txt", self.all_ids())
        self.assertEqual(len(self.all_ids()), 4)

    def test_files_of_the_same_bytes_go_along(self):
        self.fill()
        self.write("d/secret.txt", SECRET), self.write("d/secret2.txt", SECRET)
        self.ingest()
        done = self.run_hoptac("remove", "d/secret2.txt", status=1)
        self.assertIn("duplicate of d/secret.txt", done.err)
        self.assertEqual(len(self.all_ids()), 4)
        self.assertIn("duplicate of d/secret.txt", self.run_hoptac("show", "d/secret2.txt", status=1).err)
        rows = self.run_hoptac("remove", "d/secret.txt", "--format", "jsonl", status=0).lines
        self.assertEqual([(r["id"], r["state"], r["documents"], r["reason"]) for r in rows],
                         [("d/secret.txt", "removed", 1, ""), ("d/secret2.txt", "removed", 0, "same bytes as d/secret.txt")])
        self.assertEqual(self.traces(), [])
        self.assertEqual(self.ingest()["duplicate"], 0)
        self.assertEqual(len(self.all_ids()), 3)

    def test_members_and_records(self):
        self.fill(1)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as z:
            z.writestr("b.txt", SECRET), z.writestr("c.txt", TEXT.format("c")), z.writestr("d.txt", TEXT.format("d"))
        self.write("d/a.zip", packed.getvalue())
        self.write("d/r.jsonl", "".join(json.dumps({"_id": f"n{i}", "title": f"Tin {i}", "text": TEXT.format(f"r{i}")}) + "\n" for i in range(3)))
        self.ingest()
        self.assertEqual(len(self.all_ids()), 7)
        self.run_hoptac("remove", "d/a.zip!b.txt", "n1", status=0)
        left = ["d/a.zip!c.txt", "d/a.zip!d.txt", "d/f0.txt", "n0", "n2"]
        self.assertEqual((self.all_ids(), self.traces()), (left, []))
        self.run_hoptac("verify", status=0)
        self.assertFalse(self.ingest()["changed"])
        report = self.ingest(self.folder / "d", "--rebuild")
        self.assertEqual(self.all_ids(), left)
        self.assertEqual(sorted(f["id"] for f in report["files"] if f["state"] == "skipped"), ["d/a.zip!b.txt", "n1"])
        self.assertEqual(report["seen"], 3)
        # The member in another archive, and by itself.
        (self.folder / "d/a.zip").rename(self.folder / "d/z.zip")
        self.write("d/b.txt", SECRET)
        self.ingest(self.folder / "d", "--prune")
        self.assertEqual(self.all_ids(), ["d/f0.txt", "d/z.zip!c.txt", "d/z.zip!d.txt", "n0", "n2"])
        self.run_hoptac("remove", "--undo", "n1", status=0)
        self.ingest()
        self.assertIn("n1", self.all_ids())
        self.run_hoptac("remove", "d/z.zip", "n0", "n1", "n2", status=0)
        self.assertEqual(self.all_ids(), ["d/f0.txt"])
        self.run_hoptac("verify", status=0)
        self.assertFalse(self.ingest()["changed"])
        self.assertEqual(self.ingest(self.folder / "d", "--rebuild")["failed"]["new"], 0)
        self.assertEqual(self.all_ids(), ["d/f0.txt"])

    def test_dry_run_unknown_ids_and_exit_codes(self):
        self.fill()
        self.ingest()
        before = self.run_hoptac("export").out
        done = self.run_hoptac("remove", "--dry-run", "d/f1.txt", status=0)
        self.assertIn("d/f1.txt: 1 documents would be removed", done.out)
        self.assertEqual((self.run_hoptac("export").out, self.run_hoptac("remove", "--list", status=1).out), (before, "0 removed\n"))
        self.assertIn("did you mean d/f1.txt?", self.run_hoptac("remove", "d/F1.txt", status=1).err)
        self.run_hoptac("remove", status=2)
        self.run_hoptac("remove", "x", "--index", self.folder / "none", status=4)
        mixed = self.run_hoptac("remove", "nothing at all", "d/f1.txt", status=1)
        self.assertIn("no document or file has this id", mixed.err)
        self.assertEqual(self.all_ids(), ["d/f0.txt", "d/f2.txt"])
        for form in ("json", "jsonl", "csv"):
            self.assertIn("removed before", self.run_hoptac("remove", "d/f1.txt", "--format", form, status=0).out)

    def test_names_of_a_mac_and_odd_bytes(self):
        self.fill(1)
        name = unicodedata.normalize("NFD", "d/bí mật.txt")
        self.write(name, SECRET)
        (self.folder / "d").mkdir(exist_ok=True)
        odd = bytes(self.folder) + b"/d/odd\xff.txt"
        with open(odd, "wb") as f:
            f.write(TEXT.format("odd").encode())
        self.ingest()
        self.run_hoptac("remove", "d/bí mật.txt", "d/odd%FF.txt", status=0)
        self.assertEqual((self.all_ids(), self.traces()), (["d/f0.txt"], []))
        self.assertEqual(self.ingest()["skipped"], 2)
        self.assertEqual(self.all_ids(), ["d/f0.txt"])

    def test_reports_and_cache_keep_nothing(self):
        self.write("d/secret.txt", SECRET)
        self.ingest()
        run = max((self.index / "runs").iterdir())
        self.assertTrue(json.loads(run.read_text())["sample_queries"])
        content = self.run_hoptac("files", "--format", "jsonl").lines[0]["hash"]
        (self.index / "cache").mkdir(exist_ok=True)
        (self.index / f"cache/{content}-of-a-program").write_text(SECRET)
        self.run_hoptac("remove", "d/secret.txt", status=0)
        report = json.loads(run.read_text())
        self.assertNotIn("sample_queries", report)
        self.assertEqual(report["files"], [{"path": "d/secret.txt", "id": "d/secret.txt", "state": "indexed"}])
        self.assertEqual(self.traces(), [])
        self.assertEqual(self.ingest(status=1)["seen"], 1)


class Sources(Base):
    def test_list(self):
        self.fill()
        self.ingest()
        rows = self.run_hoptac("sources", "--format", "jsonl", status=0).lines
        self.assertEqual(rows, [{"name": "d", "folder": str(self.folder / "d"), "state": "there", "files": 3, "documents": 3, "failed": 0}])
        (self.folder / "d").rename(self.folder / "e")
        self.assertEqual(self.run_hoptac("sources", "--format", "jsonl").lines[0]["state"], "missing")
        for form in ("text", "json", "csv"):
            self.assertIn("missing", self.run_hoptac("sources", "--format", form, status=0).out)

    def test_move(self):
        self.fill()
        self.ingest()
        before = self.run_hoptac("export").out
        (self.folder / "d").rename(self.folder / "e")
        self.assertIn("d", self.run_hoptac("sources", "move", "x", self.folder / "e", status=2).err)
        (self.folder / "other").mkdir()
        self.assertIn("none of the 3 files", self.run_hoptac("sources", "move", "d", self.folder / "other", status=2).err)
        self.run_hoptac("sources", "move", "d", self.folder / "nowhere", status=2)
        self.assertIn("3 of 3 files are there", self.run_hoptac("sources", "move", "d", self.folder / "e", status=0).out)
        self.run_hoptac("verify", status=0)
        report = self.ingest(self.folder / "e")
        self.assertEqual((report["unchanged"], report["changed"]), (3, False))
        self.assertEqual(self.run_hoptac("export").out, before)

    def test_rename(self):
        self.fill()
        self.write("d/copy.txt", TEXT.format(0)), self.write("d/gone.txt", SECRET)
        self.write("d/r.jsonl", json.dumps({"_id": "n1", "title": "Tin", "text": TEXT.format("r")}) + "\n")
        self.ingest()
        self.run_hoptac("remove", "d/gone.txt", status=0)
        self.run_hoptac("sources", "rename", "x", "báo", status=2)
        self.run_hoptac("sources", "rename", "d", "a/b", status=2)
        self.run_hoptac("sources", "rename", "d", "d", status=2)
        self.assertIn("d is báo now: 4 documents", self.run_hoptac("sources", "rename", "d", "báo", status=0).out)
        self.assertEqual(self.all_ids(), ["báo/copy.txt", "báo/f1.txt", "báo/f2.txt", "n1"])
        self.assertEqual(self.traces(), [])
        self.run_hoptac("verify", status=0)
        renamed = self.run_hoptac("export").out
        self.assertEqual(len(self.ids("source:báo")), 4)
        self.assertEqual(self.ids("source:d"), [])
        self.assertIn("duplicate of báo/copy.txt", self.run_hoptac("show", "báo/f0.txt", status=1).err)
        report = self.ingest()
        self.assertEqual((report["unchanged"], report["duplicate"], report["skipped"], report["changed"]), (4, 1, 1, False))
        # As if it had had the name from the beginning.
        self.run_hoptac("ingest", self.folder / "d", "--source", "báo", "--index", self.folder / "fresh", status=0)
        self.run_hoptac("remove", "báo/gone.txt", "--index", self.folder / "fresh", status=0)
        self.assertEqual(self.run_hoptac("export", "--index", self.folder / "fresh").out, renamed)
        self.run_hoptac("rollback", status=0)
        self.assertIn("d/f1.txt", self.all_ids())


main()
