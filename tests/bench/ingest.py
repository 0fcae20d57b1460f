#!/usr/bin/env python3
"""Times ingest beside bare Xapian programs, earlier runs and other programs, and prints what must hold of its speed.

usage: scripts/bench [--documents N] [--large N] [--rounds N] [--pairs N] [--long] [--record] [PART]...

PART, by default all but peers:
  full    an ingest, --jobs 1, and bare programs that write the same documents with the same terms, positions, values
          and data: in parts of 500 that one compact merges, and with a commit every 10,000
  again   a run without changes beside a bare walk; one with a hundredth of the files changed
  jobs    --jobs 2 beside --jobs 1, in pairs
  large   full without the bare programs, and again, once with --large documents
  shards  answers of four remote shards beside four local ones (tests/bench/shards.py)
  peers   Omega and Recoll on the html form, SQLite FTS5 on the texts; those that are installed

All read the same generated documents (tests/bench/releases.py), made once and kept in build/bench. In each round the
programs take turns; figures are medians of the rounds, ratios those within a round. CPU is what the program and its
children used. On a machine with other work read CPU and ratios. The exit status is 0 whether the bounds hold or not.
"""
import argparse
import datetime
import os
import platform
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from measured import Cost, median, ratio, run
from peers import installed
from releases import write_all

ROOT = Path(__file__).resolve().parents[2]
PARTS = ["full", "again", "jobs", "large", "shards", "peers"]
COMPACTED, COMMITS = "bare Xapian, parts and compact", "bare Xapian, commits"
UNCHANGED, CHANGED, WALK = "without changes", "1 % changed", "bare walk"


@dataclass
class Line:
    """A figure and the bound that it must keep, if there is one."""
    what: str
    figure: float
    bound: float | None = None
    unit: str = "x"

    def cells(self):
        if self.bound is None:
            return [self.what, f"{self.figure:.2f} {self.unit}", "", ""]
        return [self.what, f"{self.figure:.2f} {self.unit}", f"≤ {self.bound:.2f}", "holds" if self.figure <= self.bound else "missed"]


class Bench:
    """Folders and programs of a run, and what it has measured: costs by what was run, one a round."""

    def __init__(self, options):
        self.options = options
        self.work = options.work.resolve()
        self.bare = options.binary.parent / "tests/bench"
        self.costs = defaultdict(list)
        self.more = []  # lines that no cost stands behind
        self.setting = setting(options)

    def documents(self, count, form="txt"):
        folder = self.work / f"{form}-{count}"
        write_all(folder, count, form)
        return folder

    def empty(self, name):
        place = self.work / name
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        return place

    def ingest(self, what, folder, index, jobs=1):
        cost = run([self.options.binary, "ingest", "--quiet", folder, "--index", index, "--jobs", jobs], index / "current/docs")
        self.costs[what].append(cost)
        return cost

    def bare_index(self, what, way):
        command = [self.bare / "bare_index", self.work / "index", self.empty("bare"), way]
        done = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        self.costs[what].append(Cost(float(done[0]), float(done[1]), int(done[2]) / 1024, int(done[3])))

    def full(self):
        self.ingest("hoptac", self.documents(self.options.documents), self.empty("index"))
        self.bare_index(COMPACTED, "parts")
        self.bare_index(COMMITS, "commits")

    def again(self, folder, suffix=""):
        """On the index that `full` or `large` has left."""
        index = self.work / "index"
        self.costs[WALK + suffix].append(run([self.bare / "bare_walk", folder]))
        self.ingest(UNCHANGED + suffix, folder, index)
        with Changed(folder):
            self.ingest(CHANGED + suffix, folder, index)

    def peers(self, there):
        for peer in there:
            self.costs[peer.name].append(peer.index(self.documents(self.options.documents, peer.form), self.empty("peer")))
        if any(peer.form == "html" for peer in there):
            self.ingest("hoptac, html", self.documents(self.options.documents, "html"), self.empty("peer"))

    def jobs(self):
        folder = self.documents(self.options.documents)
        for pair in range(self.options.pairs):
            for jobs in (1, 2) if pair % 2 else (2, 1):
                self.ingest(f"--jobs {jobs}, in pairs", folder, self.empty("index"), jobs)

    def large(self):
        folder = self.documents(self.options.large)
        self.ingest("hoptac, large", folder, self.empty("index"))
        self.again(folder, ", large")

    def shards(self):
        command = [sys.executable, ROOT / "tests/bench/shards.py", "--documents", str(min(self.options.documents, 4000))]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "HOPTAC": str(self.options.binary)})
        figure = float(re.search(r"p95 of four servers to four local shards ([\d.]+)", done.stdout).group(1))
        self.more.append(Line("remote shards, p95 to local ones", figure, 3))

    def run(self, parts):
        there = installed() if "peers" in parts else []
        for _ in range(self.options.rounds if {"full", "again", "peers"} & parts else 0):
            if {"full", "again"} & parts:
                self.full()
            if "again" in parts:
                self.again(self.documents(self.options.documents))
            self.peers(there)
        for part in ("jobs", "large", "shards"):
            if part in parts:
                getattr(self, part)()
        for place in ("index", "bare", "peer"):
            shutil.rmtree(self.work / place, ignore_errors=True)


class Changed:
    """Within it one file in a hundred has a sentence more."""

    def __init__(self, folder):
        self.before = {p: (p.read_bytes(), p.stat()) for p in sorted(p for p in folder.rglob("*") if p.is_file())[::100]}

    def __enter__(self):
        for path, (content, _) in self.before.items():
            path.write_bytes(content + "Thỏa thuận được gia hạn. The agreement was renewed.\n".encode())

    def __exit__(self, *_):
        for path, (content, stat) in self.before.items():
            path.write_bytes(content)
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def full_lines(costs):
    own = costs["hoptac"]
    yield Line("full ingest, CPU to bare Xapian in parts", ratio(own, costs[COMPACTED], "cpu"), 1.3)
    yield Line("full ingest, CPU to bare Xapian with commits", ratio(own, costs[COMMITS], "cpu"), 1.5)
    yield Line("index size to bare Xapian, compacted", ratio(own, costs[COMPACTED], "size"), 1.25)
    yield Line("full ingest, largest process", max(c.peak for c in own), 400, "MiB")


def again_lines(costs, full, suffix=""):
    unchanged, walk = costs[UNCHANGED + suffix], costs[WALK + suffix]
    yield Line(f"{UNCHANGED}{suffix}, CPU (bound: 1.5 x walk + .5 s)", median(unchanged, "cpu"), 1.5 * median(walk, "cpu") + 0.5, "s")
    yield Line(f"{UNCHANGED}{suffix}, wall", median(unchanged, "wall"), None, "s")
    yield Line(f"{CHANGED}{suffix}, CPU to full", 100 * ratio(costs[CHANGED + suffix], full, "cpu"), 3, "%")


def large_lines(costs, options):
    large = costs["hoptac, large"]
    if costs["hoptac"]:
        growth = median(large, "cpu") / options.large / (median(costs["hoptac"], "cpu") / options.documents)
        yield Line(f"CPU a document, {options.large} to {options.documents}", growth, 1.1)
    yield Line("full ingest, large, largest process", max(c.peak for c in large), 400, "MiB")
    yield from again_lines(costs, large, ", large")


def peer_lines(costs):
    for peer in ("Omega", "Recoll"):
        if costs[peer]:
            yield Line(f"full ingest of html, CPU to {peer} (goal .5)", ratio(costs["hoptac, html"], costs[peer], "cpu"), 1)
    if costs["SQLite FTS5"] and costs["hoptac"]:
        yield Line("full ingest of texts, CPU to SQLite FTS5", ratio(costs["hoptac"], costs["SQLite FTS5"], "cpu"))


def lines(bench):
    """What must hold of speed, of all that was measured."""
    costs = bench.costs
    if costs["hoptac"]:
        yield from full_lines(costs)
    if costs[UNCHANGED]:
        yield from again_lines(costs, costs["hoptac"])
    if costs["hoptac, large"]:
        yield from large_lines(costs, bench.options)
    one, two = costs["--jobs 1, in pairs"], costs["--jobs 2, in pairs"]
    if two:
        yield Line("--jobs 2, wall to --jobs 1", ratio(two, one, "wall"), 0.65)
        yield Line("--jobs 2, CPU to --jobs 1", ratio(two, one, "cpu"))
    yield from peer_lines(costs)
    yield from bench.more


def table(head, rows):
    """A table of Markdown that is one for eyes too."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    shown = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in [head, *rows]]
    return "\n".join([shown[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *shown[1:]])


def measured(costs):
    rows = [[what, f"{median(c, 'cpu'):.2f}", f"{median(c, 'wall'):.2f}", f"{max(x.peak for x in c):.0f}", f"{median(c, 'size') / 1e6:.1f}", str(len(c))]
            for what, c in costs.items() if c]
    return table(["run", "CPU s", "wall s", "largest process MiB", "index MB", "n"], rows)


def setting(options):
    """Where and what, as it was at the start: needed to read the figures a year later."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    revision = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty"], capture_output=True, text=True).stdout.strip()
    return (f"Revision {revision or 'unknown'}, {os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, load {os.getloadavg()[0]:.1f} at the start. "
            f"{options.documents} generated documents, medians of {options.rounds} rounds, {options.pairs} pairs, large = {options.large}.")


def record(text):
    """Below what the file of the day has already."""
    now = datetime.datetime.now(datetime.timezone.utc)
    path = ROOT / f"docs/benchmarks/{now:%Y-%m-%d}.md"
    before = path.read_text(encoding="utf-8") if path.exists() else f"# Benchmarks, {now:%Y-%m-%d}\n"
    path.write_text(f"{before}\n## scripts/bench, {now:%H:%M} UTC\n\n{text}\n", encoding="utf-8")
    print(f"\nkept in {path.relative_to(ROOT)}")


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS)
    parser.add_argument("parts", nargs="*", metavar="PART", help="what to time (default: all but peers)")
    parser.add_argument("--documents", type=int, default=20000, help="documents of a round (20000)")
    parser.add_argument("--large", type=int, default=100000, help="documents of the large part (100000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of full, again and peers (3)")
    parser.add_argument("--pairs", type=int, default=5, help="pairs of --jobs 1 and --jobs 2 (5)")
    parser.add_argument("--long", action="store_true", help="with peers")
    parser.add_argument("--record", action="store_true", help="keep the result in docs/benchmarks/DATE.md")
    parser.add_argument("--binary", type=Path, default=ROOT / "build/release/hoptac", help="the program; the bare ones are those of its build")
    parser.add_argument("--work", type=Path, default=ROOT / "build/bench", help="folder for documents and indexes (build/bench)")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    parts = set(options.parts or PARTS[:-1]) | ({"peers"} if options.long else set())
    bench = Bench(options)
    bench.run(parts)
    text = "\n\n".join([bench.setting, table(["what must hold", "figure", "bound", ""], [line.cells() for line in lines(bench)]), measured(bench.costs)])
    print(text)
    if options.record:
        record(text)


if __name__ == "__main__":
    main()
