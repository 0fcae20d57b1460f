#!/usr/bin/env python3
"""Writes a folder of annotated texts in another dress, to see how much extraction loses.

usage: variants.py KIND FROM TO

KIND   nfd      decomposed Unicode
       old      old-style tones (hoà → hòa, thuý → thúy)
       caps     the headline (first line) in capitals
       wrapped  lines broken hard at 72 columns
       html     a web page with the headline as its title and heading, paragraphs as paragraphs
       bare     no accents at all
"""
import html
import re
import sys
import textwrap
import unicodedata
from pathlib import Path

# New-style clusters whose tone old style writes one letter earlier, when nothing follows; not behind q ("quý").
OPEN_CLUSTER = re.compile(r"(?<![qQ])(o)([àáảãạèéẻẽẹ])(?!\w)|(?<![qQ])(u)([ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
FIRST_LINE = re.compile(r"\S[^\n]*")


def old_tones(text):
    def swap(match):
        first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
        vowel, tone = unicodedata.normalize("NFD", second)
        return unicodedata.normalize("NFC", first + tone) + vowel

    return OPEN_CLUSTER.sub(swap, text)


def page(text):
    paragraphs = [p for p in re.split(r"\n\s*\n", text) if p.strip()]
    title = html.escape(paragraphs[0].splitlines()[0].strip())
    rest = "\n".join(paragraphs[0].splitlines()[1:])
    body = "\n".join("<p>" + html.escape(p).replace("\n", "<br>\n") + "</p>" for p in [rest, *paragraphs[1:]] if p.strip())
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n<body><h1>{title}</h1>\n{body}\n</body></html>\n'


def wrap(text):
    return "\n".join(textwrap.fill(line, 72, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))


def bare(text):
    letters = unicodedata.normalize("NFD", text)
    return "".join(c for c in letters if unicodedata.category(c) != "Mn").replace("đ", "d").replace("Đ", "D")


KINDS = {
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "old": old_tones,
    "caps": lambda text: FIRST_LINE.sub(lambda m: m[0].upper(), text, count=1),
    "wrapped": wrap,
    "html": page,
    "bare": bare,
}


def write_variant(kind, source, target):
    """Texts of `source` as `kind` in `target` (flat, which must exist)."""
    suffix = ".html" if kind == "html" else ".txt"
    for path in sorted(Path(source).rglob("*.txt")):
        (Path(target) / (path.stem + suffix)).write_text(KINDS[kind](path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    Path(sys.argv[3]).mkdir(parents=True, exist_ok=True)
    write_variant(*sys.argv[1:])
