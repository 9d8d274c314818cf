// SPDX-License-Identifier: Apache-2.0
// Operations on each value, and the loss of each row.
#include "operations.h"

static void gelu_forward(float *out, const float *x, int64_t count) {
  assay_cuda_begin();
  LAUNCH(gelu_forward, assay_cuda_grid(count), 1, 0, &out, &x, &count);
  assay_cuda_end();
}

static void gelu_backward(float *dx, const float *dout, const float *x, int64_t count) {
  assay_cuda_begin();
  LAUNCH(gelu_backward, assay_cuda_grid(count), 1, 0, &dx, &dout, &x, &count);
  assay_cuda_end();
}

static void dropout(float *x, float rate, uint64_t seed, int64_t count) {
  assay_cuda_begin();
  LAUNCH(drop, assay_cuda_grid(count), 1, 0, &x, &rate, &seed, &count);
  assay_cuda_end();
}

static void add(float *out, const float *x, const float *y, int64_t count) {
  assay_cuda_begin();
  LAUNCH(add, assay_cuda_grid(count), 1, 0, &out, &x, &y, &count);
  assay_cuda_end();
}

static void softmax_forward(
    double *log_sums, int32_t *argmax, const float *logits, int64_t rows, int64_t vocabulary) {
  assay_cuda_begin();
  LAUNCH(softmax_forward, rows, 1, 0, &log_sums, &argmax, &logits, &vocabulary);
  assay_cuda_end();
}

static void softmax_backward(
    float *logits, const double *log_sums, const float *totals, int64_t rows, int64_t vocabulary) {
  assay_cuda_begin();
  LAUNCH(
      softmax_backward, grid_columns(vocabulary), grid_rows(rows), 0, &logits, &log_sums, &totals,
      &rows, &vocabulary);
  assay_cuda_end();
}

static void pick_targets(
    float *out, const float *logits, const int32_t *rows, const int32_t *tokens, int64_t count,
    int64_t first_row, int64_t vocabulary) {
  assay_cuda_begin();
  LAUNCH(
      pick_targets, assay_cuda_grid(count), 1, 0, &out, &logits, &rows, &tokens, &count, &first_row,
      &vocabulary);
  assay_cuda_end();
}

static void subtract_targets(
    float *logits, const int32_t *rows, const int32_t *tokens, const float *weights, int64_t count,
    int64_t first_row, int64_t vocabulary) {
  assay_cuda_begin();
  LAUNCH(
      subtract_targets, assay_cuda_grid(count), 1, 0, &logits, &rows, &tokens, &weights, &count,
      &first_row,
      &vocabulary);
  assay_cuda_end();
}

void assay_cuda_set_values(assay_device *table) {
  table->gelu_forward = gelu_forward;
  table->gelu_backward = gelu_backward;
  table->dropout = dropout;
  table->add = add;
  table->softmax_forward = softmax_forward;
  table->softmax_backward = softmax_backward;
  table->pick_targets = pick_targets;
  table->subtract_targets = subtract_targets;
}
