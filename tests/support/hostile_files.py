"""Files that hurt: makers of bombs, loops, lies and litter for tests/cli/test_hostile_files.py, all from code."""
import base64
import bz2
import gzip
import io
import json
import lzma
import os
import random
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

MADE = Path(__file__).resolve().parents[1] / "fixtures/formats/made"
MIB = 1 << 20
TEXT = "Ngày 17/10/2022, Bệnh viện Mười Tám và Đại học Sông Lam ký biên bản ghi nhớ hợp tác đào tạo.\n"


def zipped(members, method=zipfile.ZIP_DEFLATED):
    """[(name, bytes)] as a zip; equal names may come again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in members:
            z.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def remade(name, change):
    """A zip of `made` with each member's bytes as `change(name, bytes)` gives them."""
    with zipfile.ZipFile(MADE / name) as z:
        return zipped([(i.filename, change(i.filename, z.read(i))) for i in z.infolist()])


def with_body(xml):
    return remade("en-announcement.docx", lambda name, data: xml if name == "word/document.xml" else data)


W = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def overlapping_zip(entries, size):
    """Every entry of the directory names the same packed bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(b"0" * size) + packer.flush()
    crc = zlib.crc32(b"0" * size)
    out = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(data), size, 5, 0) + b"0.txt" + data
    directory = b""
    for i in range(entries):
        name = b"%05d.txt" % i
        directory += struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(data), size, len(name), 0, 0, 0,
                                 0, 0, 0) + name
    return out + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, entries, entries, len(directory), len(out), 0)


def with_password(data):
    """The flag of encryption on each entry of a zip."""
    data = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = data.find(mark)
        while begin >= 0:
            data[begin + at] |= 1
            begin = data.find(mark, begin + 4)
    return bytes(data)


def broken_at(data, at):
    return data[:at] + bytes(b ^ 0xFF for b in data[at:at + 8]) + data[at + 8:]


def nested(data, name, wrap, times):
    for _ in range(times):
        data = wrap(name, data)
        name = "in.zip"
    return data


def tar_of(entries, mode="w"):
    """[(name, bytes or {attribute of TarInfo: value})]"""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as t:
        for name, what in entries:
            info = tarfile.TarInfo(name)
            if isinstance(what, bytes):
                info.size = len(what)
                t.addfile(info, io.BytesIO(what))
                continue
            for key, value in what.items():
                setattr(info, key, value)
            t.addfile(info)
    return out.getvalue()


def climbing_tar(target):
    up = "../" * 30 + str(target).lstrip("/")
    return tar_of([
        ("good.txt", TEXT.encode()),
        (up + "/climbed.txt", TEXT.replace("Mười Tám", "Leo Rào").encode()),
        (str(target) + "/absolute.txt", TEXT.replace("Mười Tám", "Tuyệt Đối").encode()),
        ("link", {"type": tarfile.SYMTYPE, "linkname": str(target)}),
        ("link/through.txt", TEXT.replace("Mười Tám", "Xuyên Qua").encode()),
        ("hard", {"type": tarfile.LNKTYPE, "linkname": "/etc/passwd"}),
        ("passwd", {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"}),
        ("fifo", {"type": tarfile.FIFOTYPE}),
        ("zero", {"type": tarfile.CHRTYPE, "devmajor": 1, "devminor": 5}),
    ])


def lying_tar():
    """Says that its file has 7 EiB."""
    data = bytearray(tar_of([("a.txt", TEXT.encode())]))
    data[124:136] = b"\x80" + (0).to_bytes(3, "big") + (7 << 60).to_bytes(8, "big")
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    return bytes(data)


def pdf(objects, root=1, extra=b""):
    """Objects 1… as bytes, with a table of places."""
    out = b"%PDF-1.7\n"
    places = []
    for i, body in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i + 1, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in places)
    extra = extra.replace(b"HERE", b"%d" % table)
    return out + b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, extra, table)


def stream(data, entries=b""):
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(content, resources=b"", page=b"", entries=b"", more=(), extra=b""):
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>%s>>" % (
            resources, page), stream(content, entries), FONT, *more], extra=extra)


def packed_page(content):
    return one_page(zlib.compress(content, 9), entries=b"/Filter/FlateDecode")


def looping_pages():
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1000000>>",
                b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 1000000>>"])


def looping_form():
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    return one_page(b"BT /F 12 Tf 50 700 Td (Memorandum of understanding) Tj ET /X Do", b"/XObject<</X 6 0 R>>",
                    more=[form])


def widening_forms():
    """Each form draws the next one ten times: 10^12 texts."""
    forms = [stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (7 + i))
             for i in range(12)]
    text = stream(b"BT /F 12 Tf (x) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>")
    return one_page(b"/X Do", b"/XObject<</X 6 0 R>>", more=[*forms, text])


def self_length():
    return one_page(b"BT /F 12 Tf 50 700 Td (x) Tj ET").replace(b"/Length 31", b"/Length 4 0 R")


def compound(streams):
    """An OLE file: [(name, bytes)], each stream at least 4,096 bytes, in one FAT sector."""
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    fat, body, entries = [0xFFFFFFFD], b"", []

    def entry(name, kind, child, start, size):
        raw = name.encode("utf-16-le")
        return raw.ljust(64, b"\0") + struct.pack("<HBBIII16sIQQIQ", len(raw) + 2, kind, 1, free, free, child, b"", 0, 0, 0,
                                                  start, size)
    for name, data in streams:
        data = data.ljust(-(-max(len(data), 4096) // sector) * sector, b"\0")
        first, count = len(fat), len(data) // sector
        fat += [first + i + 1 for i in range(count - 1)] + [end]
        body += data
        entries.append((name, first, len(data)))
    directory_at = len(fat)
    directory = entry("Root Entry", 5, 1, end, 0)
    for i, (name, first, size) in enumerate(entries):
        node = bytearray(entry(name, 2, free, first, size))
        if i + 1 < len(entries):
            node[72:76] = struct.pack("<I", i + 2)
        directory += bytes(node)
    directory = directory.ljust(-(-len(directory) // sector) * sector, b"\0")
    count = len(directory) // sector
    fat += [directory_at + i + 1 for i in range(count - 1)] + [end]
    fat += [free] * (128 - len(fat))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack(
        "<5H6s9I", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, directory_at, 0, 4096, end, 0, end, 0) + struct.pack(
        "<109I", 0, *[free] * 108)
    return header + struct.pack("<128I", *fat) + body + directory


def looping_compound():
    """A real old Word file whose table of sectors leads in circles."""
    data = bytearray((MADE / "en-announcement.doc").read_bytes())
    fat = 512 + 512 * struct.unpack_from("<I", data, 76)[0]
    for i in range(4, 120):
        struct.pack_into("<I", data, fat + 4 * i, 4 + (i - 3) % 8)
    return bytes(data)


def mail(body, *headers):
    lines = ["From: a@example.com", "To: b@example.com", "Subject: Thử", "Date: Mon, 17 Oct 2022 08:00:00 +0700",
             "Message-ID: <1@example.com>", "MIME-Version: 1.0", *headers]
    return ("\n".join(lines) + "\n\n").encode() + body


def nested_mail(depth):
    body = b""
    for i in range(depth):
        body += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i)
    first, rest = body.split(b"\n\n", 1)
    return mail(rest + b"Content-Type: text/plain\n\n" + TEXT.encode(), first.decode())


def attachment(name, data):
    body = (b"--x\nContent-Type: text/plain; charset=utf-8\n\n" + TEXT.encode() +
            b"\n--x\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
            b"Content-Disposition: attachment; filename=\"" + name.encode() + b"\"\n\n" + base64.encodebytes(data) + b"--x--\n")
    return mail(body, "Content-Type: multipart/mixed; boundary=x")


def warc_record(length, body):
    return (b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: text/html\r\n"
            b"Content-Length: " + length + b"\r\n\r\n" + body + b"\r\n\r\n")


def png(width, height, rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(bytes(width + 1) * rows, 9)) + chunk(b"IEND", b""))


def looping_tif():
    entry = struct.pack("<HHII", 256, 4, 1, 100)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + entry + struct.pack("<I", 8)


def laughs(levels, each, head="<!DOCTYPE lolz [<!ENTITY l0 \"lol\">"):
    body = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * each}">' for i in range(1, levels))
    return f'<?xml version="1.0"?>{head}{body}]><lolz>&l{levels - 1};</lolz>'.encode()


def external(path):
    return (f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file://{path}"><!ENTITY y SYSTEM "http://127.0.0.1:9/">'
            f']><article><title>Thử</title><para>&x;&y;</para></article>').encode()


def flipped(data, rng):
    """A few bits, or many, of a file turned."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        at = rng.randrange(len(out))
        out[at] ^= 1 << rng.randrange(8)
    return bytes(out)


def flipped_inside(data, rng):
    """The same in one of the members of a zip, packed again: the checksum holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        members = [(i.filename, z.read(i)) for i in z.infolist() if not i.is_dir()]
    chosen = rng.randrange(len(members))
    return zipped([(name, flipped(what, rng) if i == chosen and what else what) for i, (name, what) in enumerate(members)])


def unpacked(data, name):
    if name.endswith("gz"):
        return gzip.decompress(data)
    return lzma.decompress(data) if name.endswith("xz") else data


# Every format: what its files are called here, and a sound one.
SOUND = {
    "txt": "en-event-report.txt", "md": "vi-thong-bao.md", "html": "vi-thong-bao.html", "saved.html": "en-memorandum.saved.html",
    "pdf": "en-announcement.pdf", "scan.pdf": "en-press-release.scan.pdf", "docx": "en-announcement.docx",
    "odt": "en-announcement.odt", "fodt": "vi-bien-ban.fodt", "doc": "en-announcement.doc", "rtf": "en-announcement.rtf",
    "eml": "en-memorandum.attached.eml", "mbox": "vi.mbox", "csv": "vi.csv", "jsonl": "vi.jsonl", "warc.gz": "vi.warc.gz",
    "warc": "vi.warc.gz", "zip": "nested.zip", "tar.gz": "en.tar.gz", "tar": "en.tar.xz", "tar.xz": "en.tar.xz",
    "tar.zst": "vi.tar.zst", "png": "vi-thong-cao.png", "tif": "en-press-release.tif",
}
NEED_A_PROGRAM = {"doc", "rtf", "png", "tif", "scan.pdf"}
ALL_OR_NOTHING = {"tar.xz", "tar.zst"}  # one wrong bit, and all is lost


def sound(kind):
    data = (MADE / SOUND[kind]).read_bytes()
    return unpacked(data, SOUND[kind]) if kind in ("warc", "tar") else data


def harmed(kind, count, seed):
    """`count` flipped and a dozen truncated files of one format: (name, bytes)."""
    rng = random.Random(f"{seed} {kind}")
    data = sound(kind)
    for i in range(count):
        inside = kind in ("docx", "odt", "zip") and i % 2 == 1
        yield f"{i:03}.{kind}", flipped_inside(data, rng) if inside else flipped(data, rng)
    for i in range(-(-count // 4)):
        yield f"cut{i:03}.{kind}", data[:rng.randrange(1, len(data))]
