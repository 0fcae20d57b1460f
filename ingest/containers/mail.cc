#include "ingest/containers/mail.h"

#include <algorithm>
#include <utility>

#include "ingest/containers/mail_file.h"
#include "ingest/containers/mail_parts.h"
#include "ingest/containers/media_type.h"
#include "ingest/containers/names.h"
#include "ingest/readers/raw_document.h"
#include "ingest/readers/reader.h"
#include "ingest/text/decode.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Lists of addresses may be as long as the mail; the beginning is enough to know it by.
constexpr std::size_t kMaxHeaderValue = 4096;

struct MailText {
  std::string bytes;
  Format format = Format::kText;
  std::string charset;
};

// Plain text inside html.
std::string escape_html(std::string_view text) {
  std::string out = "<pre>";
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  return out + "</pre>\n";
}

// Parts in several charsets meet in UTF-8; one that cannot be decoded is left out.
MailText join_texts(const std::vector<GMimePart*>& parts) {
  MailText text;
  if (parts.size() == 1)
    return {part_content(parts[0]), is_html(parts[0]) ? Format::kHtml : Format::kText, charset_of(parts[0])};
  const bool html = std::any_of(parts.begin(), parts.end(), is_html);
  text.format = html ? Format::kHtml : Format::kText;
  text.charset = "utf-8";
  for (GMimePart* const part : parts) {
    const auto decoded = decode(part_content(part), charset_of(part));
    if (!decoded) continue;
    text.bytes += html && !is_html(part) ? escape_html(decoded->text) : decoded->text + "\n\n";
  }
  return text;
}

bool is_pgp(std::string_view text) { return trim(text).starts_with("-----BEGIN PGP MESSAGE-----"); }

class MailReader {
 public:
  MailReader(const MailFile& mail, ExpansionBudget& budget, const MemberSink& sink)
      : mail_(mail), budget_(budget), sink_(sink), subject_(mail.header("Subject")), id_(mail.header("Message-ID")) {}

  Result<void> run() {
    if (GMimePart* const page = find_saved_page(mail_)) return hand_over_page(page);
    MailParts parts = find_parts(mail_.message());
    for (Error& error : parts.lost) {
      if (wanted_) wanted_ = sink_(fail(std::move(error)));
    }
    if (auto done = hand_over_text(parts); !done) return done;
    for (GMimeObject* const part : parts.attachments) {
      if (!wanted_) return {};
      auto done =
          GMIME_IS_MESSAGE_PART(part) ? hand_over_mail(GMIME_MESSAGE_PART(part)) : hand_over_file(GMIME_PART(part));
      if (!done) return done;
    }
    return {};
  }

 private:
  // A mail without text is its attachments.
  Result<void> hand_over_text(const MailParts& parts) {
    MailText text = join_texts(parts.texts);
    if (auto paid = budget_.take_bytes(text.bytes.size()); !paid) return paid;
    if (trim(text.bytes).empty()) {
      if (parts.attachments.empty() && parts.lost.empty()) return fail(ErrorCode::kEmpty, {}, "a mail without text");
      return {};
    }
    if (is_pgp(text.bytes)) return fail(ErrorCode::kEncrypted, {}, "an encrypted mail (PGP); save it decrypted");
    Member member{.bytes = text.bytes, .format = text.format, .shown_as = Format::kMail, .charset = text.charset};
    member.metadata.title = subject_;
    member.metadata.published = mail_.date();
    add(member.metadata, "from", mail_.header("From"));
    add(member.metadata, "to", mail_.header("To"));
    add(member.metadata, "message-id", id_);
    wanted_ = sink_(std::move(member));
    return {};
  }

  Result<void> hand_over_page(GMimePart* page) {
    const std::string bytes = part_content(page);
    if (auto paid = budget_.take_bytes(bytes.size()); !paid) return paid;
    Member member{.bytes = bytes, .format = Format::kHtml, .charset = charset_of(page)};
    std::string place = mail_.header("Snapshot-Content-Location");
    const char* const location = g_mime_part_get_content_location(page);
    if (place.empty() && location != nullptr) place = decode_header(location);
    if (place.starts_with("http")) member.metadata.url = std::move(place);
    add(member.metadata, "captured", mail_.date());
    sink_(std::move(member));
    return {};
  }

  Result<void> hand_over_file(GMimePart* part) {
    const std::string given = part_file_name(part);
    const std::string name = given.empty() ? "attachment" : file_name(given);
    const std::string bytes = part_content(part);
    if (auto paid = budget_.take_bytes(bytes.size()); !paid) return paid;
    const Format format = format_of(part, bytes, given.empty() ? std::string() : name);
    if (format == Format::kUnknown) return {};
    if (bytes.size() > limits::kMaxMemberBytes) {
      wanted_ = sink_(fail(ErrorCode::kTooLarge, names_.take(name),
                           "larger than " + std::to_string(limits::kMaxMemberBytes) + " bytes"));
      return {};
    }
    hand_over(name, bytes, format, charset_of(part));
    return {};
  }

  // Under its file name, else its subject.
  Result<void> hand_over_mail(GMimeMessagePart* part) {
    GMimeMessage* const message = g_mime_message_part_get_message(part);
    if (message == nullptr) return {};
    const std::string bytes = message_source(message);
    if (auto paid = budget_.take_bytes(bytes.size()); !paid) return paid;
    const char* const subject = g_mime_object_get_header(GMIME_OBJECT(message), "Subject");
    std::string name = subject == nullptr ? std::string() : decode_header(subject);
    std::replace(name.begin(), name.end(), '/', '_');
    hand_over(member_label(name.empty() ? "message" : name) + ".eml", bytes, Format::kMail, {});
    return {};
  }

  void hand_over(const std::string& name, std::string_view bytes, Format format, std::string charset) {
    Member member{.path = names_.take(name), .bytes = bytes, .format = format, .charset = std::move(charset)};
    add(member.metadata, "attached to", subject_.empty() ? id_ : subject_);
    wanted_ = sink_(std::move(member));
  }

  // Without folders, whatever the sender's system calls them.
  static std::string file_name(std::string_view given) {
    const std::string name = member_name(given);
    return std::string(member_base_name(name));
  }

  // Mail programs know endings better than media types.
  static Format format_of(GMimePart* part, std::string_view bytes, std::string_view name) {
    const std::string type = media_type_of(GMIME_OBJECT(part));
    const bool by_name = detect_format({}, name) != Format::kUnknown || type.starts_with("image/");
    return by_name ? detect_format(bytes, name) : format_of_media(type, bytes, name);
  }

  static void add(RawMetadata& metadata, const char* name, const std::string& value) {
    if (!value.empty()) metadata.other.emplace_back(name, utf8_prefix(value, kMaxHeaderValue));
  }

  const MailFile& mail_;
  ExpansionBudget& budget_;
  const MemberSink& sink_;
  std::string subject_;
  std::string id_;
  UniqueNames names_;
  bool wanted_ = true;
};

}  // namespace

Result<void> read_mail(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink) {
  std::string_view bytes = file.bytes;  // empty lines above the headers would make them text
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes.remove_prefix(std::min(bytes.size(), bytes.find_first_not_of("\r\n")));
  const auto mail = MailFile::parse(bytes);
  if (!mail) return fail(mail.error());
  return MailReader(*mail, budget, sink).run();
}

}  // namespace hoptac
