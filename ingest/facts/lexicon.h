// The cue tables of all fact finders, loaded once by the analyzer.
#pragma once

#include <vector>

#include "ingest/facts/cues.h"

namespace hoptac {

// Classes of date_cues.tsv; the order is that of the names in lexicon.cc.
enum DateCue : std::uint32_t {
  kDayCue = 1U << 0U,         // before d/m: "ngày 2/9", "sáng 15-1"
  kYearCue = 1U << 1U,        // before a bare year: "since 2019"
  kNotDateBefore = 1U << 2U,  // before a number that is none: "room 12/3", "Nghị định 15/2020"
  kNotDateAfter = 1U << 3U,   // behind one: "24/7" … "điểm"
  kFuture = 1U << 4U,         // the sentence speaks of what is to come
  kDeadline = 1U << 5U,       // before a date that limits: "until", "đến hết"
  kRecurring = 1U << 6U,      // every year: the date has no year of its own
  kAnniversary = 1U << 7U,    // two dates beside it are a day and its anniversary, no interval
  kLastingState = 1U << 8U,   // before "từ X": the state lasts, so X is an open begin
  kStillSo = 1U << 9U,        // behind "từ X": the same
};

// Classes of figure_cues.tsv.
enum FigureCue : std::uint32_t {
  kCounted = 1U << 0U,         // a noun that cooperation is counted in: "students", "biên bản ghi nhớ"
  kCooperating = 1U << 1U,     // a verb that makes the count one of cooperation: "sent", "tiếp nhận"
  kOtherMeasure = 1U << 2U,    // a number before it counts something else: "beds"
  kBodyCount = 1U << 3U,       // a counted noun that a small spelled number only points back to: "two universities"
  kCoopNoun = 1U << 4U,        // a counted noun that needs no verb: "exchange students", "đối tác quốc tế"
  kNumbersHeading = 1U << 5U,  // above a list of counts: "in numbers", "con số nổi bật"
  kCompared = 1U << 6U,        // before a count that is not told: "instead of"
  kForeign = 1U << 7U,         // in a label: "Foreign trainees: 52"
  kDaily = 1U << 8U,           // behind a count of everyday work: "patients a day"
};

// Classes of facet_cues.tsv.
enum FacetCue : std::uint32_t {
  kAmbiguousCountry = 1U << 0U,  // also a word or a personal name: "Anh", "Georgia"
  kCountryContext = 1U << 1U,    // before an ambiguous country: "tại Đức"
  kTopicHead = 1U << 2U,         // beside a one-syllable topic: "khoa Nhi"
  kNoCountryBefore = 1U << 3U,   // before what is no country: "tiếng Nhật", "state of Georgia"
  kNoCountryBehind = 1U << 4U,   // behind it: "Chinese medicine", "English language", "Georgia, USA"
  kListWord = 1U << 5U,          // between two countries of a list: "and", "và"
};

// Classes of statement_cues.tsv.
enum StatementCue : std::uint32_t {
  kSayCue = 1U << 0U,
  kAwardCue = 1U << 1U,
  kJoinCue = 1U << 2U,       // of a network
  kByCue = 1U << 3U,         // before who gives an award
  kPronounCue = 1U << 4U,    // "she said": the person told of last
  kAccordingCue = 1U << 5U,  // before the speaker: "according to", "theo lời"
  kThatCue = 1U << 6U,       // before what is said: "rằng"
  kTitledCue = 1U << 7U,     // before a name in quotes: "entitled", "với chủ đề"
};

// Classes of recognition_cues.tsv.
enum RecognitionCue : std::uint32_t {
  kAwardHead = 1U << 0U,    // ends the name of an award: "prize"
  kAwardOpener = 1U << 1U,  // begins one: "giải thưởng"
  kAwardAlone = 1U << 2U,   // is one: "bằng khen", "commendation"
  kReceive = 1U << 3U,
  kGive = 1U << 4U,
  kNamedAs = 1U << 5U,  // "was named": the title given follows
  kRank = 1U << 6U,     // "ranked", "đứng đầu"
  kRanking = 1U << 7U,  // "league table", "bảng xếp hạng"
  kMembership = 1U << 8U,
  kNetworkNoun = 1U << 9U,
  kMedalLevel = 1U << 10U,  // "Diamond"
  kNoAward = 1U << 11U,     // criteria, nominations, hopes
  kSuperlative = 1U << 12U,
  kRecipient = 1U << 13U,  // before who receives: "cho"
};

// Classes of actor_cues.tsv: words beside a name that say that it is a body.
enum ActorCue : std::uint32_t {
  kCompanyNoun = 1U << 0U,  // beside the name: "the scanner maker X", "X, a Korean firm"
  kHospitalNoun = 1U << 1U,
  kUniversityNoun = 1U << 2U,
  kAssociationNoun = 1U << 3U,
  kGovernmentNoun = 1U << 4U,
  kResearchNoun = 1U << 5U,
  kBossCue = 1U << 6U,     // before it: "Country Manager of", "đại diện"
  kMemberCue = 1U << 7U,   // before it: "a subsidiary of", "tài trợ của"
  kPartnerCue = 1U << 8U,  // before it: "partners such as"
};

struct FactLexicon {
  CueTable actors;        // {vi,en}/actor_cues.tsv
  CueTable dates;         // {vi,en}/date_cues.tsv
  CueTable figures;       // {vi,en}/figure_cues.tsv
  CueTable facets;        // {vi,en}/facet_cues.tsv
  CueTable recognitions;  // {vi,en}/recognition_cues.tsv
  CueTable statements;    // {vi,en}/statement_cues.tsv

  static Result<FactLexicon> load(const TableSource& tables);
  std::vector<PhraseTable*> phrase_tables();
};

}  // namespace hoptac
