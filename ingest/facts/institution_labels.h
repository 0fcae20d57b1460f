// Accreditors and other names that are only labels, and those that act.
#pragma once

#include <vector>

#include "ingest/facts/institution_entity.h"

namespace hoptac {

// "được TÜV Nord chứng nhận", "(TÜV Rheinland cấp)": the name of tokens [begin, end) grants what is told.
bool is_granting(const TokenStream& tokens, std::size_t floor, std::size_t begin, std::size_t end);

// "assessed by" before token `at` of a sentence that begins at `begin`: what follows acts, it is no mere label.
bool is_examined_by(const TokenStream& tokens, std::size_t at, std::size_t begin);

// "được DNV chứng nhận theo tiêu chuẩn ISO 9001": what bears the name of a label grants another one.
bool grants_other_label(const FactInput& input, TokenRange sentence, TokenRange label);

// "tổ chức kiểm định ASIIN (Đức) gửi thư": named as a body, it does something.
bool is_acting_body(const FactInput& input, TokenRange sentence, TokenRange label);

// Removes accreditors that occur only as a label ("đạt JCI", "ISO 9001") and weak names without support.
void drop_labels(const FactInput& input, std::vector<InstitutionEntity>& entities);

}  // namespace hoptac
