// What the head of a page, its JSON-LD and its <time> say about the document.
#pragma once

#include "ingest/readers/markup.h"
#include "src/model/document.h"

namespace hoptac {

// Title from og:title, JSON-LD headline, <title> (without the site's name), <h1>, in this order; date from
// JSON-LD datePublished, article:published_time and its kin, <time datetime>; canonical address;
// language of <html>; publisher from og:site_name or JSON-LD. Unknown values are "".
RawMetadata html_metadata(const xmlDoc& page);

}  // namespace hoptac
