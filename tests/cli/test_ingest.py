#!/usr/bin/env python3
"""ingest: incremental, honest about trouble, one writer at a time."""
import fcntl
import json
import os
import shutil
import subprocess
import unicodedata

from harness import BINARY, ROOT, HoptacTest, main

TEXT = "Bệnh viện Hải Lưu và Trường Đại học Y Sông Mây ký biên bản ghi nhớ\n\nNgày 3/4/2023, hai bên ký biên bản ghi nhớ về đào tạo.\n"


def adds_up(report):
    return report["seen"] == report["indexed"] + report["unchanged"] + report["duplicate"] + report["skipped"] + report["failed"]["new"] + report["failed"]["known"]


class Ingest(HoptacTest):
    def report(self, *args, status=None):
        path = self.folder / "report.json"
        self.run_hoptac("ingest", *args, "--report", path, status=status)
        return json.loads(path.read_text())

    def revision(self):
        return self.run_hoptac("stats", "--format", "json", status=0).json["revision"]

    def test_second_run_changes_nothing(self):
        first = self.report(ROOT / "corpus/documents", status=0)
        self.assertTrue(adds_up(first))
        self.assertGreaterEqual(first["documents"], 24)
        before = self.revision()
        second = self.report(ROOT / "corpus/documents", status=0)
        self.assertEqual((second["indexed"], second["unchanged"]), (0, second["seen"]))
        self.assertEqual(self.revision(), before)

    def test_touched_but_equal_file_is_unchanged_and_changed_file_is_indexed(self):
        path = self.write("d/a.txt", TEXT)
        self.report(self.folder / "d", status=0)
        before = self.revision()
        os.utime(path, (1, 1))
        self.assertEqual(self.report(self.folder / "d", status=0)["unchanged"], 1)
        self.assertEqual(self.revision(), before)
        path.write_text(TEXT.replace("đào tạo", "nghiên cứu"))
        self.assertEqual(self.report(self.folder / "d", status=0)["indexed"], 1)
        self.assertEqual(self.ids("nghiên cứu"), ["d/a.txt"])
        self.assertEqual(self.ids('"đào tạo"'), [])

    def test_equal_bytes_are_indexed_once_under_the_smallest_name(self):
        self.write("d/b.txt", TEXT), self.write("d/a.txt", TEXT)
        report = self.report(self.folder / "d", status=0)
        self.assertEqual((report["indexed"], report["duplicate"]), (1, 1))
        self.assertEqual(self.ids("hải lưu"), ["d/a.txt"])
        self.write("d/a.txt", TEXT.replace("Hải Lưu", "Khác Hẳn"))
        self.report(self.folder / "d", status=0)
        self.assertEqual(self.ids("hải lưu"), ["d/b.txt"])

    def test_sidecar_beats_the_text_and_counts_as_change(self):
        self.write("d/a.txt", TEXT)
        self.report(self.folder / "d", status=0)
        self.write("d/a.txt.meta.json", json.dumps({"title": "Tên khác", "date": "2020-02-03"}))
        report = self.report(self.folder / "d", status=0)
        self.assertEqual((report["seen"], report["indexed"]), (1, 1))
        hit = self.run_hoptac("search", "published:2020-02-03", "--format", "json", status=0).json["hits"][0]
        self.assertEqual(hit["title"], "Tên khác")

    def test_two_roots_of_one_name_are_refused_before_anything_is_read(self):
        self.write("x/d/a.txt", TEXT), self.write("y/d/a.txt", TEXT + "khác")
        result = self.run_hoptac("ingest", self.folder / "x/d", self.folder / "y/d", status=2)
        self.assertIn("--source", result.err)
        self.assertFalse((self.index / "current").exists())

    def test_a_path_inside_a_known_root_keeps_its_id(self):
        self.write("d/sub/a.txt", TEXT)
        self.report(self.folder / "d", status=0)
        report = self.report(self.folder / "d/sub", status=0)
        self.assertEqual((report["indexed"], report["unchanged"]), (0, 1))
        self.assertEqual(self.ids("hải lưu"), ["d/sub/a.txt"])

    def test_records_keep_their_own_ids_and_a_bad_line_costs_itself_only(self):
        good = [json.dumps({"_id": f"r{i}", "title": f"Tin {i}", "text": f"Bệnh viện số {i} khai trương phòng khám."}) for i in range(3)]
        self.write("d/r.jsonl", "\n".join([good[0], "{not json", good[1], good[2]]) + "\n")
        result = self.run_hoptac("ingest", self.folder / "d", status=1)
        self.assertIn("r.jsonl", result.out + result.err)
        self.assertEqual(sorted(self.ids("bệnh viện")), ["r0", "r1", "r2"])
        again = self.run_hoptac("ingest", self.folder / "d", status=0)
        self.assertIn("known: d/r.jsonl", again.out + again.err)
        self.assertIn("r.jsonl", self.run_hoptac("files", "--state", "failed", status=0).out)

    def test_a_taken_id_fails_and_names_the_owner(self):
        self.write("d/a.jsonl", json.dumps({"_id": "same", "text": "Bệnh viện một mở cửa hôm nay."}) + "\n")
        self.write("d/b.jsonl", json.dumps({"_id": "same", "text": "Bệnh viện hai mở cửa hôm nay."}) + "\n")
        result = self.run_hoptac("ingest", self.folder / "d", status=1)
        self.assertIn("a.jsonl", result.out + result.err)
        self.assertEqual(self.ids("bệnh viện"), ["same"])

    def test_an_id_twice_in_one_file_says_so(self):
        path = self.write("d/w.jsonl", '{"_id": "q1", "text": "Một."}\n{"_id": "q1", "text": "Hai."}\n')
        report = self.report(path, status=1)
        self.assertIn("1 record failed: ", self.run_hoptac("files", status=0).out)
        self.assertIn("id q1 stands twice in this file", json.dumps(report, ensure_ascii=False))

    def test_a_pipe_as_argument_costs_itself_only(self):
        self.write("d/a.txt", TEXT)
        os.mkfifo(self.folder / "d/pipe.txt")
        report = self.report(self.folder / "d/a.txt", self.folder / "d/pipe.txt", status=1)
        self.assertEqual((report["indexed"], report["failed"]["new"]), (1, 1))
        self.assertTrue(adds_up(report))

    def test_a_report_goes_where_a_link_or_a_pipe_leads(self):
        self.write("d/a.txt", TEXT)
        (self.folder / "link.json").symlink_to(self.folder / "real.json")
        (self.folder / "real.json").write_text("")
        self.run_hoptac("ingest", self.folder / "d", "--report", self.folder / "link.json", status=0)
        self.assertTrue((self.folder / "link.json").is_symlink())
        self.assertEqual(json.loads((self.folder / "real.json").read_text())["indexed"], 1)
        os.mkfifo(self.folder / "pipe")
        run = subprocess.Popen([BINARY, "ingest", self.folder / "d", "--index", self.index, "--report", self.folder / "pipe"],
                               stdout=subprocess.DEVNULL)
        self.assertEqual(json.loads((self.folder / "pipe").read_text())["unchanged"], 1)
        self.assertEqual(run.wait(timeout=60), 0)

    def test_an_index_below_its_folder_is_no_part_of_it(self):
        self.write("d/a.txt", TEXT)
        for state in ("indexed", "unchanged"):
            done = self.run_hoptac("ingest", self.folder / "d", "--index", self.folder / "d/index", status=0)
            self.assertIn(f"1 {state}", done.out)
            self.assertIn("1 seen", done.out)

    def test_a_full_disk_is_said_and_nothing_is_lost(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1100k", "tmpfs", disk], capture_output=True).returncode:
            self.skipTest("no small disk can be mounted here")
        try:
            codes = set()
            for size in (1100, 1300, 1500, 1700, 1900, 2100, 2500):
                subprocess.run(["mount", "-o", f"remount,size={size}k", disk], check=True)
                done = self.run_hoptac("ingest", ROOT / "corpus/documents", "--index", disk / "index")
                self.assertIn(done.status, (0, 6), done.err)
                if done.status:
                    self.assertRegex(done.err, "free some and run it again|No space left")
                    codes |= {(json.loads(run.read_text())["error"] or {}).get("code") for run in (disk / "index/runs").glob("*.json")}
            self.assertIn("cannot-write", codes)
            subprocess.run(["mount", "-o", "remount,size=40m", disk], check=True)
            self.run_hoptac("ingest", ROOT / "corpus/documents", "--index", disk / "index", status=0)
            self.run_hoptac("verify", "--index", disk / "index", status=0)
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_dry_run_writes_nothing(self):
        self.write("d/a.txt", TEXT)
        self.run_hoptac("ingest", "--dry-run", self.folder / "d", status=0)
        self.run_hoptac("stats", status=4)

    def test_missing_path_and_missing_index(self):
        self.assertIn("nowhere", self.run_hoptac("ingest", self.folder / "nowhere", status=2).err)
        for command in (["search", "x"], ["agreements"], ["stats"], ["verify"], ["export"]):
            self.assertIn("hoptac ingest", self.run_hoptac(*command, status=4).err)

    def test_rebuild_gives_the_same_export_in_a_new_generation(self):
        self.report(ROOT / "corpus/documents", status=0)
        before = self.run_hoptac("export", status=0).out
        generation = self.run_hoptac("stats", "--format", "json").json["generation"]
        self.report("--rebuild", ROOT / "corpus/documents", status=0)
        self.assertEqual(self.run_hoptac("export", status=0).out, before)
        self.assertNotEqual(self.run_hoptac("stats", "--format", "json").json["generation"], generation)

    def test_rollback_returns_to_the_index_before_a_rebuild(self):
        path = self.write("d/a.txt", TEXT)
        self.report(self.folder / "d", status=0)
        self.assertIn("there is no generation but gen-1", self.run_hoptac("rollback", status=1).err)
        before = self.run_hoptac("export", status=0).out
        path.write_text(TEXT.replace("Hải Lưu", "Khác Hẳn"))
        self.report(self.folder / "d", "--rebuild", status=0)
        after = self.run_hoptac("export", status=0).out
        self.assertNotEqual(before, after)
        self.assertIn("gen-1 is current, 1 documents", self.run_hoptac("rollback", status=0).out)
        self.assertEqual(self.run_hoptac("export", status=0).out, before)
        self.run_hoptac("verify", status=0)
        row = self.run_hoptac("rollback", "--format", "jsonl", status=0).lines[0]
        self.assertEqual((row["from"], row["to"], row["documents"]), ("gen-1", "gen-2", 1))
        self.assertEqual(self.run_hoptac("export", status=0).out, after)
        self.run_hoptac("rollback", status=0)
        # The next run goes on from what is current.
        self.assertEqual(self.report(self.folder / "d", status=0)["indexed"], 1)
        self.assertEqual(self.ids("khác hẳn"), ["d/a.txt"])
        self.run_hoptac("rollback", status=1)

    def test_rollback_waits_for_a_writer_and_passes_over_what_a_killed_rebuild_left(self):
        self.write("d/a.txt", TEXT)
        self.report(self.folder / "d", status=0)
        shutil.copytree(self.index / "gen-1", self.index / "gen-7")
        meta = json.loads((self.index / "gen-7/meta.json").read_text())
        del meta["published"]
        (self.index / "gen-7/meta.json").write_text(json.dumps(meta))
        self.run_hoptac("rollback", status=1)
        with open(self.index / "lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.run_hoptac("rollback", status=3)

    def test_verify_names_a_damaged_index(self):
        self.report(ROOT / "corpus/documents", status=0)
        self.run_hoptac("verify", status=0)
        table = self.index / "current/docs/docdata.glass"
        data = bytearray(table.read_bytes())
        for at in range(len(data) // 2, len(data) // 2 + 200):
            data[at] ^= 0x5A
        table.write_bytes(data)
        self.assertIn(self.run_hoptac("verify").status, (1, 4))

    def test_progress_events_and_quiet(self):
        self.write("d/a.txt", TEXT)
        events = self.run_hoptac("ingest", "--progress", "json", self.folder / "d", status=0).lines
        self.assertEqual([events[0]["event"], events[-1]["event"]], ["started", "finished"])
        self.assertIn(["d/a.txt"], [e["ids"] for e in events if e["event"] == "committed"])
        self.assertEqual(self.run_hoptac("ingest", "--quiet", self.folder / "d", status=0).out, "")

    def test_second_writer_is_turned_away(self):
        self.write("d/a.txt", TEXT)
        self.report(self.folder / "d", status=0)
        lock = subprocess.Popen(["flock", str(self.index / "lock"), "sleep", "20"])
        try:
            while subprocess.run(["flock", "-n", str(self.index / "lock"), "true"]).returncode == 0:
                pass
            self.assertIn("--lock-timeout", self.run_hoptac("ingest", self.folder / "d", status=3).err)
            self.assertEqual(self.ids("hải lưu"), ["d/a.txt"])
        finally:
            lock.kill(), lock.wait()


class Mess(HoptacTest):
    """A folder as people really have it: each bad file is named with its reason, the good ones are in."""

    def mess(self):
        d = self.folder / "mess"
        self.write("mess/good.txt", TEXT)
        self.write("mess/empty.txt", b"")
        self.write("mess/binary.txt", bytes(range(256)) * 40)
        self.write("mess/invalid.txt", "Bệnh viện ".encode() + b"\xff\xfe\xfa" + " mở cửa".encode() * 30)
        docx = (ROOT / "corpus/documents/vi/ban-tin-tuan.docx").read_bytes()
        self.write("mess/truncated.docx", docx[: len(docx) // 2])
        self.write("mess/encrypted.pdf", (ROOT / "tests/fixtures/readers/password.pdf").read_bytes())
        self.write("mess/new\nline.txt", TEXT.replace("Hải Lưu", "Xuống Dòng"))
        self.write(unicodedata.normalize("NFD", "mess/tên có dấu.txt"), TEXT.replace("Hải Lưu", "Tên Dấu"))
        self.write("mess/photo.bin", b"\x00\x01\x02" * 100)
        (d / "loop").symlink_to(d)
        (d / "dangling").symlink_to(d / "nowhere")
        os.mkfifo(d / "fifo")
        with open(d / "huge.txt", "wb") as f:
            f.write(TEXT.encode()), f.truncate(200 << 20)
        (d / "emptydir").mkdir()
        return d

    def test_mess(self):
        d = self.mess()
        path = self.folder / "report.json"
        first = self.run_hoptac("ingest", d, "--report", path, status=1)
        report = json.loads(path.read_text())
        self.assertTrue(adds_up(report), report)
        reasons = {f["path"].split("/", 1)[1]: f["reason"] for f in report["files"] if f["state"] == "failed"}
        for name, reason in {"empty.txt": "empty", "binary.txt": "binary", "invalid.txt": "bad-encoding", "truncated.docx": "damaged",
                             "encrypted.pdf": "encrypted", "huge.txt": "too-large"}.items():
            self.assertIn(reason, reasons.get(name, f"{name} is not in the report"), name)
        self.assertIn("fifo", " ".join(reasons))
        self.assertEqual(report["indexed"], 3, first.out)
        for word in ("hải lưu", "xuống dòng", "tên dấu"):
            self.assertEqual(len(self.ids(f'"{word}"')), 1, word)
        again = self.run_hoptac("ingest", d, "--report", path, status=0)
        report = json.loads(path.read_text())
        self.assertTrue(adds_up(report))
        self.assertEqual(report["failed"]["new"], 0, again.out)
        self.assertGreaterEqual(report["failed"]["known"], 6)
        self.run_hoptac("ingest", d, "--strict", status=1)

    def test_unreadable_file_as_an_ordinary_user(self):
        if os.getuid() != 0:
            self.skipTest("needs root to become another user")
        d = self.folder / "d"
        secret = self.write("d/secret.txt", TEXT)
        self.write("d/open.txt", TEXT.replace("Hải Lưu", "Cửa Mở"))
        secret.chmod(0)
        for path in (self.folder, d):
            path.chmod(0o777)
        # The program is copied to where anybody may run it.
        program = self.folder / "hoptac"
        program.write_bytes(BINARY.read_bytes()), program.chmod(0o755)
        run = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", str(program), "ingest", "--index", str(self.folder / "i"), str(d)]
        first = subprocess.run(run, capture_output=True, text=True)
        self.assertEqual(first.returncode, 1, first.stderr)
        self.assertIn("secret.txt", first.stdout + first.stderr)
        self.assertEqual(subprocess.run(run, capture_output=True).returncode, 0)


main()
