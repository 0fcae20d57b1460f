#!/usr/bin/env python3
"""tests/golden/queries.tsv: one query in many spellings, and the documents of the sample corpus that it must find and
must not find. `via` says how: `search` as typed, `offer` by the first suggestion of the answer."""
import csv

from harness import ROOT, HoptacTest, main


def names(found, name):
    """Documents are named by their id or the last part of it."""
    return any(i == name or i.endswith("/" + name) for i in found)


class Golden(HoptacTest):
    def setUp(self):
        super().setUp()
        self.run_hoptac("ingest", ROOT / "corpus/documents", status=0)

    def found(self, query, via):
        answer = self.run_hoptac("search", query, "--format", "json", "--limit", "0").json
        if via == "offer":
            self.assertEqual(answer["total"], 0, "found as typed, nothing to offer")
            self.assertTrue(answer["suggestions"], answer["notes"])
            answer = self.run_hoptac("search", answer["suggestions"][0]["query"], "--format", "json", "--limit", "0").json
        return [hit["id"] for hit in answer["hits"]]

    def test_rows(self):
        with open(ROOT / "tests/golden/queries.tsv", encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
        self.assertGreaterEqual(len(rows), 60)
        for row in rows:
            with self.subTest(row["query"], note=row["note"]):
                found = self.found(row["query"], row["via"])
                for name in row["must"].split():
                    self.assertTrue(names(found, name), f"{name} is not among {found}")
                for name in row["must_not"].split():
                    self.assertFalse(names(found, name), f"{name} is among {found}")


main()
