#include "ingest/containers/mail_parts.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "ingest/readers/raw_document.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

bool is_attachment(GMimeObject* part) {
  GMimeContentDisposition* const disposition = g_mime_object_get_content_disposition(part);
  return disposition != nullptr && g_mime_content_disposition_is_attachment(disposition) != 0;
}

bool has_file_name(GMimeObject* part) {
  return GMIME_IS_PART(part) && g_mime_part_get_filename(GMIME_PART(part)) != nullptr;
}

// Some programs give a name even to the text; one among other parts is a file.
bool is_text(GMimeObject* part, bool may_have_name) {
  if (!GMIME_IS_PART(part) || is_attachment(part) || (!may_have_name && has_file_name(part))) return false;
  const std::string type = media_type_of(part);
  return type == "text/plain" || type == "text/html";
}

// What only mail programs need.
bool is_machinery(std::string_view type) {
  constexpr std::array<std::string_view, 7> kTypes{
      "application/pgp-signature", "application/pkcs7-signature",      "application/x-pkcs7-signature",
      "application/pgp-encrypted",

      "message/delivery-status",   "message/disposition-notification", "text/calendar"};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end() || type == "text/rfc822-headers";
}

bool is_secret(std::string_view type) { return type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime"; }

// A logo or a signature: shown in the text, and too small for a scanned page.
bool is_small_picture(GMimeObject* part, bool in_page) {
  if (!GMIME_IS_PART(part) || !media_type_of(part).starts_with("image/")) return false;
  const bool shown = in_page || !is_attachment(part) || g_mime_part_get_content_id(GMIME_PART(part)) != nullptr;
  return shown && part_content(GMIME_PART(part)).size() < limits::kMinInlineImageBytes;
}

// The part that a multipart/related is about.
int root_of(GMimeMultipart* related) {
  const char* start = g_mime_object_get_content_type_parameter(GMIME_OBJECT(related), "start");
  if (start == nullptr) return 0;
  const std::string_view id = start;
  const std::size_t inside = id.starts_with('<') && id.ends_with('>') && id.size() > 2 ? 1 : 0;
  const std::string bare(id.substr(inside, id.size() - 2 * inside));
  const int found =
      g_mime_multipart_index_of(related, g_mime_multipart_get_subpart_from_content_id(related, bare.c_str()));
  return std::max(found, 0);
}

class PartFinder {
 public:
  MailParts find(GMimeObject* root) {
    visit(root, 0, {.only = true});
    return std::move(parts_);
  }

 private:
  struct Place {
    bool in_page = false;  // beside the root of a multipart/related
    bool only = false;     // the whole mail, or the alternative that was chosen
  };

  void visit(GMimeObject* part, int depth, Place place) {
    if (depth > limits::kMaxMailDepth) {
      parts_.lost.push_back(
          {ErrorCode::kTooLarge, {}, "parts nested more than " + std::to_string(limits::kMaxMailDepth) + " deep"});
    } else if (GMIME_IS_MULTIPART_ENCRYPTED(part)) {
      parts_.lost.push_back({ErrorCode::kEncrypted, {}, "an encrypted mail; save it decrypted"});
    } else if (GMIME_IS_MULTIPART(part)) {
      visit_multipart(GMIME_MULTIPART(part), depth, place);
    } else if (GMIME_IS_MESSAGE_PART(part)) {
      parts_.attachments.push_back(part);
    } else if (GMIME_IS_PART(part) && !GMIME_IS_MESSAGE_PARTIAL(part)) {
      visit_leaf(part, place);
    }
  }

  void visit_multipart(GMimeMultipart* multipart, int depth, Place place) {
    const int count = g_mime_multipart_get_count(multipart);
    const std::string type = media_type_of(GMIME_OBJECT(multipart));
    if (count <= 0) return;
    if (type == "multipart/alternative") return visit(richest(multipart, depth), depth + 1, {place.in_page, true});
    if (type == "multipart/signed") return visit(g_mime_multipart_get_part(multipart, 0), depth + 1, place);
    const int root = type == "multipart/related" ? root_of(multipart) : -1;
    for (int i = 0; i < count; ++i) {
      visit(g_mime_multipart_get_part(multipart, i), depth + 1, {place.in_page || (root >= 0 && i != root), i == root});
    }
  }

  // Alternatives stand in the order of their faithfulness.
  static GMimeObject* richest(GMimeMultipart* alternatives, int depth) {
    for (int i = g_mime_multipart_get_count(alternatives) - 1; i > 0; --i) {
      GMimeObject* const part = g_mime_multipart_get_part(alternatives, i);
      if (has_text(part, depth)) return part;
    }
    return g_mime_multipart_get_part(alternatives, 0);
  }

  static bool has_text(GMimeObject* part, int depth) {
    if (!GMIME_IS_MULTIPART(part) || depth > limits::kMaxMailDepth) return is_text(part, true);
    const int count = g_mime_multipart_get_count(GMIME_MULTIPART(part));
    for (int i = 0; i < count; ++i) {
      if (has_text(g_mime_multipart_get_part(GMIME_MULTIPART(part), i), depth + 1)) return true;
    }
    return false;
  }

  void visit_leaf(GMimeObject* part, Place place) {
    const std::string type = media_type_of(part);
    if (is_secret(type)) {
      parts_.lost.push_back({ErrorCode::kEncrypted, {}, "an encrypted or sealed mail (S/MIME); save it opened"});
    } else if (type == "application/ms-tnef" || type == "application/vnd.ms-tnef") {
      parts_.lost.push_back(
          {ErrorCode::kNeedsReader, "winmail.dat", "attachments in a form of Outlook's own; save them from Outlook"});
    } else if (is_text(part, place.only)) {
      if (!place.in_page) parts_.texts.push_back(GMIME_PART(part));
    } else if (!is_machinery(type) && type != "text/css" && !is_small_picture(part, place.in_page)) {
      parts_.attachments.push_back(part);
    }
  }

  MailParts parts_;
};

}  // namespace

MailParts find_parts(GMimeMessage* message) { return PartFinder().find(g_mime_message_get_mime_part(message)); }

GMimePart* find_saved_page(const MailFile& mail) {
  constexpr std::array kOfMail{"To", "Cc", "Received", "Return-Path", "Message-ID", "Delivered-To"};
  const bool sent = std::any_of(kOfMail.begin(), kOfMail.end(), [&](const char* h) { return !mail.header(h).empty(); });
  GMimeObject* root = g_mime_message_get_mime_part(mail.message());
  if (sent) return nullptr;
  if (GMIME_IS_MULTIPART(root)) {
    if (media_type_of(root) != "multipart/related" || g_mime_multipart_get_count(GMIME_MULTIPART(root)) <= 0)
      return nullptr;
    root = g_mime_multipart_get_part(GMIME_MULTIPART(root), root_of(GMIME_MULTIPART(root)));
  }
  if (!GMIME_IS_PART(root) || !is_html(GMIME_PART(root))) return nullptr;
  const bool placed = g_mime_part_get_content_location(GMIME_PART(root)) != nullptr ||
                      !mail.header("Snapshot-Content-Location").empty() ||
                      mail.header("From").find("Saved by") != std::string::npos;
  return placed ? GMIME_PART(root) : nullptr;
}

std::string media_type_of(GMimeObject* part) {
  GMimeContentType* const type = g_mime_object_get_content_type(part);
  if (type == nullptr) return {};
  const char* const media = g_mime_content_type_get_media_type(type);
  const char* const sub = g_mime_content_type_get_media_subtype(type);
  if (media == nullptr || sub == nullptr) return {};
  return ascii_lower(std::string(media) + "/" + sub);
}

std::string charset_of(GMimePart* part) {
  const char* const charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
  return charset == nullptr ? std::string() : ascii_lower(charset);
}

bool is_html(GMimePart* part) { return media_type_of(GMIME_OBJECT(part)) == "text/html"; }

}  // namespace hoptac
