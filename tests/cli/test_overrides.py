#!/usr/bin/env python3
"""What a linguist adds without a build: tables beside the built-in ones, corrections of who is who."""
import json
import unicodedata

from harness import HoptacTest, main

RELEASE = """Bệnh viện Thiên Nga hợp tác với Viện Giấc ngủ Bắc Hà

Ngày 12/3/2023, Bệnh viện Thiên Nga và Viện Giấc ngủ Bắc Hà ký biên bản ghi nhớ về đào tạo.
Bệnh viện Thiên Nga đạt chứng nhận ZQA năm 2022.
"""


class Authority(HoptacTest):
    """One line of a table, no rebuild of the program."""

    def setUp(self):
        super().setUp()
        self.write("press/thien-nga.txt", RELEASE)
        self.tables = self.folder / "tables"

    def extract(self, **env):
        args = [] if env else ["--authority", self.tables]
        return self.run_hoptac("extract", *args, self.folder / "press", status=0, env=env).lines[0]

    def test_one_line_adds_an_institution_and_a_certification(self):
        self.write("tables/institutions.tsv", "id\tkind\tcountry\tname_vi\tname_en\n"
                   "thien-nga\thospital\tVN\tBệnh viện Thiên Nga\tSwan Hospital\n")
        self.write("tables/certifications.tsv", "id\tacronym\tname_en\nzqa\tZQA\tZonal Quality Award\n")
        for facts in (self.extract(), self.extract(HOPTAC_AUTHORITY=str(self.tables))):
            ids = {i["name"]: i["id"] for i in facts["institutions"]}
            self.assertEqual(ids["Bệnh viện Thiên Nga"], "thien-nga")
            self.assertEqual([c["id"] for c in facts["certifications"]], ["zqa"])
        self.run_hoptac("ingest", self.folder / "press", "--authority", self.tables, status=0)
        for query in ("institution:thien-nga", 'institution:"Swan Hospital"', "party:thien-nga", "cert:zqa",
                      'cert:"Zonal Quality Award"'):
            with self.subTest(query):
                answer = self.run_hoptac("search", query, "--authority", self.tables, "--format", "json", status=0)
                self.assertEqual([h["id"] for h in answer.json["hits"]], ["press/thien-nga.txt"])
        # All that is built in is still there.
        self.write("press/a.txt", "Bệnh viện Chợ Rẫy ký hợp tác.\n")
        both = self.run_hoptac("extract", "--authority", self.tables, self.folder / "press/a.txt", status=0).lines[0]
        self.assertEqual(both["institutions"][0]["id"], "cho-ray-hospital")

    def test_a_row_replaces_the_built_in_one_of_its_id(self):
        self.write("tables/institutions.tsv", "id\tkind\tcountry\tname_vi\n"
                   "cho-ray-hospital\thospital\tVN\tBệnh viện Thiên Nga\n")
        self.assertEqual(self.extract()["institutions"][0]["id"], "cho-ray-hospital")

    def test_faulty_tables_name_file_line_and_repair(self):
        rows = [("id\tnome\nx\ty\n", "institutions.tsv:1", "unknown column \"nome\"; columns are id, kind"),
                ("id\tkind\nx\thospital\nx\thospital\n", "institutions.tsv:3", "stands there twice"),
                ("id\tkind\nx\n", "institutions.tsv", "line 2 has 1 cells"),
                ("id\tkind\nx\thopital\n", "institutions.tsv", "x: unknown kind \"hopital\"; kinds are")]
        for text, place, cause in rows:
            with self.subTest(text):
                self.write("tables/institutions.tsv", text)
                done = self.run_hoptac("extract", "--authority", self.tables, self.folder / "press")
                self.assertNotEqual(done.status, 0)
                self.assertIn(place, done.err)
                self.assertIn(cause, done.err)


HEADER = "action\tkind\tsubject\tobject\tnote\n"
VI = """Bệnh viện Bắc Hà hợp tác với Đại học Daehan

Ngày 12/3/2023, Bệnh viện Bắc Hà và Trường Đại học Daehan (Hàn Quốc) ký biên bản ghi nhớ về đào tạo. PGS.TS. Vũ Hải Quân, Giám đốc Bệnh viện Bắc Hà, và GS. Kim Min Ho, Hiệu trưởng Trường Đại học Daehan, đã ký.
"""
EN = """Bac Ha Hospital signs agreement

On 5 May 2024, Bac Ha Hospital and Green Valley Clinic signed a memorandum of understanding on nursing. Assoc. Prof. Vu Hai Quan, Director of Bac Ha Hospital, signed for the hospital.
"""
OTHER = """ĐH Daehan thăm Bệnh viện Nam Hà

Ngày 1/6/2024, đoàn ĐH Daehan (Hàn Quốc) thăm Bệnh viện Nam Hà. TS. Vũ Hải Quân, Giám đốc Bệnh viện Nam Hà, tiếp đoàn.
"""


class Overrides(HoptacTest):
    def setUp(self):
        super().setUp()
        for name, text in (("a", VI), ("b", EN), ("c", OTHER)):
            self.write(f"press/{name}.txt", text)
        self.run_hoptac("ingest", self.folder / "press", status=0)

    def correct(self, *rows, status=0, args=()):
        """Takes the rows up, without reading a document."""
        path = self.write("fixes.tsv", HEADER + "".join("\t".join(row) + "\n" for row in rows))
        report = self.folder / "report.json"
        done = self.run_hoptac("ingest", "--overrides", path, "--report", report, *args, status=status)
        self.report = json.loads(report.read_text()) if status == 0 else None
        return done

    def listing(self, command, *args):
        rows = self.run_hoptac(command, *args, "--format", "jsonl").lines
        return {row["name"]: row for row in rows}

    def facet(self, name, *query):
        answer = self.run_hoptac("search", *query, "--facets", name, "--format", "json").json
        return {v["label"]: v["count"] for v in answer["facets"][name]}

    def hits(self, query):
        return sorted(i.removeprefix("press/").removesuffix(".txt") for i in self.ids(query))

    def everything(self):
        """All that shows who is who; equal answers mean equal tables."""
        out = [self.run_hoptac(c, "--format", "csv").out for c in ("institutions", "people", "agreements")]
        out.append(self.run_hoptac("export").out)
        return out + [self.facet(f, "format:txt") for f in ("institution", "person")]

    def test_spellings_merge_by_themselves(self):
        bodies = self.listing("institutions")
        self.assertEqual(bodies["Trường Đại học Daehan"]["documents"], 2)
        self.assertIn("ĐH Daehan", bodies["Trường Đại học Daehan"]["aliases"])
        self.assertEqual(self.facet("institution", "format:txt")["Trường Đại học Daehan"], 2)
        self.assertEqual(self.hits('institution:"Trường Đại học Daehan"'), ["a", "c"])
        self.assertEqual(self.hits('institution:"dh daehan"'), ["a", "c"])

    def test_merge_shows_everywhere_without_reading_documents(self):
        for subject in ("Bac Ha Hospital", "BAC HA HOSPITAL"):
            for target in ("Bệnh viện Bắc Hà", "benh vien bac ha", unicodedata.normalize("NFD", "BV Bắc Hà")):
                with self.subTest(subject=subject, target=target):
                    self.correct(("merge", "institution", subject, target, "names in two languages"))
                    self.assertEqual(self.report["seen"], 0)
                    self.assertFalse(self.report["changed"])
                    self.assertEqual(self.report["corrections"], {"rows": 1, "unused": []})
                    bodies = self.listing("institutions")
                    self.assertNotIn("Bac Ha Hospital", bodies)
                    self.assertEqual((bodies["Bệnh viện Bắc Hà"]["documents"], bodies["Bệnh viện Bắc Hà"]["agreements"]),
                                     (2, 2))
        for field in ("institution", "party"):
            self.assertEqual(self.hits(f'{field}:"Bac Ha Hospital"'), ["a", "b"])
            self.assertEqual(self.hits(f'{field}:"Bệnh viện Bắc Hà"'), ["a", "b"])
        self.assertEqual(self.facet("institution", "format:txt")["Bệnh viện Bắc Hà"], 2)
        agreements = self.run_hoptac("agreements", "--party", "bac ha hospital", "--format", "json").json
        self.assertEqual(agreements["total"], 2)
        for row in agreements["agreements"]:
            self.assertIn("Bệnh viện Bắc Hà", [p["name"] for p in row["parties"]])
        # The directors of one hospital are one person now, in either language.
        people = self.run_hoptac("people", "vu hai quan", "--format", "jsonl").lines
        self.assertEqual(sorted(p["documents"] for p in people), [1, 2])
        self.run_hoptac("verify", status=0)

    def test_merge_into_an_authority_id_links(self):
        self.correct(("merge", "institution", "Bệnh viện Bắc Hà", "cho-ray-hospital"))
        self.assertEqual(self.listing("institutions")["Bệnh viện Bắc Hà"]["id"], "cho-ray-hospital")
        self.assertEqual(self.hits("institution:cho-ray-hospital"), ["a"])
        self.assertEqual(self.hits('party:"Bệnh viện Chợ Rẫy"'), ["a"])
        self.assertEqual(self.hits('"Bệnh viện Chợ Rẫy"'), [])
        parties = self.run_hoptac("agreements", "party:cho-ray-hospital", "--format", "json").json["agreements"][0]["parties"]
        self.assertIn("cho-ray-hospital", [p["id"] for p in parties])
        shown = self.run_hoptac("show", "press/a.txt", "--format", "json", status=0).out
        self.assertIn("cho-ray-hospital", shown)

    def test_split_undoes_a_link(self):
        self.write("press/d.txt", "Ngày 5/5/2023, Bệnh viện Chợ Rẫy và Bệnh viện Tây Hà ký biên bản ghi nhớ.\n")
        self.run_hoptac("ingest", self.folder / "press", status=0)
        self.assertEqual(self.hits("institution:cho-ray-hospital"), ["d"])
        self.correct(("split", "institution", "BV CHO RAY", "cho-ray-hospital"))
        self.assertIsNone(self.listing("institutions")["Bệnh viện Chợ Rẫy"]["id"])
        self.assertIn("Bệnh viện Chợ Rẫy", self.listing("institutions", "--unlinked"))
        self.run_hoptac("ingest", "--no-overrides", status=0)
        self.assertEqual(self.listing("institutions")["Bệnh viện Chợ Rẫy"]["id"], "cho-ray-hospital")

    def test_people(self):
        self.assertEqual(len(self.run_hoptac("people", "vu hai quan", "--format", "jsonl").lines), 3)
        rows = self.run_hoptac("people", "--ambiguous", "--format", "json", status=0).json["people"]
        self.assertEqual({r["name"] for r in rows}, {"Vũ Hải Quân", "Vu Hai Quan"})
        self.assertEqual({p["reason"] for r in rows for p in r["perhaps"]}, {"same name"})
        for form in ("text", "csv", "jsonl"):
            self.assertIn("same name", self.run_hoptac("people", "--ambiguous", "--format", form, status=0).out)
        self.correct(("merge", "person", "vu hai quan @ bac ha hospital", "Vũ Hải Quân @ Bệnh viện Bắc Hà"),
                     ("rename", "person", "Vũ Hải Quân @ BV Nam Hà", "Vũ Hải Quân (Nam Hà)"),
                     ("ignore", "person", "KIM MIN HO"))
        people = self.listing("people")
        self.assertEqual(people["Vũ Hải Quân (Nam Hà)"]["documents"], 1)
        self.assertEqual(people["Vũ Hải Quân"]["documents"], 2)
        self.assertNotIn("Kim Min Ho", people)
        self.assertNotIn("Kim Min Ho", self.facet("person", "format:txt"))
        self.assertEqual(self.hits('person:"Kim Min Ho"'), [])
        signed = self.run_hoptac("agreements", "--format", "json").json["agreements"]
        self.assertNotIn("Kim Min Ho", [s["name"] for a in signed for s in a["signatories"]])

    def test_rename_alias_ignore(self):
        self.correct(("rename", "institution", "green valley clinic", "Phòng khám Thung Lũng Xanh"),
                     ("alias", "institution", "Green Valley Clinic", "PK Xanh"),
                     ("ignore", "institution", "Bệnh viện Nam Hà"))
        bodies = self.listing("institutions")
        self.assertIn("Green Valley Clinic", bodies["Phòng khám Thung Lũng Xanh"]["aliases"])
        self.assertNotIn("Bệnh viện Nam Hà", bodies)
        self.assertNotIn("Bệnh viện Nam Hà", self.facet("institution", "format:txt"))
        self.assertEqual(self.hits('institution:"Bệnh viện Nam Hà"'), [])
        self.assertEqual(self.hits('"Bệnh viện Nam Hà"'), ["c"], "the words are still there")
        for name in ("Green Valley Clinic", "phong kham thung lung xanh", "PK Xanh"):
            self.assertEqual(self.hits(f'party:"{name}"'), ["b"], name)

    def test_corrections_outlive_runs_and_rebuilds_and_go_without_a_trace(self):
        before = self.everything()
        self.correct(("merge", "institution", "Bac Ha Hospital", "Bệnh viện Bắc Hà"), ("ignore", "person", "Kim Min Ho"))
        corrected = self.everything()
        self.assertNotEqual(before, corrected)
        self.run_hoptac("ingest", self.folder / "press", status=0)
        self.assertEqual(self.everything(), corrected)
        self.run_hoptac("ingest", self.folder / "press", "--rebuild", status=0)
        self.assertEqual(self.everything(), corrected)
        # Edited where the index keeps them: told, and taken up by the next run.
        (self.index / "overrides.tsv").write_text(HEADER + "ignore\tperson\tKim Min Ho\n")
        told = self.run_hoptac("search", "Daehan", "--format", "json").json["notes"]
        self.assertTrue(any("overrides.tsv has changed" in note for note in told), told)
        self.run_hoptac("ingest", self.folder / "press", status=0)
        self.assertIn("Bac Ha Hospital", self.listing("institutions"))
        self.assertNotIn("Kim Min Ho", self.listing("people"))
        (self.index / "overrides.tsv").unlink()
        self.run_hoptac("ingest", self.folder / "press", status=0)
        self.assertEqual(self.everything(), before)

    def test_unused_rows_are_told(self):
        done = self.correct(("merge", "institution", "Bệnh viện Không Đâu", "Bệnh viện Bắc Hà"),
                            ("split", "institution", "Bệnh viện Bắc Hà", "Bệnh viện Nam Hà"))
        self.assertIn("unused: overrides.tsv:2: merge institution Bệnh viện Không Đâu → Bệnh viện Bắc Hà: no institution",
                      done.err)
        self.assertIn("overrides.tsv:3: split institution Bệnh viện Bắc Hà → Bệnh viện Nam Hà: the two are not one", done.err)
        self.assertEqual(len(self.report["corrections"]["unused"]), 2)

    def test_faulty_rows_stop_the_run_before_anything_changes(self):
        before = self.everything()
        done = self.correct(("merg", "institution", "A", "B"), ("merge", "hospital", "A", "B"), status=2)
        self.assertIn("fixes.tsv:2: unknown action \"merg\"; actions are merge, split, rename, alias, ignore", done.err)
        self.assertIn("fixes.tsv:3: unknown kind \"hospital\"; kinds are institution, person", done.err)
        self.assertFalse((self.index / "overrides.tsv").exists())
        self.run_hoptac("ingest", "--overrides", self.folder / "none.tsv", status=2)
        self.run_hoptac("ingest", status=2)
        self.assertEqual(self.everything(), before)

    def test_extract(self):
        path = self.write("fixes.tsv", HEADER + "merge\tinstitution\tBENH VIEN BAC HA\tumc-hcmc\n"
                          "rename\tperson\tKim Min Ho\tKim Min-ho\nignore\tinstitution\tKhông Đâu\n")
        done = self.run_hoptac("extract", "--explain", "--overrides", path, self.folder / "press/a.txt", status=0)
        facts = done.lines[0]
        hospital = next(i for i in facts["institutions"] if i["name"] == "Bệnh viện Bắc Hà")
        self.assertEqual((hospital["id"], hospital["link"]["why"]), ("umc-hcmc", "overrides"))
        self.assertIn("Kim Min-ho", [p["name"] for p in facts["people"]])
        self.assertIn("umc-hcmc", facts["agreements"][0]["party_ids"])
        self.assertIn("fixes.tsv:4: ignore institution Không Đâu: no institution", done.err)
        self.run_hoptac("extract", "--overrides", self.write("bad.tsv", HEADER + "x\ty\tz\n"), self.folder / "press",
                        status=2)

    def test_explain_says_why_linked_or_not(self):
        path = self.write("link.txt", "Ngày 5/5/2023, Bệnh viện Chợ Rẫy và Bệnh viện Tây Hà ký biên bản ghi nhớ.\n")
        facts = self.run_hoptac("extract", "--explain", path, status=0).lines[0]
        why = {i["name"]: i["link"] for i in facts["institutions"]}
        self.assertEqual(why["Bệnh viện Chợ Rẫy"], {"why": "exact-name", "form": "Bệnh viện Chợ Rẫy"})
        self.assertEqual(why["Bệnh viện Tây Hà"]["why"], "unknown-name")
        plain = self.run_hoptac("extract", path, status=0).lines[0]
        self.assertNotIn("link", plain["institutions"][0])

    def test_unlinked_institutions_with_example_and_candidates(self):
        self.write("press/e.txt", "Ngày 5/5/2023, Bệnh viện Chợ Rẫy và Bệnh viện Đa khoa Chợ Rẫy Mới ký biên bản ghi nhớ.\n")
        self.run_hoptac("ingest", self.folder / "press", status=0)
        rows = self.listing("institutions", "--unlinked")
        self.assertNotIn("Bệnh viện Chợ Rẫy", rows)
        row = rows["Bệnh viện Đa khoa Chợ Rẫy Mới"]
        self.assertEqual(row["example"], "press/e.txt")
        self.assertEqual(row["candidates"][0]["id"], "cho-ray-hospital")
        self.assertIn("cho-ray-hospital", self.run_hoptac("institutions", "--unlinked", "--format", "csv").out)
        self.assertIn("candidates", self.run_hoptac("institutions", "--unlinked").out)
        documents = [r["documents"] for r in self.run_hoptac("institutions", "--unlinked", "--format", "jsonl").lines]
        self.assertEqual(documents, sorted(documents, reverse=True))


if __name__ == "__main__":
    main()
