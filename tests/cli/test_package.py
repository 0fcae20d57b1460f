#!/usr/bin/env python3
"""cmake --install and the Debian package: what is where, and that it works from there."""
import gzip
import os
import re
import shutil
import subprocess

from harness import BINARY, ROOT, HoptacTest, main

BUILD = BINARY.parent
INSTALLED = ["bin/hoptac", "share/man/man1/hoptac.1.gz", "share/man/man5/hoptac.toml.5.gz", "share/bash-completion/completions/hoptac",
             "share/zsh/vendor-completions/_hoptac", "share/fish/vendor_completions.d/hoptac.fish", "lib/systemd/system/hoptac-ingest.service",
             "lib/systemd/system/hoptac-ingest.timer", "lib/sysusers.d/hoptac.conf", "share/doc/hoptac/copyright", "share/doc/hoptac/LICENSE",
             "share/doc/hoptac/operations.md", "share/doc/hoptac/hoptac.toml.example", "share/doc/hoptac/examples/hoptac.toml", "share/doc/hoptac/changelog.gz", "share/doc/hoptac/changelog.Debian.gz",
             "share/doc/hoptac/examples/hoptac.cron"]


class Package(HoptacTest):
    def sh(self, *args, **kwargs):
        done = subprocess.run(list(map(str, args)), capture_output=True, text=True, **kwargs)
        self.assertEqual(done.returncode, 0, f"{args}\n{done.stdout}{done.stderr}")
        return done.stdout

    def test_install(self):
        prefix = self.folder / "usr"
        self.sh("cmake", "--install", BUILD, "--prefix", prefix)
        for name in INSTALLED:
            self.assertTrue((prefix / name).exists(), name)
        text = gzip.open(prefix / "share/man/man1/hoptac.1.gz", "rt").read()
        # Nothing of the machine that built it.
        self.assertIn("~/.local/share/hoptac/index", text)
        self.assertNotIn(os.path.expanduser("~/"), text)
        # The tables are in the program: it finds names from an empty folder.
        source = self.write("d/a.txt", "Bệnh viện Bạch Mai và Đại học Y Hà Nội ký biên bản ghi nhớ ngày 3/4/2023.\n")
        facts = self.sh(prefix / "bin/hoptac", "extract", source, cwd=self.folder, env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"})
        self.assertRegex(facts, r'"id":"[a-z0-9-]+","')

    def test_units(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("no systemd-analyze here")
        self.sh("cmake", "--install", BUILD, "--prefix", self.folder / "usr")
        units = self.folder / "units"
        units.mkdir()
        for unit in (self.folder / "usr/lib/systemd/system").iterdir():
            text = unit.read_text().replace("ExecStart=hoptac", f"ExecStart={BINARY}")
            text = re.sub(r"^Documentation=.*\n", "", text, flags=re.M)  # the pages are not in man's path
            (units / unit.name).write_text(text)
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units.iterdir()], capture_output=True, text=True)
        complaints = [line for line in (done.stdout + done.stderr).splitlines() if "hoptac" in line]
        self.assertEqual(complaints, [])

    def test_deb(self):
        if not shutil.which("dpkg-shlibdeps"):
            self.skipTest("no dpkg-dev here")
        self.sh("cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B", self.folder)
        deb = next(self.folder.glob("*.deb"))
        fields = self.sh("dpkg-deb", "-f", deb)
        depends = re.search("(?m)^Depends: (.*)", fields).group(1)
        for library in ("libxapian30", "libicu72", "libxml2", "libpoppler-cpp0v5", "libarchive13", "libgmime-3.0-0", "libseccomp2"):
            self.assertIn(library, depends)
        for wanted in ("Section: text", "Suggests: tesseract-ocr, tesseract-ocr-vie, antiword", "Description: register of"):
            self.assertIn(wanted, fields)
        # Who answers for it, and nobody else.
        maintainer = re.search("(?m)^HOPTAC_MAINTAINER:STRING=(.*)$", (BUILD / "CMakeCache.txt").read_text()).group(1)
        self.assertIn(f"Maintainer: {maintainer}\n", fields)
        listed = self.sh("dpkg-deb", "-c", deb)
        for name in INSTALLED:
            self.assertIn(f" ./usr/{name}\n", listed)
        self.assertNotRegex(listed, r"(?m)^-rw-.w")
        self.assertRegex(listed, r"-rwxr-xr-x root/root +\d+ \S+ \S+ \./usr/bin/hoptac")
        self.assertNotIn("/usr/local", listed)
        control = self.folder / "control"
        self.sh("dpkg-deb", "-e", deb, control)
        for script in ("postinst", "prerm", "postrm"):
            self.assertEqual((control / script).stat().st_mode & 0o777, 0o755)
            self.sh("sh", "-n", control / script)
        self.sh("dpkg-deb", "-x", deb, self.folder / "root")
        changes = self.folder / "changelog"
        changes.write_bytes(gzip.open(self.folder / "root/usr/share/doc/hoptac/changelog.Debian.gz").read())
        version = re.search("(?m)^Version: (.*)", fields).group(1)
        self.assertEqual(self.sh("dpkg-parsechangelog", "-l", changes, "-S", "Version"), version + "\n")
        self.assertEqual(self.sh("dpkg-parsechangelog", "-l", changes, "-S", "Maintainer"), maintainer + "\n")
        self.assertIn("hoptac 0", self.sh(self.folder / "root/usr/bin/hoptac", "--version"))


main()
