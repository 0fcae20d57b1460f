#!/usr/bin/env python3
"""One text in every encoding: all of its files are found, and show and stats say what they were."""
import json
import unicodedata

from harness import HoptacTest, main

TITLE = "Bệnh viện Biển Xanh và Đại học Y Hokusei ký biên bản ghi nhớ"
TEXT = TITLE + """

Ngày 12/5/2024, hai bên đã ký biên bản ghi nhớ về đào tạo điều dưỡng. Mỗi năm bệnh viện cử mười hai điều dưỡng sang Nhật Bản học ba tháng; Đại học Y Hokusei cử giảng viên đến giảng dạy về phục hồi chức năng sau đột quỵ.
"""

LETTERS = unicodedata.normalize("NFC", "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ")
# Codes of the letters above and their capitals, as iconv and recode write them.
TCVN3 = bytes.fromhex("B5B6B7B8B9A8BBBCBDBEC6A9C7C8C9CACBCCCECFD0D1AAD2D3D4D5D6D7D8DCDDDEDFE1E2E3E4ABE5E6E7E8E9ACEAEBECEDEEEFF1F2F3F4AD"
                      "F5F6F7F8F9FAFBFCFDFEAE")
VISCII = bytes.fromhex("E0E4E3E1D5E5A2C6C7A1A3E2A5A6E7A4A7E8EBA8E9A9EAABACADAAAEECEFEEEDB8F2F6F5F3F7F4B0B1B2AFB5BDB6B7DEBEFEF9FCFBFAF8DF"
                       "D7D8E6D1F1CFD6DBFDDCF0")
VPS = bytes.fromhex("E0E4E3E1E5E6A2A3A4A1A5E2C0C4C5C3C6E8C8EBE9CBEA8A8BCD898CECCCEFEDCEF2D5F5F386F4D2B087D3B6D6A9AAABA7AEF9FBDBFAF8DC"
                    "D8BABBD9BFFF9BCF9A9CC7")
VNI = ("aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï oâ oà oå oã oá oä "
       "ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î ñ").split()
TONES = {"\u0300": b"\xCC", "\u0309": b"\xD2", "\u0303": b"\xDE", "\u0301": b"\xEC", "\u0323": b"\xF2"}
BASES = dict(zip("ăâêôơưđ", b"\xE3\xE2\xEA\xF4\xF5\xFD\xF0"))


def by_table(codes, text):
    table = dict(zip(LETTERS, codes))
    table["Đ"] = {TCVN3: 0xA7, VISCII: 0xD0, VPS: 0xF1}[codes]
    return bytes(table.get(c, ord(c) if c < "\x80" else 0x3F) for c in text)


def vni(text):
    table = dict(zip(LETTERS, VNI), Đ="Ñ")
    return "".join(table.get(c, c) for c in text).encode("cp1252")


def cp1258(text):
    out = b""
    for c in text:
        parts = unicodedata.normalize("NFD", c)
        tone = next((t for t in TONES if t in parts), "")
        base = unicodedata.normalize("NFC", parts.replace(tone, ""))
        code = bytes([BASES[base]]) if base in BASES else b"\xD0" if base == "Đ" else base.encode("ascii")
        out += code + TONES.get(tone, b"")
    return out


def twice(text):
    return text.encode().decode("latin-1").encode()


FILES = {
    "utf8.txt": (TEXT.encode(), "UTF-8"),
    "utf16.txt": (TEXT.encode("utf-16"), "UTF-16LE"),
    "utf32.txt": (TEXT.encode("utf-32-be"), "UTF-32BE"),
    "cp1258.txt": (cp1258(TEXT), "windows-1258"),
    "viscii.txt": (by_table(VISCII, TEXT), "VISCII"),
    "tcvn3.txt": (by_table(TCVN3, TEXT), "TCVN3"),
    "vni.txt": (vni(TEXT), "VNI"),
    "vps.txt": (by_table(VPS, TEXT), "VPS"),
    "double.txt": (twice(TEXT), "double UTF-8"),
    "mixed.md": (TITLE.encode() + by_table(TCVN3, TEXT[len(TITLE):]), "TCVN3 + UTF-8"),
    "glyphs.html": (b"<html><meta charset=iso-8859-1><title>" + vni(TITLE) + b"</title><p>" + vni(TEXT), "VNI"),
    "glyphs.jsonl": (json.dumps({"_id": "glyphs", "title": vni(TITLE).decode("cp1252"), "text": vni(TEXT).decode("cp1252")}).encode(),
                     "VNI in UTF-8"),
}


class Encodings(HoptacTest):
    def test_one_text_in_all_of_them(self):
        for name, (content, _) in FILES.items():
            self.write("d/" + name, content)
        report = self.run_hoptac("ingest", self.folder / "d", status=0)
        ids = {name: "glyphs" if name == "glyphs.jsonl" else "d/" + name for name in FILES}
        for query in ('"mười hai điều dưỡng sang nhật bản"', "hokusei đột quỵ", "signed:2024-05-12", 'party:"Bệnh viện Biển Xanh"'):
            self.assertEqual(sorted(self.ids(query)), sorted(ids.values()), query + report.out)
        stats = self.run_hoptac("stats", "--format", "json", status=0).json
        text = self.run_hoptac("stats", status=0).out
        for name, (_, encoding) in FILES.items():
            document = self.run_hoptac("show", ids[name], "--format", "json", status=0).json["document"]
            self.assertEqual(document["encoding"], encoding, name)
            self.assertEqual(unicodedata.normalize("NFC", document["title"]), TITLE, name)
            self.assertIn(encoding, stats["by_encoding"])
            shown = self.run_hoptac("show", ids[name], status=0).out
            if name in ("utf8.txt", "utf16.txt"):
                self.assertEqual(document["encoding_confidence"], 1)
            else:
                self.assertTrue(0.7 < document["encoding_confidence"] < 1, (name, document["encoding_confidence"]))
                self.assertLessEqual(stats["encoding_confidence"][encoding], document["encoding_confidence"] + 0.005)
                self.assertIn(f"{encoding} ({document['encoding_confidence']:.2f})", shown)
            self.assertIn(encoding, text)

    def test_western_text_is_kept_and_said_to_be_a_guess(self):
        text = "The hospital’s “Memorandum of Understanding” with Université de Genève was signed in Hué.\n"
        self.write("d/west.txt", text.encode("cp1252"))
        self.run_hoptac("ingest", self.folder / "d", status=0)
        document = self.run_hoptac("show", "d/west.txt", "--format", "json", status=0).json["document"]
        self.assertEqual((document["encoding"], document["text"]), ("windows-1252", text.strip()))
        self.assertLess(document["encoding_confidence"], 0.8)
        self.assertEqual(self.ids('"université de genève"'), ["d/west.txt"])

    def test_bytes_of_no_encoding_are_named(self):
        self.write("d/odd.txt", "Bệnh viện ký biên bản ghi nh".encode() + b"\xE1\xBB")
        result = self.run_hoptac("ingest", self.folder / "d", status=1)
        self.assertIn("bad-encoding", result.out + result.err)
        self.assertIn("byte", result.out + result.err)


main()
