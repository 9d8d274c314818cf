// SPDX-License-Identifier: Apache-2.0
#include "CSimdjson.h"

#include <new>
#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

struct assay_json_parser {
  simdjson::dom::parser parser;
  size_t max_depth;
};

assay_json_parser *assay_json_parser_create(size_t max_depth) {
  auto *parser = new (std::nothrow) assay_json_parser();
  if (parser) parser->max_depth = max_depth;
  return parser;
}

void assay_json_parser_destroy(assay_json_parser *parser) { delete parser; }

int assay_json_parse(assay_json_parser *parser, const uint8_t *bytes, size_t length,
                     const uint64_t **tape, const uint8_t **strings) {
  auto &dom = parser->parser;
  if (length > dom.capacity() || dom.max_depth() != parser->max_depth) {
    auto error = dom.allocate(length, parser->max_depth);
    if (error) return error;
  }
  auto error = dom.parse(bytes, length).error();
  if (error) return error;
  *tape = dom.doc.tape.get();
  *strings = dom.doc.string_buf.get();
  return 0;
}

bool assay_utf8_is_valid(const uint8_t *bytes, size_t length) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}
