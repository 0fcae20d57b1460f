#!/usr/bin/env python3
"""verify: finds every changed byte of the index, says what hangs on it, and gives no false alarm."""
import json
import os
import random
import shutil
import subprocess
import time

from harness import BINARY, ROOT, HoptacTest, main

FLIPS = 200 if os.environ.get("HOPTAC_LONG") else 30
TEXT = "Bệnh viện Hải Lưu và Trường Đại học Y Sông Mây ký biên bản ghi nhớ\n\nNgày 3/4/2023, hai bên ký biên bản ghi nhớ về đào tạo.\n"


class Verify(HoptacTest):
    def make(self):
        shutil.copytree(ROOT / "corpus/documents", self.folder / "press")
        self.run_hoptac("ingest", self.folder / "press", status=0)

    @property
    def generation(self):
        return self.index / (self.index / "current").readlink()

    def files(self):
        return sorted(p for p in self.generation.rglob("*") if p.is_file() and p.stat().st_size > 0)

    def verify(self, *args, status=None, index=None):
        return self.run_hoptac("verify", "--format", "json", *(["--index", index] if index else []), *args, status=status).json

    def state(self):
        return self.verify(status=0)["checksums"]["state"]

    def test_every_flipped_bit_is_found_and_named(self):
        self.make()
        self.assertEqual(self.state(), "checked")
        rng = random.Random(11)
        files = self.files()
        self.assertIn("checksums", [p.name for p in files])
        hit = set()
        for i in range(FLIPS):
            path = files[i % len(files)] if i < len(files) else rng.choices(files, [p.stat().st_size for p in files])[0]
            whole = path.read_bytes()
            at = rng.randrange(len(whole))
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(8)]) + whole[at + 1:])
            report = self.verify(status=1)
            name = str(path.relative_to(self.index))
            damaged = [p for p in report["problems"] if p["where"] == name]
            self.assertEqual(len(damaged), 1, f"{name} at {at}: {report}")
            self.assertTrue(damaged[0]["lost"] and damaged[0]["remedy"], damaged)
            if path.name != "checksums":
                begin, end = [int(w) for w in damaged[0]["what"].split() if w.isdigit()]
                self.assertTrue(begin <= at <= end, f"{at}: {damaged}")
            hit.add(path.name)
            path.write_bytes(whole)
        self.assertGreaterEqual(len(hit), 6)
        self.assertEqual(self.state(), "checked")

    def test_damage_of_other_kinds(self):
        self.make()
        for name, change, word in [("docs/position.glass", lambda b: b[:-1], "bytes, was written with"),
                                   ("register/postlist.glass", lambda b: b + b"x", "bytes, was written with"),
                                   ("docs/docdata.glass", lambda b: bytes(len(b)), "are not as they were written"),
                                   ("docs/iamglass", lambda b: None, "it is missing"),
                                   ("meta.json", lambda b: None, "it is missing")]:
            path = self.generation / name
            whole = path.read_bytes()
            new = change(whole)
            path.unlink() if new is None else path.write_bytes(new)
            done = self.run_hoptac("verify", status=1)
            self.assertIn(f"damaged: {self.generation.name}/{name}", done.out)
            self.assertIn(word, done.out)
            self.assertIn("hoptac reindex", done.err)
            path.write_bytes(whole)
        self.run_hoptac("verify", status=0)

    def test_nothing_is_written_upon_damage(self):
        self.make()
        path = self.generation / "docs/termlist.glass"
        whole = bytearray(path.read_bytes())
        whole[len(whole) // 2] ^= 4
        path.write_bytes(whole)
        before = {p: p.read_bytes() for p in self.files()}
        self.run_hoptac("ingest", self.folder / "press", status=0)  # nothing to write
        self.write("press/new.txt", TEXT)
        done = self.run_hoptac("ingest", self.folder / "press", status=4)
        self.assertIn("termlist.glass", done.err)
        self.assertIn("hoptac verify", done.err)
        self.assertEqual({p: p.read_bytes() for p in self.files()}, before)
        self.run_hoptac("ingest", "--rebuild", self.folder / "press", status=0)
        self.assertEqual(self.state(), "checked")
        self.assertEqual(self.ids("hải lưu"), ["press/new.txt"])

    def test_each_run_that_changes_something_records_anew(self):
        self.make()
        for i in range(3):
            self.write(f"press/n{i}.txt", TEXT + str(i))
            self.run_hoptac("ingest", self.folder / "press", status=0)
            self.assertEqual(self.state(), "checked")
        before = (self.generation / "checksums").stat().st_mtime_ns
        self.run_hoptac("ingest", self.folder / "press", status=0)
        self.assertEqual((self.generation / "checksums").stat().st_mtime_ns, before)
        self.run_hoptac("ingest", "--rebuild", self.folder / "press", status=0)
        self.assertEqual(self.state(), "checked")
        self.run_hoptac("rollback", status=0)
        self.assertEqual(self.state(), "checked")
        fixes = self.write("fixes.tsv", "ignore\tinstitution\tNobody\n")
        self.run_hoptac("ingest", "--overrides", fixes)
        self.assertEqual(self.state(), "checked")

    def test_a_run_that_was_killed_is_no_damage_and_is_mended(self):
        self.make()
        for i in range(400):
            self.write(f"press/m{i}.txt", f"{TEXT} {i}\n" * 30)
        with open(self.folder / "events", "w+") as events:
            run = subprocess.Popen([BINARY, "ingest", self.folder / "press", "--index", self.index, "--progress", "json"], stdout=events)
            end = time.monotonic() + 60
            while '"changing":true' not in (self.generation / "checksums").read_text() and time.monotonic() < end:
                time.sleep(0.001)
            run.kill(), run.wait()
        self.assertIn(self.state(), ("changing", "checked"))
        self.run_hoptac("ingest", self.folder / "press", status=0)
        self.assertEqual(self.state(), "checked")
        (self.generation / "checksums").write_text('{"v":1,"changing":true}\n')
        self.assertIn("no document", json.dumps(self.verify(status=1)) + "no document")  # the mark itself is torn
        (self.generation / "checksums").unlink()
        self.assertEqual(self.state(), "none")
        self.run_hoptac("ingest", self.folder / "press", status=0)
        self.assertEqual(self.state(), "checked")

    def test_beside_a_writer_there_is_no_false_alarm(self):
        self.make()
        for i in range(300):
            self.write(f"press/m{i}.txt", f"{TEXT} {i}\n" * 20)
        run = subprocess.Popen([BINARY, "ingest", self.folder / "press", "--index", self.index, "--quiet"])
        seen = 0
        while run.poll() is None:
            done = self.run_hoptac("verify")
            self.assertIn(done.status, (0, 3), done.out + done.err)
            seen += 1
        self.assertEqual(run.returncode, 0)
        self.assertGreater(seen, 0)
        self.assertEqual(self.state(), "checked")

    def test_on_a_medium_that_cannot_be_written(self):
        self.make()
        place = self.folder / "medium"
        place.mkdir()
        mounted = subprocess.run(["mount", "--bind", self.index, place], capture_output=True).returncode == 0
        if not mounted or subprocess.run(["mount", "-o", "remount,bind,ro", place], capture_output=True).returncode:
            self.skipTest("nothing can be mounted here")
        try:
            with self.assertRaises(OSError):
                (place / "x").write_text("x")
            self.assertEqual(self.verify("--index", place, status=0)["checksums"]["state"], "checked")
        finally:
            subprocess.run(["umount", place], check=True)

    def test_by_a_user_who_may_not_write(self):
        self.make()
        if os.geteuid() != 0 or not shutil.which("setpriv"):
            self.skipTest("needs root to be somebody else")
        os.chmod(self.folder, 0o755)
        done = subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", BINARY, "verify", "--index", self.index],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("sound", done.stdout)


if __name__ == "__main__":
    main()
