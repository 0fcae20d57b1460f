#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/readers/host.h"
#include "ingest/readers/html_charset.h"
#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

using Blocks = std::vector<std::string>;

TEST(HtmlCharset, FromMetaOrXmlDeclaration) {
  const struct {
    std::string_view html;
    std::string_view want;
  } rows[] = {
      {"<META CHARSET=\"Windows-1258\">", "windows-1258"},
      {"<meta http-equiv='Content-Type' content='text/html; charset = utf-8'>", "utf-8"},
      {"<?xml version=\"1.0\" encoding=\"viscii\"?><html>", "viscii"},
      {"<meta name=viewport><meta charset=tcvn>", "tcvn"},
      {"<p>charset=x</p>", ""},
      {"<meta charset=", ""},
      {"<!-- <meta charset=viscii> --><meta charset=utf-8>", "utf-8"},
      {"<!-- <meta charset=viscii>", ""},
      {"<meta charset=utf-16le>", "utf-8"},
      {"<meta charset=x-user-defined>", "windows-1252"},
      {"", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(declared_charset(row.html), row.want) << row.html;
  EXPECT_EQ(declared_charset(std::string(1000, ' ') + "<meta charset=viscii>"), "viscii");
  EXPECT_EQ(declared_charset(std::string(1024, ' ') + "<meta charset=viscii>"), "");
}

TEST(Html, Blocks) {
  const struct {
    std::string_view label;
    std::string_view input;
    Blocks want;
  } rows[] = {
      {"paragraphs and space", "<p> Bộ  Y\n tế<b> và</b> VNU </p>rest<p>x", {"P:Bộ Y tế và VNU", "P:rest", "P:x"}},
      {"headings and lists", "<h1>A</h1><ul><li>b<li><p>c</p></ul>", {"H:A", "L:b", "L:c"}},
      {"numbered lists",
       "<ol><li>a<li><p>b</p><p>c</p><li><ul><li>d</ul><li><ol type=a><li>e<li value=4>f</ol><li></ol>"
       "<ol start=7><li>g<table><tr><td>h</td><td>i</td></tr></table></ol>",
       {"L:1. a", "L:2. b", "L:c", "L:3. d", "L:4. a. e", "L:d. f", "L:7. g", "R:h | i"}},
      {"line breaks", "<p>a<br>b<br/><br>c</p>", {"P:a\nb\n\nc"}},
      {"pre", "<pre>a\n  b</pre>", {"P:a\nb"}},
      {"entities", "<p>a &amp; b&nbsp;&eacute; &#7907; &bogus;</p>", {"P:a & b\u00A0é ợ &bogus;"}},
      {"pictures",
       "<figure><img alt='Lễ ký' src=x><figcaption>Lễ ký kết</figcaption></figure><p>a<img alt=b>c</p>",
       {"C:Lễ ký", "C:Lễ ký kết", "P:ac", "C:b"}},
      {"data table",
       "<table><tr><th>Năm</th><th>Đối tác</th></tr><tr><td>2020</td><td><p>SNU</p></td></tr></table>",
       {"R:Năm | Đối tác", "R:2020 | SNU"}},
      {"layout table", "<table><tr><td><h1>T</h1><p>a</p></td><td>b</td></tr></table>", {"H:T", "P:a", "P:b"}},
      {"signatures side by side",
       "<table><tr><td><p>Bên A</p><p>Lan</p></td><td><p>Bên B</p><p>Kim</p></td></tr></table>",
       {"P:Bên A", "P:Lan", "P:Bên B", "P:Kim"}},
      {"dropped",
       "<script>x()</script><style>y</style><template><p>z</p></template><svg><title>t</title></svg><p>a",
       {"P:a"}},
      {"no markup at all", "just text", {"P:just text"}},
  };
  for (const auto& row : rows) EXPECT_EQ(test::blocks(Format::kHtml, row.input), row.want) << row.label;
}

TEST(Html, FurnitureIsMarkedAndKept) {
  const std::string story =
      "<p>Sáng 17/10, hai bên ký biên bản ghi nhớ về đào tạo, nghiên cứu và trao đổi sinh viên.</p>";
  const std::string body = "P:Sáng 17/10, hai bên ký biên bản ghi nhớ về đào tạo, nghiên cứu và trao đổi sinh viên.";
  const struct {
    std::string_view label;
    std::string before;
    std::string_view want;
  } rows[] = {
      {"nav", "<nav>Menu</nav>", "p:Menu"},
      {"site header", "<header>Đăng nhập</header>", "p:Đăng nhập"},
      {"article header", "<article><header><h1>T</h1></header></article>", "H:T"},
      {"footer", "<footer>Hotline</footer>", "p:Hotline"},
      {"source of a quotation", "<blockquote><footer>Lan</footer></blockquote>", "P:Lan"},
      {"aside", "<aside>x</aside>", "p:x"},
      {"role", "<div role=navigation>x</div>", "p:x"},
      {"page header saved by LibreOffice", "<div title=header><p>x</p></div>", "p:x"},
      {"class", "<div class='post-share'>x</div>", "p:x"},
      {"camel case id", "<div id=mainMenu>x</div>", "p:x"},
      {"Vietnamese class", "<div class=tin-lien-quan>x</div>", "p:x"},
      {"class that only looks like it", "<div class='shareholder commented'>x</div>", "P:x"},
      {"hidden", "<div style='display: none'>x</div>", "p:x"},
      {"form", "<form>x</form>", "p:x"},
      {"inline button", "<span class=share>x</span>", "p:x"},
      {"links to the site", "<div><a href=/a>Một</a> <a href=/b>Hai</a> <a href=/c>Ba</a> <a href=/d>Bốn</a></div>",
       "p:Một Hai Ba Bốn"},
      {"a sentence with links",
       "<p>Cùng với <a href=/a>A</a>, <a href=/b>B</a>, <a href=/c>C</a> và <a href=/d>D</a></p>",
       "P:Cùng với A, B, C và D"},
      {"cookie notice", "<div class=cookie-notice>x</div>", "p:x"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(test::blocks(Format::kHtml, row.before + story), (Blocks{std::string(row.want), body})) << row.label;
  }
}

TEST(Html, AWrapperOfThePageIsNoFurniture) {
  const std::string story = "<p>The two universities signed a memorandum of understanding in Hanoi on Monday.</p>";
  for (const char* open : {"<form id=aspnetForm>", "<div class='menu-open share'>", "<body class='has-sidebar'>"}) {
    EXPECT_EQ(test::blocks(Format::kHtml, open + story).front().substr(0, 2), "P:") << open;
  }
}

TEST(Html, PartnersOnOtherSitesAreContent) {
  const std::string list =
      "<link rel=canonical href='https://www.vnu.edu.vn/partners'><ul><li><a href='https://snu.ac.kr'>SNU</a>"
      "<li><a href='https://nus.edu.sg'>NUS</a><li><a href='https://u-tokyo.ac.jp'>Tokyo</a><li><a "
      "href='https://ku.dk'>KU</a></ul>"
      "<p>We cooperate with many universities.</p>";
  EXPECT_EQ(test::blocks(Format::kHtml, list).front(), "L:SNU");
}

TEST(Html, BesideMainEverythingIsFurniture) {
  EXPECT_EQ(test::blocks(Format::kHtml, "<div>Trang chủ</div><main><p>Hai bên ký kết biên bản.</p></main><p>©</p>"),
            (Blocks{"p:Trang chủ", "P:Hai bên ký kết biên bản.", "p:©"}));
}

TEST(Html, APageOfLinksAloneKeepsItsText) {
  EXPECT_EQ(test::blocks(Format::kHtml,
                         "<ul><li><a href=a>A</a><li><a href=b>B</a><li><a href=c>C</a><li><a href=d>D</a></ul>"),
            (Blocks{"L:A", "L:B", "L:C", "L:D"}));
}

TEST(Html, Metadata) {
  const struct {
    std::string_view label;
    std::string_view head;
    std::string_view want;  // title|published|url|language|publisher
  } rows[] = {
      {"open graph",
       "<html lang=vi><meta property=og:title content='Ký kết MOU'><meta property=og:site_name content=VNU>"
       "<meta property='article:published_time' content='2022-10-17T08:00:00+07:00'><link rel=canonical "
       "href='https://a.vn/x'>",
       "Ký kết MOU|2022-10-17T08:00:00+07:00|https://a.vn/x|vi|VNU"},
      {"JSON-LD in a graph",
       "<title>x</title><script type='application/ld+json'>{\"@graph\": [{\"@type\": \"BreadcrumbList\", \"headline\": "
       "\"no\"},"
       "{\"@type\": [\"NewsArticle\"], \"headline\": \"H\", \"datePublished\": \"2020-01-02\", \"publisher\": "
       "{\"name\": \"P\"},"
       "\"inLanguage\": \"en-GB\", \"url\": \"https://u\"}]}</script>",
       "H|2020-01-02|https://u|en-GB|P"},
      {"faulty JSON-LD", "<script type='application/ld+json'>{\"@type\": </script><title>T</title>", "T||||"},
      {"title with the site's name", "<title>Ký kết | VNU</title><meta property=og:site_name content=VNU>",
       "Ký kết||||VNU"},
      {"title with the headline in it", "<title>Ký kết - Cổng thông tin</title><h1>Ký kết</h1>", "Ký kết||||"},
      {"a site's name that is all", "<title>VNU</title><meta property=og:site_name content=VNU>", "VNU||||VNU"},
      {"time", "<h1>H</h1><time datetime=2019-05-06>6 May</time>", "H|2019-05-06|||"},
      {"a time that is the date of publication",
       "<h1>H</h1><time datetime=2018>a</time><time pubdate datetime=2019>b</time>", "H|2019|||"},
      {"meta date", "<meta name=DC.date.issued content=2017-03><h1>H</h1>", "H|2017-03|||"},
      {"Dublin Core",
       "<meta name=DC.title content='Ký kết'><meta name=dcterms.publisher content=VNU><meta name=DC.language "
       "content=vi><meta name=DCTERMS.date content=2020-02-01>",
       "Ký kết|2020-02-01||vi|VNU"},
      {"saved by a browser", "<!-- saved from url=(0017)https://a.vn/tin/ -->\n<html><title>T</title>",
       "T||https://a.vn/tin/||"},
      {"the site's own address beats the browser's",
       "<!-- saved from url=(0014)https://a.vn/1 --><html><link "
       "rel=canonical href='https://a.vn/x'><title>T</title>",
       "T||https://a.vn/x||"},
      {"nothing", "<p>x", "||||"},
  };
  for (const auto& row : rows) {
    const auto r = test::read(Format::kHtml, std::string(row.head) + "<p>text</p>");
    ASSERT_EQ(r.documents.size(), 1U) << row.label;
    const RawMetadata& m = r.documents[0].metadata;
    EXPECT_EQ(m.title + "|" + m.published + "|" + m.url + "|" + m.language + "|" + m.publisher, row.want) << row.label;
  }
}

TEST(Html, Author) {
  const struct {
    std::string_view head;
    std::string_view want;
  } rows[] = {
      {"<meta name=author content='Thu Giang'>", "Thu Giang"},
      {"<meta name=DC.creator content='Phòng Hợp tác'>", "Phòng Hợp tác"},
      {"<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"author\": [{\"name\": "
       "\"A\"}]}</script>",
       "A"},
      {"", ""},
  };
  for (const auto& row : rows) {
    const auto r = test::read(Format::kHtml, std::string(row.head) + "<p>text</p>");
    ASSERT_EQ(r.documents.size(), 1U);
    std::string author;
    for (const auto& [name, value] : r.documents[0].metadata.other) author += name == "author" ? value : "";
    EXPECT_EQ(author, row.want) << row.head;
  }
}

TEST(Html, ColumnAndWhatStandsBeside) {
  const std::string story(
      "<p>Sáng 17/10, hai bên ký biên bản ghi nhớ về đào tạo, nghiên cứu và trao đổi sinh viên trong năm năm.</p>"
      "<p>Theo biên bản, mỗi năm trường nhận tám điều dưỡng của bệnh viện sang thực tập trong sáu tháng.</p>");
  const struct {
    std::string_view label;
    std::string page;
    std::string_view block;
  } rows[] = {
      {"side column beside headline and text",
       "<title>Bệnh viện ký biên bản</title><div><div><h2>Bệnh viện ký biên bản</h2>" + story +
           "</div><div>Đang truy cập: nhiều người</div></div>",
       "p:Đang truy cập: nhiều người"},
      {"side cell of a layout", "<table><tr><td>Khoa Nội</td><td>" + story + "</td></tr></table>", "p:Khoa Nội"},
      {"date above a text without headline", "<div><div>17/10/2022</div><div>" + story + "</div></div>",
       "P:17/10/2022"},
      {"source below the text", "<div><div>" + story + "</div><div>Phòng Đào tạo</div></div>", "P:Phòng Đào tạo"},
      {"teasers with a sentence each",
       story + story +
           "<div><div><h3><a href=/1>Khai giảng lớp tiếng Nhật</a></h3><p>Lớp học miễn phí.</p></div>"
           "<div><h3><a href=/2>Hội thảo vật liệu mới</a></h3><p>Ba mươi báo cáo.</p></div></div>",
       "p:Lớp học miễn phí."},
      {"buttons", story + "<p><a href='javascript:print()'>Mở hộp thoại in</a></p>", "p:Mở hộp thoại in"},
      {"a longer comment thread than the text",
       "<h1>Hai bên ký biên bản</h1>" + story + "<div class=comments>" + story + story + story + "<p>Hay quá</p></div>",
       "p:Hay quá"},
      {"links that are the article",
       "<title>Danh sách đối tác</title><div><a href=/>Trang chủ của trường</a></div><div><h1>Danh sách đối "
       "tác</h1><ul>"
       "<li><a href=/a>Đại học Kitahara</a><li><a href=/b>Đại học Hwangsan</a><li><a href=/c>Đại học Chaiyan</a>"
       "<li><a href=/d>Đại học Norrdal</a></ul></div>",
       "L:Đại học Chaiyan"},
  };
  for (const auto& row : rows)
    EXPECT_THAT(test::blocks(Format::kHtml, row.page), testing::Contains(row.block)) << row.label;
}

TEST(Html, HostileInputEnds) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div><b>";
  const auto r = test::read(Format::kHtml, "<p>above</p>" + deep + "below");
  ASSERT_EQ(r.documents.size(), 1U);
  EXPECT_EQ(test::print(r.documents[0]).front(), "P:above");
  ASSERT_EQ(r.documents[0].warnings.size(), 1U);
  EXPECT_NE(r.documents[0].warnings[0].find("nested"), std::string::npos);
  std::string unclosed;
  for (int i = 0; i < 50000; ++i) unclosed += "<table><tr><td>x</b></p></i><![CDATA[<a <!-- &#x110000;";
  EXPECT_LE(test::read(Format::kHtml, unclosed).documents.size(), 1U);
}

TEST(Html, NoEntityReachesAFile) {
  const auto got =
      test::blocks(Format::kHtml,
                   "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>a &x; b</p></body></html>");
  for (const auto& block : got) EXPECT_EQ(block.find("root:"), std::string::npos) << block;
}

TEST(HostOf, OfAbsoluteAddressesOnly) {
  EXPECT_EQ(host_of("https://WWW.VNU.edu.vn:8080/x"), "vnu.edu.vn");
  EXPECT_EQ(host_of("//a.b/c"), "a.b");
  EXPECT_EQ(host_of("/a//b"), "");
  EXPECT_EQ(host_of("x.html"), "");
}

}  // namespace
}  // namespace hoptac
