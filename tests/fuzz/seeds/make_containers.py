#!/usr/bin/env python3
"""Makes the seeds of fuzz_archive, fuzz_warc and fuzz_mail anew: small containers of every kind, texts of our own."""
import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent
FILES = {"a.txt": "Biên bản ghi nhớ".encode(), "d/b.html": b"<p>Trang</p>", "a.txt.meta.json": b'{"title":"T"}'}
PAGE = "<html><p>Bệnh viện A ký biên bản</p></html>".encode()


def write(name, data):
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def tar(kind):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        for name, data in FILES.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        link = tarfile.TarInfo("l.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def zipped(method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in FILES.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def record(kind, block, uri="http://a.vn/", more=""):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2020-05-06T07:08:09Z\r\n{more}Content-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def response(body, more=""):
    return record("response", f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n".encode() + body)


PARTS = """From: =?UTF-8?B?UGjDsm5n?= <a@truong.example>
To: b@vien.example
Subject: =?UTF-8?Q?K=C3=BD?= =?UTF-8?Q?_k=E1=BA=BFt?=
Date: Wed, 6 May 2020 23:08:09 +0700
Message-ID: <1@truong.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=windows-1258
Content-Transfer-Encoding: quoted-printable

K=EDnh g=FDi
--c
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PHA+S8OtbmggZ+G7rWk8L3A+
--c--
--b
Content-Type: application/octet-stream
Content-Disposition: attachment; filename*=UTF-8''a%C3%A1.txt

Một
--b
Content-Type: message/rfc822

Subject: x

Thư
--b--
"""
MHT = """From: <Saved by Blink>
Snapshot-Content-Location: https://a.vn/
Content-Type: multipart/related; type="text/html"; boundary=b

--b
Content-Type: text/html
Content-Location: https://a.vn/

<p>Trang</p>
--b
Content-Type: image/png
Content-Location: https://a.vn/a.png

x
--b--
"""

write("archive/stored.zip", zipped(zipfile.ZIP_STORED))
write("archive/deflated.zip", zipped(zipfile.ZIP_DEFLATED))
write("archive/gnu.tar.gz", gzip.compress(tar(tarfile.GNU_FORMAT), mtime=0))
write("archive/pax.tar.xz", lzma.compress(tar(tarfile.PAX_FORMAT)))
write("archive/v7.tar.bz2", bz2.compress(tar(tarfile.USTAR_FORMAT)))
write("archive/page.html.gz", gzip.compress(PAGE, mtime=0))
write("warc/plain.warc", record("warcinfo", b"software: x\r\n") + response(PAGE) + record("resource", b"Xin", "file:///a.txt", "Content-Type: text/plain\r\n"))
write("warc/records.warc.gz", gzip.compress(response(PAGE), mtime=0) + gzip.compress(response(PAGE), mtime=0))
write("warc/chunked.warc", response(b"5\r\n" + PAGE[:5] + b"\r\nff\r\n" + PAGE[5:] + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"))
write("warc/gzip.warc", response(gzip.compress(PAGE, mtime=0), "Content-Encoding: gzip\r\n"))
write("warc/deflate.warc", response(zlib.compress(PAGE), "Content-Encoding: deflate\r\n"))
write("mail/parts.eml", PARTS.encode())
write("mail/page.mht", MHT.encode())
write("mail/folder.mbox", ("From a@b Wed May  6 23:08:09 2020\n" + PARTS + "\nFrom a@b Wed May  6 23:08:09 2020\nSubject: x\n\n>From Hà Nội\n\n").encode())
