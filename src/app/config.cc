#include "src/app/config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "src/app/duration.h"
#include "src/app/nearest_name.h"
#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr std::uint64_t kMaxConfigBytes = 1U << 20U;
constexpr std::array<std::string_view, 8> kTopKeys{"index",        "authority", "overrides", "metadata",
                                                   "lock-timeout", "jobs",      "reading",   "source"};
constexpr std::array<std::string_view, 3> kReadingKeys{"ocr", "ocr-budget", "isolation"};
constexpr std::array<std::string_view, 4> kSourceKeys{"name", "root", "include", "exclude"};

std::string_view type_name(toml::node_type type) {
  switch (type) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

// One file while it is read: the first fault ends it.
class ConfigReader {
 public:
  explicit ConfigReader(std::string path) : path_(std::move(path)) {
    const std::string absolute = absolute_path(path_);
    folder_ = absolute.substr(0, absolute.rfind('/') + 1);
  }

  Result<IngestConfig> read(std::string_view text) {
    const toml::parse_result parsed = toml::parse(text, std::string_view(path_));
    if (!parsed) return fail(fault(parsed.error().source(), std::string(parsed.error().description())));
    const toml::table& top = parsed.table();
    auto done = read_top(top);
    if (done) done = read_reading(top);
    if (done) done = read_sources(top);
    if (!done) return fail(std::move(done.error()));
    return std::move(config_);
  }

 private:
  Error fault(const toml::source_region& where, std::string detail) const {
    return {ErrorCode::kUsage,
            path_ + ":" + std::to_string(where.begin.line) + ":" + std::to_string(where.begin.column),
            std::move(detail)};
  }
  Result<void> wrong(const toml::node& node, std::string detail) const {
    return fail(fault(node.source(), std::move(detail)));
  }
  Result<void> wrong_type(std::string_view key, const toml::node& node, std::string_view wanted) const {
    return wrong(node,
                 std::string(key) + " is " + std::string(wanted) + ", not " + std::string(type_name(node.type())));
  }

  // The first key of the table, as it stands in the file, that is none of `known`.
  Result<void> check_keys(const toml::table& table, std::span<const std::string_view> known,
                          std::string_view where) const {
    const toml::key* first = nullptr;
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      const auto begin = [](const toml::key& k) { return k.source().begin; };
      if (first == nullptr || begin(key) < begin(*first)) first = &key;
    }
    if (first == nullptr) return {};
    const std::vector<std::string> names(known.begin(), known.end());
    const std::string nearest = nearest_name(first->str(), names);
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return fail(fault(first->source(), "unknown key \"" + std::string(first->str()) + "\"" + std::string(where) + "; " +
                                           (nearest.empty() ? "there are " + all : "did you mean " + nearest + "?")));
  }

  Result<void> read_string(const toml::table& table, std::string_view key, std::optional<std::string>& out) const {
    const toml::node* const node = table.get(key);
    if (node == nullptr) return {};
    const auto* const text = node->as_string();
    if (text == nullptr) return wrong_type(key, *node, "a string");
    if (text->get().empty()) return wrong(*node, std::string(key) + " is empty");
    out = text->get();
    return {};
  }

  // Paths are relative to the folder of the file.
  Result<void> read_path(const toml::table& table, std::string_view key, std::optional<std::string>& out) const {
    if (auto read = read_string(table, key, out); !read || !out) return read;
    if (out->front() == '~')
      return wrong(*table.get(key), "~ is not expanded: write the whole path, or ./~ for a name that begins so");
    out = absolute_path(out->front() == '/' ? *out : folder_ + *out);
    return {};
  }

  Result<void> read_existing(const toml::table& table, std::string_view key, FileKind kind,
                             std::optional<std::string>& out) const {
    if (auto read = read_path(table, key, out); !read || !out) return read;
    const auto stat = stat_path(*out);
    const std::string_view wanted = kind == FileKind::kDirectory ? "folder" : "file";
    if (!stat)
      return wrong(*table.get(key), std::string(key) + ": no such " + std::string(wanted) + ": " + *out +
                                        (stat.error().code == ErrorCode::kNotFound ? "" : ": " + stat.error().detail));
    if (stat->kind != kind)
      return wrong(*table.get(key), std::string(key) + ": no " + std::string(wanted) + ": " + *out);
    return {};
  }

  Result<void> read_time(const toml::table& table, std::string_view key, std::optional<double>& out) const {
    const toml::node* const node = table.get(key);
    if (node == nullptr) return {};
    if (const auto number = node->value_exact<std::int64_t>(); number && *number >= 0) {
      out = static_cast<double>(*number);
    } else if (const auto text = node->value_exact<std::string_view>()) {
      out = parse_duration(*text);
    }
    return out ? Result<void>()
               : wrong(*node, std::string(key) + " is seconds, or a time such as \"90s\", \"30m\", \"2h\"");
  }

  Result<void> read_top(const toml::table& top) {
    if (auto known = check_keys(top, kTopKeys, ""); !known) return known;
    if (auto read = read_path(top, "index", config_.index); !read) return read;
    if (auto read = read_existing(top, "authority", FileKind::kDirectory, config_.authority); !read) return read;
    if (auto read = read_existing(top, "overrides", FileKind::kFile, config_.overrides); !read) return read;
    if (auto read = read_existing(top, "metadata", FileKind::kFile, config_.metadata); !read) return read;
    if (auto read = read_jobs(top); !read) return read;
    return read_time(top, "lock-timeout", config_.lock_timeout);
  }

  Result<void> read_jobs(const toml::table& top) {
    const toml::node* const node = top.get("jobs");
    if (node == nullptr) return {};
    const auto number = node->value_exact<std::int64_t>();
    if (!number || *number < 1 || *number > static_cast<std::int64_t>(limits::kMaxJobs))
      return wrong(*node, "jobs is a number from 1 to " + std::to_string(limits::kMaxJobs));
    config_.jobs = static_cast<std::size_t>(*number);
    return {};
  }

  Result<void> read_reading(const toml::table& top) {
    const toml::node* const node = top.get("reading");
    if (node == nullptr) return {};
    const toml::table* const table = node->as_table();
    if (table == nullptr) return wrong_type("reading", *node, "a table");
    if (auto known = check_keys(*table, kReadingKeys, " in [reading]"); !known) return known;
    if (auto read = read_ocr(*table); !read) return read;
    if (auto read = read_time(*table, "ocr-budget", config_.ocr_budget); !read) return read;
    if (config_.ocr_budget && *config_.ocr_budget == 0)
      return wrong(*table->get("ocr-budget"), "ocr-budget is more than no time; ocr = \"off\" reads no scans");
    const toml::node* const isolation = table->get("isolation");
    if (isolation == nullptr) return {};
    config_.isolation = isolation->value_exact<bool>();
    return config_.isolation ? Result<void>() : wrong_type("isolation", *isolation, "true or false");
  }

  Result<void> read_ocr(const toml::table& table) {
    std::optional<std::string> word;
    if (auto read = read_string(table, "ocr", word); !read || !word) return read;
    constexpr std::array<std::pair<std::string_view, OcrMode>, 3> kModes{
        {{"auto", OcrMode::kAuto}, {"off", OcrMode::kOff}, {"only", OcrMode::kOnly}}};
    for (const auto& [name, mode] : kModes) {
      if (name == *word) config_.ocr = mode;
    }
    return config_.ocr ? Result<void>() : wrong(*table.get("ocr"), "ocr is auto, off or only, not " + *word);
  }

  Result<void> read_sources(const toml::table& top) {
    const toml::node* const node = top.get("source");
    if (node == nullptr) return {};
    const toml::array* const list = node->as_array();
    if (list == nullptr) return wrong(*node, "sources are written [[source]], one such table for each");
    for (const toml::node& item : *list) {
      const toml::table* const table = item.as_table();
      if (table == nullptr) return wrong_type("a source", item, "a table: [[source]]");
      if (auto read = read_source(*table); !read) return read;
    }
    return {};
  }

  Result<void> read_source(const toml::table& table) {
    if (auto known = check_keys(table, kSourceKeys, " in [[source]]"); !known) return known;
    std::optional<std::string> name, root;
    if (auto read = read_string(table, "name", name); !read) return read;
    if (!name) return wrong(table, "the source has no name: it is the first part of its documents' ids");
    if (!is_root_name(*name)) return wrong(*table.get("name"), "a name is without '/' and control characters");
    if (auto read = read_existing(table, "root", FileKind::kDirectory, root); !read) return read;
    if (!root) return wrong(table, "the source " + *name + " has no root: the folder that it is about");
    if (auto apart = check_apart(table, *name, *root); !apart) return apart;
    std::vector<PathPattern> include, exclude;
    if (auto read = read_patterns(table, "include", include); !read) return read;
    if (auto read = read_patterns(table, "exclude", exclude); !read) return read;
    config_.sources.push_back({*name, *root, PathFilter(std::move(include), std::move(exclude))});
    return {};
  }

  // Each file belongs to one source at most.
  Result<void> check_apart(const toml::table& table, const std::string& name, const std::string& root) const {
    for (const Source& other : config_.sources) {
      if (other.name == name) return wrong(*table.get("name"), "there is a source " + name + " already");
      if (is_inside(root, other.folder) || is_inside(other.folder, root))
        return wrong(*table.get("root"),
                     root + " and " + other.folder + " of the source " + other.name +
                         " lie in each other: each file belongs to one source; take one with include and exclude");
    }
    return {};
  }

  Result<void> read_patterns(const toml::table& table, std::string_view key, std::vector<PathPattern>& out) const {
    const toml::node* const node = table.get(key);
    if (node == nullptr) return {};
    const toml::array* const list = node->as_array();
    if (list == nullptr) return wrong_type(key, *node, "a list of patterns, [\"*.pdf\"]");
    if (list->empty() && key == "include") return wrong(*node, "include is empty: nothing would be taken");
    for (const toml::node& item : *list) {
      const auto* const text = item.as_string();
      if (text == nullptr) return wrong_type(key, item, "a list of strings");
      auto pattern = PathPattern::compile(text->get());
      if (!pattern) return wrong(item, pattern.error().detail);
      out.push_back(*std::move(pattern));
    }
    return {};
  }

  std::string path_;
  std::string folder_;
  IngestConfig config_;
};

}  // namespace

Result<IngestConfig> read_config(const std::string& path) {
  const auto text = read_file(path, kMaxConfigBytes);
  if (!text) return fail(ErrorCode::kUsage, path, "the configuration cannot be read: " + text.error().detail);
  return ConfigReader(path).read(*text);
}

}  // namespace hoptac
