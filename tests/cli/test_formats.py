"""Ten texts in every format: the same text, title, date and facts come out of all of them.

`NAME.txt` of tests/fixtures/formats/made decides. What a format itself cannot keep stands in the tables below, with the reason.
"""
import difflib
import os
import re
import shutil
import subprocess
import textwrap
import unicodedata
import unittest

import harness
from harness import ROOT

MADE = ROOT / "tests/fixtures/formats/made"
NAMES = sorted(path.stem for path in MADE.glob("*.txt"))
OCR = re.compile(r"\.(scan\.pdf|png|tif)$")
CONVERTERS = {".doc": ("soffice", "antiword"), ".rtf": ("soffice", "pandoc")}

# --- what a format imposes -------------------------------------------------------------------------------------------

# The fonts and code pages of before Unicode lack these signs.
LEGACY = re.compile(r"\.(tcvn3|vni|1258)\.")
LEGACY_SIGNS = str.maketrans({"–": "-", "“": '"', "”": '"', "’": "'", "×": "x"})
# A record has its title in a field of its own, pandoc sets title and date above a Word text: there they stand first,
# and the text's own line is a repeat.
TITLE_FIRST = re.compile(r"\.(csv|jsonl|pandoc\.docx)$")
# pandoc's line with the date of publication, beside the texts' own.
EXTRA_DATES = {"made/en-memorandum.pandoc.docx": "2023-09-18", "made/vi-bien-ban.pandoc.docx": "2024-03-12"}
# The ink tells the size of letters only roughly: the short last line of a title may be missed (OCR, in check_head).
# Python's mail library loses a blank where it folds this subject; every mail program shows it so.
FOLDED_TITLES = {"made/vi-thong-bao.eml": ("khóađào", "khóa đào")}


def has_tesseract():
    if not shutil.which("tesseract"):
        return False
    known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout.split()
    return {"vie", "eng"} <= set(known)


def name_of(document):
    """Which of the ten texts a document is; None for what only comes along (a covering letter)."""
    id = document["id"]
    if id.endswith(".attached.eml"):
        return None
    return next((name for name in NAMES if name in id), None)


def normal(text):
    """Without what is no text: bullets, rules between cells, kinds of space, composed letters."""
    text = unicodedata.normalize("NFC", re.sub(r"(?m)^\s*[-•◦▪–] ", "", text))
    return re.sub(r"[\s|]+", " ", text).strip()


def typed(text):
    """With the signs of a keyboard, as in the field that holds the title of a record or mail."""
    return normal(text or "").translate(LEGACY_SIGNS)


def body_of(document):
    raw = document["text"].encode()
    return "\n".join(raw[b["begin"]:b["end"]].decode() for b in document["blocks"] if b["use"] == "body")


def wanted_text(want, path):
    lines = body_of(want).split("\n")
    if TITLE_FIRST.search(path):
        lines.sort(key=lambda line: normal(line) != normal(want["title"]))
    text = normal("\n".join(lines))
    return text.translate(LEGACY_SIGNS) if LEGACY.search(path) else text


def agreement(want, got):
    """Characters of words that both have in the same order, of all that either has."""
    a, b = want.split(), got.split()
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    same = sum(len(word) + 1 for block in blocks for word in a[block.a:block.a + block.size])
    ratio = 2 * same / (len(want) + len(got) + 2)
    return ratio if ratio > 0.97 else difflib.SequenceMatcher(None, want, got, autojunk=False).ratio()


PARTS = {"article", "parties", "preamble", "signatures", "annex"}


def parts_of(document):
    """Kind and text of the parts of an agreement."""
    raw = document["text"].encode()
    return [(b["kind"], normal(raw[b["begin"]:b["end"]].decode())) for b in document["blocks"] if b["kind"] in PARTS]


def without_accents(text):
    letters = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in letters if not unicodedata.combining(c))


def surfaces(document, kind):
    raw = document["text"].encode()
    return {typed(raw[m["begin"]:m["end"]].decode()) for fact in document[kind] for m in fact["mentions"]}


def facts_of(document):
    """The facts as sets of names and surfaces."""
    out = {kind: surfaces(document, kind) for kind in ("institutions", "people", "dates", "certifications")}
    out["names"] = {typed(i["name"]) for i in document["institutions"]}
    out["iso"] = {d["iso"] for d in document["dates"]}
    out["agreements"] = {(a["type"], a["status"], a["signed"], a["effective"], a["expires"], frozenset(map(typed, a["parties"])),
                          frozenset(map(typed, a["signatories"]))) for a in document["agreements"]}
    return out


class Formats(harness.HoptacTest):
    def extract(self, *paths):
        documents = self.run_hoptac("extract", "--with-text", *paths).lines
        return [d for d in documents if name_of(d)]

    def files(self, keep):
        return [path for path in sorted(MADE.iterdir()) if keep(path.name)]

    def check_head(self, want, got):
        folded, whole = FOLDED_TITLES.get(got["id"], ("", ""))
        title = typed(got["title"]).replace(folded, whole)
        if OCR.search(got["path"]):
            self.assertTrue(typed(want["title"]).startswith(title) and len(title) > 30, title)
        else:
            self.assertEqual(title, typed(want["title"]))
        self.assertEqual(got["published"], want["published"])

    def check_facts(self, want, got):
        expected, found = facts_of(want), facts_of(got)
        found["dates"].discard(EXTRA_DATES.get(got["id"]))
        for kind, values in expected.items():
            self.assertEqual(found[kind], values, kind)

    def check(self, files, least=0.99, whole=True):
        """Every file gives a text, and what comes out of it is that text."""
        wanted = {name_of(d): d for d in self.extract(*(MADE / f"{name}.txt" for name in NAMES))}
        self.assertEqual(len(wanted), 10)
        documents = self.extract(*files)
        self.assertEqual({d["path"].split("!")[0] for d in documents}, {f.name for f in files})
        for got in documents:
            want = wanted[name_of(got)]
            with self.subTest(got["id"], path=got["path"]):
                text, body = wanted_text(want, got["path"]), normal(body_of(got))
                self.assertGreaterEqual(agreement(text[:len(body)] if not whole else text, body), least, body)
                if least == 0.99:
                    self.check_facts(want, got)
                self.check_head(want, got)
                if least == 0.99:
                    self.assertEqual([kind for kind, _ in parts_of(got)], [kind for kind, _ in parts_of(want)])

    def test_parts_of_agreements(self):
        """In the two agreements, however they are written; in no other text."""
        want = {"en-memorandum": {"article": 4, "parties": 4, "preamble": 3, "signatures": 6, "annex": 1},
                "vi-bien-ban": {"article": 4, "parties": 6, "preamble": 4, "signatures": 4, "annex": 1}}
        for name in NAMES:
            text = (MADE / f"{name}.txt").read_text("utf-8")
            ways = {"as-it-is": text, "nfd": unicodedata.normalize("NFD", text), "capitals": text.upper(),
                    "plain": without_accents(text), "plain-capitals": without_accents(text).upper(),
                    "narrow": "\n\n".join(textwrap.fill(p, 60) if "|" not in p else p for p in text.split("\n\n"))}
            for way, written in ways.items():
                with self.subTest(name, way=way):
                    got = self.extract(self.write(f"{way}/{name}.txt", written))[0]
                    kinds = [kind for kind, _ in parts_of(got)]
                    self.assertEqual({k: kinds.count(k) for k in PARTS if k in kinds}, want.get(name, {}), parts_of(got))

    def test_formats_that_hoptac_reads_itself(self):
        self.check(self.files(lambda name: not OCR.search(name) and not name.endswith((".doc", ".rtf", ".txt"))))

    def test_old_word_files_and_rtf(self):
        for ending, programs in CONVERTERS.items():
            if not any(map(shutil.which, programs)):
                self.skipTest(f"none of {programs} is installed")
            self.check(self.files(lambda name: name.endswith(ending)))

    @unittest.skipUnless(has_tesseract(), "tesseract with vie and eng is not installed")
    def test_scans(self):
        all_of_them = os.environ.get("HOPTAC_LONG")
        two = {"en-press-release.scan.pdf", "vi-thong-cao.scan.pdf"}
        self.check(self.files(lambda name: name.endswith(".scan.pdf") and (all_of_them or name in two)), 0.95)

    @unittest.skipUnless(has_tesseract(), "tesseract with vie and eng is not installed")
    def test_pictures_of_first_pages(self):
        self.check(self.files(lambda name: name.endswith((".png", ".tif"))), 0.95, whole=False)


if __name__ == "__main__":
    harness.main()
