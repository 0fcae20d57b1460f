#include "index/record.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "index/entities.h"
#include "index/ledger.h"
#include "index/schema.h"
#include "index/stored.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// Two blocks in two languages, furniture, and one agreement.
Document document() {
  Document d;
  d.id = "press/a.txt";
  d.root = "press";
  d.path = "a.txt";
  d.format = Format::kText;
  d.language = Language::kVietnamese;
  d.title = "Hợp tác";
  d.published = "2022-10-18";
  d.encoding = "UTF-8";
  const auto add = [&d](std::string_view text, Language language, BlockUse use) {
    if (!d.text.empty()) d.text += '\n';
    const auto begin = static_cast<std::uint32_t>(d.text.size());
    d.text.append(text);
    d.blocks.push_back({BlockKind::kParagraph, use, language, {begin, static_cast<std::uint32_t>(d.text.size())}, 0});
  };
  add("Hợp tác", Language::kVietnamese, BlockUse::kBody);
  d.title_span = {0, static_cast<std::uint32_t>(d.text.size())};
  add("ba hộp", Language::kVietnamese, BlockUse::kBody);
  add("agreements signed", Language::kEnglish, BlockUse::kBody);
  add("Menu", Language::kEnglish, BlockUse::kFurniture);
  return d;
}

Analysis analysis() {
  Analysis a;
  a.institutions.push_back({"Bệnh viện Bạch Mai", {"BVBM"}, "hospital", "VN", false, "bach-mai", "bach-mai", {}});
  Agreement g;
  g.type = "mou";
  g.type_id = "mou";
  g.status = "signed";
  g.parties = {{"Bệnh viện Bạch Mai", 0}};
  g.signed_date = "2022-10-17";
  g.evidence = {{"type", {0, 4}}};
  a.agreements.push_back(g);
  return a;
}

TEST(Record, GoldenPrintOfASmallDocument) {
  const IndexRecord record = make_record(TokenisedDocument(document()), analysis(), Authority(), "key");
  EXPECT_EQ(print_record(record), R"(Lvi 0
Qpress/a.txt 0
Shop 3 [1]
Stac 3 [2]
Ttxt 0
XANbenh vien bach mai 0
XANbvbm 0
XAWbach 0
XAWbenh 0
XAWbvbm 0
XAWmai 0
XAWvien 0
XAbach-mai 0
XAbach-mai~ddb9ba1632719e1b 0
XBmenu 1
XDP2022 0
XDP202210 0
XDP20221018 0
XDS2022 0
XDS202210 0
XDS20221017 0
XEhộp 1
XEhợp 3
XEtác 3
XFkey 0
XINbenh vien bach mai 0
XINbvbm 0
XIWbach 0
XIWbenh 0
XIWbvbm 0
XIWmai 0
XIWvien 0
XIbach-mai 0
XIbach-mai~ddb9ba1632719e1b 0
XKagreement 0
XKinstitution 0
XKpublished 0
XKsigned 0
XNpress 0
XOvn 0
XPAa 0
XPAtxt 0
XQguess 0
XQlikely 0
XSsigned 0
XUba 1
XYmou 0
Zagreement 1
Zsign 1
agreements 1 [305]
ba 1 [203]
hop 4 [1 204]
signed 1 [306]
tac 3 [2]
0=press/a.txt
1=20221017
2=20221018
3=hop tac
4=vi
5=2022
6=bach-mai~ddb9ba1632719e1b
9=mou
10=VN
12=press
13=txt
14=I/bach-mai~ddb9ba1632719e1b/Bệnh viện Bạch Mai/hospital/VN/BVBM///
15=signed
19=4
20=UTF-8
21=79778982~press/a.txt
22=79778982~press/a.txt
23=79778981~press/a.txt
24=hop tac~press/a.txt
)");
}

TEST(Record, LongWordsAreFoundByTheirHeadAndMarked) {
  Document d = document();
  const std::string word(limits::kMaxWordBytes + 50, 'w');
  d.text += "\n" + word;
  const auto end = static_cast<std::uint32_t>(d.text.size());
  d.blocks.push_back({BlockKind::kParagraph,
                      BlockUse::kBody,
                      Language::kEnglish,
                      {end - static_cast<std::uint32_t>(word.size()), end},
                      0});
  const IndexRecord record = make_record(TokenisedDocument(d), {}, Authority(), "key");
  const std::string head = word.substr(0, limits::kMaxWordBytes);
  EXPECT_TRUE(
      std::any_of(record.postings.begin(), record.postings.end(), [&](const Posting& p) { return p.term == head; }));
  const auto stored = decode_stored(record.data);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->document.warnings.size(), 1U);
  EXPECT_TRUE(std::all_of(record.postings.begin(), record.postings.end(),
                          [](const Posting& p) { return is_storable(p.term); }));
}

TEST(Record, RegisterRecordAndRowSurviveStoring) {
  const auto records = make_register_records(document(), analysis(), Authority());
  ASSERT_EQ(records.size(), 1U);
  const auto row = decode_row(records[0].data);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->id, "press/a.txt#1");
  EXPECT_EQ(row->parties[0].id, "bach-mai");
  EXPECT_EQ(row->evidence[0].text, "Hợ");
  EXPECT_EQ(encode_row(*row), records[0].data);
}

TEST(Stored, ChecksumSeesEveryChangedByte) {
  const std::string data = encode_stored(document(), analysis());
  ASSERT_TRUE(decode_stored(data));
  for (std::size_t i = 0; i < data.size(); i += 7) {
    std::string broken = data;
    broken[i] = static_cast<char>(broken[i] ^ 1);
    EXPECT_FALSE(is_sound(broken)) << i;
    EXPECT_FALSE(decode_stored(broken)) << i;
  }
}

TEST(Schema, TermsAreCutToTheLimitAndStayApart) {
  const std::string long_id(400, 'i');
  EXPECT_TRUE(is_storable(id_term(long_id)));
  EXPECT_NE(id_term(long_id), id_term(long_id + "j"));
  EXPECT_EQ(make_term("XD", "S2022"), "XD:S2022") << "no value looks like another prefix";
  EXPECT_EQ(keyword_value("Strategic_Partnership"), keyword_value("strategic-partnership"));
}

TEST(Entities, RecordsSurviveTheSlotWhateverTheirNames) {
  const std::vector<EntityRecord> records{
      {EntityType::kInstitution, "~1", "Bệnh viện\x1f\x1e X", "hospital", "VN", {"BVX", "Y"}, {}},
      {EntityType::kPerson,
       "~2",
       "Vũ Hải Quân",
       "",
       "",
       {},
       {"Giám đốc, ĐHQG-HCM", "PGS"},
       {"vnu-hcm~1"},
       {"Giám đốc"}}};
  auto back = decode_entities(encode_entities(records));
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[0].name, "Bệnh viện   X") << "separators become blanks";
  EXPECT_EQ(back[1], records[1]);
  EXPECT_TRUE(decode_entities("rubbish").empty());
  const auto former = decode_entities("P\x1e~2\x1eVũ Hải Quân\x1e\x1e\x1e\x1ePGS");
  ASSERT_EQ(former.size(), 1U) << "records of before";
  EXPECT_EQ(former[0].name, "Vũ Hải Quân");
}

TEST(Ledger, RowsSurvive) {
  LedgerEntry entry;
  entry.row = {"press/\xff\nb.txt", "press", 12, -5, "h", FileState::kFailed, "failed: damaged: x", "pdf", 3, 4, 1, 2};
  entry.authority = "v";
  entry.sidecar = "1:2:h";
  entry.recorded_ns = 99;
  entry.incomplete = true;
  entry.keeper = "press/a";
  entry.contested = {"x1", "x2"};
  const auto back = decode_ledger_entry(encode_entry(entry));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, entry);
  EXPECT_FALSE(decode_ledger_entry("2"));
}

}  // namespace
}  // namespace hoptac
