#!/usr/bin/env python3
"""A folder of files that hurt: the run ends in time, memory stays bounded, nothing is written outside the index, every bad
file is named with a reason in plain words, and the sound files among them are found. HOPTAC_LONG=1: 500 flips a format."""
import bz2
import gzip
import json
import lzma
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

from harness import BINARY, ROOT, HoptacTest, main

sys.path.insert(0, str(ROOT / "tests/support"))
from hostile_files import *  # noqa: E402,F403

LONG = "HOPTAC_LONG" in os.environ
FLIPS = 500 if LONG else 50
SEED = os.environ.get("HOPTAC_SEED", "7")
MOST_MEMORY = 1100 * MIB  # of any one process of a run
HAS_OFFICE = shutil.which("soffice") is not None
JARGON = re.compile(r"exception|unrecognized|std::|libarchive|basic_string|vector::|errno|assert|0x[0-9a-f]{3}|\(-\d+\)|"
                    r"Error:|file could not be loaded|IDAT|xref|pix[A-Z]|\bnull\b", re.I)

TOO_LARGE, DAMAGED, ENCRYPTED = "failed: too-large", "failed: damaged", "failed: encrypted"
GAVE_UP = "failed: reader-failed"
PROGRAM = "failed: needs-reader"


def any_of(*wanted):
    return "|".join(wanted)


ANY = any_of("indexed", "failed: [a-z]")
# name, content, what its lines in the report must have
ROWS = [
    # bombs
    ("zeros.zip", lambda: zipped([("a.txt", TEXT.encode()), ("zeros.txt", bytes(80 * MIB))]), ["indexed", TOO_LARGE]),
    ("zeros.gz", lambda: gzip.compress(b"a\n" * (40 * MIB)), [TOO_LARGE]),
    ("zeros.txt.xz", lambda: lzma.compress(b"a\n" * (40 * MIB), preset=0), [TOO_LARGE]),
    ("zeros.txt.bz2", lambda: bz2.compress(b"a\n" * (40 * MIB), 1), [TOO_LARGE]),
    ("zeros.tar.gz", lambda: tar_of([(f"{i}.txt", bytes(60 * MIB)) for i in range(3)], "w:gz"), [TOO_LARGE]),
    ("overlapping.zip", lambda: overlapping_zip(5000, 10 * MIB), [any_of("indexed", TOO_LARGE)]),
    ("nested-bomb.zip", lambda: nested(zipped([(f"{i}.txt", b"x" * (30 * MIB)) for i in range(4)]), "in.zip", lambda name, data: zipped(
        [(f"{i}{name}", data) for i in range(10)]), 3), [TOO_LARGE]),
    ("bomb.docx", lambda: with_body((W + "<w:p/>" * (12 * MIB)).encode()), [TOO_LARGE]),
    ("many-paragraphs.docx", lambda: with_body((W + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_500_000 + "</w:body></w:document>").encode()),
     [any_of("indexed", TOO_LARGE)]),
    ("bomb.pdf", lambda: packed_page(b"BT /F 12 Tf 50 700 Td (x) Tj ET\n" * 2_000_000), [any_of("indexed", TOO_LARGE, GAVE_UP)]),
    ("attached-bomb.eml", lambda: attachment("b.zip", zipped([("a.txt", bytes(80 * MIB))])), ["indexed", TOO_LARGE]),
    ("bomb.warc.gz", lambda: gzip.compress(warc_record(b"%d" % (80 * MIB), bytes(80 * MIB))), ["failed"]),
    ("large.png", lambda: png(60000, 60000, 600), ["failed"]),
    # lies about places and sizes
    ("climbing.tar", None, ["indexed"]),
    ("climbing.zip", lambda: zipped([("../" * 20 + "tmp/hoptac-climbed.txt", TEXT.encode())]), ["indexed"]),
    ("climbing.eml", lambda: attachment("../../../../tmp/hoptac-climbed.txt", TEXT.encode()), ["indexed"]),
    ("noisy-name.zip", lambda: broken_at(zipped([("x" * 900 + ".txt", TEXT.encode() * 99)]), 950), [DAMAGED]),
    ("lying.tar", lying_tar, ["failed"]),
    ("lying.warc", lambda: warc_record(b"99999999999999999999", TEXT.encode()), ["failed"]),
    ("negative.warc", lambda: warc_record(b"-1", TEXT.encode()), ["failed"]),
    # entities
    ("laughs.xml", lambda: laughs(10, 10), [DAMAGED]),
    ("quadratic.xml", lambda: laughs(2, 50_000, f'<!DOCTYPE lolz [<!ENTITY l0 "{"x" * 50_000}">'), [DAMAGED]),
    ("laughs.docx", lambda: with_body(laughs(10, 10)), [DAMAGED]),
    ("external.xml", None, [DAMAGED]),
    ("external.docx", None, [DAMAGED]),
    ("included.html", None, ["indexed"]),
    # nesting
    ("deep.html", lambda: b"<html><body>" + b"<div>" * 300_000 + TEXT.encode(), [TOO_LARGE]),
    ("deep-tables.html", lambda: b"<html><body>" + b"<table><tr><td>" * 100_000 + TEXT.encode(), [TOO_LARGE]),
    ("deep.xml", lambda: b"<?xml version='1.0'?>" + b"<a>" * 300_000, [DAMAGED]),
    ("deep.jsonl", lambda: b'{"_id":"deep","text":' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}\n" + json.dumps(
        {"_id": "beside", "text": TEXT}).encode(), ["indexed|^failed: bad-record"]),
    ("deep.zip", lambda: nested(TEXT.encode(), "a.txt", lambda name, data: zipped([(name, data)]), 60), [TOO_LARGE]),
    ("deep.eml", lambda: nested_mail(3000), [ANY]),
    ("deep.rtf", lambda: b"{\\rtf1 " + b"{" * 300_000 + b"x" + b"}" * 300_000 + b"}", [any_of(ANY, PROGRAM)]),
    ("deep.md", lambda: b">" * 2_000_000 + b" a", [ANY]),
    ("brackets.md", lambda: b"[" * 2_000_000 + b"](" * 1_000_000, [ANY]),
    ("stars.md", lambda: b"*a_" * 2_000_000, [ANY]),
    # too much of something
    ("letters.txt", lambda: b"a\n" * (15 * MIB // 2), ["indexed"]),
    ("words.txt", lambda: b"a " * (15 * MIB // 2), ["indexed"]),
    ("word.txt", lambda: b"a" * (15 * MIB), ["indexed"]),
    ("longer.txt", lambda: b"a" * (20 * MIB), [TOO_LARGE]),
    ("marks.txt", lambda: "a".encode() + "\u0301".encode() * (5 * MIB), [ANY]),
    ("attributes.html", lambda: b"<html><body><p " + b" ".join(b"a%d=1" % i for i in range(1_000_000 if LONG else 10_000)) + b">" + TEXT.encode(), [ANY]),
    ("elements.html", lambda: b"<html><body>" + b"<i>x</i>\n" * (15 * MIB // 9), [any_of("indexed", TOO_LARGE)]),
    ("columns.csv", lambda: b"title,text" + b",a" * 7_500_000 + b"\n" + b"x,y" + b",b" * 7_500_000 + b"\n", ["failed: bad-record"]),
    ("quote.csv", lambda: b'title,text\nx,"' + b"y\n" * 5_000, [ANY]),
    ("parts.eml", lambda: mail(b"--x\n\na\n" * 200_000, "Content-Type: multipart/mixed; boundary=x"), [TOO_LARGE]),
    ("header.eml", lambda: mail(TEXT.encode(), "Subject: " + "x" * (30 * MIB)), [ANY]),
    ("mails.mbox", lambda: b"From a@b Mon Oct 17 08:00:00 2022\nFrom: a@b\nTo: c@d\nSubject: x\nMessage-ID: <1@x>\n\n\n" * 20_000, [ANY]),
    # loops
    ("pages.pdf", looping_pages, ["failed"]),
    ("form.pdf", looping_form, [ANY]),
    ("tables.pdf", lambda: one_page(b"BT /F 12 Tf 50 700 Td (x) Tj ET", extra=b"/Prev HERE"), [ANY]),
    ("length.pdf", self_length, [ANY]),
    ("outline.pdf", lambda: one_page(b"BT /F 12 Tf 50 700 Td (x) Tj ET", page=b"/Annots[6 0 R]", more=[
        b"<</Type/Annot/Subtype/Popup/Parent 6 0 R/Popup 6 0 R>>"]), [ANY]),
    ("count.pdf", lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2147483647>>"]), ["failed"]),
    ("sectors.doc", looping_compound, [any_of(ANY, PROGRAM)]),
    ("directories.tif", looping_tif, ["failed"]),
    # passwords
    ("password.pdf", lambda: (ROOT / "tests/fixtures/readers/password.pdf").read_bytes(), [ENCRYPTED]),
    ("password.docx", lambda: compound([("EncryptedPackage", os.urandom(20000)), ("EncryptionInfo", bytes(5000))]), [ENCRYPTED]),
    ("password.zip", lambda: with_password(zipped([("a.txt", TEXT.encode())])), [ENCRYPTED]),
    # formats of others, and names that promise more than there is
    ("book.xlsx", lambda: zipped([("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]), [PROGRAM]),
    ("old.xls", lambda: compound([("Workbook", bytes(5000))]), [PROGRAM]),
    ("packed.7z", lambda: b"7z\xBC\xAF\x27\x1C" + os.urandom(500), [PROGRAM]),
    *[(f"noise.{kind}", lambda: random.Random(1).randbytes(20000), ["failed|skipped"]) for kind in
      ("txt", "html", "pdf", "docx", "doc", "eml", "zip", "csv", "jsonl", "warc", "mbox", "xml", "png")],
    *[(f"empty.{kind}", lambda: b"", ["failed"]) for kind in ("txt", "html", "pdf", "docx", "zip", "jsonl", "csv", "eml")],
]
# Each of these takes all the time that it may have.
SLOW = [
    ("bin.rtf", lambda: b"{\\rtf1 a\\bin2000000000 " + b"x" * 1000 + b"}", [any_of(ANY, PROGRAM)]),
    ("forms.pdf", widening_forms, [GAVE_UP]),
]
if LONG:
    ROWS += SLOW
SPARSE = {"sparse.txt": b"", "sparse.pdf": b"%PDF-1.7\n", "sparse.zip": b"PK\x03\x04", "sparse.jsonl": b'{"_id":"sparse","text":"'}


class Watch:
    """The most memory that a process below this one had to itself, looked at while it ran; not the pages of files that it
    maps, which the system takes back when it likes."""

    def __init__(self):
        self.most, self.name, self.done = 0, "", threading.Event()
        self.thread = threading.Thread(target=self.run)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()

    def run(self):
        while not self.done.wait(0.05):
            for pid in self.below(os.getpid()):
                try:
                    status = Path(f"/proc/{pid}/status").read_text()
                except OSError:
                    continue
                taken = 1024 * sum(map(int, re.findall(r"Rss(?:Anon|Shmem):\s+(\d+)", status)))
                if taken > self.most:
                    self.most, self.name = taken, status.split(None, 2)[1]

    @staticmethod
    def below(pid):
        out, todo = [], [pid]
        while todo:
            for task in Path(f"/proc/{todo.pop()}/task").glob("*/children"):
                try:
                    found = [int(child) for child in task.read_text().split()]
                except OSError:
                    continue
                out += found
                todo += found
        return out


class HostileTest(HoptacTest):
    def setUp(self):
        super().setUp()
        self.home, self.scratch, self.tools = (self.folder / name for name in ("home", "scratch", "no-tools"))
        for place in (self.home, self.scratch, self.tools):
            place.mkdir()
        self.put_sound()

    def put_sound(self):
        """Sound files, first and last and between."""
        self.sound = ["hostile/000.docx", "hostile/m/m.html", "hostile/m/n.eml", "hostile/zzz.txt", "hostile/zzz.pdf"]
        for path, name in zip(self.sound, ("en-memorandum.docx", "en-press-release.html", "en-event-report.eml",
                                           "en-announcement.txt", "vi-bien-ban.pdf")):
            self.write(path, (MADE / name).read_bytes())

    def ingest(self, seconds, status, programs):
        """The report of a run within `seconds`, in which no process takes too much memory and nothing is left behind."""
        path = self.folder / "report.json"
        env = {"HOME": str(self.home), "TMPDIR": str(self.scratch)}
        if not programs:
            env["PATH"] = str(self.tools)
        before = self.places()
        begin = time.monotonic()
        with Watch() as watch:
            self.run_hoptac("ingest", self.folder / "hostile", "--report", path, status=status, env=env, seconds=seconds)
        took = time.monotonic() - begin
        if "HOPTAC_VERBOSE" in os.environ:
            print(f"{took:.1f} s, most {watch.most // MIB} MiB ({watch.name})", file=sys.stderr)
        if "ASAN_OPTIONS" not in os.environ:
            self.assertLess(watch.most, MOST_MEMORY, watch.name)
            if not LONG:  # with the pages of files
                self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024, MOST_MEMORY)
        self.assertEqual(self.places() - before, {path} - before)
        self.assertEqual(list(self.scratch.iterdir()) + list(self.home.iterdir()), [])
        return json.loads(path.read_text())

    def run_hoptac(self, *args, seconds=300, **options):
        self.timeout = seconds
        return super().run_hoptac(*args, **options)

    def places(self):
        """All that is there but the index."""
        out = set()
        for folder, folders, files in os.walk(self.folder):
            if Path(folder) == self.folder:
                folders[:] = [name for name in folders if name != "index"]
            out.update(Path(folder) / name for name in folders + files)
        return out

    def lines_of(self, report):
        """path -> what the report says of it, a line for the file and each lost member."""
        out = {}
        for f in report["files"]:
            out.setdefault(f["path"].split("/", 1)[1], []).append(f["reason"] if f["state"] == "failed" else f["state"])
        return out

    def check(self, report, names):
        total = sum(report[key] for key in ("indexed", "unchanged", "duplicate", "skipped"))
        self.assertEqual(total + report["failed"]["new"] + report["failed"]["known"], report["seen"])
        lines = self.lines_of(report)
        self.assertEqual(sorted(set(names) - set(lines)), [], "not in the report")
        for f in report["files"]:
            if f["state"] == "failed":
                plain = re.sub(r"^failed: [a-z-]+", "", re.sub(r"^\d+ records? failed(, among them)?: .*?failed", "failed", f["reason"]))
                self.assertNotRegex(plain, JARGON, f["path"])
                self.assertLess(len(plain), 300, f["path"])
        for path in self.sound:
            self.assertIn("indexed", lines[path.split("/", 1)[1]], path)
        hits = self.run_hoptac("search", "cooperation OR hợp OR training", "--format", "jsonl", "--passages", "0").lines
        found = {hit["id"] for hit in hits}
        self.assertEqual(set(self.sound) - found, set())
        return lines

    def check_second_run(self, seconds, programs):
        again = self.ingest(seconds, 0, programs)
        self.assertEqual((again["indexed"], again["failed"]["new"]), (0, 0))
        self.run_hoptac("verify", status=0)

    def tell(self, lines):
        if "HOPTAC_VERBOSE" not in os.environ:
            return
        for name, said in sorted(lines.items()):
            print(f"{name}: {said[:3]}", file=sys.stderr)


class Hostile(HostileTest):
    def put_rows(self):
        secret = self.write("secret.txt", "Tài liệu tuyệt mật zyxwvsecret.\n")
        self.target = self.folder / "target"
        self.target.mkdir()
        made = {
            "climbing.tar": climbing_tar(self.target), "external.xml": external(secret),
            "external.docx": with_body(external(secret)),
            "included.html": (f'<html><body><p>{TEXT}</p><iframe src="file://{secret}"></iframe><object data="{secret}"></object>'
                              f'<p>&xxe; <xi:include href="{secret}"/></p></body></html>').encode(),
        }
        for name, maker, _ in ROWS:
            self.write(f"hostile/{name}", made[name] if maker is None else maker())
        for name, head in SPARSE.items():
            read_whole = name.endswith((".zip", ".jsonl"))
            with open(self.folder / "hostile" / name, "wb") as f:
                f.write(head), f.truncate(300 * MIB if read_whole and not LONG else 2 << 30)

    def put_devices(self):
        """No files at all, or files of odd names: names of those that must be in the report."""
        d = self.folder / "hostile"
        names = ["fifo", "socket", "to-fifo.txt", "loop", "nowhere.txt", "to-device.txt"]
        os.mkfifo(d / "fifo")
        place = os.open(d, os.O_RDONLY)  # the path of a socket must be short
        with socket.socket(socket.AF_UNIX) as s:
            s.bind(f"/proc/self/fd/{place}/socket")
        os.close(place)
        (d / "to-fifo.txt").symlink_to("fifo")
        (d / "loop").symlink_to("loop")
        (d / "nowhere.txt").symlink_to("nothing")
        (d / "to-device.txt").symlink_to("/dev/zero")
        try:
            os.mknod(d / "device.txt", 0o666 | 0o020000, os.makedev(1, 5))
            names.append("device.txt")
        except PermissionError:
            print("no device node among the files: it takes root to make one", file=sys.stderr)
        # What is said beside a file may hurt, too.
        self.write("hostile/beside.txt", TEXT + "Một.")
        os.mkfifo(d / "beside.txt.meta.json")
        self.write("hostile/beside2.txt", TEXT + "Hai.")
        self.write("hostile/beside2.txt.meta.json", b"[" * MIB)
        self.write("hostile/beside3.txt", TEXT + "Ba.")
        (d / "beside3.txt.meta.json").symlink_to("/dev/zero")
        for name in (b"-rf.txt", b"new\nline.txt", b"\xff\xfe.txt", b"x" * 250 + b".txt", b"\xe2\x80\xaegpj.txt", b"--help"):
            with open(os.fsencode(d) + b"/" + name, "wb") as f:
                f.write(TEXT.encode() + repr(name).encode())
        return names + ["beside.txt", "beside2.txt", "beside3.txt", "-rf.txt", "new\nline.txt", "--help"]

    def test_rows(self):
        self.put_rows()
        names = self.put_devices() + [row[0] for row in ROWS] + list(SPARSE)
        report = self.ingest(400, 1, True)
        lines = self.check(report, names)
        self.tell(lines)
        for name, _, wanted in ROWS:
            for want in wanted:
                with self.subTest(name=name):
                    self.assertRegex("\n".join(lines[name]), re.compile(want, re.M))
        for name in ("fifo", "socket", "to-fifo.txt", "loop", "nowhere.txt", "to-device.txt"):
            self.assertIn("failed: unreadable", lines[name][0])
        for name in SPARSE:
            self.assertRegex(lines[name][0], "failed: (too-large|damaged|bad-record)", name)
        self.assertEqual(list(self.target.iterdir()), [])
        self.assertFalse(Path("/tmp/hoptac-climbed.txt").exists())
        self.assertEqual(self.ids("zyxwvsecret"), [], "a file outside was read")
        self.check_second_run(120, True)


class Flips(HostileTest):
    def flips(self, kinds, count, seconds, programs):
        names = []
        for kind in kinds:
            for name, data in harmed(kind, count, SEED):
                self.write(f"hostile/flips/{name}", data)
                names.append("flips/" + name)
        lines = self.check(self.ingest(seconds, 1, programs), names)
        self.tell(lines)
        for kind in kinds:
            said = " ".join(" ".join(lines[name]) for name in names if name.endswith("." + kind))
            self.assertIn("failed", said, kind)
            if kind not in NEED_A_PROGRAM | ALL_OR_NOTHING:
                self.assertIn("indexed", said, f"not one {kind} was read")
        self.check_second_run(seconds, programs)

    def test_flips(self):
        self.flips(SOUND, FLIPS, 3000 if LONG else 200, False)

    @unittest.skipUnless(HAS_OFFICE, "no LibreOffice")
    def test_flips_read_by_other_programs(self):
        self.flips(("doc", "rtf"), FLIPS if LONG else 3, 7200 if LONG else 200, True)

    @unittest.skipUnless(shutil.which("tesseract"), "no tesseract")
    def test_flips_of_scans(self):
        self.flips(("png", "tif", "scan.pdf"), 100 if LONG else 2, 7200 if LONG else 200, True)


if __name__ == "__main__":
    main()
