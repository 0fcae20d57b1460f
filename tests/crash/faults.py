#!/usr/bin/env python3
"""Lets every call of `hoptac ingest` that changes a file fail, one a run, and looks at what is left.

usage: faults.py HOPTAC SHIM BESIDE [SCENARIO]

BESIDE is ingest_beside.cc, a run whose small change goes through parts. SHIM is fault_shim.c built as a library. A run is traced once; then, for each of its calls and each kind of fault, it is
repeated on a copy of the index it began with, and the call at that number is hit. After each, the index must be sound,
hold every document that a `committed` event named, as it will be at the end, and every other document that it had and
is to keep; a plain run of the same command must end in the export and the register of an undisturbed index.
Every call with HOPTAC_LONG=1 (SCENARIO: of one command alone), else some drawn by HOPTAC_SEED (7), within a minute.
"""
import collections
import concurrent.futures
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOPTAC, SHIM, BESIDE = sys.argv[1:4]
ONLY = sys.argv[4] if len(sys.argv) > 4 else None
LONG = os.environ.get("HOPTAC_LONG") == "1"
SEED = int(os.environ.get("HOPTAC_SEED", "7"))
KINDS = ["kill", "torn", "eio", "enospc", "full"]
SHORT_RUNS = 48
CANNOT_WRITE = 6


def agreement(language, n):
    if language == "vi":
        return f"Bệnh viện số {n} ký kết\n\nNgày {n}/10/2022, Bệnh viện Bạch Mai và Đại học Y Hà Nội ký biên bản ghi nhớ {n}.\n"
    return f"Hospital {n} signs\n\nHANOI, {n} March 2021 - Vinmec and Seoul National University Hospital signed an MOU {n}.\n"


def make_sources(folder):
    """Both languages, copies of each other, a page that a worker reads, a file of many records."""
    folder.mkdir()
    for n in range(1, 9):
        (folder / f"f{n}.txt").write_text(agreement("vi" if n % 2 else "en", n), "utf-8")
    (folder / "a-copy.txt").write_text(agreement("vi", 3), "utf-8")
    (folder / "z-copy.txt").write_text(agreement("en", 4), "utf-8")
    page = "<html><head><title>Hợp tác</title></head><body><h1>Hợp tác</h1><p>Ngày 3/5/2020, Vinmec ký biên bản ghi nhớ với Đại học Y Hà Nội.</p></body></html>"
    (folder / "page.html").write_text(page, "utf-8")
    rows = [{"_id": f"record-{n}", "title": f"Record {n}", "text": agreement("en", n)} for n in range(1, 7)]
    (folder / "many.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def change_sources(folder):
    """Changed, new and vanished files, a keeper of copies and a record among them."""
    (folder / "f1.txt").write_text(agreement("vi", 21), "utf-8")
    (folder / "f6.txt").write_text(agreement("en", 22), "utf-8")
    (folder / "new.txt").write_text(agreement("vi", 23), "utf-8")
    (folder / "f2.txt").unlink()
    (folder / "a-copy.txt").unlink()
    rows = (folder / "many.jsonl").read_text("utf-8").splitlines()[1:]
    rows.append(json.dumps({"_id": "record-9", "title": "Record 9", "text": agreement("en", 9)}))
    (folder / "many.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    long_ago = time.time() - 3600  # else their time says nothing yet, and each run reads them again
    for path in folder.iterdir():
        os.utime(path, (long_ago, long_ago))


def ask(*arguments):
    done = subprocess.run([HOPTAC, *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


class Failed(Exception):
    pass


def must(*arguments):
    status, out, err = ask(*arguments)
    if status != 0:
        raise Failed(f"{arguments[0]}: exit {status}: {out[-300:]}{err[-600:]}")
    return out


def content(index):
    """What an index says: its documents by id, and its register."""
    documents = {}
    text = must("export", "--index", str(index))
    for line in text.splitlines():
        documents[json.loads(line)["id"]] = line
    return text, documents


def register(index):
    return must("agreements", "--index", str(index), "--format", "jsonl")


class Scenario:
    """One command on one index. `base` is what it begins with, or None."""

    def __init__(self, name, work, base, sources, options, program):
        self.name, self.work, self.base, self.program = name, work, base, program
        self.command = [str(sources), *options]
        self.calm = work / f"calm-{name}"
        self.copy_base(self.calm)
        self.before = content(self.calm)[1] if base else {}
        trace = work / f"trace-{name}"
        status, _, err = self.run(self.calm, {"FAULT_TRACE": str(trace)})
        if status != 0:
            raise Failed(f"{name}: exit {status} without a fault: {err}")
        self.calls = [line.split(" ", 2)[1:] for line in trace.read_text("utf-8", "replace").splitlines()]
        must("verify", "--index", str(self.calm))
        self.text, self.after = content(self.calm)
        self.register = register(self.calm)

    def copy_base(self, index):
        if self.base:
            shutil.copytree(self.base, index, symlinks=True)

    def run(self, index, faults):
        """Exit status, events, and what it said."""
        command = [*self.program, "--index", str(index), *self.command]
        environment = {**os.environ, **faults, "LD_PRELOAD": SHIM}
        # Pipes: what is told is no file that can be full.
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
                               start_new_session=True)
        out, err = run.communicate(timeout=120)
        return run.returncode, (out + err).splitlines(), err

    def hit(self, number, kind):
        """Raises Failed; the exit status of the run that was hit."""
        index = self.work / f"{self.name}-{number}-{kind}"
        try:
            self.copy_base(index)
            status, lines, err = self.run(index, {"FAULT_AT": str(number), "FAULT_KIND": kind})
            self.check_status(status, kind, self.calls[number - 1][1], err)
            self.check_left(index, acknowledged_by(lines), status)
            self.check_again(index)
            return status
        finally:
            shutil.rmtree(index, ignore_errors=True)

    def check_status(self, status, kind, path, err):
        if kind in ("kill", "torn"):
            if status not in (-signal.SIGKILL, 0):  # of two threads, the numbers vary a little
                raise Failed(f"exit {status}: {err[-500:]}")
        elif status == 1 and path.startswith("/memfd:"):  # memory that is short costs a file
            pass
        elif status not in (0, CANNOT_WRITE):
            raise Failed(f"exit {status}, not {CANNOT_WRITE}: {err[-500:]}")

    def check_left(self, index, acknowledged, status):
        if not os.path.lexists(index / "current"):
            if self.base or acknowledged or status == 0:
                raise Failed(f"no index is left; acknowledged: {sorted(acknowledged)}; exit {status}")
            return
        must("verify", "--index", str(index))
        documents = content(index)[1]
        for name in acknowledged:
            if documents.get(name) is None or name not in self.after:
                raise Failed(f"acknowledged, but lost: {name}")
            if documents[name] != self.after[name]:
                raise Failed(f"acknowledged, but not as it was: {name}")
        lost = (self.before.keys() & self.after.keys()) - documents.keys()
        if lost:
            raise Failed(f"it had {sorted(lost)}, and was to keep them")
        if status == 0 and documents.keys() != self.after.keys():
            raise Failed("exit 0, but not all is done")

    def check_again(self, index):
        status, _, err = ask("ingest", "--index", str(index), *self.command)
        if status not in (0, 1):
            raise Failed(f"the next run: exit {status}: {err[-500:]}")
        text, _ = content(index)
        if text != self.text:
            raise Failed("after the next run the export is not that of an undisturbed index")
        if register(index) != self.register:
            raise Failed("after the next run the register is not that of an undisturbed index")
        if LONG:
            must("verify", "--index", str(index))


def acknowledged_by(lines):
    out = set()
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue  # cut by a kill, or no event
        if isinstance(event, dict):
            out.update(event.get("committed") or event.get("ids") or [])
    return out


def faults_of(scenario):
    """All of a scenario; what is no write cannot be torn."""
    for number, (call, _) in enumerate(scenario.calls, 1):
        for kind in KINDS:
            if kind != "torn" or call in ("write", "pwrite", "writev"):
                yield scenario, number, kind


def hit(fault):
    """The exit status, and what is wrong afterwards."""
    scenario, number, kind = fault
    try:
        return scenario.hit(number, kind), None
    except (Failed, subprocess.TimeoutExpired) as problem:
        call = " ".join(scenario.calls[number - 1])
        return None, f"{scenario.name}: {kind} at call {number} ({call}): {problem}"


def hit_all(scenarios, share):
    """Hits `share` of all faults; the problems, and how often a kind ended in which status."""
    faults = [fault for scenario in scenarios for fault in faults_of(scenario)]
    if not LONG:
        faults = random.Random(SEED).sample(faults, min(len(faults), round(share * SHORT_RUNS)))
    problems, statuses = [], collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for (_, _, kind), (status, problem) in zip(faults, pool.map(hit, faults)):
            statuses[f"{kind} {status}"] += 1
            if problem:
                problems.append(problem)
                print(problem, flush=True)
    return problems, statuses


def begun(first, work):
    """An index whose first build was killed before its parts were merged."""
    index = work / "begun"
    number = next(n for n, (_, path) in enumerate(first.calls, 1) if "/gen-1/docs/" in path)
    first.run(index, {"FAULT_AT": str(number), "FAULT_KIND": "kill"})
    return index


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sources = work / "press"
        problems, statuses = [], collections.Counter()

        def scenario(name, base, *options, program=(HOPTAC, "ingest", "--progress", "json")):
            made = Scenario(name, work, base, sources, options, program)
            counts = dict(collections.Counter(call for call, _ in made.calls))
            print(f"{name}: {len(made.calls)} calls: {counts}", flush=True)
            return made

        def run(scenarios, share):
            wanted = [s for s in scenarios if ONLY is None or ONLY == s.name]
            found, seen = hit_all(wanted, share)
            problems.extend(found)
            statuses.update(seen)

        make_sources(sources)
        first = scenario("first", None, "--jobs", "1")
        resumed = scenario("resumed", begun(first, work), "--jobs", "1")
        run([first, resumed, scenario("first-2", None, "--jobs", "2")], 0.5)
        change_sources(sources)
        run([scenario("second", first.calm, "--jobs", "1", "--prune"),
             scenario("second-2", first.calm, "--jobs", "2", "--prune"),
             scenario("beside", first.calm, "--jobs", "1", "--prune", program=[BESIDE]),
             scenario("rebuild", first.calm, "--jobs", "1", "--rebuild", "--prune")], 0.5)
        print(f"{statuses.total()} faults; exit statuses by kind: {dict(sorted(statuses.items()))}")
        if problems:
            sys.exit(f"{len(problems)} failed")


main()
