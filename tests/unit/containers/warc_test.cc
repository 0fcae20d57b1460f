#include "ingest/containers/warc.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/containers/header_fields.h"
#include "tests/unit/containers/listing.h"
#include "tests/unit/containers/pack.h"

namespace hoptac {
namespace {

using test::expand;
using test::Lines;
using test::packed;

std::string record(const std::string& fields, const std::string& block) {
  return "WARC/1.0\r\n" + fields + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string http(const std::string& fields, const std::string& body, const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\n" + fields + "\r\n" + body;
}

std::string response(const std::string& uri, const std::string& message,
                     const std::string& date = "2020-05-06T07:08:09Z") {
  return record("WARC-Type: response\r\nWARC-Target-URI: " + uri + "\r\nWARC-Date: " + date +
                    "\r\nContent-Type: application/http; msgtype=response\r\n",
                message);
}

std::string page(const std::string& text) { return "<html><p>" + text + "</p></html>"; }

const std::string kHtml = "Content-Type: text/html; charset=UTF-8\r\n";

TEST(Warc, Records) {
  const std::string info =
      record("WARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\n", "software: x\r\n");
  const struct {
    std::string label;
    std::string bytes;
    Lines want;
  } rows[] = {
      {"a page", info + response("https://a.vn/tin/1", http(kHtml, page("Một"))), {"https://a.vn/tin/1 [html] Một"}},
      {"brackets", response("<http://a.vn/>", http(kHtml, page("Một"))), {"http://a.vn/ [html] Một"}},
      {"a resource",
       record("WARC-Type: resource\r\nWARC-Target-URI: file:///a.txt\r\nContent-Type: text/plain\r\n", "Xin chào"),
       {"file:///a.txt [txt] Xin chào"}},
      {"a conversion",
       record("WARC-Type: conversion\r\nWARC-Target-URI: http://a.vn/\r\nContent-Type: text/plain\r\n", "Xin chào"),
       {"http://a.vn/ [txt] Xin chào"}},
      {"other status", response("http://a.vn/", http(kHtml, page("Một"), "404 Not Found")), {}},
      {"request", record("WARC-Type: request\r\nWARC-Target-URI: http://a.vn/\r\n", "GET / HTTP/1.1\r\n\r\n"), {}},
      {"the crawl's own notes",
       record("WARC-Type: resource\r\nWARC-Target-URI: metadata://x/log\r\nContent-Type: text/plain\r\n", "log"),
       {}},
      {"parts of pages",
       response("http://a.vn/a.js", http("Content-Type: application/javascript\r\n", "var a;")) +
           response("http://a.vn/a.png", http("Content-Type: image/png\r\n", "\x89PNG\r\n\x1a\n")) +
           response("http://a.vn/api", http("Content-Type: application/json\r\n", "{}")),
       {}},
      {"no type", response("http://a.vn/x.txt?y=1", http("", "Xin chào")), {"http://a.vn/x.txt?y=1 [txt] Xin chào"}},
      {"html without html tag",
       response("http://a.vn/x.php", http(kHtml, "<p>Chào</p>")),
       {"http://a.vn/x.php [html] Chào"}},
      {"octets named pdf",
       response("http://a.vn/x.pdf", http("Content-Type: application/octet-stream\r\n", "%PDF-x")),
       {"http://a.vn/x.pdf ! damaged"}},
      {"nothing in it", response("http://a.vn/", http(kHtml, "")), {}},
  };
  for (const auto& row : rows) {
    const auto r = expand(Format::kWarc, row.bytes);
    EXPECT_EQ(r.lines, row.want) << row.label;
    EXPECT_EQ(r.error, row.want.empty() ? "empty" : "") << row.label;
  }
}

TEST(Warc, Codings) {
  const std::string text = page("Nội dung");
  const Lines want{"http://a.vn/ [html] Nội dung"};
  const std::string gzip = packed(text);
  const std::string deflated = gzip.substr(10, gzip.size() - 18);
  const struct {
    std::string label;
    std::string fields;
    std::string body;
    Lines want;
  } rows[] = {
      {"gzip", "Content-Encoding: gzip\r\n", gzip, want},
      {"GZIP", "content-encoding: GZIP\r\n", gzip, want},
      {"gzip already undone", "Content-Encoding: gzip\r\n", text, want},
      {"raw deflate", "Content-Encoding: deflate\r\n", deflated, want},
      {"chunks", "Transfer-Encoding: chunked\r\n", "6;x=y\r\n" + text.substr(0, 6) + "\r\n" + "FF\r\n" + text.substr(6),
       want},
      {"chunks already undone", "Transfer-Encoding: chunked\r\n", text, want},
      {"chunks of gzip", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
       "a\r\n" + gzip.substr(0, 10) + "\r\nfff\r\n" + gzip.substr(10), want},
      {"twice", "Content-Encoding: gzip, gzip\r\n", packed(gzip), want},
      {"brotli", "Content-Encoding: br\r\n", "\x0b\x02\x80", {"http://a.vn/ ! needs-reader"}},
      {"broken gzip", "Content-Encoding: gzip\r\n", gzip.substr(0, gzip.size() / 2), {"http://a.vn/ ! damaged"}},
      {"bomb",
       "Content-Encoding: gzip\r\n",
       packed(std::string(limits::kMaxMemberBytes + 1, ' ')),
       {"http://a.vn/ ! too-large"}},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(expand(Format::kWarc, response("http://a.vn/", http(kHtml + row.fields, row.body))).lines, row.want)
        << row.label;
  }
}

TEST(Warc, MetadataAndCharset) {
  const auto r = expand(
      Format::kWarc,
      response("http://a.cz/x", http("Content-Type: text/html; charset=\"ISO-8859-2\"\r\n", page("p\xf8\xedli\xb9"))));
  ASSERT_EQ(r.lines, (Lines{"http://a.cz/x [html] příliš"}));
  EXPECT_EQ(r.documents[0].metadata.url, "http://a.cz/x");
  EXPECT_EQ(r.documents[0].metadata.other,
            (std::vector<std::pair<std::string, std::string>>{{"captured", "2020-05-06T07:08:09Z"}}));
}

TEST(Warc, FieldsAreText) {
  const auto r = expand(Format::kWarc, response("http://a.vn/\xFF\x1B", http(kHtml, page("Một")), "2020\xFE"));
  ASSERT_EQ(r.lines, (Lines{"http://a.vn/%FF%1B [html] Một"}));
  EXPECT_EQ(r.documents[0].metadata.url, "http://a.vn/%FF%1B");
  EXPECT_EQ(r.documents[0].metadata.other[0].second, "2020%FE");
}

TEST(Warc, AddressesThatComeAgain) {
  const std::string one = response("http://a.vn/", http(kHtml, page("1")), "2020-01-01T00:00:00Z");
  const std::string two = response("http://a.vn/", http(kHtml, page("2")), "2021-01-01T00:00:00Z");
  EXPECT_EQ(expand(Format::kWarc, one + two + two).lines,
            (Lines{"http://a.vn/ [html] 1", "http://a.vn/ @2021-01-01T00:00:00Z [html] 2",
                   "http://a.vn/ @2021-01-01T00:00:00Z (2) [html] 2"}));
}

TEST(Warc, Packed) {
  const std::string one = response("http://a.vn/1", http(kHtml, page("1")));
  const std::string two = response("http://a.vn/2", http(kHtml, page("2")));
  const Lines want{"http://a.vn/1 [html] 1", "http://a.vn/2 [html] 2"};
  EXPECT_EQ(expand(Format::kWarc, packed(one + two)).lines, want);
  EXPECT_EQ(expand(Format::kWarc, packed(one) + packed(two)).lines, want);
  EXPECT_EQ(expand(Format::kWarc, packed(one + two, archive_write_add_filter_zstd)).lines, want);
  const std::string many = [&] {
    std::string out;
    for (int i = 0; i < 500; ++i)
      out += packed(response("http://a.vn/" + std::to_string(i), http(kHtml, page(std::string(3000, 'x')))));
    return out;
  }();
  EXPECT_EQ(expand(Format::kWarc, many).documents.size(), 500U);
}

TEST(Warc, Damage) {
  const std::string one = response("http://a.vn/1", http(kHtml, page("1")));
  const std::string two = response("http://a.vn/2", http(kHtml, page("2")));
  const Lines both{"http://a.vn/1 [html] 1", " ! damaged", "http://a.vn/2 [html] 2"};
  const struct {
    std::string label;
    std::string bytes;
    Lines want;
  } rows[] = {
      {"a length too short", response("http://a.vn/1", http(kHtml, page("1"))) + "rest of a body\r\nmore\r\n\r\n" + two,
       both},
      {"no length",
       one + "WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n" + two,
       {"http://a.vn/1 [html] 1", " ! damaged", " ! damaged", "http://a.vn/2 [html] 2"}},
      {"cut short", one + two.substr(0, two.size() - 20), {"http://a.vn/1 [html] 1", " ! damaged"}},
      {"packed, cut short", packed(one) + packed(two).substr(0, 60), {"http://a.vn/1 [html] 1", " ! damaged"}},
  };
  for (const auto& row : rows) EXPECT_EQ(expand(Format::kWarc, row.bytes).lines, row.want) << row.label;
  EXPECT_EQ(expand(Format::kWarc, "no web archive at all").error, "");
  EXPECT_EQ(expand(Format::kWarc, "\r\n\r\n").error, "damaged");
}

TEST(Warc, HeaderFields) {
  const HeaderFields fields =
      HeaderFields::parse("Content-TYPE : text/html;\r\n charset=x\r\nno colon\r\nA: 1\nA: 2\n");
  EXPECT_EQ(fields.get("content-type"), "text/html; charset=x");
  EXPECT_EQ(fields.get("a"), "1");
  EXPECT_EQ(fields.get("b"), "");
  EXPECT_EQ(media_type_of(" Text/HTML ; charset=x"), "text/html");
  const struct {
    std::string_view value;
    std::string_view want;
  } rows[] = {{"text/html; charset=UTF-8", "utf-8"},
              {"text/html; charset=\"x\"; y=z", "x"},
              {"text/html", ""},
              {"text/html;charset='x'", "x"},
              {"text/html; charset=", ""}};
  for (const auto& row : rows) EXPECT_EQ(charset_of(row.value), row.want) << row.value;
}

}  // namespace
}  // namespace hoptac
