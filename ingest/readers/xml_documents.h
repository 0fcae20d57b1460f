// Events of an XML file -> its documents.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/reader.h"
#include "ingest/readers/xml_events.h"
#include "ingest/readers/xml_names.h"

namespace hoptac {

// Hands over each item of a feed or news message as it ends; what is in none is one document of its own, unless it is
// only the head of a feed.
class XmlDocuments : public XmlEvents {
 public:
  XmlDocuments(const DocumentSink& sink, RawDocument pattern) : sink_(sink), pattern_(std::move(pattern)) {}
  void begin(const XmlElement& element) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;
  // After the last event. False when there was no text at all.
  bool finish();

 private:
  struct Open {
    XmlUse use = XmlUse::kParagraph;
    bool is_text = false;  // a paragraph by its name: a date in it is part of a sentence
    std::string text;      // of the element and the inline ones in it, since the last block
  };
  XmlUse use_of(std::string_view name) const;
  bool in_sentence() const;
  void attributes(const XmlElement& element, const Open& open);
  static bool is_block(const Open& open) { return open.use != XmlUse::kInline; }
  Open& block();
  void flush(Open& open);
  void add_text_block(const Open& open, std::string text);
  void keep(XmlUse use, std::string_view value);
  void end_row();
  void begin_item();
  void end_item();
  std::string member_of_item();

  const DocumentSink& sink_;
  RawDocument pattern_;  // format and encoding
  RawDocument whole_;    // what stands in no item
  RawDocument item_;
  std::vector<Open> open_;
  std::vector<std::string> cells_;
  bool in_row_ = false;
  bool in_item_ = false;
  bool feed_ = false;
  std::size_t items_ = 0;
  std::size_t dropped_ = 0;  // depth inside a dropped element
  std::string item_id_;
  std::set<std::string> members_;
};

}  // namespace hoptac
