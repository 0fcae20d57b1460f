#!/usr/bin/env python3
"""Man page and completions agree with the help; completions work in real shells."""
import os
import re
import shutil
import subprocess

from harness import BINARY, ROOT, HoptacTest, main

# Those of the configuration, as the program knows them.
CONFIG = (ROOT / "src/app/config.cc").read_text()
KEYS = set(re.findall(r'"([a-z-]+)"', "".join(re.findall(r"k\w+Keys\{(.*?)\};", CONFIG, re.S))))


def listed(text):
    """The commands that a help lists."""
    return re.findall(r"^  ([a-z]+) {2,}", text.partition("\nSubcommands:\n")[2].split("\n\n")[0], re.M)


class Reference(HoptacTest):
    help = {}  # command: what --help prints, got once for all tests

    def setUp(self):
        super().setUp()
        self.run_hoptac("print-reference", self.folder, "2026-01-31", status=0, env={"HOME": "~"})
        if not self.help:
            self.help.update(self.helps())
        self.commands = [c for c in self.help if " " not in c]

    def helps(self):
        """What --help prints of every command, and of those that belong to one."""
        out, waiting = {}, listed(self.run_hoptac("--help", status=0).out)
        while waiting:
            command = waiting.pop()
            out[command] = self.run_hoptac(*command.split(), "--help", status=0).out
            waiting += [f"{command} {own}" for own in listed(out[command])]
        return out

    def options(self, command):
        """Those of the help: at the beginning of a line, but not those of the examples."""
        return re.findall(r"^  (?:-\w,)?(--[a-z-]+)", self.help[command], re.M)

    def read(self, name):
        return (self.folder / name).read_text()

    def test_every_option_of_the_help_is_in_the_man_page_and_in_all_completions(self):
        self.assertGreater(len(self.commands), 10)
        self.assertIn("sources move", self.help)
        sections = dict(zip(*[iter(re.split(r'^\.SS "hoptac ([a-z ]+)"$', self.read("hoptac.1"), flags=re.M)[1:])] * 2))
        bash, zsh, fish = self.read("hoptac.bash"), self.read("_hoptac"), self.read("hoptac.fish")
        for command in self.help:
            parent, _, own = command.rpartition(" ")
            condition = f"{parent}; and __fish_seen_subcommand_from {own}" if parent else command
            self.assertGreaterEqual(len(self.options(command)), 2, self.help[command])
            words = re.search(rf"^    '{command}'\) _hoptac_words '(.*)'", bash, re.M).group(1).split()
            of_zsh = re.search(rf"^    {own}\)\n(.*?)\n      ;;", zsh, re.M | re.S).group(1)
            for option in self.options(command):
                with self.subTest(f"{command} {option}"):
                    self.assertIn("\\fB" + option.replace("-", "\\-") + "\\fR", sections[command])
                    self.assertIn(option, words)
                    self.assertRegex(of_zsh, rf"'{option}=?\[")
                    self.assertRegex(fish, rf"(?m)__fish_seen_subcommand_from {condition}(; and not [^']*)?' -l {option[2:]} ")

    def test_man_pages_are_clean(self):
        shutil.copy(ROOT / "packaging/hoptac.toml.5.in", self.folder / "hoptac.toml.5")
        for page in ("hoptac.1", "hoptac.toml.5"):
            done = subprocess.run(["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z", self.folder / page], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            if shutil.which("mandoc"):
                done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", self.folder / page], capture_output=True, text=True)
                self.assertNotRegex(done.stdout, "(?m)(ERROR|WARNING)(?!.*(date|@))")
        text = (self.folder / "hoptac.toml.5").read_text().replace("\\-", "-")
        operations, example = (ROOT / "docs/operations.md").read_text(), (ROOT / "docs/hoptac.toml.example").read_text()
        self.assertGreater(len(KEYS), 12)
        for key in KEYS:
            for name, where in (("hoptac.toml.5", text), ("operations.md", operations.replace("[", "").replace("]", "")), ("example", example)):
                with self.subTest(f"{key} in {name}"):
                    self.assertIn(f"`{key}`" if name == "operations.md" else key, where)

    def bash(self, *words):
        """What bash offers for the last word."""
        words = ["hoptac", *words]
        script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hoptac; printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "--norc", "-c", script, "bash", str(self.folder / "hoptac.bash"), *words], capture_output=True, text=True, cwd=self.folder,
                              env={**os.environ, "PATH": f"{BINARY.parent}:{os.environ['PATH']}", "HOPTAC_INDEX": str(self.index)})
        self.assertEqual(done.stderr, "")
        return done.stdout.split("\n")[:-1]

    def test_bash(self):
        self.write("press/a.txt", "Bệnh viện Hải Lưu và Trường Đại học Y Sông Mây hợp tác\n")
        self.run_hoptac("ingest", self.folder / "press", status=0)
        rows = [
            (["ing"], ["ingest"]),
            (["ro"], ["rollback"]),
            (["search", "--form"], ["--format"]),
            (["search", "--format", "js"], ["json", "jsonl"]),
            (["search", "--format", "=", "js"], ["json", "jsonl"]),
            (["search", "--format", "="], ["csv", "json", "jsonl", "text", "trec"]),
            (["stats", "--format", "tr"], [""]),
            (["files", "--state", "fa"], ["failed"]),
            (["sources", "re"], ["rename"]),
            (["sources", "move", "--lock"], ["--lock-timeout"]),
            (["sources", "move", "--format", "js"], ["json", "jsonl"]),
            (["sources", "--format", "csv", "move", "old", "pre"], ["press"]),
            (["sources", "--lock"], [""]),
            (["agreements", "--min-confidence", ""], ["guess", "likely", "certain"]),
            (["ingest", "pr"], ["press"]),
            (["ingest", "--config", "hoptac.b"], ["hoptac.bash"]),
            (["search", "--index", "pre"], ["press"]),
            (["ingest", "--source", "x"], [""]),
            (["search", "hai", "luu", "son"], ["song"]),
            (["search", "bệ"], ["bệnh"]),
            (["search", "zzz"], [""]),
        ]
        for words, want in rows:
            with self.subTest(words):
                self.assertEqual(self.bash(*words), want)
        self.assertEqual(sorted(w for w in self.bash("") if w), sorted(self.commands))

    def test_bash_takes_the_file_as_its_own(self):
        script = f"source {self.folder}/hoptac.bash; complete -p hoptac"
        done = subprocess.run(["bash", "--norc", "-i", "-c", script], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        self.assertIn("complete -F _hoptac hoptac", done.stdout)

    def test_zsh(self):
        if not shutil.which("zsh"):
            self.skipTest("no zsh here")
        done = subprocess.run(["zsh", "-f", "-n", self.folder / "_hoptac"], capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        # A terminal inside zsh, in which TAB is pressed.
        script = """
zmodload zsh/zpty
zpty z "zsh -f -i"
zpty -w z "PROMPT=; fpath=($1 \\$fpath); autoload -U compinit; compinit -u -D; LISTMAX=1000; echo rea''dy"
zpty -r z line '*ready*'
zpty -w -n z "hoptac $2"$'\\t'
sleep 1
zpty -w z $'\\C-a echo \\C-e'
zpty -r z line '*'$2'*'
sleep 1
zpty -r -t z more && line+=$more
print -r -- $line
"""
        for typed, want in (("rollb", "rollback"), ("search --furn", "--furniture"), ("files --state=dup", "duplicate"), ("sources ren", "rename"), ("sources move --lock", "--lock-timeout")):
            done = subprocess.run(["zsh", "-f", "-c", script, "zsh", str(self.folder), typed], capture_output=True, text=True, timeout=60)
            self.assertIn(want, done.stdout, done.stderr)

    def test_fish(self):
        if not shutil.which("fish"):
            self.skipTest("no fish here")
        for typed, want in (("ing", "ingest"), ("search --form", "--format"), ("search --format js", "jsonl"), ("files --state du", "duplicate"), ("sources re", "rename"), ("sources move --lock", "--lock-timeout")):
            done = subprocess.run(["fish", "--no-config", "-c", f"source {self.folder}/hoptac.fish; complete -C 'hoptac {typed}'"], capture_output=True, text=True)
            self.assertIn(want, done.stdout, done.stderr)


main()
