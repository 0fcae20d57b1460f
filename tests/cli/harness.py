"""Runs the built program in tests: a fresh folder and index for each, real files, real processes."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("HOPTAC", ROOT / "build/release/hoptac")).resolve()


class Result:
    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


class HoptacTest(unittest.TestCase):
    maxDiff = None
    timeout = 300  # seconds, for one run of the program

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="hoptac-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.index = self.folder / "index"

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run_hoptac(self, *args, status=None, stdin=None, env=None):
        environment = {**os.environ, "HOPTAC_INDEX": str(self.index), "LC_ALL": "C.UTF-8", **(env or {})}
        done = subprocess.run([str(BINARY), *map(str, args)], capture_output=True, text=True, encoding="utf-8",
                              errors="replace", env=environment, input=stdin, timeout=self.timeout)
        if status is not None:
            self.assertEqual(done.returncode, status, f"{args}\n{done.stdout}\n{done.stderr}")
        return Result(done)

    def ids(self, *query, command="search"):
        answer = self.run_hoptac(command, *query, "--format", "json", "--limit", "1000").json
        return [hit["id"] for hit in answer["hits"]]


def main():
    if not BINARY.exists():
        sys.exit(f"no program at {BINARY}")
    unittest.main(verbosity=1)
