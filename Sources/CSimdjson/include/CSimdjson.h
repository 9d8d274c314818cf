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

/// What the value of a member is.
typedef enum {
  assay_json_text,
  assay_json_number,
  assay_json_boolean,
  assay_json_null,
  assay_json_nested,
} assay_json_kind;

/// A member of an object. `text` is a string without escapes, else the value as it is written. It
/// holds until the reader's next call or until the object's bytes change.
typedef struct {
  const uint8_t *key;
  size_t key_length;
  const uint8_t *text;
  size_t length;
  assay_json_kind kind;
  /// Where the keys start that an object inside of the value has twice, and how many there are.
  size_t first_twice;
  size_t twice_count;
} assay_json_member;

/// Reads one object after the other, a row each. Not for two threads at once.
typedef struct assay_json_rows assay_json_rows;

/// NULL when there is no memory.
assay_json_rows *assay_json_rows_create(size_t max_depth);
void assay_json_rows_destroy(assay_json_rows *rows);

/// Reads the one object that fills `length` bytes up to white space; 64 bytes behind them may be
/// read. Returns 0 or what simdjson found wrong: anything but a strictly valid object is refused.
int assay_json_rows_read(assay_json_rows *rows, const uint8_t *bytes, size_t length,
                         const assay_json_member **members, size_t *count);

/// A key that the members of the object just read count as one that is there twice. It holds as long as
/// they do.
const uint8_t *assay_json_rows_twice(const assay_json_rows *rows, size_t index, size_t *length);

bool assay_utf8_is_valid(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif
