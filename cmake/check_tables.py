#!/usr/bin/env python3
"""Checks every data table: UTF-8, NFC, tab columns, no stray blanks, rows sorted and unique by the first column.

usage: check_tables.py INGEST_DIR
"""
import re
import sys
import unicodedata
from pathlib import Path


def check(path):
    text = path.read_bytes().decode("utf-8")
    if text != unicodedata.normalize("NFC", text):
        yield 0, "not NFC"
    if not text.endswith("\n") or "\r" in text:
        yield 0, "lines must end with one line feed, the last one too"
    rows = [(n, l) for n, l in enumerate(text.splitlines(), 1) if l and not l.startswith("#")]
    if not rows:
        yield 0, "no header row"
        return
    header = rows[0][1].split("\t")
    last = ""
    for number, line in rows[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            yield number, f"{len(cells)} cells, the header has {len(header)}"
            continue
        for cell in cells:
            if cell != cell.strip() or "  " in cell or re.search(r"[\u0000-\u001f\u200b\ufeff\u00a0]", cell):
                yield number, f"stray blank or control character in {cell[:40]!r}"
            if "||" in cell or cell.startswith("|") or cell.endswith("|"):
                yield number, f"empty list item in {cell[:40]!r}"
        if cells[0] <= last:
            yield number, f"{cells[0]!r} is not behind {last!r}: sort the rows by the first column, each once"
        last = cells[0]


def check_institutions(folder):
    """Parents exist; a name of two institutions is marked ambiguous in both."""
    lines = (folder / "authority/institutions.tsv").read_text("utf-8").splitlines()
    header = lines[0].split("\t")
    rows = [dict(zip(header, l.split("\t"))) for l in lines[1:]]
    ids = {r["id"] for r in rows}
    owners = {}
    for r in rows:
        if r["parent_id"] and r["parent_id"] not in ids:
            yield f"{r['id']}: unknown parent {r['parent_id']}"
        for name in filter(None, [r["name_en"], r["name_vi"], *r["aliases"].split("|")]):
            owners.setdefault(name.casefold(), set()).add(r["id"])
    for r in rows:
        ambiguous = {a.casefold() for a in r["ambiguous_aliases"].split("|")}
        for name in filter(None, [r["name_en"], r["name_vi"], *r["aliases"].split("|")]):
            if len(owners[name.casefold()]) > 1 and name.casefold() not in ambiguous:
                yield f"{r['id']}: {name!r} also names {sorted(owners[name.casefold()] - {r['id']})}; list it in ambiguous_aliases"


bad = 0
root = Path(sys.argv[1])
for table in sorted([*root.glob("authority/*.tsv"), *root.glob("lang/**/*.tsv")]):
    for number, message in check(table):
        print(f"{table}:{number}: {message}")
        bad += 1
for message in check_institutions(root):
    print(f"{root}/authority/institutions.tsv: {message}")
    bad += 1
sys.exit(bad > 0)
