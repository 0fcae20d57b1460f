#include "ingest/facts/agreement_topics.h"

#include <set>

#include "ingest/facts/facets.h"

namespace hoptac {
namespace {

constexpr int kNobody = -1;
constexpr int kSeveral = -2;

// The topics of `words`, a part of the frame, outside names.
void add_outside_names(const AgreementView& view, const Frame& frame, TokenRange words, std::set<std::string>& topics) {
  std::size_t begin = words.begin;
  for (auto item = items_from(frame, begin); item != frame.items.end() && item->first < words.end; ++item) {
    if (item->kind != ItemKind::kInstitution && item->kind != ItemKind::kPerson) continue;
    add_topics(view.input, {begin, item->first}, topics);
    begin = item->last + 1;
  }
  if (begin < words.end) add_topics(view.input, {begin, words.end}, topics);
}

class TopicFinder {
 public:
  TopicFinder(const AgreementView& view, const std::vector<std::vector<const Telling*>>& agreements)
      : view_(view), owners_(view.frames.size(), kNobody), sole_(agreements.size() == 1) {
    for (std::size_t a = 0; a < agreements.size(); ++a) {
      for (const Telling* t : agreements[a]) {
        int& owner = owners_[t->frame];
        owner = owner == kNobody || owner == static_cast<int>(a) ? static_cast<int>(a) : kSeveral;
      }
    }
  }

  std::vector<std::string> find(const std::vector<const Telling*>& agreement) const {
    std::set<std::string> topics;
    std::set<std::size_t> read;  // frames, each once
    for (const Telling* t : agreement) {
      if (owners_[t->frame] != kSeveral && !read.insert(t->frame).second) continue;
      const bool shared = owners_[t->frame] == kSeveral;
      add(t->frame, shared ? t->words : view_.frames[t->frame].tokens, topics);
      if (!shared && continues(t->frame)) add(t->frame + 1, view_.frames[t->frame + 1].tokens, topics);
    }
    if (sole_) add_title_and_lead(topics);
    return {topics.begin(), topics.end()};
  }

 private:
  // True when the next sentence goes on about the same agreement.
  bool continues(std::size_t f) const {
    if (f + 1 >= view_.frames.size() || owners_[f + 1] != kNobody) return false;
    return view_.frames[f].heading || view_.frames[f + 1].block == view_.frames[f].block;
  }

  void add_title_and_lead(std::set<std::string>& topics) const {
    for (std::size_t f = 0; f < view_.frames.size(); ++f) {
      const Frame& frame = view_.frames[f];
      const bool title = view_.input.document.blocks[frame.block].kind == BlockKind::kTitle;
      if (title || !frame.heading) add(f, frame.tokens, topics);
      if (!frame.heading) return;
    }
  }

  void add(std::size_t f, TokenRange words, std::set<std::string>& topics) const {
    add_outside_names(view_, view_.frames[f], words, topics);
  }

  const AgreementView& view_;
  std::vector<int> owners_;  // by frame: the agreement that it tells of
  bool sole_;
};

}  // namespace

std::vector<std::vector<std::string>> find_agreement_topics(
    const AgreementView& view, const std::vector<std::vector<const Telling*>>& agreements) {
  const TopicFinder finder(view, agreements);
  std::vector<std::vector<std::string>> out;
  out.reserve(agreements.size());
  for (const std::vector<const Telling*>& agreement : agreements) out.push_back(finder.find(agreement));
  return out;
}

std::vector<std::string> topics_of(const AgreementView& view, std::size_t frame) {
  std::set<std::string> topics;
  add_outside_names(view, view.frames[frame], view.frames[frame].tokens, topics);
  return {topics.begin(), topics.end()};
}

}  // namespace hoptac
