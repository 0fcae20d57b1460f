#!/usr/bin/env python3
"""Generated press releases and agreement texts, half Vietnamese, half English, for timing.

usage: tests/bench/releases.py FOLDER [--documents N] [--form txt|html]

Sentences are walks over the word pairs of tests/eval/open (lower-case words only), so they read like releases word by word;
invented words give the tail that real collections have, each repeated within its document; institutions, people, dates,
certifications and a signing come from templates over the tables of ingest/authority. One document in twenty repeats another
byte for byte, one in twenty with a line more. Document i depends on i alone: more documents add files and change none, and
both forms have the same text. Files have the mtime of their release, so a second run finds them old.
"""
import argparse
import csv
import datetime
import html
import multiprocessing
import os
import random
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST_DAY = datetime.date(2014, 1, 6)
DAYS = 4000
RARE = 0.05  # share of the words

PHRASES = {
    "en": {
        "title": ["{a} and {b} sign memorandum of understanding on {words}", "{a} announces {words}", "{a}: {words}"],
        "lead": "{place}, {date} – {a} and {b} {words}.",
        "signing": "On {date}, {a} and {b} signed a memorandum of understanding on {words}, valid for {n} years.",
        "person": ["{person}, {role} of {a}, said that {words}.", "“{words},” said {person}, {role}.", "{a} was represented by {person}, {role}."],
        "fact": ["{a} was certified to {certificate} on {date}.", "The programme has a budget of USD {n} million and ends on {date}.", "{n} students took part in {date_year}."],
        "end": "Media contact: press{n}@example.org.",
        "titles": ["Mr.", "Ms.", "Dr.", "Prof.", "Assoc. Prof. Dr."],
    },
    "vi": {
        "title": ["{a} và {b} ký kết biên bản ghi nhớ về {words}", "{a} công bố {words}", "{a}: {words}"],
        "lead": "{place}, {date} – {a} và {b} {words}.",
        "signing": "Ngày {date}, {a} và {b} đã ký kết biên bản ghi nhớ hợp tác về {words}, có hiệu lực {n} năm.",
        "person": ["{person}, {role} {a}, cho biết {words}.", "“{words}”, {person}, {role}, phát biểu.", "Đại diện {a} có {person}, {role}."],
        "fact": ["{a} được cấp chứng nhận {certificate} ngày {date}.", "Dự án có kinh phí {n} tỷ đồng và kết thúc ngày {date}.", "Năm {date_year} có {n} sinh viên tham gia."],
        "end": "Liên hệ: bantin{n}@example.org.",
        "titles": ["ông", "bà", "TS.", "GS.TS.", "PGS.TS.", "ThS."],
    },
}
GIVEN = {
    "en": "Alice Brian Clara Daniel Edith Frank Grace Henry Irene Jack Karen Louis Maria Nora Oscar Paula Ruth Simon Tessa Victor".split(),
    "vi": "An Bình Chi Dũng Giang Hà Hạnh Hùng Khánh Lan Linh Long Mai Minh Nam Ngọc Phúc Quân Sơn Thảo Thủy Trang Tuấn Vân Yến".split(),
}
ENGLISH_FAMILIES = "Abbott Barnes Carter Dawson Ellis Foster Gibson Harper Ingram Jenkins Keller Lambert Morrison Norris Osborne Parker Quinn Reeves Sutton Turner Vaughan Webster".split()
PARTS = "ba cor den el fi gra hal in jo kel lum mer no or pra quen ri sol tam ul ver wes xan yor zet".split()  # of words that no language has
ONSETS = "b ch đ gi h kh l m ng nh ph s t th tr v x".split()
RIMES = ("a à á ả ạ an àn án ạn anh ánh ành ao áo ào ăn ắn ặng âm ấm ần ấu ây em éo ẹp ếch ên ền iêm iến iệp iêu iểu inh ình oan oàn oắt oe om ỏng ọt "
         "ôi ổi ồng ộp ơi ớm ợt ua úa ủi ung ùng uôi uối uốt uy uỷnh ưa ứa ưng ững ươi ười ươm ượp ướt").split()


@dataclass
class Language:
    """What sentences and names of a language are made of."""
    code: str
    following: dict
    starts: list
    institutions: list
    institution_weights: list
    families: list
    roles: list


@dataclass
class Release:
    language: str
    day: datetime.date
    title: str
    paragraphs: list


def table(name):
    with open(ROOT / "ingest/authority" / name, encoding="utf-8") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def word_pairs(code):
    following, starts = defaultdict(list), []
    for path in sorted((ROOT / "tests/eval/open" / code).glob("*.txt")):
        words = [w.strip(".,;:“”\"()") for w in path.read_text(encoding="utf-8").split()]
        for before, word in zip(words, words[1:]):
            if before.isalpha() and word.isalpha() and before.islower() and word.islower():
                following[before].append(word)
                starts.append(before)
    return dict(following), starts


def invented(k):
    """The k-th word that no text has."""
    digits = []
    while k or len(digits) < 2:
        k, digit = divmod(k, len(PARTS))
        digits.append(PARTS[digit])
    return "".join(digits)


def rare_word(rng, code):
    """Rarer ones are drawn more rarely. Vietnamese has few syllables: what is new there are mostly foreign names."""
    if code == "vi" and rng.random() < 0.7:
        return rng.choice(ONSETS) + rng.choice(RIMES)
    return invented(int(1.5 ** (rng.random() * 32)))


@lru_cache(maxsize=None)
def language(code):
    following, starts = word_pairs(code)
    named = [row[f"name_{code}"] for row in table("institutions.tsv") if row[f"name_{code}"]]
    heads = {"en": ["University of {}", "{} Institute", "{} Hospital", "{} Corporation", "{} Co., Ltd."],
             "vi": ["Trường Đại học {}", "Viện {}", "Bệnh viện {}", "Công ty Cổ phần {}", "Tập đoàn {}"]}[code]
    made = [heads[k % len(heads)].format(invented(1000 + 7 * k).title()) for k in range(2000)]
    institutions = [name for pair in zip(named, made) for name in pair]
    random.Random(code).shuffle(institutions)
    families = [r["name"] for r in table("family_names.tsv") if r["culture"] == "vi"] if code == "vi" else ENGLISH_FAMILIES
    roles = [r[f"normal_{code}"] for r in table("roles.tsv") if r[f"normal_{code}"] and "/" not in r[f"normal_{code}"] and r["kind"] != "modifier"]
    weights = list(accumulate(1 / (k + 5) for k in range(len(institutions))))
    return Language(code, following, starts, institutions, weights, families, roles)


@lru_cache(maxsize=None)
def certificates():
    return [row["acronym"] for row in table("certifications.tsv") if row["acronym"]]


@lru_cache(maxsize=None)
def places(code):
    return [row[f"name_{code}"] for row in table("provinces.tsv")]


class Writer:
    """Writes one release: its random numbers, its names, the invented words that it repeats."""

    def __init__(self, number):
        self.random = random.Random(number)
        self.language = language(self.random.choice(["vi", "en"]))
        self.phrases = PHRASES[self.language.code]
        self.day = FIRST_DAY + datetime.timedelta(days=self.random.randrange(DAYS))
        self.parties = self.random.choices(self.language.institutions, cum_weights=self.language.institution_weights, k=3)
        self.rare = [rare_word(self.random, self.language.code) for _ in range(12)]

    def words(self, shortest, longest):
        pick, following = self.random.random, self.language.following
        starts = self.language.starts
        word, out = starts[int(pick() * len(starts))], []
        for _ in range(self.random.randint(shortest, longest)):
            out.append(self.rare[int(pick() ** 2 * len(self.rare))] if pick() < RARE else word)
            nexts = following.get(word) or starts
            word = nexts[int(pick() * len(nexts))]
        return " ".join(out)

    def person(self):
        given, family = self.random.choice(GIVEN[self.language.code]), self.random.choice(self.language.families)
        middle = self.random.choice(GIVEN["vi"])
        name = f"{given} {family}" if self.language.code == "en" else f"{family} {middle} {given}"
        return f"{self.random.choice(self.phrases['titles'])} {name}"

    def date(self):
        day = self.day + datetime.timedelta(days=self.random.randint(-400, 400))
        if self.language.code == "vi":
            return self.random.choice(["{0.day}/{0.month}/{0.year}", "{0.day:02}-{0.month:02}-{0.year}"]).format(day)
        return self.random.choice([f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}"])

    def fill(self, template, length=(9, 22)):
        a, b = self.random.sample(self.parties, 2)
        return template.format(a=a, b=b, words=self.words(*length), person=self.person(), role=self.random.choice(self.language.roles),
                               date=self.date(), date_year=self.day.year, place=self.random.choice(places(self.language.code)),
                               certificate=self.random.choice(certificates()), n=self.random.randint(2, 90))

    def sentence(self):
        kind = self.random.random()
        if kind < 0.10:
            return self.fill(self.random.choice(self.phrases["person"]))
        if kind < 0.17:
            return self.fill(self.random.choice(self.phrases["fact"]))
        text = self.words(9, 26)
        return text[:1].upper() + text[1:] + "."

    def release(self):
        paragraphs = [self.fill(self.phrases["lead"])]
        if self.random.random() < 0.6:
            paragraphs.append(self.fill(self.phrases["signing"], (4, 9)))
        target = min(900, max(250, self.random.lognormvariate(6.15, 0.38)))
        length = 0
        while length < target:
            paragraphs.append(" ".join(self.sentence() for _ in range(self.random.randint(2, 5))))
            length += paragraphs[-1].count(" ") + 1
        paragraphs.append(self.fill(self.phrases["end"]))
        return Release(self.language.code, self.day, self.fill(self.random.choice(self.phrases["title"]), (3, 7)), paragraphs)


def release(number):
    """The release of a number; two in twenty repeat an earlier one."""
    kind = number % 20
    if number < 40 or kind not in (7, 13):
        return Writer(number).release()
    original = release(number - 1 - number % 7 * 20 % number)
    if kind == 13:
        original.paragraphs.append(f"({number})")
    return original


def as_text(made):
    return "\n\n".join([made.title, *made.paragraphs]) + "\n"


def as_html(made):
    menu = {"vi": ["Trang chủ", "Tin tức", "Sự kiện", "Liên hệ"], "en": ["Home", "News", "Events", "Contact"]}[made.language]
    title = html.escape(made.title)
    return "\n".join([
        f'<!DOCTYPE html>\n<html lang="{made.language}"><head><meta charset="utf-8"><title>{title}</title>',
        f'<meta property="article:published_time" content="{made.day}"></head><body>',
        "<nav><ul>" + "".join(f'<li><a href="/{k}">{item}</a></li>' for k, item in enumerate(menu)) + "</ul></nav>",
        f"<article><h1>{title}</h1>", *(f"<p>{html.escape(p, quote=False)}</p>" for p in made.paragraphs),
        f"</article><footer><p>© {made.day.year}</p></footer></body></html>\n"])


def write(folder, form, number):
    made = release(number)
    path = folder / f"{made.day.year}" / f"{made.day:%m}" / f"{made.language}-{number:07}.{form}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(made) if form == "txt" else as_html(made), encoding="utf-8")
    seconds = datetime.datetime.combine(made.day, datetime.time(), datetime.timezone.utc).timestamp()
    os.utime(path, (seconds, seconds))


def write_all(folder, documents, form="txt"):
    """Makes FOLDER with that many documents, unless it has them."""
    done = folder.with_name(folder.name + ".done")
    if done.exists():
        return
    with multiprocessing.Pool() as pool:
        for _ in pool.imap_unordered(partial(write, folder, form), range(documents), chunksize=200):
            pass
    done.touch()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=20000)
    parser.add_argument("--form", choices=["txt", "html"], default="txt")
    options = parser.parse_args()
    write_all(options.folder, options.documents, options.form)


if __name__ == "__main__":
    main()
