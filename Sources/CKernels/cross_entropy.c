// SPDX-License-Identifier: Apache-2.0
// Softmax and cross-entropy over the vocabulary, with the gradient left in place of the logits.
#include "internal.h"

typedef struct {
  float *logits, *log_probabilities;
  int32_t *argmax;
  const int32_t *targets;
  const float *weights;
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

ASSAY_CLONES static void subtract(float *x, float shift, int64_t count) {
  for (int64_t j = 0; j < count; j++) x[j] -= shift;
}

static void entropy_row(void *context, int64_t i) {
  const entropy_call *e = context;
  float *row = e->logits + i * e->vocabulary;
  int32_t target = e->targets[i];
  float top = row_maximum(row, e->vocabulary);
  float log_sum = (float)log(exponential_sum(row, top, e->vocabulary));
  e->log_probabilities[i] = (row[target] - top) - log_sum;
  int64_t best = 0;
  while (row[best] != top && best < e->vocabulary - 1) best++;
  e->argmax[i] = (int32_t)best;
  if (!e->weights) return;
  softmax_times(row, top + log_sum, e->weights[i], e->vocabulary);
  row[target] -= e->weights[i];
}

void assay_cross_entropy(
    float *logits, float *log_probabilities, int32_t *argmax, const int32_t *targets,
    const float *weights, int64_t rows, int64_t vocabulary) {
  entropy_call e = {logits, log_probabilities, argmax, targets, weights, vocabulary};
  assay_parallel(rows, entropy_row, &e);
}

static void log_softmax_row(void *context, int64_t i) {
  const entropy_call *e = context;
  float *row = e->logits + i * e->vocabulary;
  float top = row_maximum(row, e->vocabulary);
  double sum = exponential_sum(row, top, e->vocabulary);
  subtract(row, top + (float)log(sum), e->vocabulary);
}

void assay_log_softmax(float *logits, int64_t rows, int64_t vocabulary) {
  entropy_call e = {.logits = logits, .vocabulary = vocabulary};
  assay_parallel(rows, log_softmax_row, &e);
}
