#!/usr/bin/env python3
"""Shards: 1, 2 and 4 local and 4 remote ones answer as one index does; one cut off or too slow is named, never silent."""
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from harness import BINARY, ROOT, HoptacTest, main
from slow_proxy import SlowProxy

FACETS = "language,year,institution,person,certification,type,country,topic,source,format,status"
PARTNERS = ["Đại học Y Hokusei", "Bệnh viện Biển Xanh", "Đại học Quốc gia Seoul", "University of Melbourne", "Bệnh viện Bạch Mai"]
PEOPLE = ["Châu Thế Vinh", "Nguyễn Thị Hoa", "Lê Văn Bình", "Trần Minh Thúy"]
WORDS = "đào tạo điều dưỡng nghiên cứu khoa học trao đổi sinh viên giảng viên hợp tác quốc tế chương trình bệnh viện".split()
QUERIES = 200
LONG = bool(os.environ.get("HOPTAC_LONG"))


def release(rng, i):
    """A press release that holds an agreement; many of them differ by a word or two, so that weights are close."""
    party, other = rng.sample(PARTNERS, 2)
    date = f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(2015, 2024)}"
    if rng.random() < 0.3:
        body = f"On {date}, {party} and {other} signed a memorandum of understanding on training nurses and research."
        return f"Cooperation between {party} and {other}\n\n{body}\n\n" + " ".join(rng.choices(["hospital", "students", "training", "partners"], k=30)) + ".\n"
    body = f"Ngày {date}, {party} và {other} đã ký kết biên bản ghi nhớ hợp tác về đào tạo. Ông {rng.choice(PEOPLE)}, Giám đốc {party}, đại diện ký."
    return f"{party} hợp tác với {other}\n\n{body}\n\n" + " ".join(rng.choices(WORDS, k=rng.choice([20, 20, 40]))) + f".\n\nSố {i % 7}.\n"


def make_sources(folder):
    shutil.copytree(ROOT / "corpus/documents", folder / "corpus")
    rng = random.Random(5)
    for i in range(110):
        (folder / "made").mkdir(exist_ok=True)
        (folder / f"made/{i:03}.txt").write_text(release(rng, i))
    for i in (3, 40, 77):  # equal bytes: the smallest id is kept, wherever it belongs
        shutil.copy(folder / f"made/{i:03}.txt", folder / f"made/again-{i:03}.txt")
    (folder / "made/005.txt.meta.json").write_text(json.dumps({"title": "Tiêu đề bên cạnh", "date": "2021-03-04"}))
    (folder / "made/broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    with open(folder / "made/records.jsonl", "w") as out:
        for i in range(60):
            out.write(json.dumps({"_id": f"r{i}", "title": f"Bản tin {i % 5}", "text": release(rng, i)}, ensure_ascii=False) + "\n")
    with open(folder / "made/one.jsonl", "w") as out:
        out.write(json.dumps({"_id": "alone", "title": "Một", "text": "Chỉ một bản ghi về hợp tác."}, ensure_ascii=False) + "\n")


def queries(documents):
    """Rows of the kinds that people ask, made of the words of the documents."""
    rng = random.Random(7)
    texts = [d["text"].split() for d in documents if len(d["text"].split()) > 12]
    plain = lambda w: "".join(c for c in w if c.isalpha())
    folded = lambda w: w.lower().translate(str.maketrans("đáàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ",
                                                       "daaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyy"))

    def run(n):
        while True:
            text = rng.choice(texts)
            at = rng.randrange(len(text) - n)
            words = [plain(w) for w in text[at:at + n]]
            if all(len(w) > 1 for w in words):
                return words

    kinds = [
        lambda: " ".join(run(1)), lambda: " ".join(run(2)), lambda: " ".join(run(3)), lambda: '"' + " ".join(run(3)) + '"',
        lambda: folded(" ".join(run(2))), lambda: plain(run(1)[0])[:rng.choice([1, 2, 3])] + "*",
        lambda: f"{run(1)[0]} signed:{rng.randint(2015, 2020)}..{rng.randint(2021, 2024)}",
        lambda: f'party:"{rng.choice(PARTNERS)}" signed:{rng.randint(2015, 2024)}',
        lambda: f'party:"{rng.choice(PARTNERS)}" party:"{rng.choice(PARTNERS)}" type:mou', lambda: f'person:"{rng.choice(PEOPLE)}" {run(1)[0]}',
        lambda: f"type:mou published:{rng.randint(2015, 2024)}", lambda: f"country:{rng.choice(['KR', 'JP', 'AU', 'VN'])} {run(1)[0]}",
        lambda: " OR ".join(run(2)) + f" -{run(1)[0]}", lambda: " NEAR/4 ".join(run(2)), lambda: '="' + " ".join(run(2)) + '"',
        lambda: "title:" + run(1)[0], lambda: run(1)[0] + rng.choice("xzw"), lambda: folded("".join(run(2))), lambda: "lang:vi", lambda: "",
    ]
    out = []
    while len(out) < QUERIES:
        query = kinds[len(out) % len(kinds)]() or "has:agreement " + run(1)[0]
        out.append(query)
    return out


def free_ports(count):
    with contextlib.ExitStack() as stack:
        found = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in found:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in found]


def serve(path, port, host="127.0.0.1", within=()):
    """A server in a process group of its own, all of which it kills on SIGTERM; in our session, with which it shares the time of the processors."""
    return subprocess.Popen([*within, "xapian-tcpsrv", "-I", host, "-p", str(port), "-q", str(path)], process_group=0,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def end(server):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def wait_for(host, port, within=()):
    probe = f"import socket; socket.create_connection(({host!r}, {port}), 1).close()"
    for _ in range(100):
        if subprocess.run([*within, sys.executable, "-c", probe], stderr=subprocess.DEVNULL).returncode == 0:
            return
        time.sleep(0.05)
    raise AssertionError(f"no server at {host}:{port}")


class Shards(HoptacTest):
    base = None  # of both classes, made once

    @classmethod
    def setUpClass(cls):
        if Shards.base:
            return
        Shards.base = Path(tempfile.mkdtemp(prefix="hoptac-shards-"))
        unittest.addModuleCleanup(shutil.rmtree, cls.base, ignore_errors=True)
        make_sources(cls.base / "src")
        cls.build("one")
        for parts in (1, 2, 4):
            places = []
            for k in range(1, parts + 1):
                cls.build(f"{parts}/{k}", "--shard", f"{k}/{parts}")
                places.append(str(cls.base / f"{parts}/{k}"))
            cls.join(f"local{parts}", places)
        ports = free_ports(4)
        for k, port in enumerate(ports, 1):
            server = serve(cls.base / f"4/{k}/current/docs", port)
            unittest.addModuleCleanup(end, server)
        for port in ports:
            wait_for("127.0.0.1", port)
        servers = [f"127.0.0.1:{port}" for port in ports]
        cls.join("remote4", servers)
        cls.join("mixed4", [str(cls.base / "4/1"), servers[1], servers[2], str(cls.base / "4/4")])
        Shards.servers = servers
        Shards.setups = ["local1", "local2", "local4", "remote4", "mixed4"]

    @classmethod
    def hoptac(cls, *args, within=(), ok=(0, 1)):
        done = subprocess.run([*within, str(BINARY), *map(str, args)], capture_output=True, text=True, timeout=cls.timeout)
        assert done.returncode in ok, f"{args}\n{done.stdout}\n{done.stderr}"
        return done

    @classmethod
    def build(cls, name, *args):
        cls.hoptac("ingest", "--quiet", *args, cls.base / "src/made", cls.base / "src/corpus", "--index", cls.base / name)

    @classmethod
    def join(cls, name, places, more="", within=()):
        (cls.base / name).mkdir()
        (cls.base / name / "shards").write_text("# of a test\n" + "".join(f"shard {p}\n" for p in places) + more)
        cls.hoptac("ingest", "--quiet", "--index", cls.base / name, within=within, ok=(0,))

    def answer(self, index, *args):
        out = self.hoptac(*args, "--index", self.base / index)
        if "json" not in args:
            return out.stdout
        body = json.loads(out.stdout)
        body.pop("meta")
        return body

    def same(self, *args, setups=()):
        want = self.answer("one", *args)
        for name in setups or self.setups:
            got = self.answer(name, *args)
            if got != want:
                lines = [(json.dumps(x, ensure_ascii=False, indent=1) if not isinstance(x, str) else x).splitlines() for x in (want, got)]
                self.fail(f"{name} {args}: " + "\n".join([f"{a}\n{b}" for a, b in zip(*lines) if a != b][:6] or ["length"]))
        return want

    def test_export_and_register_are_those_of_one_index(self):
        exported = self.same("export")
        self.assertGreater(len(exported.splitlines()), 150)
        agreements = self.same("agreements", "--format", "jsonl")
        self.assertGreater(len(agreements.splitlines()), 50)
        for command in ("people", "institutions"):
            self.same(command, "--format", "jsonl")
        self.same("institutions", "--unlinked", "--format", "jsonl")

    def test_queries_give_the_same_hits_order_counts_and_facets(self):
        documents = [json.loads(line) for line in self.answer("one", "export").splitlines()]
        rows = [(f"q{i}", q) for i, q in enumerate(queries(documents))]
        file = self.write("queries.tsv", "".join(f"{i}\t{q}\n" for i, q in rows))
        for more in ((), ("--sort", "signed", "--limit", "7", "--offset", "3"), ("--any", "--limit", "5")):
            if more:
                file = self.write("queries.tsv", "".join(f"{i}\t{q}\n" for i, q in rows[::7]))
            want = self.answer("one", "search", "--batch", file, "--format", "jsonl", "--facets", FACETS, *more).splitlines()
            self.assertGreater(sum(json.loads(line)["status"] == "ok" for line in want), len(want) / 2)
            for name in self.setups if LONG or not more else ["local4", "remote4"]:
                got = self.answer(name, "search", "--batch", file, "--format", "jsonl", "--facets", FACETS, *more).splitlines()
                self.assertEqual(len(got), len(want))
                for a, b in zip(map(json.loads, want), map(json.loads, got)):
                    differ = [key for key in a if a[key] != b.get(key)]
                    self.assertEqual(differ, [], f"{name} {more}: {a['query']}\n" +
                                     "\n".join(f"{k}\n {str(a[k])[:600]}\n {str(b.get(k))[:600]}" for k in differ))

    def test_agreements_hold_together_over_shards(self):
        for args in (["--party", PARTNERS[0]], ["--party", PARTNERS[1], "--party", PARTNERS[2], "--since", "2018"],
                     ["--country", "KR", "--until", "2020", "--undated", "include"], ["hợp tác"], ["--type", "mou", "--topic", "training"]):
            self.same("agreements", *args, "--format", "json", "--limit", "0")

    def test_completions(self):
        others = [name for name in self.setups if name != "remote4"]
        for i, begin in enumerate(("h", "ho", "hop", "hợp", "hợp t", "benh vien", "bệnh viện b", "dai hoc", "chau", "party:dai", "type:m", "đào tạo đ",
                      "ban tin", "sinh vien g", "trai", "n")):
            setups = self.setups if LONG else ["remote4", others[i % len(others)]]
            self.same("suggest", begin, "--format", "jsonl", setups=setups)

    def test_files_and_counts_are_united(self):
        for name in self.setups:
            want, got = (self.answer(n, "stats", "--format", "json") for n in ("one", name))
            for key in ("documents", "agreements", "institutions", "people", "certifications", "files", "failed", "duplicates",
                        "skipped", "by_language", "by_format", "by_source"):
                self.assertEqual(want[key], got[key], f"{name} {key}")
        columns = lambda text: [{k: row[k] for k in ("path", "state", "documents")} for row in map(json.loads, text.splitlines())]
        want = columns(self.answer("one", "files", "--format", "jsonl"))
        self.assertEqual(want, columns(self.answer("local4", "files", "--format", "jsonl")))

    def test_a_shard_is_brought_up_to_date_by_itself(self):
        for k in (1, 2):
            report = self.folder / "report.json"
            self.hoptac("ingest", self.base / "src/made", self.base / "src/corpus", "--index", self.base / f"2/{k}", "--report", report,
                        "--quiet", ok=(0,))
            self.assertEqual(json.loads(report.read_text())["indexed"], 0)
        other = self.hoptac("ingest", "--shard", "1/3", self.base / "src/made", "--index", self.base / "2/1", ok=(2,))
        self.assertIn("it holds the documents of shard 1/2", other.stderr)
        self.hoptac("ingest", self.base / "src/made", "--index", self.base / "local2", ok=(2,))
        self.assertIn("up to date", self.hoptac("ingest", "--index", self.base / "local2", ok=(0,)).stdout)
        self.hoptac("search", "hợp tác", "--index", self.base / "local2/shards", ok=(0,))

    def test_a_faulty_file_names_line_and_cause(self):
        folder = self.base / "faulty"
        folder.mkdir()
        for text, want in (("shard a\n", "shards:1: .*neither a folder"), ("shard h:1\nshrad h:2\n", "shards:2: .*none of shard"),
                           ("shard h:1\nshard h:1\n", "shards:2: .*twice"), ("timeout 0\n", "shards:1: .*seconds"), ("#\n", "no shard"),
                           ("shard h:99999\n", "shards:1")):
            (folder / "shards").write_text(text)
            self.assertRegex(self.hoptac("search", "x", "--index", folder, ok=(2,)).stderr, want)

    def test_a_missing_folder_is_told(self):
        self.join_missing("gone", [self.base / "2/1", self.base / "nowhere/2"])
        found = self.hoptac("search", "hợp tác", "--format", "json", "--index", self.base / "gone", ok=(0,))
        body = json.loads(found.stdout)
        self.assertEqual(body["meta"]["missing_shards"], [str(self.base / "nowhere/2")])
        self.assertIn("is missing", found.stderr)
        self.assertLess(body["total"], self.answer("one", "search", "hợp tác", "--format", "json")["total"])
        for command in (["search", "hợp tác", "--all-shards"], ["export"], ["ingest"], ["files"], ["sources"], ["stats"]):
            self.assertIn("nowhere/2", self.hoptac(*command, "--index", self.base / "gone", ok=(4,)).stderr)

    def test_a_server_that_hangs_is_left_out_after_its_limit(self):
        port = free_ports(1)[0]
        server = serve(self.base / "2/2/current/docs", port)
        self.addCleanup(end, server)
        wait_for("127.0.0.1", port)
        self.join_missing("hung", [self.base / "2/1", f"127.0.0.1:{port}"], "timeout 0.5\n")
        ask = ["search", "hợp tác", "--format", "json", "--index", self.base / "hung"]
        whole = json.loads(self.hoptac(*ask, ok=(0,)).stdout)
        self.assertEqual(whole["total"], self.answer("one", "search", "hợp tác", "--format", "json")["total"])
        os.killpg(server.pid, signal.SIGSTOP)
        began = time.monotonic()
        body = json.loads(self.hoptac(*ask, ok=(0,)).stdout)
        self.assertLess(time.monotonic() - began, 10)
        self.assertEqual(body["meta"]["missing_shards"], [f"127.0.0.1:{port}"])
        self.assertLess(body["total"], whole["total"])

    def test_a_server_that_falls_silent_or_ends_in_the_middle_of_an_answer_is_left_out(self):
        proxy = SlowProxy(("127.0.0.1", int(self.servers[1].split(":")[1])))
        self.addCleanup(proxy.close)
        self.join("proxied", [self.servers[0], proxy.address, *self.servers[2:]], "timeout 1\n")
        ask = ["search", "hợp tác", "--format", "json", "--facets", "year", "--index", self.base / "proxied"]
        whole = json.loads(self.hoptac(*ask, ok=(0,)).stdout)
        self.assertEqual(whole["hits"], json.loads(self.answer_text("one", *ask[1:-2]))["hits"])
        answered = proxy.answered
        held = self.hits_of("4/2")
        points = [0, 30, 150, answered // 2, answered - 1]
        if LONG:
            points += range(200, answered, 200)
        for fault in ("stall_after", "cut_after"):
            for point in points:
                with self.subTest(fault=fault, point=point):
                    setattr(proxy, fault, point)
                    began = time.monotonic()
                    done = self.hoptac(*ask, ok=(0,))
                    self.assertLess(time.monotonic() - began, 10)
                    body = json.loads(done.stdout)
                    self.assertEqual(body["meta"]["missing_shards"], [proxy.address])
                    self.assertTrue(any(proxy.address in note for note in body["notes"]), body["notes"])
                    self.assertIn(proxy.address, done.stderr)
                    self.assertEqual(body["total"], whole["total"] - held)
            setattr(proxy, fault, answered // 2)
            self.assertIn(proxy.address, self.hoptac(*ask, "--all-shards", ok=(4,)).stderr)
            setattr(proxy, fault, None)
        proxy.delay = 0.05
        self.assertEqual(json.loads(self.hoptac(*ask, ok=(0,)).stdout)["total"], whole["total"])

    def hits_of(self, shard):
        return json.loads(self.answer_text(shard, "hợp tác", "--format", "json"))["total"]

    def answer_text(self, index, *args):
        return self.hoptac("search", *args, "--index", self.base / index, ok=(0,)).stdout

    def test_what_is_done_to_one_index_names_the_shards(self):
        places = [str(self.base / f"2/{k}") for k in (1, 2)]
        for command in (["remove", "made/000.txt"], ["remove", "--undo", "made/000.txt"], ["sources", "move", "made", "/"],
                        ["sources", "rename", "made", "m"], ["reindex"], ["reindex", "--dry-run"], ["rollback"], ["verify"]):
            refused = self.hoptac(*command, "--index", self.base / "local2", ok=(2,)).stderr
            for want in ("hoptac " + command[0], *places):
                self.assertIn(want, refused)

    def test_removed_on_its_shards_a_document_is_gone_from_all(self):
        source = self.folder / "few"
        source.mkdir()
        for i in range(6):
            (source / f"{i}.txt").write_text(f"Biên bản số {i} về hợp tác đào tạo.\n")
        shards = [self.folder / f"shard{k}" for k in (1, 2)]
        for k, shard in enumerate(shards, 1):
            self.hoptac("ingest", "--quiet", "--shard", f"{k}/2", source, "--index", shard, ok=(0,))
        joined = self.folder / "all"
        joined.mkdir()
        (joined / "shards").write_text("".join(f"shard {shard}\n" for shard in shards))
        self.hoptac("ingest", "--quiet", "--index", joined, ok=(0,))
        found = lambda: [json.loads(line)["id"] for line in self.hoptac("search", "biên bản", "--format", "jsonl", "--index", joined).stdout.splitlines()]
        before = found()
        self.assertEqual(len(before), 6)
        for i, shard in ((0, shards[0]), (1, shards[0]), (0, shards[1]), (1, shards[1])):
            self.hoptac("remove", f"few/{i}.txt", "--index", shard, ok=(0,))
        self.hoptac("ingest", "--quiet", "--index", joined, ok=(0,))
        self.assertEqual(found(), [i for i in before if i not in ("few/0.txt", "few/1.txt")])
        listed = self.hoptac("remove", "--list", "--format", "jsonl", "--index", joined, ok=(0,)).stdout
        self.assertEqual([json.loads(line)["id"] for line in listed.splitlines()], ["few/0.txt", "few/1.txt"])

    def join_missing(self, name, places, more=""):
        (self.base / name).mkdir()
        (self.base / name / "shards").write_text("".join(f"shard {p}\n" for p in places) + more)


class Copies(HoptacTest):
    """xapian-replicate: a copy of a shard follows it, as docs/operations.md says."""

    def test_a_copy_follows_through_updates_rebuilds_and_removals(self):
        self.source, self.all = self.folder / "few", self.folder / "all"
        self.copy = self.folder / "copy/docs"
        for folder in (self.source, self.all, self.copy.parent):
            folder.mkdir()
        self.port, serving = free_ports(2)
        self.add(range(4))
        self.ingest()
        self.start(["xapian-replicate-server", "--interface", "127.0.0.1", "--port", str(self.port), str(self.index)], self.port)
        self.follow("1 copies, 0 changesets")
        self.start(["xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", str(serving), str(self.copy)], serving)
        (self.all / "shards").write_text(f"shard 127.0.0.1:{serving}\n")
        self.same()
        for i in (4, 5):
            self.add([i])
            self.ingest()
        self.follow("0 copies, 2 changesets")
        self.same()
        self.ingest("--rebuild")
        self.follow("1 copies, 0 changesets")
        self.same()
        self.ask("rollback")
        self.follow("1 copies, 0 changesets")
        self.ask("remove", "few/1.txt")
        self.follow("1 copies, 0 changesets")
        self.assertNotIn("few/1.txt", self.same())
        self.follow("no changes")

    def add(self, numbers):
        for i in numbers:
            (self.source / f"{i}.txt").write_text(f"Ngày 1/2/2020, Bệnh viện Bạch Mai và Đại học Y Hokusei đã ký kết biên bản ghi nhớ số {i} về đào tạo.\n")

    def ask(self, *args, index=None):
        return self.run_hoptac(*args, "--index", index or self.index, status=0, env={"XAPIAN_MAX_CHANGESETS": "10"}).out

    def ingest(self, *args):
        self.ask("ingest", "--quiet", *args, self.source)

    def start(self, command, port):
        server = subprocess.Popen(command, process_group=0, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(end, server)
        wait_for("127.0.0.1", port)

    def follow(self, want):
        done = subprocess.run(["xapian-replicate", "--verbose", "--one-shot", "--reader-time", "0", "--host", "127.0.0.1", "--port", str(self.port),
                               "--master", "current/docs", str(self.copy)], capture_output=True, text=True, timeout=self.timeout)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(want, done.stdout)

    def same(self):
        self.ask("ingest", "--quiet", index=self.all)
        for args in (["search", "biên bản", "--format", "jsonl", "--limit", "0"], ["agreements", "--format", "jsonl"], ["export"]):
            master, copy = (self.ask(*args, index=index) for index in (self.index, self.all))
            self.assertEqual(master, copy)
        return master


class Hosts(Shards):
    """Each shard on a host of its own: network namespaces of this machine, joined to that of the client."""

    @classmethod
    def setUpClass(cls):
        reason = cls.lacking()
        if reason:
            print("hosts are not tried: " + reason, file=sys.stderr)
            raise unittest.SkipTest(reason)
        super().setUpClass()
        cls.client = f"hx{os.getpid()}c"
        cls.net("netns", "add", cls.client)
        cls.addClassCleanup(cls.net, "netns", "del", cls.client, ok=False)
        cls.within = ["ip", "netns", "exec", cls.client]
        places = [cls.host(k) for k in range(1, 5)]
        cls.join("hosts", places, "connect-timeout 1\ntimeout 1\n", cls.within)

    @staticmethod
    def lacking():
        if os.geteuid() != 0:
            return "network namespaces need root"
        if not shutil.which("ip"):
            return "no iproute2"
        probe = f"hx{os.getpid()}p"
        done = subprocess.run(["ip", "netns", "add", probe], capture_output=True, text=True)
        subprocess.run(["ip", "netns", "del", probe], capture_output=True)
        return "" if done.returncode == 0 else done.stderr.strip()

    @staticmethod
    def net(*args, ok=True):
        done = subprocess.run(["ip", *args], capture_output=True, text=True)
        assert done.returncode == 0 or not ok, f"ip {args}: {done.stderr}"

    @classmethod
    def host(cls, k):
        name, address = f"hx{os.getpid()}h{k}", f"10.231.{k}."
        cls.net("netns", "add", name)
        cls.addClassCleanup(cls.net, "netns", "del", name, ok=False)
        cls.net("-n", cls.client, "link", "add", f"to{k}", "type", "veth", "peer", "name", "eth", "netns", name)
        for space, link, end_of in ((cls.client, f"to{k}", "1"), (name, "eth", "2")):
            cls.net("-n", space, "addr", "add", address + end_of + "/30", "dev", link)
            cls.net("-n", space, "link", "set", link, "up")
        server = serve(cls.base / f"4/{k}/current/docs", 7400, address + "2", ["ip", "netns", "exec", name])
        cls.addClassCleanup(end, server)
        wait_for(address + "2", 7400, cls.within)
        return address + "2:7400"

    def ask(self, *args, index="hosts", ok=(0,)):
        began = time.monotonic()
        done = self.hoptac("search", "hợp tác", "--format", "json", *args, "--index", self.base / index, within=self.within, ok=ok)
        return done, time.monotonic() - began

    def test_a_host_that_is_cut_off_is_named(self):
        whole, _ = self.ask()
        one = self.answer("one", "search", "hợp tác", "--format", "json")
        body = json.loads(whole.stdout)
        self.assertNotIn("missing_shards", body["meta"])
        self.assertEqual([h["id"] for h in body["hits"]], [h["id"] for h in one["hits"]])
        self.net("-n", f"hx{os.getpid()}h2", "link", "set", "eth", "down")
        try:
            self.lacks("10.231.2.2:7400", one["total"])
        finally:
            self.net("-n", f"hx{os.getpid()}h2", "link", "set", "eth", "up")
        end = time.monotonic() + 20  # a network needs a moment to find its hosts again
        while json.loads(self.ask()[0].stdout)["total"] != one["total"]:
            self.assertLess(time.monotonic(), end, "the host is back, its documents are not")
            time.sleep(0.5)

    def test_a_slow_host_is_left_out_after_its_limit(self):
        one = self.answer("one", "search", "hợp tác", "--format", "json")
        within = ["ip", "netns", "exec", f"hx{os.getpid()}h3"]
        proxy = subprocess.Popen([*within, sys.executable, str(Path(__file__).with_name("slow_proxy.py")), "10.231.3.2", "7401", "7400", "3"],
                                 process_group=0)
        self.addCleanup(end, proxy)
        wait_for("10.231.3.2", 7401, self.within)
        shutil.copytree(self.base / "hosts", self.base / "slow", symlinks=True)
        text = (self.base / "slow/shards").read_text()
        (self.base / "slow/shards").write_text(text.replace("10.231.3.2:7400", "10.231.3.2:7401"))
        self.lacks("10.231.3.2:7401", one["total"], "slow")

    def lacks(self, name, whole, index="hosts"):
        done, seconds = self.ask(index=index)
        body = json.loads(done.stdout)
        self.assertEqual(body["meta"]["missing_shards"], [name])
        self.assertTrue(any(name in note for note in body["notes"]), body["notes"])
        self.assertIn(name, done.stderr)
        held = {json.loads(line)["id"] for line in self.answer(f"4/{name.split('.')[2]}", "export").splitlines()}
        found = self.answer("one", "search", "hợp tác", "--format", "json", "--limit", "0")["hits"]
        self.assertEqual(body["total"], whole - sum(h["id"] in held for h in found))
        self.assertLess(seconds, 10)
        refused, _ = self.ask("--all-shards", index=index, ok=(4,))
        self.assertIn(name, refused.stderr)


# The tests of Shards run once.
for _name in [n for n in dir(Shards) if n.startswith("test_")]:
    setattr(Hosts, _name, None)

if __name__ == "__main__":
    main()
