#include "index/record_fields.h"

#include <fmt/format.h>

#include <utility>

#include "index/entities.h"
#include "ingest/text/normalise.h"
#include "src/model/date.h"

namespace hoptac {
namespace {

// Parents form a short chain; the bound is against a loop in an edited table.
constexpr int kMaxTopicDepth = 8;

std::vector<std::string> names_of(std::string_view name, const std::vector<std::string>& aliases) {
  std::vector<std::string> names{std::string(name)};
  names.insert(names.end(), aliases.begin(), aliases.end());
  return names;
}

// "UTF-8", or "TCVN3" and the confidence where it is a conclusion.
std::string encoding_value(const Document& document) {
  if (document.encoding_confidence >= 1) return document.encoding;
  return document.encoding + kPart + fmt::format("{:.2f}", document.encoding_confidence);
}

}  // namespace

void SlotValues::set(Slot slot, std::string value) {
  if (!value.empty()) single_[slot] = std::move(value);
}

void SlotValues::add(Slot slot, std::string_view item) {
  if (!item.empty()) multiple_[slot].emplace(item);
}

std::vector<std::pair<std::uint32_t, std::string>> SlotValues::take() {
  for (const auto& [slot, items] : multiple_) {
    std::string& joined = single_[slot];
    for (const std::string& item : items) {
      if (!joined.empty()) joined += kJoin;
      joined += item;
    }
  }
  std::vector<std::pair<std::uint32_t, std::string>> out;
  for (auto& [slot, value] : single_) out.emplace_back(slot_number(slot), std::move(value));
  single_.clear();
  multiple_.clear();
  return out;
}

void post_names(Postings& postings, const NamePrefixes& prefixes, std::string_view key,
                const std::vector<std::string>& names) {
  postings.filter(prefixes.key, key);
  for (const std::string& name : names) {
    const std::string phrase = fold_phrase(name);
    postings.filter(prefixes.name, phrase);
    if (!prefixes.word.empty()) postings.filter_words(prefixes.word, phrase);
  }
}

void post_institution(Postings& postings, const NamePrefixes& prefixes, const Institution* institution,
                      std::string_view name) {
  if (institution == nullptr) return post_names(postings, prefixes, {}, {std::string(name)});
  post_names(postings, prefixes, institution->key, names_of(institution->name, institution->aliases));
  postings.filter(prefixes.key, local_key(*institution));
}

void post_person(Postings& postings, const NamePrefixes& prefixes, const Person* person, std::string_view name,
                 const Analysis& analysis) {
  if (person == nullptr) return post_names(postings, prefixes, {}, {std::string(name)});
  post_names(postings, prefixes, person->key, names_of(person->name, person->aliases));
  postings.filter(prefixes.key, local_key(*person, analysis));
}

void post_date(Postings& postings, std::string_view prefix, std::string_view iso) {
  const auto date = parse_date_value(iso);
  if (!date) return;
  for (const std::string& unit : posted_units(*date)) postings.filter(prefix, unit);
}

void post_topic(Postings& postings, std::string_view topic, const Authority& authority) {
  std::string id(topic);
  for (int i = 0; i < kMaxTopicDepth && !id.empty(); ++i) {
    postings.filter(prefix::kTopic, keyword_value(id));
    const Topic* const row = authority.topic(id);
    id = row == nullptr ? std::string() : row->parent;
  }
}

void post_agreement(Postings& postings, SlotValues& values, const Agreement& agreement, const Analysis& analysis) {
  for (const Party& party : agreement.parties) {
    const Institution* const institution = entity_at(analysis.institutions, party.institution_index);
    post_institution(postings, kPartyPrefixes, institution, party.name);
    if (institution == nullptr || institution->country.empty()) continue;
    postings.filter(prefix::kCountry, keyword_value(institution->country));
    values.add(Slot::kCountries, institution->country);
  }
  for (const Signatory& signatory : agreement.signatories) {
    post_person(postings, kSignatoryPrefixes, entity_at(analysis.people, signatory.person_index), signatory.name,
                analysis);
  }
  for (const std::string* type : {&agreement.type, &agreement.type_id}) {
    postings.filter(prefix::kType, keyword_value(*type));
  }
  postings.filter(prefix::kStatus, keyword_value(agreement.status));
  for (const Confidence level : {Confidence::kGuess, Confidence::kLikely, Confidence::kCertain}) {
    if (level <= agreement.judgement.level) postings.filter(prefix::kConfidence, keyword_value(confidence_name(level)));
  }
  postings.filter_words(prefix::kPlace, fold_phrase(agreement.place));
  post_date(postings, prefix::kSigned, agreement.signed_date);
  values.add(Slot::kTypes, agreement.type);
  values.add(Slot::kStatus, agreement.status);
}

void post_source(Postings& postings, SlotValues& values, const Document& document) {
  postings.filter(prefix::kLanguage, keyword_value(language_code(document.language)));
  postings.filter(prefix::kSource, keyword_value(document.root));
  postings.filter(prefix::kFormat, keyword_value(format_name(document.format)));
  post_date(postings, prefix::kPublished, document.published);
  const auto published = parse_date_value(document.published);
  if (published) values.set(Slot::kPublished, sort_key(*published));
  values.set(Slot::kTitle, fold_phrase(document.title));
  values.set(Slot::kLanguage, std::string(language_code(document.language)));
  values.set(Slot::kSource, document.root);
  values.set(Slot::kFormat, std::string(format_name(document.format)));
  values.set(Slot::kEncoding, encoding_value(document));
}

}  // namespace hoptac
