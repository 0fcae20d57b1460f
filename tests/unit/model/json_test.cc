#include "src/model/json.h"

#include <gtest/gtest.h>

#include "src/base/json.h"

namespace hoptac {
namespace {

Json analysis_json(const Analysis& analysis) {
  JsonWriter out;
  write_analysis(out, analysis);
  return *parse_json(out.take());
}

Json document_json(const Document& document) {
  JsonWriter out;
  write_document(out, document);
  return *parse_json(out.take());
}

Analysis sample() {
  Analysis a;
  a.institutions = {{"Vinmec", {"Vinmec System"}, "hospital", "VN", false, "vinmec", "vinmec", {{{0, 6}, "r"}}}};
  a.people = {{"Vu Hai Quan", {}, "Dr.", {{"President", "VNU-HCM", 0, {1, 2}, "role"}}, "~p", {{{2, 5}, "p"}}}};
  a.dates = {{"2022", "2022", true, false, {0, 4}, "d"}};
  a.certifications = {{"JCI", "", {}, "Vinmec", 0, "held", "jci", "jci", {{{1, 3}, "c"}}}};
  Agreement g;
  g.type = "mou", g.status = "signed", g.signed_date = "2022-10-17", g.parties = {{"Vinmec", 0}},
  g.signatories = {{"Vu Hai Quan", "President", "", 0}};
  g.evidence = {{"type", {0, 3}}}, g.judgement.level = Confidence::kCertain, g.rule = "a";
  a.agreements = {g};
  a.figures = {{200, 300.0, "people", "trained", "Vinmec", 0, "2012/..", {0, 2}, "f"}};
  a.countries = {"KR"}, a.topics = {"training"};
  return a;
}

TEST(ModelJson, AnalysisComesBackTheSame) {
  const Json once = analysis_json(sample());
  const auto back = analysis_from_json(once);
  ASSERT_TRUE(back);
  EXPECT_EQ(to_line(analysis_json(*back)), to_line(once));
  EXPECT_EQ(back->agreements.at(0).parties.at(0).institution_index, 0);
  EXPECT_EQ(back->figures.at(0).max, 300.0);
}

TEST(ModelJson, DocumentComesBackTheSame) {
  Document d;
  d.id = "a/b", d.text = "hợp tác", d.language = Language::kVietnamese, d.format = Format::kText;
  d.blocks = {{BlockKind::kCaption, BlockUse::kRepeat, Language::kVietnamese, {0, 9}, 2}};
  d.metadata = {{"author", "x"}};
  const Json once = document_json(d);
  const auto back = document_from_json(once);
  ASSERT_TRUE(back);
  EXPECT_EQ(to_line(document_json(*back)), to_line(once));
}

TEST(ModelJson, ReasonsAreForWhoAsks) {
  Analysis a = sample();
  a.dates[0].judgement.reasons = {"date.numeric"};
  EXPECT_FALSE(analysis_json(a)["dates"][0].contains("reasons"));
  EXPECT_FALSE(extract_json({}, a, {})["dates"][0].contains("reasons"));
  EXPECT_EQ(extract_json({}, a, {.explain = true})["dates"][0]["reasons"][0], "date.numeric");
}

TEST(ModelJson, OfMetadataOfOneNameTheLast) {
  Document d;
  d.metadata = {{"a", "1"}, {"b", "2"}, {"a", "3"}};
  EXPECT_EQ(to_line(document_json(d)["metadata"]), R"({"b":"2","a":"3"})");
}

TEST(ModelJson, SpansOutsideTheTextAreRefused) {
  Json j = document_json({});
  j["text"] = "abc";
  j["blocks"] = Json::array({{{"begin", 0}, {"end", 9}}});
  EXPECT_EQ(document_from_json(j).error().code, ErrorCode::kIndexDamaged);
}

TEST(ModelJson, UnknownValuesAreNullInExtract) {
  const Json j = extract_json({}, sample(), {});
  EXPECT_TRUE(j["published"].is_null());
  EXPECT_EQ(j["agreements"][0]["party_ids"][0], "vinmec");
  EXPECT_FALSE(j["institutions"][0].contains("key"));
}

}  // namespace
}  // namespace hoptac
