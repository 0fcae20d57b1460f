#!/usr/bin/env python3
"""search and agreements over the sample corpus and over small texts made here."""
import csv
import io
import json
import subprocess
import unicodedata

from harness import BINARY, ROOT, HoptacTest, main


class Corpus(HoptacTest):
    def setUp(self):
        super().setUp()
        self.run_hoptac("ingest", ROOT / "corpus/documents", status=0)

    def search(self, *args, status=None):
        return self.run_hoptac("search", *args, "--format", "json", status=status).json

    def test_accents(self):
        bare, marked = self.ids("dieu duong nhat ban"), self.ids("điều dưỡng Nhật Bản")
        self.assertIn("documents/vi/bien-xanh-hokusei.txt", bare)
        self.assertEqual(set(bare), set(marked))
        self.assertEqual(self.ids(unicodedata.normalize("NFD", "điều dưỡng Nhật Bản")), marked)
        self.assertEqual(self.ids("ĐIỀU DƯỠNG NHẬT BẢN"), marked)
        self.assertEqual(self.ids("thỏa thuận"), self.ids("thoả thuận"))

    def test_every_mark_is_a_matched_word(self):
        for query in ("hop tac", "hợp tác", unicodedata.normalize("NFD", "hợp tác")):
            for hit in self.search(query)["hits"]:
                for passage in hit["passages"]:
                    data = passage["text"].encode()
                    words = [data[a:b].decode() for a, b in passage["marks"]]
                    self.assertTrue(words, passage)
                    for word in " ".join(words).lower().split():
                        folded = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
                        self.assertIn(folded, {"hop", "tac", "hop-tac", "cooperation"}, word)

    def test_fields(self):
        rows = [
            ("person:\"châu thế vinh\"", "documents/vi/bien-xanh-hokusei.txt"),
            ("person:\"chau the vinh\"", "documents/vi/bien-xanh-hokusei.txt"),
            ("nguoi:\"CHÂU THẾ VINH\"", "documents/vi/bien-xanh-hokusei.txt"),
            ("institution:\"Đại học Daehan\"", "documents/vi/doan-khach-daehan.txt"),
            ("tochuc:\"dai hoc daehan\"", "documents/vi/doan-khach-daehan.txt"),
            ("cert:JCI", "documents/vi/hoa-ban-jci.html"),
            ("chungnhan:jci", "documents/en/green-delta-gold-seal.pdf"),
            ("signed:2022-07-14", "tin-ngan-2022-031"),
            ("kyket:14/7/2022", "tin-ngan-2022-031"),
            ("published:2022-07", "tin-ngan-2022-031"),
            ("type:mou signed:2023-04-17", "documents/en/mou-full-text.pdf"),
            ("loai:\"biên bản ghi nhớ\" signed:2023-09-20", "documents/vi/bien-ban-ghi-nho-nam-hai.docx"),
            ("country:KR", "documents/vi/doan-khach-daehan.txt"),
            ("nuoc:\"Hàn Quốc\"", "documents/vi/doan-khach-daehan.txt"),
            ("in-force:2025-06-01", "documents/vi/bien-xanh-hokusei.txt"),
            ("format:docx lang:en", "documents/en/aun-accreditation.docx"),
        ]
        for query, want in rows:
            with self.subTest(query):
                self.assertIn(want, self.ids(query))

    def test_agreement_fields_speak_of_one_agreement(self):
        self.write("more/three.txt", "Ten years of partnerships\n\nIn 2019 Hop Hai Hospital signed a contract with Mitra Supplies Company. "
                   "On 4 April 2022 Hop Hai Hospital signed a Memorandum of Understanding with Port Albert University. "
                   "In June 2024 Hop Hai Hospital signed a letter of intent with the Lindqvist Foundation.\n")
        self.run_hoptac("ingest", self.folder / "more", status=0)
        for query in ("type:mou party:\"Port Albert University\"", "type:contract signed:2019", "signed:2024-06 type:letter_of_intent"):
            self.assertIn("more/three.txt", self.ids(query), query)
        for query in ("type:mou party:\"Mitra Supplies Company\"", "type:contract signed:2022", "party:\"Lindqvist Foundation\" signed:2022"):
            self.assertNotIn("more/three.txt", self.ids(query), query)

    def test_furniture_is_found_only_when_asked(self):
        self.assertNotIn("documents/vi/hoa-ban-jci.html", self.ids("\"tiêm phòng cúm\""))
        self.assertIn("documents/vi/hoa-ban-jci.html", self.ids("furniture:cúm"))

    def test_undated_is_said(self):
        answer = self.run_hoptac("agreements", "--party", "Hong Linh", "--since", "2000", "--format", "json").json
        self.assertEqual((answer["total"], answer["undated"]), (0, 1))
        included = self.run_hoptac("agreements", "--party", "Hong Linh", "--since", "2000", "--undated", "include", "--format", "json", status=0).json
        self.assertEqual(included["total"], 1)
        self.assertIn("without a signing date", self.run_hoptac("agreements", "--party", "Hong Linh", "--since", "2000").out)

    def test_figures_stand_beneath_the_total(self):
        answer = self.run_hoptac("agreements", "--party", "Quang Trung Heart Institute", "--format", "json").json
        self.assertIn(19, [f["value"] for f in answer["figures"]])
        text = self.run_hoptac("agreements", "--party", "Quang Trung Heart Institute").out
        self.assertIn("international-office.html", text)

    def test_facets_are_exact(self):
        answer = self.search("has:agreement", "--facets", "language,type,country", "--limit", "1000")
        by_language = {v["value"]: v["count"] for v in answer["facets"]["language"]}
        self.assertEqual(sum(by_language.values()), answer["total"])
        self.assertEqual(by_language["vi"], len(self.ids("has:agreement lang:vi")))

    def test_formats(self):
        rows = list(csv.DictReader(io.StringIO(self.run_hoptac("search", "hợp tác", "--format", "csv", status=0).out)))
        self.assertEqual([r["id"] for r in rows], self.ids("hợp tác"))
        lines = self.run_hoptac("search", "hợp tác", "--format", "jsonl").lines
        self.assertEqual([h["id"] for h in lines], self.ids("hợp tác"))
        trec = self.run_hoptac("search", "hợp tác", "--format", "trec").out.split("\n")[0].split()
        self.assertEqual((trec[1], trec[3], trec[5]), ("Q0", "1", "hoptac"))
        for command in ("people", "institutions", "agreements", "stats", "sources", "verify"):
            self.assertIn("meta", self.run_hoptac(command, "--format", "json").json)
        self.assertEqual(len(self.run_hoptac("export", status=0).lines), self.run_hoptac("stats", "--format", "json").json["documents"])

    def test_completions(self):
        for query in ("dai hoc y", "đại học y", unicodedata.normalize("NFD", "ĐẠI HỌC Y")):
            answer = self.run_hoptac("suggest", query, "--format", "json", status=0).json
            self.assertIn(("Đại học Y Hokusei", "institution", 2), [(c["text"], c["kind"], c["count"]) for c in answer["completions"]])
        self.assertEqual(len(self.run_hoptac("suggest", "b", "--limit", "3", "--format", "jsonl", status=0).lines), 3)
        rows = list(csv.DictReader(io.StringIO(self.run_hoptac("suggest", "hokus", "--format", "csv", status=0).out)))
        self.assertIn("institution:\"Hokusei Medical University\"", [r["query"] for r in rows])
        self.assertIn("hop tac", self.run_hoptac("suggest", "hop", "ta", status=0).out)
        self.run_hoptac("suggest", "xyzzy", status=1)
        self.run_hoptac("suggest", status=2)

    def test_offers_stand_on_stderr_where_stdout_is_for_rows(self):
        result = self.run_hoptac("search", "beejnh vieejn", "--format", "csv", status=1)
        self.assertIn("try: typed in Telex: bệnh viện  (", result.err)
        self.assertIn("did you mean: hospital  (", self.run_hoptac("agreements", "hospitl", status=1).out)

    def test_closed_pipe_ends_quietly(self):
        done = subprocess.run(f"'{BINARY}' export --index '{self.index}' | head -c 10; exit ${{PIPESTATUS[0]}}", shell=True, executable="/bin/bash", capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_topics(self):
        """Retrieval quality on the corpus' own topics: mean reciprocal rank of the first relevant document."""
        relevant = {}
        for line in (ROOT / "corpus/qrels.tsv").read_text().splitlines():
            topic, _, document, _ = line.split("\t")
            relevant.setdefault(topic, set()).add(document)
        out = self.run_hoptac("search", "--batch", ROOT / "corpus/topics.tsv", "--plain", "--format", "trec", status=0).out
        best = {}
        for line in out.splitlines():
            topic, _, document, rank, _, _ = line.split()
            if document in relevant[topic]:
                best.setdefault(topic, int(rank))
        mrr = sum(1 / rank for rank in best.values()) / len(relevant)
        self.assertGreaterEqual(mrr, 0.9, {t: best.get(t) for t in relevant if best.get(t) != 1})


class FaultyQueries(HoptacTest):
    def setUp(self):
        super().setUp()
        self.write("d/a.txt", "Hà Nội: ký kết hợp tác\n\nXem https://umc.edu.vn/a để biết thêm về lễ ký kết tại Hà Nội.\n")
        self.run_hoptac("ingest", self.folder / "d", status=0)

    def test_faulty_queries_show_the_place_and_a_repair(self):
        for query in ('"abc', "signed:2022..x", "colour:red", "AND", "(a", "*x", "a AND", "()", "a)", "signed:2022-13", "NEAR/3", "NOT"):
            with self.subTest(query):
                result = self.run_hoptac("search", query, status=2)
                self.assertEqual(result.out, "")
                self.assertIn(query, result.err)
                self.assertIn("^", result.err)
        self.assertIn("country", self.run_hoptac("search", "contry:KR", status=2).err)

    def test_plain_text_that_looks_like_syntax(self):
        for query in ("Hà Nội: ký kết", "https://umc.edu.vn/a", "ký-kết", "and", "Ha Noi: ky ket"):
            with self.subTest(query):
                self.assertEqual(self.ids(query) if query != "and" else ["d/a.txt"], ["d/a.txt"])

    def test_no_query_and_unknown_things(self):
        self.run_hoptac("search", status=2)
        self.run_hoptac("show", "nothing/here", status=1)
        self.run_hoptac("serch", status=2)
        self.run_hoptac("search", "x", "--sort", "size", status=2)
        self.run_hoptac("search", "khôngcótừnày", status=1)

    def test_a_passage_is_shown_by_its_address(self):
        hit = self.run_hoptac("search", "biết", "--format", "json", status=0).json["hits"][0]
        passage = hit["passages"][0]
        at = f"{passage['begin']}-{passage['end']}"
        self.assertIn(f"bytes {at}", self.run_hoptac("search", "biết", "--explain", status=0).out)
        shown = self.run_hoptac("show", hit["id"], "--at", at, status=0).out
        self.assertIn("[", shown)
        self.assertIn("Hà Nội: ký kết hợp tác", shown)
        body = self.run_hoptac("show", hit["id"], "--at", at, "--format", "json", status=0).json["passage"]
        self.assertEqual((body["text"], body["block"]), (passage["text"], passage["block"]))
        self.assertEqual(self.run_hoptac("show", hit["id"], "--at", at, "--text-only", status=0).out, passage["text"] + "\n")
        for wrong in ("", "x", "5-5", "0-99999", "#99", "1-2"):
            with self.subTest(wrong):
                result = self.run_hoptac("show", hit["id"], "--at", wrong, status=2)
                self.assertEqual(result.out, "")
                self.assertIn("--at", result.err)

    def test_help_of_every_command_teaches(self):
        for command in ("ingest", "extract", "search", "agreements", "show", "people", "institutions", "suggest", "stats", "files", "sources", "export", "verify"):
            self.assertIn("--", self.run_hoptac(command, "--help", status=0).out)
        self.assertIn("Xapian", self.run_hoptac("--version", status=0).out)
        self.assertIn("Examples", self.run_hoptac(status=0).out)


main()
