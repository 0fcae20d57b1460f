#!/usr/bin/env python3
"""Kills `hoptac ingest` at random instants and looks at what is left.

usage: kill_ingest.py HOPTAC [KILLS]

20 kills of the whole process group, 300 with HOPTAC_LONG=1; in turn with one thread and with as many as there are cores.
After each kill the index must open, be sound and hold every document that a `committed` event named;
after the last, one undisturbed run must give the same export as an index that was never disturbed.
"""
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

HOPTAC = sys.argv[1]
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 300 if os.environ.get("HOPTAC_LONG") == "1" else 20
DOCUMENTS = 400


def make_sources(folder, rng):
    """Files in both languages, copies of each other among them, and one file of many records."""
    folder.mkdir()
    for i in range(DOCUMENTS):
        n = rng.randrange(DOCUMENTS)
        vi = f"Bệnh viện số {n} ký kết\n\nNgày {n % 28 + 1}/10/2022, Bệnh viện Bạch Mai và Đại học Y Hà Nội ký biên bản ghi nhớ {n}.\n"
        en = f"Hospital {n} signs\n\nHANOI, {n % 28 + 1} March 2021 - Vinmec and Seoul National University Hospital signed an MOU {n}.\n"
        (folder / f"f{i:04}.txt").write_text((vi if n % 2 else en) * (1 + n % 40), "utf-8")
    with open(folder / "many.jsonl", "w", encoding="utf-8") as out:
        for i in range(2000):
            row = {"_id": f"record-{i}", "title": f"Record {i}", "text": f"Vinmec and partner {i} signed an agreement. " * 60}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def hoptac(*arguments, check=True):
    done = subprocess.run([HOPTAC, *arguments], capture_output=True, text=True)
    if check and done.returncode not in (0, 1):
        sys.exit(f"{arguments}: exit {done.returncode}: {done.stderr}")
    return done


def killed_run(index, sources, delay, options):
    """Runs an ingest, kills it after `delay` seconds; the ids that it acknowledged, and if it was killed."""
    command = [HOPTAC, "ingest", str(sources), "--index", str(index), "--progress", "json", *options]
    with tempfile.TemporaryFile("w+") as events:
        run = subprocess.Popen(command, stdout=events, stderr=events, text=True, start_new_session=True)
        time.sleep(delay)
        os.killpg(run.pid, signal.SIGKILL)  # not waited for yet: the number is still its own
        killed = run.wait() == -signal.SIGKILL
        events.seek(0)
        lines = events.readlines()
    acknowledged = set()
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue  # the line that the kill cut
        acknowledged.update(event.get("committed") or event.get("ids") or [])
    return acknowledged, killed


def export(index):
    return hoptac("export", "--index", str(index)).stdout


def ids_of(text):
    return {json.loads(line)["id"] for line in text.splitlines()}


def main():
    rng = random.Random(int(os.environ.get("HOPTAC_SEED", "7")))
    with tempfile.TemporaryDirectory() as folder:
        sources, calm, index = Path(folder) / "press", Path(folder) / "calm", Path(folder) / "index"
        make_sources(sources, rng)
        begin = time.monotonic()
        hoptac("ingest", str(sources), "--index", str(calm))
        whole = time.monotonic() - begin
        acknowledged, kills = set(), 0
        for attempt in range(KILLS):
            options = ["--rebuild"] if rng.random() < 0.3 else []
            options += ["--jobs", "1"] if attempt % 2 else []
            named, killed = killed_run(index, sources, rng.uniform(0.01, 0.7 * whole), options)
            acknowledged |= named
            kills += killed
            if not os.path.lexists(index / "current"):
                if acknowledged:
                    sys.exit(f"kill {attempt}: there is no index, but {len(acknowledged)} documents were acknowledged")
                continue  # killed before there was an index
            verified = hoptac("verify", "--index", str(index), check=False)
            if verified.returncode != 0:
                sys.exit(f"kill {attempt}: not sound: {verified.stdout}{verified.stderr}")
            lost = acknowledged - ids_of(export(index))
            if lost:
                sys.exit(f"kill {attempt}: acknowledged, but lost: {sorted(lost)[:5]}")
            if not killed:  # complete: later kills would find nothing to do
                shutil.rmtree(index)
                acknowledged = set()
        hoptac("ingest", str(sources), "--index", str(index))
        if export(index) != export(calm):
            sys.exit("the export differs from that of an undisturbed index")
        verified = hoptac("verify", "--index", str(index), check=False)
        if verified.returncode != 0:
            sys.exit(f"at the end: not sound: {verified.stdout}{verified.stderr}")
        print(f"{kills} of {KILLS} runs killed ({whole:.2f} s each undisturbed); every index sound, none lost a document")
        if kills < KILLS // 3:
            sys.exit("too few runs were killed to say anything")


main()
