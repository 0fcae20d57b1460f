#!/usr/bin/env python3
"""Runs without anybody watching: events, signals in the middle of everything, locks, terminals that go away."""
import fcntl
import json
import os
import pty
import re
import resource
import signal
import subprocess
import time
from pathlib import Path

from harness import BINARY, ROOT, HoptacTest, main

# What docs/json.md says of each event, beside `event` and `at`: a field that is new must be written down there.
EVENTS = {
    "waiting": {"detail"},
    "started": {"version", "index", "rebuild", "dry_run", "total", "bytes"},
    "file": {"path", "id", "state", "reason", "format", "known", "done", "total", "bytes_done", "bytes"},
    "committed": {"ids"},
    "published": {"generation"},
    "failed": {"status", "code", "path", "detail"},
}
PROMPT = 2.0  # seconds from a signal to the end
TICKS = os.sysconf("SC_CLK_TCK")
LINES = 6000


def press(number):
    return f"Bệnh viện số {number} và Đại học Y Hà Nội ký biên bản ghi nhớ\n\nNgày 3/4/2023, hai bên ký biên bản ghi nhớ số {number}.\n" * 20


class Jobs(HoptacTest):
    def start(self, *args, **kwargs):
        environment = {**os.environ, "HOPTAC_INDEX": str(self.index), "LC_ALL": "C.UTF-8"}
        kwargs = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment, "text": True,
                  "preexec_fn": lambda: [signal.signal(s, signal.SIG_DFL) for s in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)], **kwargs}
        run = subprocess.Popen([str(BINARY), *map(str, args)], **kwargs)
        self.addCleanup(lambda: run.poll() is None and run.kill())
        return run

    def stop(self, run, number, status=5):
        """Ends the run and returns what it printed; it must end in time."""
        begin, reaped = time.monotonic(), self.cpu_of_children()
        fields = Path(f"/proc/{run.pid}/stat").read_text().rsplit(")", 1)[1].split()
        run.send_signal(number)
        out = run.stdout.read() if run.stdout else ""  # what until() has read of it and not given stands in its buffer
        err = run.communicate(timeout=60)[1]
        took = time.monotonic() - begin
        self.assertEqual(run.returncode, status, err)
        self.assertLess(self.cpu_of_children() - reaped - sum(map(int, fields[11:15])) / TICKS, PROMPT)
        # Where others have the processors, the clock tells of them.
        self.assertLess(took, PROMPT if os.getloadavg()[0] < os.cpu_count() else 20 * PROMPT)
        return out, err

    def until_it_opens(self, run, path):
        """However long a busy machine takes to start it."""
        end = time.monotonic() + 60
        while time.monotonic() < end and run.poll() is None:
            fds = Path(f"/proc/{run.pid}/fd")
            if any(os.path.realpath(fd) == os.path.realpath(path) for fd in fds.iterdir()):
                return
            time.sleep(0.02)
        self.fail(f"{path} was not opened")

    @staticmethod
    def cpu_of_children():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    def until(self, run, word, count=1):
        """Lines of the run until `word` was in `count` of them."""
        lines = []
        for line in run.stdout:
            lines.append(line)
            count -= word in line
            if count <= 0:
                return lines
        self.fail(f"no {word}: {lines} {run.stderr.read()}")

    def many(self, count=1500):
        for i in range(count):
            self.write(f"d/{i:05}.txt", press(i))
        return self.folder / "d"

    def records(self):
        lines = [json.dumps({"_id": f"r{i}", "title": f"Tin {i}", "text": press(i)}, ensure_ascii=False) for i in range(LINES)]
        return self.write("big/r.jsonl", "\n".join(lines) + "\n").parent

    def acknowledged(self, lines):
        return {i for line in lines for i in json.loads(line).get("ids", [])}

    def exported(self):
        return {json.loads(line)["id"] for line in self.run_hoptac("export").out.splitlines()}

    def check_events(self, text):
        events = [json.loads(line) for line in text.splitlines()]
        for event in events:
            name = event.pop("event")
            self.assertRegex(event.pop("at"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
            if name == "finished":
                self.assertLessEqual({"status", "seen", "files", "generation"}, set(event))
            else:
                self.assertEqual(set(event), EVENTS[name], name)
        return events

    def test_every_event_has_the_fields_that_are_written_down(self):
        self.write("d/a.txt", press(1)), self.write("d/b.txt", ""), self.write("d/c.bin", bytes(300))
        out = self.run_hoptac("ingest", "--progress", "json", self.folder / "d", status=1).out
        names = [json.loads(line)["event"] for line in out.splitlines()]
        self.check_events(out)
        self.assertEqual((names[-1], names.count("file"), names.count("committed")), ("finished", 3, 1))
        self.assertLess(names.index("file"), names.index("committed"))
        finished = json.loads(out.splitlines()[-1])
        self.assertEqual((finished["status"], finished["seen"]), (1, 3))
        out = self.run_hoptac("ingest", "--progress", "json", "--rebuild", self.folder / "d", status=0).out
        self.check_events(out)
        names = [json.loads(line)["event"] for line in out.splitlines()]
        self.assertEqual((names.count("committed"), names[-2:]), (0, ["published", "finished"]))
        self.assertEqual(json.loads(out.splitlines()[-2])["generation"], json.loads(out.splitlines()[-1])["generation"])
        done = self.run_hoptac("ingest", "--progress", "json", self.folder / "nowhere", status=2)
        self.check_events(done.out)
        failed = json.loads(done.out.splitlines()[-1])
        self.assertEqual((failed["event"], failed["status"], failed["code"]), ("failed", 2, "usage"))
        documented = (ROOT / "docs/json.md").read_text()
        for name, fields in EVENTS.items():
            for word in {name, *fields}:
                self.assertIn(f"`{word}`", documented)

    def test_signals_in_the_middle_of_an_ingest(self):
        folder, known = self.many(), set()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            run = self.start("ingest", "--progress", "json", folder)
            lines = self.until(run, '"file"', 50 if not known else 700)
            out, _ = self.stop(run, number)
            lines += out.splitlines()
            self.assertTrue(json.loads(lines[-1])["interrupted"])
            known |= self.acknowledged(lines)
            self.assertLessEqual(known, self.exported())
            self.run_hoptac("verify", status=0)
            self.assertIn("interrupted", self.run_hoptac(status=0).out)
        done = self.run_hoptac("ingest", folder, status=0)
        self.assertIn("1500 seen", done.out)
        self.assertEqual(len(self.exported()), 1500)

    def test_signals_in_the_middle_of_a_rebuild(self):
        folder = self.many(600)
        self.run_hoptac("ingest", folder, status=0)
        before = self.run_hoptac("export", status=0).out
        for count in (1, 300):
            run = self.start("ingest", "--progress", "json", "--rebuild", folder)
            self.until(run, '"file"', count)
            self.stop(run, signal.SIGTERM)
            self.assertEqual(self.run_hoptac("export", status=0).out, before)
            self.assertEqual([p.name for p in self.index.glob("gen-*")], ["gen-1"])

    def test_a_signal_in_the_middle_of_a_large_increment(self):
        folder = self.many(20)
        self.run_hoptac("ingest", folder, status=0)
        self.many(1700)
        run = self.start("ingest", "--progress", "json", "--jobs", "1", folder)
        lines = self.until(run, '"file"', 1300)
        out, _ = self.stop(run, signal.SIGTERM)
        self.assertEqual(self.acknowledged(lines + out.splitlines()), set())
        events = self.check_events(out)
        self.assertEqual([e["generation"] for e in events[-2:]], ["gen-2", "gen-2"])
        self.assertGreater(len(self.exported()), 1000)
        self.run_hoptac("verify", status=0)
        self.run_hoptac("ingest", folder, status=0)
        self.assertEqual(len(self.exported()), 1700)
        self.assertIn("gen-1 is current, 20 documents", self.run_hoptac("rollback", status=0).out)

    def test_a_signal_in_a_rebuild_that_carries_documents_over(self):
        folder = self.many(1500)
        self.run_hoptac("ingest", folder, status=0)
        for path in folder.iterdir():
            path.unlink()
        self.write("d/only.txt", press("một"))
        run = self.start("ingest", "--progress", "json", "--rebuild", folder)
        time.sleep(0.3)
        self.stop(run, signal.SIGTERM)
        self.assertEqual(len(self.exported()), 1500)

    def test_a_signal_in_the_middle_of_a_large_file(self):
        folder = self.records()
        run = self.start("ingest", "--progress", "json", folder)
        lines = self.until(run, '"committed"')
        out, _ = self.stop(run, signal.SIGINT)
        kept = self.acknowledged(lines + out.splitlines())
        self.assertGreater(len(kept), 0)
        self.assertLess(len(kept), LINES)
        self.assertLessEqual(kept, self.exported())
        self.run_hoptac("ingest", folder, status=0)
        self.assertEqual(len(self.exported()), LINES)

    def test_a_signal_to_the_whole_group_blames_no_file(self):
        for i in range(300):
            self.write(f"d/{i:03}.html", f"<html><body><h1>Bệnh viện {i}</h1><p>{press(i)}</p></body></html>")
        run = self.start("ingest", "--progress", "json", self.folder / "d", start_new_session=True)
        self.until(run, '"file"', 20)
        os.killpg(run.pid, signal.SIGTERM)
        out, _ = run.communicate(timeout=60)
        self.assertEqual(json.loads(out.splitlines()[-1])["failed"], {"new": 0, "known": 0})
        self.assertEqual(run.returncode, 5)
        self.run_hoptac("ingest", self.folder / "d", status=0)

    def test_a_signal_while_waiting_for_the_lock(self):
        self.write("d/a.txt", press(1))
        self.run_hoptac("ingest", self.folder / "d", status=0)
        with open(self.index / "lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            run = self.start("ingest", "--progress", "json", "--lock-timeout", "10m", self.folder / "d")
            self.until(run, '"waiting"')
            out, err = self.stop(run, signal.SIGTERM)
            self.assertEqual(json.loads(out.splitlines()[-1])["code"], "interrupted")
            run = self.start("rollback", "--lock-timeout", "10m")
            self.until_it_opens(run, self.index / "lock")
            self.stop(run, signal.SIGINT)

    def test_two_writers(self):
        folder = self.records()
        first = self.start("ingest", "--progress", "json", folder)
        self.until(first, '"started"')
        busy = self.run_hoptac("ingest", folder, status=3)
        self.assertIn(f"process {first.pid}", busy.err)
        begin = time.monotonic()
        self.run_hoptac("ingest", folder, "--lock-timeout", "0.5", status=3)
        self.assertGreater(time.monotonic() - begin, 0.4)
        second = self.start("ingest", folder, "--lock-timeout", "5m")
        first.communicate(timeout=self.timeout)
        out, err = second.communicate(timeout=self.timeout)
        self.assertEqual((first.returncode, second.returncode), (0, 0), err)
        self.assertIn("1 unchanged", out)
        self.assertIn("waiting: process", err)

    def test_nobody_listens_any_more(self):
        folder = self.many(300)
        run = self.start("ingest", "--progress", "json", folder)
        run.stdout.readline()
        run.stdout.close()
        self.assertEqual(run.wait(timeout=self.timeout), 0)
        self.assertEqual(len(self.exported()), 300)
        # A run that ends badly says so in its status, whoever reads.
        self.write("d/bad.txt", "")
        run = self.start("ingest", folder)
        run.stdout.close(), run.stderr.close()
        self.assertEqual(run.wait(timeout=self.timeout), 1)

    def on_terminal(self, *args, env=None, kill=False):
        """What the program writes to a terminal of 80 columns."""
        leader, follower = pty.openpty()
        run = self.start(*args, stdout=follower, stderr=follower, stdin=follower, text=False, start_new_session=True,
                         env={**os.environ, "HOPTAC_INDEX": str(self.index), "TERM": "xterm", **(env or {})})
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            shown += piece
            if not piece or (kill and b" files, " in shown):
                break
        os.close(leader)
        return run.wait(timeout=self.timeout), shown.decode(errors="replace")

    def test_progress_on_a_terminal(self):
        status, shown = self.on_terminal("ingest", self.many(900), env={"LC_ALL": "C.UTF-8"})
        self.assertEqual(status, 0)
        self.assertRegex(shown, r"\r\x1b\[K\d+ of 900 files, [\d.]+ of [\d.]+ MB, \d+/s")
        self.assertNotIn("0 of 0 files", shown)
        for line in re.split(r"[\r\n]+", shown):
            self.assertLessEqual(len(line.replace("\x1b[K", "")), 100)
        status, shown = self.on_terminal("ingest", "--rebuild", self.folder / "d", env={"LC_ALL": "C", "LANG": "C", "NO_COLOR": "1"})
        self.assertEqual(status, 0)
        # Names in the examples at the end are as the texts have them.
        self.assertTrue(shown.split(" seen = ")[0].isascii(), shown)
        self.assertNotRegex(shown, r"\x1b\[\d*m")

    def test_no_control_characters_outside_a_terminal(self):
        done = self.run_hoptac("ingest", self.many(50), status=0)
        self.assertNotRegex(done.out + done.err, r"[\x00-\x08\x0b-\x1f]")

    def test_a_terminal_that_goes_away_ends_the_run_in_order(self):
        folder = self.many(1500)
        status, _ = self.on_terminal("ingest", folder, kill=True)
        self.assertIn(status, (0, 5, -signal.SIGHUP))
        self.run_hoptac("verify", status=0)
        self.run_hoptac("ingest", folder, status=0)
        self.assertEqual(len(self.exported()), 1500)

    def test_the_last_run_is_shown_and_twenty_are_kept(self):
        self.write("d/a.txt", press(1)), self.write("d/b.txt", "")
        for _ in range(23):
            self.run_hoptac("ingest", self.folder / "d")
        self.assertEqual(len(list((self.index / "runs").iterdir())), 20)
        self.assertRegex(self.run_hoptac(status=0).out, r"Last run: \S+Z, [\d.]+ s: 2 seen, 0 indexed, 1 failed\n")

    def test_the_report_of_a_run_that_an_error_ended_is_kept(self):
        self.write("d/a.txt", press(1)), self.write("d/b.txt", press(2))
        self.run_hoptac("ingest", self.folder / "d", status=0)
        database = self.index / "current/docs/docdata.glass"
        content = bytearray(database.read_bytes())
        content[5000] ^= 1
        database.write_bytes(content)
        self.write("d/c.txt", press(3))
        said = self.run_hoptac("ingest", self.folder / "d", status=4).err
        report = json.loads(max((self.index / "runs").iterdir()).read_text())
        self.assertEqual((report["error"]["status"], report["error"]["code"]), (4, "index-damaged"))
        self.assertIn(report["error"]["detail"], said)
        self.assertEqual((report["seen"], report["generation"]), (3, "gen-1"))
        self.assertRegex(self.run_hoptac(status=0).out, "Last run: .*; ended by index-damaged: ")
        # How it was called is nothing of the index.
        self.run_hoptac("ingest", self.folder / "none", status=2)
        self.assertEqual(len(list((self.index / "runs").iterdir())), 2)
        self.run_hoptac("ingest", "--rebuild", self.folder / "d")
        self.assertIsNone(json.loads(max((self.index / "runs").iterdir()).read_text())["error"])


main()
