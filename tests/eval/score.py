#!/usr/bin/env python3
"""Scores extracted facts against gold facts.

usage: score.py GOLD PREDICTIONS.jsonl [--fold] [--totals] [--json]

GOLD         folder (searched through) of NAME.json gold files; the text NAME.txt or NAME.* lies beside each or is not needed
PREDICTIONS  what `hoptac extract --format jsonl` printed; a document is named by the stem of its path
--fold       compare without accents, for texts whose accents were stripped
--totals     figures only; without it every miss and false alarm is listed (never do that for tests/eval/held)

What counts as found (the annotation guide of docs/extraction.md says what is annotated):
  institutions, people, certifications   one to one; the predicted name is one of the gold surfaces, or at least half of the
                    predicted surfaces are. Two predictions for one gold entity: one is a false alarm. Certifications of one
                    label pair with those of the same holder first.
  dates             the set of ISO values of a document; published: the value, a value where gold has none is a false alarm
  roles             titles of found people: word overlap (Jaccard) >= 0.5, same deputy/vice/acting/former words
  role_institution, cert_holder, inst_kind, inst_country   right values on found items, where the gold states one
  agreements        overlap of the parties (Jaccard) >= 0.5, best pairs first; then agreement_type and agreement_date
  recognitions      where the gold lists them (or an empty list): the words of the shorter name stand in the longer one, or
                    overlap by half (Jaccard); of several those of the same holder first; then recog_holder
  figures           the set of (value, max), where the gold lists figures
  quotes            where the gold lists quotes: the same speaker and a text that overlaps by 80 % (words in common, of the longer)
  surfaces          predicted surfaces that occur in the text
Optional gold costs nothing, missed or found. Figures are micro-averages: P, R and F1 over all documents.
"""
import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

TYPES = ("institutions people dates certifications roles role_institution published agreements agreement_type agreement_date "
         "cert_holder inst_kind inst_country recognitions recog_holder figures quotes surfaces").split()
ENTITIES = ("institutions", "people", "certifications")
LEVELS = ("certain", "likely", "guess")
MODIFIERS = {"deputy", "vice", "acting", "former", "interim", "associate", "assistant", "phó", "quyền", "nguyên", "cựu"}
TONE_MARKS = set("\u0300\u0301\u0303\u0309\u0323")


class Comparer:
    """Brings strings into the form in which two of them are equal."""

    def __init__(self, fold=False):
        self.fold = fold

    def word(self, word):
        letters = unicodedata.normalize("NFD", word)
        if self.fold:
            return "".join(c for c in letters if unicodedata.category(c) != "Mn").replace("đ", "d")
        tones = "".join(c for c in letters if c in TONE_MARKS)  # behind the word: hoà = hòa
        return unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONE_MARKS)) + tones

    def form(self, text):
        text = unicodedata.normalize("NFC", text or "").casefold()
        text = re.sub("[‘’]", "'", re.sub("[“”]", '"', text.replace("\u00a0", " ")))
        text = re.sub(r"\s*[-\u2010-\u2015\u2212]\s*", "-", text)
        text = re.sub(r"[\s.,;:]+", " ", text).strip(" '\"()")
        text = re.sub(r"[^\W\d_]+", lambda m: self.word(m.group()), text)
        return re.sub("^(the|các|những) ", "", text)

    def words(self, text):
        return set(re.findall(r"[^\W_]+[\u0300\u0301\u0303\u0309\u0323]*", self.form(text)))

    def surfaces(self, entry):
        names = [entry.get("name"), entry.get("full"), *entry.get("aliases", [])]
        return {self.form(n) for n in names if n} - {""}

    def same_role(self, a, b):
        x, y = self.words(a), self.words(b)
        modifiers = {self.form(m) for m in MODIFIERS}
        return bool(x & y) and 2 * len(x & y) >= len(x | y) and x & modifiers == y & modifiers


class Count:
    """Right, false and missed facts of one type, with a note on each fault."""

    def __init__(self):
        self.right = self.false = self.missed = 0
        self.notes = []

    def miss(self, what):
        self.missed += 1
        self.notes.append(f"missed\t{what}")

    def alarm(self, what):
        self.false += 1
        self.notes.append(f"false\t{what}")

    def compare(self, ok, want, got):
        self.right += ok
        if not ok:
            self.false += 1
            self.missed += 1
            self.notes.append(f"wrong\twant {want}, got {got}")

    @property
    def precision(self):
        found = self.right + self.false
        return self.right / found if found else 1.0

    @property
    def recall(self):
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self):
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else 1.0


class Score:
    """Counts over documents; add() one after the other."""

    def __init__(self, fold=False):
        self.text = Comparer(fold)
        self.counts = {kind: Count() for kind in TYPES}
        self.levels = defaultdict(lambda: [0, 0])  # (type, confidence) -> right, false
        self.notes = []

    def add(self, name, gold, found, text=None):
        before = {kind: len(c.notes) for kind, c in self.counts.items()}
        pairs = {kind: self._entities(kind, gold, found) for kind in ("institutions", "people")}
        bodies = self._bodies(pairs["institutions"])
        pairs["certifications"] = self._entities("certifications", gold, found, bodies)
        if text is not None:
            self._surfaces(found, self.text.form(text))
        self._dates(gold, found)
        self._published(gold.get("published"), found.get("published"))
        self._roles(pairs["people"], bodies)
        self._values(pairs, bodies)
        self._agreements(gold, found, bodies)
        if "recognitions" in gold:
            self._recognitions(gold, found, bodies)
        if "figures" in gold:
            self._figures(gold["figures"], found.get("figures", []))
        if "quotes" in gold:
            self._quotes(gold["quotes"], found.get("quotes", []), self._bodies(pairs["people"]))
        for kind, c in self.counts.items():
            self.notes += [f"{kind}\t{name}\t{note}" for note in c.notes[before[kind]:]]

    def _level(self, kind, fact, right):
        if fact.get("confidence") in LEVELS:
            self.levels[kind, fact["confidence"]][0 if right else 1] += 1

    def _entities(self, kind, gold, found, body=None):
        count, surfaces = self.counts[kind], self.text.surfaces
        wanted = [(g, surfaces(g)) for g in gold.get(kind, [])]
        got = [(f, surfaces(f)) for f in found.get(kind, [])]
        same = lambda g, f: bool(body and g.get("holder")) and body(g["holder"]) == body(f.get("holder"))
        fits = sorted(((-len(gs & fs) - 9 * same(wanted[i][0], got[j][0]), i, j) for i, (_, gs) in enumerate(wanted) for j, (f, fs) in enumerate(got)
                       if gs & fs and (self.text.form(f.get("name")) in gs or 2 * len(gs & fs) >= len(fs))))
        free_gold, free_found, pairs = set(range(len(wanted))), set(range(len(got))), []
        for _, i, j in fits:
            if i in free_gold and j in free_found:
                free_gold.remove(i), free_found.remove(j)
                pairs.append((wanted[i][0], got[j][0]))
        optional = {self.text.form(o if isinstance(o, str) else o.get("name")) for o in gold.get(f"optional_{kind}", [])}
        optional = optional.union(*(s for g, s in wanted if g.get("optional")))
        for g, f in pairs:
            if not g.get("optional"):
                count.right += 1
                self._level(kind, f, True)
        for i in sorted(free_gold):
            if not wanted[i][0].get("optional"):
                count.miss(wanted[i][0].get("name"))
        for j in sorted(free_found):
            if not got[j][1] & optional:
                count.alarm(got[j][0].get("name"))
                self._level(kind, got[j][0], False)
        return pairs

    def _surfaces(self, found, text):
        for kind in ENTITIES:
            for entry in found.get(kind, []):
                for s in self.text.surfaces({k: entry[k] for k in ("name", "aliases") if k in entry}):
                    if s in text:
                        self.counts["surfaces"].right += 1
                    else:
                        self.counts["surfaces"].alarm(s)

    def _bodies(self, pairs):
        """One key for every surface of an institution, gold's and found."""
        key = {}
        for n, (g, f) in enumerate(pairs):
            for s in self.text.surfaces(g) | self.text.surfaces(f):
                key.setdefault(s, f"#{n}")
        return lambda name: key.get(self.text.form(name), self.text.form(name))

    def _figures(self, wanted, got):
        key = lambda f: (f.get("value"), f.get("max"))
        want = {key(f) for f in wanted if not f.get("optional")}
        free = {key(f) for f in wanted if f.get("optional")} - want
        self._set("figures", want, {key(f) for f in got} - free)

    def _same_quote(self, a, b):
        x, y = (Counter(re.findall(r"[^\W_]+", self.text.form(t))) for t in (a, b))
        return sum((x & y).values()) >= 0.8 * max(1, sum(x.values()), sum(y.values()))

    def _quotes(self, wanted, got, person):
        """One to one; the speakers are surfaces of one person, or the same words."""
        count, left = self.counts["quotes"], list(got)
        for g in wanted:
            hit = next((f for f in left if person(f["speaker"]) == person(g["speaker"]) and self._same_quote(f["text"], g["text"])), None)
            if hit is not None:
                left.remove(hit)
                count.right += not g.get("optional")
            elif not g.get("optional"):
                count.miss(f"{g['speaker']}: {g['text']}")
        for f in left:
            if not any(g.get("optional") and self._same_quote(f["text"], g["text"]) for g in wanted):
                count.alarm(f"{f['speaker']}: {f['text']}")

    def _same_words(self, a, b):
        x, y = self.text.words(a), self.text.words(b)
        return bool(x & y) and (x <= y or y <= x or 2 * len(x & y) >= len(x | y))

    def _recognitions(self, gold, found, body):
        wanted, got, count = gold["recognitions"], found.get("recognitions", []), self.counts["recognitions"]
        same = lambda g, f: bool(g.get("holder")) and body(g["holder"]) == body(f.get("holder"))
        fits = sorted((not same(g, f), i, j) for i, g in enumerate(wanted) for j, f in enumerate(got)
                      if self._same_words(g["name"], f["name"]))
        free_gold, free_found = set(range(len(wanted))), set(range(len(got)))
        for wrong_holder, i, j in fits:
            if i not in free_gold or j not in free_found:
                continue
            free_gold.remove(i), free_found.remove(j)
            if wanted[i].get("optional"):
                continue
            count.right += 1
            if wanted[i].get("holder"):
                self.counts["recog_holder"].compare(not wrong_holder, f"{wanted[i]['name']}: {wanted[i]['holder']}", got[j].get("holder"))
        for i in sorted(free_gold):
            if not wanted[i].get("optional"):
                count.miss(f"{wanted[i]['name']} ({wanted[i].get('holder')})")
        for j in sorted(free_found):
            count.alarm(f"{got[j]['name']} ({got[j].get('holder')})")

    def _set(self, kind, want, got):
        self.counts[kind].right += len(want & got)
        for x in sorted(want - got, key=str):
            self.counts[kind].miss(x)
        for x in sorted(got - want, key=str):
            self.counts[kind].alarm(x)

    def _dates(self, gold, found):
        stated = [d for d in gold.get("dates", []) if d.get("iso")]
        want = {d["iso"] for d in stated if not d.get("optional")}
        free = [d["iso"] for d in stated if d.get("optional")]
        free += [d["iso"] if isinstance(d, dict) else d for d in gold.get("optional_dates", [])]
        free = {self.text.form(f) for f in free}
        counted = [d for d in found.get("dates", []) if d.get("iso") and
                   (d["iso"] in want or not free & {self.text.form(d["iso"]), self.text.form(d.get("text"))})]
        self._set("dates", want, {d["iso"] for d in counted})
        for d in counted:
            self._level("dates", d, d["iso"] in want)

    def _published(self, want, got):
        count = self.counts["published"]
        if want and got:
            count.compare(want == got, want, got)
        elif want:
            count.miss(want)
        elif got:
            count.alarm(got)

    def _roles(self, people, body):
        count = self.counts["roles"]
        for g, f in people:
            left = [r for r in f.get("roles", []) if r.get("title")]
            for role in (r for r in g.get("roles", []) if r.get("title") and not r.get("optional")):
                hit = next((r for r in left if self.text.same_role(role["title"], r["title"])), None)
                if hit is None:
                    count.miss(f"{g['name']}: {role['title']}")
                    continue
                left.remove(hit)
                count.right += 1
                self._level("roles", hit, True)
                if role.get("institution"):
                    got = hit.get("institution")
                    self.counts["role_institution"].compare(bool(got) and body(got) == body(role["institution"]),
                                                            f"{g['name']}: {role['institution']}", got)
            if not any(r.get("optional") for r in g.get("roles", [])):
                for r in left:
                    count.alarm(f"{g['name']}: {r['title']}")
                    self._level("roles", r, False)

    def _values(self, pairs, body):
        for g, f in pairs["institutions"]:
            for field in ("kind", "country"):
                if g.get(field) and not g.get("optional"):
                    self.counts[f"inst_{field}"].compare(f.get(field) == g[field], f"{g['name']}: {g[field]}", f.get(field))
        for g, f in pairs["certifications"]:
            if g.get("holder") and not g.get("optional"):
                got = f.get("holder")
                self.counts["cert_holder"].compare(bool(got) and body(got) == body(g["holder"]), f"{g['name']}: {g['holder']}", got)

    def _agreements(self, gold, found, body):
        parties = lambda a: {body(p) for p in a.get("parties", [])} - {""}
        same_type = lambda g, f: f.get("type") in str(g.get("type", "")).split("|")
        wanted, got, count = list(gold.get("agreements", [])), list(found.get("agreements", [])), self.counts["agreements"]

        def fit(pair):
            g, f = wanted[pair[0]], got[pair[1]]
            x, y = parties(g), parties(f)
            return len(x & y) / max(1, len(x | y)), g.get("signed") == f.get("signed"), same_type(g, f), -pair[0], -pair[1]

        while wanted and got:
            i, j = max(((i, j) for i in range(len(wanted)) for j in range(len(got))), key=fit)
            if fit((i, j))[0] < 0.5:
                break
            g, f = wanted.pop(i), got.pop(j)
            if g.get("optional"):
                continue
            count.right += 1
            self._level("agreements", f, True)
            self.counts["agreement_type"].compare(same_type(g, f), g.get("type"), f.get("type"))
            if g.get("signed") or f.get("signed"):
                self.counts["agreement_date"].compare(g.get("signed") == f.get("signed"), g.get("signed"), f.get("signed"))
        for g in wanted:
            if not g.get("optional"):
                count.miss(" + ".join(g.get("parties", [])))
        for f in got:
            if f.get("status") != "reported":
                count.alarm(" + ".join(f.get("parties", [])))
                self._level("agreements", f, False)


def gold_files(folder):
    """{id: (gold, text or None)} of a folder and all below it. The id is a document's, or the stem of its path."""
    out = {}
    for path in sorted(Path(folder).rglob("*.json")):
        gold, text = json.loads(path.read_text("utf-8")), path.with_suffix(".txt")
        out[gold["id"]] = gold, text.read_text("utf-8") if text.exists() else None
    return out


def score(gold, documents, fold=False):
    """Scores extracted `documents` (parsed lines of extract) against gold_files(); a document without a line is all missed."""
    found = {Path(d.get("path") or d["id"]).stem: d for d in documents}
    found.update({d["id"]: d for d in documents})
    total = Score(fold)
    for name, (wanted, text) in gold.items():
        total.add(name, wanted, found.get(name, {}), text)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold"), parser.add_argument("predictions")
    for flag in ("--fold", "--totals", "--json"):
        parser.add_argument(flag, action="store_true")
    args = parser.parse_args()
    gold = gold_files(args.gold)
    if not gold:
        raise SystemExit(f"score.py: no gold files (*.json) in {args.gold}")
    documents = [json.loads(line) for line in Path(args.predictions).read_text("utf-8").splitlines() if line.strip()]
    total = score(gold, documents, args.fold)
    if args.json:
        return print(json.dumps({k: {"p": c.precision, "r": c.recall, "f1": c.f1, "right": c.right, "false": c.false,
                                     "missed": c.missed} for k, c in total.counts.items()}))
    print(f"{len(gold)} documents\n{'type':16} {'P':>6} {'R':>6} {'F1':>6} right false missed")
    for kind, c in total.counts.items():
        print(f"{kind:16} {c.precision:6.3f} {c.recall:6.3f} {c.f1:6.3f} {c.right:5} {c.false:5} {c.missed:6}")
    for (kind, level), (right, false) in sorted(total.levels.items(), key=lambda x: (TYPES.index(x[0][0]), LEVELS.index(x[0][1]))):
        print(f"{kind:16} {level:8} precision {right / (right + false):.3f} of {right + false}")
    if not args.totals:
        print("\n".join(total.notes))


if __name__ == "__main__":
    main()
