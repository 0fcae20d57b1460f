"""Programs, run and measured."""
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic


@dataclass
class Cost:
    cpu: float  # seconds, user and system, of the program and all that it has waited for
    wall: float  # seconds
    peak: float  # MiB of the largest process
    size: int = 0  # bytes of what it has written


def run(command, written=None, env=None):
    """Runs a program that must end with 0; `written` is the file or folder whose size counts."""
    with tempfile.TemporaryFile() as said:
        start = monotonic()
        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=said, stderr=said, env={**os.environ, **(env or {})})
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = monotonic() - start
        if process.returncode:
            said.seek(0)
            sys.exit(f"bench: {process.args[0]} ended with {process.returncode}: {' '.join(process.args)}\n{said.read()[-2000:].decode(errors='replace')}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, size(written) if written else 0)


def size(path):
    path = Path(path)
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) if path.is_dir() else path.stat().st_size


def median(costs, field):
    return statistics.median(getattr(cost, field) for cost in costs)


def ratio(costs, others, field):
    """Median of the ratios within each round."""
    return statistics.median(getattr(a, field) / max(getattr(b, field), 1e-9) for a, b in zip(costs, others))
