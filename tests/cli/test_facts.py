#!/usr/bin/env python3
"""Facts of the annotated texts against their gold: floors under what extraction reaches, and what it promises of every fact."""
import re
import sys
import tempfile
from pathlib import Path

from harness import ROOT, HoptacTest, main

sys.path.insert(0, str(ROOT / "tests/eval"))
from score import Comparer, gold_files, score  # noqa: E402
from variants import KINDS, write_variant  # noqa: E402

CORPUS = ROOT / "corpus/documents"
OPEN = ROOT / "tests/eval/open"
# F1 below which a change has broken something; `scripts/measure` prints what is reached.
FLOORS = {
    "corpus": {"institutions": 0.97, "people": 0.98, "dates": 0.98, "certifications": 0.97, "roles": 0.97, "agreements": 0.95},
    "open": {"institutions": 0.96, "people": 0.98, "dates": 0.95, "certifications": 0.96, "roles": 0.96, "agreements": 0.79},
}
DROP = 0.02  # what another dress of the same text may cost
DROP_WITHOUT_ACCENTS = 0.15


class Facts(HoptacTest):
    def extract(self, *args):
        return self.run_hoptac("extract", *args, status=0).lines

    def check_floors(self, name, total):
        for kind, floor in FLOORS[name].items():
            with self.subTest(f"{name} {kind}"):
                print(f"{name} {kind}: F1 {total.counts[kind].f1:.3f}")
                self.assertGreaterEqual(total.counts[kind].f1, floor)

    def test_corpus_against_gold(self):
        self.check_floors("corpus", score(gold_files(ROOT / "corpus/gold"), self.extract(CORPUS)))

    def test_open_texts_against_gold_in_every_dress(self):
        gold = gold_files(OPEN)
        plain = {False: score(gold, self.extract(OPEN)), True: score(gold, self.extract(OPEN), fold=True)}
        self.check_floors("open", plain[False])
        self.assertEqual(plain[False].counts["surfaces"].false, 0)
        for dress in KINDS:
            with tempfile.TemporaryDirectory() as folder:
                write_variant(dress, OPEN, folder)
                bare = dress == "bare"
                total = score({k: (g, None) for k, (g, _) in gold.items()}, self.extract(folder), fold=bare)
            for kind in FLOORS["open"]:
                with self.subTest(f"{dress} {kind}"):
                    lost = plain[bare].counts[kind].f1 - total.counts[kind].f1
                    self.assertLessEqual(lost, DROP_WITHOUT_ACCENTS if bare else DROP)

    def test_cost_grows_with_length_not_with_its_square(self):
        texts = [p.read_text(encoding="utf-8") for p in sorted(OPEN.rglob("*.txt"))]
        seconds = []
        for times in (1, 4):
            with tempfile.TemporaryDirectory() as folder:
                (Path(folder) / "long.txt").write_text("\n\n".join(texts * times), encoding="utf-8")
                done = self.run_hoptac("extract", "--stats", folder, status=0)
            seconds.append(float(re.search(r"facts: ([\d.]+) s", done.err).group(1)))
        self.assertLess(seconds[1], 9 * seconds[0], seconds)

    def test_long_lists_do_not_cost_their_square(self):
        syllables = [c + v for c in "bcdfghklmnprstv" for v in "aeiou"]
        names = [(a + b + c).capitalize() for a in syllables[:40] for b in syllables[:10] for c in syllables[-10:]]
        for line in ("On 5 May 2024, Lotus Hospital signed a memorandum of understanding with {} University.",
                     "{0} Hospital received the {0} Award and was ranked second in the {0} ranking, member of the {0} Network."):
            with tempfile.TemporaryDirectory() as folder:
                (Path(folder) / "long.txt").write_text("News\n\n" + "\n".join(map(line.format, names)), encoding="utf-8")
                done = self.run_hoptac("extract", "--stats", folder, status=0)
            self.assertLess(float(re.search(r"facts: ([\d.]+) s", done.err).group(1)), 5, line)

    def test_spans_slice_to_surfaces(self):
        form = Comparer().form
        for document in self.extract("--with-text", CORPUS):
            text = document["text"].encode()
            for kind in ("institutions", "people", "dates", "certifications"):
                for entry in document[kind]:
                    names = [entry.get("text") or entry["name"], *entry.get("aliases", []), entry.get("full")]
                    slices = {form(text[m["begin"]:m["end"]].decode()) for m in entry["mentions"]}
                    self.assertTrue({form(n) for n in names} & slices, (document["id"], entry))

    def test_anonymised_people_never_leave(self):
        for document in self.extract(CORPUS):
            self.assertFalse([p for p in document["people"] if "N.T.K" in p["name"]])

    def test_min_confidence_is_a_subset(self):
        everything = {d["id"]: d for d in self.extract(CORPUS)}
        levels = ["guess", "likely", "certain"]
        for i, level in enumerate(levels):
            for document in self.extract("--min-confidence", level, CORPUS):
                for kind in ("institutions", "people", "dates", "certifications", "agreements"):
                    want = [f for f in everything[document["id"]][kind] if f["confidence"] in levels[i:]]
                    drop_roles = lambda facts: [{k: v for k, v in f.items() if k not in ("roles", "party_ids")} for f in facts]
                    self.assertEqual(drop_roles(document[kind]), drop_roles(want))

    def test_explain_tells_rules_and_reasons(self):
        for document in self.extract("--explain", CORPUS):
            for institution in document["institutions"]:
                self.assertTrue(institution["reasons"])
                self.assertTrue(all(m["rule"] for m in institution["mentions"]))

    def test_agreements_by_confidence(self):
        self.run_hoptac("ingest", CORPUS)
        rows = self.run_hoptac("agreements", "--format", "jsonl", status=0).lines
        sure = self.run_hoptac("agreements", "--min-confidence", "certain", "--format", "jsonl", status=0).lines
        self.assertEqual([r["id"] for r in sure], [r["id"] for r in rows if r["confidence"] == "certain"])
        self.assertTrue(sure)
        self.assertLess(len(sure), len(rows))
        self.assertEqual(self.run_hoptac("agreements", "--min-confidence", "sure").status, 2)


main()
