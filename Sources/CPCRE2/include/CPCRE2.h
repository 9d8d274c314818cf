// SPDX-License-Identifier: Apache-2.0
// PCRE2 behind plain C: patterns of rules, with limits on the work that a match may take.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled pattern. It may be used by any number of threads at a time.
typedef struct assay_pattern assay_pattern;

/// Compiles a pattern for UTF-8 text. On failure it returns NULL and says why and where: `message`
/// gets at most `capacity` bytes with the final NUL, `offset` the byte within the pattern.
assay_pattern *assay_pattern_compile(const char *pattern, size_t length, char *message,
                                     size_t capacity, size_t *offset);
void assay_pattern_destroy(assay_pattern *pattern);

/// A byte, neither a letter nor outside ASCII, that every match holds; -1 where none is known.
int assay_pattern_literal(const assay_pattern *pattern);

/// The bytes that a match may start with: a bit for each of the 256, the first in the lowest bit of the
/// first byte. NULL where PCRE2 knows none, or a match may be empty. Valid as long as the pattern.
const uint8_t *assay_pattern_first_bytes(const assay_pattern *pattern);

/// What a search ended in.
typedef enum {
  assay_pattern_none,
  assay_pattern_found,
  /// The limits on work were reached, or there was no memory.
  assay_pattern_gave_up,
} assay_pattern_result;

/// Searches for the first match from the byte `start` on.
assay_pattern_result assay_pattern_find(const assay_pattern *pattern, const uint8_t *text,
                                        size_t length, size_t start, size_t *from, size_t *to);

#ifdef __cplusplus
}
#endif
