// SPDX-License-Identifier: Apache-2.0
// Softmax and cross-entropy over the vocabulary, with the gradient left in place of the logits.
#include "internal.h"

typedef struct {
  float *out;
  const float *logits, *totals;
  double *log_sums;
  int32_t *argmax;
  int64_t vocabulary;
} entropy_call;

ASSAY_CLONES static float row_maximum(const float *x, int64_t count) {
  ASSAY_REASSOCIATE
  float top = x[0];
  for (int64_t j = 1; j < count; j++) top = x[j] > top ? x[j] : top;
  return top;
}

// Long rows are summed in parts, so that the rounding errors of a part do not add up.
ASSAY_CLONES static double exponential_sum(const float *x, float top, int64_t count) {
  ASSAY_REASSOCIATE
  double total = 0;
  for (int64_t begin = 0; begin < count; begin += 1024) {
    int64_t end = assay_min(begin + 1024, count);
    float sum = 0;
    for (int64_t j = begin; j < end; j++) sum += assay_exp(x[j] - top);
    total += sum;
  }
  return total;
}

ASSAY_CLONES static void softmax_times(float *x, float shift, float factor, int64_t count) {
  for (int64_t j = 0; j < count; j++) x[j] = factor * assay_exp(x[j] - shift);
}

static void forward_row(void *context, int64_t i) {
  const entropy_call *e = context;
  const float *row = e->logits + i * e->vocabulary;
  float top = row_maximum(row, e->vocabulary);
  e->log_sums[i] = (double)top + log(exponential_sum(row, top, e->vocabulary));
  int64_t best = 0;
  while (row[best] != top && best < e->vocabulary - 1) best++;
  e->argmax[i] = (int32_t)best;
}

void assay_softmax_forward(
    double *log_sums, int32_t *argmax, const float *logits, int64_t rows, int64_t vocabulary) {
  entropy_call e = {
      .logits = logits, .log_sums = log_sums, .argmax = argmax, .vocabulary = vocabulary};
  assay_parallel(rows, forward_row, &e);
}

static void backward_row(void *context, int64_t i) {
  const entropy_call *e = context;
  softmax_times(e->out + i * e->vocabulary, (float)e->log_sums[i], e->totals[i], e->vocabulary);
}

void assay_softmax_backward(
    float *logits, const double *log_sums, const float *totals, int64_t rows, int64_t vocabulary) {
  entropy_call e = {
      .out = logits, .log_sums = (double *)log_sums, .totals = totals, .vocabulary = vocabulary};
  assay_parallel(rows, backward_row, &e);
}

void assay_pick_targets(
    float *out, const float *logits, const int32_t *rows, const int32_t *tokens, int64_t count,
    int64_t first_row, int64_t vocabulary) {
  for (int64_t i = 0; i < count; i++)
    out[i] = logits[(rows[i] - first_row) * vocabulary + tokens[i]];
}

void assay_subtract_targets(
    float *logits, const int32_t *rows, const int32_t *tokens, const float *weights, int64_t count,
    int64_t first_row, int64_t vocabulary) {
  for (int64_t i = 0; i < count; i++)
    logits[(rows[i] - first_row) * vocabulary + tokens[i]] -= weights[i];
}
