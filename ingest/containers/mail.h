// One mail (eml), or a page that a browser saved in the form of one (mht).
#pragma once

#include "ingest/containers/container.h"

namespace hoptac {

// The mail's own text is the member without path, shown as eml: html when it has that, else plain text; title and
// published from Subject and Date; other "from", "to", "message-id" as they stand. Attachments are members by their
// file names, mails in it too; other "attached to". Of a saved page only its html, shown as such, with url and
// "captured".
Result<void> read_mail(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink);

}  // namespace hoptac
