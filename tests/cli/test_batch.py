#!/usr/bin/env python3
"""search --batch, order and paging, and lists of all hits."""
import csv
import io
import json
import os
import random
import signal
import subprocess
import time

from harness import BINARY, ROOT, HoptacTest, main


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


class Batch(HoptacTest):
    def setUp(self):
        super().setUp()
        self.run_hoptac("ingest", ROOT / "corpus/documents", status=0)

    def batch(self, name, content, *args, status=0, **more):
        return self.run_hoptac("search", "--batch", self.write(name, content), *args, status=status, **more)

    def test_tsv_csv_and_stdin_are_the_same_engine(self):
        tsv = self.batch("q.tsv", "a b\thợp tác\nc\tdieu duong\n", "--format", "trec").out
        first = [line.split() for line in tsv.splitlines()]
        self.assertEqual({r[0] for r in first}, {"a%20b", "c"})
        for query_id, query in (("a%20b", "hợp tác"), ("c", "dieu duong")):
            self.assertEqual([r[2] for r in first if r[0] == query_id], self.ids(query))
        self.assertEqual(self.batch("q.csv", "\ufeffid;query\r\na b;\"hợp tác\"\r\nc;dieu duong\r\n", "--format", "trec").out, tsv)
        stdin = self.run_hoptac("search", "--batch", "-", "--format", "trec", stdin="a b\thợp tác\nc\tdieu duong\n", status=0)
        self.assertEqual(stdin.out, tsv)
        listed = self.run_hoptac("search", "--batch", "-", "--format", "trec", stdin="hợp tác\ndieu duong\n", status=0).out
        self.assertEqual(listed, tsv.replace("a%20b Q0", "1 Q0").replace("c Q0", "2 Q0"))

    def test_all_rows_are_looked_at_before_any_runs(self):
        bad = self.batch("bad.tsv", "a\thợp tác\nb\t(x\n\nb\tx\nno tab\n\tx\ne\t\n", status=2)
        self.assertEqual(bad.out, "")
        for line, word in ((2, "never closed"), (4, "line 2"), (5, "no tab"), (6, "no id"), (7, "no query")):
            self.assertRegex(bad.err, rf"bad\.tsv:{line}: .*(\n.*){{0,3}}{word}")
        self.assertIn("5 of 6 rows", bad.err)
        self.assertIn("type:nosuch", self.batch("bad.csv", "a,x\nb,type:nosuch\n", status=2).err)
        self.batch("bad.tsv", "b\t(hợp tác\n", "--plain")
        self.assertIn("leave the query", self.batch("q.tsv", "a\tx\n", "tác", status=2).err)
        self.batch("q.tsv", "\n \n", status=2)
        self.run_hoptac("search", "--batch", self.folder / "absent.tsv", status=2)

    def test_every_row_has_a_status(self):
        queries = "a\thợp tác\nb\tkhôngcótừnày\n"
        lines = self.batch("q.tsv", queries, "--format", "jsonl").lines
        self.assertEqual([(r["query_id"], r["query"], r["status"]) for r in lines],
                         [("a", "hợp tác", "ok"), ("b", "khôngcótừnày", "none")])
        whole = self.batch("q.tsv", queries, "--format", "json").json
        self.assertEqual(whole["rows"], lines)
        self.assertEqual(whole["status"], {"ok": 1, "none": 1, "error": 0, "interrupted": False})
        table = rows_of(self.batch("q.tsv", queries, "--format", "csv").out)
        self.assertEqual([r["id"] for r in table if r["query_id"] == "a"], [h["id"] for h in lines[0]["hits"]])
        self.assertEqual([(r["status"], r["id"]) for r in table if r["query_id"] == "b"], [("none", "")])
        self.batch("q.tsv", "b\tkhôngcótừnày\n", status=1)

    def test_interrupted_after_whole_lines(self):
        path = self.write("q.tsv", "".join(f"q{i}\thợp tác\n" for i in range(50000)))
        for form in ("csv", "jsonl", "json", "trec"):
            with self.subTest(form):
                run = subprocess.Popen([BINARY, "search", "--batch", path, "--format", form, "--index", self.index],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
                head = run.stdout.read(2000)
                run.send_signal(signal.SIGINT)
                out, err = run.communicate(timeout=60)
                self.assertEqual(run.returncode, 5, err)
                self.assertIn(b"interrupted", err)
                out = (head + out).decode()
                self.assertTrue(out.endswith("\n"))
                if form == "csv":
                    self.assertTrue(all(None not in r.values() for r in rows_of(out)))
                if form == "json":
                    self.assertTrue(json.loads(out)["status"]["interrupted"])
                if form == "jsonl":
                    self.assertTrue(all(json.loads(line)["status"] for line in out.splitlines()))


class Pages(HoptacTest):
    """Several hundred documents with equal scores, dates and titles."""
    COUNT = 400

    def setUp(self):
        super().setUp()
        rng = random.Random(3)
        dates = ["", "2019-05-01", "2020", "2020-02", "2021-07-09"]
        lines = []
        for i in rng.sample(range(self.COUNT), self.COUNT):
            record = {"_id": f"d{i:03}", "title": rng.choice(["Hợp tác", "hop tac", "Đào tạo", "Bệnh viện"]), "text": "Hai bên cùng làm việc"}
            if date := rng.choice(dates):
                record["date"] = date
            lines.append(json.dumps(record, ensure_ascii=False))
        self.write("d/all.jsonl", "\n".join(lines) + "\n")
        self.run_hoptac("ingest", self.folder / "d", status=0)

    def page(self, *args):
        return self.run_hoptac("search", *args, "--format", "json", "--passages", "0", status=0).json

    def test_pages_are_slices_of_the_whole_list(self):
        for query in ("làm việc", "làm OR tác", "source:d"):
            for sort in ("relevance", "signed", "published", "title"):
                with self.subTest(f"{query} {sort}"):
                    whole = rows_of(self.run_hoptac("search", query, "--sort", sort, "--format", "csv", status=0).out)
                    ids = [r["id"] for r in whole]
                    self.assertEqual((len(ids), len(set(ids))), (self.COUNT, self.COUNT))
                    pages = [(offset, 90) for offset in range(0, self.COUNT, 90)] + [(0, 1), (133, 7), (self.COUNT - 1, 1)]
                    for offset, size in pages:
                        answer = self.page(query, "--sort", sort, "--limit", size, "--offset", offset)
                        self.assertEqual(answer["total"], self.COUNT)
                        self.assertEqual([h["id"] for h in answer["hits"]], ids[offset:offset + size])

    def test_orders(self):
        rows = rows_of(self.run_hoptac("search", "source:d", "--sort", "published", "--format", "csv", status=0).out)
        keys = [(r["published"] == "", tuple(-int(p) for p in (r["published"] or "0").split("-")) + (0,) * 3, r["id"]) for r in rows]
        self.assertEqual([k[0] for k in keys], sorted(k[0] for k in keys))
        self.assertEqual([(k[0], k[1][:3]) for k in keys], sorted((k[0], k[1][:3]) for k in keys))
        for a, b in zip(keys, keys[1:]):
            if a[:2] == b[:2]:
                self.assertLess(a[2], b[2])
        titles = [r["title"] for r in rows_of(self.run_hoptac("search", "source:d", "--sort", "title", "--format", "csv").out)]
        folded = [{"Đào tạo": "dao tao", "Bệnh viện": "benh vien"}.get(t, "hop tac") for t in titles]
        self.assertEqual(folded, sorted(folded))

    def test_ends(self):
        text = self.run_hoptac("search", "việc", status=0).out
        self.assertIn(f"1–10 of {self.COUNT}, next: --offset 10", text)
        beyond = self.run_hoptac("search", "việc", "--offset", "5000", status=0).out
        self.assertIn(f"nothing at --offset 5000: there are {self.COUNT}", beyond)
        answer = self.page("việc", "--offset", "18446744073709551615", "--limit", "18446744073709551615")
        self.assertEqual((answer["total"], answer["hits"]), (self.COUNT, []))
        for bad in ("-1", "x", "1.5"):
            self.run_hoptac("search", "việc", "--offset", bad, status=2)
        self.assertIn(f"{self.COUNT - 3}–{self.COUNT} of {self.COUNT}\n", self.run_hoptac("search", "việc", "--offset", self.COUNT - 4).out)

    def test_all_hits_while_the_index_changes(self):
        """Rows go on when a writer overtakes; what was removed on the way is said."""
        read, write = os.pipe()
        run = subprocess.Popen([BINARY, "search", "việc", "--format", "jsonl", "--index", self.index, "--passages", "30"],
                               stdout=write, stderr=subprocess.PIPE)
        os.close(write)
        time.sleep(0.3)  # it waits for a reader, the pipe is full
        lines = (self.folder / "d/all.jsonl").read_text().splitlines()
        for keep in (350, 300, 250):
            self.write("d/all.jsonl", "\n".join(lines[:keep]) + "\n")
            self.run_hoptac("ingest", self.folder / "d", status=0)
        with open(read) as pipe:
            ids = [json.loads(line)["id"] for line in pipe]
        err = run.communicate(timeout=60)[1].decode()
        self.assertEqual(run.returncode, 0, err)
        self.assertEqual(len(ids), len(set(ids)))
        self.assertGreaterEqual(len(ids), 250)
        if len(ids) < self.COUNT:
            self.assertIn("were removed while", err)


class Addresses(HoptacTest):
    def test_a_passage_can_be_cited(self):
        self.write("d/a.txt", "Tin\n\nHai bên cùng làm việc.\n\nBệnh viện ký biên bản.\n")
        self.run_hoptac("ingest", self.folder / "d", status=0)
        passage = self.run_hoptac("search", "biên bản", "--format", "json", status=0).json["hits"][0]["passages"][0]
        text = self.run_hoptac("show", "d/a.txt", "--text-only", status=0).out.encode()
        self.assertEqual(text[passage["begin"]:passage["end"]].decode(), "Bệnh viện ký biên bản.")
        shown = self.run_hoptac("search", "biên bản", "--explain", status=0).out
        self.assertIn(f"at d/a.txt block {passage['block']} bytes {passage['begin']}-{passage['end']}", shown)


class Arguments(HoptacTest):
    def test_a_row_beyond_its_hits_has_one_line_and_faulty_options_run_nothing(self):
        self.write("d/a.txt", "Hop Hai Hospital signed a contract with Mitra Supplies Company in 2019.\n")
        self.run_hoptac("ingest", self.folder / "d", status=0)
        self.write("q.tsv", "1\thospital\n2\tcontract\n")
        run = ["search", "--batch", self.folder / "q.tsv"]
        out = self.run_hoptac(*run, "--format", "csv", "--offset", "5", status=0).out
        self.assertEqual([line.split(",")[:3] for line in out.splitlines()[1:]], [["1", "ok", ""], ["2", "ok", ""]])
        faulty = self.run_hoptac(*run, "--facets", "colour", status=2)
        self.assertEqual(faulty.out, "")
        self.assertIn("no facet", faulty.err)
        folder = os.open(self.folder, os.O_RDONLY)
        unread = subprocess.run([BINARY, "search", "--batch", "-", "--index", self.index], stdin=folder, capture_output=True, text=True)
        os.close(folder)
        self.assertEqual(unread.returncode, 2)
        self.assertIn("cannot be read", unread.stderr)

    def test_list_options_leave_the_query_alone(self):
        self.write("d/a.txt", "Hop Hai Hospital signed a contract with Mitra Supplies Company in 2019.\n")
        self.run_hoptac("ingest", self.folder / "d", status=0)
        answer = self.run_hoptac("search", "--facets", "language,year", "hospital", "contract", "--format", "json", status=0).json
        self.assertEqual(list(answer["facets"]), ["language", "year"])
        self.run_hoptac("agreements", "--party", "Mitra Supplies Company", "contract", status=0)


main()
