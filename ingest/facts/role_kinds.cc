#include "ingest/facts/role_kinds.h"

#include <algorithm>
#include <array>

namespace hoptac {

namespace {

struct KindWord {
  std::string_view word;
  unsigned kinds;
};

unsigned find_kinds(std::span<const KindWord> words, std::string_view word) {
  for (const KindWord& row : words) {
    if (row.word == word) return row.kinds;
  }
  return 0;
}

// Folded words of titles that only some kinds of bodies have.
unsigned kinds_of_title_word(std::string_view word) {
  static constexpr KindWord kWords[] = {{"ambassador", kGovernment},
                                        {"attache", kGovernment},
                                        {"bursar", kUniversity},
                                        {"cashier", kCompany},
                                        {"ceo", kCompany | kHospital},
                                        {"cfo", kCompany | kHospital},
                                        {"chancellor", kUniversity},
                                        {"commissar", kGovernment | kHospital},
                                        {"commissioner", kGovernment},
                                        {"consul", kGovernment},
                                        {"coo", kCompany | kHospital},
                                        {"counsellor", kGovernment},
                                        {"cto", kCompany},
                                        {"dean", kUniversity},
                                        {"deans", kUniversity},
                                        {"distributor", kCompany},
                                        {"founder", kCompany | kAssociation},
                                        {"governor", kGovernment},
                                        {"group", kCompany},
                                        {"hdnd", kGovernment},
                                        {"hdqt", kCompany | kHospital},
                                        {"hdtv", kCompany | kHospital},
                                        {"headmaster", kUniversity},
                                        {"lecturer", kUniversity},
                                        {"lecturers", kUniversity},
                                        {"marketing", kCompany},
                                        {"matron", kHospital},
                                        {"mayor", kGovernment},
                                        {"minister", kGovernment},
                                        {"nurse", kHospital},
                                        {"nursing", kHospital | kUniversity},
                                        {"prefect", kGovernment},
                                        {"principal", kUniversity},
                                        {"provost", kUniversity},
                                        {"rector", kUniversity},
                                        {"rectors", kUniversity},
                                        {"sales", kCompany},
                                        {"superintendent", kHospital},
                                        {"surgeon", kHospital},
                                        {"ubnd", kGovernment},
                                        {"ward", kHospital}};
  return find_kinds(kWords, word);
}

// Folded pairs of syllables or words.
unsigned kinds_of_title_pair(std::string_view a, std::string_view b) {
  struct Pair {
    std::string_view a, b;
    unsigned kinds;
  };
  static constexpr Pair kPairs[] = {{"bo", "truong", kGovernment},
                                    {"thu", "truong", kGovernment},
                                    {"cuc", "truong", kGovernment},
                                    {"vu", "truong", kGovernment},
                                    {"dai", "su", kGovernment},
                                    {"lanh", "su", kGovernment},
                                    {"tham", "tan", kGovernment},
                                    {"hieu", "truong", kUniversity},
                                    {"hieu", "pho", kUniversity},
                                    {"bo", "mon", kUniversity},
                                    {"giang", "vien", kUniversity},
                                    {"vien", "truong", kResearch | kUniversity | kHospital},
                                    {"duong", "truong", kHospital},
                                    {"truong", "khoa", kHospital | kUniversity},
                                    {"pho", "khoa", kHospital | kUniversity},
                                    {"tong", "giam", kCompany | kHospital},
                                    {"general", "director", kCompany | kHospital},
                                    {"managing", "director", kCompany},
                                    {"general", "manager", kCompany},
                                    {"country", "manager", kCompany},
                                    {"managing", "partner", kCompany},
                                    {"kinh", "doanh", kCompany},
                                    {"nhan", "dan", kGovernment},
                                    {"nha", "may", kCompany},
                                    {"chu", "dau", kCompany},
                                    {"dieu", "duong", kHospital | kUniversity},
                                    {"tinh", "uy", kGovernment},
                                    {"thi", "truong", kGovernment},
                                    {"tinh", "truong", kGovernment},
                                    {"thong", "doc", kGovernment | kCompany},
                                    {"chief", "executive", kCompany | kHospital},
                                    {"medical", "director", kHospital | kCompany},
                                    {"hoi", "truong", kAssociation}};
  for (const Pair& pair : kPairs) {
    if (pair.a == a && pair.b == b) return pair.kinds;
  }
  return 0;
}

}  // namespace

// Folded heads that stand alone for a body: "of the hospital", "Giám đốc Bệnh viện".
unsigned kinds_of_head(std::string_view head) {
  static constexpr KindWord kHeads[] = {{"academy", kUniversity},
                                        {"agency", kGovernment},
                                        {"association", kAssociation},
                                        {"bank", kCompany},
                                        {"bao", 0},
                                        {"benh", kHospital},
                                        {"center", 0},
                                        {"centre", 0},
                                        {"clinic", kHospital},
                                        {"club", kAssociation},
                                        {"college", kUniversity},
                                        {"company", kCompany},
                                        {"cong", kCompany},
                                        {"conservatory", kUniversity},
                                        {"cooperative", kCompany},
                                        {"corporation", kCompany},
                                        {"cuc", kGovernment},
                                        {"dai", kUniversity},
                                        {"department", kGovernment},
                                        {"embassy", kGovernment},
                                        {"faculty", kUniversity},
                                        {"federation", kAssociation},
                                        {"firm", kCompany},
                                        {"foundation", kAssociation},
                                        {"fund", kAssociation},
                                        {"group", kCompany},
                                        {"hoc", kUniversity},
                                        {"hoi", kAssociation},
                                        {"hop", kCompany},
                                        {"hospital", kHospital},
                                        {"hotel", kCompany},
                                        {"infirmary", kHospital},
                                        {"institute", kResearch | kUniversity},
                                        {"khach", kCompany},
                                        {"laboratory", 0},
                                        {"ministry", kGovernment},
                                        {"municipality", kGovernment},
                                        {"museum", 0},
                                        {"network", kAssociation},
                                        {"ngan", kCompany},
                                        {"nhac", kUniversity},
                                        {"polytechnic", kUniversity},
                                        {"prefecture", kGovernment},
                                        {"province", kGovernment},
                                        {"quy", kAssociation},
                                        {"school", kUniversity},
                                        {"shipyard", kCompany},
                                        {"so", kGovernment},
                                        {"society", kAssociation},
                                        {"tap", kCompany},
                                        {"trung", 0},
                                        {"truong", kUniversity},
                                        {"trust", kAssociation},
                                        {"union", kAssociation | kCompany},
                                        {"university", kUniversity},
                                        {"vien", kResearch | kUniversity},
                                        {"vu", kGovernment},
                                        {"yard", kCompany}};
  return find_kinds(kHeads, head);
}

unsigned kinds_of_title(const TokenStream& tokens, const ParsedRole& role) {
  for (std::size_t i = role.first; i <= role.last; ++i) {
    if (const unsigned kinds = kinds_of_title_word(tokens.folded(i)); kinds != 0) return kinds;
    if (i == role.last) break;
    if (const unsigned kinds = kinds_of_title_pair(tokens.folded(i), tokens.folded(i + 1)); kinds != 0) return kinds;
  }
  return 0;
}

unsigned kind_bit(std::string_view kind) {
  static constexpr KindWord kKinds[] = {{"hospital", kHospital}, {"university", kUniversity},
                                        {"company", kCompany},   {"government", kGovernment},
                                        {"research", kResearch}, {"association", kAssociation}};
  return find_kinds(kKinds, kind);
}

// Folded words that the name of the office has whose holder the title tells; none for other titles.
std::span<const std::string_view> offices_of(const TokenStream& tokens, const ParsedRole& role) {
  static constexpr std::array<std::string_view, 8> kMissions = {"embassy",   "consulate", "su quan",  "commission",
                                                                "ambassade", "consulat",  "embajada", "botschaft"};
  static constexpr std::array<std::string_view, 3> kMinistries = {"ministry", "department", "bo"};
  for (std::size_t i = role.first; i <= role.last; ++i) {
    const std::string_view word = tokens.folded(i), next = i < role.last ? tokens.folded(i + 1) : std::string_view();
    if (word == "ambassador" || word == "consul" || word == "counsellor" || word == "attache") return kMissions;
    if ((word == "dai" || word == "lanh") && next == "su") return kMissions;
    if (word == "tham" && next == "tan") return kMissions;
    if (word == "minister" || ((word == "bo" || word == "thu") && next == "truong")) return kMinistries;
  }
  return {};
}

// Heads that stand for a body, whatever its kind.
bool is_generic_head(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kHeads = {
      "bao", "museum", "center", "centre", "committee", "council", "laboratory", "network", "secretariat", "trung"};
  return kinds_of_head(word) != 0 || std::find(kHeads.begin(), kHeads.end(), word) != kHeads.end();
}

bool is_name_of_head(std::string_view name, std::string_view head) {
  struct Forms {
    std::string_view head;
    std::array<std::string_view, 6> forms;  // with blanks around; "^" the name starts so
  };
  static constexpr Forms kForms[] = {
      {"academy", {" academy ", " hoc vien "}},
      {"bank", {" bank ", " ngan hang "}},
      {"bao", {" bao tang ", " museum "}},
      {"conservatory", {" conservatory ", " nhac vien ", " conservatoire "}},
      {"hotel", {" hotel ", " khach san ", " resort "}},
      {"khach", {" khach san ", " hotel ", " resort "}},
      {"museum", {" museum ", " bao tang "}},
      {"nhac", {" nhac vien ", " conservatory ", " conservatoire "}},
      {"benh", {" benh vien ", " bv ", " hospital ", " medical center ", " medical centre ", " infirmary "}},
      {"center", {" center ", " centre ", " trung tam "}},
      {"centre", {" center ", " centre ", " trung tam "}},
      {"company", {" company ", " co ltd ", " jsc ", " ltd ", " cong ty ", " inc "}},
      {"cong", {" cong ty ", " company ", " jsc ", " ltd ", " ctcp ", " tap doan "}},
      {"dai", {" dai hoc ", " dh ", " university "}},
      {"foundation", {" foundation ", " quy "}},
      {"fund", {" fund ", " quy ", " foundation "}},
      {"group", {" group ", " tap doan ", " corporation "}},
      {"hoc", {" hoc vien ", " academy "}},
      {"hoi", {"^hoi ", " association ", " society ", " hiep hoi "}},
      {"hop", {" hop tac xa ", " htx ", " cooperative "}},
      {"hospital", {" hospital ", " hospitals ", " benh vien ", " medical center ", " medical centre ", " infirmary "}},
      {"institute", {" institute ", "^vien "}},
      {"ngan", {" ngan hang ", " bank "}},
      {"quy", {"^quy ", " fund ", " foundation ", " fonds "}},
      {"tap", {" tap doan ", " group ", " corporation "}},
      {"trung", {" trung tam ", " center ", " centre "}},
      {"truong", {"^truong ", " dai hoc ", " hoc vien ", " dh ", " university ", " college "}},
      {"union", {" union ", " nghiep doan ", " lien doan "}},
      {"university", {" university ", " dai hoc ", " dh "}},
      {"vien", {"^vien ", " institute "}}};
  const auto has = [&](std::string_view form) {
    if (form.empty()) return false;
    return form[0] == '^' ? name.substr(1).starts_with(form.substr(1)) : name.find(form) != std::string_view::npos;
  };
  for (const Forms& row : kForms) {
    if (row.head == head) return std::any_of(row.forms.begin(), row.forms.end(), has);
  }
  const std::size_t at = name.find(head);
  return at != std::string_view::npos && at > 0 && name[at - 1] == ' ' &&
         name.substr(at + head.size()).starts_with(' ');
}

}  // namespace hoptac
