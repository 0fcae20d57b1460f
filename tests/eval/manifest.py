#!/usr/bin/env python3
"""Compares extraction of generated documents with the generator's manifest.

usage: manifest.py BINARY FOLDER [--part K/N] [--errors]

FOLDER holds docs/ and manifest.jsonl, a line a document: path, entities {people: [{name}], orgs: [name], dates: [{iso}],
certs: [name]}. --part 1/20 takes the first of twenty slices. Only names that the manifest lists or the program finds are
counted; a text says each of them in full, so equality is of folded names. F1 of each type is printed.
"""
import argparse
import json
import subprocess
import tempfile
import shutil
from pathlib import Path

from score import Comparer, Count


def names(form, entries):
    return {form(n) for e in entries for n in [e["name"], *e.get("aliases", [])]}


def compare(counts, form, wanted, found):
    """One document. A found entity is right when any of its surfaces is wanted, and a wanted one found likewise."""
    entities = wanted["entities"]
    lists = {
        "institutions": ({form(o) for o in entities["orgs"]}, found["institutions"]),
        "people": ({form(p["name"]) for p in entities["people"]}, found["people"]),
        "certifications": ({form(c) for c in entities["certs"]}, found["certifications"]),
    }
    for kind, (want, got) in lists.items():
        for missing in sorted(want - names(form, got)):
            counts[kind].miss(missing)
        for entity in got:
            if want & names(form, [entity]):
                counts[kind].right += 1
            else:
                counts[kind].alarm(entity["name"])
    want = {d["iso"] for d in entities["dates"]}
    got = {d["iso"] for d in found["dates"] if d["iso"]}
    counts["dates"].right += len(want & got)
    for d in sorted(want - got):
        counts["dates"].miss(d)
    for d in sorted(got - want):
        counts["dates"].alarm(d)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary"), parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="1/1"), parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    part, parts = map(int, args.part.split("/"))
    rows = [json.loads(line) for line in (args.folder / "manifest.jsonl").open(encoding="utf-8")][part - 1::parts]
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            shutil.copy(args.folder / row["path"], folder)
        out = subprocess.run([args.binary, "extract", folder, "--format", "jsonl"], capture_output=True, check=True, text=True)
    found = {Path(d["path"]).name: d for d in map(json.loads, out.stdout.splitlines())}
    counts, form = {k: Count() for k in ("institutions", "people", "dates", "certifications")}, Comparer().form
    for row in rows:
        before = {k: len(c.notes) for k, c in counts.items()}
        compare(counts, form, row, found[Path(row["path"]).name])
        for kind, c in counts.items():
            if args.errors:
                print(*(f"{kind}\t{row['id']}\t{note}\n" for note in c.notes[before[kind]:]), sep="", end="")
    for kind, c in counts.items():
        print(f"{kind:16} P {c.precision:.4f}  R {c.recall:.4f}  F1 {c.f1:.4f}  right {c.right}  false {c.false}  missed {c.missed}")


if __name__ == "__main__":
    main()
