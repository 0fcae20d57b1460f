#include "index/record.h"

#include <xapian.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "index/entities.h"
#include "index/order_keys.h"
#include "index/record_fields.h"
#include "index/sample.h"
#include "index/stored.h"
#include "ingest/text/normalise.h"
#include "ingest/text/tokens.h"
#include "src/base/limits.h"
#include "src/model/date.h"

namespace hoptac {
namespace {

// English stems. A text's words are those of others: most are remembered from the last time.
class Stemmer {
 public:
  const std::string& stem(std::string_view word) {
    Known& known = known_[std::hash<std::string_view>()(word) % kKnown];
    if (known.word != word) {
      known.word.assign(word);
      known.stem = english_(known.word);
    }
    return known.stem;
  }

 private:
  static constexpr std::size_t kKnown = 8192;
  struct Known {
    std::string word, stem;
  };

  const Xapian::Stem english_{"english"};
  std::vector<Known> known_{kKnown};
};

Stemmer& stemmer() {
  static thread_local Stemmer kStemmer;
  return kStemmer;
}

// Posts running words; knows the position at which the next block begins.
class WordPoster {
 public:
  explicit WordPoster(Postings& postings) : postings_(postings) {}

  void title(const TokenStream& tokens, Language language) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!tokens[i].word) continue;
      postings_.add_at(prefix::kTitle, word_value(tokens.folded(i)), kTitleWeight, position_);
      word(tokens, i, language, kTitleWeight);
    }
    gap();
  }

  void body(const TokenStream& tokens, const Block& block, Language language, Span title) {
    for (std::size_t i = tokens.at_offset(block.span.begin); i < tokens.size() && tokens[i].begin < block.span.end;
         ++i) {
      if (!tokens[i].word || title.contains(tokens[i].span())) continue;
      word(tokens, i, language, 1);
      ++length_;
    }
    gap();
  }

  void furniture(const TokenStream& tokens, const Block& block) {
    for (std::size_t i = tokens.at_offset(block.span.begin); i < tokens.size() && tokens[i].begin < block.span.end;
         ++i) {
      if (tokens[i].word) postings_.add(prefix::kFurniture, word_value(tokens.folded(i)), 1);
    }
  }

  std::size_t length() const { return length_; }
  std::size_t cut_words() const { return cut_words_; }

 private:
  void gap() { position_ += kPositionGap; }

  void word(const TokenStream& tokens, std::size_t i, Language language, std::uint32_t weight) {
    const Token& token = tokens[i];
    const std::string_view folded = word_value(tokens.folded(i));
    if (folded.size() < tokens.folded(i).size()) ++cut_words_;
    postings_.add_at({}, folded, weight, position_++);
    if (token.marked) {
      postings_.add(prefix::kExact, word_value(tokens.exact(i)), weight);
    } else if (language == Language::kVietnamese && token.syllable) {
      postings_.add(prefix::kUnmarked, folded, weight);
    }
    if (language == Language::kEnglish && token.ascii && !token.number) stem(folded, weight);
  }

  void stem(std::string_view folded, std::uint32_t weight) {
    const std::string& stem = stemmer_.stem(folded);
    if (stem != folded) postings_.add(prefix::kStem, stem, weight);
  }

  Postings& postings_;
  Stemmer& stemmer_ = stemmer();
  std::uint32_t position_ = 1;
  std::size_t length_ = 0;
  std::size_t cut_words_ = 0;
};

Language language_at(const Document& document, Span span) {
  for (const Block& block : document.blocks) {
    if (block.span.contains(span) && block.language != Language::kUnknown) return block.language;
  }
  return document.language;
}

void post_words(WordPoster& poster, const TokenisedDocument& read) {
  const Document& document = read.document;
  const bool in_text = !document.title_span.empty();
  const TokenStream title(document.title);
  poster.title(title, in_text ? language_at(document, document.title_span) : document.language);
  for (const Block& block : document.blocks) {
    if (block.use != BlockUse::kBody) {
      poster.furniture(read.tokens, block);
      continue;
    }
    const Language language = block.language == Language::kUnknown ? document.language : block.language;
    poster.body(read.tokens, block, language, document.title_span);
  }
}

void post_entities(Postings& postings, SlotValues& values, const Analysis& analysis) {
  for (const Institution& i : analysis.institutions) {
    post_institution(postings, kInstitutionPrefixes, &i, i.name);
    values.add(Slot::kInstitutions, local_key(i));
  }
  for (const Person& p : analysis.people) {
    post_person(postings, kPersonPrefixes, &p, p.name, analysis);
    values.add(Slot::kPeople, local_key(p, analysis));
    for (const Role& role : p.roles) postings.filter_words(prefix::kRole, fold_phrase(role.title));
  }
  for (const Certification& c : analysis.certifications) {
    std::vector<std::string> names = c.aliases;
    names.push_back(c.name);
    names.push_back(c.full);
    post_names(postings, {prefix::kCertification, prefix::kCertificationName, {}}, c.key, names);
    values.add(Slot::kCertifications, c.key);
    const Institution* const holder = entity_at(analysis.institutions, c.holder_index);
    if (holder != nullptr || !c.holder.empty()) post_institution(postings, kHolderPrefixes, holder, c.holder);
  }
  values.set(Slot::kEntities, encode_entities(entity_records(analysis)));
}

void post_flags(Postings& postings, const Document& document, const Analysis& analysis) {
  const auto has = [&](std::string_view name, bool is) {
    if (is) postings.filter(prefix::kHas, name);
  };
  const auto is_signed = [](const Agreement& a) { return !a.signed_date.empty(); };
  has("agreement", !analysis.agreements.empty());
  has("signed", std::any_of(analysis.agreements.begin(), analysis.agreements.end(), is_signed));
  has("published", !document.published.empty());
  has("institution", !analysis.institutions.empty());
  has("person", !analysis.people.empty());
  has("date", !analysis.dates.empty());
  has("cert", !analysis.certifications.empty());
  has("figure", !analysis.figures.empty());
  has("quote", !analysis.quotes.empty());
  has("recognition", !analysis.recognitions.empty());
  has("url", !document.url.empty());
}

// Years of signing, else of publication: what a timeline counts; and what results are sorted by.
void set_dates(SlotValues& values, const Document& document, const Analysis& analysis) {
  std::string newest;
  for (const Agreement& a : analysis.agreements) {
    const auto date = parse_date_value(a.signed_date);
    if (!date) continue;
    newest = std::max(newest, sort_key(*date));
    values.add(Slot::kYear, std::to_string(date->begin.year));
  }
  const auto published = parse_date_value(document.published);
  if (newest.empty() && published) values.add(Slot::kYear, std::to_string(published->begin.year));
  values.set(Slot::kSigned, newest);
  const std::string day = published ? sort_key(*published) : std::string();
  values.set(Slot::kNewestOrder, date_order_key(newest.empty() ? day : newest, document.id));
  values.set(Slot::kSignedOrder, date_order_key(newest, document.id));
  values.set(Slot::kPublishedOrder, date_order_key(day, document.id));
  values.set(Slot::kTitleOrder, title_order_key(fold_phrase(document.title), document.id));
}

void post_facts(Postings& postings, SlotValues& values, const Analysis& analysis, const Authority& authority) {
  for (const DateFact& date : analysis.dates) post_date(postings, prefix::kMentioned, date.iso);
  for (const std::string& country : analysis.countries) {
    postings.filter(prefix::kCountry, keyword_value(country));
    values.add(Slot::kCountries, country);
  }
  std::vector<std::string> topics = analysis.topics;
  for (const Agreement& a : analysis.agreements) {
    post_agreement(postings, values, a, analysis);
    topics.insert(topics.end(), a.topics.begin(), a.topics.end());
  }
  for (const std::string& topic : topics) {
    post_topic(postings, topic, authority);
    values.add(Slot::kTopics, topic);
  }
}

std::string stored_data(const Document& document, const Analysis& analysis, std::size_t cut_words) {
  if (cut_words == 0) return encode_stored(document, analysis);
  Document marked = document;
  marked.warnings.push_back(std::to_string(cut_words) + " words longer than " + std::to_string(limits::kMaxWordBytes) +
                            " bytes are found by their beginning only");
  return encode_stored(marked, analysis);
}

}  // namespace

IndexRecord make_record(const TokenisedDocument& read, const Analysis& analysis, const Authority& authority,
                        std::string_view file_key) {
  const Document& document = read.document;
  Postings postings;
  SlotValues values;
  WordPoster poster(postings);
  post_words(poster, read);
  post_source(postings, values, document);
  post_entities(postings, values, analysis);
  post_facts(postings, values, analysis, authority);
  post_flags(postings, document, analysis);
  set_dates(values, document, analysis);
  postings.filter_words(prefix::kPath, fold_phrase(document.path));
  postings.filter_words(prefix::kUrl, fold_phrase(document.url));
  postings.filter(prefix::kFile, file_key);
  values.set(Slot::kId, document.id);
  values.set(Slot::kLength, std::to_string(poster.length()));
  IndexRecord record;
  record.id_term = id_term(document.id);
  postings.term(record.id_term);
  for (const std::string& term : sample_terms(document.id)) postings.term(term);
  record.postings = postings.take();
  record.values = values.take();
  record.data = stored_data(document, analysis, poster.cut_words());
  return record;
}

std::string print_record(const IndexRecord& record) {
  std::string out;
  for (const Posting& p : record.postings) {
    out.append(p.term).append(" ").append(std::to_string(p.wdf));
    for (std::size_t i = 0; i < p.positions.size(); ++i) {
      out.append(i == 0 ? " [" : " ").append(std::to_string(p.positions[i]));
    }
    out.append(p.positions.empty() ? "\n" : "]\n");
  }
  for (const auto& [slot, value] : record.values) {
    out.append(std::to_string(slot)).append("=");
    for (const char c : value) out += c == kJoin ? '|' : c == kPart ? '/' : c == '\x01' ? '~' : c;
    out += '\n';
  }
  return out;
}

}  // namespace hoptac
