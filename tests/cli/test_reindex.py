#!/usr/bin/env python3
"""reindex: facts anew from stored text, sources or not; what damage has left goes over, what is lost is named."""
import json
import os
import random
import shutil
import signal
import subprocess
import time
import unicodedata

from harness import BINARY, ROOT, HoptacTest, main

FLIPS = 40 if os.environ.get("HOPTAC_LONG") else 8
SWAN = "Bệnh viện Thiên Nga hợp tác với Viện Giấc ngủ Bắc Hà\n\nNgày 12/3/2023, Bệnh viện Thiên Nga và Viện Giấc ngủ Bắc Hà ký biên bản ghi nhớ về đào tạo.\n"
ENGLISH = "Swan Hospital signs with Seoul National University Hospital\n\nHANOI, 12 March 2021 - Swan Hospital and Seoul National University Hospital signed an MOU on training.\n"
OTHER = "Bệnh viện Chợ Rẫy khai trương phòng khám\n\nNgày 5/4/2022, Bệnh viện Chợ Rẫy khai trương phòng khám mới.\n"
TABLE = "id\tkind\tcountry\tname_vi\tname_en\nthien-nga\thospital\tVN\tBệnh viện Thiên Nga\tSwan Hospital\n"


class Reindex(HoptacTest):
    def setUp(self):
        super().setUp()
        self.write("press/a.txt", SWAN)
        self.write("press/b.txt", unicodedata.normalize("NFD", SWAN.replace("12/3", "13/3")))
        self.write("press/c.txt", ENGLISH)
        self.write("press/d.txt", OTHER)
        self.write("press/r.jsonl", "".join(json.dumps({"_id": f"r{i}", "title": f"Tin {i}", "text": SWAN + str(i)}) + "\n" for i in range(3)))
        self.write("press/bad.txt", b"\x00\x01\x02" * 50)
        self.tables = self.folder / "tables"
        self.write("tables/institutions.tsv", TABLE)
        self.run_hoptac("ingest", self.folder / "press")

    def reindex(self, *args, status=0):
        return self.run_hoptac("reindex", "--authority", self.tables, *args, status=status)

    def export(self, *args):
        return self.run_hoptac("export", *args, status=0).out

    def swans(self):
        answer = self.run_hoptac("search", "institution:thien-nga", "--authority", self.tables, "--format", "json", "--limit", "100")
        return sorted(h["id"] for h in answer.json["hits"])

    def revision(self):
        return self.run_hoptac("stats", "--format", "json", status=0).json["revision"]

    SWANS = ["press/a.txt", "press/b.txt", "press/c.txt", "r0", "r1", "r2"]

    def test_all_goes_into_a_new_generation_without_the_sources(self):
        before, files = self.export(), self.run_hoptac("files").out
        said = self.run_hoptac("ingest", self.folder / "press", "--authority", self.tables)
        self.assertIn("hoptac reindex", said.out)
        self.assertIn("other authority lists", self.run_hoptac(env={"HOPTAC_AUTHORITY": str(self.tables)}).out)
        self.assertIn("stale", self.run_hoptac("verify", "--authority", self.tables, status=0).err)
        shutil.move(self.folder / "press", self.folder / "away")
        answer = self.reindex("--diff", "--format", "json").json
        self.assertEqual((answer["meta"]["generation"], answer["documents"], answer["lost"]), ("gen-2", 7, []))
        self.assertEqual(sorted(c["id"] for c in answer["changes"]), self.SWANS)
        self.assertEqual(answer["changed"], 6)
        self.assertIn(("institutions", "thien-nga"), [(f["kind"], f["fact"].get("id")) for f in answer["changes"][0]["added"] if isinstance(f["fact"], dict)])
        self.assertEqual(self.swans(), self.SWANS)
        self.assertEqual(self.run_hoptac("files").out, files)
        self.run_hoptac("verify", "--authority", self.tables, status=0)
        shutil.move(self.folder / "away", self.folder / "press")
        again = self.run_hoptac("ingest", self.folder / "press", "--authority", self.tables)
        self.assertIn("0 indexed", again.out)
        self.assertNotIn("Stale", again.out)
        # The same as if the files had been read with these lists.
        fresh = self.folder / "fresh"
        self.run_hoptac("ingest", self.folder / "press", "--authority", self.tables, "--index", fresh)
        self.assertEqual(self.export(), self.export("--index", fresh))
        self.run_hoptac("rollback", status=0)
        self.assertEqual(self.export(), before)

    def test_a_query_chooses_and_the_rest_stays_as_it_is(self):
        done = self.reindex("--where", "tin", "--diff")
        self.assertIn("3 documents made anew", done.out)
        self.assertIn("+ institutions: ", done.out)
        self.assertEqual(self.swans(), ["r0", "r1", "r2"])
        self.assertEqual(self.run_hoptac("stats", "--format", "json").json["generation"], "gen-1")
        self.run_hoptac("verify", status=0)
        said = self.run_hoptac("ingest", self.folder / "press", "--authority", self.tables).out
        self.assertIn("4 files are as they were made then", said)  # not r.jsonl, all of it was chosen
        self.assertEqual(self.reindex("--where", 'published:2030', status=1).out.splitlines()[0], "0 documents made anew from their texts")
        self.assertIn("marked", self.reindex("--where", "title:(", status=2).err + "marked")

    def test_a_dry_run_writes_nothing(self):
        before, revision = self.export(), self.revision()
        for where in ([], ["--where", "thien nga"]):
            answer = self.reindex("--dry-run", "--diff", "--format", "jsonl", *where)
            self.assertTrue({"r0", "press/a.txt"} <= {row["id"] for row in answer.lines})
        rows = self.reindex("--dry-run", "--diff", "--format", "csv").out.splitlines()
        self.assertEqual(rows[0], "id,change,kind,fact")
        self.assertEqual((self.export(), self.revision()), (before, revision))
        self.assertEqual([p.name for p in self.index.glob("gen-*")], ["gen-1"])

    def test_corrections_and_roots_stay(self):
        fixes = self.write("fixes.tsv", "rename\tinstitution\tBệnh viện Chợ Rẫy\tCR\n")
        self.run_hoptac("ingest", "--overrides", fixes)
        before = self.run_hoptac("sources").out, self.run_hoptac("institutions", "--format", "json").json["total"]
        self.run_hoptac("reindex", status=0)
        self.assertEqual((self.run_hoptac("sources").out, self.run_hoptac("institutions", "--format", "json").json["total"]), before)

    def test_busy_missing_and_faulty(self):
        self.run_hoptac("reindex", "--index", self.folder / "none", status=4)
        self.run_hoptac("reindex", "--no-such", status=2)
        with open(self.index / "lock") as lock:
            import fcntl
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertIn("another process", self.run_hoptac("reindex", "--lock-timeout", "0", status=3).err)

    def test_events_for_programs(self):
        done = self.reindex("--progress", "json")
        events = done.lines
        self.assertEqual([e["event"] for e in events], ["started", *["document"] * 7, "published", "finished"])
        self.assertTrue(all(e["at"].endswith("Z") for e in events))
        self.assertEqual((events[0]["total"], events[0]["where"], events[7]["done"]), (7, "", 7))
        self.assertEqual(sorted(e["id"] for e in events[1:8]), sorted([*self.SWANS, "press/d.txt"]))
        self.assertEqual((events[8]["generation"], events[9]["generation"]), ("gen-2", "gen-2"))
        self.assertEqual((events[9]["status"], events[9]["documents"], events[9]["interrupted"]), (0, 7, False))
        events = self.reindex("--progress", "json", "--where", "benh vien cho ray").lines
        self.assertEqual([(e["event"], e.get("ids")) for e in events if e["event"] in ("committed", "published")], [("committed", ["press/d.txt"])])
        events = self.reindex("--progress", "json", "--dry-run", "--where", "khongcogi", status=1).lines
        self.assertEqual([(e["event"], e.get("status")) for e in events], [("started", None), ("finished", 1)])
        self.assertEqual(self.reindex("--progress", "json", "--diff", status=2).out, "")
        failed = self.run_hoptac("reindex", "--progress", "json", "--index", self.folder / "none", status=4).lines
        self.assertEqual([(e["event"], e["status"], e["code"]) for e in failed], [("failed", 4, "index-missing")])

    def test_interrupted_the_index_is_as_before(self):
        for i in range(1500):
            self.write(f"press/m{i}.txt", f"{SWAN}{i}\n" * 20)
        self.run_hoptac("ingest", self.folder / "press")
        before, generations = self.export(), sorted(self.index.glob("gen-*"))
        for number in (signal.SIGINT, signal.SIGTERM):
            run = subprocess.Popen([BINARY, "reindex", "--index", self.index], stdout=subprocess.PIPE, text=True)
            end = time.monotonic() + 30
            while len(list(self.index.glob("gen-*"))) == len(generations) and time.monotonic() < end:
                time.sleep(0.002)
            time.sleep(0.3)
            run.send_signal(number)
            asked = time.monotonic()
            out = run.communicate(timeout=60)[0]
            self.assertEqual(run.returncode, 5, out)
            self.assertLess(time.monotonic() - asked, 10)  # two seconds on a machine that is not shared
            self.assertIn("as it was before", out)
            self.assertEqual(sorted(self.index.glob("gen-*")), generations)
        self.assertEqual(self.export(), before)
        self.run_hoptac("verify", status=0)

    # Every kind of file in turn, one flipped bit; the sources are there, then they are gone.
    def test_what_damage_has_left_is_recovered(self):
        whole = {json.loads(line)["id"] for line in self.export().splitlines()}
        generation = self.index / "gen-1"
        files = sorted(p for p in generation.rglob("*") if p.is_file() and p.stat().st_size > 0 and p.name != "checksums")
        rng = random.Random(3)
        for i in range(FLIPS):
            path = files[i % len(files)]
            index = self.folder / "damaged"
            shutil.rmtree(index, ignore_errors=True)
            shutil.copytree(self.index, index, symlinks=True)
            data = bytearray(path.read_bytes())
            at = rng.randrange(len(data))
            data[at] ^= 1 << rng.randrange(8)
            (index / path.relative_to(self.index)).write_bytes(data)
            with self.subTest(f"{path.name} {at}"):
                self.run_hoptac("verify", "--index", index, status=1)
                other = self.folder / "other"
                shutil.rmtree(other, ignore_errors=True)
                shutil.copytree(index, other, symlinks=True)
                done = self.run_hoptac("ingest", "--rebuild", self.folder / "press", "--index", other)
                self.assertIn(done.status, (0, 1), done.err)
                self.assertEqual({json.loads(line)["id"] for line in self.export("--index", other).splitlines()}, whole)
                self.run_hoptac("verify", "--index", other, status=0)
                shutil.move(self.folder / "press", self.folder / "away")
                try:
                    done = self.run_hoptac("reindex", "--index", index, "--format", "json")
                finally:
                    shutil.move(self.folder / "away", self.folder / "press")
                if done.status == 4:  # no way in at all: said, with the way out
                    self.assertEqual(path.name, "iamglass")
                    self.assertIn("hoptac ingest --rebuild", done.err)
                    continue
                self.assertIn(done.status, (0, 1), done.err)
                kept = {json.loads(line)["id"] for line in self.export("--index", index).splitlines()}
                if kept != whole:
                    self.assertEqual(done.status, 1)
                    self.assertTrue(done.json["lost"], done.out)
                if path.name != "docdata.glass" and path.name != "iamglass":
                    self.assertEqual(kept, whole)
                self.run_hoptac("verify", "--index", index, status=0)


if __name__ == "__main__":
    main()
