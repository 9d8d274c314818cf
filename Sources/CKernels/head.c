// SPDX-License-Identifier: Apache-2.0
// The head: hidden states times the token table, stored as a row for each token.
#include "internal.h"

void assay_head_forward(
    float *logits, const float *hidden, assay_matrix table, int64_t rows, int64_t width,
    int64_t vocabulary) {
  if (rows <= assay_few_rows) {
    assay_few_rows_dot(logits, hidden, table, rows, width, vocabulary);
    return;
  }
  int halves = table.halves != NULL;
  const void *h = hidden;
  if (halves) {
    uint16_t *rounded = assay_scratch((size_t)(rows * width) * sizeof *rounded);
    if (!rounded) return;
    assay_round(rounded, hidden, rows * width);
    h = rounded;
  }
  assay_product p = {
      halves, 0, 1, rows, vocabulary, width, 1, 0, h,
      halves ? (const void *)table.halves : table.values, logits, width, width, vocabulary};
  assay_multiply_in_parallel(&p);
}

void assay_head_backward(
    float *dhidden, float *dtable, const float *dlogits, const float *hidden, assay_matrix table,
    float beta, int64_t rows, int64_t width, int64_t vocabulary) {
  int halves = table.halves != NULL;
  const void *h = hidden, *dl = dlogits;
  if (halves) {
    uint16_t *rounded = assay_scratch((size_t)(rows * (width + vocabulary)) * sizeof *rounded);
    if (!rounded) return;
    h = rounded + rows * vocabulary;
    dl = rounded;
    assay_round(rounded, dlogits, rows * vocabulary);
    assay_round(rounded + rows * vocabulary, hidden, rows * width);
  }
  assay_product back = {
      halves, 0, 0, rows, width, vocabulary, 1, 0, dl,
      halves ? (const void *)table.halves : table.values, dhidden, vocabulary, width, width};
  assay_multiply_in_parallel(&back);
  if (!dtable) return;
  assay_product weights = {
      halves, 1, 0, vocabulary, width, rows, 1, beta, dl, h, dtable, vocabulary, width, width};
  assay_multiply_in_parallel(&weights);
}
