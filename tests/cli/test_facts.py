#!/usr/bin/env python3
"""Facts of the sample corpus against its gold: a floor under what extraction reaches.

Counts exact matches: names (or an alias), ISO dates, certification labels, and agreements by parties and date.
"""
import json
import unicodedata

from harness import ROOT, HoptacTest, main

FLOOR = {"institutions": 0.75, "people": 0.85, "dates": 0.9, "certifications": 0.75, "agreements": 0.7}


def fold(text):
    text = unicodedata.normalize("NFC", text or "").casefold()
    return " ".join(text.replace("–", "-").replace("’", "'").split()).strip(" .")


def keys(kind, entry):
    """The names under which an entry counts as found; an agreement is named by its parties and date."""
    if kind == "dates":
        return {entry["iso"]} - {None}
    if kind == "agreements":
        return {(frozenset(map(fold, entry["parties"])), entry["signed"])}
    return {fold(entry["name"])} | {fold(a) for a in entry.get("aliases", [])}


def count(kind, gold, found):
    wanted = [keys(kind, g) for g in gold if not g.get("optional")]
    allowed = [keys(kind, g) for g in gold if g.get("optional")]
    got = [keys(kind, f) for f in found if f.get("status") != "reported"]
    wanted, got = [w for w in wanted if w], [g for g in got if g]
    if kind == "dates":
        wanted, got = [{x} for x in set().union(*wanted)], [{x} for x in set().union(*got)]
    hits = sum(any(w & g for g in got) for w in wanted)
    alarms = sum(not any(g & w for w in wanted + allowed) for g in got)
    return hits, alarms, len(wanted) - hits


class Facts(HoptacTest):
    def test_facts_against_gold(self):
        found = {d["id"]: d for d in self.run_hoptac("extract", ROOT / "corpus/documents", status=0).lines}
        totals = {kind: [0, 0, 0] for kind in FLOOR}
        for path in sorted((ROOT / "corpus/gold").rglob("*.json")):
            gold = json.loads(path.read_text())
            self.assertIn(gold["id"], found)
            for kind in FLOOR:
                for i, n in enumerate(count(kind, gold[kind], found[gold["id"]][kind])):
                    totals[kind][i] += n
        for kind, (hits, alarms, misses) in totals.items():
            f1 = 2 * hits / (2 * hits + alarms + misses)
            print(f"{kind}: F1 {f1:.3f} ({hits} found, {alarms} false, {misses} missed)")
            with self.subTest(kind):
                self.assertGreaterEqual(f1, FLOOR[kind])

    def test_spans_slice_to_surfaces(self):
        for document in self.run_hoptac("extract", "--with-text", ROOT / "corpus/documents").lines:
            text = document["text"].encode()
            for kind in ("institutions", "people", "dates", "certifications"):
                for entry in document[kind]:
                    surfaces = {fold(entry.get("text") or entry["name"])} | {fold(a) for a in entry.get("aliases", [])} | {fold(entry.get("full"))}
                    slices = {fold(text[m["begin"]:m["end"]].decode()) for m in entry["mentions"]}
                    self.assertTrue(surfaces & slices, (document["id"], entry))

    def test_anonymised_people_never_leave(self):
        for document in self.run_hoptac("extract", ROOT / "corpus/documents").lines:
            self.assertFalse([p for p in document["people"] if "N.T.K" in p["name"]])


main()
