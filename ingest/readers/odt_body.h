// The text of an OpenDocument text, from one stream of XML events or several.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/odt_styles.h"
#include "ingest/readers/office_properties.h"
#include "ingest/readers/table_row.h"
#include "ingest/readers/xml_events.h"
#include "src/model/document.h"

namespace hoptac {

// Styles, properties, running lines and text go where they belong by the element that holds them, so that the parts
// of a package and the one part of a flat file are read alike. Styles must come before the text that uses them, as
// they do in every file: styles.xml first, then content.xml.
class OdtEvents : public XmlEvents {
 public:
  void begin(const XmlElement& element) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

  std::vector<RawBlock> body;     // paragraphs, list items with their labels, rows of tables
  std::vector<RawBlock> notes;    // footnotes and endnotes
  std::vector<RawBlock> running;  // page headers and footers
  PropertyEvents properties;

 private:
  // What an open element is to us.
  enum class Role {
    kOther,
    kSkipped,
    kProperties,
    kStyles,
    kRunning,
    kBody,
    kIndex,
    kNote,
    kParagraph,
    kHeading,
    kList,
    kItem,
    kRow,
    kCell,
    kSpaces,
    kTab,
    kLineBreak
  };
  struct Named {
    std::string_view name;
    Role role;
  };
  static const Named kRoles[];
  static Role role_of(const XmlElement& element);

  struct Paragraph {
    std::string style;
    std::string label;
    std::string text;
    bool heading = false;
    bool item = false;
  };
  struct List {
    std::string style;
    std::string id;
    std::string continues;
    bool goes_on = false;
  };
  // An item of a list, until its first paragraph has taken the number.
  struct Item {
    bool fresh = true;
    std::string start;
    std::string style;  // of this item alone
  };

  void begin_role(Role role, const XmlElement& element);
  void end_role(Role role);
  void begin_paragraph(bool heading, const XmlElement& element);
  void end_paragraph();
  void begin_list(const XmlElement& element);
  std::string list_label(const std::string& paragraph_style);
  std::string heading_label(const XmlElement& element);
  ListCounter& counter_of(const List& list);
  bool in(Role role) const { return inside_[static_cast<std::size_t>(role)] > 0; }
  std::vector<RawBlock>& target();

  OdtStyles styles_;
  std::vector<Role> open_;
  std::array<int, static_cast<std::size_t>(Role::kLineBreak) + 1> inside_{};
  std::vector<Paragraph> paragraphs_;
  std::vector<Cells> rows_;
  std::size_t rows_outside_note_ = 0;
  std::vector<List> lists_;
  std::vector<Item> items_;
  std::map<std::string, ListCounter> counters_;       // by the id of the outermost list
  std::map<std::string, std::string> last_of_style_;  // list style -> id of the last list that had it
  std::size_t unnamed_ = 0;
  std::string counting_;  // the id of the open outermost list
  ListCounter outline_;
};

}  // namespace hoptac
