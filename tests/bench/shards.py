#!/usr/bin/env python3
"""What shards cost: the same queries with highlights over one index, four local shards and four servers of this machine, in turns.

usage: tests/bench/shards.py [--documents N | --sources DIR] [--rounds N] [--before PROGRAM]

Prints p50 and p95 of the time between the rows of one `search --batch` (each row is written when it is answered), and the ratio to one index;
of all answers, and of the median of each query's answers, which tells more on a machine with other work. The servers run in the session of the client, because
Linux shares the time of its processors among sessions.
"""
import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from harness import BINARY, ROOT  # noqa: E402
from test_shards import end, free_ports, queries, release, serve, wait_for  # noqa: E402


def hoptac(*args):
    return subprocess.run([str(BINARY), *map(str, args)], check=True, capture_output=True, text=True).stdout


def make_records(folder, documents):
    rng = random.Random(5)
    folder.mkdir(parents=True)
    with open(folder / "records.jsonl", "w") as out:
        for i in range(documents):
            text = "\n".join(release(rng, i) for _ in range(6))
            out.write(json.dumps({"_id": f"r{i}", "title": f"Bản tin {i % 50}", "text": text}, ensure_ascii=False) + "\n")
    return [folder, ROOT / "corpus/documents"]


def build(base, sources):
    for name, more in [("one", ())] + [(f"4/{k}", ("--shard", f"{k}/4")) for k in range(1, 5)]:
        hoptac("ingest", "--quiet", *more, *sources, "--index", base / name)


def join(base, name, places):
    (base / name).mkdir()
    (base / name / "shards").write_text("".join(f"shard {p}\n" for p in places))
    hoptac("ingest", "--quiet", "--index", base / name)


def ask(program, index, file):
    """Milliseconds of each row; the first one pays for the start of the process and is left out."""
    command = [program, "search", "--batch", file, "--format", "jsonl", "--limit", "10", "--facets", "language,year,type", "--index", index]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        times = []
        for _ in process.stdout:
            times.append(time.perf_counter())
    return [1000 * (b - a) for a, b in zip(times, times[1:])]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=4000)
    parser.add_argument("--sources", help="folder to ingest instead of made records")
    parser.add_argument("--before", help="another build of hoptac, which asks the four servers, too")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    servers = []
    with tempfile.TemporaryDirectory(prefix="hoptac-shards-") as name:
        base = Path(name)
        build(base, [options.sources] if options.sources else make_records(base / "src/made", options.documents))
        try:
            ports = free_ports(4)
            servers = [serve(base / f"4/{k}/current/docs", port) for k, port in enumerate(ports, 1)]
            for port in ports:
                wait_for("127.0.0.1", port)
            join(base, "local4", [base / f"4/{k}" for k in range(1, 5)])
            join(base, "remote4", [f"127.0.0.1:{port}" for port in ports])
            documents = [json.loads(line) for line in hoptac("export", "--index", base / "one").splitlines()[:400]]
            file = base / "queries.tsv"
            file.write_text("".join(f"q{i}\t{q}\n" for i, q in enumerate(queries(documents))))
            times = {"one": [], "local4": [], "remote4": []} | ({"before": []} if options.before else {})
            for _ in range(options.rounds):
                for setup, rounds in times.items():
                    rounds.append(ask(options.before, base / "remote4", file) if setup == "before" else ask(BINARY, base / setup, file))
        finally:
            for server in servers:
                end(server)
    for what, of in (("all answers", lambda rounds: [t for one in rounds for t in one]),
                     ("medians of each query", lambda rounds: [statistics.median(t) for t in zip(*rounds)])):
        report(what, {setup: of(rounds) for setup, rounds in times.items()})


def report(what, times):
    p95 = {setup: statistics.quantiles(t, n=20)[18] for setup, t in times.items()}
    print(what)
    for setup, t in times.items():
        print(f"  {setup:8} p50 {statistics.median(t):7.2f} ms  p95 {p95[setup]:7.2f} ms  p95 to one index {p95[setup] / p95['one']:.2f}")
    print(f"  p95 of four servers to four local shards {p95['remote4'] / p95['local4']:.2f}")


if __name__ == "__main__":
    main()
