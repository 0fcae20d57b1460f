#include "ingest/text/segment.h"
namespace hoptac {
std::vector<TokenRange> sentences(const TokenStream&, TokenRange range) { return {range}; }
Language detect_language(const TokenStream&, TokenRange) { return Language::kUnknown; }
bool is_unmarked_vietnamese(const TokenStream&, TokenRange) { return false; }
}  // namespace hoptac
