// A folder of sources and an index beside it, both gone after the test.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "index/inspect.h"
#include "index/update.h"
#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {

// A short release in one of both languages; `salt` makes it unlike others.
inline std::string release(int salt) {
  const std::string n = std::to_string(salt);
  if (salt % 2 == 0) {
    return "Bệnh viện Bạch Mai ký biên bản ghi nhớ số " + n +
           "\n\nNgày 17/10/2022, Bệnh viện Bạch Mai và Đại học Y Hà Nội đã ký "
           "biên bản ghi nhớ hợp tác đào tạo bác sĩ lần thứ " +
           n + ".\n";
  }
  return "Vinmec signs memorandum " + n +
         " with Seoul National University Hospital\n\nHANOI, 5 March 2021 - Vinmec and Seoul "
         "National University Hospital signed a memorandum of understanding on training, number " +
         n + ".\n";
}

class IndexTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "/hoptac-index-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    std::filesystem::create_directories(source());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string source() const { return folder_ + "/press"; }
  std::string index() const { return folder_ + "/index"; }

  void write(const std::string& name, const std::string& content) {
    const std::filesystem::path path = source() + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
  }
  void remove(const std::string& name) { std::filesystem::remove(source() + "/" + name); }
  // Old enough that size and mtime are trusted.
  void age(const std::string& name) {
    std::filesystem::last_write_time(source() + "/" + name,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
  }

  UpdateOptions options() const {
    UpdateOptions out;
    out.index_directory = index();
    out.paths = {source()};
    return out;
  }
  UpdateReport ingest(const UpdateOptions& options) {
    auto report = update_index(options);
    EXPECT_TRUE(report) << (report ? "" : describe(report.error()));
    if (!report) return {};
    EXPECT_EQ(report->seen, report->indexed + report->unchanged + report->duplicate + report->skipped +
                                report->failed_new + report->failed_known);
    return *std::move(report);
  }
  UpdateReport ingest() { return ingest(options()); }

  // id -> exported line.
  std::map<std::string, std::string> exported() const {
    std::map<std::string, std::string> out;
    const auto count = export_index(index(), [&out](const std::string& line) {
      const auto json = parse_json(line);
      out.emplace(json ? get_string(*json, "id") : line, line);
      return true;
    });
    EXPECT_TRUE(count) << (count ? "" : describe(count.error()));
    return out;
  }
  std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const auto& [id, line] : exported()) out.push_back(id);
    return out;
  }
  void expect_sound() const {
    const auto report = verify_index(index());
    ASSERT_TRUE(report) << describe(report.error());
    for (const VerifyProblem& p : report->problems) ADD_FAILURE() << p.where << ": " << p.what;
  }
  std::string state_of(const std::string& path) const {
    const auto rows = ledger_rows(index(), "");
    if (!rows) return describe(rows.error());
    for (const LedgerRow& row : *rows) {
      if (row.path == path) return std::string(file_state_name(row.state));
    }
    return "absent";
  }

  std::string folder_;
};

}  // namespace hoptac
