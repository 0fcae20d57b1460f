#!/usr/bin/env python3
"""Files inside files: ids, changes, what is lost, with archives and mails made by other programs."""
import gzip
import io
import json
import mailbox
import os
import shutil
import subprocess
import tarfile
import zipfile
from email.message import EmailMessage

from harness import HoptacTest, main

TEXT = "Bệnh viện {} và Trường Đại học Y Sông Mây ký biên bản ghi nhớ\n\nNgày 3/4/2023, hai bên ký biên bản ghi nhớ về đào tạo.\n"


def page(name):
    return f"<html><head><title>{name}</title></head><body><p>{TEXT.format(name)}</p></body></html>".encode()


def mail(subject, text, message_id):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Phòng Hợp tác <a@truong.example>", "b@vien.example", subject
    message["Date"], message["Message-ID"] = "Wed, 06 May 2020 23:08:09 +0700", f"<{message_id}>"
    message.set_content(text)
    return message


def record(uri, body, headers="Content-Type: text/html; charset=utf-8\r\n"):
    block = f"HTTP/1.1 200 OK\r\n{headers}\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2020-05-06T07:08:09Z\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


class Containers(HoptacTest):
    def zip(self, name, files):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for inner, data in files.items():
                archive.writestr(inner, data)
        return path

    def ingest(self, *more, status=0):
        report = self.folder / "report.json"
        self.run_hoptac("ingest", self.folder / "d", "--report", report, *more, status=status)
        return json.loads(report.read_text())

    def shown(self, document_id):
        return self.run_hoptac("show", document_id, "--format", "json", status=0).json["document"]

    def test_members_are_documents_and_follow_their_container(self):
        self.zip("d/file.zip", {"inner/a.txt": TEXT.format("Hải Lưu"), "inner/b.html": page("Thanh Sơn"), "x.bin": b"\0\1"})
        first = self.ingest()
        self.assertEqual((first["seen"], first["indexed"], first["documents"]), (1, 1, 2))
        self.assertEqual(self.ids("ký biên bản"), ["d/file.zip!inner/a.txt", "d/file.zip!inner/b.html"])
        self.assertIn("Hải Lưu", self.run_hoptac("show", "d/file.zip!inner/a.txt", status=0).out)
        again = self.ingest()
        self.assertEqual((again["indexed"], again["unchanged"]), (0, 1))
        self.zip("d/file.zip", {"inner/b.html": page("Thanh Sơn"), "c.txt": TEXT.format("Tây Hồ")})
        changed = self.ingest()
        self.assertEqual((changed["indexed"], changed["documents"]), (1, 2))
        self.assertEqual(self.ids("ký biên bản"), ["d/file.zip!c.txt", "d/file.zip!inner/b.html"])

    def test_archives_of_other_programs(self):
        source = self.folder / "s"
        source.mkdir()
        (source / "Biên bản.txt").write_text(TEXT.format("Hải Lưu"))
        (self.folder / "d").mkdir()
        for flag, end in (("-z", "tar.gz"), ("-J", "tar.xz"), ("--zstd", "tar.zst"), ("-j", "tar.bz2")):
            done = subprocess.run(["tar", flag, "-cf", self.folder / f"d/t.{end}", "-C", source, "."], capture_output=True)
            if done.returncode != 0:
                (self.folder / f"d/t.{end}").unlink(missing_ok=True)  # no such packer here
        if shutil.which("zip"):
            subprocess.run(["zip", "-q", self.folder / "d/t.zip", "Biên bản.txt"], cwd=source, check=True)
        (self.folder / "d/trang.html.gz").write_bytes(gzip.compress(page("Thanh Sơn")))
        self.ingest()
        ids = self.ids("ký biên bản")
        self.assertIn("d/t.tar.gz!Biên bản.txt", ids)
        self.assertIn("d/trang.html.gz!trang.html", ids)
        self.assertEqual(len(ids), len(list((self.folder / "d").iterdir())))

    def test_nothing_is_written_and_bad_members_cost_themselves(self):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w:gz") as archive:
            for name in ("../../escape.txt", "/tmp/hoptac-absolute.txt", "good.txt"):
                data = TEXT.format("Hải Lưu").encode()
                entry = tarfile.TarInfo(name)
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
            link = tarfile.TarInfo("link.txt")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
            bad = tarfile.TarInfo("bad.pdf")
            bad.size = 5
            archive.addfile(bad, io.BytesIO(b"%PDF-"))
        self.write("d/deep/t.tar.gz", out.getvalue())
        before = sorted(p for p in self.folder.rglob("*"))
        report = self.ingest(status=1)
        self.assertEqual(report["documents"], 3)
        self.assertFalse(os.path.exists("/tmp/hoptac-absolute.txt"))
        index = {p for p in self.folder.rglob("*") if self.index in [p, *p.parents]}
        self.assertEqual(sorted(set(self.folder.rglob("*")) - index - {self.folder / "report.json"}), before)
        failed = [f for f in report["files"] if f["state"] == "failed"]
        self.assertIn("bad.pdf", json.dumps(failed))

    def test_mail_with_attachments(self):
        message = mail("Ký kết với Bệnh viện Hải Lưu", TEXT.format("Hải Lưu"), "1@truong.example")
        message.add_attachment(page("Thanh Sơn"), maintype="text", subtype="html", filename="Bản tin.html")
        self.write("d/thu.eml", message.as_bytes())
        self.ingest()
        self.assertEqual(sorted(self.ids("ký biên bản")), ["d/thu.eml", "d/thu.eml!Bản tin.html"])
        self.assertEqual(self.ids("format:eml"), ["d/thu.eml"])
        hit = self.run_hoptac("search", "format:eml", "--format", "json", status=0).json["hits"][0]
        self.assertEqual((hit["title"], hit["published"]), ("Ký kết với Bệnh viện Hải Lưu", "2020-05-06"))
        self.assertEqual(self.shown("d/thu.eml")["metadata"]["message-id"], "<1@truong.example>")
        attached = self.shown("d/thu.eml!Bản tin.html")
        self.assertEqual(attached["metadata"], {"attached to": "Ký kết với Bệnh viện Hải Lưu"})

    def test_mbox_made_by_python(self):
        (self.folder / "d").mkdir()
        box = mailbox.mbox(self.folder / "d/hop.mbox")
        for i in range(3):
            box.add(mail(f"Thư {i}", TEXT.format(f"Số {i}") + "\nFrom Hà Nội\n", f"{i}@truong.example"))
        box.flush()
        box.close()
        self.ingest()
        self.assertEqual(sorted(self.ids("format:eml")), [f"d/hop.mbox!{i}@truong.example" for i in range(3)])

    def test_web_archive(self):
        pages = record("http://a.vn/tin/1", page("Hải Lưu")) + record("http://a.vn/a.js", b"x", "Content-Type: text/javascript\r\n")
        self.write("d/crawl.warc.gz", gzip.compress(pages) + gzip.compress(record("http://a.vn/tin/2", page("Thanh Sơn"))))
        report = self.ingest()
        self.assertEqual(report["documents"], 2)
        self.assertEqual(sorted(self.ids("ký biên bản")), ["d/crawl.warc.gz!http://a.vn/tin/1", "d/crawl.warc.gz!http://a.vn/tin/2"])
        shown = self.shown("d/crawl.warc.gz!http://a.vn/tin/2")
        self.assertEqual((shown["url"], shown["metadata"]["captured"]), ("http://a.vn/tin/2", "2020-05-06T07:08:09Z"))

    def test_extract_reads_members_too(self):
        path = self.zip("x.zip", {"a.txt": TEXT.format("Hải Lưu"), "b.zip": self.zip("y.zip", {"c.txt": TEXT.format("Tây Hồ")}).read_bytes()})
        lines = self.run_hoptac("extract", path, status=0).lines
        self.assertEqual([line["id"].split("x.zip", 1)[1] for line in lines], ["!a.txt", "!b.zip!c.txt"])


if __name__ == "__main__":
    main()
