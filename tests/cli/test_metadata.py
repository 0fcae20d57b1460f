#!/usr/bin/env python3
"""Metadata beside the files: a list for many, sidecars that beat it; tables and feeds as files of documents."""
import json

from harness import HoptacTest, main

TEXT = "Hai bên ký kết\n\nSáng nay, Bệnh viện Sông Thao và Đại học Nagahama ký biên bản ghi nhớ về đào tạo.\n"
HEADER = "path;title;date;url;publisher;language\n"


class List(HoptacTest):
    """ingest --metadata LIST.csv"""

    def setUp(self):
        super().setUp()
        for name in ("press/a.txt", "press/sub/b.txt", "press/c.txt"):
            self.write(name, TEXT + name)

    def ingest(self, *args, status=0):
        report = self.folder / "report.json"
        done = self.run_hoptac("ingest", *(args or [self.folder / "press"]), "--report", report, status=status)
        return json.loads(report.read_text()), done

    def with_list(self, rows, status=0, name="list.csv"):
        path = self.write(name, "\ufeff" + HEADER + rows)
        return self.ingest(self.folder / "press", "--metadata", path, status=status)

    def show(self, name):
        return self.run_hoptac("show", "press/" + name, "--format", "json", status=0).json["document"]

    def test_a_date_that_is_none_is_a_fault(self):
        report, _ = self.with_list("a.txt;Tên;99/99/2020;;;\nc.txt;;3/2021;;;\n")
        self.assertEqual(report["metadata"]["faults"], ["list.csv:2: a.txt: no date: 99/99/2020 (2024-03-12 is one)"])
        self.assertEqual((self.show("a.txt")["title"], self.show("a.txt")["published"]), ("Tên", None))
        self.assertEqual(self.show("c.txt")["published"], "2021-03")

    def test_a_row_beats_the_text_and_a_sidecar_beats_the_row(self):
        self.write("press/c.txt.meta.json", json.dumps({"title": "Từ tệp kèm"}))
        report, _ = self.with_list('press/a.txt;"Ký kết; đào tạo";17/10/2022;https://a.vn/1;Báo A;vi\n'
                                   "sub\\b.txt;Tiêu đề B;;;;\n./press/c.txt;Từ danh sách;2021-05-06;;;\n")
        self.assertEqual(report["metadata"], {"rows": 3, "matched": 3, "faults": []})
        a, b, c = (self.show(n) for n in ("a.txt", "sub/b.txt", "c.txt"))
        self.assertEqual((a["title"], a["published"], a["url"], a["publisher"]),
                         ("Ký kết; đào tạo", "2022-10-17", "https://a.vn/1", "Báo A"))
        self.assertEqual(b["title"], "Tiêu đề B")
        self.assertEqual((c["title"], c["published"]), ("Từ tệp kèm", "2021-05-06"))

    def test_only_the_file_of_a_changed_row_is_read_again(self):
        rows = "a.txt;Một;;;;\nc.txt;Ba;;;;\n"
        self.assertEqual(self.with_list(rows)[0]["indexed"], 3)
        report, _ = self.with_list(rows)
        self.assertEqual((report["indexed"], report["unchanged"], report["changed"]), (0, 3, False))
        report, _ = self.with_list(rows.replace("Ba", "Ba mới"))
        self.assertEqual([(f["path"], f["state"]) for f in report["files"]], [("press/c.txt", "indexed")])
        self.assertEqual(self.show("c.txt")["title"], "Ba mới")
        # A row that is gone takes its words with it.
        report, _ = self.with_list("c.txt;Ba mới;;;;\n")
        self.assertEqual([f["path"] for f in report["files"]], ["press/a.txt"])
        self.assertEqual(self.show("a.txt")["title"], "Hai bên ký kết")

    def test_a_run_without_the_list_leaves_its_words(self):
        self.with_list("a.txt;Một;;;;\n")
        self.assertEqual(self.ingest()[0]["indexed"], 0)
        (self.folder / "press/a.txt").touch()
        self.assertEqual(self.ingest()[0]["indexed"], 0)
        self.assertEqual(self.show("a.txt")["title"], "Một")
        report, _ = self.with_list("a.txt;Một;;;;\n")
        self.assertEqual(report["indexed"], 0)
        self.write("press/a.txt", TEXT + "mới")
        self.assertEqual(self.ingest()[0]["indexed"], 1)
        self.assertEqual(self.show("a.txt")["title"], "Hai bên ký kết")

    def test_rows_without_effect_are_reported_by_line(self):
        report, done = self.with_list("a.txt;Một;;;;\nx/y.txt;Không có;;;;\n;trống;;;;\na.txt;lại;;;;\nc.txt;a;b;c;d;e;f\n")
        self.assertEqual([f.split(":")[1] for f in report["metadata"]["faults"]], ["3", "4", "5", "6"])
        self.assertIn("metadata: list.csv:3: x/y.txt: no file", done.err)
        self.assertIn("Metadata: 2 rows of the list, 1 with a file", done.out)
        self.assertEqual(self.show("a.txt")["title"], "Một")

    def test_rows_of_another_folder_of_the_index_are_no_fault(self):
        self.write("mou/d.txt", TEXT + "d")
        self.ingest(self.folder / "mou")
        report, _ = self.with_list("a.txt;Một;;;;\nmou/d.txt;Bốn;;;;\n")
        self.assertEqual(report["metadata"]["faults"], [])

    def test_a_list_that_fits_nothing_fails_the_run(self):
        _, done = self.with_list("x.txt;T;;;;\n", status=1)
        self.assertIn("x.txt", done.err)
        self.assertEqual(self.run_hoptac("ingest", self.folder / "press", "--metadata", "none.csv").status, 2)
        bad = self.write("bad.csv", "title,date\nx,2020\n")
        done = self.run_hoptac("ingest", self.folder / "press", "--metadata", bad)
        self.assertEqual(done.status, 2)
        self.assertIn("path", done.err)

    def test_the_list_in_the_folder_is_no_document(self):
        report, _ = self.with_list("a.txt,Một;;;;\nc.txt;Ba;;;;\n", name="press/list.csv")
        self.assertEqual(report["seen"], 3)
        self.assertEqual(self.show("c.txt")["title"], "Ba")


class Tables(HoptacTest):
    def test_rows_of_a_table_and_items_of_a_feed(self):
        self.write("in/tin.csv", "_id;Tiêu đề;Nội dung;Ngày;Số hiệu\nt-1;Ký kết;\"Hai bên ký\nbiên bản.\";17/10/2022;12/BB\n"
                   "t-2;Thăm;Đoàn thăm viện.;;\n;mất id;x;;\n")
        self.write("in/partners.csv", "STT,Đối tác,Nước\n1,Đại học Kitahara,Nhật Bản\n2,Đại học Chaiyan,Thái Lan\n")
        self.write("in/feed.xml", "<rss><channel><title>Báo Trung du</title><item><title>Một tin</title><guid>g1</guid>"
                   "<pubDate>Tue, 14 May 2024 08:30:00 +0700</pubDate><description>&lt;p&gt;Hai bên ký kết.&lt;/p&gt;"
                   "</description></item></channel></rss>")
        done = self.run_hoptac("ingest", self.folder / "in", status=1)
        self.assertIn("line 5: no id", done.err)
        self.assertCountEqual(self.ids("*", "--plain") or self.ids("has:title OR format:csv OR format:xml"),
                              ["t-1", "t-2", "in/partners.csv", "in/feed.xml!g1"])
        first = self.run_hoptac("show", "t-1", "--format", "json", status=0).json["document"]
        self.assertEqual((first["title"], first["published"]), ("Ký kết", "2022-10-17"))
        self.assertEqual(self.ids("format:csv", "Kitahara"), ["in/partners.csv"])
        item = self.run_hoptac("show", "in/feed.xml!g1", "--format", "json", status=0).json["document"]
        self.assertEqual((item["title"], item["published"], item["publisher"]), ("Một tin", "2024-05-14", "Báo Trung du"))


if __name__ == "__main__":
    main()
