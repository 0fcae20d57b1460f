#!/usr/bin/env python3
"""Readers in loops through ingest, rebuilds, reindex and rollback: no error, no answer from two revisions.

usage: readers.py HOPTAC [SECONDS]     20 s, ten minutes with HOPTAC_LONG=1

Every document of a state of the corpus carries the state's number in title, text and agreement, and there are always as
many of them. An answer that mixes two states, or has another number of rows, is of no revision; a pair of generation and
state that the writer never made neither.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HOPTAC = str(Path(sys.argv[1]).resolve())
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 600 if os.environ.get("HOPTAC_LONG") else 20
DOCUMENTS = 40
READERS = 4
STATE = re.compile(r"trạng thái (\d+)")


def write_state(folder, state):
    for i in range(DOCUMENTS):
        (folder / f"f{i:02}.txt").write_text(
            f"Bệnh viện Hải Lưu {i} báo tin, trạng thái {state}\n\nNgày {i % 28 + 1}/10/2022, Bệnh viện Hải Lưu {i} và Trường Đại học Y "
            f"Sông Mây ký biên bản ghi nhớ về đào tạo, trạng thái {state}.\n", "utf-8")


class Watch:
    """What the readers saw, and what the writer made."""

    def __init__(self, index):
        self.index, self.lock = index, threading.Lock()
        self.made, self.seen, self.faults, self.counts = set(), set(), [], {}
        self.over = threading.Event()

    def fault(self, *what):
        with self.lock:
            self.faults.append(" ".join(map(str, what)))
        self.over.set()

    def count(self, name):
        with self.lock:
            self.counts[name] = self.counts.get(name, 0) + 1

    def run(self, *arguments, statuses=(0,), stdin=None):
        done = subprocess.run([HOPTAC, *arguments, "--index", str(self.index)], capture_output=True, text=True, input=stdin, timeout=120)
        if done.returncode not in statuses:
            self.fault(arguments, "exit", done.returncode, done.stderr[-2000:])
            return None
        return done.stdout


def check_states(watch, name, texts, generation, rows, want):
    states = {int(s) for text in texts for s in STATE.findall(text)}
    if rows != want:
        watch.fault(name, f"{rows} rows, not {want}; states {states}, {generation}")
    elif len(states) != 1:
        watch.fault(name, f"states {states} in one answer of {generation}")
    elif generation:
        with watch.lock:
            watch.seen.add((generation, states.pop()))


def read_search(watch):
    answer = watch.run("search", "hai luu", "--format", "json", "--limit", "100", "--facets", "year,source")
    if answer is None:
        return
    answer = json.loads(answer)
    hits = answer["hits"]
    texts = [h["title"] + " ".join(p["text"] for p in h["passages"]) for h in hits]
    check_states(watch, "search", texts, answer["meta"]["generation"], len(hits), DOCUMENTS)
    if answer["total"] != DOCUMENTS or sum(f["count"] for f in answer["facets"]["source"]) != DOCUMENTS:
        watch.fault("search: total and facets", answer["total"], answer["facets"])


def read_agreements(watch):
    answer = watch.run("agreements", "--format", "json", "--limit", "100")
    if answer is None:
        return
    answer = json.loads(answer)
    rows = answer["agreements"]
    check_states(watch, "agreements", [r["title"] for r in rows], None, len(rows), DOCUMENTS)


def read_show(watch):
    answer = watch.run("show", f"press/f{random.randrange(DOCUMENTS):02}.txt", "--format", "json")
    if answer is not None:
        check_states(watch, "show", [answer], None, 1, 1)


def read_suggest(watch):
    answer = watch.run("suggest", "bệnh viện hải", "--format", "json")
    if answer is None:
        return
    counts = [c["count"] for c in json.loads(answer)["completions"] if c["kind"] == "word"]
    if any(c > DOCUMENTS for c in counts):
        watch.fault("suggest", counts)


def read_export(watch):
    done = subprocess.run(f"'{HOPTAC}' export --index '{watch.index}' | head -5", shell=True, capture_output=True, text=True, timeout=120)
    if done.stderr:
        watch.fault("export | head", done.stderr)
    for line in done.stdout.splitlines():
        check_states(watch, "export", [line], None, 1, 1)


def read_batch(watch):
    """One process over many questions: two publications may fall into it."""
    rows = "".join(f"{i}\thai luu {i}\n" for i in range(DOCUMENTS)) * 4
    rows = "".join(f"q{n}\t{row.split(chr(9))[1]}\n" for n, row in enumerate(rows.splitlines()))
    answer = watch.run("search", "--batch", "-", "--format", "jsonl", stdin=rows)
    if answer is None:
        return
    for line in answer.splitlines():
        row = json.loads(line)
        texts = [h["title"] + " ".join(p["text"] for p in h["passages"]) for h in row["hits"]]
        if row["status"] != "ok":
            watch.fault("batch", line[:500])
        else:
            check_states(watch, "batch", texts, None, 1, 1)


def read_ledger(watch):
    answer = watch.run("files", "--format", "json")
    if answer is not None and json.loads(answer)["total"] != DOCUMENTS:
        watch.fault("files", answer[:500])


READS = [read_search, read_search, read_agreements, read_show, read_suggest, read_export, read_batch, read_ledger]


def reader(watch, seed):
    rng = random.Random(seed)
    while not watch.over.is_set():
        read = rng.choice(READS)
        try:
            read(watch)
        except Exception as error:  # a fault of the answer's form is one, too
            watch.fault(read.__name__, repr(error))
        watch.count(read.__name__)


def writer(watch, sources):
    """Ingest, rebuild, reindex and rollback in turn until the time is over; at least one of each."""
    end = time.monotonic() + SECONDS
    steps = [(["ingest", str(sources), "--quiet"], True), (["ingest", "--rebuild", str(sources), "--quiet"], True), (["rollback"], False),
             (["rollback"], False), (["reindex", "--quiet"], False), (["ingest", "--rebuild", str(sources), "--quiet"], False),
             (["ingest", "--rebuild", str(sources), "--quiet"], True)]
    state, contents, n = 0, {os.readlink(watch.index / "current"): 0}, 0
    while (time.monotonic() < end or n < len(steps)) and not watch.over.is_set():
        command, changes = steps[n % len(steps)]
        before = os.readlink(watch.index / "current")
        if changes:
            state += 1
            write_state(sources, state)
        held = contents[before] if "reindex" in command else state
        if watch.run(*command) is None:
            return
        after = os.readlink(watch.index / "current")
        if "rollback" not in command:
            contents[after] = held
        with watch.lock:
            watch.made |= set(contents.items())
        watch.count(" ".join(command[:2]) if command[0] == "ingest" and "--rebuild" in command else command[0])
        n += 1
    watch.over.set()


def main():
    with tempfile.TemporaryDirectory() as folder:
        sources, index = Path(folder) / "press", Path(folder) / "index"
        sources.mkdir()
        write_state(sources, 0)
        subprocess.run([HOPTAC, "ingest", str(sources), "--index", str(index), "--quiet"], check=True)
        watch = Watch(index)
        watch.made.add((os.readlink(index / "current"), 0))
        threads = [threading.Thread(target=reader, args=(watch, i)) for i in range(READERS)]
        for thread in threads:
            thread.start()
        try:
            writer(watch, sources)
        finally:
            watch.over.set()
            for thread in threads:
                thread.join()
        if watch.faults:
            sys.exit(f"{len(watch.faults)} faults: " + "\n".join(watch.faults[:3]))
        never = watch.seen - watch.made
        if never:
            sys.exit(f"answers of states that their generation never had: {sorted(never)[:5]}; made: {sorted(watch.made)}")
        verified = subprocess.run([HOPTAC, "verify", "--index", str(index)], capture_output=True, text=True)
        if verified.returncode:
            sys.exit(verified.stdout + verified.stderr)
        print(f"{len(watch.seen)} states of {len(watch.made)} seen, no fault; {dict(sorted(watch.counts.items()))}")
        if len(watch.seen) < 3:
            sys.exit("too few states were seen to say anything")


main()
