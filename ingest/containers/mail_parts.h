// Which parts of a mail are its text, and which are files of their own.
#pragma once

#include <gmime/gmime.h>

#include <string>
#include <vector>

#include "ingest/containers/mail_file.h"
#include "src/base/result.h"

namespace hoptac {

// Borrowed from the message.
struct MailParts {
  std::vector<GMimePart*> texts;          // plain and html, in order; of alternatives the richest
  std::vector<GMimeObject*> attachments;  // GMimePart, or GMimeMessagePart of a mail in the mail
  std::vector<Error> lost;                // encrypted, nested too deep, in a form of Outlook's own
};

// Left out: signatures, delivery reports, calendars, small pictures that the text shows, and what html parts need to be
// shown.
MailParts find_parts(GMimeMessage* message);

// A page saved by a browser (mht): its html, nullptr for a mail.
GMimePart* find_saved_page(const MailFile& mail);

// "text/html", in lower case.
std::string media_type_of(GMimeObject* part);
// The declared charset, in lower case; "" when there is none.
std::string charset_of(GMimePart* part);
bool is_html(GMimePart* part);

}  // namespace hoptac
