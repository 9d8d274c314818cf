// SPDX-License-Identifier: Apache-2.0
// simdjson behind plain C: nothing here throws, and a status of 0 means done.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parser that keeps its buffers from one document to the next. Not for two threads at once.
typedef struct assay_json_parser assay_json_parser;

/// NULL when there is no memory. Documents nested deeper than `max_depth` are refused.
assay_json_parser *assay_json_parser_create(size_t max_depth);
void assay_json_parser_destroy(assay_json_parser *parser);

/// Parses one document. `tape` and `strings` are laid out as simdjson's doc/tape.md says and hold
/// until the parser's next call. Returns simdjson's error code.
int assay_json_parse(assay_json_parser *parser, const uint8_t *bytes, size_t length,
                     const uint64_t **tape, const uint8_t **strings);

bool assay_utf8_is_valid(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif
