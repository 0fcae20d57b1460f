#!/usr/bin/env python3
"""Queries that would eat time or memory: answered or refused with the limit named, within bounds of both."""
import json
import os
import resource
import subprocess

from harness import BINARY, HoptacTest, main

WORDS = "hợp tác đào tạo nghiên cứu khoa học công nghệ sinh viên trường đại the of and university research".split()


def many(count, between=" ", words=WORDS):
    return between.join(words[i * 7 % len(words)] for i in range(count))


# query, words of the refusal ("" = answered)
ROWS = [
    (many(10000), "at most 16384 bytes"),
    ("a" * (1 << 20), "at most 16384 bytes"),
    ("a" * (1 << 20) + "*", "at most 16384 bytes"),
    (many(5000, " OR "), "at most 16384 bytes"),
    ("(" * 1000 + "a" + ")" * 1000, "at most 64 parentheses"),
    ("NOT " * 1000 + "a", "at most 64 parentheses"),
    (many(1900), ""),
    (many(1500, " OR "), ""),
    ("hợp " + many(1700, " -"), ""),
    ("-".join(["ab"] * 5000), "at most 2000 words"),
    (",".join(["ab"] * 5000), "at most 2000 words"),
    ("a AND " * 2500, "at most 2000 words"),
    ("a" * 16000, ""),
    ('"' + many(1900) + '"', "at most 128"),
    ('="' + many(1900) + '"', "at most 128"),
    ('title:"' + many(129) + '"', "at most 128"),
    ("-".join(["ab"] * 129), "at most 128"),
    ('"' + many(128) + '"', ""),
    (" OR ".join('"%s"' % ("hợp tác " * n) for n in range(30, 43)), ""),
    # names that nobody typed are read, too: these once ran for ten minutes and more
    (" OR ".join(f"BBGN -x{i}" for i in range(750)), "too much to read"),
    ("w*", "more than 500 words begin"),
    (" OR ".join(f"w{i}*" for i in range(10, 100)), ""),
    ("*", "asterisk"),
    (" OR ".join('="%s %s"' % (WORDS[i % 14], WORDS[i * 3 % 14]) for i in range(300)), ""),
    (" OR ".join('="%s w%d"' % (WORDS[i % 14], i) for i in range(300)), "more than 100 different strict"),
    (" OR ".join("signed:1900..2999" for _ in range(500)), ""),
    (" OR ".join("signed:%d..2999" % (1900 + i) for i in range(500)), ""),
    (" ".join(["MOU"] * 1900), ""),
    ("đại học quốc gia " * 400, ""),
    ("a" + "\u0301" * 7000, ""),
    ("\U0001F600" * 4000, "no word"),
    ('"' * 1001, "no word between"),
    (") " * 5000, "never opened"),
    (b"h\xff\xfe\xc3", ""),
    (b"h\xff\xfe\xc3(", "missing"),
]


class Hostile(HoptacTest):
    def setUp(self):
        super().setUp()
        lines = [json.dumps({"_id": f"d{i}", "text": many(200) + f" w{i} w{i}x"}) for i in range(600)]
        self.write("d/all.jsonl", "\n".join(lines) + "\n")
        self.run_hoptac("ingest", self.folder / "d", status=0)

    def bounded(self, *args):
        """Status and standard error under half a GB and two seconds of processor time."""
        def limit():
            if "ASAN_OPTIONS" in os.environ:  # sanitizers need room
                return
            resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))
            resource.setrlimit(resource.RLIMIT_CPU, (2, 2))
        done = subprocess.run([BINARY, *args, "--index", self.index], capture_output=True, timeout=60, preexec_fn=limit)
        return done.returncode, done.stderr.decode(errors="replace")

    def test_answered_or_refused(self):
        for query, refusal in ROWS:
            raw = query if isinstance(query, bytes) else query.encode()
            self.write("q.tsv", b"1\t" + raw + b"\n")
            for options in ([], ["--explain"], ["--any"]):
                with self.subTest(query=raw[:40], options=options):
                    if len(raw) < 100000:
                        status, err = self.bounded("search", "--format", "json", *options, raw)
                    else:
                        status, err = self.bounded("search", "--format", "json", *options, "--batch", self.folder / "q.tsv")
                    self.assertIn(status, (2,) if refusal else (0, 1), err[-300:])
                    self.assertIn(refusal, err)

    def test_plain_text_is_never_refused_for_its_words(self):
        for query in (many(2500), " ".join(f"x{i}" for i in range(2500)), "(" * 8000, "a AND " * 2500):
            status, err = self.bounded("search", "--plain", query)
            self.assertIn(status, (0, 1, 2) if "(" in query else (0, 1), err)

    def test_an_argument_of_any_bytes_is_no_crash(self):
        for options in (["--limit", "99999999999999999999"], ["--offset", "99999999999999999999"], ["--passages", "999999999"],
                        ["--limit", "0", "--offset", "18446744073709551615"]):
            self.assertIn(self.bounded("search", *options, "hợp")[0], (0, 2))


main()
