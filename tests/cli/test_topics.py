#!/usr/bin/env python3
"""Known items of the sample corpus: the topics as written, without accents, and with one typing error each, put right
by what the program offers."""
import json
import unicodedata

from harness import ROOT, HoptacTest, main

KNOWN = 2  # grade of the documents that a topic is about


def folded(text):
    text = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in text if not unicodedata.combining(c))


def slips(query):
    """One letter of the longest word (the first of them) changed, dropped, and swapped with its neighbour."""
    word = max(query.split(), key=len)
    at = len(word) // 2
    changed = "e" if folded(word[at]) == "a" else "a"
    swapped = word[:at - 1] + word[at] + word[at - 1] + word[at + 1:]
    for slip in (word[:at] + changed + word[at + 1:], word[:at] + word[at + 1:], swapped):
        if slip != word:
            yield query.replace(word, slip, 1)


class Topics(HoptacTest):
    def setUp(self):
        super().setUp()
        self.run_hoptac("ingest", ROOT / "corpus/documents", status=0)
        self.topics = dict(line.split("\t") for line in (ROOT / "corpus/topics.tsv").read_text().splitlines())
        self.known = {}
        for line in (ROOT / "corpus/qrels.tsv").read_text().splitlines():
            topic, _, document, grade = line.split("\t")
            if int(grade) == KNOWN:
                self.known.setdefault(topic, set()).add(document)

    def batch(self, queries, *options):
        """The answers to {id: query}."""
        rows = self.write("rows.tsv", "".join(f"{key}\t{query}\n" for key, query in queries.items()))
        lines = self.run_hoptac("search", "--batch", rows, "--format", "jsonl", "--limit", "100", *options).lines
        return {line["query_id"]: line for line in lines}

    def mean_reciprocal_rank(self, queries, *options):
        """Of the known item of topic `id` for keys "id" or "id/n"; and the queries that did not put it first."""
        total, missed = 0, {}
        answers = self.batch(queries, *options)
        for key, query in queries.items():
            ids = [hit["id"] for hit in answers[key]["hits"]]
            rank = next((i for i, found in enumerate(ids, 1) if found in self.known[key.split("/")[0]]), 0)
            total += 1 / rank if rank else 0
            if rank != 1:
                missed[key] = (query, rank)
        return total / len(queries), missed

    def test_as_written(self):
        mrr, missed = self.mean_reciprocal_rank(self.topics, "--plain")
        self.assertGreaterEqual(mrr, 0.95, missed)

    def test_without_accents_decomposed_and_in_capitals(self):
        for form in (folded, lambda q: unicodedata.normalize("NFD", q), str.upper):
            mrr, missed = self.mean_reciprocal_rank({k: form(q) for k, q in self.topics.items()}, "--plain")
            self.assertGreaterEqual(mrr, 0.90, missed)

    def test_one_typing_error_and_the_offered_correction(self):
        typed = {f"{key}/{n}": slip for key, query in self.topics.items() for n, slip in enumerate(slips(query))}
        answers = self.batch(typed)
        followed = {}
        for key, query in typed.items():
            offers = [s["query"] for s in answers[key]["suggestions"] if s["reason"].startswith("did you mean")]
            followed[key] = offers[0] if offers else query
        mrr, missed = self.mean_reciprocal_rank(followed)
        self.assertGreaterEqual(mrr, 0.85, {k: (typed[k], *v) for k, v in missed.items()})


main()
