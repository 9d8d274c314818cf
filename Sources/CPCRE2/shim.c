// SPDX-License-Identifier: Apache-2.0
#include "CPCRE2.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <ctype.h>
#include <pthread.h>
#include <stdlib.h>

/// Steps of backtracking in one search. PCRE2's own default is ten million; a rule sees millions of
/// texts, and a pattern that needs this many for one of them is a mistake.
static const uint32_t match_limit = 100000;
static const uint32_t depth_limit = 1000;
static const uint32_t heap_limit_kib = 16384;

struct assay_pattern {
  pcre2_code *code;
  pcre2_match_context *context;
};

// Each thread keeps its own space for matches; a search allocates nothing.
static pthread_key_t match_data_key;
static pthread_once_t match_data_once = PTHREAD_ONCE_INIT;

static void free_match_data(void *data) { pcre2_match_data_free(data); }

static void make_match_data_key(void) { pthread_key_create(&match_data_key, free_match_data); }

static pcre2_match_data *thread_match_data(void) {
  pthread_once(&match_data_once, make_match_data_key);
  pcre2_match_data *data = pthread_getspecific(match_data_key);
  if (data == NULL) {
    data = pcre2_match_data_create(1, NULL);
    pthread_setspecific(match_data_key, data);
  }
  return data;
}

assay_pattern *assay_pattern_compile(const char *pattern, size_t length, char *message,
                                     size_t capacity, size_t *offset) {
  int error = 0;
  PCRE2_SIZE place = 0;
  pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, length,
                                   PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF |
                                       PCRE2_NEVER_BACKSLASH_C,
                                   &error, &place, NULL);
  if (code == NULL) {
    pcre2_get_error_message(error, (PCRE2_UCHAR *)message, capacity);
    *offset = place;
    return NULL;
  }
  assay_pattern *result = malloc(sizeof *result);
  pcre2_match_context *context = pcre2_match_context_create(NULL);
  if (result == NULL || context == NULL) {
    pcre2_code_free(code);
    pcre2_match_context_free(context);
    free(result);
    if (capacity > 0) message[0] = 0;
    *offset = 0;
    return NULL;
  }
  pcre2_set_match_limit(context, match_limit);
  pcre2_set_depth_limit(context, depth_limit);
  pcre2_set_heap_limit(context, heap_limit_kib);
  // Where the machine has no JIT, matching is slower and the same.
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  result->code = code;
  result->context = context;
  return result;
}

void assay_pattern_destroy(assay_pattern *pattern) {
  if (pattern == NULL) return;
  pcre2_match_context_free(pattern->context);
  pcre2_code_free(pattern->code);
  free(pattern);
}

int assay_pattern_literal(const assay_pattern *pattern) {
  static const uint32_t queries[][2] = {{PCRE2_INFO_LASTCODETYPE, PCRE2_INFO_LASTCODEUNIT},
                                        {PCRE2_INFO_FIRSTCODETYPE, PCRE2_INFO_FIRSTCODEUNIT}};
  for (int query = 0; query < 2; query++) {
    uint32_t type = 0;
    uint32_t unit = 0;
    pcre2_pattern_info(pattern->code, queries[query][0], &type);
    pcre2_pattern_info(pattern->code, queries[query][1], &unit);
    // Of a letter PCRE2 does not say whether its case matters.
    if (type == 1 && unit < 0x80 && !isalpha((int)unit)) return (int)unit;
  }
  return -1;
}

const uint8_t *assay_pattern_first_bytes(const assay_pattern *pattern) {
  const uint8_t *bytes = NULL;
  uint32_t may_be_empty = 1;
  pcre2_pattern_info(pattern->code, PCRE2_INFO_MATCHEMPTY, &may_be_empty);
  if (may_be_empty) return NULL;
  pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTBITMAP, &bytes);
  return bytes;
}

assay_pattern_result assay_pattern_find(const assay_pattern *pattern, const uint8_t *text,
                                        size_t length, size_t start, size_t *from, size_t *to) {
  pcre2_match_data *data = thread_match_data();
  if (data == NULL) return assay_pattern_gave_up;
  static const uint8_t nothing[1] = {0};
  int result = pcre2_match(pattern->code, text == NULL ? nothing : text, length, start, 0, data,
                           pattern->context);
  if (result == PCRE2_ERROR_NOMATCH) return assay_pattern_none;
  if (result < 0) return assay_pattern_gave_up;
  const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(data);
  // \K in a lookahead may put the start behind the end.
  *from = ends[0] < ends[1] ? ends[0] : ends[1];
  *to = ends[1];
  return assay_pattern_found;
}
