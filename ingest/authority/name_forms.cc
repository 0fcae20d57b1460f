#include "ingest/authority/name_forms.h"

#include <algorithm>

#include "src/base/tsv.h"

namespace hoptac {

namespace {

// A letter or digit of any script, as far as bytes tell: every byte of a longer UTF-8 sequence counts.
bool is_word_byte(char c) {
  const auto b = static_cast<unsigned char>(c);
  return b >= 0x80 || (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
}

std::size_t find_words(std::string_view name, std::string_view form) {
  for (std::size_t at = name.find(form); at != std::string_view::npos; at = name.find(form, at + 1)) {
    const std::size_t end = at + form.size();
    if ((at == 0 || !is_word_byte(name[at - 1])) && (end == name.size() || !is_word_byte(name[end]))) return at;
  }
  return std::string_view::npos;
}

// Adds `name` with the first of `forms` that it holds replaced by each of the others.
void add_replaced(const std::vector<std::string>& forms, const std::string& name, std::vector<std::string>& out) {
  for (const std::string& form : forms) {
    const std::size_t at = find_words(name, form);
    if (at == std::string_view::npos) continue;
    for (const std::string& other : forms) {
      if (&other == &form || out.size() >= NameForms::kMaxVariants) continue;
      std::string variant = name.substr(0, at) + other + name.substr(at + form.size());
      if (std::find(out.begin(), out.end(), variant) == out.end()) out.push_back(std::move(variant));
    }
    return;
  }
}

}  // namespace

Result<NameForms> NameForms::parse(std::string_view text) {
  const Result<Table> table = Table::parse("normalisation_rules.tsv", text);
  if (!table) return fail(table.error());
  NameForms out;
  for (std::size_t row = 0; row < table->size(); ++row) {
    if (table->cell(row, "kind") == "legal") continue;
    std::vector<std::string> forms{std::string(table->cell(row, "canonical"))};
    for (const std::string_view form : table->list(row, "surface_forms")) forms.emplace_back(form);
    std::stable_sort(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    out.groups_.push_back(std::move(forms));
  }
  return out;
}

std::vector<std::string> NameForms::variants(std::string_view name) const {
  std::vector<std::string> out{std::string(name)};
  for (const auto& forms : groups_) {
    for (std::size_t i = 0, n = out.size(); i < n; ++i) {
      const std::string name_so_far = out[i];  // `out` grows
      add_replaced(forms, name_so_far, out);
    }
  }
  return out;
}

}  // namespace hoptac
