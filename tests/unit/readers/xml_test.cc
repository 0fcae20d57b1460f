#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <new>
#include <string>
#include <vector>

#include "ingest/readers/xml_events.h"
#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

using Lines = std::vector<std::string>;

// "member|title|date|url|language|publisher|author" and the blocks.
Lines documents(std::string_view xml) {
  const auto r = test::read(Format::kXml, xml);
  Lines out;
  for (const RawDocument& d : r.documents) {
    const RawMetadata& m = d.metadata;
    std::string line =
        d.member + "|" + m.title + "|" + m.published + "|" + m.url + "|" + m.language + "|" + m.publisher;
    for (const auto& [name, value] : m.other) line += name == "author" ? "|" + value : "";
    for (const std::string& block : test::print(d)) line += " " + block;
    out.push_back(line);
  }
  if (!r.status) out.emplace_back(code_name(r.status.error().code));
  return out;
}

TEST(Xml, OneDocument) {
  const struct {
    std::string_view label;
    std::string_view xml;
    Lines want;
  } rows[] = {
      {"any vocabulary",
       "<?xml version='1.0'?><tin><tieude>A</tieude><doan>Hai bên <b>ký</b> kết.</doan></tin>",
       {"||||| P:A P:Hai bên ký kết."}},
      {"DocBook",
       "<!DOCTYPE article PUBLIC '-//OASIS//DTD DocBook XML V4.5//EN' 'http://x/docbookx.dtd'><article lang='en'>"
       "<title>MOU</title><para>Signed on <date>12 May</date> by <emphasis>A</emphasis>.</para><itemizedlist><listitem>"
       "<para>One</para></listitem></itemizedlist><table><row><entry>SNU</entry><entry>Korea</entry></row></table>"
       "</article>",
       {"|MOU|||en| H:MOU P:Signed on 12 May by A. P:One R:SNU | Korea"}},
      {"NITF",
       "<nitf><head><title>T</title><docdata><date.issue norm='20240514'/></docdata></head><body><hedline><hl1>T</hl1>"
       "</hedline><p>Text &amp; more&nbsp;x</p></body></nitf>",
       {"|T|20240514||| H:T H:T P:Text & more\u00A0x"}},
      {"one news item",
       "<newsItem guid='urn:1'><itemMeta><versionCreated>2024-05-14</versionCreated></itemMeta><contentMeta>"
       "<contentCreated>2024-05-13</contentCreated><headline>H</headline></contentMeta><contentSet><p>Text</p>"
       "</contentSet></newsItem>",
       {"|H|2024-05-13||| H:H P:Text"}},
      {"encoding declared but decoded", "<?xml version='1.0' encoding='utf-16'?><a>ký</a>", {"||||| P:ký"}},
  };
  for (const auto& row : rows) EXPECT_EQ(documents(row.xml), row.want) << row.label;
}

TEST(Xml, ItemsOfFeedsAreDocuments) {
  EXPECT_EQ(
      documents("<rss version='2.0'><channel><title>Báo</title><link>https://b.vn</link><language>vi</language>"
                "<item><title>Một</title><link>https://b.vn/1</link><guid>g1</guid><pubDate>Tue, 14 May 2024 "
                "08:30:00 +0700</pubDate><description>&lt;p&gt;Hai bên &lt;b&gt;ký&lt;/b&gt;&lt;/p&gt;</description>"
                "</item><item><title>Hai</title><link>https://b.vn/2</link></item>"
                "<item><title>Ba</title><link>https://b.vn/2</link></item></channel></rss>"),
      (Lines{"g1|Một|Tue, 14 May 2024 08:30:00 +0700|https://b.vn/1|vi|Báo H:Một P:Hai bên ký",
             "https://b.vn/2|Hai||https://b.vn/2|vi|Báo H:Hai", "3|Ba||https://b.vn/2|vi|Báo H:Ba"}));
  EXPECT_EQ(documents("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>F</title><entry><title>E</title>"
                      "<id>tag:1</id><link rel='self' href='https://f/x'/><link href='https://f/1'/><updated>2024-01-02"
                      "</updated><author><name>Lan</name></author><content type='html'>Two &lt;i&gt;sides&lt;/i&gt;."
                      "</content></entry></feed>"),
            (Lines{"tag:1|E|2024-01-02|https://f/1|en|F|Lan H:E P:Two sides."}));
}

TEST(Xml, HostileInputIsRefused) {
  const struct {
    std::string_view label;
    std::string xml;
  } rows[] = {
      {"entities", "<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>"},
      {"laughs", "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><a x='&b;'>&b;</a>"},
      {"external entity", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"},
      {"two document types", "<!DOCTYPE a><!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>"},
      {"undeclared entity", "<a>&bogus;</a>"},
      {"broken", "<a><b></a>"},
      {"deep",
       [] {
         std::string deep;
         for (int i = 0; i < 5000; ++i) deep += "<a>";
         return deep;
       }()},
  };
  for (const auto& row : rows) EXPECT_EQ(documents(row.xml), (Lines{"damaged"})) << row.label;
  EXPECT_EQ(documents("<a> </a>"), (Lines{"empty"}));
}

// Runs out of memory at its n-th call.
class ShortEvents : public XmlEvents {
 public:
  explicit ShortEvents(int calls) : left_(calls) {}
  void begin(const XmlElement&) override { count(); }
  void end(std::string_view) override { count(); }
  void text(std::string_view) override { count(); }

 private:
  void count() {
    if (--left_ < 0) throw std::bad_alloc();
  }
  int left_;
};

TEST(Xml, WhatEventsThrowComesThrough) {
  constexpr std::string_view kXml = "<a x='&amp;'>b<c/><![CDATA[d]]></a>";
  constexpr int kCalls = 6;
  for (int calls = 0; calls < kCalls; ++calls) {
    ShortEvents events(calls);
    EXPECT_THROW(static_cast<void>(read_xml(kXml, events)), std::bad_alloc) << calls;
  }
  ShortEvents events(kCalls);
  EXPECT_TRUE(read_xml(kXml, events));
}

}  // namespace
}  // namespace hoptac
