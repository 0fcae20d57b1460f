// Random histories of a folder against a plain model of what must be in the index.
#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "index/remove.h"
#include "tests/unit/index/index_fixture.h"

namespace hoptac {
namespace {

using Files = std::map<std::string, std::string>;  // name -> content

// Slow and obvious: what the index must hold after each step.
class Model {
 public:
  // A run over the whole folder.
  void ingest(const Files& disk, bool prune) {
    const Files before = known_;
    std::set<std::string> there;  // contents
    for (const auto& [name, content] : disk) {
      known_.erase(name);
      if (is_removed(name, content)) continue;
      known_[name] = content;
      there.insert(content);
    }
    std::set<std::string> gone, lost;
    for (const auto& [name, content] : before) {
      if (disk.contains(name)) continue;
      gone.insert(name);
      if (!there.contains(content)) lost.insert(name);
    }
    const bool confirmed = prune || (lost.size() * 10 <= before.size() && !disk.empty());
    for (const std::string& name : gone) {
      if (confirmed || !lost.contains(name)) known_.erase(name);
    }
  }
  void remove(const std::string& name) {
    const std::string content = known_.at(name);
    removed_[name] = content;
    std::erase_if(known_, [&](const auto& file) { return file.second == content; });
  }
  void give_back(const std::string& name) { removed_.erase(name); }

  const Files& removed() const { return removed_; }
  // Of equal contents the smallest name.
  std::vector<std::string> ids() const {
    std::map<std::string, std::string> smallest;
    for (const auto& [name, content] : known_) smallest.emplace(content, name);
    std::vector<std::string> out;
    for (const auto& [content, name] : smallest) out.push_back("press/" + name);
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  bool is_removed(const std::string& name, const std::string& content) const {
    const auto same = [&](const auto& row) { return row.first == name || row.second == content; };
    return std::any_of(removed_.begin(), removed_.end(), same);
  }

  Files known_;    // of the index: there, or gone and kept
  Files removed_;  // by the user: name -> content then
};

class HistoryTest : public IndexTest {
 protected:
  int pick(std::size_t n) { return static_cast<int>(random_() % n); }
  // Plain, of combining marks, in capitals, in another folder, with a byte that is no UTF-8.
  std::string name() {
    static const std::vector<std::string> kNames = {"a.txt", "b.txt",   "c.txt",   "te\xcc\x82n.txt", "tên.txt",
                                                    "B.TXT", "d/a.txt", "d/b.txt", "z\xff.txt",       "d e.txt"};
    return kNames[static_cast<std::size_t>(pick(kNames.size()))];
  }
  void put(const std::string& name, const std::string& content) {
    disk_[name] = content;
    write(name, content);
  }
  void take_away(const std::string& name) {
    disk_.erase(name);
    IndexTest::remove(name);
  }

  void change_a_file() {
    const std::string at = name();
    const int kind = pick(10);
    if (kind < 5 || disk_.empty()) return put(at, release(pick(6)));
    auto file = disk_.begin();
    std::advance(file, pick(disk_.size()));
    const auto [from, content] = *file;
    if (kind < 7) return take_away(from);
    if (kind < 8) return put(at, content);  // a copy
    take_away(from);                        // another name
    put(at, content);
  }

  void ingest_somehow() {
    UpdateOptions how = options();
    how.prune = pick(4) == 0;
    how.rebuild = pick(6) == 0;
    if (pick(2) == 0) how.parts_from = {0, 0, 0};
    ingest(how);
    model_.ingest(disk_, how.prune);
  }

  void remove_something() {
    const auto ids = model_.ids();
    RemoveRequest request;
    request.index_directory = index();
    if (pick(3) == 0 && !model_.removed().empty()) {
      const std::string back = model_.removed().begin()->first;
      request.ids = {shown("press/" + back)};
      const auto returned = return_documents(request);
      ASSERT_TRUE(returned) << describe(returned.error());
      EXPECT_EQ(returned->rows.front().state, RemoveState::kReturned);
      model_.give_back(back);
      return;
    }
    if (ids.empty()) return;
    const std::string id = ids[static_cast<std::size_t>(pick(ids.size()))];
    request.ids = {shown(id)};
    const auto removed = remove_documents(request);
    ASSERT_TRUE(removed) << describe(removed.error());
    EXPECT_EQ(removed->rows.front().state, RemoveState::kRemoved) << id;
    EXPECT_EQ(removed->documents, 1U);
    model_.remove(id.substr(id.find('/') + 1));
  }

  // Ids show bytes that are no UTF-8 in percent.
  static std::string shown(std::string id) {
    const std::size_t at = id.find('\xff');
    return at == std::string::npos ? id : id.replace(at, 1, "%FF");
  }
  std::vector<std::string> expected() const {
    std::vector<std::string> out;
    for (const std::string& id : model_.ids()) out.push_back(shown(id));
    std::sort(out.begin(), out.end());
    return out;
  }

  std::mt19937 random_;
  Files disk_;
  Model model_;
};

TEST_F(HistoryTest, WhatIsInTheIndexIsWhatThePlainModelSays) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    random_.seed(seed);
    std::filesystem::remove_all(source());
    std::filesystem::remove_all(index());
    std::filesystem::create_directories(source());
    disk_.clear();
    model_ = {};
    for (int round = 0; round < 25; ++round) {
      for (int i = pick(4); i >= 0; --i) change_a_file();
      ingest_somehow();
      ASSERT_EQ(ids(), expected()) << "seed " << seed << " round " << round;
      if (pick(5) != 0) continue;
      remove_something();
      ASSERT_EQ(ids(), expected()) << "seed " << seed << " round " << round << ", removed or given back";
    }
    expect_sound();
    const auto grown = exported();
    UpdateOptions anew = options();
    anew.rebuild = true;
    ingest(anew);
    model_.ingest(disk_, false);
    EXPECT_EQ(ids(), expected()) << "a rebuild";
    for (const auto& [id, line] : exported()) {
      const auto same = grown.find(id);
      EXPECT_EQ(line, same == grown.end() ? line : same->second);
    }
    expect_sound();
  }
}

}  // namespace
}  // namespace hoptac
