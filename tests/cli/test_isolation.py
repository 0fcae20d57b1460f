#!/usr/bin/env python3
"""Reading workers and converters: a file costs itself only, and old formats come in by other programs."""
import contextlib
import glob
import hashlib
import os
import shutil
import signal
import subprocess
import time
import unittest
import zipfile

from harness import BINARY, ROOT, HoptacTest, main

MADE = ROOT / "tests/fixtures/formats/made"


def descendants(parent):
    found = [int(p) for p in subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True).stdout.split()]
    return found + [deeper for pid in found for deeper in descendants(pid)]


def text_of(result):
    return " ".join(result.lines[0]["text"].split())


class Converters(HoptacTest):
    def words_of(self, name):
        return set(text_of(self.run_hoptac("extract", "--with-text", MADE / name, status=0)).split())

    def compare(self, name, original, missing):
        want = self.words_of(original)
        lost = want - self.words_of(name)
        self.assertLessEqual(len(lost), missing * len(want), f"{name}: {sorted(lost)[:20]}")

    @unittest.skipUnless(shutil.which("antiword") or shutil.which("soffice"), "no converter for doc")
    def test_old_word_files(self):
        for stem in ("vi-bien-ban", "vi-cong-nhan", "en-memorandum"):
            self.compare(stem + ".doc", stem + ".txt", 0.02 if shutil.which("soffice") else 0.05)
        self.compare("vi-cong-nhan.tcvn3.doc", "vi-cong-nhan.txt", 0.05)

    @unittest.skipUnless(shutil.which("soffice") or shutil.which("pandoc"), "no converter for rtf")
    def test_rtf(self):
        self.compare("vi-bien-ban.rtf", "vi-bien-ban.txt", 0.02)
        self.compare("vi-cong-nhan.tcvn3.rtf", "vi-cong-nhan.txt", 0.05)

    def test_without_converters_the_file_says_what_to_install(self):
        tools = self.folder / "no-tools"
        tools.mkdir()
        self.write("in/a.txt", "Một văn bản.")
        shutil.copy(MADE / "vi-bien-ban.doc", self.folder / "in/b.doc")
        shutil.copy(MADE / "vi-bien-ban.rtf", self.folder / "in/c.rtf")
        got = self.run_hoptac("ingest", self.folder / "in", status=1, env={"PATH": str(tools)})
        self.assertIn("b.doc: failed: needs-reader: old Word file (doc): install libreoffice-writer", got.err)
        self.assertIn("c.rtf: failed: needs-reader: rtf: install libreoffice-writer", got.err)
        self.assertIn("1 indexed", got.out)
        again = self.run_hoptac("ingest", self.folder / "in", status=0, env={"PATH": str(tools)})
        self.assertIn("2 failed (2 known)", again.out)

    @unittest.skipUnless(shutil.which("antiword") and shutil.which("pandoc"), "antiword or pandoc is not installed")
    def test_they_are_read_when_a_converter_comes(self):
        tools = self.folder / "tools"
        tools.mkdir()
        self.write("in/a.txt", "Một văn bản.")
        shutil.copy(MADE / "vi-bien-ban.doc", self.folder / "in/b.doc")
        with zipfile.ZipFile(self.folder / "in/c.zip", "w") as z:
            z.writestr("damaged.docx", b"PK\x03\x04 no more")
            z.write(MADE / "vi-bien-ban.rtf", "inner.rtf")
            z.write(MADE / "en-memorandum.doc", "inner.doc")
            z.writestr("text.txt", "Hai bên ký kết.")
        env = {"PATH": str(tools)}
        self.run_hoptac("ingest", self.folder / "in", status=1, env=env)
        docs = ["in/b.doc", "in/c.zip!inner.doc"]
        for program, ids in [("antiword", docs), ("pandoc", [*docs, "in/c.zip!inner.rtf"])]:
            (tools / program).symlink_to(shutil.which(program))
            self.run_hoptac("ingest", self.folder / "in", status=1, env=env)
            self.assertEqual(sorted(self.ids("format:doc") + self.ids("format:rtf")), ids, program)
        self.run_hoptac("ingest", self.folder / "in", status=0, env=env)

    @unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not installed")
    def test_libreoffice_that_is_ended_is_no_damage_and_leaves_no_socket(self):
        tools = self.folder / "tools"  # no pandoc, which would read the file in its place
        tools.mkdir()
        for program in ("soffice", "sh", "sed", "basename", "dirname", "uname", "ls", "grep", "expr", "readlink"):
            if shutil.which(program):
                (tools / program).symlink_to(os.path.realpath(shutil.which(program)))
        (self.folder / "in").mkdir()
        shutil.copy(MADE / "vi-bien-ban.rtf", self.folder / "in")
        run = subprocess.Popen([BINARY, "ingest", self.folder / "in"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, env={**os.environ, "HOPTAC_INDEX": str(self.index), "PATH": str(tools)})
        socket = self.kill_office_at_work(run.pid)
        err = run.communicate(timeout=120)[1]
        if not socket:
            self.skipTest("LibreOffice was never seen at work: " + err)
        self.assertIn("failed: reader-failed: LibreOffice was ended by signal 9", err)
        self.assertFalse(os.path.exists(socket))

    def kill_office_at_work(self, parent):
        """The path of its socket; "" when it was never seen."""
        end = time.monotonic() + 60
        while time.monotonic() < end and os.path.exists(f"/proc/{parent}/exe"):
            for pid in descendants(parent):
                with contextlib.suppress(OSError):
                    with open(f"/proc/{pid}/cmdline") as f:
                        arguments = f.read().split("\0")
                    if not arguments[0].endswith("soffice.bin"):
                        continue
                    profile = next(a.partition("=")[2] for a in arguments if a.startswith("-env:UserInstallation="))
                    ending = "".join(f"{byte:x}" for byte in hashlib.md5(profile.encode("utf-16-le")).digest())
                    for socket in glob.glob("/tmp/OSL_PIPE_*_SingleOfficeIPC_" + ending):
                        os.kill(pid, signal.SIGKILL)
                        return socket
            time.sleep(0.003)
        return ""

    @unittest.skipUnless(shutil.which("antiword"), "antiword is not installed")
    def test_what_was_read_is_kept_for_a_rebuild(self):
        folder = self.folder / "in"
        folder.mkdir()
        for name in ("vi-bien-ban.doc", "en-memorandum.pdf"):
            shutil.copy(MADE / name, folder)
        tools = self.folder / "tools"
        tools.mkdir()
        env = {"PATH": str(tools)}
        program = tools / "antiword"
        program.symlink_to(shutil.which("antiword"))
        self.run_hoptac("ingest", folder, status=0, env=env)

        def documents():
            return [self.run_hoptac("show", f"in/{name}", "--format", "json").json["document"] for name in
                    ("vi-bien-ban.doc", "en-memorandum.pdf")]

        first = documents()
        program.unlink()
        self.run_hoptac("ingest", folder, "--rebuild", status=0, env=env)  # no program: what it has read is used
        self.assertEqual(documents(), first)
        program.write_text("#!/bin/sh\nexit 9\n")
        program.chmod(0o755)
        self.run_hoptac("ingest", folder, "--rebuild", status=0, env=env)
        self.assertEqual(documents(), first)
        self.assertEqual(len(list((self.index / "cache").iterdir())), 2)
        (folder / "en-memorandum.pdf").unlink()
        self.run_hoptac("ingest", folder, "--rebuild", "--prune", status=0, env=env)
        self.assertEqual(len(list((self.index / "cache").iterdir())), 1)


class Isolation(HoptacTest):
    def run_and_kill(self, big):
        """Of a run over three small pages and a big one, during which its worker is killed: standard output and errors."""
        for i in range(3):
            self.write(f"in/{i}.html", f"<html><body><p>Trang {i}: hai bên ký kết.</p></body></html>")
        # A page that takes some time, so that there is a worker to kill while it reads.
        self.write(f"in/{big}", "<html><body>" + "<p>Hai bên ký biên bản ghi nhớ.</p>" * 280_000)
        run = subprocess.Popen([BINARY, "ingest", self.folder / "in", "--jobs", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, env={**os.environ, "HOPTAC_INDEX": str(self.index)})
        killed = self.kill_worker_at_work(run.pid)
        out, err = run.communicate(timeout=120)
        if not killed:
            self.skipTest("the worker was never seen at work")
        return run.returncode, out, err

    def test_a_killed_worker_costs_its_file_only(self):
        status, out, err = self.run_and_kill("-first.html")
        self.assertIn("the reading process ended with signal 9", err)
        self.assertEqual(status, 1)
        self.assertIn("3 indexed", out)

    def test_a_worker_that_had_read_before_costs_nothing(self):
        status, out, err = self.run_and_kill("last.html")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("4 indexed", out)

    def kill_worker_at_work(self, parent):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            found = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True).stdout.split()
            for pid in found:
                try:
                    with open(f"/proc/{pid}/stat") as f:
                        busy = int(f.read().rsplit(")", 1)[1].split()[11]) / os.sysconf("SC_CLK_TCK")
                    if busy > 0.1:  # it has the large page
                        os.kill(int(pid), signal.SIGKILL)
                        return True
                except (FileNotFoundError, ProcessLookupError):
                    pass
            time.sleep(0.005)
        return False

    def test_results_are_the_same_in_this_process(self):
        for name in ("vi-bien-ban.html", "vi-bien-ban.docx", "vi-bien-ban.pdf", "en-memorandum.html"):
            apart = self.run_hoptac("extract", "--with-text", MADE / name, status=0)
            here = self.run_hoptac("extract", "--with-text", "--read-in-process", MADE / name, status=0)
            self.assertEqual(apart.out, here.out, name)


if __name__ == "__main__":
    main()
