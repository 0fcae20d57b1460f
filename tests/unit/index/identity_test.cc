#include "index/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "ingest/facts/entity_key.h"

namespace hoptac {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Authority& authority() {
  static const Authority kLists = *Authority::load(TableSource());
  return kLists;
}

// One document's facts: its institutions and people.
struct Told {
  Analysis analysis;

  Told& body(const std::string& name, const std::string& country = "VN", std::vector<std::string> aliases = {},
             const std::string& id = {}, const std::string& kind = "hospital") {
    Institution out;
    out.name = name;
    out.aliases = std::move(aliases);
    out.kind = kind;
    out.country = country;
    out.id = id;
    out.key = institution_key(id, kind, name, country);
    analysis.institutions.push_back(out);
    return *this;
  }
  // `at`: of the document's institutions, -1 for none.
  Told& person(const std::string& name, const std::string& title = {}, int at = -1,
               const std::string& honorifics = {}) {
    Person out;
    out.name = name;
    out.honorifics = honorifics;
    out.key = person_key(name);
    if (!title.empty() || at >= 0) {
      out.roles.emplace_back();
      out.roles.back().title = title;
      out.roles.back().institution_index = at;
    }
    analysis.people.push_back(out);
    return *this;
  }
};

class World {
 public:
  World(std::vector<Told> documents, const std::string& corrections = {}) : documents_(std::move(documents)) {
    auto rows = parse_corrections(corrections.empty() ? "" : "action\tkind\tsubject\tobject\n" + corrections, "o.tsv");
    EXPECT_TRUE(rows) << describe(rows.error());
    if (rows) rows_ = *std::move(rows);
    make();
  }
  void shuffle(unsigned seed) {
    std::shuffle(documents_.begin(), documents_.end(), std::mt19937(seed));
    make();
  }
  // Entity of the i-th institution or person of a document (as given, before any shuffle).
  std::string body(std::size_t document, std::size_t i = 0) const {
    return std::string(
        entity_of(table, EntityType::kInstitution, local_key(documents_[document].analysis.institutions[i])));
  }
  std::string person(std::size_t document, std::size_t i = 0) const {
    const Analysis& a = documents_[document].analysis;
    return std::string(entity_of(table, EntityType::kPerson, local_key(a.people[i], a)));
  }
  const Identified* entity(EntityType type, const std::string& key) const {
    const auto found = table.entities.find({type, key});
    return found == table.entities.end() ? nullptr : &found->second;
  }

  IdentityTable table;

 private:
  void make() {
    GatheredTable gathered;
    for (const Told& told : documents_) gathered.add(encode_entities(entity_records(told.analysis)));
    gathered.sort();
    table = identify(gathered, rows_, authority());
  }
  std::vector<Told> documents_;
  Corrections rows_;
};

TEST(Identity, InstitutionsWithEqualFullNamesAreOne) {
  const struct {
    Told a, b;
    bool one;
  } rows[] = {
      {Told().body("Trường Đại học Sao Mai", "VN", {}, "", "university"),
       Told().body("ĐH SAO MAI", "VN", {}, "", "university"), true},
      {Told().body("Bệnh viện Đa khoa Sao Mai"), Told().body("BVĐK Sao Mai", ""), true},
      {Told().body("Be\u0323\u0302nh vie\u0323\u0302n Hoa\u0300 Mai"), Told().body("Benh vien Hòa Mai", ""), true},
      {Told().body("Saint Mary Hospital", "GB"), Told().body("Saint Mary Hospital", "US"), false},
      {Told().body("Bệnh viện Sao Mai"), Told().body("Bệnh viện Sao Hôm"), false},
      // Names in two languages, told by one document.
      {Told().body("Bệnh viện Quốc tế Sao Mai", "VN", {"Sao Mai International Hospital", "SMIH"}),
       Told().body("Sao Mai International Hospital", "VN"), true},
      // A short form is no name of its own; nor is an acronym.
      {Told().body("Bệnh viện Đa khoa Quốc tế Sao Mai", "VN", {"Bệnh viện Sao Mai"}), Told().body("Bệnh viện Sao Mai"),
       false},
      {Told().body("Bệnh viện Quốc tế Sao Mai", "VN", {"SM IH"}), Told().body("SM IH"), false},
      // A linked body tells the name of an unlinked one.
      {Told().body("Bệnh viện Chợ Rẫy", "VN", {"Cho Ray General Hospital"}, "cho-ray-hospital"),
       Told().body("Cho Ray General Hospital"), true},
  };
  for (const auto& row : rows) {
    const World world({row.a, row.b});
    EXPECT_EQ(world.body(0) == world.body(1), row.one) << row.a.analysis.institutions[0].name;
  }
}

TEST(Identity, ANameToldBySeveralBodiesMergesNone) {
  const World world({Told().body("Bệnh viện Bắc Hà", "VN", {"National Hope Hospital"}),
                     Told().body("Bệnh viện Nam Hà", "VN", {"National Hope Hospital"}),
                     Told().body("National Hope Hospital")});
  EXPECT_NE(world.body(0), world.body(1));
  EXPECT_NE(world.body(2), world.body(0));
  EXPECT_NE(world.body(2), world.body(1));
}

TEST(Identity, PeopleAreOneWhenInstitutionOrPostAgree) {
  const auto bac = [] { return Told().body("Bệnh viện Bắc Hà"); };
  const auto nam = [] { return Told().body("Bệnh viện Nam Hà"); };
  const struct {
    Told a, b;
    bool one;
  } rows[] = {
      {bac().person("Vũ Hải Quân", "Giám đốc", 0), bac().person("VU HAI QUAN", "Chairman", 0), true},
      {bac().person("Vũ Hải Quân", "Giám đốc", 0), bac().person("Hai Quan Vu", "", 0), true},
      {bac().person("Vũ Hải Quân", "Giám đốc", 0), nam().person("Vũ Hải Quân", "Giám đốc", 0), false},
      {bac().person("Vũ Hải Quân", "Giám đốc", 0), Told().person("Vu Hai Quan", "Director"), true},
      {bac().person("Vũ Hải Quân", "Giám đốc", 0, "PGS.TS."), Told().person("Vu Hai Quan", "", -1, "Assoc. Prof."),
       true},
      {bac().person("Vũ Hải Quân", "Giám đốc", 0), Told().person("Vu Hai Quan", "Nurse"), false},
      {bac().person("Vũ Hải Quân", "Giám đốc", 0), Told().person("Vu Hai Quan"), true},
      {bac().person("Vũ Hải Quân", "", 0), bac().person("Vũ Hải Quang", "", 0), false},
      {Told().person("Vũ Hải Quân", "", -1, "PGS.TS."), Told().person("Hai Quan Vu", "", -1, "Assoc. Prof. Dr."), true},
      {Told().person("Vũ Hải Quân"), Told().person("Hai Quan Vu"), false},
  };
  for (const auto& row : rows) {
    const World world({row.a, row.b});
    EXPECT_EQ(world.person(0) == world.person(1), row.one)
        << row.a.analysis.people[0].name << " / " << row.b.analysis.people[0].name << " "
        << (row.b.analysis.people[0].roles.empty() ? "" : row.b.analysis.people[0].roles[0].title);
  }
}

TEST(Identity, ANamesakeWithoutInstitutionGoesWhereItsPostAgrees) {
  const World world({Told().body("Bệnh viện Bắc Hà").person("Trần Thị Lan", "Giám đốc", 0),
                     Told().body("Bệnh viện Nam Hà").person("Trần Thị Lan", "Điều dưỡng trưởng", 0),
                     Told().person("Tran Thi Lan", "Director"), Told().person("Trần Thị Lan")});
  EXPECT_NE(world.person(0), world.person(1));
  EXPECT_EQ(world.person(2), world.person(0));
  // One key: the same name, no institution. Its posts are those of all such documents.
  EXPECT_EQ(world.person(3), world.person(2));
}

std::vector<Told> many_documents() {
  std::vector<Told> out;
  for (const char* const name : {"Bắc Hà", "Nam Hà", "Sao Mai", "Hoa Ban", "Bình An"}) {
    const std::string place(name);
    out.push_back(Told().body("Bệnh viện " + place, "VN", {place + " Hospital"}).person("Lê Văn An", "Giám đốc", 0));
    out.push_back(Told().body(place + " Hospital", "").person("Le Van An", "Director", 0));
    out.push_back(Told().body("BV " + place).person("Lê Văn " + place, "Giám đốc", 0));
    out.push_back(Told().body(place + " Hospital", "US").person("Le Van " + place));
    out.push_back(Told().person("Lê Văn " + place, "", -1, "PGS.TS."));
  }
  return out;
}

TEST(Identity, TheOrderOfDocumentsDoesNotMatter) {
  World world(many_documents(),
              "merge\tinstitution\tBệnh viện Hoa Ban\tcho-ray-hospital\n"
              "merge\tinstitution\tBinh An Hospital\tBệnh viện Hoa Ban\n"
              "split\tinstitution\tBệnh viện Sao Mai\tSao Mai Hospital\n"
              "rename\tperson\tLê Văn Bắc Hà\tLê Bắc\n");
  const IdentityTable first = world.table;
  EXPECT_FALSE(first.entity_of.empty());
  for (unsigned seed = 1; seed <= 20; ++seed) {
    world.shuffle(seed);
    EXPECT_EQ(world.table.entity_of, first.entity_of) << seed;
    EXPECT_EQ(world.table.entities, first.entities) << seed;
    EXPECT_EQ(world.table.unused, first.unused) << seed;
  }
}

TEST(Identity, MergeTakesNamesInAnySpellingAndIds) {
  const std::vector<Told> documents{Told().body("Bệnh viện Bắc Hà"), Told().body("Northern Lights Clinic"),
                                    Told().body("Bệnh viện Chợ Rẫy", "VN", {}, "cho-ray-hospital")};
  const struct {
    const char* row;
    std::size_t a, b;
    const char* key;
  } rows[] = {
      {"merge\tinstitution\tNorthern Lights Clinic\tBệnh viện Bắc Hà\n", 0, 1, ""},
      {"merge\tinstitution\tnorthern lights clinic\tBV BAC HA\n", 0, 1, ""},
      {"merge\tinstitution\tBe\u0323\u0302nh vie\u0323\u0302n Ba\u0306\u0301c Ha\u0300\tNorthern Lights Clinic\n", 0, 1,
       ""},
      {"merge\tinstitution\tBệnh viện Bắc Hà\tcho-ray-hospital\n", 0, 2, "cho-ray-hospital"},
      {"merge\tinstitution\tBệnh viện Bắc Hà\tBệnh viện Chợ Rẫy\n", 0, 2, "cho-ray-hospital"},
      {"merge\tinstitution\tcho-ray-hospital\tumc-hcmc\n", 2, 2, ""},
  };
  for (const auto& row : rows) {
    const World world(documents, row.row);
    EXPECT_EQ(world.body(row.a), world.body(row.b)) << row.row;
    if (*row.key != 0) {
      EXPECT_EQ(world.body(row.a), row.key) << row.row;
    }
  }
  // An id that no document has becomes the key.
  const World unseen(documents, "merge\tinstitution\tBệnh viện Bắc Hà\tvnu-hcm\n");
  EXPECT_EQ(unseen.body(0), "vnu-hcm");
  EXPECT_THAT(unseen.table.unused, IsEmpty());
}

TEST(Identity, SplitUndoesAnAutomaticMergeOrLink) {
  const std::vector<Told> documents{Told().body("Bệnh viện Sao Mai", "VN", {"Sao Mai International Hospital"}),
                                    Told().body("Sao Mai International Hospital"),
                                    Told().body("Bệnh viện Chợ Rẫy", "VN", {}, "cho-ray-hospital"),
                                    Told().body("Bệnh viện Chợ Rẫy Phnom Penh", "VN", {}, "cho-ray-hospital")};
  EXPECT_EQ(World(documents).body(0), World(documents).body(1));
  for (const char* const row : {"split\tinstitution\tSao Mai International Hospital\tBenh vien Sao Mai\n",
                                "split\tinstitution\tSao Mai International Hospital\n"}) {
    const World apart(documents, row);
    EXPECT_NE(apart.body(0), apart.body(1)) << row;
    EXPECT_EQ(apart.body(2), "cho-ray-hospital");
  }
  for (const char* const row : {"split\tinstitution\tBệnh viện Chợ Rẫy Phnom Penh\tcho-ray-hospital\n",
                                "split\tinstitution\tBV Cho Ray Phnom Penh\tBệnh viện Chợ Rẫy\n"}) {
    const World unlinked(documents, row);
    EXPECT_THAT(unlinked.table.unused, IsEmpty()) << row;
    EXPECT_EQ(unlinked.body(2), "cho-ray-hospital") << row;
    EXPECT_TRUE(unlinked.body(3).starts_with("~")) << row;
    ASSERT_NE(unlinked.entity(EntityType::kInstitution, "cho-ray-hospital"), nullptr);
    EXPECT_EQ(unlinked.entity(EntityType::kInstitution, "cho-ray-hospital")->keys.size(), 1U);
  }
  // A link that is the only one of its id.
  const World only({documents[3]}, "split\tinstitution\tBệnh viện Chợ Rẫy Phnom Penh\tcho-ray-hospital\n");
  EXPECT_TRUE(only.body(0).starts_with("~"));
}

TEST(Identity, PeopleAreAddressedByInstitution) {
  const std::vector<Told> documents{Told().body("Bệnh viện Bắc Hà").person("Vũ Hải Quân", "Giám đốc", 0),
                                    Told().body("Bệnh viện Nam Hà").person("Vũ Hải Quân", "Trưởng khoa", 0),
                                    Told().person("Vũ Hải Quân", "Giám đốc")};
  const World apart(documents);
  EXPECT_NE(apart.person(0), apart.person(1));
  EXPECT_EQ(apart.person(0), apart.person(2));
  const World merged(documents, "merge\tperson\tVu Hai Quan @ BV Bac Ha\tVũ Hải Quân @ Bệnh viện Nam Hà\n");
  EXPECT_EQ(merged.person(0), merged.person(1));
  const World ignored(documents, "ignore\tperson\tvu hai quan @ benh vien nam ha\n");
  EXPECT_EQ(ignored.person(1), "");
  EXPECT_NE(ignored.person(0), "");
  const World split(documents, "split\tperson\tVũ Hải Quân\n");
  EXPECT_NE(split.person(0), split.person(2));
}

TEST(Identity, RenameAliasAndIgnore) {
  const std::vector<Told> documents{Told().body("Bệnh viện Bắc Hà"), Told().body("Nhà thương Bắc"),
                                    Told().body("Bệnh viện Không Có")};
  const World world(documents,
                    "rename\tinstitution\tBENH VIEN BAC HA\tBệnh viện Đa khoa Bắc Hà\n"
                    "alias\tinstitution\tBệnh viện Bắc Hà\tNhà thương Bắc\n"
                    "ignore\tinstitution\tBệnh viện Không Có\n");
  EXPECT_EQ(world.body(0), world.body(1));
  EXPECT_EQ(world.body(2), "");
  const Identified* const entity = world.entity(EntityType::kInstitution, world.body(0));
  ASSERT_NE(entity, nullptr);
  EXPECT_EQ(entity->name, "Bệnh viện Đa khoa Bắc Hà");
  EXPECT_THAT(entity->names, ElementsAre("Nhà thương Bắc"));
  EXPECT_TRUE(entity->corrected);
  EXPECT_THAT(world.table.unused, IsEmpty());
}

TEST(Identity, UnusedCorrectionsAreToldWithTheReason) {
  const std::vector<Told> documents{Told().body("Bệnh viện Bắc Hà"), Told().body("Bệnh viện Nam Hà")};
  const World world(documents,
                    "merge\tinstitution\tBệnh viện Tây Hà\tBệnh viện Bắc Hà\n"
                    "merge\tinstitution\tBệnh viện Nam Hà\tNobody At All\n"
                    "split\tinstitution\tBệnh viện Bắc Hà\tBệnh viện Nam Hà\n"
                    "ignore\tperson\tBệnh viện Bắc Hà\n");
  ASSERT_EQ(world.table.unused.size(), 4U);
  EXPECT_EQ(world.table.unused[0].line, 2U);
  EXPECT_EQ(world.table.unused[0].what, "merge institution Bệnh viện Tây Hà → Bệnh viện Bắc Hà");
  EXPECT_THAT(world.table.unused[0].reason, HasSubstr("is called \"Bệnh viện Tây Hà\""));
  EXPECT_THAT(world.table.unused[1].reason, HasSubstr("Nobody At All"));
  EXPECT_EQ(world.table.unused[2].reason, "the two are not one");
  EXPECT_THAT(world.table.unused[3].reason, HasSubstr("no person of the documents"));
  EXPECT_TRUE(world.table.entity_of.empty());
}

TEST(Corrections, FaultyRowsNameFileLineAndRepair) {
  const std::string header = "action\tkind\tsubject\tobject\tnote\n";
  const struct {
    std::string text;
    const char* want;
  } rows[] = {
      {header + "merg\tinstitution\tA\tB\n", "o.tsv:2: unknown action \"merg\"; actions are merge, split, rename"},
      {header + "# a comment\nmerge\thospital\tA\tB\n",
       "o.tsv:3: unknown kind \"hospital\"; kinds are institution, person"},
      {header + "merge\tinstitution\tA\n", "o.tsv:2: merge needs an object; name or authority id"},
      {header + "ignore\tinstitution\t\n", "o.tsv:2: no subject; name the institution"},
      {header + "ignore\tinstitution\tA\tB\n", "o.tsv:2: ignore takes no object; move \"B\" to the note"},
      {header + "merge\tinstitution\tA\tB\nsplit\tinstitution\ta\tb\n",
       "o.tsv:3: split contradicts the merge of the same subject in line 2"},
      {header + "rename\tperson\tA\tB\nrename\tperson\tA\tC\n", "o.tsv:3: rename contradicts the rename"},
      {header + "merge\tperson\tA\tB\nignore\tperson\tA\n", "o.tsv:3: ignore contradicts the merge"},
      {header + "merge\tperson\tA\tA\n", "o.tsv:2: subject and object are the same"},
      {"was\tkind\tsubject\n", "o.tsv:1: unknown column \"was\""},
      {"action\tsubject\n", "o.tsv:1: the header row needs the column \"kind\" once"},
      {header + "merge\tperson\tA\tB\tn\tmore\n", "line 2 has 6 cells"},
  };
  for (const auto& row : rows) {
    const auto result = parse_corrections(row.text, "o.tsv");
    ASSERT_FALSE(result) << row.text;
    EXPECT_EQ(result.error().code, ErrorCode::kUsage);
    EXPECT_THAT(describe(result.error()), HasSubstr(row.want));
  }
}

TEST(Corrections, ReadsWhatSpreadsheetsWrite) {
  const auto rows = parse_corrections(
      "\xEF\xBB\xBF"
      "kind\taction\tsubject\tobject\tnote\r\ninstitution\tignore\tBe\u0323\u0302nh\t\t\r\n\r\n",
      "o.tsv");
  ASSERT_TRUE(rows) << describe(rows.error());
  ASSERT_EQ(rows->rows.size(), 1U);
  EXPECT_EQ(rows->rows[0].subject, "Bệnh");
  EXPECT_EQ(parse_corrections("", "o.tsv")->hash, "");
}

}  // namespace
}  // namespace hoptac
