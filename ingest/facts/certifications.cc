#include "ingest/facts/certifications.h"

#include <algorithm>

#include "ingest/facts/certification_holders.h"
#include "ingest/text/normalise.h"
#include "src/base/hash.h"

namespace hoptac {
namespace {

// A certification in the making.
struct Entry {
  std::string label_key;  // authority id or folded form, with the version of a standard
  std::string base_key;   // without the version
  LabelHolder holder;
  Certification fact;
};

std::string surface(const FactInput& input, const LabelMention& label) {
  return std::string(slice(input.document.text, input.tokens.cover(label.first, label.last)));
}

// Last token of the label without its level.
std::size_t base_end(const LabelMention& label) { return label.base_last == 0 ? label.last : label.base_last; }

std::string base_key(const FactInput& input, const LabelMention& label) {
  if (label.authority != kNoCertification) return input.authority.certifications()[label.authority].id;
  return fold_phrase(slice(input.document.text, input.tokens.cover(label.first, base_end(label))));
}

// Standards of two versions are two certifications; so are two levels of a label.
std::string version_of(const FactInput& input, const LabelMention& label) {
  if (label.base_last != 0) {
    return ":" + fold_phrase(slice(input.document.text, input.tokens.cover(label.base_last + 1, label.last)));
  }
  const std::string_view last = input.tokens.exact(label.last);
  const bool versioned = label.rule == "certification.standard" && label.last > label.first && last.size() == 4 &&
                         (last.starts_with("19") || last.starts_with("20")) && !input.tokens[label.last - 1].word;
  return versioned ? ":" + std::string(last) : std::string();
}

bool told_of(const Entry& e, const std::string& label_key, const std::string& base) {
  return e.label_key == label_key || (e.base_key == base && (e.label_key == base || label_key == base));
}

// The entry that this mention belongs to: same label and holder; without a holder told, the last one of the label.
Entry* entry_for(std::vector<Entry>& entries, const std::string& label_key, const std::string& base,
                 const LabelHolder& holder) {
  for (auto e = entries.rbegin(); e != entries.rend(); ++e) {
    if (!told_of(*e, label_key, base)) continue;
    if (!holder.told || e->holder == holder || !e->holder.is_known()) return &*e;
  }
  return nullptr;
}

void add_alias(Certification& fact, const std::string& form) {
  if (std::find(fact.aliases.begin(), fact.aliases.end(), form) == fact.aliases.end()) fact.aliases.push_back(form);
}

void add_form(Certification& fact, const std::string& form, bool acronym) {
  if (form == fact.name || form == fact.full) return;
  const bool name_is_long = fact.name.find(' ') != std::string::npos && fact.id.rfind("iso-", 0) != 0;
  if (acronym && name_is_long) {
    fact.full = fact.full.empty() ? fact.name : fact.full;
    fact.name = form;
    return;
  }
  if (!acronym && fact.full.empty()) {
    fact.full = form;
    return;
  }
  add_alias(fact, form);
}

// Held beats lapsed beats sought, whatever the order of telling.
void add_status(Certification& fact, std::string_view status) {
  const auto rank = [](std::string_view s) { return s == "held" ? 3 : s == "lapsed" ? 2 : s == "sought" ? 1 : 0; };
  if (rank(status) > rank(fact.status)) fact.status = std::string(status);
}

Entry make_entry(const FactInput& input, const LabelMention& label, std::string label_key, std::string base) {
  Entry out;
  out.label_key = std::move(label_key);
  out.base_key = std::move(base);
  out.fact.name = surface(input, label);
  if (label.authority != kNoCertification) out.fact.id = input.authority.certifications()[label.authority].id;
  out.fact.key = out.fact.id.empty() ? "~" + short_hash("certification\x1f" + fold_phrase(out.fact.name)) : out.fact.id;
  return out;
}

void set_holder(Entry& entry, const Analysis& analysis, const LabelHolder& holder) {
  if (!holder.is_known() || entry.holder.is_known()) return;
  entry.holder = holder;
  entry.fact.holder_index = holder.institution;
  entry.fact.holder =
      holder.institution < 0 ? holder.unit : analysis.institutions[static_cast<std::size_t>(holder.institution)].name;
}

// Adds what one mention of a label tells of one holder; `label` names it, `mention` stands for it.
void tell(const FactInput& input, const Analysis& analysis, const LabelMention& mention, const LabelMention& label,
          const LabelHolder& holder, std::vector<Entry>& entries) {
  const std::string base = base_key(input, label);
  const std::string key = base + version_of(input, label);
  Entry* entry = entry_for(entries, key, base, holder);
  if (entry == nullptr) {
    entries.push_back(make_entry(input, label, key, base));
    entry = &entries.back();
  }
  add_form(entry->fact, surface(input, label), label.acronym);
  if (label.base_last != 0) {
    const Span short_form = input.tokens.cover(label.first, label.base_last);
    add_alias(entry->fact, std::string(slice(input.document.text, short_form)));
  }
  add_status(entry->fact, mention.status);
  set_holder(*entry, analysis, holder);
  if (mention.rule == "certification.standard" && mention.first != label.first)
    add_alias(entry->fact, surface(input, mention));
  entry->fact.mentions.push_back({input.tokens.cover(mention.first, mention.last), mention.rule});
}

// A label told in the title alone is told more exactly below: "University X is AUN-QA accredited" of a programme of X.
void drop_titles(const FactInput& input, std::vector<Entry>& entries) {
  const auto in_title = [&](const Entry& e) {
    return std::all_of(e.fact.mentions.begin(), e.fact.mentions.end(),
                       [&](const Mention& m) { return input.document.title_span.contains(m.span); });
  };
  if (std::none_of(entries.begin(), entries.end(), in_title)) return;
  std::vector<Entry> kept;
  kept.reserve(entries.size());
  std::vector<bool> drop(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    drop[i] = in_title(entries[i]) && std::any_of(entries.begin(), entries.end(), [&](const Entry& other) {
                return other.base_key == entries[i].base_key && !in_title(other);
              });
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!drop[i]) kept.push_back(std::move(entries[i]));
  }
  entries = std::move(kept);
}

}  // namespace

std::vector<Certification> find_certifications(const FactInput& input, const Analysis& analysis,
                                               const std::vector<NameMention>& names) {
  const std::vector<LabelMention> labels = find_labels(input);
  const std::vector<std::vector<LabelHolder>> holders = find_holders(input, analysis, names, labels);
  std::vector<Entry> entries;
  entries.reserve(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!labels[i].claimed) continue;
    const LabelMention* label = &labels[i];
    while (label->like >= 0) label = &labels[static_cast<std::size_t>(label->like)];
    for (const LabelHolder& holder : holders[i]) tell(input, analysis, labels[i], *label, holder, entries);
  }
  drop_titles(input, entries);
  std::vector<Certification> out;
  out.reserve(entries.size());
  for (Entry& e : entries) out.push_back(std::move(e.fact));
  return out;
}

}  // namespace hoptac
