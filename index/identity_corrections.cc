#include <algorithm>
#include <map>
#include <tuple>

#include "index/identity_parts.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

using Members = std::vector<std::size_t>;
using Labels = std::set<std::size_t>;

std::string describe(const Correction& row) {
  return std::string(action_name(row.action)) + (row.type == EntityType::kPerson ? " person " : " institution ") +
         row.subject + (row.object.empty() ? "" : " → " + row.object);
}

// `NAME @ INSTITUTION` in its two parts; the second is "" without the sign.
std::pair<std::string, std::string> at_parts(const std::string& subject) {
  const std::size_t at = subject.find(" @ ");
  if (at == std::string::npos) return {subject, ""};
  return {subject.substr(0, at), subject.substr(at + 3)};
}

// Nodes with this key or base.
Members nodes_of_key(const KeyNodes& nodes, const std::string& key) {
  Members out;
  for (std::size_t i = 0; i < nodes.keys.size(); ++i) {
    if (nodes.keys[i] == key || nodes.base(i) == key) out.push_back(i);
  }
  return out;
}

bool is_there(const CorrectionInput& input, const Gathered& facts, const std::set<std::string>& places) {
  return std::any_of(facts.affiliations.begin(), facts.affiliations.end(),
                     [&](const std::string& key) { return places.contains(std::string(input.institution_of(key))); });
}

// What a subject or object means: nodes, or an authority id that no document has.
struct Meant {
  Members nodes;
  std::string id;
  bool by_id = false;
};

class CorrectionRun {
 public:
  CorrectionRun(CorrectionInput input, IdentityTable& table)
      : input_(std::move(input)), nodes_(input_.nodes), table_(table) {
    for (const Correction& row : input_.corrections.rows) {
      if (row.type == nodes_.type) rows_.push_back(&row);
    }
    std::sort(rows_.begin(), rows_.end(), [](const auto* a, const auto* b) {
      return std::tie(a->subject, a->object, a->line) < std::tie(b->subject, b->object, b->line);
    });
  }

  void run() {
    start();
    each(CorrectionAction::kSplit, [this](const Correction& row) { split(row); });
    united_ = KeyGroups(labels_);
    each(CorrectionAction::kMerge, [this](const Correction& row) { merge(row); });
    each(CorrectionAction::kAlias, [this](const Correction& row) { alias(row); });
    each(CorrectionAction::kRename, [this](const Correction& row) { rename(row); });
    each(CorrectionAction::kIgnore, [this](const Correction& row) { ignore(row); });
    finish();
  }

 private:
  template <typename F>
  void each(CorrectionAction action, F&& apply) {
    for (const Correction* row : rows_) {
      if (row->action == action) apply(*row);
    }
  }

  void start() {
    KeyGroups groups = nodes_.groups;
    label_.resize(nodes_.keys.size());
    labels_ = nodes_.keys.size();
    for (std::size_t i = 0; i < label_.size(); ++i) label_[i] = groups.find(i);
  }

  void unused(const Correction& row, std::string reason) {
    table_.unused.push_back({row.line, describe(row), std::move(reason)});
  }

  std::string nobody(const std::string& name) const {
    return std::string("no ") + (nodes_.type == EntityType::kPerson ? "person" : "institution") +
           " of the documents is called \"" + name + "\"";
  }

  Meant find(const std::string& name) const {
    Meant out;
    const bool body = nodes_.type == EntityType::kInstitution;
    const AuthorityInstitution* const row = body ? input_.authority.institution(name) : nullptr;
    out.by_id = row != nullptr;
    if (row != nullptr) out.id = row->id;
    if (row != nullptr) out.nodes = nodes_of_key(nodes_, row->id);
    if (row == nullptr) out.nodes = nodes_named(input_, name);
    if (!body || row != nullptr || !out.nodes.empty()) return out;
    const auto known = input_.authority.institutions_named(name);
    if (known.size() == 1) out.id = input_.authority.institutions()[known[0]].id;
    if (known.size() == 1) out.nodes = nodes_of_key(nodes_, out.id);
    return out;
  }

  // ---- split: nodes leave their group for one of their own ----

  void split(const Correction& row) {
    const Meant subject = find(row.subject);
    if (subject.nodes.empty()) return unused(row, nobody(row.subject));
    Labels together;
    if (!row.object.empty()) {
      const Meant object = find(row.object);
      if (object.nodes.empty() && object.id.empty()) return unused(row, nobody(row.object));
      for (const std::size_t i : object.nodes) {
        if (std::count(subject.nodes.begin(), subject.nodes.end(), i) == 0 || nodes_.base(i) == object.id)
          together.insert(label_[i]);
      }
    }
    std::map<std::pair<std::size_t, std::string>, Members> blocks;
    for (const std::size_t i : subject.nodes) {
      if (row.object.empty() || together.contains(label_[i]))
        blocks[{label_[i], part_of(i, row, subject)}].push_back(i);
    }
    bool done = false;
    for (const auto& [where, members] : blocks) done = take_out(members, where.first) || done;
    if (!done) unused(row, row.object.empty() ? "it stands alone already" : "the two are not one");
  }

  // Which nodes of a group stay together when they leave it.
  std::string part_of(std::size_t i, const Correction& row, const Meant& subject) const {
    if (nodes_.type == EntityType::kPerson) return row.object.empty() ? std::string(nodes_.keys[i]) : "";
    return subject.by_id ? input_.authority.canonical_name(nodes_.name(i)) : "";
  }

  bool take_out(const Members& members, std::size_t from) {
    const bool linked = std::any_of(members.begin(), members.end(), [&](std::size_t i) { return is_linked(i); });
    const auto all = static_cast<std::size_t>(std::count(label_.begin(), label_.end(), from));
    if (all == members.size() && !linked) return false;
    for (const std::size_t i : members) label_[i] = labels_;
    unlinked_.insert(labels_);
    corrected_.insert(labels_);
    ++labels_;
    return true;
  }

  bool is_linked(std::size_t i) const {
    return nodes_.type == EntityType::kInstitution && !nodes_.keys[i].starts_with('~');
  }

  // ---- merge and alias: groups become one ----

  Labels labels_of(const Meant& meant) {
    Labels out;
    for (const std::size_t i : meant.nodes) out.insert(label_[i]);
    return out;
  }

  // The group of an id that no document is linked to.
  std::size_t id_label(const std::string& id) {
    const auto [known, added] = id_labels_.emplace(id, labels_);
    if (added) {
      ++labels_;
      united_.add();
    }
    return known->second;
  }

  void merge(const Correction& row) {
    const Meant subject = find(row.subject), object = find(row.object);
    if (subject.nodes.empty()) return unused(row, nobody(row.subject));
    Labels to = labels_of(object);
    if (to.empty() && object.id.empty()) return unused(row, nobody(row.object) + ", and no authority id or name is");
    if (to.empty()) to.insert(id_label(object.id));
    bool done = false;
    for (const std::size_t from : labels_of(subject)) {
      if (to.contains(from)) continue;
      for (const std::size_t label : to) united_.unite(from, label);
      left_.insert(from);
      done = true;
    }
    if (!done) return unused(row, "they are one already");
    corrected_.insert(to.begin(), to.end());
  }

  void alias(const Correction& row) {
    const Meant subject = find(row.subject);
    if (subject.nodes.empty()) return unused(row, nobody(row.subject));
    const Labels owners = labels_of(subject);
    for (const std::size_t owner : owners) names_[owner].insert(row.object);
    corrected_.insert(owners.begin(), owners.end());
    if (owners.size() != 1) return;
    for (const std::size_t i : nodes_named(input_, row.object)) {
      if (is_linked(i) || label_[i] == *owners.begin()) continue;
      united_.unite(label_[i], *owners.begin());
      left_.insert(label_[i]);
    }
  }

  // ---- rename and ignore ----

  void rename(const Correction& row) {
    const Labels owners = labels_of(find(row.subject));
    if (owners.empty()) return unused(row, nobody(row.subject));
    for (const std::size_t owner : owners) titles_.emplace(owner, row.object);
    corrected_.insert(owners.begin(), owners.end());
  }

  void ignore(const Correction& row) {
    const Labels owners = labels_of(find(row.subject));
    if (owners.empty()) return unused(row, nobody(row.subject));
    ignored_.insert(owners.begin(), owners.end());
  }

  // ---- the outcome ----

  std::string key_of(std::size_t label, const Members& members) const {
    for (const auto& [id, virtual_label] : id_labels_) {
      if (virtual_label == label) return id;
    }
    if (!unlinked_.contains(label) || nodes_.type != EntityType::kInstitution) return entity_key(nodes_, members);
    const std::string_view key = nodes_.keys[members.front()];
    return std::string(key.substr(key.find('~')));
  }

  // Of what others were merged into; an authority id before a local key.
  std::string key_of_united(const Labels& labels, const std::map<std::size_t, Members>& members) const {
    std::set<std::pair<bool, std::string>> ends, all;
    for (const std::size_t label : labels) {
      const auto own = members.find(label);
      const std::string key = key_of(label, own == members.end() ? Members{} : own->second);
      all.emplace(key.starts_with('~'), key);
      if (!left_.contains(label)) ends.emplace(key.starts_with('~'), key);
    }
    return (ends.empty() ? all : ends).begin()->second;
  }

  // A node, its label, and the label that this one is united with; labels of ids have no node.
  struct Place {
    std::size_t united = 0, label = 0, node = kNoNode;
    auto operator<=>(const Place&) const = default;
  };
  static constexpr std::size_t kNoNode = static_cast<std::size_t>(-1);

  void finish() {
    std::vector<Place> places;
    places.reserve(label_.size() + id_labels_.size());
    for (std::size_t i = 0; i < label_.size(); ++i) places.push_back({united_.find(label_[i]), label_[i], i});
    for (const auto& [id, label] : id_labels_) places.push_back({united_.find(label), label, kNoNode});
    std::sort(places.begin(), places.end());
    for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
      while (end < places.size() && places[end].united == places[begin].united) ++end;
      if (end == begin + 1 && rows_.empty() && is_alone_of_base(places[begin].node)) continue;
      Labels labels;
      std::map<std::size_t, Members> members;
      for (std::size_t i = begin; i < end; ++i) {
        labels.insert(places[i].label);
        if (places[i].node != kNoNode) members[places[i].label].push_back(places[i].node);
      }
      write(labels, members);
    }
  }

  // Then it is its base, if nothing corrects it: as most are.
  bool is_alone_of_base(std::size_t i) const {
    const std::string_view base = nodes_.base(i);
    return (i == 0 || nodes_.base(i - 1) != base) && (i + 1 == nodes_.keys.size() || nodes_.base(i + 1) != base);
  }

  void write(const Labels& labels, const std::map<std::size_t, Members>& members) {
    Identified entity;
    bool ignored = false;
    for (const std::size_t label : labels) {
      const auto own = members.find(label);
      if (own == members.end()) continue;
      for (const std::size_t i : own->second) entity.keys.emplace_back(nodes_.keys[i]);
      ignored = ignored || ignored_.contains(label);
    }
    if (entity.keys.empty()) return;
    std::sort(entity.keys.begin(), entity.keys.end());
    const std::string key = ignored ? "" : key_of_united(labels, members);
    bool changed = false;
    for (const std::string& local : entity.keys) {
      if (base_key(nodes_.type, local) == key) continue;
      table_.entity_of[{nodes_.type, local}] = key;
      changed = true;
    }
    add_names(labels, entity);
    if (ignored || !(changed || entity.corrected || lost_some(key, entity))) return;
    table_.entities.emplace(EntityKey{nodes_.type, key}, std::move(entity));
  }

  void add_names(const Labels& labels, Identified& entity) const {
    std::set<std::string> names;
    for (const std::size_t label : labels) {
      const auto title = titles_.find(label);
      if (title != titles_.end() && (entity.name.empty() || title->second < entity.name)) entity.name = title->second;
      const auto aliases = names_.find(label);
      if (aliases != names_.end()) names.insert(aliases->second.begin(), aliases->second.end());
      entity.corrected = entity.corrected || corrected_.contains(label);
    }
    entity.names.assign(names.begin(), names.end());
  }

  // Keys of its base are another entity's.
  bool lost_some(const std::string& key, const Identified& entity) const {
    return nodes_of_base(key) != entity.keys.size();
  }
  std::size_t nodes_of_base(const std::string& key) const {
    auto it = std::lower_bound(nodes_.keys.begin(), nodes_.keys.end(), key);
    std::size_t count = 0;
    for (; it != nodes_.keys.end() && it->starts_with(key); ++it) count += base_key(nodes_.type, *it) == key ? 1U : 0U;
    return count;
  }

  CorrectionInput input_;
  const KeyNodes& nodes_;
  IdentityTable& table_;
  std::vector<const Correction*> rows_;
  std::vector<std::size_t> label_;  // of each node: its group
  std::size_t labels_ = 0;          // the next free one
  KeyGroups united_{0};             // of labels
  std::map<std::string, std::size_t> id_labels_;
  Labels unlinked_, corrected_, left_, ignored_;
  std::map<std::size_t, std::string> titles_;
  std::map<std::size_t, std::set<std::string>> names_;
};

}  // namespace

std::vector<std::size_t> nodes_named(const CorrectionInput& input, const std::string& subject) {
  if (input.nodes.type == EntityType::kInstitution && input.authority.institution(subject) != nullptr)
    return nodes_of_key(input.nodes, input.authority.institution(subject)->id);
  if (subject.starts_with('~')) return nodes_of_key(input.nodes, subject);
  const auto [name, place] = at_parts(subject);
  std::vector<std::size_t> out = input.names.find(name);
  if (place.empty() || !input.institutions_named) return out;
  const std::set<std::string> places = input.institutions_named(place);
  std::erase_if(out, [&](std::size_t i) { return !is_there(input, *input.nodes.facts[i], places); });
  return out;
}

std::string NamedNodes::form(const std::string& name) const {
  return nodes_.type == EntityType::kInstitution ? authority_.canonical_name(name) : fold_phrase(name);
}

void NamedNodes::make() {
  made_ = true;
  for (std::size_t i = 0; i < nodes_.keys.size(); ++i) {
    std::set<std::string> names, aliases;
    for (const auto& [name, count] : nodes_.facts[i]->names) names.insert(form(name));
    for (const std::string& alias : nodes_.facts[i]->aliases) aliases.insert(form(alias));
    for (const std::string& name : names) names_[name].push_back(i);
    for (const std::string& alias : aliases) aliases_[alias].push_back(i);
  }
}

const std::vector<std::size_t>& NamedNodes::find(const std::string& name) {
  if (!made_) make();
  const std::string wanted = form(name);
  const auto found = names_.find(wanted);
  return found != names_.end() ? found->second : aliases_[wanted];
}

void apply_corrections(CorrectionInput input, IdentityTable& table) { CorrectionRun(std::move(input), table).run(); }

}  // namespace hoptac
