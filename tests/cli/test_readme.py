#!/usr/bin/env python3
"""The README's console blocks: every command is run, every line of output that it shows must come out."""
import os
import re
import subprocess

from harness import BINARY, ROOT, HoptacTest, main


def console_commands(text):
    """[(command, shown lines)] of the ```console blocks."""
    out = []
    for block in re.findall(r"```console\n(.*?)```", text, re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                out.append((line[2:], []))
            elif out and line.strip():
                out[-1][1].append(line)
    return out


class Readme(HoptacTest):
    def test_commands_print_what_the_readme_shows(self):
        self.run_hoptac("ingest", ROOT / "corpus/documents", status=0)
        environment = {**os.environ, "HOPTAC_INDEX": str(self.index), "LC_ALL": "C.UTF-8", "PATH": f"{BINARY.parent}:{os.environ['PATH']}"}
        commands = console_commands((ROOT / "README.md").read_text())
        self.assertGreaterEqual(len(commands), 4)
        for command, shown in commands:
            with self.subTest(command):
                done = subprocess.run(command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True)
                printed = (done.stdout + done.stderr).splitlines()
                self.assertIn(done.returncode, (0, 1, 2))
                self.assertTrue(shown)
                for line in shown:
                    self.assertIn(line, printed)

    def test_links_lead_somewhere(self):
        for document in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
            for target in re.findall(r"\]\(([^)#]+)\)", document.read_text()):
                if "://" not in target:
                    self.assertTrue((document.parent / target).exists(), f"{document.name}: {target}")


main()
