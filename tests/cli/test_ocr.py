"""Scanned files: with tesseract, without it, with too little time, interrupted. All texts are fixtures of ours."""
import difflib
import os
import re
import shutil
import signal
import subprocess
import time
import unicodedata
import unittest

import harness
from harness import BINARY, ROOT

MADE = ROOT / "tests/fixtures/formats/made"
TESSERACT = shutil.which("tesseract")
NAMES = ["en-memorandum", "vi-bien-ban"]
ALL = ["en-accreditation", "en-announcement", "en-event-report", "en-memorandum", "en-press-release", "vi-bien-ban",
       "vi-cong-nhan", "vi-su-kien", "vi-thong-bao", "vi-thong-cao"]


def ready():
    if not TESSERACT:
        return False
    languages = subprocess.run([TESSERACT, "--list-langs"], capture_output=True, text=True).stdout.split()
    return "vie" in languages and "eng" in languages


needs_tesseract = unittest.skipUnless(ready(), "tesseract with vie and eng is not installed")


def normal(text):
    text = unicodedata.normalize("NFC", re.sub(r"(?m)^(- |\d+\. )", "", text))
    return re.sub(r"\s+", " ", text).strip()


def agreement(want, got):
    return difflib.SequenceMatcher(None, normal(want), normal(got), autojunk=False).ratio()


class Ocr(harness.HoptacTest):
    def scans(self, *names):
        folder = self.folder / "scans"
        folder.mkdir(exist_ok=True)
        for name in names:
            shutil.copy(MADE / name, folder)
        return folder

    def without_tesseract(self):
        return {"PATH": str(self.folder / "no-programs")}

    def tesseract_that(self, does):
        """A program of this name that knows its version and languages, and for an image does what is said."""
        folder = self.folder / "programs"
        folder.mkdir(exist_ok=True)
        program = folder / "tesseract"
        program.write_text(f'#!/bin/sh\ncase "$1" in --*) exec {TESSERACT} "$1" ;; esac\n{does}\n')
        program.chmod(0o755)
        return {"PATH": f"{folder}:{os.environ['PATH']}"}

    def text_of(self, id):
        return self.run_hoptac("show", id, "--text-only", status=0).out

    def body_of(self, id):
        """Without running heads and page numbers, which the originals do not have."""
        document = self.run_hoptac("show", id, "--format", "json", status=0).json["document"]
        text = document["text"].encode()
        return "\n".join(text[b["begin"]:b["end"]].decode() for b in document["blocks"] if b["use"] == "body")

    def test_without_tesseract_scans_wait_and_are_read_when_it_comes(self):
        folder = self.scans("en-memorandum.scan.pdf", "vi-thong-cao.png")
        done = self.run_hoptac("ingest", folder, status=1, env=self.without_tesseract())
        self.assertEqual(done.err.count("needs-ocr: install tesseract-ocr"), 2, done.err)
        self.assertIn("2 scanned files wait for OCR: install tesseract-ocr", done.out)
        again = self.run_hoptac("ingest", folder, status=0, env=self.without_tesseract())
        self.assertIn("2 failed (2 known)", again.out)
        if ready():
            self.assertIn("2 indexed", self.run_hoptac("ingest", folder, status=0).out)
            self.assertIn("2 unchanged", self.run_hoptac("ingest", folder, status=0).out)

    @needs_tesseract
    def test_text_of_clean_scans(self):
        names = ALL if os.environ.get("HOPTAC_LONG") else NAMES
        folder = self.scans(*(f"{n}.scan.pdf" for n in names))
        self.run_hoptac("ingest", folder, status=0)
        for name in names:
            with self.subTest(name):
                share = agreement((MADE / f"{name}.txt").read_text("utf-8"), self.body_of(f"scans/{name}.scan.pdf"))
                self.assertGreaterEqual(share, 0.95)
        pages = [hit["page"] for hit in self.run_hoptac("search", "phụ lục", "--format", "json").json["hits"]]
        self.assertIn(2, pages)

    @needs_tesseract
    def test_images_and_their_facts(self):
        folder = self.scans("en-press-release.tif", "vi-thong-cao.png")
        found = self.run_hoptac("extract", folder, status=0).lines
        for name, suffix in [("en-press-release", "tif"), ("vi-thong-cao", "png")]:
            want = self.run_hoptac("extract", MADE / f"{name}.txt", status=0).lines[0]
            got = next(d for d in found if d["path"].endswith(f"{name}.{suffix}"))
            self.assertEqual([a["type"] for a in got["agreements"]], [a["type"] for a in want["agreements"]], name)
            self.assertEqual(got["lang"], want["lang"])

    @needs_tesseract
    def test_pages_without_text_among_others(self):
        folder = self.scans()
        subprocess.run(["pdfunite", MADE / "en-announcement.pdf", MADE / "en-press-release.scan.pdf",
                        folder / "mixed.pdf"], check=True)
        self.run_hoptac("ingest", folder, status=0)
        text = self.text_of("scans/mixed.pdf")
        self.assertIn("Call for applications", text)
        self.assertIn("congenital heart disease", text)
        hit = self.run_hoptac("search", "congenital heart", "--format", "json").json["hits"][0]
        self.assertEqual(hit["page"], 2)

    @needs_tesseract
    def test_a_budget_queues_the_rest(self):
        folder = self.scans(*(f"{n}.scan.pdf" for n in NAMES))
        done = self.run_hoptac("ingest", folder, "--ocr-budget", "1s", status=1)
        self.assertIn("needs-ocr: queued", done.err)
        self.assertIn("hoptac ingest --ocr only", done.out)
        self.write("scans/new.txt", "A new text.")
        self.run_hoptac("ingest", folder, "--ocr", "only", status=0)
        self.assertEqual(sorted(self.ids("format:pdf")), [f"scans/{n}.scan.pdf" for n in NAMES])
        self.assertEqual(self.ids("format:txt"), [])
        self.run_hoptac("ingest", folder, "--ocr-budget", "soon", status=2)

    @needs_tesseract
    def test_off_reads_none(self):
        folder = self.scans("vi-thong-cao.png")
        done = self.run_hoptac("ingest", folder, "--ocr", "off", status=1)
        self.assertIn("left out by --ocr off", done.err)
        self.run_hoptac("ingest", folder, "--ocr", "off", status=0)
        self.run_hoptac("ingest", folder, status=0)
        self.assertEqual(self.ids("format:image"), ["scans/vi-thong-cao.png"])

    @needs_tesseract
    def test_a_rebuild_reads_what_is_kept(self):
        folder = self.scans("en-press-release.tif", "vi-thong-cao.png")
        self.run_hoptac("ingest", folder, status=0)
        (folder / "en-press-release.tif").unlink()
        kept = len(list((self.index / "cache").iterdir()))
        self.run_hoptac("ingest", folder, "--rebuild", "--prune", status=0, env=self.tesseract_that("exit 9"))
        self.assertIn("scans/vi-thong-cao.png", self.ids("format:image"))
        self.assertLess(len(list((self.index / "cache").iterdir())), kept)

    @needs_tesseract
    def test_a_rebuild_without_tesseract_keeps_what_was_read(self):
        folder = self.scans("vi-thong-cao.png", "en-announcement.scan.pdf")
        self.run_hoptac("ingest", folder, status=0)
        before = self.run_hoptac("show", "scans/vi-thong-cao.png", "--format", "json").json["document"]
        self.run_hoptac("ingest", folder, "--rebuild", status=0, env=self.without_tesseract())
        self.assertEqual(len(self.ids("format:image OR format:pdf")), 2)
        self.assertEqual(self.run_hoptac("show", "scans/vi-thong-cao.png", "--format", "json").json["document"], before)

    @needs_tesseract
    def test_an_interrupt_ends_it_soon(self):
        folder = self.scans("vi-thong-cao.png")
        env = {**os.environ, **self.tesseract_that("sleep 60"), "HOPTAC_INDEX": str(self.index)}
        run = subprocess.Popen([BINARY, "ingest", folder], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while run.poll() is None and not (self.index / "gen-1").exists():  # a busy machine starts late
            time.sleep(0.1)
        time.sleep(2)
        self.assertIsNone(run.poll())
        run.send_signal(signal.SIGINT)
        begin = time.monotonic()
        self.assertEqual(run.wait(timeout=20), 5)
        self.assertLess(time.monotonic() - begin, 2)

    def test_the_version_tells_of_it(self):
        self.assertIn("ocr: not installed", self.run_hoptac("--version", env=self.without_tesseract()).out)
        if ready():
            self.assertRegex(self.run_hoptac("--version").out, r"ocr: tesseract \S+ \(eng, vie\)")


if __name__ == "__main__":
    harness.main()
