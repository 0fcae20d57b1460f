#include "ingest/containers/mail.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/containers/listing.h"
#include "tests/unit/containers/pack.h"

namespace hoptac {
namespace {

using test::expand;
using test::Lines;

const std::string kHead =
    "From: =?UTF-8?B?UGjDsm5nIEjhu6NwIHTDoWM=?= <hoptac@truong.example>\r\nTo: ban@vien.example\r\n"
    "Subject: =?UTF-8?Q?K=C3=BD_bi=C3=AAn_b=E1=BA=A3n?=\r\nDate: Wed, 6 May 2020 23:08:09 +0700\r\n"
    "Message-ID: <1@truong.example>\r\nMIME-Version: 1.0\r\n";

std::string part(const std::string& headers, const std::string& body) {
  return "--b\r\n" + headers + "\r\n" + body + "\r\n";
}

std::string mixed(const std::string& parts, const std::string& kind = "mixed") {
  return kHead + "Content-Type: multipart/" + kind + "; boundary=b\r\n\r\nfor old programs\r\n" + parts + "--b--\r\n";
}

std::string attached(const std::string& name, const std::string& body,
                     const std::string& type = "application/octet-stream") {
  return part("Content-Type: " + type + "\r\nContent-Disposition: attachment; " + name + "\r\n", body);
}

const std::string kText = part("Content-Type: text/plain; charset=utf-8\r\n", "Kính gửi ông.");
const std::string kHtml = part("Content-Type: text/html; charset=utf-8\r\n", "<p>Kính gửi <b>bà</b>.</p>");

TEST(Mail, Texts) {
  const std::string long_png(limits::kMinInlineImageBytes, 'x');
  const struct {
    std::string label;
    std::string bytes;
    Lines want;
  } rows[] = {
      {"plain", kHead + "\r\nKính gửi.", {" [eml] Kính gửi."}},
      {"line ends", "Subject: x\nFrom: y\n\nKính gửi.", {" [eml] Kính gửi."}},
      {"an empty line first", "\r\n" + kHead + "\r\nKính gửi.", {" [eml] Kính gửi."}},
      {"quoted-printable",
       kHead + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
               "quoted-printable\r\n\r\nK=C3=\r\n=ADnh",
       {" [eml] Kính"}},
      {"base64",
       kHead +
           "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nS8OtbmggZ+G7rWku\r\n",
       {" [eml] Kính gửi."}},
      {"windows-1258",
       kHead + "Content-Type: text/plain; charset=windows-1258\r\n\r\nK\xEDnh g\xFD\xD2i \xF4ng",
       {" [eml] Kính gửi ông"}},
      {"TCVN3, undeclared",
       kHead + "\r\nBiªn b¶n ghi nhí gi÷a hai tr­êng ®¹i häc",
       {" [eml] Biên bản ghi nhớ giữa hai trường đại học"}},
      {"iso-8859-2", kHead + "Content-Type: text/plain; charset=iso-8859-2\r\n\r\np\xF8\xEDli\xB9", {" [eml] příliš"}},
      {"alternative", mixed(kText + kHtml, "alternative"), {" [eml] Kính gửi bà."}},
      {"alternative of text and a calendar",
       mixed(kText + part("Content-Type: text/calendar\r\n", "BEGIN:VCALENDAR"), "alternative"),
       {" [eml] Kính gửi ông."}},
      {"two texts",
       mixed(kText + part("Content-Type: text/plain; charset=iso-8859-1\r\n", "caf\xE9")),
       {" [eml] Kính gửi ông. café"}},
      {"html and a footer",
       mixed(kHtml + part("Content-Type: text/plain\r\n", "a < b")),
       {" [eml] Kính gửi bà. a < b"}},
      {"signed",
       mixed(kText + part("Content-Type: application/pgp-signature\r\n", "-----BEGIN"), "signed"),
       {" [eml] Kính gửi ông."}},
      {"encrypted",
       mixed(part("Content-Type: application/pgp-encrypted\r\n", "Version: 1") +
                 part("Content-Type: application/octet-stream\r\n", "x"),
             "encrypted"),
       {" ! encrypted"}},
      {"S/MIME", kHead + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx", {" ! encrypted"}},
      {"a logo",
       mixed(kHtml + part("Content-Type: image/png\r\nContent-ID: <l>\r\n", "\x89PNG\r\n\x1a\n"), "related"),
       {" [eml] Kính gửi bà."}},
      {"a page shown",
       mixed(kHtml +
                 part("Content-Type: image/png; name=trang.png\r\nContent-ID: <l>\r\n", "\x89PNG\r\n\x1a\n" + long_png),
             "related"),
       {" [eml] Kính gửi bà.", "trang.png > image"}},
      {"text with a name", kHead + "Content-Type: text/plain; name=\"body.txt\"\r\n\r\nText", {" [eml] Text"}},
      {"Outlook's own",
       mixed(kText + attached("filename=winmail.dat", "x", "application/ms-tnef")),
       {"winmail.dat ! needs-reader", " [eml] Kính gửi ông."}},
      {"a border that never ends",
       kHead + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + kText,
       {" [eml] Kính gửi ông."}},
  };
  for (const auto& row : rows) EXPECT_EQ(expand(Format::kMail, row.bytes).lines, row.want) << row.label;
}

TEST(Mail, Attachments) {
  const struct {
    std::string label;
    std::string bytes;
    Lines want;  // behind the text
  } rows[] = {
      {"plain name", attached("filename=a.txt", "Một"), {"a.txt [txt] Một"}},
      {"RFC 2231", attached("filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n.txt", "Một"), {"Biên bản.txt [txt] Một"}},
      {"RFC 2231, continued",
       attached("filename*0*=UTF-8''Bi%C3%AA; filename*1*=n.txt", "Một"),
       {"Biên.txt [txt] Một"}},
      {"RFC 2047 in quotes",
       attached("filename=\"=?UTF-8?B?QmnDqm4gYuG6o24udHh0?=\"", "Một"),
       {"Biên bản.txt [txt] Một"}},
      {"RFC 2047, several words",
       attached("filename=\"=?UTF-8?B?Qmk=?= =?UTF-8?B?w6puLnR4dA==?=\"", "Một"),
       {"Biên.txt [txt] Một"}},
      {"raw UTF-8", attached("filename=\"Biên bản.txt\"", "Một"), {"Biên bản.txt [txt] Một"}},
      {"a path", attached("filename=\"C:\\\\Docs\\\\..\\\\a.txt\"", "Một"), {"a.txt [txt] Một"}},
      {"twice",
       attached("filename=a.txt", "Một") + attached("filename=a.txt", "Hai"),
       {"a.txt [txt] Một", "a (2).txt [txt] Hai"}},
      {"type without name", attached("x=y", "<html><p>Trang</p></html>", "text/html"), {"attachment [html] Trang"}},
      {"unknown format", attached("filename=a.exe", "MZ\x01"), {}},
      {"a zip",
       part("Content-Type: application/zip\r\nContent-Transfer-Encoding: binary\r\nContent-Disposition: attachment; "
            "filename=z.zip\r\n",
            test::zip({{"i.txt", "Trong zip"}})),
       {"z.zip!i.txt [txt] Trong zip"}},
      {"a mail",
       part("Content-Type: message/rfc822\r\n", "Subject: =?UTF-8?Q?G=E1=BB=91c/1?=\r\nFrom: x\r\n\r\nThư gốc"),
       {"Gốc_1.eml [eml] Thư gốc"}},
      {"a scanned page", attached("filename=trang.jpg", "\xFF\xD8\xFF", "image/jpeg"), {"trang.jpg > image"}},
      {"text with a name", part("Content-Type: text/plain; name=\"b.md\"\r\n", "# Chào"), {"b.md [md] Chào"}},
  };
  for (const auto& row : rows) {
    Lines want{" [eml] Kính gửi ông."};
    want.insert(want.end(), row.want.begin(), row.want.end());
    EXPECT_EQ(expand(Format::kMail, mixed(kText + row.bytes)).lines, want) << row.label;
  }
}

TEST(Mail, Metadata) {
  using Other = std::vector<std::pair<std::string, std::string>>;
  const auto r = expand(Format::kMail, mixed(kText + attached("filename=a.txt", "Một")));
  ASSERT_EQ(r.documents.size(), 2U);
  EXPECT_EQ(r.documents[0].metadata.title, "Ký biên bản");
  EXPECT_EQ(r.documents[0].metadata.published, "2020-05-06T23:08:09+07:00");
  EXPECT_EQ(r.documents[0].metadata.other, (Other{{"from", "Phòng Hợp tác <hoptac@truong.example>"},
                                                  {"to", "ban@vien.example"},
                                                  {"message-id", "<1@truong.example>"}}));
  EXPECT_EQ(r.documents[1].metadata.title, "");
  EXPECT_EQ(r.documents[1].metadata.other, (Other{{"attached to", "Ký biên bản"}}));
}

TEST(Mail, Subjects) {
  const struct {
    std::string raw;
    std::string want;
  } rows[] = {{"Plain", "Plain"},
              {"=?windows-1258?Q?Bi=EAn_b=61=D2n?=", "Biên bản"},
              {"=?UTF-8?B?Qmk=?=\r\n =?UTF-8?B?w6pu?=", "Biên"},
              {"=?UTF-8?B?QmnD?= =?UTF-8?B?qm4=?= x", "Biên x"},
              {"a =?utf-8*vi?q?Bi=C3=AAn?= b", "a Biên b"},
              {"=?UTF-8?X?a?= =?b =?UTF-8?B", "=?UTF-8?X?a?= =?b =?UTF-8?B"},
              {"Biên bản thô", "Biên bản thô"},
              {"folded\r\n\tline", "folded line"},
              {"=?no-such-charset?Q?a?=", "a"}};
  for (const auto& row : rows) {
    const auto r = expand(Format::kMail, "From: x\r\nSubject: " + row.raw + "\r\n\r\nThư");
    ASSERT_EQ(r.documents.size(), 1U) << row.raw;
    EXPECT_EQ(r.documents[0].metadata.title, row.want) << row.raw;
  }
}

TEST(Mail, SavedPages) {
  const std::string head =
      "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.vn/tin\r\nSubject: =?utf-8?Q?Tin?=\r\n"
      "Date: Wed, 6 May 2020 23:08:09 +0700\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n";
  const std::string page = part("Content-Type: text/html\r\nContent-Location: https://a.vn/tin\r\n",
                                "<html><title>Tin mới</title><p>Nội dung</p></html>");
  const std::string rest = part("Content-Type: image/jpeg\r\nContent-Location: https://a.vn/a.jpg\r\n",
                                "\xFF\xD8\xFF" + std::string(limits::kMinInlineImageBytes, 'x')) +
                           part("Content-Type: text/css\r\nContent-Location: https://a.vn/a.css\r\n", "p {}");
  const auto r = expand(Format::kMail, head + page + rest + "--b--\r\n");
  ASSERT_EQ(r.lines, (Lines{" [html] Nội dung"}));
  EXPECT_EQ(r.documents[0].metadata.title, "Tin mới");
  EXPECT_EQ(r.documents[0].metadata.url, "https://a.vn/tin");
  EXPECT_EQ(r.documents[0].metadata.published, "");
}

TEST(Mail, Hostile) {
  std::string nested;
  for (int i = 0; i < 5000; ++i) {
    const std::string b = "b" + std::to_string(i);
    nested += "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n";
  }
  EXPECT_EQ(expand(Format::kMail, "Subject: x\r\n" + nested + "\r\nText").lines, (Lines{" ! too-large"}));
  std::string mails;
  for (int i = 0; i < 50; ++i) mails += "Subject: x\r\nContent-Type: message/rfc822\r\n\r\n";
  const auto deep = expand(Format::kMail, mails + "Subject: x\r\n\r\nText");
  ASSERT_EQ(deep.lines.size(), 1U);
  EXPECT_TRUE(deep.lines[0].ends_with(" ! too-large"));
  std::string parts;
  for (int i = 0; i < 200000; ++i) parts += "--b\n\n";
  EXPECT_EQ(expand(Format::kMail, mixed(parts)).error, "too-large");
  EXPECT_EQ(expand(Format::kMail, "Subject: x\r\n\r\n \r\n").error, "empty");
  EXPECT_EQ(expand(Format::kMail, "\r\n").error, "damaged");
}

TEST(Mbox, Messages) {
  const std::string one = "From a@b Wed May  6 23:08:09 2020\nMessage-ID: <1@x>\nSubject: a\n\nMột\n\n";
  const std::string two = "From a@b Wed May  6 23:08:09 2020\nSubject: b\n\nHai\n>From here\n>>From there\n\n";
  const std::string quiet =
      "From a@b Wed May  6 23:08:09 2020\nSubject: c\n\nBa\n\nFrom Hanoi the delegation left.\n\n";
  const struct {
    std::string label;
    std::string bytes;
    Lines want;
  } rows[] = {
      {"one", one, {"1@x [eml] Một"}},
      {"three",
       one + two + quiet,
       {"1@x [eml] Một", "message 2 [eml] Hai From here >From there",
        "message 3 [eml] Ba From Hanoi the delegation left."}},
      {"an id that comes again", one + one, {"1@x [eml] Một", "1@x (2) [eml] Một"}},
      {"with attachment",
       "From x\n" + mixed(kText + attached("filename=a.txt", "Một")),
       {"1@truong.example [eml] Kính gửi ông.", "1@truong.example!a.txt [txt] Một"}},
  };
  for (const auto& row : rows) EXPECT_EQ(expand(Format::kMbox, row.bytes).lines, row.want) << row.label;
  EXPECT_EQ(expand(Format::kMbox, "no mbox").error, "damaged");
}

}  // namespace
}  // namespace hoptac
