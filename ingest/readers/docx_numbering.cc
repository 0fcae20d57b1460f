#include "ingest/readers/docx_numbering.h"

#include <utility>

#include "ingest/readers/xml_events.h"

namespace hoptac {
namespace {

NumberFormat number_format(std::string_view name) {
  if (name == "none" || name == "bullet") return NumberFormat::kNone;
  if (name == "lowerLetter") return NumberFormat::kLowerLetter;
  if (name == "upperLetter") return NumberFormat::kUpperLetter;
  if (name == "lowerRoman") return NumberFormat::kLowerRoman;
  if (name == "upperRoman") return NumberFormat::kUpperRoman;
  return name == "decimalZero" ? NumberFormat::kDecimalZero : NumberFormat::kDecimal;
}

// "Điều %1." -> the bytes of ListLevel::pattern.
std::string pattern_of(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool number = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
    if (number) {
      out += static_cast<char>(text[++i] - '0');
    } else {
      out += pattern_text(text.substr(i, 1));
    }
  }
  return out;
}

std::optional<std::size_t> level_of(const XmlElement& element) {
  const auto level = list_number(element.attribute("ilvl"));
  if (!level || static_cast<std::size_t>(*level) >= kListLevels) return std::nullopt;
  return static_cast<std::size_t>(*level);
}

struct Level {
  ListLevel level;
  bool bullet = false;
  std::string style;
};

using Levels = std::map<std::size_t, Level>;

struct Abstract {
  Levels levels;
  std::string style_link;  // the list style that has the levels
};

struct Number {
  std::string abstract;
  Levels levels;  // that replace those of the abstract list
  std::map<std::size_t, int> starts;
};

class NumberingEvents : public XmlEvents {
 public:
  void begin(const XmlElement& element) override {
    const std::string_view name = element.name();
    if (name == "abstractNum") {
      abstract_ = &abstracts[std::string(element.attribute("abstractNumId"))];
      number_ = nullptr;
    } else if (name == "num") {
      number_ = &numbers[std::string(element.attribute("numId"))];
      abstract_ = nullptr;
    } else if (name == "lvl" || name == "lvlOverride") {
      begin_level(name == "lvl", level_of(element));
    } else if (number_ != nullptr && name == "abstractNumId") {
      number_->abstract = element.attribute("val");
    } else if (number_ != nullptr && name == "startOverride" && place_) {
      number_->starts[*place_] = list_number(element.attribute("val")).value_or(1);
    } else if (abstract_ != nullptr && name == "numStyleLink") {
      abstract_->style_link = element.attribute("val");
    } else if (level_ != nullptr) {
      set(*level_, name, element);
    }
  }

  void end(std::string_view name) override {
    if (name == "lvl") level_ = nullptr;
    if (name == "num") number_ = nullptr;
    if (name == "abstractNum") abstract_ = nullptr;
  }
  void text(std::string_view) override {}

  std::map<std::string, Abstract> abstracts;
  std::map<std::string, Number> numbers;

 private:
  void begin_level(bool whole, std::optional<std::size_t> place) {
    place_ = place;
    level_ = nullptr;
    if (!whole || !place) return;
    Levels* levels = abstract_ != nullptr ? &abstract_->levels : number_ != nullptr ? &number_->levels : nullptr;
    if (levels != nullptr) level_ = &((*levels)[*place] = {.level = {.format = NumberFormat::kDecimal}});
  }

  static void set(Level& level, std::string_view name, const XmlElement& element) {
    if (name == "start") level.level.start = list_number(element.attribute("val")).value_or(1);
    if (name == "lvlText") level.level.pattern = pattern_of(element.attribute("val"));
    if (name == "lvlRestart") level.level.restarts = element.attribute("val") != "0";
    if (name == "pStyle") level.style = element.attribute("val");
    if (name == "isLgl") level.level.decimal_always = element.attribute("val") != "0";
    if (name != "numFmt") return;
    const std::string_view format = element.attribute("val");
    level.level.format = number_format(format);
    level.bullet = format == "bullet";
  }

  Abstract* abstract_ = nullptr;
  Number* number_ = nullptr;
  Level* level_ = nullptr;
  std::optional<std::size_t> place_;
};

void take(const Levels& levels, DocxNumbering::List& list) {
  for (const auto& [place, level] : levels) {
    list.style[place] = level.level;
    if (level.bullet) list.style[place].pattern.clear();
    if (!level.style.empty()) list.levels[level.style] = place;
  }
}

// The abstract list that has the levels: a list style stands between at most once.
const Abstract* abstract_of(const NumberingEvents& events, const ParagraphStyles& styles, std::string& id) {
  for (int hops = 0; hops < 2; ++hops) {
    const auto at = events.abstracts.find(id);
    if (at == events.abstracts.end()) return nullptr;
    if (at->second.style_link.empty()) return &at->second;
    const auto number = events.numbers.find(styles.list(at->second.style_link).number);
    if (number == events.numbers.end()) return nullptr;
    id = number->second.abstract;
  }
  return nullptr;
}

}  // namespace

Result<DocxNumbering> DocxNumbering::parse(std::string_view xml, const ParagraphStyles& styles) {
  NumberingEvents events;
  if (auto read = read_xml(xml, events); !read) return fail(std::move(read.error()));
  DocxNumbering out;
  for (const auto& [id, number] : events.numbers) {
    std::string counter = number.abstract;
    const Abstract* abstract = abstract_of(events, styles, counter);
    if (abstract == nullptr) continue;
    List& list = out.lists_[id];
    list.counter = counter;
    take(abstract->levels, list);
    take(number.levels, list);
    for (const auto& [place, start] : number.starts) list.starts[place] = start;
  }
  return out;
}

const DocxNumbering::List* DocxNumbering::find(const std::string& number) const {
  const auto at = lists_.find(number);
  return at == lists_.end() ? nullptr : &at->second;
}

std::string DocxCounters::next(const std::string& style, const std::string& own_list, std::optional<int> own_level) {
  const StyleList of_style = styles_.list(style);
  const std::string& number = own_list.empty() ? of_style.number : own_list;
  const DocxNumbering::List* list = number.empty() || number == "0" ? nullptr : numbering_.find(number);
  if (list == nullptr) return {};
  std::optional<int> level = own_level ? own_level : of_style.level;
  if (const auto tied = list->levels.find(of_style.style); !level && tied != list->levels.end()) {
    level = static_cast<int>(tied->second);
  }
  const auto place = static_cast<std::size_t>(level.value_or(0));
  if (place >= kListLevels) return {};
  const bool first = !std::exchange(started_[number][place], true);
  return counters_[list->counter].next(list->style, place, first ? list->starts[place] : std::nullopt);
}

}  // namespace hoptac
