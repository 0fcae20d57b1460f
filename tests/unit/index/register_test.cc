// The rows of the register after runs in place, beside the same rows made anew from all documents.
#include "index/register.h"

#include <xapian.h>

#include <random>

#include "index/checksums.h"
#include "index/entities.h"
#include "tests/unit/index/index_fixture.h"

namespace hoptac {
namespace {

using Rows = std::map<std::string, std::string>;

const Authority& authority() {
  static const Authority kLists = *Authority::load(TableSource());
  return kLists;
}

class RegisterTest : public IndexTest {
 protected:
  template <typename Items>
  const char* any(const Items& items) {
    return items[random_() % std::size(items)];
  }

  // People of few names in several spellings, at bodies that are one, or may become one when another document names
  // them together.
  std::string telling() {
    static constexpr const char* kBodies[] = {"Bệnh viện Sao Mai",
                                              "BV Sao Mai",
                                              "Bệnh viện Quốc tế Sao Hôm",
                                              "Sao Hom International Hospital",
                                              "Bệnh viện Quốc tế Sao Hôm (Sao Hom International Hospital)",
                                              "Bệnh viện Bạch Mai",
                                              "Đại học Y Hà Nội"};
    static constexpr const char* kPeople[] = {"Vũ Hải Quân", "VŨ HẢI QUÂN", "Hải Quân Vũ", "Lê Thị Mai", "Mai Thị Lê"};
    static constexpr const char* kPosts[] = {"Giám đốc", "Phó Giám đốc", "Hiệu trưởng"};
    const std::string first = any(kBodies), second = any(kBodies);
    const bool placed = random_() % 3 != 0;
    return first + " ký biên bản ghi nhớ số " + std::to_string(random_() % 100) + "\n\nNgày 17/10/2022, " + first +
           " và " + second + " đã ký biên bản ghi nhớ hợp tác đào tạo.\n\nPGS.TS. " + any(kPeople) +
           (placed ? std::string(", ") + any(kPosts) + " " + second : std::string()) + ", phát biểu tại buổi lễ.\n";
  }

  Rows rows() const {
    Rows out;
    const Xapian::Database db(index() + "/current/register");
    for (auto it = db.metadata_keys_begin(); it != db.metadata_keys_end(); ++it) out.emplace(*it, db.get_metadata(*it));
    return out;
  }
  // By the documents alone.
  void make_rows_anew(const Corrections& corrections = {}) const {
    const auto open = open_generation(index());
    ASSERT_TRUE(open);
    ASSERT_TRUE(begin_changes(open->generation));
    ASSERT_TRUE(finish_register(open->generation, true, authority(), corrections));
    ASSERT_TRUE(record_checksums(open->generation));
  }

  std::mt19937 random_{20261130};
};

TEST_F(RegisterTest, RowsThatFollowWhatWasTouchedAreThoseMadeAnew) {
  std::size_t moves = 0;
  Rows before;
  for (int i = 0; i < 20; ++i) write("f" + std::to_string(i) + ".txt", telling());
  for (int round = 0; round < 30; ++round) {
    UpdateOptions how = options();
    how.prune = true;
    ingest(how);
    const Rows grown = rows();
    make_rows_anew();
    ASSERT_EQ(grown, rows()) << "round " << round;
    const auto tables = [](const Rows& all) { return Rows(all.lower_bound("K"), all.lower_bound("L")); };
    moves += tables(before) != tables(grown) ? 1U : 0U;
    before = grown;
    for (std::size_t change = 1 + random_() % 3; change > 0; --change) {
      const std::string name = "f" + std::to_string(random_() % 24) + ".txt";
      random_() % 4 == 0 ? remove(name) : write(name, telling());
    }
  }
  EXPECT_GT(moves, 5U) << "the histories are to change who is who";
}

// The row of a person names the body; what the body is may follow from documents that do not tell of the person.
TEST_F(RegisterTest, StaffFollowsTheInstitution) {
  write("a.txt",
        "Sao Hom International Hospital opens a ward\n\nOn 5 March 2021, Sao Hom International Hospital opened a "
        "ward.\n\n"
        "Dr. John Miller, Director of Sao Hom International Hospital, spoke at the ceremony.\n");
  ingest();
  const auto affiliations = [this] {
    std::vector<std::string> out;
    each_entity(Xapian::Database(index() + "/current/register"), EntityType::kPerson, [&](const EntityEntry& e) {
      out.insert(out.end(), e.entity.affiliations.begin(), e.entity.affiliations.end());
      return true;
    });
    return out;
  };
  const auto alone = affiliations();
  ASSERT_EQ(alone.size(), 1U);
  write("b.txt",
        "Bệnh viện Quốc tế Sao Hôm khai trương\n\nNgày 17/10/2022, Bệnh viện Quốc tế Sao Hôm (Sao Hom International "
        "Hospital) đã khai trương cơ sở mới.\n");
  ingest();
  EXPECT_NE(affiliations(), alone) << "the Vietnamese name's key";
  const Rows grown = rows();
  make_rows_anew();
  EXPECT_EQ(grown, rows());
}

// A correction may come to mean somebody else whose documents nobody has touched.
TEST_F(RegisterTest, CorrectionsAreAppliedToAll) {
  write("a.txt", "Bệnh viện Sao Mai (Hội Sao Mai) ký kết\n\nBệnh viện Sao Mai đã ký biên bản ghi nhớ.\n");
  write("o.tsv", "action\tkind\tsubject\tobject\nrename\tinstitution\tBệnh viện Sao Mai\tBệnh viện Sao Mai Mới\n");
  UpdateOptions how = options();
  how.overrides = source() + "/o.tsv";
  ingest(how);
  write("b.txt", "Bệnh viện Sao Mai mở rộng\n\nBệnh viện Sao Mai đã ký biên bản ghi nhớ với Bệnh viện Bạch Mai.\n");
  ingest(how);
  const auto corrections = read_corrections(how.overrides);
  ASSERT_TRUE(corrections);
  const Rows grown = rows();
  make_rows_anew(*corrections);
  EXPECT_EQ(grown, rows());
}

}  // namespace
}  // namespace hoptac
